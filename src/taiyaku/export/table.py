"""Rows -> CSV and TSV text that no spreadsheet garbles or runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from taiyaku.markup import xml_safe
from taiyaku.terms.curated import FORMULA_STARTS

#: Of what begins with + or -, only this can do anything: ``-san`` and ``+81`` are terms, ``-2+cmd|…`` is an attack.
_CALLS = re.compile(r"[(|!]")


def csv_text(rows: Iterable[Sequence[str]], inert: bool = True) -> str:
    """Return RFC 4180 text with ``\\n`` line ends; cells that would run in a spreadsheet get an apostrophe in front.

    Control characters, which no table can hold, become U+FFFD, as in XML.

    :param inert: false for files that go into another tool: it would take the apostrophe for part of the term, so
        only cells that can do harm get one (``=1+1``, not ``-san``).
    """
    buffer = io.StringIO()
    quiet = _inert if inert else _harmless
    csv.writer(buffer, lineterminator="\n").writerows([quiet(xml_safe(cell)) for cell in row] for row in rows)
    return buffer.getvalue()


def tsv_text(rows: Iterable[Sequence[str]], inert: bool = False) -> str:
    """Return one row a line, cells by tabs; tabs and line ends inside cells become spaces (TSV has no quoting).

    :param inert: for files that people open in a spreadsheet: cells that can do harm get an apostrophe in front.
    """
    quiet = _harmless if inert else str
    return "".join("\t".join(quiet(xml_safe(" ".join(cell.split()))) for cell in row) + "\n" for row in rows)


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def _harmless(cell: str) -> str:
    first = cell.lstrip("'")[:1]
    runs = first in FORMULA_STARTS and (first not in "+-" or _CALLS.search(cell))
    return f"'{cell}" if first and runs else cell
