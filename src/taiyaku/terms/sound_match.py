"""Katakana in an English sentence, by sound: which words of it ``オンラインデータストア`` writes down.

For each word of the English, the channel of ``transliterate`` scores all runs of words that begin there at once. The
likeliest runs get a probability from a few features; weights in ``sound_weights.tsv``, fitted on dictionary pairs by
``recipes/sound_weights.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from taiyaku.align.english_words import function_words
from taiyaku.resources import tsv_rows
from taiyaku.terms.english_text import LITTLE, EnglishWord
from taiyaku.terms.transliterate import UNKNOWN, best_path, channel, seen, units, with_unit

BORDER = re.compile("[・=＝ \u3000]+")
#: Words that one run of katakana may answer to, beyond those that its dots say.
_MOST_WORDS = 4
#: Nats a letter costs that has nothing to do with the katakana: what the channel must beat.
_PLAIN_LETTER = -2.85
#: Endings that English adds to what katakana says: マスク is masks, マケドニア Macedonian, タップ tapped.
_ENDINGS = ("s", "es", "n", "an", "ed", "d", "ing", "ped", "ted")
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_CUT_COSTS = 0.1
#: Units a name must have of which one is odd, nats that the others must have on average, and how likely it is then.
_ODD_UNITS, _ODD_MEAN, _ODD_CHANCE = 4, -1.2, 0.9
_LEAST_MEAN = -3.6  # nats a unit; below, no run was ever right


@dataclass(frozen=True, slots=True)
class SoundMatch:
    """A run of English words and how likely the katakana writes it down; ``cut`` letters at its end are an ending."""

    first: int
    last: int
    probability: float
    cut: int = 0


def best_match(katakana: str, words: Sequence[EnglishWord]) -> SoundMatch | None:
    """Return the likeliest run of ``words``, ``None`` if none comes near.

    ``プーチン`` in "Mr. Putin told reporters" gives Putin; ``テコ`` in "used as a lever" gives None.
    """
    parts = tuple(part for part in BORDER.split(katakana) if part)
    whole = max(_runs(katakana, parts, words), key=_rank, default=None)
    if whole and whole.probability >= 0.5:
        return whole
    return (len(parts) > 1 and _with_gap(parts, words)) or _with_odd_letters(parts, words) or whole


def _rank(match: SoundMatch) -> float:
    """Rank runs; a word whole goes before a word without its ending unless that is much likelier."""
    return match.probability - (_CUT_COSTS if match.cut else 0.0)


def _with_gap(parts: Sequence[str], words: Sequence[EnglishWord]) -> SoundMatch | None:
    """Find first and last part apart, with up to two words between: ストポ・ヌグロホ in "Sutopo Purwo Nugroho"."""
    ends = [max(_runs(part, (part,), words), key=_rank, default=None) for part in (parts[0], parts[-1])]
    first, last = ends
    if first is None or last is None or not 0 < last.first - first.last <= 3:
        return None
    between = words[first.last + 1 : last.first]
    if not all(word.capital or word.little for word in between):
        return None
    return SoundMatch(first.first, last.last, min(first.probability, last.probability), last.cut)


def _with_odd_letters(parts: Sequence[str], words: Sequence[EnglishWord]) -> SoundMatch | None:
    """Find a name of as many words of which one unit is spelled as no other: ツァイスラー in "Professor Czeisler"."""
    cut = tuple(unit for part in parts for unit in units(part))
    best: tuple[float, int] | None = None
    for first in range(len(words) - len(parts) + 1) if len(cut) >= _ODD_UNITS else ():
        run = words[first : first + len(parts)]
        if not all(word.capital and word.letters and not word.little for word in run):
            continue
        path = best_path(cut, "".join(word.letters for word in run))
        known = [score for _, score in path if score > UNKNOWN]
        spelled = all(piece for piece, score in path if score <= UNKNOWN)
        if len(known) == len(path) - 1 and spelled and (mean := sum(known) / len(known)) >= _ODD_MEAN:
            best = max(best or (mean, first), (mean, first))
    return SoundMatch(best[1], best[1] + len(parts) - 1, _ODD_CHANCE) if best else None


def _runs(katakana: str, parts: Sequence[str], words: Sequence[EnglishWord]) -> Iterator[SoundMatch]:
    """Yield the runs of words that come near, each with its probability."""
    cut = tuple(unit for part in parts for unit in units(part))
    if not cut:
        return
    for first, word in enumerate(words):
        if word.text in _grammar() or not word.letters or not _can_begin(cut[0], word.letters):
            continue
        spelling, ends = word.letters, {len(word.letters): (first, 0)}
        for ending in _endings(spelling):
            ends.setdefault(len(spelling) - len(ending), (first, len(ending)))
        for last in range(first + 1, min(first + _MOST_WORDS + len(parts) - 1, len(words))):
            if words[last].start - words[last - 1].end > 1 or len(spelling) > len(cut) * 3 + 2:
                break
            spelling += words[last].letters
            ends[len(spelling)] = (last, 0)
            for ending in _endings(words[last].letters):
                ends.setdefault(len(spelling) - len(ending), (last, len(ending)))
        scores = _prefix_scores(cut, spelling)
        for width, (last, ending_length) in ends.items():
            if scores[width] / len(cut) >= _LEAST_MEAN:
                run = words[first : last + 1]
                chance = probability(features(cut, len(parts), spelling[:width], run, ending_length))
                yield SoundMatch(first, last, chance, ending_length)


def _endings(word: str) -> Iterator[str]:
    """Yield the endings that a word may have more than the katakana: es only as in boxes, not in joules."""
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and (ending != "es" or stem.endswith(_HISSING)):
            yield ending


@cache
def _grammar() -> frozenset[str]:
    """Small words that no katakana is written for: so, are, the."""
    return LITTLE | function_words()


@lru_cache(maxsize=5_000)
def _can_begin(unit: str, spelling: str) -> bool:
    """Whether the letters can begin with the unit: a cheap look before the costly one."""
    known = channel().get(unit)
    return known is None or any(spelling.startswith(piece) for piece in known if piece) or "" in known


def _prefix_scores(cut: Sequence[str], spelling: str) -> list[float]:
    """Return, for each length of the spelling's beginning, the log probability that all units stand for it."""
    scores = [0.0] + [-math.inf] * len(spelling)
    for unit in cut:
        scores, _ = with_unit(seen(unit), spelling, scores)
    return scores


