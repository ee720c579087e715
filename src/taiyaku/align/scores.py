"""Evidence -> a score for every possible bead of a rectangle of sentences, in nats, higher is better.

A score is a log-likelihood ratio: how much likelier the two sides are as translations of each other than as
strangers. Leaving a sentence without counterpart scores 0, so a pair must earn its place.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.beads import Band
from taiyaku.align.features import TITLE, Evidence, Side
from taiyaku.resources import tsv_rows

Floats = NDArray[np.floating[Any]]
#: Sizes of beads that are tried: sentences in Japanese, in English.
SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1), (2, 2), (2, 3), (3, 2))
_LONGEST = 4
_MATCH = 20.0  # ratio from which a word counts as a partner
_MOST_UNITS = 3.0
_NOTHING = 0.1
_BLOCK = 6000  # pairs of sentences scored at once


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of the score; ``weights.tsv`` says what each means."""

    mixture: float
    dampening: float
    words: float
    length: float
    length_ratio: float
    length_spread: float
    length_chance: float
    same_end: float
    other_end: float
    other_quotes: float
    same_title: float
    same_role: float
    other_role: float
    number: float
    repetition: float
    weakest: float
    nothing: float
    parallel: float
    strangers: float
    units: float
    units_merged: float
    bias_11: float
    bias_12: float
    bias_21: float
    bias_13: float
    bias_31: float
    bias_14: float
    bias_41: float
    bias_22: float
    bias_23: float
    bias_32: float


@cache
def default_weights() -> Weights:
    """Return the weights that ship with taiyaku."""
    return Weights(**{name: float(value) for name, value, *_ in tsv_rows(Path(__file__).with_name("weights.tsv"))})


@dataclass(frozen=True, slots=True)
class Links:
    """The ratios as rows of a sparse table: of each type its partners on the other side and their ratios."""

    starts: NDArray[np.int64]
    partners: NDArray[np.int32]
    ratios: Floats


def links(evidence: Evidence) -> tuple[Links, Links]:
    """Return the ratios seen from the Japanese types and from the English types."""
    pairs = [(ja, en, cue.ratio) for ja, cues in enumerate(evidence.cues) for en, cue in cues.items()]
    ja = np.array([pair[0] for pair in pairs], dtype=np.int32)
    en = np.array([pair[1] for pair in pairs], dtype=np.int32)
    ratios = np.array([pair[2] for pair in pairs], dtype=np.float32)
    return (
        link_rows(ja, en, ratios, len(evidence.ja.vocabulary)),
        link_rows(en, ja, ratios, len(evidence.en.vocabulary)),
    )


def link_rows(keys: NDArray[np.int32], partners: NDArray[np.int32], ratios: Floats, count: int) -> Links:
    """Return a sparse table from parallel lists of types, partners and ratios."""
    order = np.argsort(keys, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=count))])
    return Links(starts, partners[order], ratios[order])


def rectangle_scores(
    evidence: Evidence, table: tuple[Links, Links], rows: range, columns: range, weights: Weights, share: float
) -> dict[tuple[int, int], Floats]:
    """Return for every shape the scores of the beads that begin at each pair of sentences of a rectangle.

    ``share`` is the part of the sentences that is thought to have a counterpart, between 0 and 1. ``rows`` are Japanese
    sentences, ``columns`` English ones; a bead that would leave the rectangle gets ``-inf``.
    The words of each side are to be explained by the other side: the log of
    1 - λ + λ · (mean ratio over the other side's words), summed and dampened.
    """
    here, there = _Part(evidence.ja, rows, weights), _Part(evidence.en, columns, weights)
    ja, en = _explained(here, there, table[0], weights), _explained(there, here, table[1], weights)
    scores = {}
    for shape in SHAPES:
        height, width = len(rows) - shape[0] + 1, len(columns) - shape[1] + 1
        if height < 1 or width < 1:
            continue
        full = np.full((len(rows), len(columns)), -np.inf, dtype=np.float32)
        full[:height, :width] = (
            weights.words * _word_scores(ja, here, shape, weights)[:, :width]
            + weights.words * _word_scores(en, there, shape[::-1], weights)[:, :height].T
            + weights.length
            * _length_scores(here.run(here.lengths, shape[0]), there.run(there.lengths, shape[1]), weights)
            + weights.nothing * _without_match(ja, here, shape, weights)[:, :width]
            + _mark_scores(here, there, shape, weights)
            + weights.parallel * min(0.0, math.log(share / weights.strangers))
            + getattr(weights, f"bias_{shape[0]}{shape[1]}")
        )
        scores[shape] = full
    return scores


