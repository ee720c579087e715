"""Whole articles, with the beads made by hand in ``tests/cases/beads``: free translations, merged and split."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from taiyaku.align.align import align_sentences, coverage, few_counterparts
from taiyaku.align.evaluate import evaluate
from taiyaku.model import Bead, Bitext, Label, Sentence
from taiyaku.readings.read import read_sentences

FILES = sorted((Path(__file__).parent / "cases" / "beads").glob("*.tsv"))
#: Strict F1 of all articles together; no weight was fitted on them.
FLOOR = 0.95
#: Of each article alone.
LEAST = 0.85


def article(path: Path) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...], tuple[Bead, ...]]:
    texts: tuple[list[str], list[str]] = ([], [])
    beads = []
    for line in path.read_text(encoding="utf-8").splitlines():
        runs = []
        for side, cell in zip(texts, line.split("\t"), strict=True):
            sentences = [sentence for sentence in cell.split("|||") if sentence]
            runs.append(range(len(side), len(side) + len(sentences)))
            side.extend(sentences)
        beads.append(Bead(runs[0], runs[1]))
    ja, en = (tuple(Sentence(text, Label.BODY, 1, 0, len(text)) for text in side) for side in texts)
    return ja, en, tuple(beads)


@cache
def aligned(path: Path) -> tuple[tuple[Bead, ...], tuple[Bead, ...]]:
    ja, en, gold = article(path)
    return gold, align_sentences(ja, read_sentences(ja, certainty=False).tokens, en)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_article(path: Path) -> None:
    assert evaluate([aligned(path)]).strict.f1 >= LEAST


def test_all_articles() -> None:
    assert evaluate(map(aligned, FILES)).strict.f1 >= FLOOR


def test_another_articles_english_is_not_paired() -> None:
    for one, other in zip(FILES, FILES[1:] + FILES[:1], strict=True):
        ja, en = article(one)[0], article(other)[1]
        beads = align_sentences(ja, read_sentences(ja, certainty=False).tokens, en)
        assert coverage(beads) <= 0.2, (one.stem, other.stem)
        assert few_counterparts(Bitext(ja, en, beads)).startswith("Only ")


def test_a_long_stretch_without_counterpart_stays_alone() -> None:
    ja, en, _ = article(FILES[0])
    more, _, _ = article(FILES[-1])
    sides = (*ja[:8], *more, *ja[8:])
    beads = align_sentences(sides, read_sentences(sides, certainty=False).tokens, en)
    inside = [bead for bead in beads if bead.ja and 8 <= bead.ja.start < 8 + len(more)]
    assert sum(not bead.en for bead in inside) >= 0.9 * len(inside)
