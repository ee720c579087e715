from __future__ import annotations

from taiyaku.align.crossings import with_crossings
from taiyaku.model import Bead, check_beads

ALONE = (
    Bead(range(1), range(1)),
    Bead(range(1, 2), range(0)),
    Bead(range(2, 3), range(1, 2)),
    Bead(range(3, 3), range(2, 3)),
)


def places(beads: tuple[Bead, ...]) -> list[tuple[list[int], list[int]]]:
    return [(list(bead.ja), list(bead.en)) for bead in beads]


def test_alike_sentences_nearby_are_joined() -> None:
    found = with_crossings(ALONE, lambda ja, en: 9.0)
    assert places(found) == [([0], [0]), ([1], [2]), ([2], [1])]
    assert found[1].score > 0.9
    check_beads(found, 3, 3)


def test_unlike_sentences_stay_alone() -> None:
    assert with_crossings(ALONE, lambda ja, en: 2.0) == ALONE


def test_locked_sentences_stay_alone() -> None:
    locked = (*ALONE[:3], Bead(range(3, 3), range(2, 3), locked=True))
    assert with_crossings(locked, lambda ja, en: 9.0) == locked


def test_far_sentences_stay_alone() -> None:
    between = [Bead(range(i, i + 1), range(i - 1, i)) for i in range(1, 9)]
    far = (Bead(range(1), range(0)), *between, Bead(range(9, 9), range(8, 9)))
    assert with_crossings(far, lambda ja, en: 9.0) == far


def test_of_two_candidates_the_likelier_wins() -> None:
    beads = (Bead(range(1), range(0)), Bead(range(1, 2), range(0)), Bead(range(2, 2), range(1)))
    found = with_crossings(beads, lambda ja, en: 5.0 + ja)
    assert places(found) == [([0], []), ([1], [0])]
