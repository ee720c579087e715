"""TermEntry records -> the native glossary CSV, which ``terms.curated`` reads back without loss."""

from __future__ import annotations

from collections.abc import Sequence

from taiyaku.export.table import csv_text
from taiyaku.model import TermEntry
from taiyaku.terms.curated import COLUMNS, written_id


def glossary_csv(entries: Sequence[TermEntry], excel: bool = False) -> str:
    """Return the glossary with every column, unknown ones last; ``excel`` puts a BOM in front for spreadsheets."""
    extra = list(dict.fromkeys(name for entry in entries for name, _ in entry.extra))
    rows = [[*COLUMNS, *extra], *(_row(entry, extra) for entry in entries)]
    return ("\ufeff" if excel else "") + csv_text(rows)


def _row(entry: TermEntry, extra: Sequence[str]) -> list[str]:
    evidence, others = entry.evidence, dict(entry.extra)
    return [
        *(written_id(entry), entry.ja, entry.reading, entry.romaji, entry.en, entry.type),
        *("|".join(entry.variants_ja), "|".join(entry.variants_en), entry.status, entry.note),
        *(evidence.context_ja, evidence.context_en, evidence.source),
        *(str(evidence.count), f"{evidence.score:.2f}", entry.origin),
        *(others.get(name, "") for name in extra),
    ]
