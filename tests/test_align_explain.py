"""What the two sides of a bead explain of each other, on toy texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.align.explain import Links, Mixing, Part, Places, explained, word_features
from taiyaku.align.features import Side

MIXING = Mixing(mixture=0.5, dampening=0.25, number=1.5)


def side(
    *sentences: tuple[int, ...], types: int = 6, numeric: tuple[int, ...] = (), named: tuple[int, ...] = ()
) -> Side:
    count = len(sentences)
    flags = np.zeros(count, dtype=np.bool_)
    return Side(
        types=np.array([kind for sentence in sentences for kind in sentence], dtype=np.int32),
        bounds=np.cumsum([0, *map(len, sentences)], dtype=np.int32),
        lengths=np.full(count, 10, dtype=np.float32),
        ends=np.ones(count, dtype=np.int8),
        quotes=flags,
        units=np.ones(count, dtype=np.float32),
        roles=np.zeros(count, dtype=np.int8),
        furniture=flags,
        numeric=np.isin(np.arange(types), numeric),
        named=np.isin(np.arange(types), named),
        vocabulary=tuple(range(types)),
    )


#: Type n of one side answers to type n of the other.
LINKS = Links(np.arange(7, dtype=np.int64), np.arange(6, dtype=np.int32), np.full(6, 100.0, dtype=np.float32))


def features(own: Side, other: Side, shape: tuple[int, int]) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    parts = [Part(one, range(len(one)), MIXING) for one in (own, other)]
    return dict(word_features(explained(parts[0], parts[1], LINKS, MIXING), parts[0], shape, MIXING))


def test_words_with_a_partner_are_explained() -> None:
    found = features(side((0, 1), (2, 3)), side((0, 1), (4, 5)), (1, 1))
    assert found["words"][0, 0] > 0 > found["words"][0, 1]
    assert found["words"][1, 0] == pytest.approx(2 * np.log(0.5) / 2**0.25)


def test_numbers_and_names_without_a_partner_are_counted() -> None:
    found = features(side((0, 1, 2, 3), numeric=(1,), named=(2, 3)), side((0,)), (1, 1))
    assert found["bare_numbers"][0, 0] == 1.0
    assert found["bare_names"][0, 0] == 2.0


def test_what_a_second_sentence_adds_to_a_bead() -> None:
    folded = features(side((0, 1, 2, 3)), side((0, 1), (2, 3), (0, 5)), (1, 2))["covered"]
    assert folded[0].tolist() == pytest.approx([2 / 4**0.25, 1 / 4**0.25])
    nothing_new = features(side((0, 1)), side((0, 1), (4, 5)), (1, 2))["covered"]
    assert nothing_new[0, 0] == 0.0


def test_a_word_that_two_sentences_owe_to_one_counts_against_them() -> None:
    found = features(side((0, 1), (0, 2)), side((0, 3)), (2, 1))["repetition"]
    assert found[0, 0] < 0.0
    assert features(side((0, 1), (2, 3)), side((0, 2)), (2, 1))["repetition"][0, 0] == 0.0


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(-3, 3)), max_size=12))
def test_places_add_up_like_loops(values: list[tuple[int, int, int]]) -> None:
    rows, types = np.array([0, 0, 1, 2, 2, 2]), np.array([0, 1, 1, 0, 2, 2])
    kinds, columns, numbers = (np.array([value[at] for value in values], dtype=np.int64) for at in range(3))
    expected = np.zeros((3, 5))
    for kind, column, number in values:
        for row, other in zip(rows, types, strict=True):
            expected[row, column] += number * (kind == other)
    found = Places(rows, types, 3, 4).sums(kinds, columns, numbers.astype(np.float64), 5)
    assert found.tolist() == expected.tolist()
