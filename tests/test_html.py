"""The study page and the library as text: nothing is lost, nothing is run, marks and links are in place."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from study_sample import library_sample, study_sample
from taiyaku.library_model import LibraryDocument, LibraryPage
from taiyaku.model import GlossUnit, KanjiEntry, Label, RubyRun, Sense
from taiyaku.render.data import packed
from taiyaku.render.html import render_library, render_study
from taiyaku.render.variants import unlike
from taiyaku.study_model import (
    Alignment,
    Bilingual,
    Credit,
    EnglishPart,
    EnglishSentence,
    Entry,
    Fact,
    GlossLabel,
    Run,
    Span,
    StudyDocument,
    StudyLexicon,
    StudyRow,
    StudySentence,
    StudyTerm,
    Word,
)

HOSTILE = """</script><script>alert(1)</script> " onload='x' & <!-- ${x} {{ x }} ]]> \u2028"""


def tree(text):
    return html.fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))


def plain(element):
    """The text of an element without its ruby, as a reader without ruby support copies it."""
    return "".join(element.xpath(".//text()[not(ancestor::rt or ancestor::rp)]"))


def cell(page, row, side):
    (found,) = page.xpath(f"//*[@id='{row}']/*[contains(@class, '{side}')]")
    return found


def sentence(identifier, *runs):
    return StudySentence(identifier, (Span(runs),))


def document(*rows, **fields):
    return StudyDocument("page", "題", "", rows, **fields)


def test_every_sentence_is_there_exactly():
    doc = study_sample()
    page = tree(render_study(doc))
    for row in doc.rows:
        assert plain(cell(page, row.id, "ja")) == "".join(one.text for one in row.ja)
        assert cell(page, row.id, "en").text_content() == " ".join(one.text for one in row.en)
    for one in doc.sentences:
        assert page.get_element_by_id(one.id).get("data-r") == one.romaji


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1), st.text()), min_size=1, max_size=6), st.text())
def test_no_text_is_lost_or_run(rubies, english):
    def readable(text):  # characters that HTML forbids are replaced by the parser, line ends are one
        return re.sub(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]", "", text)

    run = Run(tuple(RubyRun(readable(base), readable(ruby)) for base, ruby in rubies))
    row = StudyRow("r1", Label.BODY, (sentence("s1", run),), (EnglishSentence((EnglishPart(readable(english)),)),))
    page = tree(render_study(document(row)))
    assert plain(cell(page, "r1", "ja")) == run.text
    assert cell(page, "r1", "en").text_content() == readable(english)
    assert len(page.xpath("//script")) == 2


def test_hostile_text_stays_text():
    term = StudyTerm("x", "x", HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), (HOSTILE,), HOSTILE)
    lexicon = StudyLexicon(
        (Word(HOSTILE, HOSTILE, HOSTILE, "x", "X", HOSTILE, (0,), (HOSTILE,), HOSTILE),),
        (Entry(HOSTILE, HOSTILE, (Sense((HOSTILE,), (HOSTILE,), (HOSTILE,)),)),),
        (),
        (term,),
    )
    run = Run((RubyRun(HOSTILE, HOSTILE),), 0)
    row = StudyRow(
        "r1",
        Label.BODY,
        (StudySentence("s1", (Span((run,), 0),), HOSTILE),),
        (EnglishSentence((EnglishPart(HOSTILE, 0),)),),
        Alignment("1-1", 0.1, HOSTILE, doubtful=True),
    )
    said = Bilingual(HOSTILE, HOSTILE)
    doc = StudyDocument(HOSTILE, HOSTILE, HOSTILE, (row,), lexicon, (Fact(said, HOSTILE),), (said,), (said,))
    page = tree(render_study(doc))
    assert [script.get("id") for script in page.xpath("//script")] == [None, "data"]
    assert not page.xpath("//@onload")
    data = json.loads(page.get_element_by_id("data").text)
    assert data["words"][0][0] == HOSTILE
    assert page.get_element_by_id("s1").get("data-r") == HOSTILE


