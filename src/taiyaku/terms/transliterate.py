"""Katakana against English letters: how likely it is that ``プーチン`` writes down what ``Putin`` spells.

A noisy channel (Knight & Graehl 1998, letters for phonemes): each unit of the katakana (a mora, with the ッ before
and the ー behind it) stands for nought to five letters. Table ``channel.tsv`` (unit, letters, log probability in
nats) is learned by ``recipes/katakana_channel.py`` from JMnedict and JMdict, © EDRDG, CC BY-SA 4.0.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from taiyaku.align.english_words import plain_latin
from taiyaku.align.sound import romaji
from taiyaku.resources import tsv_rows

#: Letters that one unit stands for at most.
MOST_LETTERS = 5
#: Nats for letters that the table does not know for a unit, and for each of them; measured on held-out names.
UNKNOWN, UNKNOWN_LETTER = -6.0, -1.5
#: Nats that letters cost which were not seen for a unit but are put together of others', and the least they may have.
_NEVER_SEEN, _LEAST = 1.5, -9.0
_HALVES = re.compile("([^aeiouy]*(?:y(?=[aeiou]))?)(.*)")
_SYLLABLE = re.compile("([^aeiou]*)([aeiou]+)")
_UNIT = re.compile(r"ッ*[ァ-ヺ][ァィゥェォャュョヮ]?ー*|ー+")
_IMPOSSIBLE = -math.inf


def units(katakana: str) -> tuple[str, ...]:
    """Return the units of a katakana word: ``プーチン`` gives プー チ ン, ``チャップリン`` チャ ップ リ ン."""
    return tuple(_UNIT.findall(katakana))


@lru_cache(maxsize=50_000)
def letters(english: str) -> str:
    """Return the letters of an English spelling, small and without accents: ``al-Moualem`` gives almoualem."""
    return re.sub("[^a-z]", "", plain_latin(english).lower())


@cache
def channel() -> dict[str, dict[str, float]]:
    """Return letters and their log probability of every unit."""
    table: dict[str, dict[str, float]] = {}
    for unit, piece, score in tsv_rows(Path(__file__).with_name("channel.tsv")):
        table.setdefault(unit, {})["" if piece == "-" else piece] = float(score)
    return table


def seen(unit: str) -> Mapping[str, float]:
    """Return the letters that a unit was seen to stand for."""
    return channel().get(unit, {})


@cache
def conceivable(unit: str) -> Mapping[str, float]:
    """Return the letters that a unit was seen to stand for, and others put together of what was seen elsewhere.

    ``キー`` stands for kiy, which was never seen, because ク stands for k and リー for riy: its consonants are those
    of units of its row, its vowels those of units of its column.
    """
    onset, rime = _halves(unit)
    beginnings, ends = _seen_halves()
    made: dict[str, float] = {}
    for first, one in beginnings.get(onset, {}).items():
        for last, other in ends.get(rime, {}).items():
            piece, score = first + last, one + other - _NEVER_SEEN
            if 0 < len(piece) <= MOST_LETTERS and score > max(_LEAST, made.get(piece, _IMPOSSIBLE)):
                made[piece] = score
    return made | channel().get(unit, {})


@cache
def _seen_halves() -> tuple[dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Return the log probability of the beginnings of letters for each row of kana, and of the ends for each column."""
    beginnings: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    ends: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for unit, row in channel().items():
        onset, rime = _halves(unit)
        for piece, score in row.items():
            for first, last in _HALVES.findall(piece)[:1]:
                beginnings[onset][first] += math.exp(score)
                ends[rime][last] += math.exp(score)
    return _logs(beginnings), _logs(ends)


def _logs(table: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    return {
        key: {half: math.log(share / sum(row.values())) for half, share in row.items()} for key, row in table.items()
    }


def _halves(unit: str) -> tuple[str, str]:
    """Return the row and the column of a unit: ``ッキー`` is ッk and iー; ン is a row of its own."""
    match = _SYLLABLE.fullmatch(romaji(unit.strip("ッー")))
    doubled, long = "ッ" * unit.startswith("ッ"), "ー" * unit.endswith("ー")
    return (doubled + match[1], match[2] + long) if match else (unit, "")


@cache
def likeliest(unit: str, most: int) -> tuple[tuple[str, float], ...]:
    """Return the likeliest letters of a unit; of one that the table lacks, those of it without ッ and ー."""
    known = conceivable(unit) or conceivable(unit.strip("ッー"))
    return tuple(heapq.nlargest(most, known.items(), key=lambda row: (row[1], row[0])))


def best_path(
    katakana: tuple[str, ...], spelling: str, pieces: Callable[[str], Mapping[str, float]] = seen
) -> tuple[tuple[str, float], ...]:
    """Return the likeliest letters of each unit and their log probability; () if the letters are too many.

    ``プー チ ン, putin`` gives pu, ti, n.

    :param pieces: the letters that a unit can stand for, with their log probability.
    """
    if not katakana or len(spelling) > len(katakana) * MOST_LETTERS:
        return ()
    scores = [0.0] + [_IMPOSSIBLE] * len(spelling)
    steps: list[list[int]] = []
    for unit in katakana:
        scores, step = with_unit(pieces(unit), spelling, scores)
        steps.append(step)
    return _traced(katakana, spelling, steps, pieces)


def with_unit(known: Mapping[str, float], spelling: str, scores: Sequence[float]) -> tuple[list[float], list[int]]:
    """Return the best log probability of each length of the spelling's beginning with one more unit, and its letters.

    :param known: the letters that the unit can stand for.
    :param scores: those of the units before it, minus infinity where they cannot stand for so many letters.
    """
    width = len(spelling)
    following = [_IMPOSSIBLE] * (width + 1)
    step = [0] * (width + 1)
    for at, score in enumerate(scores):
        if score == _IMPOSSIBLE:
            continue
        unlike = score + UNKNOWN
        for end in range(at, min(at + MOST_LETTERS, width) + 1):
            chance = known.get(spelling[at:end])
            total = unlike if chance is None else score + chance
            if total > following[end]:
                following[end] = total
                step[end] = end - at
            unlike += UNKNOWN_LETTER
    return following, step


def _traced(
    katakana: tuple[str, ...], spelling: str, steps: list[list[int]], pieces: Callable[[str], Mapping[str, float]]
) -> tuple[tuple[str, float], ...]:
    """Return the pieces of the best path, from its last step to its first and turned round."""
    at = len(spelling)
    path: list[tuple[str, float]] = []
    for unit, step in zip(reversed(katakana), reversed(steps), strict=True):
        piece = spelling[at - step[at] : at]
        at -= step[at]
        path.append((piece, pieces(unit).get(piece, UNKNOWN + UNKNOWN_LETTER * len(piece))))
    return tuple(reversed(path))
