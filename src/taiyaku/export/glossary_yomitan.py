"""TermEntry records -> a Yomitan dictionary zip (format 3), which Readest takes too."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence

from taiyaku.export.glossary_presets import pairs
from taiyaku.model import TermEntry

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the oldest date a zip can hold: no build dates, same bytes each time


def glossary_yomitan(entries: Sequence[TermEntry], title: str = "taiyaku", revision: str = "1") -> bytes:
    """Return the zip: ``index.json`` and one term bank with rows of exactly eight cells.

    term, reading, definition tags, rules, score, definitions, sequence, term tags.
    """
    index = {
        "title": title,
        "revision": revision,
        "format": 3,
        "sequenced": True,
        "author": "taiyaku",
        "sourceLanguage": "ja",
        "targetLanguage": "en",
    }
    numbers = {entry.id: number for number, entry in enumerate(entries, 1)}
    bank = [
        [
            ja,
            entry.reading if ja == entry.ja else "",
            entry.type,
            "",
            0,
            [_definition(entry)],
            numbers[entry.id],
            entry.status,
        ]
        for ja, _, entry in pairs(entries)
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("index.json", index), ("term_bank_1.json", bank)):
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    return buffer.getvalue()


def _definition(entry: TermEntry) -> str:
    return f"{entry.en} — {entry.note}" if entry.note else entry.en
