"""Glossaries of other tools: read by what they hold, wrong rows named, nothing of an export lost on the way back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consumers import ENTRIES
from taiyaku.cli import main
from taiyaku.errors import InputError, TableError
from taiyaku.export.glossary_csv import glossary_csv
from taiyaku.export.glossary_presets import pairs, unfit
from taiyaku.glossaries.read import read_glossary
from taiyaku.model import TermEntry
from taiyaku.outputs import EXPORTS


def read(text: str, name: str = "names.csv") -> tuple[TermEntry, ...]:
    return read_glossary(text.encode(), name)


def terms(text: str) -> list[tuple[str, str]]:
    return [(entry.ja, entry.en) for entry in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "ja,en\n港,harbour\n市長,mayor\n",
        "\ufeffja,en\r\n港,harbour\r\n市長,mayor\r\n",
        "id;ja;en\n1;港;harbour\n2;市長;mayor\n",
        "ja\ten\n港\tharbour\n市長\tmayor\n",
        "港,harbour\n市長,mayor\n",
        "harbour,港\nmayor,市長\n",
        "港;harbour\n市長;mayor\n",
        "港,harbour,JA,EN-US,3\n市長,mayor,JA,EN-US,1\n",
        "harbour,港,EN,JA\nmayor,市長,EN,JA\n",
        "港,harbour,a comment\n市長,mayor,\n",
        "source,target\n港,harbour\n市長,mayor\n",
        "# Glossary in tab-separated format -*- coding: utf-8 -*-\n港\tharbour\tby the sea\n市長\tmayor\n",
        "Japanese\tEnglish\tNote\n港\tharbour\t\n市長\tmayor\t\n",
        "#UTX 1.11; ja/en; 2020-01-01T00:00:00Z\r\n#src\ttgt\tsrc:pos\r\n港\tharbour\tnoun\r\n市長\tmayor\tnoun\r\n",
        "en,ja\nharbour,港\nmayor,市長\n",
    ],
    ids=[
        *("native", "bom", "semicolons", "tabs", "two", "english-first", "two-semicolons", "deepl-website"),
        *("deepl-english", "comment", "weblate-simple", "omegat", "memoq", "utx", "google-set"),
    ],
)
def test_each_tools_table_is_understood(text: str) -> None:
    assert terms(text) == [("港", "harbour"), ("市長", "mayor")]


def test_utf16_of_a_cat_tool_is_read() -> None:
    assert [entry.en for entry in read_glossary("Japanese\tEnglish\n港\tharbour\n".encode("utf-16"), "x.txt")] == [
        "harbour"
    ]


def test_memoq_alternatives_are_variants() -> None:
    (entry,) = read("Japanese\tEnglish\tNote\n港|港湾\tharbour|harbor|port\tby the sea\n")
    assert (entry.variants_ja, entry.variants_en, entry.note) == (("港湾",), ("harbor", "port"), "by the sea")


def test_a_row_is_named_by_its_line() -> None:
    with pytest.raises(TableError) as caught:
        read("# note\n港,harbour\n\n市長\n町,town,a,b,c,d\n,village\n")
    assert caught.value.lines()[:2] == (
        "names.csv:4: one cell; a glossary without a header row has 2 to 5: the two terms, then comments",
        "names.csv:5: 6 cells; a glossary without a header row has 2 to 5: the two terms, then comments",
    )


UNKNOWN = "declares an encoding that cannot be read; save it as UTF-8"


@pytest.mark.parametrize(
    "text, problem",
    [
        ("港,harbour\n,village\n", "names.csv:2: no Japanese term"),
        ("港,\n", "names.csv:1: no English term"),
        ("harbour,port\n", "names.csv:1: no Japanese in the first two columns of this file"),
        ('港,"harbour\n', "names.csv:2: a quote is opened and never closed"),
        ("ja,en\n港,har\x07bour\n", "names.csv:2: control character U+0007 in a cell"),
        ("港\thar\x07bour\n", "names.csv:1: control character U+0007 in a cell"),
        ("ja,english\n港,harbour\n", "names.csv:1: no column 'en' in the header"),
        ("<tmx/>", "names.csv:1: <tmx> is no TBX (martif or tbx)"),
        ("<martif>\n<text>", "names.csv:2: not well-formed XML: no element found"),
        ("<martif><text><body/></text></martif>", "names.csv:1: none of 0 concepts has a Japanese and an English term"),
        ('<?xml version="1.0" encoding="Shift_JIS"?><martif/>', f"names.csv:1: {UNKNOWN}"),
        ('<?xml version="1.0" encoding="foo"?><martif/>', f"names.csv:1: {UNKNOWN}"),
        (
            "<martif>\n" + "<text>" * 3_000 + "</text>" * 3_000 + "</martif>",
            "names.csv:2: more than 200 elements inside each other",
        ),
        ('<!DOCTYPE martif [<!ENTITY a "b">]><martif/>', "names.csv:1: the file declares an entity (a); remove it"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(TableError) as caught:
        read(text)
    assert caught.value.lines()[0] == problem
    assert caught.value.exit_code == 4


def test_a_workbook_is_no_table() -> None:
    with pytest.raises(InputError, match="save the table as CSV UTF-8"):
        read_glossary(b"PK\x03\x04...", "names.xlsx")


def test_tbx_of_another_tool() -> None:
    text = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX"><text><body>
<termEntry id="c1"><note>by the sea</note>
 <langSet xml:lang="en-US"><ntig><termGrp><term>harbor</term></termGrp></ntig></langSet>
 <langSet xml:lang="ja-JP"><tig><term>港</term></tig><tig><term>みなと</term>
  <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="de"><tig><term>Hafen</term></tig></langSet></termEntry>
</body></text></martif>"""
    (entry,) = read(text, "base.tbx")
    assert (entry.id, entry.ja, entry.en, entry.note) == ("base.tbx:3", "港", "harbor", "by the sea")
    assert entry.variants_ja == ("みなと",)
    assert entry.extra == (("deprecated", "みなと"),)


