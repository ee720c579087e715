"""Glossary entries -> readings that win over the dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable

from taiyaku.model import Override, TermEntry
from taiyaku.readings.kana import KANJI_CLASS

_READ = re.compile(f"[{KANJI_CLASS}A-Z]")
_SHORTEST = 2  # 米 alone is べい in front of a noun and こめ elsewhere: the readings decide that


def pinned_readings(entries: Iterable[TermEntry]) -> tuple[Override, ...]:
    """Return the readings that approved entries give for their canonical spelling.

    ``国務長官, こくむちょうかん`` pins 国務長官, ``NATO, なとー`` NATO; a name in katakana needs no pin, and a single
    character none that holds everywhere.
    """
    return tuple(
        Override(entry.ja, entry.reading, origin="glossary")
        for entry in entries
        if entry.status == "approved" and entry.reading and _READ.search(entry.ja) and len(entry.ja) >= _SHORTEST
    )
