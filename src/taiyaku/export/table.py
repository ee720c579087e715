"""Rows -> CSV and TSV text that no spreadsheet garbles or runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from taiyaku.terms.curated import FORMULA_STARTS


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return RFC 4180 text with ``\\n`` line ends; cells that would run in a spreadsheet get an apostrophe in front."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([_inert(cell) for cell in row] for row in rows)
    return buffer.getvalue()


def tsv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return one row a line, cells by tabs; tabs and line ends inside cells become spaces (TSV has no quoting)."""
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
