"""The search: scores of possible beads -> the best way through both texts. It knows no language.

Sentences of one side are rows, those of the other columns; a path leads from corner to corner over the places
between sentences, through the band only::

         0    1    2    3
    0    .----.----.----.         \\   a bead: here of shape (1, 1)
         | \\  |    |    |         -   a column left out, scores 0
    1    .----.----.----.         |   a row left out, scores 0
         |    |  \\ |    |
    2    .----.----.----.         band: row i holds the places low[i] … high[i]

The score of a path is the sum over its beads. Between two beads rows are left out before columns, so that one
alignment is one path.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Shape = tuple[int, int]
#: ``scores[a, b][band.cell(i, k)]`` belongs to the bead of a rows and b columns that begins at row i and column k.
Scores = Mapping[Shape, NDArray[np.float32]]
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Overlaps:
    """For each row that beads of one shape can begin in: the first cell they begin at, the one they end at, how many.

    Plain numbers, for two slices a row and shape would be hundreds of thousands of records for a book.
    """

    sources: list[int]
    targets: list[int]
    sizes: list[int]

    def __len__(self) -> int:
        return len(self.sizes)

    def at(self, row: int) -> tuple[slice, slice]:
        """Return the cells of a row from which the beads lead, and those that they lead to."""
        source, target, size = self.sources[row], self.targets[row], self.sizes[row]
        return slice(source, source + size), slice(target, target + size)


@dataclass(frozen=True, slots=True)
class Band:
    """The places that a path may use: in row i the columns ``low[i]`` to ``high[i]``; neither ever falls.

    Both have an entry for the place behind the last row, too. Tables over a band are flat: row after row,
    ``starts[i]`` is the first cell of row i.
    """

    low: NDArray[np.int64]
    high: NDArray[np.int64]
    starts: NDArray[np.int64]

    @property
    def rows(self) -> int:
        """Number of sentences on the row side."""
        return len(self.low) - 1

    @property
    def columns(self) -> int:
        """Number of sentences on the column side."""
        return int(self.high[-1])

    @property
    def cells(self) -> int:
        """Number of places."""
        return int(self.starts[-1])

    def cell(self, row: int, column: int) -> int:
        """Return the cell of a place inside the band."""
        return int(self.starts[row] + column - self.low[row])

    def holds(self, row: int, column: int) -> bool:
        """Whether a place lies inside the band."""
        return row >= 0 and bool(self.low[row] <= column <= self.high[row])

    def overlaps(self, shape: Shape) -> Overlaps:
        """Return from which cells a bead of this shape ends inside the band, and where it ends."""
        low, high, starts = self.low, self.high, self.starts
        count = max(self.rows - shape[0] + 1, 0)
        here, there = slice(0, count), slice(shape[0], shape[0] + count)
        first = np.maximum(low[here], low[there] - shape[1])
        size = np.maximum(np.minimum(high[here], high[there] - shape[1]) - first + 1, 0)
        source = starts[:-1][here] + first - low[here]
        target = starts[:-1][there] + first + shape[1] - low[there]
        return Overlaps(source.tolist(), target.tolist(), size.tolist())


def make_band(low: NDArray[np.int64], high: NDArray[np.int64]) -> Band:
    """Return the band between two rising lines."""
    return Band(low, high, np.concatenate([[0], np.cumsum(high - low + 1)]).astype(np.int64))


def full_band(rows: int, columns: int) -> Band:
    """Return the band that leaves nothing out."""
    return make_band(np.zeros(rows + 1, dtype=np.int64), np.full(rows + 1, columns, dtype=np.int64))


def band_around(course: Sequence[tuple[int, int]], rows: int, columns: int, margin: int, widest: int) -> Band:
    """Return a band of ``margin`` columns to both sides of what lies between neighbouring points of a course.

    The course holds pairs (row, column), rising in both. In a gap of many rows and more than ``widest`` columns the
    band follows the straight line through the gap.
    """
    corners = np.array([(0, 0), *course, (rows, columns)], dtype=np.float64)
    places = np.arange(rows + 1)
    after = np.clip(np.searchsorted(corners[:, 0], places, side="right"), 1, len(corners) - 1)
    before = np.clip(np.searchsorted(corners[:, 0], places, side="left") - 1, 0, len(corners) - 2)
    line = np.interp(places, corners[:, 0], corners[:, 1])
    long_gap = corners[after, 0] - corners[before, 0] > widest
    low = np.where(long_gap, np.maximum(corners[before, 1], line - widest / 2), corners[before, 1]) - margin
    high = np.where(long_gap, np.minimum(corners[after, 1], line + widest / 2), corners[after, 1]) + margin
    low, high = np.clip(low, 0, columns).astype(np.int64), np.clip(high, 0, columns).astype(np.int64)
    low[0], high[-1] = 0, columns
    low, high = np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)
    low[1:] = np.minimum(low[1:], high[:-1])  # each row can be left downwards
    return make_band(low, high)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: half-open runs of rows and columns, one of them empty where something is left out."""

    rows: range
    columns: range


