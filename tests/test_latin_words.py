from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.terms.latin_words import frequency, towns, words_sounding
from taiyaku.terms.transliterate import MOST_LETTERS, units


@pytest.mark.parametrize(
    ("katakana", "word"),
    [
        ("シュミット", "schmidt"),
        ("ベートーベン", "beethoven"),
        ("マクドナルド", "mcdonald"),
        ("グリンダビーク", "grindavik"),
    ],
)
def test_words_that_katakana_may_write_down(katakana: str, word: str) -> None:
    assert word in words_sounding(units(katakana), 40)


@given(st.text("アカサタナハマヤラワンバパーッ", max_size=6))
def test_what_is_found_is_a_word_of_the_table_and_not_too_long(katakana: str) -> None:
    cut = units(katakana)
    for word in words_sounding(cut, 10):
        assert frequency(word).zipf > 0 or any(frequency(word).bearers)
        assert 0 < len(word) <= len(cut) * MOST_LETTERS


def test_frequent_words_have_higher_values() -> None:
    assert frequency("london").zipf > frequency("aberystwyth").zipf > frequency("qqqq").zipf == 0


def test_who_has_a_word_in_the_name() -> None:
    hamilton, lewis = frequency("hamilton").bearers, frequency("lewis").bearers
    assert hamilton.last > hamilton.first > 0
    assert lewis.first > 100 < lewis.last
    assert len(str(7_000_000)) <= frequency("london").bearers.town


def test_towns_by_their_spelling() -> None:
    assert "Dubai" in towns()["ドバイ"]