def features(
    cut: tuple[str, ...], parts: int, spelling: str, run: Sequence[EnglishWord], ending_length: int
) -> tuple[float, ...]:
    """Return what the probability is computed from, in the order of ``sound_weights.tsv``."""
    path = best_path(cut, spelling)
    scores = [score for _, score in path] or [UNKNOWN * 3]
    total = sum(scores)
    silent = sum(not piece for piece, _ in path)
    return (
        1.0,
        total / len(cut),
        min(scores),
        (total - _PLAIN_LETTER * len(spelling)) / max(len(spelling), 1),
        min(total - _PLAIN_LETTER * len(spelling), 30.0) / 10,
        scores[0],
        scores[-1],
        len(spelling) / len(cut),
        1.0 / len(cut),
        float(len(cut) == 2),
        silent / len(cut),
        float(abs(len([word for word in run if not word.little]) - parts)),
        float(not run[0].capital),
        float(ending_length > 0),
    )


def probability(values: Sequence[float]) -> float:
    """Return the probability that a run is what the katakana writes down, by logistic regression."""
    score = sum(weight * value for weight, value in zip(_weights(), values, strict=True))
    return 1.0 / (1.0 + math.exp(-max(min(score, 30.0), -30.0)))


@cache
def _weights() -> tuple[float, ...]:
    return tuple(float(weight) for _, weight, *_ in tsv_rows(Path(__file__).with_name("sound_weights.tsv")))
