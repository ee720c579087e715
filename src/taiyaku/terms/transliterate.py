"""Katakana against English letters: how likely it is that ``プーチン`` writes down what ``Putin`` spells.

A noisy channel (Knight & Graehl 1998, letters for phonemes): each unit of the katakana (a mora, with the ッ before
and the ー behind it) stands for nought to five letters. Table ``channel.tsv`` (unit, letters, log probability in
nats) is learned by ``recipes/katakana_channel.py`` from JMnedict and JMdict, © EDRDG, CC BY-SA 4.0.
"""

from __future__ import annotations

import heapq
import math
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from taiyaku.align.english_words import plain_latin
from taiyaku.resources import tsv_rows

#: Letters that one unit stands for at most.
MOST_LETTERS = 5
#: Nats for letters that the table does not know for a unit, and for each of them; measured on held-out names.
UNKNOWN, UNKNOWN_LETTER = -6.0, -1.5
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


@cache
def likeliest(unit: str, most: int) -> tuple[tuple[str, float], ...]:
    """Return the likeliest letters of a unit; of one that the table lacks, those of it without ッ and ー."""
    known = channel().get(unit) or channel().get(unit.strip("ッー"), {})
    return tuple(heapq.nlargest(most, known.items(), key=lambda row: (row[1], row[0])))


def best_path(katakana: tuple[str, ...], spelling: str) -> tuple[tuple[str, float], ...]:
    """Return the likeliest letters of each unit and their log probability; () if the letters are too many.

    ``プー チ ン, putin`` gives pu, ti, n.
    """
    if not katakana or len(spelling) > len(katakana) * MOST_LETTERS:
        return ()
    scores = [0.0] + [_IMPOSSIBLE] * len(spelling)
    steps: list[list[int]] = []
    for unit in katakana:
        scores, step = with_unit(unit, spelling, scores)
        steps.append(step)
    return _traced(katakana, spelling, steps)


def with_unit(unit: str, spelling: str, scores: Sequence[float]) -> tuple[list[float], list[int]]:
    """Return the best log probability of each length of the spelling's beginning with one more unit, and its letters.

    ``scores`` are those of the units before it, minus infinity where they cannot stand for so many letters.
    """
    known, width = channel().get(unit, {}), len(spelling)
    following = [_IMPOSSIBLE] * (width + 1)
    step = [0] * (width + 1)
    for at, score in enumerate(scores):
        if score == _IMPOSSIBLE:
            continue
        for length in range(min(MOST_LETTERS, width - at) + 1):
            piece = spelling[at : at + length]
            total = score + (known[piece] if piece in known else UNKNOWN + UNKNOWN_LETTER * length)
            if total > following[at + length]:
                following[at + length] = total
                step[at + length] = length
    return following, step


def _traced(katakana: tuple[str, ...], spelling: str, steps: list[list[int]]) -> tuple[tuple[str, float], ...]:
    """Return the pieces of the best path, from its last step to its first and turned round."""
    table, at = channel(), len(spelling)
    path: list[tuple[str, float]] = []
    for unit, step in zip(reversed(katakana), reversed(steps), strict=True):
        piece = spelling[at - step[at] : at]
        at -= step[at]
        path.append((piece, table.get(unit, {}).get(piece, UNKNOWN + UNKNOWN_LETTER * len(piece))))
    return tuple(reversed(path))
