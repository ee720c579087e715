"""The tables that users write (glossaries, overrides): rows by column name, with line numbers and what is wrong.

Also the apostrophe that keeps a spreadsheet from running a cell: ``=1+1`` is written ``'=1+1`` and read without it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from taiyaku.errors import TableError

#: What no cell can mean and XML cannot hold; tab, line feed and carriage return are text.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

#: First characters that make a spreadsheet run a cell; written behind an apostrophe, read without it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: Of what begins with + or -, only this can do anything: ``-san`` and ``+81`` are terms, ``-2+cmd|…`` is an attack.
_CALLS = re.compile(r"[(|!]")


def harmless(cell: str) -> str:
    """Return a cell with an apostrophe in front where a spreadsheet would run it: ``=1+1`` does harm, ``-san`` not."""
    first = cell.lstrip("'")[:1]
    runs = first in FORMULA_STARTS and (first not in "+-" or _CALLS.search(cell))
    return f"'{cell}" if first and runs else cell


def as_meant(cell: str) -> str:
    """Take back the apostrophe that kept a spreadsheet from running the cell."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def table_rows(
    text: str, source: str, required: Sequence[str], known: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str], list[str]]]:
    """Yield line number, cells by column name and the faults of each row of a CSV with a header.

    A BOM is accepted, outer blanks of cells are dropped, empty rows and rows that begin with ``#`` are notes. The
    faults of a row are an empty cell in a ``required`` column, a control character, more cells than columns.

    :param known: the columns there can be; empty: any.
    :raises TableError: no header, a required column missing, a column unknown or there twice, an unclosed quote.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    columns: list[str] = []
    line = 1
    try:
        for row in reader:
            start, line = line, reader.line_num + 1
            cells = [cell.strip(" \t\u3000").replace("\r\n", "\n") for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if not columns:
                columns = cells
                _check_header(columns, source, start, required, known)
                continue
            found = dict(zip(columns, cells, strict=False))
            faults = [f"{len(row)} cells in {len(columns)} columns"] if len(row) > len(columns) else []
            fault = control_fault(cells)
            faults += [fault] if fault else []
            faults += [f"no text in column '{name}'" for name in required if not found.get(name)]
            yield start, found, faults
    except csv.Error as error:
        cause = "a quote is opened and never closed" if "unexpected end" in str(error) else str(error)
        raise TableError(source, [(line, cause)]) from None
    if not columns:
        names = ",".join(required)
        raise TableError(source, [(1, f"no header row; the first row names the columns, at least {names}")])


def with_commas(text: str, required: Sequence[str]) -> str:
    """Return a table that a spreadsheet saved with tabs or semicolons as one with commas; any other as it is."""
    head = text.removeprefix("\ufeff").partition("\n")[0]
    for delimiter in "\t;":
        if set(required) <= {cell.strip(' "\r') for cell in head.split(delimiter)}:
            buffer = io.StringIO()
            rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
            with suppress(csv.Error):  # a cell of a megabyte: whoever reads the table says so
                csv.writer(buffer, lineterminator="\n").writerows(rows)
                return buffer.getvalue()
    return text


def control_fault(cells: Sequence[str]) -> str:
    """Return what is wrong with a row that holds a control character, "" for any other; tabs and line ends may be."""
    found = next((found for cell in cells if (found := _CONTROL.search(cell))), None)
    return f"control character U+{ord(found[0]):04X} in a cell" if found else ""


def _check_header(
    columns: Sequence[str], source: str, line: int, required: Sequence[str], known: Sequence[str]
) -> None:
    problems = [(line, f"no column '{name}' in the header") for name in required if name not in columns]
    problems += [(line, f"unknown column '{name}'") for name in columns if known and name not in known]
    twice = sorted({name for name in columns if columns.count(name) > 1})
    problems += [(line, f"column '{name}' stands twice") for name in twice]
    if problems:
        raise TableError(source, problems)
