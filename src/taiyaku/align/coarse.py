"""The rough course of a long alignment, so that the fine search needs to look at a band only.

Both texts are cut into blocks of some sentences; blocks that share rare words score, and the rising chain of blocks
with the largest sum shows the way. Being one chain for the whole text, it is not misled by passages that repeat.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.explain import Links
from taiyaku.align.features import Evidence, Side

_BLOCK = 8  # sentences
_COMMON = 24  # blocks of one side that a word may stand in
_AT_ONCE = 2000  # pairs of words
_RATIO = 100.0  # ratio from which a pair of words counts
_DEVIATIONS = 2.0  # above the mean, from which two blocks count as related

Ints = NDArray[np.int64]


def rough_course(evidence: Evidence, table: Links, rows: range, columns: range) -> list[tuple[int, int]]:
    """Return pairs (Japanese, English sentence), rising in both, counted from the corner: middles of related blocks.

    ``table`` gives the partners of Japanese types.
    """
    likeness = _likeness(evidence, table, rows, columns)
    likeness -= likeness.mean() + _DEVIATIONS * likeness.std()
    half = _BLOCK // 2
    return [
        (min(row * _BLOCK + half, len(rows)), min(column * _BLOCK + half, len(columns)))
        for row, column in _heaviest_chain(likeness)
    ]


def _likeness(evidence: Evidence, table: Links, rows: range, columns: range) -> NDArray[np.float64]:
    """Return for each pair of blocks the sum over word pairs; words in n and m blocks give 1 / sqrt(n · m)."""
    ja_from, ja_blocks = _blocks(evidence.ja, rows)
    en_from, en_blocks = _blocks(evidence.en, columns)
    ja = np.repeat(np.arange(len(table.starts) - 1), np.diff(table.starts))
    n, m = np.diff(ja_from)[ja], np.diff(en_from)[table.partners]
    kept = (table.ratios >= _RATIO) & (n > 0) & (n <= _COMMON) & (m > 0) & (m <= _COMMON)
    ja, en, n, m = ja[kept], table.partners[kept], n[kept], m[kept]
    height, width = -(-len(rows) // _BLOCK), -(-len(columns) // _BLOCK)
    sums = np.zeros(height * width)
    for at in range(0, len(ja), _AT_ONCE):
        some = slice(at, at + _AT_ONCE)
        pairs, across = n[some] * m[some], m[some]
        inside = np.arange(pairs.sum()) - np.repeat(np.cumsum(pairs) - pairs, pairs)
        row = ja_blocks[np.repeat(ja_from[ja[some]], pairs) + inside // np.repeat(across, pairs)]
        column = en_blocks[np.repeat(en_from[en[some]], pairs) + inside % np.repeat(across, pairs)]
        weights = np.repeat(1.0 / np.sqrt(pairs), pairs)
        sums += np.bincount(row * width + column, weights=weights, minlength=height * width)
    return sums.reshape(height, width)


def _blocks(side: Side, sentences: range) -> tuple[Ints, Ints]:
    """Return the blocks in which each type stands, type after type, and where each type's blocks begin."""
    low, high = side.bounds[sentences.start], side.bounds[sentences.stop]
    sizes = np.diff(side.bounds[sentences.start : sentences.stop + 1])
    blocks = np.repeat(np.arange(len(sentences)) // _BLOCK, sizes)
    count = len(sentences) // _BLOCK + 1
    keys = np.unique(side.types[low:high].astype(np.int64) * count + blocks)
    starts = np.concatenate([[0], np.cumsum(np.bincount(keys // count, minlength=len(side.vocabulary)))])
    return starts.astype(np.int64), keys % count


def _heaviest_chain(weights: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Return the cells, rising in both directions, with the largest sum of weights; only weights above 0 are taken."""
    height, width = weights.shape
    best = np.zeros((height + 1, width + 1))
    for row in range(height):
        reached = np.maximum(best[row, 1:], best[row, :-1] + weights[row])
        best[row + 1, 1:] = np.maximum.accumulate(reached)
    chain = []
    row, column = height, width
    while row and column:
        if best[row, column] == best[row, column - 1]:
            column -= 1
        elif best[row, column] == best[row - 1, column]:
            row -= 1
        else:
            row, column = row - 1, column - 1
            chain.append((row, column))
    return chain[::-1]


def rising_chain(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs that rises in both; ``pairs`` are sorted and rise in the first already.

    Of several the one whose pairs come first. ``levels`` hold the pairs with which a chain of each length can end,
    the second number falling from pair to pair: those that another can follow are the last ones of a level.
    """
    levels: list[list[int]] = []
    before: dict[int, int] = {}
    for at, (_, second) in enumerate(pairs):
        length = bisect_left(levels, second, key=lambda level: pairs[level[-1]][1])
        if length:
            level = levels[length - 1]
            before[at] = level[bisect_right(level, -second, key=lambda one: -pairs[one][1])]
        if length == len(levels):
            levels.append([])
        levels[length].append(at)
    chain = [levels[-1][0]] if levels else []
    while chain and chain[-1] in before:
        chain.append(before[chain[-1]])
    return [pairs[at] for at in reversed(chain)]
