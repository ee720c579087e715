"""TermEntry records -> a Yomitan dictionary zip (format 3), which Readest takes too."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from taiyaku.archive import zipped
from taiyaku.export.glossary_presets import pairs
from taiyaku.export.statuses import english
from taiyaku.model import TermEntry
from taiyaku.terms.curated import STATUSES, TYPES

_BANK = 10_000  # terms a file
_CATEGORIES = {"person": "name", "place": "name", "organisation": "name"}


def glossary_yomitan(entries: Sequence[TermEntry], title: str = "taiyaku") -> bytes:
    """Return the zip: ``index.json``, ``tag_bank_1.json`` and term banks with rows of exactly eight cells.

    term, reading, definition tags, rules, score, definitions, sequence, term tags. The revision is a hash of the
    content: Yomitan takes a changed dictionary for a new revision of the same title.
    """
    rows = [_row(number, ja, entry) for number, ja, entry in _numbered(entries)]
    banks = [rows[at : at + _BANK] for at in range(0, len(rows), _BANK)] or [[]]
    tags = [[name, _CATEGORIES.get(name, ""), 0, f"taiyaku: {name}", 0] for name in (*TYPES, *STATUSES)]
    files = [("tag_bank_1.json", _json(tags))]
    files += [(f"term_bank_{number}.json", _json(bank)) for number, bank in enumerate(banks, 1)]
    revision = hashlib.sha256("".join(content for _, content in files).encode()).hexdigest()[:12]
    index = {
        "title": title,
        "revision": revision,
        "format": 3,
        "sequenced": True,
        "author": "taiyaku",
        "description": "Names and terms of Japanese articles with their English",
        "sourceLanguage": "ja",
        "targetLanguage": "en",
    }
    return zipped([("index.json", _json(index)), *files])


def _numbered(entries: Sequence[TermEntry]) -> list[tuple[int, str, TermEntry]]:
    numbers = {id(entry): number for number, entry in enumerate(entries, 1)}
    return [(numbers[id(entry)], ja, entry) for ja, _, entry in pairs(entries)]


def _row(number: int, ja: str, entry: TermEntry) -> list[object]:
    score = {"approved": 0, "proposed": -1}.get(entry.status, -2)
    reading = entry.reading if ja == entry.ja and not _is_kana(ja) else ""
    return [ja, reading, entry.type, "", score, _definitions(entry), number, entry.status]


def _is_kana(text: str) -> bool:
    return all("\u3040" <= character <= "\u30ff" for character in text)


def _definitions(entry: TermEntry) -> list[str]:
    """One text a line of the pop-up: English, what it is, other English spellings."""
    head, *others = english(entry)
    parts = (head, entry.note, f"also: {', '.join(others)}" if others else "")
    return [part for part in parts if part]


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
