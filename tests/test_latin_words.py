from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.terms.latin_words import towns, words_sounding, zipf
from taiyaku.terms.suggest import suggestions
from taiyaku.terms.transliterate import MOST_LETTERS, units


@pytest.mark.parametrize(
    ("katakana", "word"), [("シュミット", "schmidt"), ("ベートーベン", "beethoven"), ("マクドナルド", "mcdonald")]
)
def test_words_that_katakana_may_write_down(katakana: str, word: str) -> None:
    assert word in words_sounding(units(katakana), 40)


@given(st.text("アカサタナハマヤラワンバパーッ", max_size=6))
def test_what_is_found_is_a_word_of_the_table_and_not_too_long(katakana: str) -> None:
    cut = units(katakana)
    for word in words_sounding(cut, 10):
        assert zipf(word) > 0
        assert 0 < len(word) <= len(cut) * MOST_LETTERS


def test_frequent_words_have_higher_values() -> None:
    assert zipf("london") > zipf("aberystwyth") > zipf("qqqq") == 0


def test_towns_by_their_spelling() -> None:
    assert "Dubai" in towns()["ドバイ"]
    assert suggestions("エンメルスハウゼン")[0] == "Emmelshausen"


def test_explanations_are_no_names() -> None:
    assert all(name[:1].isupper() for name in suggestions("ボコ・ハラム"))


def test_katakana_without_dots_is_cut_into_known_words() -> None:
    assert "Adam Smith" in suggestions("アダムスミス")
