"""EPUB books: epubcheck without a word, the facts of EPUB 3.3, both languages marked, the same bytes each time."""

from __future__ import annotations

import io
import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from consumers import load, missing
from study_sample import drafted_sample, study_sample
from taiyaku.cli import main
from taiyaku.files import find_pages
from taiyaku.intake.epub import chapters
from taiyaku.model import GlossUnit
from taiyaku.render.epub import BookStyle, book_title, render_epub
from taiyaku.render.epub_cover import title_lines
from taiyaku.study_model import Bilingual, GlossLabel, StudyDocument, StudySentence

XHTML, OPS, XML = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops", "http://www.w3.org/XML/1998/namespace"
EVIL = "<i>&\"'</i>\x0b 𠮷🍚"
STYLES = [BookStyle(), BookStyle(below=False), BookStyle(below=False, vertical=True)]


def with_gloss(sentence: StudySentence) -> StudySentence:
    """The sentence with a gloss of three units, whatever its words are."""
    units = (
        GlossUnit(0, 1, "word", "harbour & <port>"),
        GlossUnit(1, 2, "grammar", "", ("TOP",)),
        GlossUnit(2, 3, "romaji", "kujira"),
    )
    return replace(sentence, gloss=units)


def samples() -> list[StudyDocument]:
    first = study_sample()
    rows = [replace(row, en=(), ja=tuple(map(with_gloss, row.ja))) for row in first.rows if row.ja]
    bare = replace(
        first,
        name="no english",
        title_ja="英文のない記事",
        title_en="",
        rows=tuple(replace(row, id=f"r{number}") for number, row in enumerate(rows, 1)),
        notes=(Bilingual("No English text was given.", "英文がありません。"),),
        labels=(GlossLabel("TOP", Bilingual("topic", "話題")),),
    )
    evil = replace(first, name=EVIL, title_ja=EVIL, title_en=EVIL)
    return [first, bare, evil, replace(drafted_sample(), name="drafted")]