def fit(name: str) -> list[TermEntry]:
    return [entry for entry in ENTRIES if not unfit(name, entry)]


@pytest.mark.parametrize("name", ["csv", "excel"])
def test_the_native_table_comes_back_whole(name: str) -> None:
    back = read_glossary(str(EXPORTS[name](ENTRIES)).encode(), "x.csv")
    assert [replace(entry, extra=()) for entry in back] == [replace(entry, extra=()) for entry in ENTRIES]
    assert dict(back[0].extra) == dict(ENTRIES[0].extra)


@pytest.mark.parametrize("name", ["tbx2", "tbx3"])
def test_tbx_keeps_all_but_the_counts(name: str) -> None:
    for entry, back in zip(ENTRIES, read_glossary(str(EXPORTS[name](ENTRIES)).encode(), "x.tbx"), strict=True):
        for attribute in ("ja", "en", "reading", "romaji", "type", "variants_ja", "variants_en", "status", "note"):
            assert getattr(back, attribute) == getattr(entry, attribute)
        assert dict(back.extra).get("deprecated") == dict(entry.extra).get("deprecated")


@pytest.mark.parametrize("name", ["deepl", "google", "weblate", "omegat", "lute", "utx"])
def test_tables_of_pairs_keep_each_spelling(name: str) -> None:
    back = read_glossary(str(EXPORTS[name](ENTRIES)).encode(), "x")
    assert [(entry.ja, entry.en) for entry in back] == [(ja, en) for ja, en, _ in pairs(fit(name))]


@pytest.mark.parametrize("name", ["weblate", "omegat", "utx"])
def test_readings_and_notes_stand_in_the_comment(name: str) -> None:
    entry = read_glossary(str(EXPORTS[name](ENTRIES)).encode(), "x")[0]
    assert (entry.reading, entry.note) == ("あんな・べるく", "Mayor of a town")


def test_memoq_keeps_variants_and_google_sets_the_canonical() -> None:
    memoq = read_glossary(str(EXPORTS["memoq"](ENTRIES)).encode(), "x")
    assert [(e.ja, e.variants_ja, e.en) for e in memoq] == [(e.ja, e.variants_ja, e.en) for e in fit("memoq")]
    assert memoq[0].variants_en == ("Berg", "A. Berg")  # Bergh is deprecated: nobody should be offered it
    sets = read_glossary(str(EXPORTS["google-set"](ENTRIES)).encode(), "x")
    assert [(e.ja, e.en) for e in sets] == [(e.ja, e.en) for e in ENTRIES]


