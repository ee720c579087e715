"""The Yomitan dictionary: what its published schemas ask of index, term banks and tag banks (format 3)."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from consumers import ENTRIES
from taiyaku.export.glossary_yomitan import glossary_yomitan
from taiyaku.model import TermEntry


def opened(data: bytes) -> dict[str, object]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: json.loads(archive.read(name)) for name in archive.namelist()}


def check_term(row: object) -> None:
    """dictionary-term-bank-v3-schema.json: an array of exactly eight."""
    assert isinstance(row, list)
    term, reading, tags, rules, score, definitions, sequence, term_tags = row
    assert all(isinstance(text, str) for text in (term, reading, rules, term_tags))
    assert tags is None or isinstance(tags, str)
    assert isinstance(score, int | float)
    assert isinstance(sequence, int)
    assert isinstance(definitions, list)
    assert definitions
    assert all(isinstance(definition, str) and definition for definition in definitions)


def test_the_files_are_as_the_schemas_ask() -> None:
    files = opened(glossary_yomitan(ENTRIES, "町のニュース"))
    assert list(files) == ["index.json", "tag_bank_1.json", "term_bank_1.json"]
    index = files["index.json"]
    assert isinstance(index, dict)
    assert {"title", "revision", "format"} <= set(index)
    assert (index["title"], index["format"], index["sourceLanguage"], index["targetLanguage"]) == (
        "町のニュース",
        3,
        "ja",
        "en",
    )
    allowed = {"title", "revision", "format", "sequenced", "author", "description", "sourceLanguage", "targetLanguage"}
    assert set(index) <= allowed
    bank = files["term_bank_1.json"]
    assert isinstance(bank, list)
    for row in bank:
        check_term(row)
    tags = files["tag_bank_1.json"]
    assert isinstance(tags, list)
    for name, category, order, notes, score in tags:
        assert all(isinstance(text, str) for text in (name, category, notes))
        assert isinstance(order, int)
        assert isinstance(score, int)
    known = {row[0] for row in tags}
    assert all({row[2], row[7]} <= known for row in bank)


def test_a_term_has_its_reading_and_its_spellings() -> None:
    bank = opened(glossary_yomitan(ENTRIES))["term_bank_1.json"]
    assert isinstance(bank, list)
    rows = {row[0]: row for row in bank}
    assert rows["港湾協定"][1] == "こうわんきょうてい"
    assert rows["アンナ・ベルク"][1] == ""  # kana reads itself
    assert rows["アンナ・ベルク"][5] == ["Anna Berg", "Mayor of a town", "also: Berg, A. Berg"]
    assert rows["ベルク"][6] == rows["アンナ・ベルク"][6]
    assert rows["漁協"][4] < rows["円"][4]
    assert rows["𠮷野家🍚"][5] == ["Yoshinoya 🍚"]


def test_bytes_change_with_the_content_only() -> None:
    first = glossary_yomitan(ENTRIES)
    assert first == glossary_yomitan(ENTRIES)
    index = opened(first)["index.json"]
    other = opened(glossary_yomitan([*ENTRIES, TermEntry("x", "新語", "new")]))["index.json"]
    assert isinstance(index, dict)
    assert isinstance(other, dict)
    assert index["revision"] != other["revision"]


def test_large_glossaries_have_several_banks() -> None:
    entries = [TermEntry(f"term-{n}", f"語{n}", f"word {n}") for n in range(10_001)]
    files = opened(glossary_yomitan(entries))
    assert [len(files[f"term_bank_{n}.json"]) for n in (1, 2)] == [10_000, 1]  # type: ignore[arg-type]


@pytest.mark.parametrize("entries", [(), ENTRIES])
def test_an_empty_glossary_is_a_dictionary_too(entries: tuple[TermEntry, ...]) -> None:
    assert isinstance(opened(glossary_yomitan(entries))["term_bank_1.json"], list)
