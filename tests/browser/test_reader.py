"""The study page in real Chromium, offline, from a file: what a learner does with it."""

from __future__ import annotations

import pytest

from reading import PHONE, SAID, card_text, choose, hidden
from study_sample import study_sample

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 375, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_opens_quietly_and_fits(open_page, study, library, width, scheme):
    for path in (study, library):
        opened = open_page(path, width=width, color_scheme=scheme)
        page = opened.page
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("h1").first.is_visible()
        if path is study:
            choose(page, "romaji", "on")
            page.click("#r2 .ja a")
            box = page.locator("#card").bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (opened.problems, opened.requests) == ([], [])


def test_colours_follow_the_system_until_chosen(open_page, study):
    page = open_page(study, color_scheme="dark").page
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    choose(page, "theme", "light")
    light = page.evaluate(paper)
    assert dark != light
    page.reload()
    assert page.evaluate(paper) == light


def test_word_opens_by_click_and_closes(reader):
    reader.click(SAID)
    text = card_text(reader)
    assert text.startswith(
        "述べた のべた nobeta verb · dictionary form 述べる · past of 述べる · reading is certain "
        "Ichidan verb, transitive to state; to express; to mention "
        "Ichidan verb to speak <at length> (formal & old) 述mention, state ジュツ / の(べる) grade 5 "
        "also in rows 10 15 20"
    )
    assert "Learning Known" in text.title()
    assert reader.locator("#r5 w-[aria-describedby=card]").inner_text().endswith("べた")
    reader.keyboard.press("Escape")
    assert hidden(reader)
    reader.click(SAID)
    reader.click("h1", position={"x": 500, "y": 5})
    assert hidden(reader)
    reader.click(SAID)
    reader.click(SAID)
    assert hidden(reader)


def test_hover_opens_and_stays_while_the_pointer_is_on_it(reader):
    reader.hover(SAID)
    reader.wait_for_selector("#card:visible")
    reader.hover("#card", position={"x": 30, "y": 30})
    reader.wait_for_timeout(600)
    assert not hidden(reader)
    reader.mouse.move(640, 60)
    reader.wait_for_selector("#card", state="hidden")
    reader.hover(SAID)
    reader.wait_for_selector("#card:visible")
    reader.keyboard.press("Escape")
    assert hidden(reader)


@pytest.mark.parametrize("place", ["#r1 .ja a", "#r1 .en a"])
def test_term_shows_english_type_and_variants_on_both_sides(reader, place):
    reader.click(place)
    text = card_text(reader)
    for said in (
        "アンナ・ベルク",
        "あんなべるく",
        "Anna Beruku",
        "Anna Berg",
        "person",
        "ベルグ",
        "A. Berg",
        "Mayor of the city",
    ):
        assert said in text
    assert "#" not in reader.url
    assert reader.locator("[id=g0]").count() == 1


def test_doubtful_reading_is_explained(reader):
    reader.click("#r2 .u")
    assert "should be checked" in card_text(reader)
    assert "いちにち、いちじつ" in card_text(reader)


def test_keyboard_walks_along_the_words(reader):
    reader.focus("#r5 .n")
    reader.keyboard.press("ArrowRight")
    reader.keyboard.press("Enter")
    assert card_text(reader).startswith("ベルク氏 ベルクし アンナ・ベルク")
    reader.keyboard.press("ArrowRight")
    assert card_text(reader).startswith("は wa particle")
    reader.keyboard.press("ArrowRight")
    assert card_text(reader).startswith("港 みなと")
    reader.keyboard.press("ArrowLeft")
    assert card_text(reader).startswith("は")
    reader.keyboard.press("Enter")
    assert hidden(reader)
    assert reader.evaluate("document.activeElement.textContent") == "は"


def test_copy_is_the_source_sentence(reader):
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(reader, "romaji", "on")
    choose(reader, "spacing", "on")
    for number, row in enumerate(study_sample().rows[:5], 1):
        reader.evaluate(f"getSelection().selectAllChildren(document.querySelector('#r{number} .ja'))")
        reader.keyboard.press("Control+c")
        copied = reader.evaluate("navigator.clipboard.readText()")
        assert copied.replace("\n", "").replace("\r", "") == "".join(one.text for one in row.ja)


def test_furigana_goes_without_moving_a_line_and_is_remembered(reader):
    heights = "[...document.querySelectorAll('.row')].slice(0, 9).map((row) => row.offsetHeight)"
    before = reader.evaluate(heights)
    choose(reader, "furigana", "off")
    assert not reader.locator("#r1 rt").first.is_visible()
    assert reader.evaluate(heights) == before
    reader.reload()
    assert not reader.locator("#r1 rt").first.is_visible()
    assert reader.locator("[data-set=furigana]").input_value() == "off"
    assert reader.evaluate("Object.keys(localStorage)") == ["taiyaku:furigana"]


# How much each base is spread: the room that the browser gave to a character between the first and the last, and how
# much more room the last got than the first (what stands before and after the base is the same).
SPREAD = """() => Object.fromEntries([...document.querySelectorAll('.ja ruby')].map((ruby) => {
    const [base, alone] = [ruby.firstChild, document.createElement('span')];
    alone.style.position = 'absolute';
    ruby.parentNode.append(alone);
    const room = [...base.data].map((character, at) => {
        const one = document.createRange();
        one.setStart(base, at);
        one.setEnd(base, at + 1);
        alone.textContent = character;
        return one.getBoundingClientRect().width - alone.getBoundingClientRect().width;
    });
    alone.remove();
    return [base.data, Math.max(Math.abs(room.at(-1) - room[0]), ...room.slice(1, -1))];
}))"""


