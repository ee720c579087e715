from __future__ import annotations

from pathlib import Path

import pytest

from taiyaku.errors import InputError, OutputError, UsageError
from taiyaku.files import OutputFolder, PagePaths, find_pages, make_folder, newest_change, read_table, write_whole


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


def test_a_page_is_never_called_like_a_file_of_the_build(tmp_path: Path) -> None:
    names(tmp_path, "index.ja.txt", "Glossary.txt", "glossaries.txt")
    assert [page.name for page in find_pages([tmp_path])] == ["Glossary-page", "glossaries", "index-page"]


def test_names_that_differ_in_capitals_are_one(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    names(tmp_path, "town.txt")
    names(tmp_path / "more", "Town.ja.txt")
    with pytest.raises(UsageError, match=r"both be Town\.html"):
        find_pages([tmp_path, tmp_path / "more"])


def test_a_source_is_never_overwritten(tmp_path: Path) -> None:
    names(tmp_path, "town.html", "town.en.txt", "other.html")
    output = OutputFolder(tmp_path, [PagePaths("town", tmp_path / "town.html", tmp_path / "town.en.txt")])
    with pytest.raises(UsageError, match=r"town\.html would be overwritten"):
        output.refuse(["index.html", "town.html"])
    with pytest.raises(UsageError, match=r"town\.en\.txt would be overwritten"):
        output.write("town.en.txt", "y")
    output.write("other.html", "y")
    assert (tmp_path / "town.html").read_text(encoding="utf-8") == "x"
    assert (tmp_path / "other.html").read_text(encoding="utf-8") == "y"


def test_a_file_belongs_to_one_page(tmp_path: Path) -> None:
    output = OutputFolder(tmp_path, [])
    output.write("town-1.html", "x", "town.epub")
    output.write("town-1.html", "y", "town.epub")
    with pytest.raises(UsageError, match=r"town\.epub and Town-1\.txt would both be Town-1\.html"):
        output.write("Town-1.html", "z", "Town-1.txt")
    assert (tmp_path / "town-1.html").read_text(encoding="utf-8") == "y"


def test_what_may_not_be_read_is_an_input_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    names(tmp_path, "a.html")
    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refused)
        assert [page.name for page in find_pages([tmp_path])] == ["a"]
    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", refused)
        with pytest.raises(InputError, match="permission denied"):
            find_pages([tmp_path])


def test_a_long_name_has_room_for_its_files(tmp_path: Path) -> None:
    write_whole(tmp_path / f"{'港' * 80}.alignment.tsv", "x")
    assert [len(path.name) for path in tmp_path.iterdir()] == [94]


def test_the_date_of_a_build_can_be_given(tmp_path: Path) -> None:
    names(tmp_path, "a.txt")
    assert newest_change([tmp_path / "a.txt", tmp_path / "none"]) > 1_000_000
    assert newest_change([tmp_path / "a.txt"], "86400") == 86_400
    for wrong in ("abc", "-1", "1.5", "9" * 30):
        with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
            newest_change([], wrong)
