"""Glossary CSV -> TermEntry records: the shipped ``glossary/*.csv`` and the user's own files.

Columns (design: the native glossary CSV): only ``ja`` and ``en`` are required; unknown columns are kept in
``TermEntry.extra``. Rows whose first cell begins with ``#`` are notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from taiyaku.csv_table import as_meant, table_rows
from taiyaku.errors import TableError
from taiyaku.model import Evidence, TermEntry
from taiyaku.readings.kana import hiragana

#: How the ids begin of entries that were mined or suggested, and of rows without an id in the user's table; the rest is
#: the Japanese.
_FOUND = ("mined-", "suggested-", "own-")
_LINE_ID = re.compile(r".*:\d+")
_KATAKANA = re.compile("[ァ-ヺー・]+")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー・=＝\s-]+")
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_JOINED = re.compile("[、;；]")
#: A column of the user's: spellings of both languages that are known and not to be used (``export.statuses``).
_DEPRECATED = "deprecated"
COLUMNS = (
    *("id", "ja", "reading", "romaji", "en", "type", "variants_ja", "variants_en", "status", "note"),
    *("context_ja", "context_en", "source", "count", "score", "origin"),
)
REQUIRED = ("ja", "en")
TYPES = ("person", "place", "organisation", "treaty", "event", "acronym", "loanword", "term")
STATUSES = ("approved", "proposed", "rejected")
ORIGINS = ("curated", "mined", "dictionary")

#: How the note of a suggestion begins; an approved one needs it no more.
UNVERIFIED = "unverified"


def parse_glossary(text: str, source: str) -> tuple[TermEntry, ...]:
    """Return the entries of a glossary CSV in file order.

    ``ja,en`` + ``プーチン,Putin`` is a whole glossary; a BOM is accepted, so is every column of ``COLUMNS``.

    :param source: the file's name, for messages and as the entries' id prefix.
    :raises TableError: every wrong row: no ``ja``/``en`` column, empty cell, id used twice, unknown ``type``,
        ``status`` or ``origin``, a count or score that is no number, more cells than columns, an unclosed quote.
    """
    problems: list[tuple[int, str]] = []
    entries: list[TermEntry] = []
    lines_of_ids: dict[str, int] = {}
    for line, written, faults in table_rows(text, source, REQUIRED):
        cells = _cells(written)
        found = [*faults, *_faults(cells)]
        first = lines_of_ids.setdefault(cells.get("id", ""), line) if cells.get("id") else line
        if first != line:
            found.append(f"id '{cells['id']}' is used in line {first} already")
        problems.extend((line, fault) for fault in found)
        if not found:
            entries.append(_entry(cells, f"{source}:{line}"))
    if problems:
        raise TableError(source, problems)
    return tuple(entries)


def is_from_pages(id_: str) -> bool:
    """Tell whether an entry of this id came out of a build, and is in no other file: ``mined-プーチン``."""
    return id_.startswith(_FOUND)


def written_id(entry: TermEntry) -> str:
    """Return the id for a file that is given again: ``own-プーチン`` for a row that had none but its file and line."""
    return f"own-{entry.ja}" if _LINE_ID.fullmatch(entry.id) else entry.id


def merge(*ranked: Iterable[TermEntry]) -> tuple[TermEntry, ...]:
    """Join glossaries, most trusted first: a spelling belongs to the first entry that claims it.

    The user's ``プーチン,Poutine`` takes プーチン away from the shipped ウラジーミル・プーチン, which keeps its other
    spellings and tells it type and reading; with the shipped entry's id the row renames that entry, and what it leaves
    empty stays as shipped.
    Rejected entries claim their spellings too, so that nothing brings them back.
    """
    merged: dict[str, TermEntry] = {}
    for entry in (entry for entries in ranked for entry in entries):
        known = merged.get(entry.id)
        merged[entry.id] = _filled(known, entry) if known else entry
    claimed: dict[str, int] = {}
    kept: list[TermEntry] = []
    for entry in merged.values():
        for owner in {claimed[surface] for surface in entry.surfaces if surface in claimed}:
            kept[owner] = _described(kept[owner], entry)
        spellings = [surface for surface in dict.fromkeys(entry.surfaces) if surface not in claimed]
        claimed.update(dict.fromkeys(spellings, len(kept)))
        if spellings:
            kept.append(replace(entry, ja=spellings[0], variants_ja=tuple(spellings[1:])))
    return tuple(kept)


def _filled(trusted: TermEntry, other: TermEntry) -> TermEntry:
    """The more trusted entry of one id, with what it leaves empty and the spellings it does not name."""
    return replace(
        _described(trusted, other),
        romaji=trusted.romaji or (other.romaji if trusted.ja == other.ja else ""),
        variants_ja=_others(trusted.ja, *trusted.variants_ja, *other.surfaces),
        variants_en=_others(trusted.en, *trusted.variants_en, *other.variants_en),
        note=trusted.note or other.note,
    )


def _described(trusted: TermEntry, other: TermEntry) -> TermEntry:
    """The more trusted entry of a spelling, with the type and the reading that it does not name."""
    reading = other.reading if trusted.ja == other.ja else _kana_reading(trusted.ja)
    return replace(
        trusted,
        type=other.type if trusted.type == "term" else trusted.type,
        reading=trusted.reading or reading,
    )


def _kana_reading(ja: str) -> str:
    """Return the hiragana of a spelling in katakana, "" for any other."""
    return hiragana(ja) if _KATAKANA.fullmatch(ja) else ""


def _others(first: str, *spellings: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spelling for spelling in spellings if spelling != first))


def contradictions(text: str, source: str) -> tuple[tuple[int, str], ...]:
    """Return lines that are right each for itself and hardly meant so: a spelling with other English than before."""
    problems: list[tuple[int, str]] = []
    first: dict[str, tuple[int, TermEntry]] = {}
    for line, written, _ in table_rows(text, source, REQUIRED):
        cells = _cells(written)
        entry = _entry(cells, "")
        for surface in entry.surfaces:
            before, other = first.setdefault(surface, (line, entry))
            unlike = (other.en.casefold(), other.status) != (entry.en.casefold(), entry.status)
            if before != line and unlike and surface in (entry.ja, other.ja):
                problems.append((line, f"'{surface}' is '{other.en}' ({other.status}) in line {before}, which counts"))
        if entry.reading and not _KANA.fullmatch(entry.reading):
            problems.append((line, f"reading '{entry.reading}' is not kana"))
        joined = next((variant for variant in entry.variants_ja if _JOINED.search(variant)), "")
        if joined and joined != entry.ja:
            problems.append((line, f"'{joined}' is one spelling; several are parted by |"))
    return tuple(problems)


def _cells(written: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a row, without what a spreadsheet did to them: ``Approved``, ``1,00``."""
    cells = {name: as_meant(cell) for name, cell in written.items()}
    cells |= {name: cells[name].lower() for name in ("type", "status", "origin") if name in cells}
    return cells | {name: cells[name].replace(",", ".") for name in ("count", "score") if name in cells}


