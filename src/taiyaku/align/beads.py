"""The search: scores of possible beads -> the best way through both texts. It knows no language.

Sentences of one side are rows, those of the other columns; a path leads from corner to corner over the places
between sentences, through the band only::

         0    1    2    3
    0    .----.----.----.         \\   a bead: here of shape (1, 1)
         | \\  |    |    |         -   a column left out, scores 0
    1    .----.----.----.         |   a row left out, scores 0
         |    |  \\ |    |
    2    .----.----.----.         band: row i holds the places low[i] … low[i] + width

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
#: ``scores[a, b][i, w]``: the bead of a rows and b columns that begins at row i and column ``low[i] + w``.
Scores = Mapping[Shape, NDArray[np.float32]]
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Band:
    """The places that a path may use: in row i columns ``low[i]`` to ``low[i] + width``; ``low`` never falls.

    ``low`` has an entry for the place behind the last row, too.
    """

    low: NDArray[np.int64]
    width: int
    columns: int

    @property
    def rows(self) -> int:
        """Number of sentences on the row side."""
        return len(self.low) - 1


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: half-open runs of rows and columns, one of them empty where something is left out."""

    rows: range
    columns: range


def best_path(scores: Scores, band: Band) -> list[Step]:
    """Return the steps of the path with the largest score.

    With ``{(1, 1): [[2, -1], [-1, -3]]}`` the first row and column are paired, the second ones left out.
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
    cell = column - band.low[row]
    if left[row, cell] > arrived[row, cell]:
        return Step(range(row, row), range(column - 1, column))
    for (height, width), table in scores.items():
        at = row - height
        if at < 0 or not 0 <= (source := column - width - band.low[at]) < band.width:
            continue
        if left[at, source] + table[at, source] == arrived[row, cell]:
            return Step(range(at, row), range(column - width, column))
    return Step(range(row - 1, row), range(column, column))


def posteriors(scores: Scores, band: Band) -> dict[Shape, Floats]:
    """Return for every bead its share in the sum over all paths, 0 to 1, in the layout of ``scores``."""
    _, left = _sweep(scores, band, np.logaddexp)
    ahead = _sweep_back(scores, band)
    total = left[band.rows, band.columns - band.low[band.rows]]
    shares = {}
    for shape, table in scores.items():
        share = np.zeros_like(table, dtype=np.float64)
        for row in range(band.rows - shape[0] + 1):
            here, there = _overlap(band, row, shape)
            share[row, here] = np.exp(left[row, here] + table[row, here] + ahead[row + shape[0], there] - total)
        shares[shape] = share
    return shares


def _sweep(scores: Scores, band: Band, plus: np.ufunc) -> tuple[Floats, Floats]:
    """Return the sums over the paths to each place: before columns are left out there, and after."""
    arrived = np.full((band.rows + 1, band.width + 1), _NEVER)
    left = np.full_like(arrived, _NEVER)
    arrived[0, -band.low[0]] = 0.0
    for row in range(band.rows + 1):
        left[row] = plus.accumulate(arrived[row])
        if row == band.rows:
            break
        for shape, table in scores.items():
            if row + shape[0] <= band.rows:
                here, there = _overlap(band, row, shape)
                target = arrived[row + shape[0], there]
                plus(target, left[row, here] + table[row, here], out=target)
        here, there = _overlap(band, row, (1, 0))
        target = arrived[row + 1, there]
        plus(target, arrived[row, here], out=target)
    return arrived, left


def _sweep_back(scores: Scores, band: Band) -> Floats:
    """Return the sums over the paths from each place to the end, rows still free to be left out first."""
    ahead = np.full((band.rows + 1, band.width + 1), _NEVER)
    for row in range(band.rows, -1, -1):
        onward = np.full(band.width + 1, _NEVER)
        if row == band.rows:
            onward[band.columns - band.low[row]] = 0.0
        for shape, table in scores.items():
            if row + shape[0] <= band.rows:
                here, there = _overlap(band, row, shape)
                onward[here] = np.logaddexp(onward[here], table[row, here] + ahead[row + shape[0], there])
        ahead[row] = np.logaddexp.accumulate(onward[::-1])[::-1]
        if row < band.rows:
            here, there = _overlap(band, row, (1, 0))
            ahead[row, here] = np.logaddexp(ahead[row, here], ahead[row + 1, there])
    return ahead


def _overlap(band: Band, row: int, shape: Shape) -> tuple[slice, slice]:
    """Return the cells of ``row`` from which a bead ends inside the band, and the cells where it ends."""
    shift = int(band.low[row] + shape[1] - band.low[row + shape[0]])  # cell w leads to cell w + shift
    limit = min(band.width, band.columns - int(band.low[row]))
    last = limit if shape[1] == 0 else limit - 1
    first = max(0, -shift)
    stop = max(first, min(last + 1, band.width + 1 - shift, band.columns - shape[1] - int(band.low[row]) + 1))
    return slice(first, stop), slice(first + shift, stop + shift)


def full_band(rows: int, columns: int) -> Band:
    """Return the band that leaves nothing out."""
    return Band(np.zeros(rows + 1, dtype=np.int64), columns, columns)


def band_around(anchors: Sequence[tuple[int, int]], rows: int, columns: int, margin: int, widest: int) -> Band:
    """Return a band of ``margin`` columns to both sides of what lies between neighbouring anchors.

    Anchors are pairs (row, column), rising in both. Where they leave a gap of more than ``widest`` columns, the band
    follows the straight line through the gap.
    """
    corners = np.array([(0, 0), *anchors, (rows, columns)], dtype=np.float64)
    places = np.arange(rows + 1)
    after = np.clip(np.searchsorted(corners[:, 0], places, side="left"), 1, len(corners) - 1)
    before = np.clip(np.searchsorted(corners[:, 0], places, side="right") - 1, 0, len(corners) - 2)
    line = np.interp(places, corners[:, 0], corners[:, 1])
    low = np.maximum(corners[before, 1], line - widest / 2) - margin
    high = np.minimum(corners[after, 1], line + widest / 2) + margin
    width = min(columns, int(np.ceil((high - low).max())))
    centred = np.clip(np.floor((low + high - width) / 2), 0, columns - width)
    return Band(np.maximum.accumulate(centred).astype(np.int64), width, columns)


def forbid(
    scores: Mapping[Shape, NDArray[np.float32]], band: Band, rows: Sequence[int], columns: Sequence[int]
) -> None:
    """Set the beads that touch one of these rows or columns to ``-inf``, in place: the path leaves them out."""
    cells = band.low[: band.rows, None] + np.arange(max(band.width, 1))[None, :]
    for (height, width), table in scores.items():
        for row in rows:
            table[max(0, row - height + 1) : row + 1] = -np.inf
        for column in columns:
            table[(cells > column - width) & (cells <= column)] = -np.inf


def left_out(shares: Mapping[Shape, Floats], band: Band) -> tuple[Floats, Floats]:
    """Return for each row and for each column the share of the paths that leave it out."""
    rows, columns = np.ones(band.rows), np.ones(band.columns + band.width + 8)
    for (height, width), share in shares.items():
        for step in range(height):
            rows[step:] -= share.sum(axis=1)[: band.rows - step]
        for row in range(band.rows - height + 1):
            at = int(band.low[row])
            for step in range(width):
                columns[at + step : at + step + share.shape[1]] -= share[row]
    return np.clip(rows, 0.0, 1.0), np.clip(columns[: band.columns], 0.0, 1.0)
