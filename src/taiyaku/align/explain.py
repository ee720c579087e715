"""How well the words of one side of a bead are explained by the other side.

The words of each side are to be explained by the other side: the log of 1 - λ + λ · (mean ratio over the other side's
words), summed and dampened. Everything is computed for all beads of a rectangle of sentences at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.features import Side

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
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


class Places:
    """In which rows each type stands: sentences, or pairs of neighbours that share it."""

    def __init__(self, rows: Ints, types: Ints, height: int, count: int) -> None:
        self._rows = rows[np.argsort(types, kind="stable")]
        self._uses = np.bincount(types, minlength=count)
        self._first = np.cumsum(self._uses) - self._uses
        self._height = height

    def sums(self, types: Ints, columns: Ints, values: Floats, width: int) -> Floats:
        """Return a table of rows and ``width`` columns: each value is added in all rows in which its type stands.

        Few pairs of words have to do with each other, so only those are touched.
        """
        uses = self._uses[types]
        within = np.arange(uses.sum()) - np.repeat(np.cumsum(uses) - uses, uses)
        rows = self._rows[np.repeat(self._first[types], uses) + within]
        cells = rows * width + np.repeat(columns, uses)
        table = np.bincount(cells, weights=np.repeat(values, uses), minlength=self._height * width)
        return table.astype(np.float32).reshape(self._height, width)


class Part:
    """The sentences of one side that lie in a rectangle, the distinct types, and where each stands."""

    def __init__(self, side: Side, sentences: range, mixing: Mixing) -> None:
        bounds = side.bounds[sentences.start : sentences.stop + 1].astype(np.int64)
        self.types, tokens = np.unique(side.types[bounds[0] : bounds[-1]], return_inverse=True)
        height, count = len(sentences), len(self.types)
        rows = np.repeat(np.arange(height), np.diff(bounds))
        self.places = Places(rows, tokens, height, count)
        keys = np.unique(rows * count + tokens)
        again = keys[np.isin(keys + count, keys, assume_unique=True)] if count else keys
        self.shared = Places(again // max(count, 1), again % max(count, 1), max(height - 1, 0), count)
        self.sizes = np.diff(bounds).astype(np.float32)
        self.importance = np.where(side.numeric[self.types], mixing.number, 1.0).astype(np.float32)
        self.numeric = side.numeric[self.types].astype(np.float32)
        self.named = side.named[self.types].astype(np.float32)
        self.masses, self.numbers, self.names = (
            np.bincount(rows, weights=kind[tokens], minlength=height).astype(np.float32)
            for kind in (self.importance, self.numeric, self.named)
        )
        self.vocabulary = len(side.vocabulary)
        self.lengths = side.lengths[sentences.start : sentences.stop]
        self.ends = side.ends[sentences.start : sentences.stop]
        self.quotes = side.quotes[sentences.start : sentences.stop]
        self.roles = side.roles[sentences.start : sentences.stop]
        self.furniture = side.furniture[sentences.start : sentences.stop]
        self.units = side.units[sentences.start : sentences.stop]

    def run(self, values: Floats, size: int) -> Floats:
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
    ones, others, values = _entries(own, other, table)
    ratios = other.places.sums(others, ones, values, len(own.types))
    near = values >= _MATCH
    partners = other.places.sums(others[near], ones[near], np.ones(near.sum()), len(own.types))
    floor = math.log(1.0 - mixing.mixture)
    found = []
    for size in range(1, min(LONGEST, len(other.sizes)) + 1):
        means = run_sums(ratios, size) / np.maximum(other.run(other.sizes, size), 1.0)[:, None]
        count = run_sums(partners, size)
        window, kind = _cells(means)
        gain = (np.log(1.0 - mixing.mixture + mixing.mixture * means[window, kind]) - floor) * own.importance[kind]
        once = count[window, kind] < 2
        found.append(
            Explained(
                floor * own.masses[:, None] + own.places.sums(kind, window, gain, len(means)),
                own.shared.sums(kind[once], window[once], gain[once], len(means)),
                *_bare(own, count),
            )
        )
    return found


def _cells(table: Floats) -> tuple[Ints, Ints]:
    """Return row and column of what is not 0, in half the time of np.nonzero."""
    rows, columns = np.divmod(np.flatnonzero(table), table.shape[1])
    return rows, columns


def _bare(own: Part, count: Floats) -> list[Floats]:
    """Return the weight of all words, of the numbers and of the names without a partner in each window."""
    window, kind = _cells(count)
    found: list[Floats] = []
    for values, total in ((own.importance, own.masses), (own.numeric, own.numbers), (own.named, own.names)):
        here = values[kind] > 0
        matched = own.places.sums(kind[here], window[here], values[kind[here]], len(count))
        found.append(total[:, None] - matched)
    return found


def word_features(
    windows: Sequence[Explained], own: Part, shape: tuple[int, int], mixing: Mixing
) -> Mapping[str, Floats]:
    """Return how well runs of ``own`` are explained by windows of the other side; ``shape`` is (run, window).

    ``words``: the dampened sum. ``bare_numbers`` and ``bare_names``: how many of them
    have no partner, at most 3. ``covered``, for windows of more than one sentence: how many
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


def _entries(own: Part, other: Part, table: Links) -> tuple[Ints, Ints, Floats]:
    """Return the pairs of types that the table connects, as places in the types of both parts, with their ratios."""
    place = np.full(other.vocabulary, -1, dtype=np.int64)
    place[other.types] = np.arange(len(other.types))
    sizes = table.starts[own.types + 1] - table.starts[own.types]
    ones = np.repeat(np.arange(len(own.types)), sizes)
    offsets = np.arange(len(ones)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    entries = np.repeat(table.starts[own.types], sizes) + offsets
    others = place[table.partners[entries]]
    inside = others >= 0
    return ones[inside], others[inside], table.ratios[entries][inside]
