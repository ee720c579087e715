"""English spellings of one katakana word of a name: what dictionaries spell so, and what it sounds like.

JMnedict, JMdict and the glossary's names have spellings of the word, JMnedict such of other words with the same
consonants; words of English texts and of people's and places' names may be written down by it (the channel of
``transliterate``); and a letter model spells it. All are ranked by a weighted sum of features; the weights in
``suggest_weights.tsv`` are fitted by ``recipes/suggest_weights.py``.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from functools import cache, lru_cache
from math import log, log1p
from pathlib import Path
from typing import NamedTuple

from taiyaku.align.sound import kana_sound
from taiyaku.resources import tsv_rows
from taiyaku.terms.known_names import UMLAUTS
from taiyaku.terms.latin_words import frequency, words_sounding
from taiyaku.terms.spellings import Spellings, next_state, spellings
from taiyaku.terms.transliterate import best_path, conceivable, letters, likeliest, units

WEIGHTS = Path(__file__).with_name("suggest_weights.tsv")
#: What the glossary's spelling of a word is worth.
GIVEN = 4.0
#: Spellings kept at each step of decoding, and pieces tried for each unit of katakana.
_BEAM, _PIECES = 5, 5
#: Weights of decoding, in nats: of the letter model, and for each letter.
_LETTERS, _LENGTH = 0.5, 0.8
_MOST_DECODED, _MOST_SOUNDING, _MOST_NEARBY = 5, 20, 5
_NONE = (("", -6.0),)  # letters of a unit that the channel does not know
_UNLIKE = -30.0  # sound of what has too many letters
_UMLAUTS = str.maketrans(UMLAUTS)
#: What ``word_features`` are, in their order.
WORD_FEATURES = (
    *("log probability by sound", "the same for a letter", "lowest of a unit", "letters", "units without letters"),
    *("known", "Zipf value in English texts", "log of people with it there", "log of people with it elsewhere"),
    *("log of those read about", "digits of a town's inhabitants"),
    *("dictionaries spell it so", "log of how often", "small letter"),
)
_ADDED = frozenset({"log probability by sound", "letters", "units without letters"})


class Spelling(NamedTuple):
    """A spelling of one word of a name: its score, and the log probability of its sound."""

    text: str
    score: float
    sound: float


@lru_cache(maxsize=5_000)
def ranked(part: str, last: bool, given: frozenset[str]) -> tuple[Spelling, ...]:
    """Return the spellings of one word of a name, best first."""
    best: dict[str, Spelling] = {}
    for word in (*sorted(given), *possible_words(part)):
        row = _known_features(part, word, last)
        found = Spelling(word, weighted(word_weights(), row) + GIVEN * (word in given), row[0])
        key = letters(word)
        if key not in best or found.score > best[key].score:
            best[key] = found
    return tuple(heapq.nlargest(_MOST_SOUNDING, best.values(), key=lambda row: (row.score, row.text)))


def name_score(parts: Sequence[str], words: Sequence[str], one_piece: bool) -> float:
    """Return the score of the words of a name together.

    :param one_piece: the katakana has no dot where it is cut; then only length and sound of the words are added up,
        and what speaks for the others is worth no more than that of one word.
    """
    last = len(parts) - 1
    rows = [
        _known_features(part, word, place == last) for place, (part, word) in enumerate(zip(parts, words, strict=True))
    ]
    columns = zip(WORD_FEATURES, zip(*rows, strict=True), strict=True)
    return weighted(
        word_weights(),
        [sum(column) / (1 if name in _ADDED or not one_piece else len(rows)) for name, column in columns],
    )


@lru_cache(maxsize=20_000)
def _known_features(part: str, word: str, last: bool) -> tuple[float, ...]:
    return word_features(units(part), word, spellings().of(part).get(word, 0), last)


def possible_words(part: str) -> tuple[str, ...]:
    """Return the spellings of a katakana word that are ranked: the dictionaries', those that sound so, decoded ones."""
    table, cut = spellings(), units(part)
    if not cut:
        return ()
    sounding = table.sounding(kana_sound(part))
    nearby = heapq.nlargest(_MOST_NEARBY, sounding, key=lambda word: (sounding[word], word))
    made = (word.capitalize() for word in (*words_sounding(cut, _MOST_SOUNDING), *_decoded(cut, table)))
    return tuple(dict.fromkeys((*table.of(part), *nearby, *made)))


def word_features(cut: tuple[str, ...], word: str, count: int, last: bool) -> tuple[float, ...]:
    """Return what speaks for a spelling, the ``WORD_FEATURES``.

    :param count: how often the dictionaries have it for just this katakana.
    :param last: whether the word is the last of the name, or all of it.
    """
    spelling = letters(word)
    paths = (best_path(cut, letters(text), conceivable) for text in {word, word.translate(_UMLAUTS)})
    sound, path = max((sum(chance for _, chance in path) if path else _UNLIKE, path) for path in paths)
    silent = sum(not piece for piece, _ in path)
    known, *often = _how_often(spelling, last)
    return (
        *(sound, sound / max(len(spelling), 1), min((chance for _, chance in path), default=_UNLIKE)),
        *(len(spelling), silent),
        *(float(known or count > 0), *often),
        *(float(count > 0), log(count) if count else 0.0, float(word[:1].islower())),
    )


@lru_cache(maxsize=20_000)
def _how_often(word: str, last: bool) -> tuple[float, ...]:
    """Return whether a word of so many letters is met at all, in texts, and in names there and elsewhere."""
    often, who = frequency(word)
    people = log1p(who[last]), log1p(who[not last]), log1p(who[2 + last])
    return float(often > 0 or any(who)), often, *people, float(who.town)


def weighted(weights: Sequence[float], row: Sequence[float]) -> float:
    """Return the weighted sum of features."""
    return sum(weight * value for weight, value in zip(weights, row, strict=True))


@cache
def word_weights() -> tuple[float, ...]:
    """Return the fitted weights of ``WORD_FEATURES``."""
    return fitted_weights(WORD_FEATURES)


def fitted_weights(features: Sequence[str]) -> tuple[float, ...]:
    """Return the weights of features in ``suggest_weights.tsv``."""
    weights = {name: float(value) for name, value in tsv_rows(WEIGHTS)}
    return tuple(weights[name] for name in features)


def _decoded(cut: Sequence[str], table: Spellings) -> list[str]:
    """Return spellings by the channel and the letter model, a beam of them."""
    beam: dict[str, tuple[float, int]] = {"": (0.0, 0)}
    for unit in cut:
        longer: dict[str, tuple[float, int]] = {}
        for spelling, (score, state) in beam.items():
            for piece, chance in likeliest(unit, _PIECES) or _NONE:
                total, after = score + chance, state
                for letter in piece:
                    symbol = ord(letter) - 96
                    total += _LENGTH + _LETTERS * table.follows(after, symbol)
                    after = next_state(after, symbol)
                text = spelling + piece
                if total > longer.get(text, (float("-inf"), 0))[0]:
                    longer[text] = (total, after)
        beam = dict(heapq.nlargest(_BEAM, longer.items(), key=lambda row: (row[1][0], row[0])))
    ends = [(score + _LETTERS * table.follows(state, 0), text) for text, (score, state) in beam.items()]
    return [text for _, text in heapq.nlargest(_MOST_DECODED, ends) if text]
