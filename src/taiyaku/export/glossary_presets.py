"""TermEntry records -> the simple tables that CAT and learning tools import.

Shapes from the tools' manuals: DeepL API glossaries (source,target; no header; a source only once; 1024 bytes a term),
Google Cloud Translation (two columns, no header), Weblate (header of PO fields), OmegaT (UTF-8 tab file, comment line
first), memoQ (header row, alternatives by |), Lute (language, term, translation, parent, status, tags, pronunciation),
Anki (text import headers).
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence

from taiyaku.export.table import csv_text, tsv_text
from taiyaku.model import TermEntry

_DEEPL_BYTES = 1024


def pairs(entries: Sequence[TermEntry]) -> Iterator[tuple[str, str, TermEntry]]:
    """Yield each Japanese spelling with its English; of a spelling used twice the first entry counts.

    Single characters (米, ロ) are left out: these tools would find them inside other words.
    """
    seen: set[str] = set()
    for entry in entries:
        for surface in entry.surfaces:
            if surface not in seen and len(surface) > 1:
                seen.add(surface)
                yield surface, entry.en, entry


def deepl(entries: Sequence[TermEntry]) -> str:
    """CSV for DeepL: source,target without header; terms over 1024 bytes are left out."""
    return csv_text((ja, en) for ja, en, _ in pairs(entries) if max(_bytes(ja), _bytes(en)) <= _DEEPL_BYTES)


def google(entries: Sequence[TermEntry]) -> str:
    """CSV for Google Cloud Translation: two columns, no header."""
    return csv_text((ja, en) for ja, en, _ in pairs(entries))


def weblate(entries: Sequence[TermEntry]) -> str:
    """CSV for Weblate glossaries, with its header."""
    header = ("location", "source", "target", "ID", "fuzzy", "context", "translator_comments", "developer_comments")
    rows = (
        (entry.evidence.source, ja, en, "", _fuzzy(entry), entry.type, _comment(entry), "")
        for ja, en, entry in pairs(entries)
    )
    return csv_text([header, *rows])


def omegat(entries: Sequence[TermEntry]) -> str:
    """Tab file for OmegaT (save as .txt or .utf8 in the project's glossary folder)."""
    head = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"
    return head + tsv_text((ja, en, _comment(entry)) for ja, en, entry in pairs(entries) if not ja.startswith("#"))


def memoq(entries: Sequence[TermEntry]) -> str:
    """Tab file for memoQ term bases: alternatives split by |, which its import dialog asks for."""
    rows = (("|".join(entry.surfaces), "|".join((entry.en, *entry.variants_en)), _comment(entry)) for entry in entries)
    return tsv_text([("Japanese", "English", "Note"), *rows])


def lute(entries: Sequence[TermEntry]) -> str:
    """CSV for Lute v3 term import; variants have the canonical spelling as parent."""
    header = ("language", "term", "translation", "parent", "status", "tags", "pronunciation")
    rows = (
        (
            "Japanese",
            ja,
            en,
            "" if ja == entry.ja else entry.ja,
            "1",
            entry.type,
            entry.reading if ja == entry.ja else "",
        )
        for ja, en, entry in pairs(entries)
    )
    return csv_text([header, *rows])


def anki_text(entries: Sequence[TermEntry]) -> str:
    """Text for Anki's import (File > Import): the id is the first field, so that importing again updates."""
    columns = ("Id", "Expression", "ExpressionReading", "MainDefinition", "Sentence", "SentenceTranslation", "Tags")
    head = f"#separator:tab\n#html:true\n#columns:{chr(9).join(columns)}\n#tags column:{len(columns)}\n"
    rows = (
        (
            *(entry.id, entry.ja, entry.reading, entry.en),
            *(entry.evidence.context_ja, entry.evidence.context_en, f"taiyaku {entry.type}"),
        )
        for entry in entries
    )
    return head + tsv_text(tuple(html.escape(cell) for cell in row) for row in rows)


def _bytes(text: str) -> int:
    return len(text.encode())


def _fuzzy(entry: TermEntry) -> str:
    return "" if entry.status == "approved" else "True"


def _comment(entry: TermEntry) -> str:
    return "; ".join(part for part in (entry.reading, entry.note) if part)
