"""Acronyms beside what they stand for: 北大西洋条約機構(NATO), North Atlantic Treaty Organization (NATO)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from taiyaku.model import Sentence, TermEntry
from taiyaku.readings.kana import KANJI_CLASS
from taiyaku.terms.candidates import ACRONYM
from taiyaku.terms.variants import joined_variants

#: What before a term says that it is the end of a longer one: Dock before Workers Union.
_NOUN = re.compile(f"[{KANJI_CLASS}ァ-ヺー]$")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]*(?:\s(?:of|for|and|the|on|in))*\s$")


def with_acronyms(
    entries: Sequence[TermEntry], japanese: Iterable[Sentence], english: Iterable[Sentence]
) -> tuple[TermEntry, ...]:
    """Return mined entries with an acronym and its long form in one entry where either language says they are one.

    ``北大西洋条約機構(NATO)`` makes NATO a variant of 北大西洋条約機構, in both languages.
    """
    ja, en = "\n".join(one.text for one in japanese), "\n".join(one.text for one in english)
    acronyms = {entry.ja: entry for entry in entries if ACRONYM.fullmatch(entry.ja)}
    owner = {short: long.ja for short in acronyms if (long := _long_form(short, entries, ja, en)) is not None}
    rows = []
    for entry in entries:
        if entry.ja in owner:
            continue
        for short in (short for short, long in owner.items() if long == entry.ja):
            entry = replace(joined_variants(entry, acronyms[short]), type=_kind(entry))
        rows.append(entry)
    return tuple(rows)


def _kind(entry: TermEntry) -> str:
    return entry.type if entry.type != "term" else "organisation"


def _long_form(short: str, entries: Sequence[TermEntry], ja: str, en: str) -> TermEntry | None:
    """Return the entry that the text says the acronym is short for."""
    behind = rf"\s*[(（「]\s*{re.escape(short)}\s*[)）」]"
    longer = [entry for entry in entries if len(entry.ja) > len(short) or not ACRONYM.fullmatch(entry.ja)]
    for text, before, side in ((ja, _NOUN, "ja"), (en, _CAPITAL, "en")):
        for entry in longer:
            found = re.search(re.escape(getattr(entry, side)) + behind, text) if entry.ja != short else None
            if found and not before.search(text, 0, found.start()):
                return entry
    return None
