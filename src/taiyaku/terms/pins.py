"""Glossary entries -> readings that win over the dictionary."""

from __future__ import annotations

from collections.abc import Iterable

from taiyaku.model import Override, TermEntry
from taiyaku.readings.kana import has_kanji

_SHORTEST = 2  # 米 alone is べい in front of a noun and こめ elsewhere: the readings decide that


def pinned_readings(entries: Iterable[TermEntry]) -> tuple[Override, ...]:
    """Return the readings that approved entries give for their canonical spelling.

    ``国務長官, こくむちょうかん`` pins 国務長官; a name in katakana needs no pin, nor does a single character.
    """
    return tuple(
        Override(entry.ja, entry.reading, origin="glossary")
        for entry in entries
        if entry.status == "approved" and entry.reading and has_kanji(entry.ja) and len(entry.ja) >= _SHORTEST
    )
