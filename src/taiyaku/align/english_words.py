"""English text -> the stems that carry meaning: ``told reporters`` gives tell, report.

Tables beside this module: ``english_forms.tsv`` (form -> base: irregular verbs and plurals, peoples and countries),
``english_suffixes.tsv`` (endings taken off, longest first) and ``english_function_words.txt`` (words that say
nothing about which sentence answers to which). A plain regular expression splits the text: hyphens part words, a
possessive is dropped, ``U.S.`` is one word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from taiyaku.resources import tsv_rows

# Letters with strokes and joined ones, which Unicode does not take apart.
_STROKES = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
    | {"þ": "th", "Þ": "Th", "ð": "d", "Ð": "D"}
)
_WORD = re.compile(r"(?:[A-Z]\.){2,}|(?<!\d)[^\W\d_]+(?:'[^\W\d_]+)?")
_UNITED_STATES = re.compile(r"\b(?:United States(?: of America)?|U\.\s?S\.(?:\s?A\.)?|USA?)(?!\w)")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """A word of a sentence: its stem, how it was written, whether it begins with a capital inside the sentence."""

    stem: str
    surface: str
    name: bool


def english_words(text: str) -> tuple[EnglishWord, ...]:
    """Return the content words of ``text`` in order.

    ``Putin told reporters`` gives putin, tell, report; ``the U.S. and China`` gives usa, china, because ``us`` is
    a function word and the country is not.
    """
    words = []
    silent = function_words()
    for match in _WORD.finditer(_UNITED_STATES.sub(" USA ", text.replace("’", "'"))):
        surface = match.group().replace(".", "")
        if surface.endswith(("'s", "'S")):
            surface = surface[:-2]
        folded = plain_latin(surface).lower()
        if folded not in silent and "'" not in folded and (len(folded) > 1 or surface.isupper()):
            words.append(EnglishWord(stem(folded), surface, surface[:1].isupper()))
    return tuple(words)


def plain_latin(text: str) -> str:
    """Return ``text`` without accents: ``Erdoğan`` gives Erdogan, ``Orbán`` Orban, ``Łódź`` Lodz."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_STROKES))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word: ``demonstrators`` gives demonstr, ``told`` gives tell.

    Related words are to meet (election, elected; Russia, Russian), not to look well.
    """
    word = _forms().get(word, word)
    for suffix, replacement, shortest in _suffixes():
        if word.endswith(suffix) and len(word) - len(suffix) >= shortest:
            word = word[: len(word) - len(suffix)] + replacement
            word = _forms().get(word, word)
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word


@cache
def _forms() -> dict[str, str]:
    return {form: base for form, base, *_ in _table("english_forms.tsv")}


@cache
def _suffixes() -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (suffix, replacement, int(shortest)) for suffix, replacement, shortest, *_ in _table("english_suffixes.tsv")
    )


@cache
def function_words() -> frozenset[str]:
    """Return the words, in small letters, that say nothing about what a sentence is about: the, are, so."""
    return frozenset(word for (row,) in _table("english_function_words.txt") for word in row.split())


def _table(name: str) -> list[list[str]]:
    return tsv_rows(Path(__file__).with_name(name))