@pytest.mark.parametrize(
    "text", [render_study(study_sample()), render_library(library_sample())], ids=["study", "library"]
)
def test_policy_allows_exactly_the_inlined_script_and_style(text):
    policy = tree(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for name in ("script", "style"):
        (inlined,) = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        assert rules[f"{name}-src"] == f"'sha256-{b64encode(sha256(inlined.encode()).digest()).decode()}'"
    assert rules["default-src"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert re.findall(r"<link\b[^>]*>", text) == ['<link rel="icon" href="data:,">']  # so that no browser asks for one
    assert not re.search(r"<(img|iframe|object|form)\b", text)


def test_every_cell_says_its_language():
    page = tree(render_study(study_sample()))
    for row in page.xpath("//*[contains(concat(' ', @class, ' '), ' row ')]"):
        assert [row.xpath(f"./*[contains(@class, '{side}')]/@lang") for side in ("ja", "en")] == [["ja"], ["en"]]


def test_one_link_around_a_term_of_several_words():
    page = tree(render_study(study_sample()))
    (link,) = page.xpath("//*[@id='s1']/a")
    assert (plain(link), link.get("href"), len(link.xpath("./w-"))) == ("アンナ・ベルク", "#g0", 2)
    assert "Anna Berg" in page.get_element_by_id("g0").text_content()


def test_every_link_within_the_page_arrives():
    page = tree(render_study(study_sample()))
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert {link[1:] for link in page.xpath("//@href") if link.startswith("#")} <= set(identifiers)


def test_doubt_is_shown():
    page = tree(render_study(study_sample()))
    assert [plain(word) for word in page.xpath("//*[contains(@class,'row')]//*[@class='u']")] == ["一日"]
    doubts = {doubt.getparent().get("id"): doubt.text_content() for doubt in page.xpath("//details[@class='doubt']")}
    assert list(doubts) == ["r3", "r6"]
    assert "no English found" in doubts["r3"]
    assert "1-0 · 55 % · no counterpart found" in doubts["r3"]
    assert "pairing uncertain" in doubts["r6"]
    assert "31 % · length only" in doubts["r6"]


def test_doubt_about_english_alone_says_that_the_japanese_is_missing():
    row = StudyRow("r1", Label.BODY, (), (EnglishSentence((EnglishPart("Snow."),)),), Alignment("0-1", 0.5, "x", True))
    (doubt,) = tree(render_study(document(row))).xpath("//details[@class='doubt']")
    assert "no Japanese found" in doubt.text_content()


def test_headings_are_headings():
    page = tree(render_study(study_sample()))
    assert [plain(title) for title in page.xpath("//h1")] == ["アンナ・ベルク市長、新しい港を開く"]
    assert plain(page.xpath("//h2")[0]) == "漁師たちの声"


def test_title_stands_above_where_no_row_is_the_title():
    row = StudyRow("r1", Label.BODY, (sentence("s1", Run((RubyRun("本文"),))),), ())
    page = tree(render_study(replace(document(row), title_en="A Title")))
    assert [title.text_content() for title in page.xpath("//h1 | //*[@class='title-en']")] == ["題", "A Title"]


def test_english_title_fills_an_empty_title_cell():
    row = StudyRow("r1", Label.TITLE, (sentence("s1", Run((RubyRun("題"),))),), ())
    page = tree(render_study(replace(document(row), title_en="A Title")))
    assert cell(page, "r1", "en").text_content() == "A Title"


@pytest.mark.parametrize("parts", [("A  title",), ("Kicker.", "A Title"), ("A", "Title")])
@pytest.mark.parametrize("titled", [True, False])
def test_english_title_stands_once(parts, titled):
    rows = (
        StudyRow("r1", Label.TITLE if titled else Label.BODY, (sentence("s1", Run((RubyRun("題"),))),), ()),
        StudyRow("r2", Label.BODY, (), tuple(EnglishSentence((EnglishPart(part),)) for part in parts)),
    )
    page = tree(render_study(replace(document(*rows), title_en="A Title")))
    assert cell(page, "r1", "en").text_content() == ""
    assert not page.xpath("//*[@class='title-en']")


@pytest.mark.parametrize(
    ("headword", "variants", "shown"),
    [
        ("president", "President|presidents|the president", ""),
        ("cyberattack", "cyber attack|Cyber-Attacks|computer attack", "computer attack"),
        ("United States", "U.S.|US|USA|U.S.A.", "U.S.|USA"),
        ("foreign ministers' talks", "foreign minister talks|Foreign Ministers’ Talks|talks", "talks"),
        ("treaty", "treaties|the pact|Pact", "the pact"),
        ("mass", "mas|masses", "mas|masses"),
        ("ジョー・バイデン", "ジョーバイデン|バイデン|ジョー・バイデン氏", "バイデン|ジョー・バイデン氏"),
        ("20カ国", "２０カ国|G20", "G20"),
        ("Café Peña", "Cafe Pena|Cafe", "Cafe"),
        ("バス", "パス|ハス", "パス|ハス"),
        ("+", "-|+", "-"),
    ],
)
def test_variants_that_tell_nothing_are_left_out(headword, variants, shown):
    assert "|".join(unlike(variants.split("|"), headword)) == shown


def test_note_of_a_term_stands_behind_its_type():
    page = tree(render_study(study_sample()))
    (note,) = page.xpath("//*[@id='g0']//small/*[@lang='en']")
    assert note.text_content() == "Mayor of the city"


def test_ruby_wider_than_its_base_is_set_closer():
    page = tree(render_study(study_sample()))
    closer = {ruby.text for ruby in page.xpath("//ruby[.//rt/@class='w']")}
    assert {"14日", "両養魚場", "協定", "承"} <= closer
    assert {"市", "漁師", "岸壁", "２０年"}.isdisjoint(closer)


def test_kanji_facts_are_for_people():
    kanji = KanjiEntry("合", ("fit", "suit", "0.1"), ("ゴウ",), ("あ.う", "-あ.う", "あ.う", "あい-", "さと"), 2)
    assert packed(document(lexicon=StudyLexicon(kanji=(kanji,))))["kanji"] == {
        "合": ["fit, suit", "ゴウ", "あ(う)・〜あ(う)・あい〜・さと", 2]
    }


def test_page_without_english_is_one_column_and_says_so_once():
    row = StudyRow("r1", Label.BODY, (sentence("s1", Run((RubyRun("本文"),))),), ())
    text = render_study(document(row, notes=(Bilingual("No English text was given.", "英文はありません。"),)))
    page = tree(text)
    assert page.xpath("//body/@class") == ["study alone"]
    assert cell(page, "r1", "en").text_content() == ""
    assert text.count("No English text was given.") == 1
    assert not page.xpath("//select[@data-set='english']")


def glossed_page() -> StudyDocument:
    units = (
        GlossUnit(0, 1, "word", "rain", ()),
        GlossUnit(1, 2, "grammar", "", ("SUBJ",)),
        GlossUnit(2, 3, "romaji", "furu", ("PAST",)),
        GlossUnit(3, 4, "mark"),
        GlossUnit(4, 5, "name", "<Anna> & Co."),
    )
    row = StudyRow("r1", Label.BODY, (replace(sentence("s1", Run((RubyRun("雨が降った。安"),))), gloss=units),), ())
    legend = (GlossLabel("SUBJ", Bilingual("subject", "主語")), GlossLabel("PAST", Bilingual("past", "過去")))
    return document(row, labels=legend)


def test_a_gloss_stands_where_the_english_would_and_is_none():
    page = tree(render_study(glossed_page()))
    (gloss,) = page.xpath("//*[@id='r1']/*[@class='en gl']")
    assert gloss.text_content() == "rain\u00a0SUBJ\u00a0· furu\u00a0PAST\u00a0· <Anna> & Co."
    assert [one.text for one in gloss.xpath("i")] == ["SUBJ", "PAST"]
    assert [(one.text, one.get("lang")) for one in gloss.xpath("em")] == [("furu", "ja-Latn")]
    assert [one.text for one in page.xpath("//*[@id='labels']//dt")] == ["SUBJ", "PAST"]
    assert page.xpath("//select[@data-set='english']")
    assert page.xpath("//input[@data-set='gloss']")


def test_the_title_in_english_goes_before_its_gloss():
    doc = glossed_page()
    (row,) = doc.rows
    page = tree(render_study(replace(doc, title_en="Rain", rows=(replace(row, kind=Label.TITLE),))))
    assert cell(page, "r1", "en").text_content() == "Rain"


def test_pages_with_english_carry_nothing_of_the_gloss():
    text = render_study(study_sample())
    assert not re.search(r'class="?en gl|id="labels"|data-set="gloss"|\.gl\b(?=[:{ ])', text.replace(".r, .gl", ""))


def test_rows_are_in_parts_of_forty():
    page = tree(render_study(study_sample(repeat=20)))
    assert [len(part) for part in page.xpath("//*[@class='part']")] == [40, 40, 24]


def test_words_are_packed_once_and_without_empty_ends():
    lexicon = StudyLexicon(
        (
            Word("は", "は", "wa", "は", "ADP", "", (0,)),
            Word("東", "ひがし", "higashi", "東", "NOUN", "", (), ("あずま",), "pykakasi"),
        ),
        (Entry("は", "は", (Sense(("particle",), ("topic", "contrast")),)),),
    )
    found = json.loads(json.dumps(packed(document(lexicon=lexicon))))
    assert found.pop("say")["row"] == ["行", "Row"]
    assert found == {
        "words": [
            ["は", "は", "wa", "", 1, 0, [0]],
            ["東", "ひがし", "higashi", "", 2, 0, [], ["あずま"], 3],
        ],
        "entries": [["は", "は", [[4, "topic; contrast"]]]],
        "kanji": {},
        "rows": [],
        "page": [document().key, "page", 0, 0],
        "texts": ["", "ADP", "NOUN", "pykakasi", "particle"],
    }


def test_sentences_that_changed_places_keep_their_numbers():
    """Only a row whose English is not the next one says which it is, counted from 1."""
    alignments = [Alignment("1-1", 0.9, ""), Alignment("1-1", 0.8, "", en=0), Alignment("1-1", 0.8, "", en=4)]
    rows = tuple(StudyRow(f"r{n}", Label.BODY, (), (), alignment) for n, alignment in enumerate(alignments, 1))
    assert packed(document(*rows))["rows"] == [[1, 90], [1, 80, 0, 1], [1, 80, 0, 5]]


def test_markup_is_light():
    """At most 80 bytes a token, romaji and English of usual length within, dictionary data apart."""
    spans = tuple(span for one in study_sample().sentences for span in one.spans)[:30]
    tokens = sum(len(span.runs) for span in spans)
    english = (EnglishSentence((EnglishPart("word " * (tokens * 3 // 4)),)),)
    rows = tuple(
        StudyRow(f"r{n}", Label.BODY, (StudySentence(f"s{n}", spans, "roma " * tokens),), english)
        for n in range(1, 201)
    )
    text = render_study(document(*rows, lexicon=study_sample().lexicon))
    body = text[text.index('<div class="part">') : text.index('<section class="glossary"')]
    assert len(body.encode()) / (200 * tokens) < 80


def test_library_lists_pages_with_their_facts():
    page = tree(render_library(library_sample()))
    first, second = (" ".join(item.text_content().split()) for item in page.xpath("//ol/li"))
    assert first == (
        "アンナ・ベルク市長、新しい港を開く Anna Berg opens the city’s new harbour "
        "2026年3月1日 12 文 sentences 245 語 words 英文 with English 92 %"
    )
    assert second == "雪の朝 8 文 sentences 130 語 words 英文なし no English"
    assert page.xpath("//ol/li/a/@href") == ["./harbour.html", "./a%3Ab%20%231.html"]
    assert [" ".join(item.text_content().split()) for item in page.xpath("//ul[@class='files']/li")] == [
        "glossary.csv 用語集 Glossary",
        "review 1.csv To be checked",
    ]
    assert page.xpath("//ul[@class='files']/li/a/@href") == ["./glossary.csv", "./review%201.csv"]


@pytest.mark.parametrize(
    "build",
    [
        lambda: Credit("x", "y", "javascript:alert(1)"),
        lambda: LibraryPage("../../etc/passwd", "", "", "", 0, 0, 0.0, False),
        lambda: LibraryDocument((), files=(("/etc/passwd", Bilingual("x")),)),
        lambda: StudyLexicon((Word("は", "は", "wa", "は", "ADP", "", (3,)),)),
        lambda: document(StudyRow("r1", Label.BODY, (sentence("s1", Run((RubyRun("は"),), 4)),), ())),
        lambda: document(StudyRow("r1", Label.BODY, (), (EnglishSentence((EnglishPart("a", 2),)),))),
        lambda: document(StudyRow("r1", Label.BODY, (), ()), StudyRow("r1", Label.BODY, (), ())),
    ],
    ids=["credit-url", "href-outside", "file-outside", "entry-missing", "word-missing", "term-missing", "same-id"],
)
def test_broken_records_are_refused(build):
    with pytest.raises(ValueError, match=r".+"):
        build()
