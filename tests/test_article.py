"""Pages as articles: language, title, and pages with nothing to read."""

from __future__ import annotations

import pytest

from tables import cases
from taiyaku.errors import InputError
from taiyaku.intake.article import detect_lang, label_article, readable, require_lang
from taiyaku.model import Label, Lang, Page


def page(text: str) -> Page:
    return Page("page.txt", text, "utf-8")


@pytest.mark.parametrize("text, expected", cases("languages"))
def test_language(text: str, expected: Lang) -> None:
    assert detect_lang(text) == expected


def test_the_other_language_is_refused() -> None:
    with pytest.raises(InputError, match=r"page\.txt: is in Japanese, expected English"):
        require_lang(page("港に船が着いた。"), "en")
    with pytest.raises(InputError, match=r"page\.txt: is in English, expected Japanese"):
        require_lang(page("The ship came into port."), "ja")


@pytest.mark.parametrize(
    "text",
    [
        "我们的城市在河边，人们都很喜欢。" * 10,
        "他说，今天的会议很重要，大家都应该参加，不要迟到。",
        "我们的城市在河边，人们都很喜欢。" * 10 + "好の茶",
    ],
)
def test_chinese_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"page\.txt: is in Chinese"):
        require_lang(page(text), "ja")


@pytest.mark.parametrize("text", ["日米首脳会談", "港湾局\n灯台課\n" * 4, "出席者：山川一郎、浜野次郎。"])
def test_a_headline_without_kana_is_japanese(text: str) -> None:
    require_lang(page(text), "ja")


def test_the_right_language_passes() -> None:
    require_lang(page("港に船 Northern Star Express が着いた。"), "ja")
    require_lang(page("The word 津波 (tsunami) is known everywhere in the world."), "en")


def test_title_is_the_headline() -> None:
    article = readable(label_article(page("灯台の町\n\n船が港に着いた。町の人が出迎えた。"), "ja"))
    assert (article.title, len(article.kept), article.dropped) == ("灯台の町", 2, ())


def test_without_a_headline_the_first_line_is_the_title() -> None:
    article = readable(label_article(page("船が港に着いた。\n町の人が出迎えた。荷は夜までにおろされた。"), "ja"))
    assert article.title == "船が港に着いた。"


def test_a_long_paragraph_is_no_title() -> None:
    article = readable(label_article(page("船が港に着いた。町の人が出迎えた。" * 5), "ja"))
    assert article.title == ""
    assert [line.label for line in article.lines] == [Label.BODY]


@pytest.mark.parametrize("text", ["国際\n経済\nスポーツ", "ログイン", "• 1\n• 2\n_", "https://example.org/"])
def test_a_page_of_clutter_has_nothing_to_read(text: str) -> None:
    with pytest.raises(InputError, match="no line to read"):
        readable(label_article(page(text), "ja"))


def test_one_word_is_enough() -> None:
    assert readable(label_article(page("津波"), "ja")).title == "津波"
