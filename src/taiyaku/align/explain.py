"""How well the words of one side of a bead are explained by the other side.

The words of each side are to be explained by the other side: the log of 1 - λ + λ · (mean ratio over the other side's
words), summed and dampened. Everything is computed for all beads of a rectangle of sentences at once.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.features import Side

Floats = NDArray[np.floating[Any]]
LONGEST = 4  # sentences of one side of a bead
_MATCH = 20.0  # ratio from which a word counts as a partner
_MOST_BARE = 3.0


@dataclass(frozen=True, slots=True)
class Links:
    """The ratios as rows of a sparse table: of each type its partners on the other side and their ratios."""

    starts: NDArray[np.int64]
    partners: NDArray[np.int32]
    ratios: Floats


@dataclass(frozen=True, slots=True)
class Mixing:
    """How words are counted: λ, α and the weight of a number against a word's 1."""

    mixture: float
    dampening: float
    number: float


class Part:
    """The sentences of one side that lie in a rectangle, their tokens as places in ``types``, the distinct types."""

    def __init__(self, side: Side, sentences: range, mixing: Mixing) -> None:
        bounds = side.bounds[sentences.start : sentences.stop + 1]
        self.types, self.tokens = np.unique(side.types[bounds[0] : bounds[-1]], return_inverse=True)
        self.starts = (bounds - bounds[0]).astype(np.int64)
        self.importance = np.where(side.numeric[self.types], mixing.number, 1.0).astype(np.float32)
        self.sizes = np.diff(self.starts).astype(np.float32)
        self.masses = self.sums(self.importance[:, None])[:, 0]
        self.vocabulary = len(side.vocabulary)
        self.lengths = side.lengths[sentences.start : sentences.stop]
        self.ends = side.ends[sentences.start : sentences.stop]
        self.quotes = side.quotes[sentences.start : sentences.stop]
        self.roles = side.roles[sentences.start : sentences.stop]
        self.furniture = side.furniture[sentences.start : sentences.stop]
        self.numeric = side.numeric[self.types].astype(np.float32)
        self.named = side.named[self.types].astype(np.float32)
        self.units = side.units[sentences.start : sentences.stop]

    def sums(self, values: Floats) -> Floats:
        """Return for each sentence the sum of the rows of ``values`` (a row for each type) over its tokens."""
        return _group_sums(values, self.tokens, self.starts)

    def shared(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the types that a sentence shares with the one after it, and where each sentence's begin."""
        sets = [set(self.tokens[low:high].tolist()) for low, high in itertools.pairwise(self.starts.tolist())]
        common = [sorted(one & next_one) for one, next_one in itertools.pairwise(sets)]
        starts = np.cumsum([0, *map(len, common)])
        return np.array([kind for kinds in common for kind in kinds], dtype=np.int64), starts

    def run(self, values: NDArray[np.float32], size: int) -> Floats:
        """Return the sums of every ``size`` neighbouring sentences."""
        return run_sums(values[:, None], size)[:, 0]

    def mass(self, size: int) -> Floats:
        """Return the weighted number of tokens of every ``size`` neighbouring sentences, at least 1."""
        return np.maximum(self.run(self.masses, size), 1.0)


def run_sums(values: Floats, size: int) -> Floats:
    """Return the sums of every ``size`` neighbouring rows."""
    count = len(values) - size + 1
    total = values[:count].copy()
    for at in range(1, size):
        total += values[at : at + count]
    return total


class Explained(NamedTuple):
    """How well windows of one size of the other side explain this side; columns are the windows' first sentences.

    ``gains``: a row for each sentence. ``repeated``: a row for each pair of neighbours, what they both gain from the
    same word of the window: a headline and the sentence after it are not both translations of one sentence.
    Of the words without a partner in the window, a row for each sentence: ``bare``, their weight; ``bare_numbers`` and
    ``bare_names``, how many of them are such.
    """

    gains: Floats
    repeated: Floats
    bare: Floats
    bare_numbers: Floats
    bare_names: Floats


def explained(own: Part, other: Part, table: Links, mixing: Mixing) -> list[Explained]:
    """Return the explanations of ``own`` by windows of 1 to 4 sentences of ``other``."""
    dense = _dense(own, other, table)
    ratios, partners = other.sums(dense.T), other.sums((dense.T >= _MATCH).astype(np.float32))
    shared, starts = own.shared()
    floor = np.log(1.0 - mixing.mixture)
    found = []
    for size in range(1, min(LONGEST, len(other.sizes)) + 1):
        means = run_sums(ratios, size) / np.maximum(other.run(other.sizes, size), 1.0)[:, None]
        logs = np.log(1.0 - mixing.mixture + mixing.mixture * means) * own.importance
        count = run_sums(partners, size)
        twice = np.where(count < 2, logs - floor * own.importance, 0.0)
        lone = (count < 1).astype(np.float32)
        found.append(
            Explained(
                own.sums(logs.T),
                _group_sums(twice.T, shared, starts),
                own.sums((lone * own.importance).T),
                own.sums((lone * own.numeric).T),
                own.sums((lone * own.named).T),
            )
        )
    return found


def word_features(
    windows: Sequence[Explained], own: Part, shape: tuple[int, int], mixing: Mixing
) -> Mapping[str, Floats]:
    """Return how well runs of ``own`` are explained by windows of the other side; ``shape`` is (run, window).

    ``words``: the dampened sum. ``bare``: share of the words without a partner; ``bare_numbers`` and ``bare_names``:
    how many of those are numbers and names, at most 3. ``covered``, for windows of more than one sentence: how many
    words find a partner in the whole window and not in its best sentence, dampened; this is what a sentence gives to
    a bead that its neighbour could fill alone. ``repetition``, for runs of more than one sentence: minus what is owed
    to one word of the window twice.
    """
    window = windows[shape[1] - 1]
    mass = own.mass(shape[0])[:, None]
    damped = mass**mixing.dampening
    bare = run_sums(window.bare, shape[0])
    features = {
        "words": run_sums(window.gains, shape[0]) / damped,
        "bare": bare / mass,
        "bare_numbers": np.minimum(run_sums(window.bare_numbers, shape[0]), _MOST_BARE),
        "bare_names": np.minimum(run_sums(window.bare_names, shape[0]), _MOST_BARE),
    }
    if shape[1] > 1:
        single, count = run_sums(windows[0].bare, shape[0]), bare.shape[1]
        fewest = np.minimum.reduce([single[:, at : at + count] for at in range(shape[1])])
        features["covered"] = (fewest - bare) / damped
    if shape[0] > 1:
        features["repetition"] = -run_sums(window.repeated, shape[0] - 1) / damped
    return features


def _group_sums(values: Floats, chosen: NDArray[np.int64], starts: NDArray[np.int64]) -> Floats:
    """Return the sums of the rows ``values[chosen]`` over groups; ``starts`` says where they begin and end."""
    if not len(chosen):
        return np.zeros((len(starts) - 1, values.shape[1]), dtype=np.float32)
    picked = np.empty((len(chosen) + 1, values.shape[1]), dtype=np.float32)
    picked[:-1], picked[-1] = values[chosen], 0.0  # an empty last group begins behind the tokens
    sums = np.add.reduceat(picked, starts[:-1], axis=0)
    sums[starts[:-1] == starts[1:]] = 0.0
    return sums


def _dense(own: Part, other: Part, table: Links) -> Floats:
    """Return the ratios of the types of ``own`` (rows) and of ``other`` (columns)."""
    place = np.full(other.vocabulary, -1, dtype=np.int32)
    place[other.types] = np.arange(len(other.types), dtype=np.int32)
    sizes = table.starts[own.types + 1] - table.starts[own.types]
    rows = np.repeat(np.arange(len(own.types)), sizes)
    offsets = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    entries = np.repeat(table.starts[own.types], sizes) + offsets
    columns = place[table.partners[entries]]
    inside = columns >= 0
    dense = np.zeros((len(own.types), len(other.types)), dtype=np.float32)
    dense[rows[inside], columns[inside]] = table.ratios[entries][inside]
    return dense
