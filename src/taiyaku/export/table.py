"""Rows -> CSV and TSV text that no spreadsheet garbles or runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from taiyaku.csv_table import FORMULA_STARTS, harmless
from taiyaku.markup import xml_safe


def csv_text(rows: Iterable[Sequence[str]], inert: bool = True) -> str:
    """Return a CSV as RFC 4180 quotes it, with ``\\n`` line ends; cells that would run get an apostrophe in front.

    Control characters, which no table can hold, become U+FFFD, as in XML.

    :param inert: false for files that go into another tool: it would take the apostrophe for part of the term, so
        only cells that can do harm get one (``=1+1``, not ``-san``).
    """
    buffer = io.StringIO()
    quiet = _inert if inert else harmless
    csv.writer(buffer, lineterminator="\n").writerows([quiet(xml_safe(cell)) for cell in row] for row in rows)
    return buffer.getvalue()


def tsv_text(rows: Iterable[Sequence[str]], inert: bool = False) -> str:
    """Return one row a line, cells by tabs; tabs and line ends inside cells become spaces (TSV has no quoting).

    :param inert: for files that people open in a spreadsheet: cells that can do harm get an apostrophe in front.
    """
    quiet = harmless if inert else str
    return "".join("\t".join(quiet(xml_safe(" ".join(cell.split()))) for cell in row) + "\n" for row in rows)


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell
