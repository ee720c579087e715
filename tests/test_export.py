"""Exports: shapes from the tools' manuals, XML that parses, zips that are the same each time."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from xml.etree import ElementTree as ET

import pytest

from taiyaku.export import glossary_presets as presets
from taiyaku.export.anki_text import anki_text
from taiyaku.export.bitext_tmx import bitext_tmx
from taiyaku.export.glossary_tbx import glossary_tbx2, glossary_tbx3
from taiyaku.export.glossary_yomitan import glossary_yomitan
from taiyaku.model import Bead, Bitext, Evidence, Label, Sentence, TermEntry
from taiyaku.outputs import EXPORTS, exported

ENTRIES = (
    TermEntry(
        "putin",
        "ウラジーミル・プーチン",
        "Vladimir Putin",
        reading="うらじーみる・ぷーちん",
        type="person",
        variants_ja=("プーチン",),
        variants_en=("Putin",),
        note='the "boss", <b>',
    ),
    TermEntry(
        "tab", "表\tと\n行", "tab & line", status="proposed", evidence=Evidence("表の文。", "A sentence.", "page", 2)
    ),
    TermEntry("nul", "制御\x0b", "control \x00"),
    TermEntry("again", "プーチン", "Poutine"),
    TermEntry("long", "長" * 400, "long"),
)
V3 = "{urn:iso:std:iso:30042:ed-2}"


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))


def test_deepl_has_each_source_once_and_no_header() -> None:
    table = rows(presets.deepl(ENTRIES))
    assert table[0] == ["ウラジーミル・プーチン", "Vladimir Putin"]
    assert len({source for source, _ in table}) == len(table)
    assert all(len(cell.encode()) <= 1024 for row in table for cell in row)


@pytest.mark.parametrize("name", ["omegat", "memoq", "anki"])
def test_tab_files_have_one_line_a_row(name: str) -> None:
    lines = str(EXPORTS[name](ENTRIES)).splitlines()
    body = [line for line in lines if not line.startswith("#")]
    assert len({line.count("\t") for line in body}) == 1


def test_omegat_begins_with_its_coding_line() -> None:
    assert presets.omegat(ENTRIES).startswith("# Glossary in tab-separated format -*- coding: utf-8 -*-\n")


def test_weblate_and_lute_have_their_headers() -> None:
    assert rows(presets.weblate(ENTRIES))[0][1:3] == ["source", "target"]
    lute = rows(presets.lute(ENTRIES))
    assert lute[0] == ["language", "term", "translation", "parent", "status", "tags", "pronunciation"]
    assert lute[2][:4] == ["Japanese", "プーチン", "Putin", "ウラジーミル・プーチン"]


def test_anki_escapes_html() -> None:
    assert "<b>" not in anki_text([TermEntry("x", "<b>", "&")])


def test_tbx2_is_martif_with_status_and_reading() -> None:
    root = ET.fromstring(glossary_tbx2(ENTRIES))
    concept = root.find("text/body/termEntry")
    assert concept is not None
    assert [term.text for term in concept.iter("term")] == [
        "ウラジーミル・プーチン",
        "プーチン",
        "Vladimir Putin",
        "Putin",
    ]
    assert [note.text for note in concept.iter("termNote")][:2] == ["preferredTerm-admn-sts", "admittedTerm-admn-sts"]
    assert any("うらじーみる" in (note.text or "") for note in concept.iter("note"))


def test_tbx3_uses_the_levels_of_tbx_basic() -> None:
    root = ET.fromstring(glossary_tbx3(ENTRIES))
    assert root.get("type") == "TBX-Basic"
    for concept in root.iter(f"{V3}conceptEntry"):
        assert [child.get("type") for child in concept.findall(f"{V3}descrip")] == ["subjectField"]
    types = {note.get("type") for note in root.iter(f"{V3}termNote")}
    assert types == {"administrativeStatus", "termType", "partOfSpeech"}


def test_yomitan_rows_have_eight_cells_and_the_bytes_never_change() -> None:
    data = glossary_yomitan(ENTRIES)
    assert data == glossary_yomitan(ENTRIES)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert json.loads(archive.read("index.json"))["format"] == 3
        assert {len(row) for row in json.loads(archive.read("term_bank_1.json"))} == {8}


def test_tmx_holds_the_rows_with_both_sides() -> None:
    def side(*texts: str) -> tuple[Sentence, ...]:
        return tuple(Sentence(text, Label.BODY, i, 0, len(text)) for i, text in enumerate(texts, 1))

    ja, en = side("一。", "二。", "三&<\x0b。"), side("One.", "Two.", "Three.")
    beads = (Bead(range(2), range(1), 0.9), Bead(range(2, 3), range(1, 2), 0.4), Bead(range(3, 3), range(2, 3)))
    root = ET.fromstring(bitext_tmx(Bitext(ja, en, beads)).split("\n", 2)[2])
    assert [seg.text for seg in root.iter("seg")] == ["一。二。", "One.", "三&<\ufffd。", "Two."]
    strict = ET.fromstring(bitext_tmx(Bitext(ja, en, beads), min_score=0.5).split("\n", 2)[2])
    assert len(list(strict.iter("tu"))) == 1


@pytest.mark.parametrize(
    ("surface", "english"),
    [
        ("ミラン・ベネシュ", "Milan Benes"),
        ("ミランベネシュ", "Milan Benes"),
        ("ベネシュ", "Benes"),
        ("ベーネシュ", "Benes"),
    ],
)
def test_a_surname_alone_has_the_surname_in_tables_of_pairs(surface: str, english: str) -> None:
    entry = TermEntry(
        "p",
        "ミラン・ベネシュ",
        "Milan Benes",
        type="person",
        variants_ja=("ベネシュ", "ミランベネシュ", "ベーネシュ"),
        variants_en=("Benes",),
    )
    assert f"{surface},{english}\n" in presets.deepl([entry])


def test_words_and_titles_make_no_one_way_pairs() -> None:
    """A translation program would write Doll for every dollar, and drop the title of a president."""
    doll = TermEntry("d", "ベネディクト・ドル", "Benedikt Doll", type="person", variants_ja=("ドル",))
    ruto = TermEntry(
        "r", "ウィリアム・ルト", "William Ruto", type="person", variants_ja=("ルト大統領", "ウィリアムルト")
    )
    for name in ("deepl", "google", "omegat"):
        sources = [row[0] for row in rows(str(EXPORTS[name]((doll, ruto))), "\t" if name == "omegat" else ",")]
        assert sources[-3:] == ["ベネディクト・ドル", "ウィリアム・ルト", "ウィリアムルト"]


def test_what_is_rejected_goes_where_it_can_be_marked() -> None:
    entries = [TermEntry(status, status, status, status=status) for status in ("approved", "proposed", "rejected")]
    assert [entry.id for entry in exported("deepl", entries, True)] == ["approved", "proposed"]
    assert [entry.id for entry in exported("tbx3", entries, True)] == ["approved", "proposed", "rejected"]
    assert [entry.id for entry in exported("tbx3", entries, False)] == ["approved"]
    assert exported("csv", entries, False) == entries