def _word_scores(explained: Sequence[_Explained], own: _Part, shape: tuple[int, int], weights: Weights) -> Floats:
    """Return how well runs of ``own`` are explained by windows of the other side, dampened by their size."""
    window = explained[shape[1] - 1]
    total = _run_sums(window.gains, shape[0])
    if shape[0] > 1:
        total = total - weights.repetition * _run_sums(window.repeated, shape[0] - 1)
    total = total / own.mass(shape[0])[:, None] ** weights.dampening
    if shape[0] > 1:
        single = window.gains / own.mass(1)[:, None] ** weights.dampening
        count = len(single) - shape[0] + 1
        weakest = np.minimum.reduce([single[at : at + count] for at in range(shape[0])])
        total = total + weights.weakest * weakest
    return total


def _without_match(explained: Sequence[_Explained], own: _Part, shape: tuple[int, int], weights: Weights) -> Floats:
    """Return where no word of a run has a partner in the window."""
    floor = np.log(1.0 - weights.mixture) * own.run(own.masses, shape[0])[:, None]
    gains = _run_sums(explained[shape[1] - 1].gains, shape[0])
    return np.where(gains < floor + _NOTHING, 1.0, 0.0)


class _Part:
    """The sentences of one side that lie in a rectangle, their tokens as places in ``types``, the distinct types."""

    def __init__(self, side: Side, sentences: range, weights: Weights) -> None:
        bounds = side.bounds[sentences.start : sentences.stop + 1]
        self.types, self.tokens = np.unique(side.types[bounds[0] : bounds[-1]], return_inverse=True)
        self.starts = (bounds - bounds[0]).astype(np.int64)
        self.importance = np.where(side.numeric[self.types], weights.number, 1.0).astype(np.float32)
        self.sizes = np.diff(self.starts).astype(np.float32)
        self.masses = self.sums(self.importance[:, None])[:, 0]
        self.vocabulary = len(side.vocabulary)
        self.lengths = side.lengths[sentences.start : sentences.stop]
        self.ends = side.ends[sentences.start : sentences.stop]
        self.quotes = side.quotes[sentences.start : sentences.stop]
        self.roles = side.roles[sentences.start : sentences.stop]
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
        return _run_sums(values[:, None], size)[:, 0]

    def mass(self, size: int) -> Floats:
        """Return the weighted number of tokens of every ``size`` neighbouring sentences, at least 1."""
        return np.maximum(self.run(self.masses, size), 1.0)


def _group_sums(values: Floats, chosen: NDArray[np.int64], starts: NDArray[np.int64]) -> Floats:
    """Return the sums of the rows ``values[chosen]`` over groups; ``starts`` says where they begin and end."""
    if not len(chosen):
        return np.zeros((len(starts) - 1, values.shape[1]), dtype=np.float32)
    picked = np.empty((len(chosen) + 1, values.shape[1]), dtype=np.float32)
    picked[:-1], picked[-1] = values[chosen], 0.0  # an empty last group begins behind the tokens
    sums = np.add.reduceat(picked, starts[:-1], axis=0)
    sums[starts[:-1] == starts[1:]] = 0.0
    return sums


def _run_sums(values: Floats, size: int) -> Floats:
    """Return the sums of every ``size`` neighbouring rows."""
    count = len(values) - size + 1
    total = values[:count].copy()
    for at in range(1, size):
        total += values[at : at + count]
    return total


class _Explained(NamedTuple):
    """How well windows of one size of the other side explain this side; columns are the windows' first sentences.

    ``gains``: a row for each sentence. ``repeated``: a row for each pair of neighbours, what they both gain from the
    same word of the window: a headline and the sentence after it are not both translations of one sentence.
    """

    gains: Floats
    repeated: Floats


def _explained(own: _Part, other: _Part, table: Links, weights: Weights) -> list[_Explained]:
    """Return the explanations of ``own`` by windows of 1 to 4 sentences of ``other``."""
    dense = _dense(own, other, table)
    ratios, partners = other.sums(dense.T), other.sums((dense.T >= _MATCH).astype(np.float32))
    shared, starts = own.shared()
    floor = np.log(1.0 - weights.mixture)
    explained = []
    for size in range(1, min(_LONGEST, len(other.sizes)) + 1):
        means = _run_sums(ratios, size) / np.maximum(other.run(other.sizes, size), 1.0)[:, None]
        logs = np.log(1.0 - weights.mixture + weights.mixture * means) * own.importance
        twice = np.where(_run_sums(partners, size) < 2, logs - floor * own.importance, 0.0)
        explained.append(_Explained(own.sums(logs.T), _group_sums(twice.T, shared, starts)))
    return explained