def files(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def trees(book: bytes) -> dict[str, etree._Element]:
    return {name: etree.fromstring(data) for name, data in files(book).items() if name.endswith((".xhtml", ".opf"))}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What epubcheck says of the sample book set in two ways."""
    if not any(Path(folder, "java").exists() for folder in os.environ["PATH"].split(os.pathsep)):
        missing("Java (for epubcheck)")
    library = load("epubcheck")
    folder = tmp_path_factory.mktemp("books")
    os.environ.setdefault("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # half the start-up time
    said = {}
    for number, style in enumerate((STYLES[0], STYLES[2])):  # each start of Java takes a quarter of a minute
        path = folder / f"book{number}.epub"
        path.write_bytes(render_epub(samples(), style))
        result = library.EpubCheck(str(path))
        assert result.checker.nError == 0
        said[path.stem] = [str(message) for message in result.messages]
    return said


def test_a_gloss_stands_where_the_english_would() -> None:
    bare = samples()[1]
    below, notes = (files(render_epub([bare], BookStyle(below=below)))["EPUB/c001.xhtml"] for below in (True, False))
    line = "gloss: </span>harbour &amp; &lt;port&gt;\u00a0<i>TOP</i>\u00a0· <em "
    count = sum(1 for _ in bare.sentences)
    assert below.decode().count(line) == len(bare.rows) <= count
    assert notes.decode().count(line) == len(bare.rows)
    assert b">gloss</a>" in notes
    assert "語釈の記号".encode() in below
    assert b"<dt>TOP</dt>" in below


def test_epubcheck_has_nothing_to_say(checked: dict[str, list[str]]) -> None:
    assert set(checked) == {"book0", "book1"}
    assert not any(checked.values()), checked


@pytest.mark.parametrize("style", STYLES)
def test_the_same_pages_give_the_same_bytes(style: BookStyle) -> None:
    book = render_epub(samples(), style)
    assert book == render_epub(samples(), style)
    assert book[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("style", STYLES)
def test_ruby_has_no_rp_and_gives_the_text_back(style: BookStyle) -> None:
    docs = samples()
    chapter = trees(render_epub(docs, style))["EPUB/c001.xhtml"]
    assert not list(chapter.iter(f"{{{XHTML}}}rp"))
    for sentence in docs[0].sentences:
        (place,) = chapter.xpath(f"//*[@id='{sentence.id}']")
        assert "".join(place.xpath(".//text()[not(parent::*[local-name()='rt'])]")) == sentence.text


@pytest.mark.parametrize("style", STYLES)
def test_every_text_has_its_language_marked_twice(style: BookStyle) -> None:
    book = trees(render_epub(samples(), style))
    for root in (root for name, root in book.items() if name.endswith(".xhtml")):
        for element in root.iter():
            assert element.get(f"{{{XML}}}lang") == element.get("lang")
    english = " ".join("".join(e.itertext()) for e in book["EPUB/c001.xhtml"].xpath("//*[@lang='en']"))
    assert all(sentence.text in english for row in samples()[0].rows for sentence in row.en)


@pytest.mark.parametrize("style", STYLES)
def test_drafts_are_marked_below_and_in_notes(style: BookStyle) -> None:
    chapter = trees(render_epub(samples(), style))["EPUB/c004.xhtml"]
    marks = ["".join(mark.itertext()).strip() for mark in chapter.xpath("//*[@class='doubt']")]
    assert marks.count("[machine draft 機械下訳]") == sum(row.draft for row in drafted_sample().rows)
    assert "[(?) Harbour Agreement 港湾協定]" in marks
    assert "Anna Berg (Ana Beruku) opens the harbour" in "".join(chapter.itertext())


def test_english_stands_below_or_in_notes() -> None:
    below, notes = (trees(render_epub(samples(), style))["EPUB/c001.xhtml"] for style in STYLES[:2])
    assert below.xpath("//*[@class='row']/*[@class='en']")
    assert not below.xpath("//*[starts-with(@id,'en-')]")
    links = notes.xpath("//*[@class='note']/@href")
    assert links
    for link in links:
        (target,) = notes.xpath(f"//*[@id='{link[1:]}']")
        assert (target.get(f"{{{OPS}}}type"), target.get("role")) == ("footnote", "doc-footnote")


def test_terms_pop_up_and_lead_to_the_glossary() -> None:
    book = trees(render_epub(samples()))
    chapter, glossary = book["EPUB/c001.xhtml"], book["EPUB/glossary.xhtml"]
    links = chapter.xpath("//*[@class='term']")
    assert {link.get(f"{{{OPS}}}type") for link in links} == {"noteref"}
    for link in links:
        (note,) = chapter.xpath(f"//*[@id='{link.get('href')[1:]}']")
        (entry,) = (a.get("href") for a in note.iter(f"{{{XHTML}}}a") if a.get("role") == "doc-glossref")
        (headword,) = glossary.xpath(f"//*[@id='{entry.partition('#')[2]}']")
        assert headword.get(f"{{{OPS}}}type") == "glossterm"
    assert glossary.xpath("//*[@role='doc-glossary']")


def test_the_package_says_what_readers_need() -> None:
    package = files(render_epub(samples()))["EPUB/package.opf"].decode()
    for fact in (
        "tableOfContents",
        "fullRubyAnnotations",
        "accessibilityHazard",
        "accessModeSufficient",
        "cover-image",
    ):
        assert fact in package
    assert re.findall(r"<dc:language>(.*?)</dc:language>", package) == ["ja", "en"]
    assert 'page-progression-direction="rtl"' in files(render_epub(samples(), STYLES[2]))["EPUB/package.opf"].decode()
    landmarks = trees(render_epub(samples()))["EPUB/nav.xhtml"].xpath(
        "//*[local-name()='nav'][2]//*[local-name()='a']/@*[local-name()='type']"
    )
    assert landmarks == ["cover", "toc", "bodymatter", "glossary", "colophon"]


def test_several_pages_are_one_book_with_contents() -> None:
    docs = samples()[:3]
    assert book_title(docs) == f"{docs[0].title_ja} ほか2編"
    links = trees(render_epub(docs))["EPUB/nav.xhtml"].xpath("//*[@id='toc']//@href")
    assert links == ["c001.xhtml", "c002.xhtml", "c003.xhtml", "glossary.xhtml", "colophon.xhtml"]


def test_text_is_text_whatever_it_holds() -> None:
    book = files(render_epub([samples()[2]]))
    shown = EVIL.replace("\x0b", "\ufffd")
    assert etree.fromstring(book["EPUB/c001.xhtml"]).findtext(f".//{{{XHTML}}}title") == shown
    assert etree.fromstring(book["EPUB/package.opf"]).findtext(".//{http://purl.org/dc/elements/1.1/}title") == shown


@pytest.mark.parametrize(
    "title, lines",
    [
        ("港の町", ["港の町"]),
        ("市長、港湾協定の交渉を来月再開へ", ["市長、港湾協定の交渉", "を来月再開へ"]),
        ("市長と漁協が初めて話す、港", ["市長と漁協が初めて話", "す、港"]),
        ("港湾都市ハーバートンで、会議", ["港湾都市ハーバートン", "で、会議"]),
        ("The Harbour Agreement of Harbourton", ["The Harbour", "Agreement of", "Harbourton"]),
        ("長" * 200, ["長" * 10] * 7 + ["長" * 10 + "…"]),
    ],
)
def test_the_cover_breaks_titles_where_people_would(title: str, lines: list[str]) -> None:
    assert list(title_lines(title)) == lines


class TestBuild:
    def test_a_folder_becomes_one_book_and_is_not_read_again(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            (tmp_path / f"{name}.ja.txt").write_text(
                f"会談{name}\n\n大統領が7日、ウィーンを訪れた。\n", encoding="utf-8"
            )
        flags = ["build", str(tmp_path), "-o", str(tmp_path), "--format", "html,epub"]
        assert main(flags) == 0
        book = (tmp_path / "library.epub").read_bytes()
        assert main(flags) == 0
        assert (tmp_path / "library.epub").read_bytes() == book
        assert [page.name for page in find_pages([tmp_path])] == ["a", "b"]
        assert "library.epub" in (tmp_path / "index.html").read_text(encoding="utf-8")

    def test_one_page_is_a_book_of_its_name_and_can_be_asked_for(self, tmp_path: Path) -> None:
        (tmp_path / "a.ja.txt").write_text("会談\n\n大統領が7日、ウィーンを訪れた。\n", encoding="utf-8")
        assert (
            main(["build", str(tmp_path / "a.ja.txt"), "-o", str(tmp_path), "--format", "epub", "--epub-vertical"]) == 0
        )
        book = tmp_path / "a.epub"
        assert b"vertical" in files(book.read_bytes())["EPUB/c001.xhtml"]
        assert [page.ja for page in find_pages([book])] == [book]
        assert "ウィーン" in chapters(book.read_bytes(), "a.epub")[1][1].decode()

    def test_a_damaged_book_in_a_folder_is_still_a_page(self, tmp_path: Path) -> None:
        (tmp_path / "x.epub").write_bytes(b"PK broken")
        assert [page.name for page in find_pages([tmp_path])] == ["x"]