def best_path(scores: Scores, band: Band) -> list[Step]:
    """Return the steps of the path with the largest score.

    Where only the first sentences of two and two score above 0, they are paired and the second ones left out.
    """
    arrived, left = _sweep(scores, band, np.maximum)
    steps = []
    row, column = band.rows, band.columns
    while row or column:
        step = _last_step(scores, band, arrived, left, row, column)
        row, column = step.rows.start, step.columns.start
        steps.append(step)
    return steps[::-1]


def _last_step(scores: Scores, band: Band, arrived: Floats, left: Floats, row: int, column: int) -> Step:
    """Return the step that led to a place: the one whose score explains the best sum there."""
    here = band.cell(row, column)
    if left[here] > arrived[here]:
        return Step(range(row, row), range(column - 1, column))
    for (height, width), table in scores.items():
        if band.holds(row - height, column - width):
            source = band.cell(row - height, column - width)
            if left[source] + table[source] == arrived[here]:
                return Step(range(row - height, row), range(column - width, column))
    return Step(range(row - 1, row), range(column, column))


def posteriors(scores: Scores, band: Band) -> dict[Shape, NDArray[np.float32]]:
    """Return for every bead its share in the sum over all paths, 0 to 1, in the layout of ``scores``."""
    _, left = _sweep(scores, band, np.logaddexp)
    ahead = _sweep_back(scores, band)
    shares = {}
    for shape, table in scores.items():
        share = np.full(band.cells, _NEVER)
        overlaps = band.overlaps(shape)
        for row in range(len(overlaps)):
            here, there = overlaps.at(row)
            share[here] = left[here] + table[here] + ahead[there]
        shares[shape] = np.exp(share - left[-1]).astype(np.float32)
    return shares


def left_out(shares: Scores, band: Band) -> tuple[Floats, Floats]:
    """Return for each row and for each column the share of the paths that leave it out."""
    rows, columns = np.ones(band.rows + 1), np.ones(band.columns + 1)
    row, column = _places(band)
    for (height, width), share in shares.items():
        by_row = np.bincount(row, weights=share, minlength=band.rows + 1)
        for step in range(height):
            rows[step:] -= by_row[: len(by_row) - step]
        by_column = np.bincount(column, weights=share, minlength=band.columns + 1)
        for step in range(width):
            columns[step:] -= by_column[: len(by_column) - step]
    return np.clip(rows[:-1], 0.0, 1.0), np.clip(columns[:-1], 0.0, 1.0)


def _places(band: Band) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the row and the column of each cell."""
    sizes = band.high - band.low + 1
    row = np.repeat(np.arange(band.rows + 1), sizes)
    return row, np.arange(band.cells) - np.repeat(band.starts[:-1] - band.low, sizes)


def forbid(scores: Scores, band: Band, rows: Sequence[int], columns: Sequence[int]) -> None:
    """Set the beads that touch one of these rows or columns to ``-inf``, in place: the path leaves them out."""
    if not len(rows) and not len(columns):
        return
    _, places = _places(band)
    for (height, width), table in scores.items():
        for row in rows:
            table[band.starts[max(0, row - height + 1)] : band.starts[row + 1]] = -np.inf
        for column in columns:
            table[(places > column - width) & (places <= column)] = -np.inf


def _sweep(scores: Scores, band: Band, plus: np.ufunc) -> tuple[Floats, Floats]:
    """Return the sums over the paths to each place: before columns are left out there, and after."""
    arrived = np.full(band.cells, _NEVER)
    left = np.full(band.cells, _NEVER)
    arrived[0] = 0.0
    tables = [(table, band.overlaps(shape)) for shape, table in scores.items()]
    down = band.overlaps((1, 0))
    for row in range(band.rows + 1):
        cells = slice(band.starts[row], band.starts[row + 1])
        plus.accumulate(arrived[cells], out=left[cells])
        for table, overlaps in tables:
            if row < len(overlaps):
                here, there = overlaps.at(row)
                plus(arrived[there], left[here] + table[here], out=arrived[there])
        if row < band.rows:
            here, there = down.at(row)
            plus(arrived[there], arrived[here], out=arrived[there])
    return arrived, left


def _sweep_back(scores: Scores, band: Band) -> Floats:
    """Return the sums over the paths from each place to the end, rows still free to be left out first."""
    ahead = np.full(band.cells, _NEVER)
    ahead[-1] = 0.0
    tables = [(table, band.overlaps(shape)) for shape, table in scores.items()]
    down = band.overlaps((1, 0))
    for row in range(band.rows, -1, -1):
        cells = slice(band.starts[row], band.starts[row + 1])
        for table, overlaps in tables:
            if row < len(overlaps):
                here, there = overlaps.at(row)
                ahead[here] = np.logaddexp(ahead[here], table[here] + ahead[there])
        ahead[cells] = np.logaddexp.accumulate(ahead[cells][::-1])[::-1]
        if row < band.rows:
            here, there = down.at(row)
            ahead[here] = np.logaddexp(ahead[here], ahead[there])
    return ahead
