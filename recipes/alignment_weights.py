"""Fits the weights of the aligner: ``python recipes/alignment_weights.py DATA [--half 0|1] > weights.tsv``.

DATA holds SETTING/SEED/{all.ja,all.en,all.gold,docs.tsv}: sentences one a line, beads made by hand as
``[0,1]:[0]``, and the documents as name, Japanese from and to, English from and to, beads from and to. The weights are
those that make the beads made by hand likeliest among all alignments of their documents (a conditional random field
over whole alignments), less a penalty on large weights. What the texts say nothing about (titles and headings) and the
parameters above ``words`` in the table stay as they are. ``--half`` fits on one half of the documents only, so that
the other half can test (``benchmarks/alignment.py --weights FILE --half 0|1``). Takes some minutes.
"""

from __future__ import annotations

import argparse
import ast
import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from taiyaku.align import scores
from taiyaku.align.align import Prepared, prepare
from taiyaku.align.evaluate import half
from taiyaku.align.form import Shape
from taiyaku.model import Label, Sentence
from taiyaku.readings.read import read_sentences
from taiyaku.resources import tsv_rows

TABLE = Path(scores.__file__).with_name("weights.tsv")
PENALTY = 0.008  # for a document, on squares of weights of features scaled to mean square 1; by cross-validation
ROUNDS = 2  # features depend on the weights through what the first pass teaches
STEPS = 80
BATCH = 60  # documents
NEVER = -1e9

Floats = NDArray[np.float64]
Gold = list[tuple[list[int], list[int]]]
Document = tuple[str, tuple[Sentence, ...], tuple[Sentence, ...], Gold]


def sentences(lines: Sequence[str]) -> tuple[Sentence, ...]:
    """Return lines as sentences of running text."""
    return tuple(Sentence(line, Label.BODY, number, 0, len(line)) for number, line in enumerate(lines, 1))


def documents(data: Path) -> Iterator[Document]:
    """Yield the documents of all settings and seeds, with indices that begin at 0 in each."""
    for table in sorted(data.glob("*/*/docs.tsv")):
        texts = [table.with_name(name).read_text(encoding="utf-8").split("\n") for name in ("all.ja", "all.en")]
        lines = table.with_name("all.gold").read_text(encoding="utf-8").splitlines()
        gold = [ast.literal_eval(f"({line.replace(':', ',')})") for line in lines]
        for name, *numbers in csv.reader(table.open(encoding="utf-8"), delimiter="\t"):
            a, b, c, d, e, f = map(int, numbers)
            beads = [([i - a for i in ja], [k - c for k in en]) for ja, en in gold[e:f]]
            yield name, sentences(texts[0][a:b]), sentences(texts[1][c:d]), beads


class Batch:
    """Documents of like size as tables over their places: ``features[shape]`` has a row for each possible bead."""

    def __init__(self, prepared: Sequence[tuple[Prepared, Gold]], names: Sequence[str]) -> None:
        self.rows = np.array([len(one.evidence.ja) for one, _ in prepared])
        self.columns = np.array([len(one.evidence.en) for one, _ in prepared])
        self.size = (len(prepared), int(self.rows.max()) + 1, int(self.columns.max()) + 1)
        self.features: dict[Shape, NDArray[np.float32]] = {}
        self.places: dict[Shape, NDArray[np.int64]] = {}
        self.gold: dict[Shape, Floats] = {}
        for shape in scores.SHAPES:
            parts = [self._part(number, one, gold, shape, names) for number, (one, gold) in enumerate(prepared)]
            self.features[shape] = np.concatenate([part[0] for part in parts])
            self.places[shape] = np.concatenate([part[1] for part in parts])
            self.gold[shape] = np.concatenate([part[2] for part in parts])

    def _part(
        self, number: int, one: Prepared, gold: Gold, shape: Shape, names: Sequence[str]
    ) -> tuple[NDArray[np.float32], NDArray[np.int64], Floats]:
        height = max(0, len(one.evidence.ja) - shape[0] + 1)
        width = max(0, len(one.evidence.en) - shape[1] + 1)
        table = np.zeros((height, width, len(names)), dtype=np.float32)
        for name, values in one.features.get(shape, {}).items():
            table[:, :, names.index(name)] = values
        right = np.zeros((height, width))
        for ja, en in gold:
            if (len(ja), len(en)) == shape:
                right[ja[0], en[0]] = 1.0
        row, column = np.indices((height, width))
        places = (number * self.size[1] + row) * self.size[2] + column
        return table.reshape(-1, len(names)), places.ravel().astype(np.int64), right.ravel()

    def likelihood(self, weights: Floats) -> tuple[float, Floats]:
        """Return the log-likelihood of the beads made by hand and its slope."""
        tables = {shape: self._table(features @ weights, shape) for shape, features in self.features.items()}
        left, ahead = self._sweep(tables), self._sweep_back(tables)
        total = left[np.arange(self.size[0]), self.rows, self.columns]
        value, slope = -float(total.sum()), np.zeros(len(weights))
        for (height, width), table in tables.items():
            share = np.zeros(self.size)
            here = np.s_[:, : self.size[1] - height, : self.size[2] - width]
            there = np.s_[:, height:, width:]
            share[here] = np.exp(np.minimum(left[here] + table[here] + ahead[there] - total[:, None, None], 0.0))
            features, gold = self.features[height, width], self.gold[height, width]
            value += float(gold @ (features @ weights))
            slope += (gold - share.ravel()[self.places[height, width]]) @ features
        return value, slope

    def _table(self, values: Floats, shape: Shape) -> Floats:
        table = np.full(self.size, NEVER)
        table.ravel()[self.places[shape]] = values
        return table

    def _sweep(self, tables: dict[Shape, Floats]) -> Floats:
        """Sums over the paths to each place, as in ``taiyaku.align.beads``, for all documents at once."""
        arrived, left = np.full(self.size, NEVER), np.full(self.size, NEVER)
        arrived[:, 0, 0] = 0.0
        for row in range(self.size[1]):
            left[:, row] = np.logaddexp.accumulate(arrived[:, row], axis=1)
            for (height, width), table in tables.items():
                if row + height < self.size[1]:
                    to, end = arrived[:, row + height, width:], self.size[2] - width
                    np.logaddexp(to, left[:, row, :end] + table[:, row, :end], out=to)
            if row + 1 < self.size[1]:
                np.logaddexp(arrived[:, row + 1], arrived[:, row], out=arrived[:, row + 1])
        return left

    def _sweep_back(self, tables: dict[Shape, Floats]) -> Floats:
        ahead = np.full(self.size, NEVER)
        ahead[np.arange(self.size[0]), self.rows, self.columns] = 0.0
        for row in reversed(range(self.size[1])):
            for (height, width), table in tables.items():
                if row + height < self.size[1]:
                    end = self.size[2] - width
                    here = ahead[:, row, :end]
                    np.logaddexp(here, table[:, row, :end] + ahead[:, row + height, width:], out=here)
            ahead[:, row] = np.logaddexp.accumulate(ahead[:, row, ::-1], axis=1)[:, ::-1]
            if row + 1 < self.size[1]:
                np.logaddexp(ahead[:, row], ahead[:, row + 1], out=ahead[:, row])
        return ahead


