"""A book as its chapters: reading order, what is passed over, what is refused; as pages through the command."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from books import epub
from taiyaku.cli import main
from taiyaku.errors import InputError
from taiyaku.intake.epub import chapters, is_epub

JA = (
    '<img src="cover.jpg" alt=""/>',
    "<h1>第一章　港</h1><p>　船が着いたのは夜明け前だった。</p><p>「もう着いたのか」</p><p>「……」</p>"
    "<p><ruby>汽笛<rp>(</rp><rt>きてき</rt><rp>)</rp></ruby>が鳴った。</p>",
    "<h1>第二章　町</h1><p>翌朝、町は静かだった。</p><p>彼は歩き出した。</p>",
)
EN = (
    "<h1>Chapter One: The Harbour</h1><p>It was before dawn when the ship came in.</p><p>“Are we there already?”</p>"
    "<p>“...”</p><p>The whistle blew.</p>",
    "<h1>Chapter Two: The Town</h1><p>The next morning the town was quiet.</p><p>He began to walk.</p>",
)


def spoilt() -> bytes:
    """A book whose archive is whole and whose compressed bytes are not."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub(JA))) as book, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in book.namelist():
            archive.writestr(name, book.read(name))
        places = [info.header_offset + 30 + len(info.filename) for info in archive.infolist()]
    made = bytearray(packed.getvalue())
    for place in places:
        made[place] = 0xFF
    return bytes(made)


def files(folder: Path, ja: bytes, en: bytes | None = None) -> Path:
    (folder / "harbour.ja.epub").write_bytes(ja)
    if en is not None:
        (folder / "harbour.en.epub").write_bytes(en)
    return folder / "harbour.ja.epub"


def test_chapters_in_reading_order_without_cover_and_contents() -> None:
    assert [name for name, _ in chapters(epub(JA), "harbour.epub")] == [
        "OEBPS/text/part 1.xhtml",
        "OEBPS/text/part 2.xhtml",
    ]


def test_a_book_is_known_by_name_or_beginning() -> None:
    assert is_epub(epub(JA), "book")
    assert is_epub(b"", "BOOK.EPUB")
    assert not is_epub(b"PK\x03\x04", "report.docx")


@pytest.mark.parametrize(
    "data, said",
    [
        (b"anything", "damaged"),
        (epub(JA)[:-60], "damaged"),
        (epub(JA, {"META-INF/container.xml": "<container/>"}), "damaged"),
        (epub(JA, {"OEBPS/book.opf": "<package>"}), "damaged"),
        (epub(JA, {"OEBPS/book.opf": '<?xml version="1.0" encoding="Shift_JIS"?><package/>'}), "damaged"),
        (epub(JA, {"OEBPS/book.opf": '<?xml version="1.0" encoding="foo"?><package/>'}), "damaged"),
        (spoilt(), r"damaged EPUB \(Error -3"),
        (epub(JA[:1]), "without text"),
        (
            epub(
                JA,
                {
                    "META-INF/encryption.xml": '<e><CipherData><CipherReference URI="OEBPS/text/part%201.xhtml"/>'
                    "</CipherData></e>"
                },
            ),
            "protected",
        ),
    ],
    ids=["no-zip", "cut-off", "no-package", "no-xml", "shift-jis", "no-encoding", "spoilt", "pictures-only", "drm"],
)
def test_what_cannot_be_read_is_said(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=rf"^harbour\.epub: .*{said}"):
        chapters(data, "harbour.epub")


def test_each_chapter_becomes_a_page_with_its_english(tmp_path: Path) -> None:
    book = files(tmp_path, epub(JA), epub(EN))
    assert main(["build", str(book), "-o", str(tmp_path / "site")]) == 0
    assert {"harbour-1.html", "harbour-2.html"} <= {path.name for path in (tmp_path / "site").iterdir()}
    page = (tmp_path / "site" / "harbour-1.html").read_text(encoding="utf-8")
    assert "きてき" in page and "The whistle blew." in page


def test_a_chapter_of_notices_only_is_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = files(tmp_path, epub((*JA, "<p>Copyright (C) 2024 港の本 All Rights Reserved.</p>")))
    assert main(["build", str(book), "-o", str(tmp_path / "site")]) == 0
    assert "no line to read" in capsys.readouterr().err


def test_another_number_of_chapters_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = files(tmp_path, epub(JA), epub(EN[:1]))
    assert main(["build", str(book), "-o", str(tmp_path / "site")]) == 3
    assert "harbour.en.epub: has 1 chapters, harbour.ja.epub has 2" in capsys.readouterr().err


def test_clean_shows_the_whole_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = files(tmp_path, epub(JA))
    assert main(["clean", str(book), "--format", "json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [line["text"] for line in shown["lines"]] == [
        *("第一章　港", "船が着いたのは夜明け前だった。", "「もう着いたのか」", "「……」", "汽笛が鳴った。"),
        *("第二章　町", "翌朝、町は静かだった。", "彼は歩き出した。"),
    ]
    numbers = [line["line"] for line in shown["lines"]]
    assert numbers == sorted(set(numbers))
    assert all(line["kept"] for line in shown["lines"])


def test_sentences_keep_the_ruby_of_every_chapter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = files(tmp_path, epub((JA[2], JA[1])))
    assert main(["readings", str(book), "--format", "json"]) == 0
    tokens = [token for row in json.loads(capsys.readouterr().out) for token in row["tokens"]]
    assert ("汽笛", "author") in {(token["surface"], token["source"]) for token in tokens}


def test_a_damaged_book_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files(tmp_path, epub(JA))
    (tmp_path / "spoilt.ja.epub").write_bytes(spoilt())
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "site")]) == 3
    assert "spoilt.ja.epub: is a damaged EPUB" in capsys.readouterr().err
    assert (tmp_path / "site" / "harbour-2.html").exists()


def test_two_pages_of_one_name_are_refused_and_neither_is_lost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files(tmp_path, epub(JA))
    (tmp_path / "harbour-1.ja.txt").write_text("町の朝\n\n翌朝、町は静かだった。\n", encoding="utf-8")
    assert main(["build", str(tmp_path), "-o", str(tmp_path / "site")]) == 2
    assert "harbour.ja.epub would both be harbour-1.html" in capsys.readouterr().err
    assert "町の朝" in (tmp_path / "site" / "harbour-1.html").read_text(encoding="utf-8")
    assert (tmp_path / "site" / "harbour-2.html").exists()
