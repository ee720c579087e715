"""CSV as a spreadsheet shows it: Japanese not garbled, no cell run, and Python's csv reads the same."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from consumers import ENTRIES, spreadsheet
from taiyaku.export.table import csv_text
from taiyaku.model import TermEntry
from taiyaku.outputs import EXPORTS
from taiyaku.terms.curated import COLUMNS, parse_glossary

ATTACKS = ("=1+1", "+1+1", "-1+1", "@SUM(1,1)", '=HYPERLINK("http://x.invalid","x")', "'=1+1", "=cmd|' /C calc'!A0")


@pytest.mark.parametrize("name", ["csv", "excel"])
def test_libreoffice_shows_what_python_reads(name: str, tmp_path: Path) -> None:
    attacked = [TermEntry(f"term-{n}", f"攻撃{n}", cell, note=cell) for n, cell in enumerate(ATTACKS)]
    written = str(EXPORTS[name]([*ENTRIES, *attacked]))
    (tmp_path / "glossary.csv").write_text(written, encoding="utf-8", newline="")
    shown = list(csv.DictReader(io.StringIO(spreadsheet(tmp_path / "glossary.csv"))))
    ours = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert [(row["ja"], row["note"]) for row in shown] == [(row["ja"], row["note"]) for row in ours]
    assert [row["en"] for row in shown][-len(ATTACKS) :] == [f"'{cell}" for cell in ATTACKS]


def test_excel_needs_the_mark_and_gets_it() -> None:
    assert str(EXPORTS["excel"](ENTRIES)).encode().startswith(b"\xef\xbb\xbfid,ja,")
    assert not str(EXPORTS["csv"](ENTRIES)).startswith("\ufeff")


def test_attacks_come_back_as_they_were() -> None:
    entries = [TermEntry(f"term-{n}", f"攻撃{n}", cell) for n, cell in enumerate(ATTACKS)]
    assert [entry.en for entry in parse_glossary(str(EXPORTS["csv"](entries)), "x")] == list(ATTACKS)


@pytest.mark.parametrize("name", ["deepl", "google", "google-set", "weblate", "lute"])
def test_tables_for_tools_keep_terms_but_no_formula(name: str) -> None:
    entries = [TermEntry("a", "さん付け", "-san"), TermEntry("b", "国番号", "+81"), TermEntry("c", "攻撃", ATTACKS[-1])]
    cells = [cell for row in csv.reader(io.StringIO(str(EXPORTS[name](entries)))) for cell in row]
    assert {"-san", "+81", f"'{ATTACKS[-1]}"} <= set(cells)
    assert ATTACKS[-1] not in cells


def test_every_column_is_named_once() -> None:
    header = next(csv.reader(io.StringIO(str(EXPORTS["csv"](ENTRIES)))))
    assert header[: len(COLUMNS)] == list(COLUMNS)
    assert header[len(COLUMNS) :] == ["deprecated", "client"]


def test_control_characters_are_shown_as_unknown() -> None:
    assert csv_text([("a\x0bb",)]) == "a\ufffdb\n"
