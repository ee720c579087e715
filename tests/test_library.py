"""Over all pages: levels, terms in context, parts of long pages, and the server for this machine."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from dataclasses import replace

import pytest

from study_sample import study_sample
from taiyaku.concordance import concordance
from taiyaku.errors import InputError
from taiyaku.levels import GRADES, OLD_JLPT, grade, level, shares_above
from taiyaku.library_model import LibraryDocument
from taiyaku.model import METADATA, Article, Bead, Bitext, Label, Line, Page, Provenance, Sentence, Token
from taiyaku.outputs import _library_page, _study_files
from taiyaku.render.data import packed
from taiyaku.render.html import render_glossary, render_library, render_study
from taiyaku.serve import page_server
from taiyaku.study import build_study
from taiyaku.study_model import NONE, Colophon
from taiyaku.study_parts import study_parts


@pytest.mark.parametrize(
    ("word", "expected"), [("会談", 3), ("みなと", 0), ("蜃気楼", 9), ("日々", 1), ("14日", 1), ("", 0)]
)
def test_grade_of_a_word(word, expected):
    assert grade(word, {"会": 2, "談": 3, "日": 1, "気": 1, "楼": 8}) == expected


def test_shares_fall_with_the_grade_and_give_the_level():
    shares = shares_above(study_sample())
    assert len(shares) == len(GRADES) + len(OLD_JLPT)
    for some in (shares[: len(GRADES)], shares[len(GRADES) :]):
        assert list(some) == sorted(some, reverse=True)
        assert all(0 <= share <= 1 for share in some)
    assert level((0.9, 0.5, 0.04, 0, 0, 0, 0)) == 3
    assert level((0.9,) * 7) == 0


def test_concordance_has_every_place_and_every_spelling():
    glossary = concordance([study_sample(repeat=3), replace(study_sample(), name="other")], Colophon())
    berg = next(term for term in glossary.terms if term.en == "Anna Berg")
    assert {one.text: one.count for one in berg.spellings_ja} == {"ベルク氏": 4, "アンナ・ベルク": 2}
    assert {one.text: one.count for one in berg.spellings_en} == {"Berg": 4, "Anna Berg": 2}
    assert berg.varied
    assert berg.count == len(berg.places) == 6
    first = berg.places[0]
    assert (first.href, first.row, first.left, first.key) == ("harbour.html", "r1", "", "アンナ・ベルク")
    assert first.right == "市長、新しい港を開く"
    assert "ベルク氏" in render_glossary(glossary)


def test_titles_are_found_by_kana_and_romaji():
    page = _library_page(study_sample(), study_sample().title_ja)
    listed = render_library(LibraryDocument((page,)))
    assert (page.kana, page.romaji) == (
        "アンナ・ベルクしちょう、あたらしいみなとをひらく",
        "Anna Beruku shichō, atarashii minato o hiraku",
    )
    assert f'data-find="{page.title_ja} {page.kana} {page.title_en}" data-romaji="{page.romaji}"' in listed


def test_a_long_page_becomes_parts_that_lose_nothing():
    whole = study_sample(repeat=12)
    assert study_parts(whole) == (whole,)
    parts = study_parts(whole, above=100, words=80)
    assert len(parts) > 3
    assert [one.text for part in parts for one in part.sentences] == [one.text for one in whole.sentences]
    for part in parts:
        assert part.rows[0].id == "r1"
        assert len(part.lexicon.words) <= len(whole.lexicon.words)
        for old, new in zip(list(whole.sentences)[part.part.ja :], part.sentences, strict=False):
            assert [whole.lexicon.words[one].surface for one in old.words] == [
                part.lexicon.words[one].surface for one in new.words
            ]
            assert [whole.lexicon.terms[s.term].en for s in old.spans if s.term >= 0] == [
                part.lexicon.terms[s.term].en for s in new.spans if s.term >= 0
            ]
    last = parts[-1]
    assert packed(last)["page"] == [last.key, "harbour", last.part.ja, last.part.en]
    assert "./harbour.html" in render_study(last)


def test_old_jlpt_levels_are_counted_from_the_easiest():
    sample = study_sample()
    kanji = tuple(replace(one, jlpt=3) for one in sample.lexicon.kanji)  # other kanji of the page have no level
    easy, *rest = shares_above(replace(sample, lexicon=replace(sample.lexicon, kanji=kanji)))[len(GRADES) :]
    assert easy == 1
    assert rest == [rest[0]] * 3
    assert 0 < rest[0] < 1


@pytest.mark.parametrize(
    ("words", "warned", "parts"), [(20_000, False, 1), (20_001, True, 1), (50_000, True, 1), (50_001, False, 4)]
)
def test_long_pages_warn_and_longer_ones_are_split(words, warned, parts):
    """A text of so many words: above 20,000 a page says that it opens slowly, above 50,000 it is split instead."""
    sizes = [1000] * (words // 1000) + [words % 1000] * bool(words % 1000)
    ship = Token("船", "ふね", "船", "船", "NOUN", "名詞", "", Provenance("sudachi", True))
    sentences = tuple(Sentence("船" * size, Label.BODY, at, 0, 0) for at, size in enumerate(sizes))
    bitext = Bitext(sentences, (), tuple(Bead(range(at, at + 1), range(0)) for at in range(len(sizes))))
    nothing = [()] * len(sizes)
    document = build_study(
        "ships",
        Article(Page("ships", "", "utf-8"), "ja", ()),
        None,
        bitext,
        [(ship,) * size for size in sizes],
        nothing,
        (),
        "",
    )
    assert document.word_count == words
    page = render_study(document)
    assert ("it may take some seconds to open" in page) == warned
    assert len(study_parts(document)) == parts


def test_the_title_of_a_page_is_without_ruby_and_marks():
    title = Line(1, Label.TITLE, True, "", "鐘楼《しょうろう》の夜[1]", 0)
    article = Article(Page("bell", title.text, "utf-8"), "ja", (title,))
    assert build_study("bell", article, None, Bitext((), (), ()), (), (), (), "").title_ja == "鐘楼の夜"


def test_rows_say_where_the_english_changed_places():
    texts = ["一。", "二。", "三。", "四。"]
    sentences = tuple(Sentence(text, Label.BODY, at, 0, 0) for at, text in enumerate(texts))
    beads = tuple(Bead(range(ja, ja + 1), range(en, en + 1)) for ja, en in enumerate((0, 2, 3, 1)))
    page, nothing = Page("x", "", "utf-8"), [()] * 4
    article, bitext = Article(page, "ja", ()), Bitext(sentences, sentences, beads)
    document = build_study("x", article, article, bitext, nothing, nothing, (), "")
    assert [row.alignment.en for row in document.rows] == [NONE, 2, 3, 1]
    assert [row[3:] for row in packed(document)["rows"]] == [[], [3], [4], [2]]


def test_the_library_looks_for_the_progress_of_every_part():
    whole = study_sample()
    assert _library_page(whole, "題").key == whole.key
    long = replace(
        whole,
        rows=tuple(
            replace(row, id=f"r{number}", ja=tuple(replace(one, id=f"s{number}") for one in row.ja[:1]))
            for number, row in enumerate([next(row for row in whole.rows if row.ja)] * 8_000, 1)
        ),
    )
    keys = _library_page(long, "題").key.split("/")
    assert keys == [packed(part)["page"][0] for part in study_parts(long)]
    assert len(keys) > 1


def test_one_row_without_an_end_stays_one_page():
    whole = study_sample()
    row = next(row for row in whole.rows if row.ja)
    sentences = tuple(replace(row.ja[0], id=f"s{number}") for number in range(1, 8_001))
    long = replace(whole, rows=(replace(row, id="r1", ja=sentences),))
    assert study_parts(long) == (long,)
    assert [name for name, _ in _study_files(long)] == ["harbour.html"]


@pytest.fixture
def served(tmp_path):
    (tmp_path / "index.html").write_text("<p>はい", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with page_server(tmp_path, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "host", "code"), [("", "evil.example", 403), ("empty/", "localhost", 404), ("../x", "localhost", 404)]
)
def test_refuses_other_hosts_and_folders(served, path, host, code):
    request = urllib.request.Request(f"http://127.0.0.1:{served.server_port}/{path}", headers={"Host": host})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert refused.value.code == code
    refused.value.close()


def test_serves_files_to_this_machine_only(served):
    assert served.server_address[0] == "127.0.0.1"
    with urllib.request.urlopen(f"http://127.0.0.1:{served.server_port}/") as answer:
        assert "はい" in answer.read().decode()


def test_a_folder_without_pages_is_not_served(tmp_path):
    with pytest.raises(InputError, match=r"no index\.html"):
        page_server(tmp_path, 0)


def test_comments_say_who_wrote_them():
    who, about = "comment_meta: name, office or time of a comment", "comments: kind of the comment"
    meta = Label.COMMENT_META
    rows = (
        *((Label.BODY, "", "港が開いた。"), (Label.BYLINE, "byline", "文・港太郎")),
        *(
            (meta, who, "水沢理子"),
            (meta, about, "分析・見方"),
            (Label.COMMENT, "", "よい港だ。"),
        ),
        *((meta, who, "堂本健吾"), (Label.COMMENT, "", "船が来る。"), (Label.COMMENT, "", "人も来る。")),
    )
    lines = tuple(Line(at, label, True, why, text, 0) for at, (label, why, text) in enumerate(rows, 1))
    article = Article(Page("port", "", "utf-8"), "ja", lines)
    ja = tuple(Sentence(one.text, one.label, one.number, 0, 0) for one in lines if one.label not in METADATA)
    bitext = Bitext(ja, (), tuple(Bead(range(at, at + 1), range(0)) for at in range(len(ja))))
    document = build_study("port", article, None, bitext, [()] * len(ja), [()] * len(ja), (), "")
    assert [row.by for row in document.rows] == ["", "水沢理子", "堂本健吾", ""]
    assert '<p class="by small" lang=ja>堂本健吾</p>' in render_study(document)
