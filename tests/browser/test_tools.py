"""What can be done with rows and words: copying, speaking, searching, collecting, correcting."""

from __future__ import annotations

import csv
import io
import re

import pytest

from reading import PHONE, SAID, card_text, choose, copied
from study_sample import study_sample
from taiyaku.align.table import read_alignment
from taiyaku.model import Label, Sentence
from taiyaku.readings.overrides import parse_overrides

pytestmark = pytest.mark.browser

VOICES = """
window.said = [];
speechSynthesis.getVoices = () => [{lang: "ja-JP", localService: %s, name: "test"}];
speechSynthesis.cancel = () => { window.cancelled = true; };
speechSynthesis.speak = (one) => { said.push(one.text); setTimeout(() => said.length < 3 && one.onend(), 30); };
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def saved(page, click):
    with page.expect_download() as got:
        page.click(click)
    return got.value.suggested_filename, got.value.path().read_text("utf-8")


def test_row_copies_as_japanese_with_readings_and_as_a_pair(reader):
    reader.click("#r2 .n")
    text = "".join(one.text for one in study_sample().rows[1].ja)
    assert copied(reader, "copy Japanese") == text
    assert copied(reader, "copy with readings").startswith("市（し）は一日（ついたち）、隣国（りんごく）との")
    assert copied(reader, "copy both").split("\n")[0] == text
    assert "Harbour Agreement" in copied(reader, "copy both")
    assert copied(reader, "copy link").endswith("#r2")


def test_row_says_how_it_was_paired(reader):
    reader.click("#r5 .n")
    assert "2 : 1 · 93 %" in card_text(reader)
    assert "names: Anna Berg" in card_text(reader)


@pytest.mark.parametrize("local", ["true", "false"])
def test_speaks_with_a_voice_of_this_device_only(open_page, study, local):
    page = open_page(study).page
    page.add_init_script(VOICES % local)
    page.reload()
    page.click("#r5 .n")
    speak = page.locator("#card button:has-text('read aloud')")
    assert speak.count() == (local == "true")
    if local == "true":
        speak.click()
        page.wait_for_timeout(800)
        assert page.evaluate("said.length") == 3
        assert page.evaluate("said[0]") == "ベルク氏は「港は市民のものだ」と述べた。"
        assert page.locator(".spoken").count() == 1


def test_a_term_lights_up_on_both_sides(reader):
    reader.hover("#r1 .en a")
    reader.wait_for_selector("#card:visible")
    assert reader.locator("#r1 .ja a.lit").count() == 1
    assert reader.locator(".lit").count() == 2


def test_term_shows_the_words_inside_it(reader):
    reader.click("#r2 .ja a")
    reader.click("#card .inside button:has-text('協定')")
    assert card_text(reader).startswith("協定 きょうてい kyōtei")


@pytest.mark.parametrize(
    ("query", "hits"),
    [("述べた", 30), ("ミナトハ", 30), ("minato wa shimin", 30), ("harbour agreement", 1), ("ringoku", 1), ("zzz", 0)],
)
def test_finds_japanese_kana_romaji_and_english(reader, query, hits):
    reader.click("#find > summary")
    reader.keyboard.type(query)
    assert reader.locator("#hits").inner_text().startswith(f"{hits} ")
    assert reader.locator("#found li").count() == hits
    if hits:
        reader.click("#found a >> nth=0")
        reader.locator(".row.target").wait_for()
        reader.wait_for_timeout(200)  # it is scrolled to for three frames
        assert reader.locator(".row.target").bounding_box()["y"] < 200


def test_the_browsers_own_search_finds_words_across_rubies(reader):
    assert reader.evaluate("find('港湾協定')")


def test_words_are_counted_marked_and_exported(reader):
    reader.click("#vocabulary > summary")
    words = reader.locator("#words")
    assert "述べる のべる × 30" in " ".join(words.inner_text().split())
    reader.locator("#words li", has_text="述べる").locator("button", has_text="learning").click()
    reader.locator("#words li", has_text="市長").locator("button", has_text="known").click()
    reader.select_option("#which", "learning")
    assert reader.locator("#words li").count() == 1
    reader.select_option("#which", "")
    reader.select_option("#order", "often")
    counts = [int(count) for count in re.findall(r"× (\d+)", reader.locator("#words").inner_text())]
    assert counts == sorted(counts, reverse=True)
    name, text = saved(reader, "#csv")
    rows = {row["ja"]: row for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))}
    assert name == "harbour.words.csv"
    assert (rows["述べる"]["reading"], rows["述べる"]["mark"], rows["市長"]["mark"]) == ("のべる", "learning", "known")
    assert rows["述べる"]["sentence"].startswith("ベルク氏は")
    name, text = saved(reader, "#anki")
    assert name == "harbour.anki.txt"
    assert text.split("\n")[0] == "#separator:tab"
    (line,) = [line for line in text.splitlines() if not line.startswith("#")]
    assert line.split("\t")[0] == "述べる"
    assert "ベルク 氏[し]は「 港[みなと]は" in line
    reader.reload()
    reader.click(SAID)
    assert reader.locator("#card [aria-pressed=true]").inner_text() == "learning"


def test_words_above_my_level(reader):
    reader.click("#vocabulary > summary")
    every = reader.locator("#words li").count()
    reader.select_option("#which", "above")
    some = reader.locator("#words li").count()
    assert 0 < some < every
    assert "市長" not in reader.locator("#words").inner_text()


def test_a_chosen_reading_becomes_a_row_of_overrides(reader):
    reader.click("#review > summary")
    reader.locator("#doubts li", has_text="一日").locator("select").select_option("いちじつ")
    name, text = saved(reader, "#fixes button:has-text('save')")
    assert name == "overrides.csv"
    (override,) = parse_overrides(text, name)
    assert (override.surface, override.reading, override.left, override.right, override.article) == (
        "一日",
        "いちじつ",
        "市は",
        "、隣国と",
        "harbour",
    )
    reader.reload()
    reader.click("#r2 .u")
    assert reader.locator("#card select").input_value() == "いちじつ"


def test_another_reading_can_be_typed(reader):
    reader.on("dialog", lambda dialog: dialog.accept("いっぴ"))
    reader.click("#r2 .u")
    reader.select_option("#card select", "?")
    reader.keyboard.press("Escape")
    reader.click("#review > summary")
    assert "一日,いっぴ,市は,、隣国と,harbour" in reader.locator("#fixes").inner_text()


def test_a_chosen_pairing_becomes_a_locked_row(reader):
    reader.click("#review > summary")
    reader.locator("#doubts li:has(a[href='#r3']) select").select_option("below")
    name, text = saved(reader, "#fixes button:has-text('save')")
    assert name == "harbour.alignment.tsv"
    document = study_sample(repeat=30)
    ja = [Sentence(one.text, Label.BODY, 1, 0, 0) for one in document.sentences]
    en = [Sentence(one.text, Label.BODY, 1, 0, 0) for row in document.rows for one in row.en]
    (bead,) = read_alignment(text, name, ja, en)
    assert (bead.ja, bead.en, bead.locked) == (range(2, 4), range(3, 4), True)


def test_marks_and_tools_by_tap(open_page, study):
    opened = open_page(study, **PHONE)
    page = opened.page
    choose(page, "english", "blur")
    page.tap("#r5 .en")
    assert page.evaluate("getComputedStyle(document.querySelector('#r5 .en')).filter") == "none"
    page.tap("#r5 .n")
    assert "2 : 1" in card_text(page)
    page.tap(SAID)
    page.tap("#card button:has-text('known')")
    page.tap("#card .at a >> nth=0")
    page.locator("#r10.target").wait_for()
    assert (opened.problems, opened.requests) == ([], [])
