from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import CASES, cases
from taiyaku.errors import TableError
from taiyaku.export.glossary_csv import glossary_csv
from taiyaku.model import Evidence, TermEntry
from taiyaku.readings.kana import hiragana
from taiyaku.resources import shipped
from taiyaku.terms.curated import contradictions, merge, parse_glossary, written_id
from taiyaku.terms.normal_form import normal_form

GLOSSARIES = Path(__file__).parent / "glossaries"
SHIPPED = sorted(shipped("glossary").glob("*.csv"))


def read(path: Path) -> tuple[TermEntry, ...]:
    return parse_glossary(path.read_bytes().decode("utf-8"), path.name)


@pytest.mark.parametrize(
    "file, expected", [pytest.param(p.id, *p.values, id=p.id) for p in cases("invalid_glossaries")]
)
def test_wrong_rows_are_named(file: str, expected: str) -> None:
    with pytest.raises(TableError) as raised:
        read(GLOSSARIES / "invalid" / f"{file}.csv")
    assert raised.value.lines() == tuple(f"{file}.csv:{problem}" for problem in expected.split(" | "))
    assert raised.value.exit_code == 4


def test_every_invalid_file_has_its_case() -> None:
    named = {
        line.split("\t")[0] for line in (CASES / "invalid_glossaries.tsv").read_text(encoding="utf-8").splitlines()[1:]
    }
    assert named == {path.stem for path in (GLOSSARIES / "invalid").iterdir()}


@pytest.mark.parametrize("path", sorted((GLOSSARIES / "valid").iterdir()), ids=lambda path: path.stem)
def test_valid_files_survive_a_round_trip(path: Path) -> None:
    entries = read(path)
    assert entries
    written = tuple(replace(entry, id=written_id(entry)) for entry in entries)
    assert parse_glossary(glossary_csv(entries), "again") == written
    assert parse_glossary(glossary_csv(entries, excel=True), "again") == written


def test_unknown_columns_are_kept() -> None:
    (entry,) = read(GLOSSARIES / "valid" / "every-kind.csv")
    assert entry.extra == (("owner", "Ann"),)
    assert entry.variants_ja == ("新スタート", "新ＳＴＡＲＴ")


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="|"), min_size=1, max_size=12).map(
    lambda text: text.strip(" \u3000#'") or "x"
)


@given(st.lists(st.tuples(cells, cells, cells), max_size=5))
def test_any_text_survives_a_round_trip(rows: list[tuple[str, str, str]]) -> None:
    entries = tuple(
        TermEntry(f"id{i}", ja, en, note=note, evidence=Evidence(score=0.25)) for i, (ja, en, note) in enumerate(rows)
    )
    assert parse_glossary(glossary_csv(entries), "again") == entries


def test_no_cell_runs_in_a_spreadsheet() -> None:
    text = glossary_csv([TermEntry("a", "=HYPERLINK(1)", "+1", note="-2", variants_en=("@x",))])
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in text.splitlines()[1].split(","))


def test_the_more_trusted_entry_keeps_the_spelling() -> None:
    mine = TermEntry("mine", "プーチン", "Poutine")
    shipped_entry = TermEntry("s", "ウラジーミル・プーチン", "Vladimir Putin", variants_ja=("プーチン", "プチン"))
    merged = merge([mine], [shipped_entry])
    assert [(entry.en, entry.surfaces) for entry in merged] == [
        ("Poutine", ("プーチン",)),
        ("Vladimir Putin", ("ウラジーミル・プーチン", "プチン")),
    ]


def test_a_row_with_a_known_id_changes_that_entry() -> None:
    shipped_entry = TermEntry(
        "p",
        "ウラジーミル・プーチン",
        "Vladimir Putin",
        "うらじーみる・ぷーちん",
        type="person",
        variants_ja=("プーチン",),
        note="n",
    )
    (merged,) = merge([TermEntry("p", "プーチン", "Poutine")], [shipped_entry])
    assert (merged.ja, merged.en, merged.type, merged.note) == ("プーチン", "Poutine", "person", "n")
    assert merged.variants_ja == ("ウラジーミル・プーチン",)
    assert merged.reading == "ぷーちん"


def test_a_rejected_entry_keeps_others_out() -> None:
    merged = merge([TermEntry("no", "テコ", "Teco", status="rejected")], [TermEntry("mined", "テコ", "Teco")])
    assert [entry.status for entry in merged] == ["rejected"]


class TestShippedGlossary:
    entries = tuple(entry for path in SHIPPED for entry in read(path))

    def test_there_are_enough(self) -> None:
        assert len(self.entries) >= 600

    def test_ids_and_spellings_are_unique_over_all_files(self) -> None:
        ids = [entry.id for entry in self.entries]
        spellings = [surface for entry in self.entries for surface in entry.surfaces]
        assert sorted(ids) == sorted(set(ids))
        assert sorted(spellings) == sorted(set(spellings))

    def test_normal_forms_of_different_entries_differ(self) -> None:
        owners: dict[str, str] = {}
        for entry in self.entries:
            for surface in entry.surfaces:
                assert owners.setdefault(normal_form(surface)[0], entry.id) == entry.id, surface

    def test_readings_are_hiragana(self) -> None:
        for entry in self.entries:
            assert entry.reading, entry.id
            assert hiragana(entry.reading) == entry.reading, entry.id
            assert all(char in "・ー " or "ぁ" <= char <= "ゖ" for char in entry.reading), entry.id


def test_an_own_row_learns_type_and_reading_from_the_entry_whose_spelling_it_takes() -> None:
    own = parse_glossary("ja,en\nプーチン,Poutine\n", "own.csv")
    shipped_entry = parse_glossary(
        "id,ja,en,reading,type,variants_ja\np,ウラジーミル・プーチン,Vladimir Putin,,person,プーチン\n", "s.csv"
    )
    first, second = merge(own, shipped_entry)
    assert (first.ja, first.en, first.type, first.reading) == ("プーチン", "Poutine", "person", "ぷーちん")
    assert second.surfaces == ("ウラジーミル・プーチン",)


def test_contradictions_are_told() -> None:
    table = (
        "ja,en,status,variants_ja,reading\nマースク,Maersk,Approved,,\nマースク,Maersk Line,approved,,\n"
        "マースク,Maersk,rejected,,\n港,port,,波止場、埠頭,\n会,Kai,,,abc\nジル・バイデン,Jill Biden,,バイデン,\n"
        "ジョー・バイデン,Joe Biden,,バイデン,\n"
    )
    assert contradictions(table, "t.csv") == (
        (3, "'マースク' is 'Maersk' (approved) in line 2, which counts"),
        (4, "'マースク' is 'Maersk' (approved) in line 2, which counts"),
        (5, "'波止場、埠頭' is one spelling; several are parted by |"),
        (6, "reading 'abc' is not kana"),
    )


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_shipped_glossary_does_not_contradict_itself(path: Path) -> None:
    assert contradictions(path.read_text(encoding="utf-8"), path.name) == ()


def test_deprecated_spellings_are_found() -> None:
    (entry,) = parse_glossary("ja,en,deprecated\nキーウ,Kyiv,キエフ|Kiev\n", "t.csv")
    assert (entry.variants_ja, entry.variants_en) == (("キエフ",), ("Kiev",))


def test_what_a_spreadsheet_does_to_cells_is_read() -> None:
    (entry,) = parse_glossary('ja,en,status,score,count\nマースク,Maersk,Rejected,"0,97",3\n', "t.csv")
    assert (entry.status, entry.evidence.score, entry.evidence.count) == ("rejected", 0.97, 3)
