from __future__ import annotations

import pytest

from taiyaku.model import TermEntry, TermMatch
from taiyaku.terms.names import romanised, with_names
from words import words


def test_words_inside_a_name_are_proper_nouns() -> None:
    entry = TermEntry("l", "セルゲイ・ラブロフ", "Sergei Lavrov", type="person")
    named = with_names(words("ラブロフ|外相|は/ADP"), [TermMatch(entry, 0, 4)])
    assert [word.pos for word in named] == ["PROPN", "NOUN", "ADP"]


def test_names_that_are_run_together_are_two_words() -> None:
    biden, putin = (
        TermEntry("b", "バイデン", "Biden", type="person"),
        TermEntry("p", "プーチン", "Putin", type="person"),
    )
    named = with_names(words("バイデンプーチン|会談"), [TermMatch(biden, 0, 4), TermMatch(putin, 4, 8)])
    assert [(word.surface, word.reading, word.pos) for word in named] == [
        ("バイデン", "ばいでん", "PROPN"),
        ("プーチン", "ぷーちん", "PROPN"),
        ("会談", "", "NOUN"),
    ]


def test_a_term_is_no_name() -> None:
    named = with_names(words("首脳|会談"), [TermMatch(TermEntry("s", "首脳会談", "summit"), 0, 4)])
    assert [word.pos for word in named] == ["NOUN", "NOUN"]


def test_a_country_in_one_character_is_small() -> None:
    entry = TermEntry("u", "米国", "United States", type="place", variants_ja=("米",))
    named = with_names(words("米|大統領|は/ADP|米国"), [TermMatch(entry, 0, 1), TermMatch(entry, 5, 7)])
    assert [word.pos for word in named] == ["NOUN", "NOUN", "ADP", "PROPN"]


@pytest.mark.parametrize(
    "ja, reading, type_, expected",
    [
        ("国務長官", "こくむちょうかん", "term", "kokumu chōkan"),
        ("ウラジーミル・プーチン", "うらじーみる・ぷーちん", "person", "Urajīmiru Pūchin"),
        ("ロシア", "ろしあ", "place", "Roshia"),
        ("米ロ", "べいろ", "term", "beiro"),
        ("岸田文雄", "きしだふみお", "person", "Kishida Fumio"),
        ("ウクライナ情勢", "うくらいなじょうせい", "event", "Ukuraina jōsei"),
    ],
)
def test_entries_are_romanised_as_words(ja: str, reading: str, type_: str, expected: str) -> None:
    (entry,) = romanised([TermEntry("x", ja, "x", reading, type=type_)])
    assert entry.romaji == expected


def test_given_romaji_stays() -> None:
    (entry,) = romanised([TermEntry("x", "米ロ", "x", "べいろ", romaji="Bei-Ro")])
    assert entry.romaji == "Bei-Ro"
