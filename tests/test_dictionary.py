from __future__ import annotations

from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.kanji import lookup_kanji
from taiyaku.dictionary.names import lookup_names


def test_a_word_is_found_with_senses_in_order() -> None:
    (entry, *_) = lookup(["会談"])["会談"]
    assert entry.readings == ("かいだん",)
    assert entry.common
    assert entry.senses[0].glosses[0] == "conversation"
    assert any(pos.startswith("noun") for pos in entry.senses[0].pos)


def test_kana_words_come_before_homophones_with_kanji() -> None:
    first = lookup(["は"])["は"][0]
    assert not first.headwords
    assert "particle" in first.senses[0].glosses[0]


def test_all_readings_of_a_spelling_are_there() -> None:
    readings = {entry.readings[0] for entry in lookup(["方"])["方"]}
    assert {"かた", "ほう"} <= readings


def test_usually_kana_is_known() -> None:
    assert lookup(["事"])["事"][0].usually_kana


def test_unknown_words_are_left_out() -> None:
    assert lookup(["首脳会談だった", ""]) == {}
    assert lookup([]) == {}


def test_many_words_at_once() -> None:
    words = [chr(code) for code in range(0x4E00, 0x4E00 + 1500)]
    assert len(lookup(words)) > 300


def test_names() -> None:
    (name,) = lookup_names(["プーチン"])["プーチン"]
    assert (name.glosses, name.kinds) == (("Putin",), ("surname",))
    assert "ひろし" not in lookup_names(["ひろし"]) or all(
        not name.headword.startswith("浩") for name in lookup_names(["ひろし"])["ひろし"]
    )


def test_kanji() -> None:
    entry = lookup_kanji("会A")["会"]
    assert (entry.meanings[0], entry.on[0], entry.grade, entry.jlpt) == ("meeting", "カイ", 2, 4)
    assert set(lookup_kanji("会A")) == {"会"}
