"""The gloss of a page without English: in all modes, kept, explained, on paper, and no English anywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import PHONE, choose, copied
from taiyaku.cli import main

pytestmark = pytest.mark.browser

TEXT = """港に鯨

雨が降った6月16日、港に鯨が現れたと市長が述べた。

船を出せなかった漁師たちは、3時間半待っていた。

専門家によると、鯨は南へ向かっているという。
"""
GLOSS = ".row:nth-of-type(2) > .gl"


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> Path:
    """A page without English, built with the command."""
    folder = tmp_path_factory.mktemp("alone")
    (folder / "whale.ja.txt").write_text(TEXT, encoding="utf-8")
    assert main(["build", str(folder / "whale.ja.txt"), "-o", str(folder), "--format", "html"]) == 0
    return folder / "whale.html"


@pytest.fixture
def page(open_page, alone):
    opened = open_page(alone)
    yield opened.page
    assert (opened.problems, opened.requests) == ([], [])


def shown(page) -> bool:
    return page.locator(GLOSS).is_visible()


def style(page, name: str) -> str:
    return page.evaluate("([place, name]) => getComputedStyle(document.querySelector(place))[name]", [GLOSS, name])


def test_words_stand_beside_the_japanese_in_its_order(page):
    text = page.locator(GLOSS).text_content().replace("\u00a0", " ")
    assert text.startswith("rain SUBJ · fall PAST · June 16 · harbour DAT · whale SUBJ")
    assert "QUOT" in text
    left, right = (page.locator(f".row:nth-of-type(2) > {side}").bounding_box() for side in (".ja", ".gl"))
    assert left["x"] + left["width"] <= right["x"]


def test_it_says_what_it_is_in_the_language_of_the_interface(page):
    named = "(place) => getComputedStyle(document.querySelector(place), '::before').content"
    assert page.evaluate(named, GLOSS) == '"gloss"'
    assert "no translation" in page.locator(GLOSS).get_attribute("title")
    choose(page, "ui", "ja")
    assert page.evaluate(named, GLOSS) == '"語釈"'
    assert "翻訳ではない" in page.locator(GLOSS).get_attribute("title")


def test_the_legend_explains_every_label_that_is_used(page):
    used = set(".".join(page.locator(".gl i").all_text_contents()).split("."))
    assert set(page.locator("#labels dt").all_text_contents()) == used
    assert page.locator("#labels dd").first.inner_text() == "topic: what is talked about"
    page.click(".jump a[href='#labels']")
    assert page.locator("#labels").is_visible()


@pytest.mark.parametrize("mode", ["beside", "below", "blur", "off"])
def test_the_modes_of_the_english_hold_for_it(page, mode):
    choose(page, "english", mode)
    assert shown(page) is (mode != "off")
    assert style(page, "filter").startswith("blur") is (mode == "blur")
    choose(page, "gloss", "off")
    assert not shown(page)
    assert not page.locator("#labels").is_visible()
    choose(page, "gloss", "on")
    assert shown(page) is (mode != "off")


def test_a_blurred_gloss_is_shown_by_a_tap_and_by_keyboard(page):
    choose(page, "english", "blur")
    page.click(GLOSS)
    assert style(page, "filter") == "none"
    choose(page, "english", "beside")
    choose(page, "english", "blur")
    page.focus(GLOSS)
    page.keyboard.press("Enter")
    assert style(page, "filter") == "none"


def test_what_was_chosen_is_kept_and_told_by_the_address(page):
    choose(page, "gloss", "off")
    assert "gloss=off" in page.url
    page.goto(page.url.split("#")[0])
    page.reload()
    assert not shown(page)
    page.goto(page.url.split("#")[0] + "#gloss=on")
    page.reload()
    assert shown(page)


def test_search_finds_it_but_copies_and_tables_leave_it_out(page):
    page.click("#find > summary")
    page.fill("#query", "whale")
    assert page.locator("#found li").count() == 3
    page.keyboard.press("Escape")
    page.click("#r1 .n")
    japanese = copied(page, "copy Japanese")
    page.keyboard.press("Escape")
    page.click("#r1 .n")
    assert copied(page, "copy both").strip() == japanese.strip()


@pytest.mark.parametrize("english", ["beside", "below", "off"])
def test_nothing_is_wider_than_a_phone(open_page, alone, english):
    opened = open_page(alone, fragment=f"#english={english}", **PHONE)
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.problems == []


@pytest.mark.parametrize("sheet", ["sheet", "worksheet", "cloze", "key"])
def test_on_paper(open_page, alone, sheet):
    page = open_page(alone, fragment=f"#print={sheet}").page
    page.emulate_media(media="print")
    assert (style(page, "visibility") == "visible") is (sheet in ("sheet", "key"))
    assert page.locator("#labels").is_visible() is (sheet in ("sheet", "key"))


def test_without_a_script_it_is_there_with_its_legend(open_page, alone):
    page = open_page(alone, java_script_enabled=False).page
    assert shown(page)
    assert page.locator("#labels").is_visible()
