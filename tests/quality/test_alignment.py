"""Alignment of news documents against beads made by hand: strict bead F1 as vecalign counts it, and the calibration.

One seed of each setting; ``benchmarks/alignment.py`` measures all. The floors rise with the code and do not sink.
"""

from __future__ import annotations

import ast
import csv
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from taiyaku.align.align import align_sentences, coverage
from taiyaku.align.evaluate import evaluate
from taiyaku.model import Bead, Label, Sentence, Token
from taiyaku.readings.read import read_sentences

_DATA = Path(__file__).parents[3] / "shared" / "dev" / "alignment"
_FLOORS = json.loads(Path(__file__).with_name("floors_alignment.json").read_text(encoding="utf-8"))
pytestmark = pytest.mark.skipif(not _DATA.is_dir(), reason=f"needs the development data in {_DATA}")


@dataclass(frozen=True)
class Document:
    ja: tuple[Sentence, ...]
    tokens: tuple[tuple[Token, ...], ...]
    en: tuple[Sentence, ...]
    gold: tuple[Bead, ...]


def _sentences(lines: list[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(line, Label.BODY, number, 0, len(line)) for number, line in enumerate(lines, 1))


def _run(indices: list[int], before: int) -> range:
    return range(indices[0] - before, indices[-1] + 1 - before) if indices else range(0)


@cache
def documents(setting: str, seed: str = "s1") -> tuple[Document, ...]:
    folder = _DATA / setting / seed
    ja = (folder / "all.ja").read_text(encoding="utf-8").split("\n")
    en = (folder / "all.en").read_text(encoding="utf-8").split("\n")
    gold = [ast.literal_eval(f"({line.replace(':', ',')})") for line in (folder / "all.gold").read_text().splitlines()]
    found = []
    with (folder / "docs.tsv").open(encoding="utf-8") as rows:
        for _, *numbers in csv.reader(rows, delimiter="\t"):
            a, b, c, d, e, f = map(int, numbers)
            side = _sentences(ja[a:b])
            beads = tuple(Bead(_run(one, a), _run(other, c)) for one, other in gold[e:f])
            found.append(Document(side, read_sentences(side, certainty=False).tokens, _sentences(en[c:d]), beads))
    return tuple(found)


@cache
def aligned(setting: str) -> tuple[tuple[Bead, ...], ...]:
    return tuple(align_sentences(document.ja, document.tokens, document.en) for document in documents(setting))


@pytest.mark.parametrize("setting", ["natural", "easy", "realistic", "hard"])
def test_strict_f1(setting: str) -> None:
    gold = [document.gold for document in documents(setting)]
    report = evaluate(zip(gold, aligned(setting), strict=True))
    assert report.strict.f1 >= _FLOORS[setting]


def test_the_score_is_a_probability() -> None:
    rows = [
        (bead.score, (tuple(bead.ja), tuple(bead.en)) in {(tuple(one.ja), tuple(one.en)) for one in document.gold})
        for setting in ("natural", "easy", "realistic", "hard")
        for document, beads in zip(documents(setting), aligned(setting), strict=True)
        for bead in beads
    ]
    scores, right = np.array([row[0] for row in rows]), np.array([row[1] for row in rows], dtype=float)
    bins = np.minimum((scores * 10).astype(int), 9)
    error = sum(abs((scores - right)[bins == number].sum()) for number in range(10)) / len(rows)
    sure = scores >= 0.8
    assert error <= _FLOORS["calibration_error"]
    assert right[sure].mean() >= _FLOORS["sure_precision"]
    assert sure.mean() >= _FLOORS["sure_share"]


def test_strangers_are_not_paired() -> None:
    found = documents("natural")
    beads = [
        bead
        for one, other in zip(found, found[1:] + found[:1], strict=True)
        for bead in align_sentences(one.ja, one.tokens, other.en)
    ]
    assert coverage(beads) <= _FLOORS["strangers_coverage"]
