"""Tables of other tools -> TermEntry records: with their header (Weblate, Lute, memoQ, UTX, Google) or without.

Without a header a row has two to five cells: the two terms, then what DeepL (languages, relevance) or OmegaT
(a comment) puts behind them.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from taiyaku.csv_table import as_meant, control_fault
from taiyaku.errors import TableError
from taiyaku.model import TermEntry
from taiyaku.terms.curated import TYPES

#: What columns of other tools are to us. ``left`` and ``right`` are the two terms: the Japanese decides which is which.
_ROLES = {
    **dict.fromkeys(("ja", "jp", "ja-jp", "jpn", "japanese", "日本語", "用語", "和文"), "ja"),
    **dict.fromkeys(("en", "en-us", "en-gb", "eng", "english", "英語", "英訳", "英文"), "en"),
    **dict.fromkeys(("source", "src", "term", "原語", "原文"), "left"),
    **dict.fromkeys(("target", "tgt", "translation", "訳語", "訳文"), "right"),
    **dict.fromkeys(("note", "notes", "comment", "comments", "description", "translator_comments", "備考"), "note"),
    **dict.fromkeys(("reading", "pronunciation", "読み"), "reading"),
    **dict.fromkeys(("type", "context", "tags"), "type"),
    **dict.fromkeys(("term status", "fuzzy"), "status"),
}
_STATUSES = {"forbidden": "rejected", "provisional": "proposed", "true": "proposed"}
_JAPANESE = re.compile(r"[\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]")
_KANA = re.compile(r"[\u3041-\u3096ー・]+")
_LANGUAGE = re.compile(r"(ja|jp|en)([-_][a-z]{2,4})?", re.I)
_MOST, _LEAST = 5, 2


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the file: its line and its cells by role."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, role: str) -> str:
        return self.cells.get(role, "")


def parse_table(text: str, source: str) -> tuple[TermEntry, ...]:
    """Return the entries of a table with two to five columns, or with the header of another tool.

    ``プーチン,Putin`` and ``Putin,プーチン`` give the same entry; so does ``プーチン,Putin,ja,en,3``.

    :raises TableError: every row with too few or too many cells or an empty term; no Japanese in the whole file.
    """
    rows, roles = _cells(text, source)
    problems: list[tuple[int, str]] = []
    found: list[_Row] = []
    for line, cells in rows:
        fault = _fault(cells, roles) or control_fault(cells)
        if fault:
            problems.append((line, fault))
        else:
            found.append(_Row(line, dict(zip(roles or _guessed_roles(cells), cells, strict=False))))
    if not problems:
        entries, problems = _entries(found, source)
    if problems:
        raise TableError(source, problems)
    return entries


def _cells(text: str, source: str) -> tuple[list[tuple[int, list[str]]], tuple[str, ...]]:
    """Return the rows with their line numbers, and the roles of the columns where a header names them."""
    rows: list[tuple[int, list[str]]] = []
    roles: tuple[str, ...] = ()
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    tabs = "\t" in first or text.lower().startswith("#utx")
    delimiter = "\t" if tabs else ";" if ";" in first and "," not in first else ","
    try:
        for line, cells in _lines(text, delimiter):
            named = _header(cells)
            if named and not rows and not roles:
                roles = named
            elif any(cells) and not cells[0].startswith("#"):
                rows.append((line, cells))
    except csv.Error as error:
        cause = "a quote is opened and never closed" if "unexpected end" in str(error) else str(error)
        raise TableError(source, [(text.count("\n") + 1, cause)]) from None
    if not rows:
        raise TableError(source, [(1, "no terms in this file")])
    return rows, roles


def _lines(text: str, delimiter: str) -> Iterable[tuple[int, list[str]]]:
    """Yield line number and cells of each row; tab files have no quotes, a term may begin with one there."""
    if delimiter == "\t":
        for line, row in enumerate(text.splitlines(), 1):
            yield line, [cell.strip(" \u3000") for cell in row.split("\t")]
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        yield line, [as_meant(cell.strip(" \t\u3000")) for cell in cells]
        line = reader.line_num + 1


def _header(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the roles of a header's columns, () for any other row; UTX has its header behind a ``#``."""
    if _guessed_roles(cells)[2:] != ("note",):  # NATO,NATO,JA,EN is a row of DeepL's
        return ()
    names = [cell.lstrip("#").strip().casefold() for cell in cells]
    roles = tuple(_ROLES.get(name, "") for name in names)
    return roles if {"ja", "en"} <= set(roles) or {"left", "right"} <= set(roles) else ()


def _guessed_roles(cells: Sequence[str]) -> tuple[str, ...]:
    """Roles of a row without header: behind the terms stand two languages (DeepL) or a comment (OmegaT)."""
    if len(cells) > 3 and all(_LANGUAGE.fullmatch(cell) for cell in cells[2:4]):
        return ("left", "right", "left language", "right language")
    return ("left", "right", "note")


def _fault(cells: Sequence[str], roles: Sequence[str]) -> str:
    if roles:
        return f"{len(cells)} cells in {len(roles)} columns" if len(cells) > len(roles) else ""
    if not _LEAST <= len(cells) <= _MOST:
        cell = "one cell" if len(cells) == 1 else f"{len(cells)} cells"
        return f"{cell}; a glossary without a header row has {_LEAST} to {_MOST}: the two terms, then comments"
    return ""


def _entries(rows: Sequence[_Row], source: str) -> tuple[tuple[TermEntry, ...], list[tuple[int, str]]]:
    """Return the entries, or what is wrong with the rows."""
    swapped = _is_swapped(rows)
    problems: list[tuple[int, str]] = []
    entries: list[TermEntry] = []
    named = any("ja" in row.cells for row in rows)
    if not named and not any(_JAPANESE.search(row["left"] + row["right"]) for row in rows):
        return (), [(rows[0].line, "no Japanese in the first two columns of this file")]
    for row in rows:
        ja, en = (
            (row["ja"], row["en"]) if named else (row["right"], row["left"]) if swapped else (row["left"], row["right"])
        )
        problems += [(row.line, f"no {name} term") for name, term in (("Japanese", ja), ("English", en)) if not term]
        entries.append(_entry(row, ja, en, named, f"{source}:{row.line}"))
    return tuple(entries), problems


def _is_swapped(rows: Sequence[_Row]) -> bool:
    """Whether the English stands first: DeepL's language columns say so, or the script does."""
    languages = [row["left language"] for row in rows if row["left language"]]
    if languages:
        return languages[0].lower().startswith("en")
    left, right = (sum(bool(_JAPANESE.search(row[side])) for row in rows) for side in ("left", "right"))
    return right > left


def _entry(row: _Row, ja: str, en: str, alternatives: bool, id_: str) -> TermEntry:
    """Make the entry; under ``Japanese`` and ``English`` (memoQ) terms may have alternatives parted by |."""
    surfaces, english = (_parted(ja), _parted(en)) if alternatives else ([ja], [en])
    reading, note = row["reading"], row["note"]
    head, _, rest = note.partition("; ")
    if not reading and _KANA.fullmatch(head):  # our own exports put the reading there
        reading, note = head, rest
    return TermEntry(
        id=id_,
        ja=surfaces[0],
        en=english[0],
        reading=reading,
        type=row["type"] if row["type"] in TYPES else "term",
        variants_ja=tuple(surfaces[1:]),
        variants_en=tuple(english[1:]),
        status=_STATUSES.get(row["status"].casefold(), "approved"),
        note=note,
    )


def _parted(cell: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip())) or [cell]
