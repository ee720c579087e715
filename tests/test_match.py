from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import cases
from taiyaku.model import TermEntry
from taiyaku.terms.match import index_terms, match_english, match_terms
from taiyaku.terms.normal_form import normal_form
from words import words

ENTRIES = (
    TermEntry("putin", "ウラジーミル・プーチン", "Vladimir Putin", variants_ja=("プーチン",), variants_en=("Putin",)),
    TermEntry("biden", "ジョー・バイデン", "Joe Biden", variants_ja=("バイデン",), variants_en=("Biden",)),
    TermEntry("pompeo", "マイク・ポンペオ", "Mike Pompeo", variants_ja=("ポンペオ",)),
    TermEntry("navalny", "アレクセイ・ナワリヌイ", "Alexei Navalny", variants_ja=("ナワリヌイ",)),
    TermEntry("us", "米国", "United States", variants_ja=("米",), variants_en=("U.S.",)),
    TermEntry("russia", "ロシア", "Russia", variants_ja=("ロ",)),
    TermEntry("china", "中国", "China", variants_ja=("中",)),
    TermEntry("us-russia", "米ロ", "U.S.-Russia"),
    TermEntry("japan-china", "日中", "Japan-China"),
    TermEntry("state", "国務長官", "secretary of state"),
    TermEntry("president", "大統領", "president"),
    TermEntry("summit", "首脳会談", "summit"),
    TermEntry("viktor", "ヴィクトル", "Viktor"),
    TermEntry("nato", "NATO", "NATO", variants_ja=("北大西洋条約機構",)),
    TermEntry("new-start", "新START", "New START"),
    TermEntry("turkey", "トルコ", "Turkey"),
    TermEntry("beer", "ビール", "beer"),
    TermEntry("no", "サミット", "summit meeting", status="rejected"),
)
INDEX = index_terms(ENTRIES)


@pytest.mark.parametrize("text, expected", cases("match"))
def test_terms_stand_where_words_do(text: str, expected: str) -> None:
    surface = "".join(word.surface for word in words(text))
    found = [f"{surface[match.start : match.end]}={match.entry.en}" for match in match_terms(words(text), INDEX)]
    assert found == [part for part in expected.split("/") if part]


@pytest.mark.parametrize("text, expected", cases("match_en"))
def test_english_terms(text: str, expected: str) -> None:
    found = [f"{text[match.start : match.end]}={match.entry.en}" for match in match_english(text, INDEX)]
    assert found == [part for part in expected.split("/") if part]


@given(
    st.lists(
        st.sampled_from(["米", "国", "米国", "ロ", "プーチン", "・", "大統領", "中", "ヴ", "ー", " "]), max_size=12
    )
)
def test_matches_do_not_overlap_and_stay_inside(surfaces: list[str]) -> None:
    text = "".join(surfaces)
    matches = match_terms(words("|".join(surfaces)), INDEX)
    places = [place for match in matches for place in (match.start, match.end)]
    assert places == sorted(places)
    assert all(0 <= match.start < match.end <= len(text) for match in matches)


@given(st.text(max_size=30))
def test_every_character_of_the_normal_form_has_an_origin(text: str) -> None:
    normal, offsets = normal_form(text)
    assert len(normal) == len(offsets)
    assert list(offsets) == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


@given(st.text(max_size=60))
def test_english_matches_are_slices(text: str) -> None:
    assert all(text[match.start : match.end] for match in match_english(text, INDEX))


def test_a_spelling_without_letters_is_found_nowhere() -> None:
    index = index_terms((TermEntry("dot", "・", "dot"),))
    assert match_terms(words("プーチン|・/PUNCT|氏/SUFFIX"), index) == ()
