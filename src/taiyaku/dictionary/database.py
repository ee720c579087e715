"""The dictionary file of the package jamdict-data, opened read-only; the only importer of jamdict_data.

Tables (header of jamdict's schema): Entry/Kanji/Kana/Sense/SenseGloss are JMdict, NEEntry/NEKanji/… JMnedict,
character/reading/meaning KANJIDIC2. We read them with our own few queries and never write.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

#: Who is to be named wherever dictionary content is shown: name, licence, address.
CREDIT = (
    "JMdict, JMnedict and KANJIDIC2, © Electronic Dictionary Research and Development Group (EDRDG)",
    "CC BY-SA 4.0",
    "https://www.edrdg.org/edrdg/licence.html",
)
_CHUNK = 500  # SQLite allows 999 variables in the oldest versions still about


@cache
def connection() -> sqlite3.Connection:
    """Open the dictionary once, read-only."""
    import jamdict_data

    path = Path(jamdict_data.JAMDICT_DB_PATH).as_uri()
    return sqlite3.connect(f"{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@cache
def dictionary_version() -> str:
    """Return what tells this dictionary file from another: the version of its package."""
    return version("jamdict-data")


def rows(query: str, values: Iterable[object]) -> Iterator[tuple[object, ...]]:
    """Run ``query`` with its ``(?)`` filled by all ``values``, a chunk at a time, in a stable order of values.

    ``rows("SELECT idseq FROM Kanji WHERE text IN (?)", words)``
    """
    wanted = sorted(set(values))  # type: ignore[type-var]
    for at in range(0, len(wanted), _CHUNK):
        chunk: Sequence[object] = wanted[at : at + _CHUNK]
        yield from connection().execute(query.replace("(?)", f"({','.join('?' * len(chunk))})"), chunk)


def grouped(query: str, values: Iterable[object]) -> dict[object, list[str]]:
    """Run a two-column query like ``rows`` and gather the second column as text by the first."""
    found: dict[object, list[str]] = defaultdict(list)
    for key, value in rows(query, values):
        found[key].append(str(value))
    return found
