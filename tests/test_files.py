from __future__ import annotations

from pathlib import Path

import pytest

from taiyaku.errors import InputError, OutputError, UsageError
from taiyaku.files import find_pages, make_folder, read_table, write_whole


def names(folder: Path, *files: str) -> None:
    for file in files:
        (folder / file).write_text("x", encoding="utf-8")


def test_a_folder_gives_pages_with_their_english(tmp_path: Path) -> None:
    names(tmp_path, "a.ja.txt", "a.en.txt", "b.txt", "b.en.html", "c.ja.html", "README.md", ".x.txt", "d.draft.en.txt")
    found = [(page.name, page.ja.name, page.en.name if page.en else None) for page in find_pages([tmp_path])]
    assert found == [("a", "a.ja.txt", "a.en.txt"), ("b", "b.txt", "b.en.html"), ("c", "c.ja.html", None)]


def test_the_same_kind_of_file_comes_first(tmp_path: Path) -> None:
    names(tmp_path, "a.ja.html", "a.en.html", "a.en.txt")
    (page,) = find_pages([tmp_path / "a.ja.html"])
    assert page.en == tmp_path / "a.en.html"


def test_english_can_be_named(tmp_path: Path) -> None:
    names(tmp_path, "a.ja.txt", "other.txt")
    (page,) = find_pages([tmp_path / "a.ja.txt"], tmp_path / "other.txt")
    assert page.en == tmp_path / "other.txt"
    with pytest.raises(UsageError, match="one page"):
        find_pages([tmp_path], tmp_path / "other.txt")


def test_two_pages_of_one_name_are_refused(tmp_path: Path) -> None:
    names(tmp_path, "a.ja.txt", "a.txt")
    with pytest.raises(UsageError, match=r"both be a\.html"):
        find_pages([tmp_path])


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        find_pages([tmp_path / "none.txt"])
    with pytest.raises(InputError, match="no pages"):
        find_pages([tmp_path])


def test_files_are_whole_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    write_whole(target, "first")
    write_whole(target, "second")
    assert target.read_text(encoding="utf-8") == "second"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    with pytest.raises(OutputError):
        write_whole(tmp_path / "missing" / "page.html", "x")


def test_a_file_in_the_way_is_an_output_error(tmp_path: Path) -> None:
    names(tmp_path, "out")
    with pytest.raises(OutputError):
        make_folder(tmp_path / "out")


def test_a_table_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("ja,en\nロシア,Russia\n".encode("cp932"))
    with pytest.raises(InputError, match="UTF-8"):
        read_table(tmp_path / "t.csv")
