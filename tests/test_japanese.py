from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables import cases
from taiyaku.sentences.japanese import japanese_spans

ALPHABET = 'あ国カーaB1 　。！？!?.．…・「」『』（）()“”"[]【】<>＜＞、とのはがを\n\r*※wｗ😊♪\ud800\0\u2028∯'
TEXTS = st.lists(
    st.one_of(
        st.text(ALPHABET, max_size=12),
        st.sampled_from(
            [
                "です",
                "した",
                "[1]",
                "(笑)",
                "Mr.",
                "Yahoo!",
                "No.1",
                "「あ。」",
                "……",
                "(c)AFP",
                "http://a.b/?c",
                "モーニング娘。",
            ]
        ),
    ),
    max_size=12,
).map("".join)
#: Runs that are quadratic in one splitter or another.
RUNS = [
    *(
        "「",
        "。[1]",
        "あ。「",
        "「あ。",
        "「あ。」",
        "(a.",
        "'a.",
        ".",
        "…",
        "あ…",
        "！",
        "あ！？",
        "「(",
        "「」",
        '"',
        '"あ。',
        "a.",
        "1.",
    ),
    *(
        " ",
        "\n",
        "あ\n",
        "「あ\n",
        "あ、\n",
        "😀",
        "あ😀",
        "(笑)",
        "[1]",
        "。 ",
        "http://",
        "w",
        "あ",
        "(c)A",
        "m(_ _)m",
        "？と",
    ),
    *(
        "ました",
        "\ud800",
        "（あ。）",
        "。（あ）",
        "。(1)",
        "*1",
        "※",
        "<",
        "・",
        "あ・・",
        "「あ」（い）",
        "見出し\n本文。",
        "Yahoo!",
    ),
]


def blankless(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("paragraph, gold", cases("sentences_ja"))
def test_sentences(paragraph, gold):
    pieces = [blankless(paragraph[start:end]) for start, end in japanese_spans(paragraph)]
    assert pieces == [blankless(sentence) for sentence in gold.split(" ||| ")]


@pytest.mark.parametrize("paragraph, gold", cases("sentences_ja"))
def test_a_sentence_is_one_sentence(paragraph, gold):
    for sentence in gold.split(" ||| "):
        assert len(japanese_spans(sentence)) == 1


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_nothing_is_lost(text):
    spans = japanese_spans(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert blankless("".join(text[start:end] for start, end in spans)) == blankless(text)
    assert not any(text[start].isspace() or text[end - 1].isspace() for start, end in spans)


@settings(max_examples=400, deadline=None)
@given(TEXTS.map(lambda text: "".join(text.splitlines())))
def test_splitting_again_changes_nothing(text):
    for start, end in japanese_spans(text):
        assert japanese_spans(text[start:end]) == [(0, end - start)]


@pytest.mark.parametrize("run", RUNS)
def test_runs_take_linear_time(run):
    text = run * (20_000 // len(run))
    began = time.process_time()
    japanese_spans(text)
    assert time.process_time() - began < 1.0


def test_a_hundred_thousand_open_quotations():
    assert japanese_spans("「" * 100_000) == [(0, 100_000)]


def test_text_without_any_mark_is_cut_at_polite_endings():
    text = (
        "見学会にご参加いただきありがとうございます これから二階の作業場へご案内します 段差がありますのでご注意ください"
    )
    assert [text[a:b] for a, b in japanese_spans(text)] == text.split(" ")


def test_a_bracket_around_a_whole_article_swallows_nothing():
    text = "『市は新しい計画を発表した。費用は3億円。\n\n議会は来月に審議する。反対もある。』"
    assert len(japanese_spans(text)) == 4
