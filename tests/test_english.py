from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables import cases
from taiyaku.sentences.english import english_spans, english_tokens, true_cases

ALPHABET = "abAB1 .!?…,;:'\"“”‘’()[]-\n\u00a0é国\ud800\0∯"
TEXTS = st.lists(
    st.one_of(
        st.text(ALPHABET, max_size=12),
        st.sampled_from(
            ["Mr. ", "U.S. ", "The ", "p.m. ", "He said. ", "[1]", "(It was.) ", "e.g. ", "No. 1 ", "St. ", "1. "]
        ),
    ),
    max_size=12,
).map("".join)
RUNS = [
    "(",
    "(a.",
    "'a.",
    ".",
    "a.",
    "a. ",
    "1.",
    " ",
    "\n",
    "A\n",
    "U.S. ",
    "Mr. ",
    "[1]",
    ".[1]",
    ". ",
    '" ',
    "(a. ",
    "A. (b.) ",
    "a (",
    "A.",
]


def blankless(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("paragraph, gold", cases("sentences_en"))
def test_sentences(paragraph, gold):
    pieces = [blankless(paragraph[start:end]) for start, end in english_spans(paragraph)]
    assert pieces == [blankless(sentence) for sentence in gold.split(" ||| ")]


@pytest.mark.parametrize("paragraph, gold", cases("sentences_en"))
def test_a_sentence_is_one_sentence(paragraph, gold):
    for sentence in gold.split(" ||| "):
        assert len(english_spans(sentence)) == 1


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_nothing_is_lost(text):
    spans = english_spans(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert blankless("".join(text[start:end] for start, end in spans)) == blankless(text)


@settings(max_examples=400, deadline=None)
@given(TEXTS.map(lambda text: "".join(text.splitlines())))
def test_splitting_again_changes_nothing(text):
    for start, end in english_spans(text):
        assert english_spans(text[start:end]) == [(0, end - start)]


@pytest.mark.parametrize("run", RUNS)
def test_runs_take_linear_time(run):
    text = run * (20_000 // len(run))
    began = time.process_time()
    english_spans(text)
    assert time.process_time() - began < 1.0


def test_tokens_are_not_escaped():
    assert english_tokens('Mr. Lee\'s "talks" & more') == ["Mr.", "Lee", "'s", '"', "talks", '"', "&", "more"]


def test_true_cases_are_those_inside_sentences():
    found = true_cases(
        ("Topics are open.", "The topics of Putin.", "He left WASHINGTON for Washington, Washington said.")
    )
    assert (found["topics"], found["putin"], found["washington"]) == ("topics", "Putin", "Washington")
    assert "he" not in found
