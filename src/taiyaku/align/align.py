"""Sentences of two languages -> beads, each with a probability and the reason in words.

Two passes: the first uses dictionaries, glossary, sound, numbers and length; the second also what the first one's
sure beads teach about the words of this very text, and how much of it has a counterpart at all.
Locked beads stay; what lies between them is aligned anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.beads import (
    Band,
    Floats,
    Scores,
    Step,
    band_around,
    best_path,
    forbid,
    full_band,
    left_out,
    posteriors,
)
from taiyaku.align.coarse import rising_chain, rough_course
from taiyaku.align.crossings import with_crossings
from taiyaku.align.explain import Links
from taiyaku.align.features import RUNNING_TEXT, Evidence, collect_evidence
from taiyaku.align.form import Shape
from taiyaku.align.lexicon import learned_links
from taiyaku.align.reasons import NO_COUNTERPART, bead_reason
from taiyaku.align.scores import (
    Weights,
    band_scores,
    default_weights,
    links,
    rectangle_features,
    rectangle_scores,
)
from taiyaku.collection import no_collection
from taiyaku.model import Bead, Bitext, Sentence, TermEntry, Token, check_beads

#: A page of which less than this share has a counterpart gets a warning.
SPARSE_BELOW = 0.5
_FULL = 20_000  # pairs of sentences up to which no band is needed
_MARGIN = 24  # columns of the band to both sides of the course
_WIDEST = 240  # columns of the band in a gap of the course
_USUAL = 0.7  # share of sentences with a counterpart that the first pass expects
_LEAST, _MOST = 0.03, 0.97  # what the second pass may expect
_SURE = 0.9  # probability from which a bead teaches


def align_sentences(
    ja: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    en: Sequence[Sentence],
    terms: Sequence[TermEntry] = (),
    locked: Sequence[Bead] = (),
    weights: Weights | None = None,
) -> tuple[Bead, ...]:
    """Return beads that cover both sides, in the order of the Japanese.

    Two sentences a side that say the same give two 1-1 beads; an English sentence that nothing answers to gives a
    0-1 bead, and without English every bead is 1-0 (no dictionary is opened then). ``tokens`` are those of each
    Japanese sentence; ``score`` of a bead is the probability that it is right; ``locked`` beads are returned as they
    are and nothing is aligned across them; ``weights`` are for experiments.

    :raises ValueError: two locked beads share a sentence, or one names a sentence that does not exist.
    """
    if not ja or not en:
        return _all_alone(len(ja), len(en))
    locks = _checked_locks(locked, len(ja), len(en))
    with no_collection():
        text = prepare(ja, tokens, en, terms, locks, weights)
        found = [bead for area in _areas(locks, len(ja), len(en)) for bead in _align_area(text, area, locks)]
        beads = with_crossings(_with_locks(found, locks), text.pair_score)
        check_beads(beads, len(ja), len(en))
        return tuple(
            bead if bead.locked else replace(bead, reason=bead_reason(text.evidence, bead.ja, bead.en))
            for bead in beads
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known of two texts when the search begins: the evidence, the ratios of words seen from both sides.

    ``share`` is the part of the texts that is thought to have a counterpart, 0 to 1.
    """

    evidence: Evidence
    table: tuple[Links, Links]
    weights: Weights
    share: float = _USUAL

    @property
    def features(self) -> dict[Shape, Mapping[str, NDArray[Any]]]:
        """The features of all beads, for fitting weights."""
        rows, columns = range(len(self.evidence.ja)), range(len(self.evidence.en))
        return dict(rectangle_features(self.evidence, self.table, rows, columns, self.weights))

    def pair_score(self, ja: int, en: int) -> float:
        """Return the score of the bead of two sentences."""
        rows, columns = range(ja, ja + 1), range(en, en + 1)
        scores = rectangle_scores(self.evidence, self.table, rows, columns, self.weights, self.share)
        return float(scores[1, 1][0, 0])


def prepare(
    ja: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    en: Sequence[Sentence],
    terms: Sequence[TermEntry] = (),
    locks: Sequence[Bead] = (),
    weights: Weights | None = None,
) -> Prepared:
    """Return what a first pass over the texts teaches: words of their own, and how much of them has a counterpart."""
    evidence = collect_evidence(ja, tokens, en, terms)
    first = Prepared(evidence, links(evidence), weights or default_weights())
    beads = [bead for area in _areas(locks, len(ja), len(en)) for bead in _align_area(first, area, locks)]
    table = learned_links(evidence, first.table, [bead for bead in beads if bead.score >= _SURE])
    return replace(first, table=table, share=_paired_share(beads, evidence))


def coverage(beads: Sequence[Bead]) -> float:
    """Return the share of Japanese sentences that have a counterpart, 0 to 1; 0 where there is no sentence."""
    total = sum(len(bead.ja) for bead in beads)
    return sum(len(bead.ja) for bead in beads if bead.en) / total if total else 0.0


def few_counterparts(bitext: Bitext) -> str:
    """Return what to tell the reader of a page whose texts hardly answer to each other, "" if they do.

    ``Only 12% of the sentences have a counterpart: is this the English of the same article?``
    """
    share = coverage(bitext.beads)
    if not (bitext.ja and bitext.en) or share >= SPARSE_BELOW:
        return ""
    return f"Only {share:.0%} of the sentences have a counterpart: is this the English of the same article?"


