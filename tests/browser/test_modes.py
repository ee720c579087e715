"""Reading modes: what each shows, that the address tells them, that they are kept, by mouse, keyboard and tap."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reading import PHONE, choose, copied, hidden
from study_sample import study_sample
from taiyaku.render.html import render_study

pytestmark = pytest.mark.browser

STYLE = "([place, property]) => getComputedStyle(document.querySelector(place))[property]"
HEIGHTS = "[...document.querySelectorAll('.row')].slice(0, 9).map((row) => row.offsetHeight)"
CHOICES = """Object.fromEntries([...document.querySelectorAll("[data-set]")].map((control) =>
    [control.dataset.set, control.options ? [...control.options].map((option) => option.value) : ["off", "on"]]))"""
CHOOSE = """([name, value]) => {
    const control = document.querySelector(`[data-set=${name}]`);
    if (control.options) control.value = value;
    else control.checked = value === "on";
    control.dispatchEvent(new Event("change"));
}"""


def style(page, place, name):
    return page.evaluate(STYLE, [place, name])


def settings(page, *names):
    return page.evaluate("(names) => names.map((name) => document.documentElement.dataset[name])", names)


def furigana(page):
    """The readings that show in row 2, in order."""
    return page.evaluate(
        "[...document.querySelectorAll('#r2 rt')].filter((rt) => getComputedStyle(rt).visibility === 'visible')"
        ".map((rt) => rt.firstChild.data)"
    )


def test_furigana_above_my_level(reader):
    before = reader.evaluate(HEIGHTS)
    choose(reader, "furigana", "level")
    reader.wait_for_selector("#r2 .k")
    assert "し" not in furigana(reader)  # 市 is grade 2
    assert "きょうてい" in furigana(reader)  # 協定: no grade in the sample, so it is kept
    choose(reader, "level", "1")
    reader.wait_for_timeout(200)
    assert "し" in furigana(reader)
    assert reader.evaluate(HEIGHTS) == before


def test_furigana_above_a_level_of_the_old_jlpt(open_page, study):
    sample = study_sample()
    kanji = tuple(replace(one, jlpt=2 if one.literal == "港" else 4) for one in sample.lexicon.kanji)
    path = study.with_name("levels.html")
    path.write_text(render_study(replace(sample, lexicon=replace(sample.lexicon, kanji=kanji))), encoding="utf-8")
    page = open_page(path, fragment="#furigana=level&level=j3").page
    page.wait_for_selector("#r2 .k")
    assert "し" not in furigana(page)  # 市 is of level 4, the easiest
    harbour = page.locator("#r1 ruby", has_text="港").first.locator("rt")
    assert harbour.evaluate("(rt) => getComputedStyle(rt).visibility") == "visible"
    choose(page, "level", "j2")
    page.wait_for_timeout(200)
    assert harbour.evaluate("(rt) => getComputedStyle(rt).visibility") == "hidden"
    assert page.url.endswith("#furigana=level&level=j2")


def test_known_words_lose_their_furigana_and_learnt_ones_keep_it(reader):
    choose(reader, "furigana", "level")
    reader.click("#r2 .ja > .s > ruby >> nth=0")
    reader.click("#card button:has-text('learning')")
    reader.wait_for_timeout(200)
    assert "し" in furigana(reader)
    reader.click("#card button:has-text('known')")
    reader.wait_for_timeout(200)
    assert "し" not in furigana(reader)


def test_furigana_on_tap_first_shows_the_reading_then_the_card(open_page, study):
    page = open_page(study, **PHONE).page
    before = page.evaluate(HEIGHTS)
    choose(page, "furigana", "tap")
    assert furigana(page) == []
    page.tap("#r2 .s > ruby >> nth=0")
    assert furigana(page) == ["し"]
    assert hidden(page)
    page.tap("#r2 .s > ruby >> nth=0")
    assert not hidden(page)
    assert page.evaluate(HEIGHTS) == before


def test_spaces_between_word_groups_are_not_copied(reader):
    choose(reader, "spacing", "on")
    reader.wait_for_selector("#r5 .b")
    assert reader.evaluate("document.querySelector('#r5 .b').firstChild.data") == "市民"
    copied = reader.evaluate("getSelection().selectAllChildren(document.querySelector('#s5')), String(getSelection())")
    assert copied == "ベルク氏は「港は市民のものだ」と述べた。"


def test_names_are_coloured_by_kind(reader):
    plain = style(reader, "#r1 .ja a", "backgroundColor")
    choose(reader, "names", "on")
    reader.wait_for_selector("#r1 .ja a[data-kind=person]")
    person, treaty = style(reader, "#r1 .ja a", "backgroundColor"), style(reader, "#r2 .ja a", "backgroundColor")
    assert len({plain, person, treaty}) == 3
    assert style(reader, "#r1 .en a", "backgroundColor") == person


@pytest.mark.parametrize(
    ("name", "value", "place", "looks"),
    [
        ("size", "1.3", "#r5 .ja", ("fontSize", r"24\.7px")),
        ("leading", "2.7", "#r5 .ja", ("lineHeight", r"51\.3px")),
        ("font", "serif", "#r5 .ja", ("fontFamily", "Mincho")),
        ("theme", "sepia", "body", ("backgroundColor", r"rgb\(244, 234, 214\)")),
        ("writing", "down", "#r5 .ja", ("writingMode", "vertical-rl")),
        ("english", "blur", "#r5 .en", ("filter", "blur")),
        ("romaji", "on", "#r5", ("display", "grid")),
    ],
)
def test_is_told_by_the_address_and_kept(open_page, study, name, value, place, looks):
    page = open_page(study).page
    assert not re.search(looks[1], style(page, place, looks[0])) or name == "romaji"
    choose(page, name, value)
    assert re.search(looks[1], style(page, place, looks[0]))
    assert page.url.endswith(f"#{name}={value}")
    page.goto(page.url.split("#")[0])
    assert re.search(looks[1], style(page, place, looks[0]))
    other = open_page(study, fragment=f"#r9&{name}={value}").page
    assert re.search(looks[1], style(other, place, looks[0]))
    assert other.evaluate("(name) => localStorage.getItem('taiyaku:' + name)", name) is None
    assert other.locator("#r9").get_attribute("class") == "row list_item target"


def test_what_no_setting_can_be_is_ignored(open_page, study):
    opened = open_page(study, fragment="#furigana=<b>&size=99&nonsense=1&english=blur")
    assert settings(opened.page, "furigana", "size", "english") == [
        "on",
        "1",
        "blur",
    ]
    assert opened.problems == []


def test_vertical_text_is_not_clipped_and_stays_on_the_page(reader):
    choose(reader, "writing", "down")
    box = reader.locator("#r5 .ja").bounding_box()
    assert box["height"] > 150
    assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    english = reader.locator("#r5 .en").bounding_box()
    assert english["y"] >= box["y"] + box["height"]


def test_controls_speak_one_language_at_a_time(open_page, study):
    page = open_page(study).page
    bar = page.locator(".bar > .tools")
    assert "Furigana" in bar.inner_text()
    assert "ふりがな" not in bar.inner_text()
    choose(page, "ui", "ja")
    assert "ふりがな" in bar.inner_text()
    assert "Furigana" not in bar.inner_text()
    assert page.locator("[data-set=english] option").first.inner_text() == "自動"
    assert page.locator("#query").get_attribute("placeholder").startswith("日本語")
    assert "ふりがな" in open_page(study, locale="ja-JP").page.locator(".bar > .tools").inner_text()


def test_first_settings_come_back(reader):
    for name, value in (("furigana", "off"), ("theme", "dark"), ("romaji", "on")):
        choose(reader, name, value)
    reader.click("#display > summary")
    reader.click("#reset")
    assert settings(reader, "furigana", "theme", "romaji") == [
        "on",
        "auto",
        "off",
    ]
    assert "#" not in reader.url


def test_keyboard_alone_reaches_every_control_and_card(reader):
    reached = set()
    for _ in range(14):
        reader.keyboard.press("Tab")
        reached.add(reader.evaluate("document.activeElement.dataset.set || document.activeElement.parentElement.id"))
    assert {"furigana", "english", "display", "find", "vocabulary", "review"} <= reached
    reader.focus("#display > summary")
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    assert reader.evaluate("document.activeElement.dataset.set") == "level"
    reader.keyboard.press("Tab")
    reader.keyboard.press("Space")
    assert reader.evaluate("document.documentElement.dataset.romaji") == "on"
    reader.keyboard.press("Escape")
    assert reader.locator("details[open]").count() == 0
    assert reader.evaluate("document.activeElement.parentElement.id") == "display"
    reader.focus("#r5 .n")
    for key in ("ArrowDown", "ArrowUp", "ArrowRight", "Enter", "Tab"):
        reader.keyboard.press(key)
    assert reader.evaluate("document.activeElement.closest('#card') !== null")
    reader.keyboard.press("Escape")
    assert hidden(reader)
    assert reader.evaluate("document.activeElement.textContent").startswith("ベルク")


def test_taps_alone_reach_every_sheet(open_page, study):
    opened = open_page(study, **PHONE)
    page = opened.page
    for sheet in ("display", "find", "vocabulary", "review"):
        page.tap(f"#{sheet} > summary")
        box = page.locator(f"#{sheet} .inner").bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 375
        assert page.locator("details[open]").count() == 1
    page.tap("h1")
    assert page.locator("details[open]").count() == 0
    assert (opened.problems, opened.requests) == ([], [])


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_every_mode_fits_every_width(open_page, study, width):
    page = open_page(study, width=width).page
    for name, values in page.evaluate(CHOICES).items():
        for value in values[::-1]:
            page.evaluate(CHOOSE, [name, value])
            page.wait_for_timeout(20)
            assert page.evaluate("(name) => document.documentElement.dataset[name]", name) == value
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, value)


def test_readable_and_fits_without_script(open_page, study):
    for width in (1280, 375, 320):
        page = open_page(study, width=width, java_script_enabled=False).page
        assert page.locator("#r2 rt").first.is_visible()
        assert page.locator("a[href='#glossary']").inner_text() == "用語集 Glossary"


def test_goes_on_where_reading_stopped(open_page, study):
    page = open_page(study).page
    page.evaluate("document.querySelector('#r80').scrollIntoView()")
    for _ in range(20):
        page.wait_for_timeout(300)
        page.mouse.wheel(0, 20)
        page.wait_for_timeout(500)
        if page.evaluate("Object.keys(localStorage).some((key) => key.endsWith(':row'))"):
            break
    page.goto(page.url.split("#")[0])
    page.click("#resume a")
    page.wait_for_url("**/*.html#r*")
    assert int(re.search(r"#r(\d+)", page.url)[1]) >= 78


@pytest.mark.parametrize(("ui", "words"), [("en", "machine draft"), ("ja", "機械下訳")])
@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("english", ["beside", "below", "blur"])
def test_drafts_are_marked_wherever_they_are_seen(open_page, drafted, english, width, ui, words):
    opened = open_page(drafted, width=width, fragment=f"#english={english}&ui={ui}")
    page = opened.page
    for row in ("#r1", "#r2"):
        text, mark = page.locator(f"{row} .en"), page.locator(f"{row} > .doubt")
        assert mark.is_visible()
        assert mark.inner_text().startswith(words)
        assert "blur" not in page.evaluate(STYLE, [f"{row} > .doubt", "filter"])
        box, below = text.bounding_box(), mark.bounding_box()
        assert below["y"] >= box["y"] + box["height"] - 1
        assert below["x"] == pytest.approx(box["x"], abs=1)
    assert "Harbour Agreement?" in page.locator("#r2 > .doubt").inner_text()
    assert (opened.problems, opened.requests) == ([], [])


def test_drafts_and_their_marks_go_together(open_page, drafted):
    page = open_page(drafted, fragment="#english=off").page
    assert not page.locator("#r1 .en").is_visible()
    assert not page.locator("#r1 > .doubt").is_visible()


def test_a_corrected_name_shows_what_it_was_and_is_not_copied(open_page, drafted):
    page = open_page(drafted).page
    content = "getComputedStyle(document.querySelector('#r1 .en a'), '::after').content"
    assert page.evaluate(content).replace('"', "") in (" (Ana Beruku)", " ( + Ana Beruku + )")
    page.click("#r1 .n")
    assert copied(page, "copy both").split("\n")[1] == "Anna Berg opens the harbour"
    assert "In brackets" in page.locator("#key").inner_text()


def test_a_draft_has_no_pairing_to_correct(open_page, drafted):
    page = open_page(drafted).page
    page.click("#r2 .n")
    assert "Pairing" not in page.locator("#card").inner_text()
    assert "pairing" not in page.locator("#card").inner_text()
    page.keyboard.press("Escape")
    page.click("#review > summary")
    assert page.locator("#doubts li:has-text('Row')").count() == 0
