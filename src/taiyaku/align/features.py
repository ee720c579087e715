"""Two texts -> numbers the search can work with: tokens as types, and for each pair of types the evidence.

Japanese: content words (``japanese_function_words.txt`` says which are not) with the compound and the glossary term
they stand in, and numbers. English: stems of content words, and numbers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.cues import Cue, Word, amount_cues, word_cues
from taiyaku.align.english_words import EnglishWord, english_words
from taiyaku.align.numbers import Amount, english_amounts, japanese_amounts
from taiyaku.dictionary.jmdict import lookup
from taiyaku.intake.vocabulary import wording_of
from taiyaku.model import Label, Sentence, TermEntry, Token

_COMPOUND = 4  # tokens
_TERM = 8
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "X", "SYM", "INTJ"})
#: Roles in ``Side.roles``.
RUNNING_TEXT, TITLE = 0, 1
#: Classes of the last mark in ``Side.ends``.
NO_MARK, FULL_STOP, EXCLAMATION = 0, 1, 3
_LONGEST_FURNITURE = 60  # characters
_NOUN = frozenset({"NOUN", "PROPN"})
_INNER_END = re.compile(r"[。!?](?=.*\w)|(?<=[a-z\d)\"”][.!?;]) (?=[\"“(]?[A-Z])")
_CLOSING = "」』）)】］]\"'”’ 　"
_ROLES = {Label.TITLE: TITLE, Label.KICKER: 2, Label.HEADING: 3, Label.CAPTION: 4}
_QUOTES = frozenset('「『“"')


@dataclass(frozen=True, slots=True)
class Side:
    """One text: the token types of all sentences in a row, and facts about each sentence.

    ``types[bounds[i]:bounds[i + 1]]`` are the tokens of sentence i, indices into ``vocabulary``; ``numeric`` and
    ``named`` say which types are numbers and names. Of each sentence: ``lengths`` in characters; ``ends``, the class of
    its last mark (0 none, 1 full stop, 2 question, 3 exclamation); ``quotes``, whether somebody is quoted; ``units``,
    how many statements it holds (``A; B. C.`` three); ``roles``, its part in the article (0 running text, 1 title,
    2 kicker, 3 heading, 4 caption); ``furniture``, whether it is wording of the page around the article.
    """

    types: NDArray[np.int32]
    bounds: NDArray[np.int32]
    lengths: NDArray[np.float32]
    ends: NDArray[np.int8]
    quotes: NDArray[np.bool_]
    units: NDArray[np.float32]
    roles: NDArray[np.int8]
    furniture: NDArray[np.bool_]
    numeric: NDArray[np.bool_]
    named: NDArray[np.bool_]
    vocabulary: tuple[Hashable, ...]

    def __len__(self) -> int:
        return len(self.lengths)

    def tokens(self, sentence: int) -> NDArray[np.int32]:
        """Return the token types of a sentence."""
        return self.types[self.bounds[sentence] : self.bounds[sentence + 1]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Both sides and what connects them: for each Japanese type, English type -> cue.

    ``surfaces`` are the English tokens as printed, sentence by sentence, for people to read.
    """

    ja: Side
    en: Side
    cues: tuple[Mapping[int, Cue], ...]
    surfaces: tuple[tuple[str, ...], ...]


def collect_evidence(
    ja: Sequence[Sentence], tokens: Sequence[Sequence[Token]], en: Sequence[Sentence], terms: Sequence[TermEntry] = ()
) -> Evidence:
    """Return the tokens and cues of two texts; dictionary look-ups are made once for the whole text."""
    words = [english_words(sentence.text) for sentence in en]
    amounts = [english_amounts(sentence.text) for sentence in en]
    en_side = _side(
        en,
        [
            [*(word.stem for word in line), *(f"#{amount.keys[0]}" for amount in numbers)]
            for line, numbers in zip(words, amounts, strict=True)
        ],
        _english_names(words),
    )
    surfaces = tuple(
        (*(word.surface for word in line), *(amount.surface for amount in numbers))
        for line, numbers in zip(words, amounts, strict=True)
    )
    glossary = {surface: entry for entry in reversed(terms) for surface in entry.surfaces}
    japanese = _japanese_words(tokens, glossary)
    ja_side = _side(
        ja,
        [[*line, *japanese_amounts(sentence.text)] for line, sentence in zip(japanese, ja, strict=True)],
        _japanese_names(japanese, tokens),
    )
    return Evidence(ja_side, en_side, _cues(ja_side, en_side, words, glossary), surfaces)


def _english_names(words: Sequence[Sequence[EnglishWord]]) -> frozenset[Hashable]:
    """Return the stems that the text never writes without a capital."""
    small = {word.stem for line in words for word in line if not word.name}
    return frozenset(word.stem for line in words for word in line if word.stem not in small)


def _japanese_names(words: Sequence[Sequence[Word]], tokens: Sequence[Sequence[Token]]) -> frozenset[Hashable]:
    """Return the words that are proper nouns."""
    proper = {token.lemma for line in tokens for token in line if token.pos == "PROPN"}
    return frozenset(word for line in words for word in line if word.lemma in proper)