@dataclass(frozen=True, slots=True)
class _Area:
    """A stretch of both texts between locked beads."""

    ja: range
    en: range


def _all_alone(ja_count: int, en_count: int) -> tuple[Bead, ...]:
    ja = [Bead(range(i, i + 1), range(0), reason=NO_COUNTERPART) for i in range(ja_count)]
    en = [Bead(range(ja_count, ja_count), range(k, k + 1), reason=NO_COUNTERPART) for k in range(en_count)]
    return (*ja, *en)


def _checked_locks(locked: Sequence[Bead], ja_count: int, en_count: int) -> tuple[Bead, ...]:
    ja = [i for bead in locked for i in bead.ja]
    en = [k for bead in locked for k in bead.en]
    if len(set(ja)) < len(ja) or len(set(en)) < len(en):
        raise ValueError("two locked beads share a sentence")
    if not set(ja) <= set(range(ja_count)) or not set(en) <= set(range(en_count)):
        raise ValueError(f"a locked bead lies outside {ja_count} Japanese and {en_count} English sentences")
    return tuple(replace(bead, locked=True) for bead in sorted(locked, key=_place))


def _areas(locks: Sequence[Bead], ja_count: int, en_count: int) -> list[_Area]:
    """Return the stretches between locked pairs; locked omissions and locks that cross others lie inside them."""
    pairs = [(bead.ja.start, bead.en.start) for bead in locks if bead.ja and bead.en]
    dividers = set(rising_chain(pairs))
    areas = []
    ja_from = en_from = 0
    for bead in locks:
        if bead.ja and bead.en and (bead.ja.start, bead.en.start) in dividers:
            areas.append(_Area(range(ja_from, bead.ja.start), range(en_from, bead.en.start)))
            ja_from, en_from = bead.ja.stop, bead.en.stop
    return [*areas, _Area(range(ja_from, ja_count), range(en_from, en_count))]


def _place(bead: Bead) -> tuple[int, bool, int]:
    """Order of the Japanese side; an English sentence alone stands before the Japanese one at its place."""
    return (bead.ja.start, bool(bead.ja), bead.en.start)


def _with_locks(found: Sequence[Bead], locks: Sequence[Bead]) -> tuple[Bead, ...]:
    """Put the locked beads where their sentences were left alone."""
    ja = {i for bead in locks for i in bead.ja}
    en = {k for bead in locks for k in bead.en}
    free = [bead for bead in found if ja.isdisjoint(bead.ja) and en.isdisjoint(bead.en)]
    places = {k: bead.ja.start for bead in found if not bead.ja for k in bead.en}
    placed = [
        bead if bead.ja else replace(bead, ja=range(places[bead.en.start], places[bead.en.start])) for bead in locks
    ]
    return tuple(sorted([*free, *placed], key=_place))


def _align_area(text: Prepared, area: _Area, locks: Sequence[Bead]) -> list[Bead]:
    """Return the beads of a stretch with their probabilities; locked sentences are left alone."""
    rows, columns = len(area.ja), len(area.en)
    if rows * columns <= _FULL:
        band = full_band(rows, columns)
    else:
        course = rough_course(text.evidence, text.table[0], area.ja, area.en)
        band = band_around(course, rows, columns, _MARGIN, _WIDEST)
    corner = (area.ja.start, area.en.start)
    scores = band_scores(text.evidence, text.table, corner, band, text.weights, text.share)
    forbid(
        scores,
        band,
        [i - area.ja.start for bead in locks for i in bead.ja if i in area.ja],
        [k - area.en.start for bead in locks for k in bead.en if k in area.en],
    )
    shares = posteriors(scores, band)
    alone = left_out(shares, band)
    return [
        Bead(_moved(step.rows, area.ja.start), _moved(step.columns, area.en.start), _share(step, shares, alone, band))
        for step in best_path(scores, band)
    ]


def _paired_share(beads: Sequence[Bead], evidence: Evidence) -> float:
    """Return the share of both texts that is expected to have a counterpart.

    Only running text counts: two titles or headings are paired for being such, whatever stands under them. A sentence
    counts with its length: where only short ones are left alone, they were rather folded into their neighbours.
    """
    paired = {"ja": 0.0, "en": 0.0}
    total = {"ja": 0.0, "en": 0.0}
    for bead in beads:
        chance = bead.score if bead.ja and bead.en else 1.0 - bead.score
        for name, side, run in (("ja", evidence.ja, bead.ja), ("en", evidence.en, bead.en)):
            running = side.roles[run.start : run.stop] == RUNNING_TEXT
            size = float(side.lengths[run.start : run.stop][running].sum())
            paired[name] += chance * size
            total[name] += size
    shares = [paired[side] / total[side] for side in total if total[side]]
    return min(max(sum(shares) / len(shares), _LEAST), _MOST) if shares else _USUAL


def _moved(run: range, by: int) -> range:
    return range(run.start + by, run.stop + by)


def _share(step: Step, shares: Scores, alone: tuple[Floats, Floats], band: Band) -> float:
    """Return the probability of a step, rounded so that the last bits of a sum do not show in files."""
    if step.rows and step.columns:
        share = shares[len(step.rows), len(step.columns)][band.cell(step.rows.start, step.columns.start)]
    else:
        share = alone[0][step.rows.start] if step.rows else alone[1][step.columns.start]
    return round(float(np.clip(share, 0.0, 1.0)), 3)
