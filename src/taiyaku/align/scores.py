"""Evidence -> a score for every possible bead of a rectangle of sentences, in nats, higher is better.

A score is a log-likelihood ratio: how much likelier the two sides are as translations of each other than as
strangers. Leaving a sentence without counterpart scores 0, so a pair must earn its place. It is a weighted sum of
features (``explain``: words, names, numbers; ``form``: length, marks, parts of the article); the weights are fitted
by ``recipes/alignment_weights.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.beads import Band
from taiyaku.align.explain import LONGEST, Floats, Links, Mixing, Part, explained, word_features
from taiyaku.align.features import Evidence
from taiyaku.align.form import Lengths, Shape, length_score, mark_features, role_features
from taiyaku.resources import tsv_rows

#: Sizes of beads that are tried: sentences in Japanese, in English.
SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (1, 4), (4, 1), (2, 2), (2, 3), (3, 2))
_BLOCK = 6000  # pairs of sentences scored at once


@dataclass(frozen=True, slots=True)
class Weights:
    """The parameters of the features and the weights of their sum; ``weights.tsv`` says what each means."""

    mixing: Mixing
    lengths: Lengths
    parallel: float
    strangers: float
    folded: float
    faithful: float
    features: Mapping[str, float]


@cache
def default_weights() -> Weights:
    """Return the weights that ship with taiyaku."""
    return read_weights(Path(__file__).with_name("weights.tsv"))


def read_weights(path: Path) -> Weights:
    """Return the weights of a table like ``weights.tsv``."""
    values = {name: float(value) for name, value, *_ in tsv_rows(path)}
    mixing = Mixing(values.pop("mixture"), values.pop("dampening"), values.pop("number"))
    shares = [values.pop(name) for name in ("parallel", "strangers", "folded", "faithful")]
    lengths = Lengths(*(values.pop(f"length_{name}") for name in ("ratio", "spread", "chance", "free")))
    return Weights(mixing, lengths, shares[0], shares[1], shares[2], shares[3], values)


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


def rectangle_features(
    evidence: Evidence, table: tuple[Links, Links], rows: range, columns: range, weights: Weights
) -> Iterator[tuple[Shape, Mapping[str, NDArray[Any]]]]:
    """Yield for every shape the features of the beads that begin at each pair of sentences and lie in the rectangle.

    ``rows`` are Japanese sentences, ``columns`` English ones.
    """
    mixing = weights.mixing
    here, there = Part(evidence.ja, rows, mixing), Part(evidence.en, columns, mixing)
    ja, en = explained(here, there, table[0], mixing), explained(there, here, table[1], mixing)
    for shape in SHAPES:
        height, width = len(rows) - shape[0] + 1, len(columns) - shape[1] + 1
        if height > 0 and width > 0:
            features: dict[str, NDArray[Any]] = dict(word_features(ja, here, shape, mixing))
            for name, values in word_features(en, there, shape[::-1], mixing).items():
                features[name + "_en"] = values.T
            lengths = here.run(here.lengths, shape[0]), there.run(there.lengths, shape[1])
            features["length"] = length_score(*lengths, weights.lengths)
            features |= mark_features(here, there, shape)
            features |= role_features(here, there, shape)
            features[f"bias_{shape[0]}{shape[1]}"] = np.ones((1, 1), dtype=np.float32)
            yield shape, features


def rectangle_scores(
    evidence: Evidence, table: tuple[Links, Links], rows: range, columns: range, weights: Weights, share: float
) -> dict[Shape, Floats]:
    """Return for every shape the scores of the beads that begin at each pair of sentences of a rectangle.

    ``share`` is the part of the sentences that is thought to have a counterpart, between 0 and 1. A bead that would
    leave the rectangle gets ``-inf``.
    """
    scores = {}
    doubt = weights.parallel * min(0.0, math.log(share / weights.strangers))
    faith = weights.folded * max(0.0, (share - weights.faithful) / (1.0 - weights.faithful))
    for shape, features in rectangle_features(evidence, table, rows, columns, weights):
        full = np.full((len(rows), len(columns)), -np.inf, dtype=np.float32)
        inside = full[: len(rows) - shape[0] + 1, : len(columns) - shape[1] + 1]
        inside[:] = doubt + (faith if sum(shape) > 2 else 0.0)
        for name, values in features.items():
            weight = weights.features.get(name, 0.0)
            if weight:
                inside += np.float32(weight) * values
        scores[shape] = full
    return scores


def band_scores(
    evidence: Evidence, table: tuple[Links, Links], corner: tuple[int, int], band: Band, weights: Weights, share: float
) -> dict[Shape, Floats]:
    """Return the scores inside a band whose first row and column are sentence ``corner`` of the texts.

    They are computed some rows at a time, so that memory grows with the band and not with the square.
    """
    scores = {shape: np.full(band.cells, -np.inf, dtype=np.float32) for shape in SHAPES}
    first = 0
    while first < band.rows:
        last = _block_end(band, first)
        low = int(band.low[first])
        rows = range(first, min(last + LONGEST - 1, band.rows))
        columns = range(low, min(int(band.high[last - 1]) + LONGEST - 1, band.columns))
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