def minimum(function: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    """Return where a smooth function is least (L-BFGS with a memory of ten steps, backtracking)."""
    at, (value, slope) = start, function(start)
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(STEPS):
        direction = -_turned(slope, moves)
        length = 1.0 if moves else 1.0 / (1.0 + float(np.linalg.norm(slope)))
        while True:
            new = at + length * direction
            new_value, new_slope = function(new)
            if new_value <= value + 1e-4 * length * float(slope @ direction) or length < 1e-6:
                break
            length /= 2
        moves = [*moves[-9:], (new - at, new_slope - slope)] if (new - at) @ (new_slope - slope) > 1e-10 else moves
        done = value - new_value < 1e-6 * abs(value)
        at, value, slope = new, new_value, new_slope
        if done:
            break
    return at


def _turned(slope: Floats, moves: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The slope times the inverse curvature that the last moves show."""
    turned, kept = slope.copy(), []
    for move, change in reversed(moves):
        factor = float(move @ turned) / float(move @ change)
        turned -= factor * change
        kept.append(factor)
    if moves:
        move, change = moves[-1]
        turned *= float(move @ change) / float(change @ change)
    for (move, change), factor in zip(moves, reversed(kept), strict=True):
        turned += move * (factor - float(change @ turned) / float(move @ change))
    return turned


@dataclass(frozen=True)
class Problem:
    """All batches with the scale of each feature; those that never occur have scale 0 and stay."""

    batches: Sequence[Batch]
    documents: int
    scale: Floats

    def cost(self, scaled: Floats, kept: Floats) -> tuple[float, Floats]:
        """Return what is to be made least, and its slope: the unlikeliness of the gold beads and the penalty."""
        weights = np.where(self.scale > 0, scaled / np.maximum(self.scale, 1e-9), kept)
        found = [batch.likelihood(weights) for batch in self.batches]
        penalty = PENALTY * self.documents
        slope = sum((one for _, one in found), np.zeros(len(weights)))
        slope = np.where(self.scale > 0, slope / np.maximum(self.scale, 1e-9), 0.0)
        free = np.where(self.scale > 0, scaled, 0.0)
        return penalty * float(free @ free) - sum(value for value, _ in found), 2 * penalty * free - slope


def fit(texts: Sequence[Document], weights: scores.Weights) -> scores.Weights:
    """Return the weights of one round: those under which the beads made by hand are likeliest."""
    names = list(weights.features)
    prepared = []
    for _, ja, en, gold in texts:
        tokens = read_sentences(ja, certainty=False).tokens
        prepared.append((prepare(ja, tokens, en, weights=weights), gold))
    prepared.sort(key=lambda one: max(len(one[0].evidence.ja), len(one[0].evidence.en)))
    batches = [Batch(prepared[at : at + BATCH], names) for at in range(0, len(prepared), BATCH)]
    every = [table for batch in batches for table in batch.features.values()]
    scale = np.sqrt(sum((table.astype(float) ** 2).sum(axis=0) for table in every) / sum(len(table) for table in every))
    problem = Problem(batches, len(texts), np.asarray(scale))
    kept = np.array([weights.features[name] for name in names])
    scaled = minimum(lambda at: problem.cost(at, kept), kept * problem.scale)
    found = np.where(problem.scale > 0, scaled / np.maximum(problem.scale, 1e-9), kept)
    return replace(weights, features=dict(zip(names, map(float, found), strict=True)))


def main() -> None:
    """Fit and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    arguments = parser.parse_args()
    texts = [text for text in documents(arguments.data) if arguments.half in (None, half(text[0]))]
    weights = scores.read_weights(TABLE)
    for number in range(ROUNDS):
        weights = fit(texts, weights)
        print(f"round {number + 1} of {ROUNDS} done", file=sys.stderr, flush=True)
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = {name: (name, value, *rest) for name, value, *rest in tsv_rows(TABLE)}
    for line in lines:
        cells = rows.get(line.split("\t")[0], ())
        if cells and cells[0] in weights.features:
            print("\t".join((cells[0], f"{weights.features[cells[0]]:.3f}", *cells[2:])))
        else:
            print(line)


if __name__ == "__main__":
    main()
