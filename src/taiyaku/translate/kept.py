"""What programs answered, as a table that is kept and that people can read: ``drafts.tsv`` of an output folder.

Header ``key engine ja en``. ``key`` is a digest of the exact sentence, ``engine`` names the model by its content or the
command by its words, ``en`` is the answer as it came. Rows whose engine is ``file`` have the digest of a text that was
written for people to edit, so that no edited one is ever overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from taiyaku.errors import TableError

COLUMNS = ("key", "engine", "ja", "en")
FILE = "file"
_DIGITS = 16

#: English (or "" for a file) by engine and key, and the Japanese (or the file's name) beside it.
Kept = dict[tuple[str, str], tuple[str, str]]


def key_of(text: str) -> str:
    """Return the digest by which a text is known: 16 hexadecimal digits."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def read_kept(text: str, source: str) -> Kept:
    """Return the rows of a table; none for an empty text.

    :raises TableError: a row that is none: every such line. Correcting or deleting it mends the table.
    """
    kept: Kept = {}
    problems = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        cells = line.split("\t")
        if number == 1 and tuple(cells) != COLUMNS:
            raise TableError(source, [(1, f"not a table of drafts: expected the columns {' '.join(COLUMNS)}")])
        if number == 1 or not line:
            continue
        if len(cells) != len(COLUMNS) or len(cells[0]) != _DIGITS or not cells[1]:
            problems.append((number, f"expected {len(COLUMNS)} cells: {' '.join(COLUMNS)}; delete the line"))
        else:
            kept[cells[1], cells[0]] = (cells[2], cells[3])
    if problems:
        raise TableError(source, problems)
    return kept


def write_kept(kept: Mapping[tuple[str, str], tuple[str, str]]) -> str:
    """Return the table, a row a line, in the order in which the answers came."""
    rows = [COLUMNS, *((key, engine, ja, en) for (engine, key), (ja, en) in kept.items())]
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def answers_of(kept: Kept, engine: str, sentences: Iterable[str]) -> dict[str, str]:
    """Return what an engine answered to these sentences, as far as it did."""
    found = ((sentence, kept.get((engine, key_of(sentence)))) for sentence in sentences)
    return {sentence: row[1] for sentence, row in found if row}
