"""Beads against beads made by hand: precision, recall and F1, in the convention of vecalign's scorer.

Precision counts every proposed bead, omissions included (a proposed omission is right only if the gold has it);
recall counts only gold beads with both sides. Strict: the bead is identical to a gold bead. Lax: it shares a pair of
sentences with one. Thompson & Koehn 2019 (vecalign's ``score.py``) count so, and so do our figures unless they say
otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from taiyaku.model import Bead

_Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of both, 0 where both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What ``evaluate`` found."""

    strict: Quality
    lax: Quality


def evaluate(pairs: Iterable[tuple[Sequence[Bead], Sequence[Bead]]]) -> Report:
    """Return the quality of proposed beads over documents, each given as (gold, proposed); counts are added up.

    Gold 1-1, 1-1 and proposed 2-2: strict 0, lax 1. Gold 1-1, 0-1 and proposed 1-2: strict 0, lax 1; proposed
    the same as gold: 1 throughout.
    """
    counts = [0] * 6
    for gold, proposed in pairs:
        found = _counts(_sentences(gold), _sentences(proposed))
        counts = [total + count for total, count in zip(counts, found, strict=True)]
    strict_right, lax_right, proposed_all, strict_found, lax_found, gold_pairs = counts
    return Report(
        strict=Quality(strict_right / max(proposed_all, 1), strict_found / max(gold_pairs, 1)),
        lax=Quality(lax_right / max(proposed_all, 1), lax_found / max(gold_pairs, 1)),
    )


def half(name: str) -> int:
    """Return in which half of the documents a document lies, 0 or 1: to fit on one and to test on the other."""
    return sha256(name.encode()).digest()[0] % 2


def _sentences(beads: Sequence[Bead]) -> list[_Pair]:
    return [(tuple(bead.ja), tuple(bead.en)) for bead in beads if bead.ja or bead.en]


def _counts(gold: list[_Pair], proposed: list[_Pair]) -> tuple[int, int, int, int, int, int]:
    gold_pairs = [bead for bead in gold if all(bead)]
    proposed_pairs = [bead for bead in proposed if all(bead)]
    return (*_right(proposed, gold), len(proposed), *_right(gold_pairs, proposed_pairs), len(gold_pairs))


def _right(beads: list[_Pair], others: list[_Pair]) -> tuple[int, int]:
    """Return how many beads are identical to one of the others, and how many share a pair of sentences with one."""
    same = set(others)
    links = {(i, k) for ja, en in others for i in ja for k in en}
    strict = sum(bead in same for bead in beads)
    lax = sum((ja, en) in same or any((i, k) in links for i in ja for k in en) for ja, en in beads)
    return strict, lax
