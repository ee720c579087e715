"""Glossary CSV -> TermEntry records: the shipped ``glossary/*.csv`` and the user's own files.

Columns (design: the native glossary CSV): only ``ja`` and ``en`` are required; unknown columns are kept in
``TermEntry.extra``. Rows whose first cell begins with ``#`` are notes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from taiyaku.errors import TableError
from taiyaku.model import Evidence, TermEntry

COLUMNS = (
    *("id", "ja", "reading", "romaji", "en", "type", "variants_ja", "variants_en", "status", "note"),
    *("context_ja", "context_en", "source", "count", "score", "origin"),
)
TYPES = ("person", "place", "organisation", "treaty", "event", "acronym", "loanword", "term")
STATUSES = ("approved", "proposed", "rejected")
ORIGINS = ("curated", "mined", "dictionary")
#: First characters that make a spreadsheet run a cell; written behind an apostrophe, read without it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


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
    for line, cells, faults in _rows(text, source):
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


def merge(*ranked: Iterable[TermEntry]) -> tuple[TermEntry, ...]:
    """Join glossaries, most trusted first: a spelling belongs to the first entry that claims it.

    The user's ``プーチン,Poutine`` takes プーチン away from the shipped ウラジーミル・プーチン, which keeps its other
    spellings. Rejected entries claim their spellings too, so that nothing brings them back.
    """
    claimed: set[str] = set()
    merged: list[TermEntry] = []
    for entry in (entry for entries in ranked for entry in entries):
        spellings = [surface for surface in entry.surfaces if surface not in claimed]
        claimed.update(spellings)
        if spellings:
            merged.append(replace(entry, ja=spellings[0], variants_ja=tuple(spellings[1:])))
    return tuple(merged)


def _rows(text: str, source: str) -> Iterator[tuple[int, dict[str, str], list[str]]]:
    """Yield line number, cells by column name and what is wrong with the row's shape."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    columns: list[str] = []
    line = 1
    try:
        for row in reader:
            start, line = line, reader.line_num + 1
            if not any(row) or row[0].startswith("#"):
                continue
            if not columns:
                columns = [cell.strip() for cell in row]
                _check_header(columns, source, start)
                continue
            faults = [f"{len(row)} cells in {len(columns)} columns"] if len(row) > len(columns) else []
            yield start, dict(zip(columns, map(_plain, row), strict=False)), faults
    except csv.Error as error:
        cause = "a quote is opened and never closed" if "unexpected end" in str(error) else str(error)
        raise TableError(source, [(line, cause)]) from None
    if not columns:
        raise TableError(source, [(1, "no header row; the first row names the columns, at least ja,en")])


def _check_header(columns: Sequence[str], source: str, line: int) -> None:
    problems = [(line, f"no column '{name}' in the header") for name in ("ja", "en") if name not in columns]
    problems += [
        (line, f"column '{name}' stands twice") for name in sorted({c for c in columns if columns.count(c) > 1})
    ]
    if problems:
        raise TableError(source, problems)


def _plain(cell: str) -> str:
    """Take back the apostrophe that kept a spreadsheet from running the cell."""
    cell = cell.strip(" \u3000")
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _faults(cells: Mapping[str, str]) -> list[str]:
    faults = [f"no text in column '{name}'" for name in ("ja", "en") if not cells.get(name)]
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
    return TermEntry(
        id=cells.get("id") or fallback_id,
        ja=cells["ja"],
        en=cells["en"],
        reading=cells.get("reading", ""),
        romaji=cells.get("romaji", ""),
        type=cells.get("type") or "term",
        variants_ja=_split(cells.get("variants_ja", "")),
        variants_en=_split(cells.get("variants_en", "")),
        status=cells.get("status") or "approved",
        note=cells.get("note", ""),
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


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))