def _faults(cells: Mapping[str, str]) -> list[str]:
    faults = []
    for name, allowed in (("type", TYPES), ("status", STATUSES), ("origin", ORIGINS)):
        if cells.get(name) and cells[name] not in allowed:
            faults.append(f"{name} '{cells[name]}' is none of {' '.join(allowed)}")
    for name, number in (("count", int), ("score", float)):
        try:
            number(cells.get(name) or 0)
        except ValueError:
            faults.append(f"{name} '{cells[name]}' is no number")
    return faults


def _entry(cells: Mapping[str, str], fallback_id: str) -> TermEntry:
    avoided = _split(cells.get(_DEPRECATED, ""))
    foreign = (spelling for spelling in avoided if not _JAPANESE.search(spelling))
    approved = (cells.get("status") or "approved") == "approved"
    return TermEntry(
        id=_id(cells) or fallback_id,
        ja=cells["ja"],
        en=cells["en"],
        reading=cells.get("reading", ""),
        romaji=cells.get("romaji", ""),
        type=cells.get("type") or "term",
        variants_ja=_others("", *_split(cells.get("variants_ja", "")), *filter(_JAPANESE.search, avoided)),
        variants_en=_others("", *_split(cells.get("variants_en", "")), *foreign),
        status=cells.get("status") or "approved",
        note="" if approved and cells.get("note", "").startswith(UNVERIFIED) else cells.get("note", ""),
        origin=cells.get("origin") or "curated",
        evidence=Evidence(
            cells.get("context_ja", ""),
            cells.get("context_en", ""),
            cells.get("source", ""),
            int(cells.get("count") or 0),
            float(cells.get("score") or 1),
        ),
        extra=tuple((name, value) for name, value in cells.items() if name not in COLUMNS),
    )


def _id(cells: Mapping[str, str]) -> str:
    """Return the id of a row; one whose Japanese somebody corrected is no more what was found."""
    kind, _, named = cells.get("id", "").partition("-")
    return f"{kind}-{cells['ja']}" if is_from_pages(f"{kind}-") and named != cells["ja"] else cells.get("id", "")


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))
