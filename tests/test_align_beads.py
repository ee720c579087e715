"""The search, with toy tables only: no dictionary, no language."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.align.beads import (
    Band,
    Scores,
    Shape,
    Step,
    band_around,
    best_path,
    forbid,
    full_band,
    left_out,
    posteriors,
)

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 2), (2, 1), (2, 2))


def toy(tables: dict[Shape, list[list[float]]], rows: int, columns: int) -> tuple[Scores, Band]:
    """Lay matrices of scores out over the full band."""
    band = full_band(rows, columns)
    scores = {shape: np.full(band.cells, -np.inf, dtype=np.float32) for shape in tables}
    for shape, table in tables.items():
        for row, line in enumerate(table):
            for column, score in enumerate(line):
                scores[shape][band.cell(row, column)] = score
    return scores, band


def pairs(steps: list[Step]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(tuple(step.rows), tuple(step.columns)) for step in steps]


def test_a_pair_must_earn_its_place() -> None:
    steps = best_path(*toy({(1, 1): [[2, -1], [-1, -3]]}, 2, 2))
    assert pairs(steps) == [((0,), (0,)), ((1,), ()), ((), (1,))]


def test_a_merged_bead_wins_when_it_scores_more() -> None:
    tables = {(1, 1): [[2, 1.5]], (1, 2): [[4]]}
    assert pairs(best_path(*toy(tables, 1, 2))) == [((0,), (0, 1))]
    tables[1, 2] = [[1.9]]
    assert pairs(best_path(*toy(tables, 1, 2))) == [((0,), (0,)), ((), (1,))]


def test_nothing_in_common() -> None:
    steps = best_path(*toy({(1, 1): [[-1] * 3] * 2}, 2, 3))
    assert [len(step.rows) + len(step.columns) for step in steps] == [1] * 5


def test_a_forbidden_sentence_is_left_alone() -> None:
    scores, band = toy({(1, 1): [[5, 0], [0, 5]]}, 2, 2)
    forbid(scores, band, rows=[0], columns=[])
    assert pairs(best_path(scores, band)) == [((0,), ()), ((), (0,)), ((1,), (1,))]


def ways(rows: int, columns: int) -> Iterator[list[Step]]:
    """Every sequence of steps that covers both sides."""
    if not rows and not columns:
        yield []
    for height, width in (*SHAPES, (1, 0), (0, 1)):
        if height <= rows and width <= columns:
            for way in ways(rows - height, columns - width):
                yield [*way, Step(range(rows - height, rows), range(columns - width, columns))]


def alignments(rows: int, columns: int) -> list[list[Step]]:
    """Every alignment once: between two beads rows are left out before columns."""
    return [
        way
        for way in ways(rows, columns)
        if not any(not one.rows and not two.columns for one, two in itertools.pairwise(way))
    ]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 3), st.integers(1, 3), st.randoms(use_true_random=False))
def test_search_and_posteriors_agree_with_brute_force(rows: int, columns: int, random: object) -> None:
    tables = {
        shape: [
            [random.uniform(-3, 3) for _ in range(columns - shape[1] + 1)]  # type: ignore[attr-defined]
            for _ in range(rows - shape[0] + 1)
        ]
        for shape in SHAPES
        if shape[0] <= rows and shape[1] <= columns
    }
    scores, band = toy(tables, rows, columns)

    def total(way: list[Step]) -> float:
        return sum(
            tables[len(step.rows), len(step.columns)][step.rows.start][step.columns.start]
            for step in way
            if step.rows and step.columns
        )

    every = alignments(rows, columns)
    assert total(best_path(scores, band)) == pytest.approx(max(map(total, every)), abs=1e-4)
    weights = np.exp([total(way) for way in every])
    shares = posteriors(scores, band)
    alone_rows, alone_columns = left_out(shares, band)
    for shape, row, column in itertools.product(tables, range(rows), range(columns)):
        bead = Step(range(row, row + shape[0]), range(column, column + shape[1]))
        expected = weights[[bead in way for way in every]].sum() / weights.sum()
        assert shares[shape][band.cell(row, column)] == pytest.approx(expected, abs=1e-4)
    for row in range(rows):
        alone = [any(tuple(s.rows) == (row,) and not s.columns for s in way) for way in every]
        assert alone_rows[row] == pytest.approx(weights[alone].sum() / weights.sum(), abs=1e-4)
    assert len(alone_columns) == columns


@settings(deadline=None)  # a busy machine
@given(st.integers(1, 60), st.integers(1, 60), st.data())
def test_a_band_always_holds_a_way_through(rows: int, columns: int, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.tuples(st.integers(0, rows), st.integers(0, columns)), max_size=5))
    course = [
        (row, column) for row, column in zip(sorted(p[0] for p in places), sorted(p[1] for p in places), strict=True)
    ]
    margin, widest = data.draw(st.integers(0, 4)), data.draw(st.integers(8, 20))
    band = band_around(course, rows, columns, margin, widest)
    assert band.low[0] == 0
    assert band.high[-1] == columns
    scores = {(1, 1): np.full(band.cells, -1.0, dtype=np.float32)}
    steps = best_path(scores, band)
    assert [i for step in steps for i in step.rows] == list(range(rows))
    assert [k for step in steps for k in step.columns] == list(range(columns))


def test_a_band_costs_nothing_when_the_way_lies_inside() -> None:
    size = 200
    scores, band = toy({(1, 1): np.where(np.eye(size) > 0, 2.0, -1.0).tolist()}, size, size)
    narrow = band_around([(at, at) for at in range(10, size, 10)], size, size, 3, 50)
    assert narrow.cells < band.cells / 5
    table = np.full(narrow.cells, -1.0, dtype=np.float32)
    for at in range(size):
        table[narrow.cell(at, at)] = 2.0
    assert best_path({(1, 1): table}, narrow) == best_path(scores, band)
