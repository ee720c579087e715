"""Japanese words -> the English stems their dictionary entries offer, each with its share of the meaning.

JMdict gives words and compounds of adjacent nouns, JMnedict names. All look-ups of a text are done at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from taiyaku.align.english_words import english_words
from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import DictionaryEntry, NameEntry

_PARENTHESES = re.compile(r"\([^()]*\)")
_ENTRIES = 4
_SENSES = 8
_NAMES = 12
_KANJI = re.compile(r"[\u3400-\u9fff々]")


@dataclass(frozen=True, slots=True)
class Shares:
    """English stems of a Japanese word: stem -> share of its meaning, shares sum to at most 1."""

    words: Mapping[str, float]
    names: Mapping[str, float]


def gloss_shares(
    words: Iterable[str], names: Iterable[str]
) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Return stem -> share for every word of JMdict and every name of JMnedict that is found.

    ``知事`` gives prefectur 0.5, govern 0.5; ``プーチン`` as a name gives putin 1.
    """
    found = {word: _word_shares(entries) for word, entries in lookup(words).items()}
    named = {name: _name_shares(entries) for name, entries in lookup_names(names).items()}
    return found, named


def _word_shares(entries: tuple[DictionaryEntry, ...]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for rank, entry in enumerate(entries[:_ENTRIES]):
        for order, sense in enumerate(entry.senses[:_SENSES]):
            weight = 1.0 / ((1 + rank) * (1 + order) ** 0.5)
            for gloss in sense.glosses:
                stems = {word.stem for word in english_words(_PARENTHESES.sub(" ", gloss))}
                for stem in stems:
                    shares[stem] = shares.get(stem, 0.0) + weight / len(stems)
    return _normalised(shares)


def _name_shares(entries: tuple[NameEntry, ...]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for entry in entries[:_NAMES]:
        for gloss in entry.glosses:
            for word in english_words(_PARENTHESES.sub(" ", gloss)):
                shares[word.stem] = 1.0
    return _normalised(shares)


def _normalised(shares: dict[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    return {stem: share / total for stem, share in shares.items()} if total else {}
