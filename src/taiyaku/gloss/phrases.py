"""Words that a table explains in their place: particles, endings, set phrases, and senses that neighbours decide.

Tables: ``grammar.tsv``, ``senses.tsv`` (the same columns) and ``labels.tsv``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from taiyaku.model import Token
from taiyaku.resources import tsv_rows

_HERE = Path(__file__).parent
#: The forms that the tables can ask for, by the last ending of a word; others are plain (~た).
_FORMS = {"te-form": "~て", "if-form": "~ば", "volitional": "~う", "stem": "", "adverb": "", "imperative": ""}
_ANYWHERE = "…"  # before a word that may also stand farther off


@dataclass(frozen=True, slots=True)
class Phrase:
    """A row of the tables: ``words`` as (spelling, tag or reading or ""), what may stand around them, and the gloss."""

    before: frozenset[str]
    words: tuple[tuple[str, str], ...]
    after: frozenset[str]
    text: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A grammatical label, the endings it names (in the words of ``inflection.tsv``), and what the legend says."""

    name: str
    endings: tuple[str, ...]
    en: str
    ja: str


def phrase_at(tokens: Sequence[Token], at: int, limit: int) -> Phrase | None:
    """Return the row that explains the words from ``at`` on: that with most words, then that which asks for neighbours.

    ``に ついて`` gives about; ``が`` gives SUBJ after a noun, but after a verb. No word from ``limit`` on is taken.
    """
    token = tokens[at]
    rows = _by_first().get(token.surface, ())
    if token.lemma != token.surface:
        rows = (*rows, *_by_first().get(token.lemma, ()))
    standing = [(rank, row) for rank, row in rows if at + len(row.words) <= limit and _stands(row, tokens, at)]
    if not standing:
        return None
    return min(standing, key=lambda found: (*found[0][:2], not _is_written(found[1], tokens, at), found[0][2]))[1]


def _is_written(row: Phrase, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words stand there as the row has them, not in another form."""
    return all(token.surface == word for token, (word, _) in zip(tokens[at:], row.words, strict=False))


def _stands(row: Phrase, tokens: Sequence[Token], at: int) -> bool:
    end = at
    for word, tag in row.words:
        token = tokens[end]
        if (word not in (token.surface, token.lemma)) or (tag and tag not in (token.pos, token.reading)):
            return False
        end += 1
    return (not row.before or _beside(row.before, tokens[max(at - 2, 0) : at][::-1])) and (
        not row.after or _beside(row.after, tokens[end : end + 2]) or _later(row.after, tokens[end:])
    )


def _later(wanted: frozenset[str], tokens: Sequence[Token]) -> bool:
    """Whether one of the words wanted anywhere (…言う) follows, before the next punctuation mark and the next と."""
    for token in tokens if any(word.startswith(_ANYWHERE) for word in wanted) else ():
        if token.pos == "PUNCT" or token.surface == "と":
            return False
        if _ANYWHERE + token.lemma in wanted:
            return True
    return False


def _beside(wanted: frozenset[str], tokens: Sequence[Token]) -> bool:
    """Whether the nearest word is one of those wanted; behind a particle, the word next to that counts too."""
    if not tokens:
        return "EDGE" in wanted
    near = tokens[0]
    form = _form(near)
    if near.pos in wanted or near.surface in wanted or near.lemma in wanted or form in wanted:
        return True
    if form == "~た" and "~る" in wanted and not near.inflection.startswith("past"):
        return True
    return near.pos == "ADP" and len(tokens) > 1 and (tokens[1].surface in wanted or tokens[1].lemma in wanted)


def _form(token: Token) -> str:
    """Return the form that a word stands in, as the tables write it: ~て, ~ば, ~う, ~た (any plain form), or ""."""
    if token.pos not in ("VERB", "ADJ", "AUX"):
        return ""
    form = next((form for ending, form in _FORMS.items() if token.inflection.startswith(ending)), "~た")
    if form == "~た" and (
        token.surface in ("な", "に", "で") or (token.pos == "ADJ" and token.xpos.startswith("形状詞"))
    ):
        return ""
    return form


def ending_labels(inflection: str) -> tuple[str, ...]:
    """Return the labels of a word's endings, in the order of the word: ``past passive of 行う`` gives PASS PAST."""
    meaning = inflection.rpartition(" of ")[0]
    found: list[str] = []
    while meaning:
        ending = next((end for end in _endings() if meaning.startswith(end)), meaning)
        found += [_endings()[ending]] if ending in _endings() else []
        meaning = meaning[len(ending) :].lstrip()
    names = found[::-1]
    # 食べさせられた: behind a causative it is passive and nothing else
    return tuple("PASS" if (name, names[at - 1]) == ("CAN", "CAUS") and at else name for at, name in enumerate(names))


@cache
def labels() -> dict[str, Label]:
    """Return the labels by name, in the order of the legend."""
    rows = (row for row in tsv_rows(_HERE / "labels.tsv"))
    return {name: Label(name, tuple(filter(None, ends.split(";"))), en, ja) for name, ends, en, ja in rows}


@cache
def _endings() -> dict[str, str]:
    """Return label by meaning of an ending, longer meanings first."""
    pairs = [(ending, label.name) for label in labels().values() for ending in label.endings]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _by_first() -> dict[str, tuple[tuple[tuple[int, int, int], Phrase], ...]]:
    """Return the rows by their first word, each with its rank."""
    found: dict[str, list[tuple[tuple[int, int, int], Phrase]]] = {}
    for number, row in enumerate(phrases()):
        rank = (-len(row.words), -bool(row.before) - bool(row.after), number)
        found.setdefault(row.words[0][0], []).append((rank, row))
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return the rows of both tables, those of the grammar first."""
    return tuple(_phrase(*(cells + [""] * 4)[:4]) for name in ("grammar", "senses") for cells in _rows(name))


def _rows(name: str) -> list[list[str]]:
    return tsv_rows(_HERE / f"{name}.tsv")


def _phrase(before: str, words: str, after: str, gloss: str) -> Phrase:
    parts = gloss.split()
    names = tuple(part for part in parts if part in labels())
    return Phrase(
        before=frozenset(before.split()),
        words=tuple((word.partition("/")[0], word.partition("/")[2]) for word in words.split()),
        after=frozenset(after.split()),
        text=" ".join(part for part in parts if part not in labels()),
        labels=names,
    )