cells = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn", "Zs", "Zl", "Zp")), min_size=1, max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=5, unique_by=lambda row: row[0]))
def test_any_terms_survive_native_and_tbx(rows: list[tuple[str, str, str]]) -> None:
    entries = [TermEntry(f"term-{n}", f"語{ja}", en, note=note) for n, (ja, en, note) in enumerate(rows)]
    for name in ("csv", "tbx2", "tbx3"):
        back = read_glossary(str(EXPORTS[name](entries)).encode(), "x")
        assert [(e.ja, e.en, e.note) for e in back] == [(e.ja, e.en, e.note) for e in entries]


def test_line_ends_and_tabs_in_cells_survive_the_native_table() -> None:
    entry = TermEntry("term-x", "港", "harbour", note="line one\nline\ttwo")
    assert read_glossary(glossary_csv([entry]).encode(), "x")[0].note == "line one\nline\ttwo"


class TestCommand:
    def test_what_a_format_cannot_hold_is_left_out_by_name(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        table = tmp_path / "t.csv"
        table.write_text(f'ja,en\n港,harbour\n"二\n行",two lines\n{"長" * 400},long\n', encoding="utf-8")
        assert main(["glossary", "export", str(table), "--to", "deepl"]) == 4
        said = capsys.readouterr()
        assert list(csv.reader(io.StringIO(said.out))) == [["港", "harbour"]]
        assert "t.csv:3: '二\\n行' = 'two lines' is left out: a tab or line end" in said.err
        assert "t.csv:5: " in said.err
        assert "1024 bytes" in said.err

    @pytest.mark.parametrize("name", ["omegat", "deepl", "tbx2", "utx"])
    def test_the_build_takes_glossaries_of_other_tools(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "news.ja.txt").write_text("プーチン大統領が7日、ウィーンを訪れた。\n", encoding="utf-8")
        mine = tmp_path / "mine.any"
        mine.write_text(str(EXPORTS[name]([TermEntry("x", "プーチン", "Poutine")])), encoding="utf-8", newline="")
        out = tmp_path / "out"
        assert main(["build", str(tmp_path / "news.ja.txt"), "-o", str(out), "--glossary", str(mine)]) == 0
        assert "Poutine" in (out / "glossary.csv").read_text(encoding="utf-8")

    def test_a_wrong_row_stops_the_build(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "news.ja.txt").write_text("港で会った。\n", encoding="utf-8")
        (tmp_path / "g.txt").write_text("港\tharbour\n市長\n", encoding="utf-8")
        flags = ["--glossary", str(tmp_path / "g.txt")]
        assert main(["build", str(tmp_path / "news.ja.txt"), "-o", str(tmp_path / "out"), *flags]) == 4
        assert "g.txt:2: one cell" in capsys.readouterr().err
        assert main(["glossary", "check", str(tmp_path / "g.txt")]) == 4

    def test_the_table_of_a_japanese_spreadsheet(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        table = tmp_path / "t.csv"
        table.write_bytes("用語,英語\nマースク,Maersk\n".encode("cp932"))
        assert main(["glossary", "export", str(table), "--to", "deepl"]) == 0
        assert capsys.readouterr().out == "マースク,Maersk\n"

    def test_an_own_word_of_one_character_is_found(self, tmp_path: Path) -> None:
        (tmp_path / "news.ja.txt").write_text("船は岬を回った。彼は岬の町で新米を食べた。\n", encoding="utf-8")
        (tmp_path / "g.csv").write_text("ja,en\n岬,Cape Horn\n米,rice\n", encoding="utf-8")
        out = tmp_path / "out"
        flags = ["--glossary", str(tmp_path / "g.csv")]
        assert main(["build", str(tmp_path / "news.ja.txt"), "-o", str(out), *flags]) == 0
        with (out / "glossary.csv").open(encoding="utf-8", newline="") as file:
            rows = {row["ja"]: row["count"] for row in csv.DictReader(file)}
        assert rows.get("岬") == "2"
        assert "米" not in rows  # of 新米 it is a part

    def test_rows_that_contradict_each_other_are_told(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        table = tmp_path / "t.csv"
        table.write_text("ja,en\nマースク,Maersk\nマースク,Maersk Line\n", encoding="utf-8")
        assert main(["glossary", "check", str(table)]) == 4
        assert "t.csv:3: 'マースク' is 'Maersk' (approved) in line 2, which counts" in capsys.readouterr().err
        assert main(["glossary", "export", str(table), "--to", "deepl"]) == 0
