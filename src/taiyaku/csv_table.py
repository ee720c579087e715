"""The tables that users write (glossaries, overrides): rows by column name, with line numbers and what is wrong."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from taiyaku.errors import TableError


def table_rows(
    text: str, source: str, required: Sequence[str], known: Sequence[str] = ()
) -> Iterator[tuple[int, dict[str, str], list[str]]]:
    """Yield line number, cells by column name and the faults of each row of a CSV with a header.

    A BOM is accepted, outer blanks of cells are dropped, empty rows and rows that begin with ``#`` are notes. The
    faults of a row are an empty cell in a ``required`` column and more cells than columns.

    :param known: the columns there can be; empty: any.
    :raises TableError: no header, a required column missing, a column unknown or there twice, an unclosed quote.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    columns: list[str] = []
    line = 1
    try:
        for row in reader:
            start, line = line, reader.line_num + 1
            cells = [cell.strip(" \t\u3000") for cell in row]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if not columns:
                columns = cells
                _check_header(columns, source, start, required, known)
                continue
            found = dict(zip(columns, cells, strict=False))
            faults = [f"{len(row)} cells in {len(columns)} columns"] if len(row) > len(columns) else []
            faults += [f"no text in column '{name}'" for name in required if not found.get(name)]
            yield start, found, faults
    except csv.Error as error:
        cause = "a quote is opened and never closed" if "unexpected end" in str(error) else str(error)
        raise TableError(source, [(line, cause)]) from None
    if not columns:
        names = ",".join(required)
        raise TableError(source, [(1, f"no header row; the first row names the columns, at least {names}")])


def _check_header(
    columns: Sequence[str], source: str, line: int, required: Sequence[str], known: Sequence[str]
) -> None:
    problems = [(line, f"no column '{name}' in the header") for name in required if name not in columns]
    problems += [(line, f"unknown column '{name}'") for name in columns if known and name not in known]
    twice = sorted({name for name in columns if columns.count(name) > 1})
    problems += [(line, f"column '{name}' stands twice") for name in twice]
    if problems:
        raise TableError(source, problems)
