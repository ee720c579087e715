"""readings.numbers and readings.spoken: numbers, dates and counters, by the table and by promise."""

from __future__ import annotations

import runpy
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import cases
from taiyaku.model import Label, Sentence
from taiyaku.readings.numbers import read_numbers
from taiyaku.readings.read import read_sentences
from taiyaku.readings.spoken import counted, counters, digit_by_digit, spoken
from taiyaku.readings.tokenize import Morpheme, morphemes

ROOT = Path(__file__).parents[1]


def reading(text: str) -> str:
    (tokens,) = read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))], certainty=False).tokens
    return "".join(token.reading for token in tokens)


@pytest.mark.parametrize(("text", "expected"), cases("numbers"))
def test_reading(text: str, expected: str) -> None:
    assert reading(text) == expected


@pytest.mark.parametrize("row", [case.values for case in cases("number_phrases")], ids=lambda row: row[0])
def test_phrases(row: tuple[str, ...]) -> None:
    text, expected, *_ = row
    assert reading(text) == expected


def test_the_published_page_is_that_of_the_tables() -> None:
    """``python recipes/number_page.py > docs/numbers.md`` makes it anew."""
    made = runpy.run_path(str(ROOT / "recipes" / "number_page.py"))["page"]()
    assert (ROOT / "docs" / "numbers.md").read_text(encoding="utf-8") == made


def test_the_public_table_is_long_enough() -> None:
    texts = [case.values[0] for name in ("numbers", "number_phrases") for case in cases(name)]
    assert len(set(texts)) >= 1_000


@pytest.mark.parametrize(("text", "words"), cases("number_words"))
def test_words(text: str, words: str) -> None:
    assert "|".join(morpheme.surface for morpheme in read_numbers(text, morphemes(text))) == words


def test_a_number_alone() -> None:
    assert spoken("0").reading == "れい"
    assert spoken("10000000000000000").reading == "いっけい"
    assert digit_by_digit("05") == "ぜろごー"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (
            "1" * 20,
            "せんひゃくじゅういっけいせんひゃくじゅういっちょうせんひゃくじゅういちおくせんひゃくじゅういちまんせんひゃくじゅういち",
        ),
        ("1" * 21, "いち" * 21),  # there are no words for it
        ("7" * 5_000, "なな" * 5_000),
        ("7" * 5_000 + ".5", "なな" * 5_000 + "てんご"),
        ("123456789千", "せんにひゃくさんじゅうよんおくごせんろっぴゃくななじゅうはちまんきゅうせん"),
        ("9" * 400 + "千", "いち" + "ぜろ" * 403),
    ],
    ids=["20-digits", "21-digits", "5000-digits", "with-a-point", "many-thousands", "very-many-thousands"],
)
def test_long_numbers(number: str, expected: str) -> None:
    assert spoken(number).reading == expected


def test_many_numbers_take_no_longer_each() -> None:
    """A line of 20,000 numbers: looking back from each to the beginning of the line took 20 s."""
    text = "5、" * 20_000
    found = tuple(
        Morpheme(one, one, one, one, ("名詞", "数詞" if one == "5" else "読点", "*"), "sudachi") for one in text
    )
    began = process_time()
    assert read_numbers(text, found)[0].reading == "ご"
    assert process_time() - began < 5


@given(st.integers(0, 10**16 - 1))
def test_every_number_is_read(value: int) -> None:
    said = spoken(str(value))
    assert said.reading
    assert set(said.reading) <= set("れいちにさんよごろくなはきゅうじっひゃびぴせぜまおちょけ")


@given(st.integers(1, 9999), st.sampled_from(sorted(counters())))
def test_full_width_and_grouped_digits_read_the_same(value: int, counter: str) -> None:
    row = counters()[counter]
    assert counted(spoken(f"{value:,}"), row) == counted(spoken(str(value)), row)


@given(st.integers(1, 9999))
def test_kanji_numerals_read_as_digits_do(value: int) -> None:
    digits = "〇一二三四五六七八九"
    units = ("千", "百", "十", "")
    written = "".join(
        ("" if digit == "1" and unit else digits[int(digit)]) + unit
        for digit, unit in zip(f"{value:04}", units, strict=True)
        if digit != "0"
    )
    assert spoken(written).reading == spoken(str(value)).reading


@given(st.text(alphabet="0123456789０１.,:/-~第数何十百千万億一二三年月日人本 GKm%つ", max_size=20))
def test_nothing_is_lost_in_strange_numbers(text: str) -> None:
    assert "".join(morpheme.surface for morpheme in read_numbers(text, morphemes(text))) == text