def _dense(own: _Part, other: _Part, table: Links) -> Floats:
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


def _length_scores(ja: Floats, en: Floats, weights: Weights) -> Floats:
    """Return the log-likelihood ratio of the lengths (after Gale & Church 1993, on the log of the ratio)."""
    ratio = np.log(np.maximum(en, 1.0))[None, :] - np.log(np.maximum(ja, 1.0) * weights.length_ratio)[:, None]
    spread = weights.length_spread * np.sqrt(1.0 + 20.0 / np.maximum(ja, 1.0))[:, None]
    chance = np.float32(weights.length_chance)
    return np.log(chance / spread) - ratio**2 / (2 * spread**2) + ratio**2 / (2 * chance**2)


def _mark_scores(ja: _Part, en: _Part, shape: tuple[int, int], weights: Weights) -> Floats:
    ends_ja, ends_en = ja.ends[shape[0] - 1 :, None], en.ends[None, shape[1] - 1 :]
    clash = (ends_ja != ends_en) & ((ends_ja != 3) & (ends_en != 3) | (ends_ja == 0) | (ends_en == 0))
    ends = np.where(ends_ja == ends_en, weights.same_end, np.where(clash, weights.other_end, 0.0))
    quotes_ja = ja.run(ja.quotes.astype(np.float32), shape[0])[:, None] > 0
    quotes_en = en.run(en.quotes.astype(np.float32), shape[1])[None, :] > 0
    quotes = np.where(quotes_ja != quotes_en, weights.other_quotes, 0.0)
    malus = weights.units if shape == (1, 1) else weights.units_merged
    difference = np.abs(ja.run(ja.units, shape[0])[:, None] - en.run(en.units, shape[1])[None, :])
    return ends + quotes + malus * np.minimum(difference, _MOST_UNITS) + _role_scores(ja, en, shape, weights)


def _role_scores(ja: _Part, en: _Part, shape: tuple[int, int], weights: Weights) -> Floats:
    """Return what it says that a title meets a title, a heading a heading, and a caption something else."""
    height, width = len(ja.roles) - shape[0] + 1, len(en.roles) - shape[1] + 1
    first_ja, last_ja = ja.roles[:height, None], ja.roles[shape[0] - 1 :, None]
    first_en, last_en = en.roles[None, :width], en.roles[None, shape[1] - 1 :]
    alike = (first_ja == last_ja) & (first_en == last_en) & (first_ja == first_en)
    same = np.where(first_ja == TITLE, weights.same_title, np.where(first_ja > 0, weights.same_role, 0.0))
    return np.where(alike, same, weights.other_role)


def band_scores(
    evidence: Evidence, table: tuple[Links, Links], corner: tuple[int, int], band: Band, weights: Weights, share: float
) -> dict[tuple[int, int], Floats]:
    """Return the scores inside a band whose first row and column are sentence ``corner`` of the texts.

    They are computed some rows at a time, so that memory grows with the band and not with the square.
    """
    scores = {shape: np.full(band.cells, -np.inf, dtype=np.float32) for shape in SHAPES}
    first = 0
    while first < band.rows:
        last = _block_end(band, first)
        low = int(band.low[first])
        rows = range(first, min(last + _LONGEST - 1, band.rows))
        columns = range(low, min(int(band.high[last - 1]) + _LONGEST - 1, band.columns))
        if columns:
            block = rectangle_scores(
                evidence, table, _moved(rows, corner[0]), _moved(columns, corner[1]), weights, share
            )
            for shape, values in block.items():
                for row in range(first, last):
                    cells = values[row - first, int(band.low[row]) - low : int(band.high[row]) - low + 1]
                    start = int(band.starts[row])
                    scores[shape][start : start + len(cells)] = cells
        first = last
    return scores


def _block_end(band: Band, first: int) -> int:
    """Return the row before which a block that begins at row ``first`` ends, so that it stays small."""
    last = first + 1
    while last < band.rows and (last - first) * int(band.high[last] - band.low[first]) < _BLOCK:
        last += 1
    return last


def _moved(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)
