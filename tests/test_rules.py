"""readings.rules: every row of the tables holds in its own example, and rules change nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.model import Label, Sentence, Token
from taiyaku.readings.kana import hiragana
from taiyaku.readings.read import read_sentences
from taiyaku.readings.rules import apply_rules
from taiyaku.readings.tables import rows
from taiyaku.readings.tokenize import morphemes

_EXAMPLE = re.compile(r"(?P<before>.*?)\[(?P<reading>[ぁ-ー/]+)\](?P<after>.*)")
RULES = [(row[0], row[5].split(), row[6]) for row in rows("heteronyms", 7)]
COMPOUNDS = rows("compounds", 2)


def tokens_of(text: str) -> tuple[Token, ...]:
    (tokens,) = read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))], certainty=False).tokens
    return tokens


def under(text: str, start: int, end: int) -> list[Token]:
    found, at = [], 0
    for token in tokens_of(text):
        if at < end and at + len(token.surface) > start:
            found.append(token)
        at += len(token.surface)
    return found


@pytest.mark.parametrize(("surface", "others", "example"), RULES, ids=[f"{row[0]}-{row[2]}" for row in RULES])
def test_a_row_holds_in_its_example(surface: str, others: list[str], example: str) -> None:
    match = _EXAMPLE.fullmatch(example)
    assert match, "an example looks like 他[ほか]の国"
    stem = surface if surface in match["before"] else re.sub("[ぁ-ん]+$", "", surface)
    end = len(match["before"])
    words = under(match["before"] + match["after"], match["before"].rindex(stem), end)
    assert match["reading"].split("/")[0] in "".join(word.reading for word in words)
    assert all(word.certain for word in words) != bool(others)
    shown = [part for word in words for part in word.provenance.alternatives]
    assert all(any(other in part for part in shown) for other in match["reading"].split("/")[1:])


@pytest.mark.parametrize(("word", "reading"), COMPOUNDS, ids=[row[0] for row in COMPOUNDS])
def test_a_compound_is_read_as_its_row_says(word: str, reading: str) -> None:
    assert "".join(token.reading for token in tokens_of(word)) == reading


def test_a_made_table_is_read_as_it_says() -> None:
    """compounds_jmdict.tsv; too long for a test a row. A longer word, or a number, may win over its row."""
    made = rows("compounds_jmdict", 2)
    assert len(made) > 2_000
    wrong = [word for word, reading in made if "".join(token.reading for token in tokens_of(word)) != reading]
    assert len(wrong) <= len(made) / 1_000, wrong


def test_no_row_stands_twice() -> None:
    words = [word for word, _ in COMPOUNDS + rows("compounds_jmdict", 2)]
    places = [tuple(row[:1] + row[2:5]) for row in rows("heteronyms", 7)]
    assert len(set(words)) == len(words)
    assert len(set(places)) == len(places)


def test_readings_are_hiragana() -> None:
    for reading in [row[1] for row in COMPOUNDS + rows("compounds_jmdict", 2)] + [
        row[1] for row in rows("heteronyms", 7)
    ]:
        assert re.fullmatch("[ぁ-ゖー]*", reading)
        assert hiragana(reading) == reading


@given(st.text(alphabet="私他の方が今日は日本家川開いた会社上下月1一日、。", max_size=20))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(morpheme.surface for morpheme in apply_rules(text, morphemes(text))) == text
