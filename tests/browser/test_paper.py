"""Paper: each sheet printed to PDF and looked at as a picture and as text."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def printed(open_page, study, tmp_path):
    """Print the page as one of its sheets; give its text, page by page, and the picture of its first page."""
    if not shutil.which("pdftoppm"):
        reason = "pdftoppm is not installed (poppler-utils): make system"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)

    def sheet(name, study=study):
        page = open_page(study, fragment=f"#print={name}").page
        page.emulate_media(media="print")
        path = tmp_path / f"{name}.pdf"
        page.pdf(path=path, format="A4", prefer_css_page_size=True)
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
        picture = ["pdftoppm", "-gray", "-r", "50", "-f", "1", "-l", "1", "-singlefile", path, path.with_suffix("")]
        subprocess.run(picture, check=True)
        return text.split("\f")[:-1], path.with_suffix(".pgm").read_bytes()

    return sheet


def ink(picture: bytes, left: float, right: float) -> float:
    """The share of dark points of a PGM between two heights of its width (0 to 1)."""
    header = re.match(rb"P5\s+(\d+) (\d+)\s+255\s", picture)
    width, height = int(header[1]), int(header[2])
    rows = [picture[header.end() + width * y :][:width] for y in range(height)]
    part = b"".join(row[int(left * width) : int(right * width)] for row in rows)
    return sum(point < 128 for point in part) / len(part)


def test_study_sheet_has_both_columns_and_furigana(printed):
    pages, picture = printed("sheet")
    assert len(pages) > 2
    assert ink(picture, 0.1, 0.5) > 0.01
    assert ink(picture, 0.55, 0.95) > 0.01
    assert "みなと" in pages[0]
    assert "Berg" in pages[0]
    assert "Furigana" not in pages[0]


def test_worksheet_has_no_furigana_and_room_to_write(printed):
    pages, picture = printed("worksheet")
    text = "".join(pages)
    assert "みなと" not in text
    assert "applause" not in text
    assert "Harbour Agreement" not in text
    assert ink(picture, 0.1, 0.5) > 0.01


def test_cloze_hides_the_names_and_numbers_them_and_the_key_answers(printed):
    (cloze, seen), (key, shown) = printed("cloze"), printed("key")
    for pages in (cloze, key):
        assert "(1)" in pages[0]
        assert "(3)" in pages[0]
    assert ink(seen, 0.55, 0.95) < ink(shown, 0.55, 0.95)
    assert "みなと" in key[0]
    assert "Berg" not in "".join(cloze)
    assert "Anna Berg" in key[0]
    assert "Glossary" not in "".join(cloze)


def test_rows_are_not_cut_by_a_page(printed):
    pages, _ = printed("sheet")
    for page in pages[1:]:
        first = page.strip("\n").splitlines()[0].strip()
        assert not first.startswith(("た", "。", "said"))


@pytest.mark.parametrize("name", ["sheet", "key"])
def test_drafts_are_marked_on_paper(printed, drafted, name):
    pages, _ = printed(name, drafted)
    assert "".join(pages).count("machine draft") == 7
