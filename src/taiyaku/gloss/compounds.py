"""Neighbouring words that the dictionary has as one: 緊張 緩和, 手 を 打つ. The longest is taken before its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from taiyaku.model import DictionaryEntry, Token
from taiyaku.readings.kana import hiragana

_WORDS, _LETTERS = 6, 14  # how long a compound may be
_KANA_ONLY = re.compile("[ぁ-ゖー]+")
_FUNCTION = frozenset(("ADP", "AUX", "SCONJ", "PART"))
#: JMdict's parts of speech of a phrase that may hold particles.
_PHRASE = ("expressions", "conjunction", "adverb", "auxiliary", "particle", "interjection", "pre-noun")


@dataclass(frozen=True, slots=True)
class Compound:
    """A span of words and the ways it may stand in a dictionary, the likelier first."""

    start: int
    end: int
    forms: tuple[str, ...]

    def written(self, found: Mapping[str, tuple[DictionaryEntry, ...]]) -> bool:
        """Whether the dictionary has the words as they are written, endings included: そうかもしれない."""
        return self.forms[0] in found


def compounds(tokens: Sequence[Token]) -> Iterator[Compound]:
    """Return all spans of two or more words without punctuation or numbers, with what to look up for each."""
    for start, first in enumerate(tokens):
        if first.pos in ("PUNCT", "SYM", "NUM"):
            continue
        joined = first.surface
        for end in range(start + 2, min(start + _WORDS, len(tokens)) + 1):
            last = tokens[end - 1]
            if last.pos in ("PUNCT", "SYM", "NUM") or len(joined) + len(last.lemma) > _LETTERS:
                break
            forms = [joined + last.surface]
            if last.pos in ("VERB", "ADJ") and last.surface != last.lemma:
                forms.append(joined + last.lemma)
            yield Compound(start, end, tuple(forms))
            joined += last.surface


def compound_entries(
    compound: Compound, tokens: Sequence[Token], found: Mapping[str, tuple[DictionaryEntry, ...]]
) -> list[DictionaryEntry]:
    """Return the entries that the words can be together; a chance meeting of kana is none (は な is not 花)."""
    words = tokens[compound.start : compound.end]
    if words[0].pos in _FUNCTION:
        return []  # phrases that begin with a particle are those of grammar.tsv
    opening = not compound.start or tokens[compound.start - 1].pos == "PUNCT"
    reading = hiragana("".join(token.reading or token.surface for token in words))
    loose = any(token.pos in _FUNCTION for token in words)
    certain = loose or any(token.pos == "VERB" for token in words)  # nouns may change their sound: 株式 会社 がいしゃ
    fitting = []
    for form in compound.forms:
        for entry in found.get(form, ()):
            if _KANA_ONLY.fullmatch(form) and not (entry.usually_kana or not entry.headwords):
                continue
            if (loose or _KANA_ONLY.fullmatch(form)) and not _is_phrase(entry, words):
                continue
            if not opening and entry.senses and all("conjunction" in tag for tag in entry.senses[0].pos):
                continue
            fitting.append(entry)
    heard = [entry for entry in fitting if _reads_so(entry, reading, words[-1])]
    return heard if certain else heard or fitting  # 彼 の read かれの is not かの


def _is_phrase(entry: DictionaryEntry, words: Sequence[Token]) -> bool:
    """Whether an entry is one that is made of words and particles: an expression, or a verb behind its noun."""
    tags = entry.senses[0].pos if entry.senses else ()
    if any(tag.startswith(_PHRASE) for tag in tags):
        return True
    return words[-1].pos not in _FUNCTION and entry.common


def _reads_so(entry: DictionaryEntry, reading: str, last: Token) -> bool:
    readings = [hiragana(kana) for kana in entry.readings]
    inflected = last.surface != last.lemma
    return any(reading.startswith(kana[:-1]) if inflected else reading == kana for kana in readings)
