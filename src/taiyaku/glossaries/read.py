"""A user's glossary, whatever tool it comes from: native CSV, tables of two to five columns, TBX, UTX.

The content decides, not the name: DeepL's website, OmegaT and memoQ all write ``.csv`` or ``.txt``.
"""

from __future__ import annotations

import codecs
from contextlib import suppress

from taiyaku.csv_table import with_commas
from taiyaku.errors import InputError, TableError
from taiyaku.glossaries.tables import parse_table
from taiyaku.glossaries.tbx import parse_tbx
from taiyaku.model import TermEntry
from taiyaku.terms.curated import REQUIRED, contradictions, parse_glossary

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_glossary(data: bytes, source: str) -> tuple[TermEntry, ...]:
    """Return the entries of a glossary file in file order.

    ``ja,en`` + ``プーチン,Putin`` is the native CSV; ``プーチン<TAB>Putin<TAB>president`` is one too, and so is
    ``Putin,プーチン,en,ja`` from DeepL: the Japanese decides which column is which.

    :param source: the file's name, for messages and as the entries' id prefix.
    :raises TableError: every wrong row, as ``source:line: problem``.
    :raises InputError: no text (a workbook), or none of UTF-8, UTF-16 with its mark and Shift_JIS.
    """
    if data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<" or data[:4] in (b"\xff\xfe<\0", b"\xfe\xff\0<"):
        return parse_tbx(data, source)
    text = with_commas(_decoded(data, source), REQUIRED)
    return parse_glossary(text, source) if _is_native(text) else parse_table(text, source)


def check_glossary(data: bytes, source: str) -> None:
    """Read a glossary, and look also for rows of our own table that can be read and are hardly meant so.

    :raises TableError: as ``read_glossary``, and rows that contradict each other.
    """
    read_glossary(data, source)
    text = "" if data.lstrip()[:1] == b"<" else with_commas(_decoded(data, source), REQUIRED)
    if problems := contradictions(text, source) if _is_native(text) else ():
        raise TableError(source, list(problems))


def _decoded(data: bytes, source: str) -> str:
    if data.startswith(b"PK"):
        raise InputError(source, "is a workbook or an archive; save the table as CSV UTF-8")
    try:
        return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        with suppress(UnicodeDecodeError):
            return data.decode("cp932")  # the CSV of a Japanese Excel
        raise InputError(source, f"not UTF-8 (byte {error.start}); save the table as CSV UTF-8") from None


def _is_native(text: str) -> bool:
    """Whether the first row names a column of ours: a header with a mistake in it is still a header."""
    rows = (line for line in text.splitlines() if line.strip(" \t\u3000,") and not line.startswith("#"))
    first = [cell.strip(' \t\u3000"') for cell in next(rows, "").split(",")]
    return any(name in first for name in REQUIRED) or (
        len(first) == 1 and first[0].isascii() and not set("\t;") & set(first[0])
    )
