"""Lengths, marks and parts of the article."""

from __future__ import annotations

import numpy as np

from taiyaku.align.explain import Mixing, Part
from taiyaku.align.features import collect_evidence
from taiyaku.align.form import Lengths, length_score, mark_features, role_features
from taiyaku.model import Label, Sentence

LENGTHS = Lengths(ratio=2.6, spread=0.28, chance=0.85, free=0.05)


def parts(ja: list[tuple[str, Label]], en: list[tuple[str, Label]]) -> tuple[Part, Part]:
    sides = [tuple(Sentence(text, label, 1, 0, len(text)) for text, label in side) for side in (ja, en)]
    evidence = collect_evidence(sides[0], [()] * len(ja), sides[1])
    mixing = Mixing(0.5, 0.25, 1.5)
    return Part(evidence.ja, range(len(ja)), mixing), Part(evidence.en, range(len(en)), mixing)


def body(*texts: str) -> list[tuple[str, Label]]:
    return [(text, Label.BODY) for text in texts]


def test_the_usual_length_is_likelier_than_any_other() -> None:
    (scores,) = length_score(np.array([50.0]), np.array([130.0, 60.0, 400.0]), LENGTHS)
    assert scores[0] > 0.5 > scores[1] > scores[2]
    assert scores.min() >= np.log(0.05) - 1e-6


def test_marks_at_the_end_and_quotations() -> None:
    found = mark_features(
        *parts(body("行きますか?", "「行く」と述べた。"), body("Will you go?", "“I will,” he said.")), (1, 1)
    )
    assert found["same_end"].tolist() == [[True, False], [False, True]]
    assert found["other_end"].tolist() == [[False, True], [True, False]]
    assert found["other_quotes"].tolist() == [[False, True], [True, False]]


def test_wording_of_a_page_is_nobodys_translation() -> None:
    found = mark_features(*parts(body("広告", "雨が降った。"), body("Advertisement", "It rained.")), (1, 1))
    assert found["furniture"].tolist() == [[2.0, 1.0], [1.0, 0.0]]


def test_statements_are_counted() -> None:
    found = mark_features(*parts(body("雨。"), body("It rained. The river rose. We left.")), (1, 1))
    assert found["units"][0, 0] == 2.0


def test_a_title_meets_a_title() -> None:
    ja = [("見出し", Label.TITLE), ("小見出し", Label.HEADING), ("本文。", Label.BODY)]
    en = [("Title", Label.TITLE), ("Heading", Label.HEADING), ("Body.", Label.BODY)]
    found = role_features(*parts(ja, en), (1, 1))
    assert found["same_title"].tolist() == [[True, False, False], [False] * 3, [False] * 3]
    assert found["same_role"][1].tolist() == [False, True, False]
    assert found["other_role"].tolist() == [[i != k for k in range(3)] for i in range(3)]