@pytest.mark.parametrize("furigana", ["on", "off"])
def test_long_furigana_does_not_spread_the_kanji(reader, furigana):
    choose(reader, "furigana", furigana)
    spread = reader.evaluate(SPREAD)
    assert {"14日", "両養魚場", "協定"} <= set(spread)
    assert [base for base, by in spread.items() if by > 0.5] == []


def test_toolbar_stays_where_it_is(open_page, study):
    page = open_page(study, width=1600).page
    places = "[...document.querySelectorAll('.tools > *')].map((tool) => tool.getBoundingClientRect().x)"
    before = page.evaluate(places)
    for value in ("below", "blur", "off", "beside"):
        choose(page, "english", value)
        assert page.evaluate(places) == before


def test_doubt_about_a_sentence_without_english_stands_beside_it(reader):
    for value in ("beside", "below"):
        choose(reader, "english", value)
        japanese, doubt = reader.locator("#r3 .ja").bounding_box(), reader.locator("#r3 .doubt").bounding_box()
        if value == "beside":
            assert doubt["x"] > japanese["x"] + japanese["width"] / 2
            assert doubt["y"] < japanese["y"] + japanese["height"]
        else:
            assert 0 <= doubt["y"] - japanese["y"] - japanese["height"] < 20
    reader.click("#r3 summary")
    assert "1-0 · 55 % · no counterpart found" in reader.locator("#r3 .doubt").inner_text()


def test_romaji_is_made_near_the_window(reader):
    assert reader.locator(".r").count() == 0
    choose(reader, "romaji", "on")
    reader.wait_for_selector("#s1 .r")
    assert reader.locator("#s1 .r").inner_text() == "Anna Beruku shichō, atarashii minato o hiraku"
    assert reader.locator("#s1 .r").get_attribute("lang") == "ja-Latn"
    assert reader.locator(".r").count() < reader.locator(".s").count()
    reader.reload()
    reader.wait_for_selector("#s1 .r")
    reader.evaluate("document.querySelector('#r150').scrollIntoView()")
    reader.wait_for_selector("#r150 .r")
    choose(reader, "romaji", "off")
    assert not reader.locator(".r").first.is_visible()


def test_english_beside_below_blurred_and_off(reader):
    def places():
        return reader.locator("#r2 .ja").bounding_box(), reader.locator("#r2 .en").bounding_box()

    ja, en = places()
    assert en["x"] > ja["x"] + ja["width"] / 2
    choose(reader, "english", "below")
    ja, en = places()
    assert en["y"] >= ja["y"] + ja["height"]
    choose(reader, "english", "blur")
    blurred = "getComputedStyle(document.querySelector('#r2 .en')).filter"
    assert "blur" in reader.evaluate(blurred)
    link = reader.locator("#r2 .en a").bounding_box()
    reader.mouse.click(link["x"] + 5, link["y"] + 5)
    assert reader.evaluate(blurred) == "none"
    assert hidden(reader)
    reader.click("h1", position={"x": 500, "y": 5})
    assert reader.evaluate(blurred) == "none"
    choose(reader, "english", "off")
    assert not reader.locator("#r2 .en").is_visible()
    reader.reload()
    assert not reader.locator("#r2 .en").is_visible()


def test_toggling_keeps_the_place(reader):
    reader.evaluate("location.hash = '#r90'")
    reader.wait_for_timeout(300)
    before = reader.locator("#r90").bounding_box()["y"]
    choose(reader, "english", "below")
    reader.wait_for_timeout(300)
    assert abs(reader.locator("#r90").bounding_box()["y"] - before) < 50


def test_tap_opens_and_tap_outside_closes(open_page, study):
    opened = open_page(study, **PHONE)
    page = opened.page
    page.tap(SAID)
    page.wait_for_timeout(500)
    assert "to state" in card_text(page)
    page.tap(".front", position={"x": 5, "y": 5})
    assert hidden(page)
    page.tap("#r1 .ja a")
    assert "Anna Berg" in card_text(page)
    assert (opened.problems, opened.requests) == ([], [])


def test_readable_without_script(open_page, study):
    page = open_page(study, java_script_enabled=False).page
    assert page.locator("#r2 rt").first.is_visible()
    assert not page.locator(".bar").is_visible()
    assert not page.locator(".js-only").first.is_visible()
    assert page.locator("#r2 .en").is_visible()
    page.click("#r2 .ja a")
    assert page.url.endswith("#g1")
    assert page.locator("#g1").is_visible()


@pytest.mark.parametrize("row", ["r42", "r90", "r140"])
def test_permalink_and_links_to_rows_arrive(open_page, study, row):
    opened = open_page(study, fragment=f"#{row}")
    page = opened.page
    for again in (False, True):
        if again:
            page.evaluate("scrollTo(0, 0)")
            page.evaluate(f"location.hash = ''; location.hash = '#{row}'")
        page.wait_for_timeout(300)
        assert abs(page.locator(f"#{row}").bounding_box()["y"] - 80) < 3


def test_policy_is_enforced(open_page, study):
    reader = open_page(study).page
    assert reader.evaluate("try { document.body.innerHTML = '<b>x</b>' } catch (error) { error.name }") == "TypeError"
    assert reader.evaluate(
        "new Promise((done) => fetch('data:,x').then(() => done('sent'), () => done('refused')))"
    ) == ("refused")


def test_print_has_two_columns_and_no_controls(reader):
    reader.emulate_media(media="print")
    assert not reader.locator(".bar").is_visible()
    assert reader.locator("#r2 .en").bounding_box()["x"] > 400
    assert reader.evaluate("getComputedStyle(document.querySelector('.glossary dl')).columnCount") == "3"
    assert reader.locator("#r2 rt").first.is_visible()