def _cues(
    ja: Side, en: Side, words: Sequence[Sequence[EnglishWord]], glossary: Mapping[str, TermEntry]
) -> tuple[Mapping[int, Cue], ...]:
    index = {str(word): number for number, word in enumerate(en.vocabulary)}
    named = {word for line in words for word in line if word.name}
    japanese = [item for item in ja.vocabulary if isinstance(item, Word)]
    by_word = dict(zip(japanese, word_cues(japanese, index, named, glossary), strict=True))
    return tuple(
        {index[word]: cue for word, cue in (by_word[item] if isinstance(item, Word) else _amount(item, index)).items()}
        for item in ja.vocabulary
    )


def _amount(item: Hashable, index: Mapping[str, int]) -> Mapping[str, Cue]:
    assert isinstance(item, Amount)
    return amount_cues(item, index)


def _side(sentences: Sequence[Sentence], tokens: Sequence[Sequence[Hashable]], names: frozenset[Hashable]) -> Side:
    texts = [sentence.text for sentence in sentences]
    index: dict[Hashable, int] = {}
    types = [index.setdefault(token, len(index)) for line in tokens for token in line]
    return Side(
        types=np.array(types, dtype=np.int32),
        bounds=np.cumsum([0, *map(len, tokens)], dtype=np.int32),
        lengths=np.array([len(text.replace(" ", "")) for text in texts], dtype=np.float32),
        ends=np.array([_end(text) for text in texts], dtype=np.int8),
        quotes=np.array([not _QUOTES.isdisjoint(text) for text in texts], dtype=np.bool_),
        units=np.array([_units(text) for text in texts], dtype=np.float32),
        roles=np.array([_ROLES.get(sentence.kind, 0) for sentence in sentences], dtype=np.int8),
        furniture=np.array([_is_furniture(text) for text in texts], dtype=np.bool_),
        named=np.array([token in names for token in index], dtype=np.bool_),
        numeric=np.array([_is_number(token) for token in index], dtype=np.bool_),
        vocabulary=tuple(index),
    )


def _is_number(token: Hashable) -> bool:
    return isinstance(token, Amount) or (isinstance(token, str) and token.startswith("#"))


def _is_furniture(text: str) -> bool:
    """Whether a line is wording of a page and not of its article: ``Advertisement``, ``続きを読む``."""
    if len(text) > _LONGEST_FURNITURE or _end(text) == FULL_STOP:
        return False
    wording = wording_of(text)
    return wording is not None and wording.label == Label.CLUTTER


def _units(text: str) -> int:
    return 1 + len(_INNER_END.findall(unicodedata.normalize("NFKC", text)))


def _end(text: str) -> int:
    last = unicodedata.normalize("NFKC", text).rstrip(_CLOSING)[-1:]
    return {"。": 1, ".": 1, "…": 1, "?": 2, "!": 3}.get(last, 0)


def _japanese_words(tokens: Sequence[Sequence[Token]], glossary: Mapping[str, TermEntry]) -> list[list[Word]]:
    """Return the content words of each sentence with the compound and the term that each stands in."""
    nouns = [_runs(line, _COMPOUND, _NOUN) for line in tokens]
    known = lookup(joined for line in nouns for at, end, joined in line if end - at > 1).keys()
    firsts = frozenset(surface[0] for surface in glossary if surface)
    lines = []
    for line, runs in zip(tokens, nouns, strict=True):
        compounds = _covered([run for run in runs if run[1] - run[0] > 1], known, len(line))
        terms = _covered(_runs(line, _TERM, firsts=firsts), glossary.keys(), len(line))
        lines.append(
            [
                Word(token.lemma, token.normal, token.reading, compound, term)
                for token, compound, term in zip(line, compounds, terms, strict=True)
                if term or (token.pos in _CONTENT and token.lemma not in _function_words())
            ]
        )
    return lines


def _runs(
    line: Sequence[Token], longest: int, pos: frozenset[str] = frozenset(), firsts: frozenset[str] = frozenset()
) -> list[tuple[int, int, str]]:
    """Return runs of neighbouring tokens as (from, to, joined surface), longest first at each place.

    Either all tokens have one of the parts of speech ``pos``, or the run begins with one of the characters ``firsts``.
    """
    runs = []
    for at, token in enumerate(line):
        if pos or token.surface[:1] in firsts:
            joined, found = "", []
            for end in range(at, min(len(line), at + longest)):
                if pos and line[end].pos not in pos:
                    break
                joined += line[end].surface
                found.append((at, end + 1, joined))
            runs += found[::-1]
    return runs


def _covered(runs: Iterable[tuple[int, int, str]], known: Iterable[str], length: int) -> list[str]:
    """Return for each token the known run that covers it, the first and longest winning, "" if none."""
    covering = [""] * length
    for at, end, joined in runs:
        if joined in known and not any(covering[at:end]):
            covering[at:end] = [joined] * (end - at)
    return covering


@cache
def _function_words() -> frozenset[str]:
    lines = Path(__file__).with_name("japanese_function_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
