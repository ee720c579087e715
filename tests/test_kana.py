"""readings.kana: one script for comparing, and what counts as kana or kanji."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.readings.kana import has_kanji, hiragana, is_kanji, katakana, plain_vowels

KANA = st.text(st.sampled_from([chr(code) for code in range(0x3041, 0x3097)] + ["ー", "ゝ"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("プーチン", "ぷーちん"),
        ("ﾌﾟｰﾁﾝ", "ぷーちん"),
        ("ヴィクトル・ユーゴー", "ゔぃくとる・ゆーごー"),
        ("か\u3099は\u309a", "がぱ"),
        ("取リ組ミ2021", "取り組み2021"),
        ("", ""),
    ],
)
def test_hiragana(text: str, expected: str) -> None:
    assert hiragana(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("ぷーちん", "プーチン"), ("取り組み", "取リ組ミ"), ("いすゞ", "イスヾ"), ("ゔ", "ヴ")]
)
def test_katakana(text: str, expected: str) -> None:
    assert katakana(text) == expected


@pytest.mark.parametrize("char", "漢々〆〇ヶヵ〻𠮷𠮟\ufa10㐂")
def test_kanji(char: str) -> None:
    assert is_kanji(char)
    assert has_kanji(f"あ{char}ん")


@pytest.mark.parametrize(
    "char", [*"あアーゝヾぁァヴゔﾌヷ", "・", "。", "a", "1", "１", "%", "", "漢字", "かな", "\ufe0f", "゠", "😀"]
)
def test_no_kanji(char: str) -> None:
    assert not is_kanji(char)


@pytest.mark.parametrize(
    ("kana", "expected"),
    [("らーめん", "らあめん"), ("こーひー", "こおひい"), ("ーあ", "ーあ"), ("きゃーー", "きゃああ"), ("んー", "んー")],
)
def test_plain_vowels(kana: str, expected: str) -> None:
    assert plain_vowels(kana) == expected


@settings(deadline=None)
@given(KANA)
def test_scripts_are_each_others_inverse(kana: str) -> None:
    assert hiragana(katakana(kana)) == kana
    assert len(plain_vowels(kana)) == len(kana)


@settings(deadline=None)
@given(st.text())
def test_hiragana_is_settled(text: str) -> None:
    assert hiragana(hiragana(text)) == hiragana(text)
