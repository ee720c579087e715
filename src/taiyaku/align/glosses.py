"""Japanese words -> the English stems their dictionary entries offer, each with its share of the meaning.

JMdict gives words and compounds of adjacent nouns, JMnedict names. All look-ups of a text are done at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from taiyaku.align.english_words import english_words
from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import DictionaryEntry, NameEntry

_PARENTHESES = re.compile(r"\([^()]*\)")
_ENTRIES = 4
_SENSES = 8
_NAMES = 12
_SPLIT = 8  # characters of a word that is worth taking apart


def gloss_shares(
    words: Iterable[str], names: Iterable[str]
) -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Return stem -> share for every word of JMdict and every name of JMnedict that is found.

    ``知事`` gives prefectur 0.5, govern 0.5; ``プーチン`` as a name gives putin 1.
    """
    wanted = set(words)
    found = {word: _word_shares(entries) for word, entries in lookup(wanted).items()}
    named = {name: _name_shares(entries) for name, entries in lookup_names(names).items()}
    unknown = [word for word in wanted if word not in found and word not in named]
    return found | _part_shares(unknown), named


def _part_shares(words: Iterable[str]) -> dict[str, dict[str, float]]:
    """Return the shares of words that only their two parts explain: ``知事選`` as 知事 and 選."""
    splits = {word: [(word[:at], word[at:]) for at in range(1, len(word))] for word in words if len(word) <= _SPLIT}
    known = lookup({part for pairs in splits.values() for pair in pairs for part in pair})
    found = {}
    for word, pairs in splits.items():
        whole = [pair for pair in pairs if pair[0] in known and pair[1] in known]
        if whole:
            shares: dict[str, float] = {}
            for part in max(whole, key=lambda pair: (len(pair[0]) > 1, min(map(len, pair)), len(pair[0]))):
                for stem, share in _word_shares(known[part]).items():
                    shares[stem] = shares.get(stem, 0.0) + share / 2
            found[word] = shares
    return found


def _word_shares(entries: tuple[DictionaryEntry, ...]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for rank, entry in enumerate(entries[:_ENTRIES]):
        for order, sense in enumerate(entry.senses[:_SENSES]):
            weight = 1.0 / ((1 + rank) * (1 + order) ** 0.5)
            for gloss in sense.glosses:
                stems = _stems(gloss)
                for stem in stems:
                    shares[stem] = shares.get(stem, 0.0) + weight / len(stems)
    return _normalised(shares)


def _name_shares(entries: tuple[NameEntry, ...]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for entry in entries[:_NAMES]:
        for gloss in entry.glosses:
            shares.update(dict.fromkeys(_stems(gloss), 1.0))
    return _normalised(shares)


@lru_cache(maxsize=200_000)
def _stems(gloss: str) -> frozenset[str]:
    """Return the stems of a gloss without its remarks: ``(giving a) demo`` gives demo."""
    return frozenset(word.stem for word in english_words(_PARENTHESES.sub(" ", gloss)))


def _normalised(shares: dict[str, float]) -> dict[str, float]:
    total = sum(shares.values())
    return {stem: share / total for stem, share in shares.items()} if total else {}
