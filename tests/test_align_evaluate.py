"""Bead F1 as vecalign's scorer counts it."""

from __future__ import annotations

from taiyaku.align.evaluate import evaluate
from taiyaku.model import Bead


def beads(*pairs: tuple[range, range]) -> list[Bead]:
    return [Bead(ja, en) for ja, en in pairs]


ONE, TWO, NONE = range(1), range(1, 2), range(0)


def test_the_same_beads() -> None:
    gold = beads((ONE, ONE), (TWO, NONE))
    report = evaluate([(gold, gold)])
    assert report.strict.f1 == report.lax.f1 == 1.0


def test_two_pairs_taken_as_one_bead() -> None:
    report = evaluate([(beads((ONE, ONE), (TWO, TWO)), beads((range(2), range(2))))])
    assert report.strict.f1 == 0.0
    assert report.lax.f1 == 1.0


def test_omissions_count_for_precision_and_not_for_recall() -> None:
    gold = beads((ONE, ONE), (TWO, NONE))
    report = evaluate([(gold, beads((ONE, ONE), (TWO, TWO)))])
    assert report.strict.precision == 0.5
    assert report.strict.recall == 1.0
    missed = evaluate([(beads((ONE, ONE)), beads((ONE, NONE), (NONE, ONE)))])
    assert missed.strict.precision == missed.strict.recall == missed.strict.f1 == 0.0


def test_documents_are_added_up() -> None:
    right = (beads((ONE, ONE)), beads((ONE, ONE)))
    wrong = (beads((ONE, ONE)), beads((ONE, NONE), (NONE, ONE)))
    report = evaluate([right, wrong])
    assert report.strict.precision == 1 / 3
    assert report.strict.recall == 1 / 2


def test_nothing_at_all() -> None:
    assert evaluate([]).strict.f1 == 0.0
