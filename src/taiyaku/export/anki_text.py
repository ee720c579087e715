"""TermEntry records -> text for Anki's import (File > Import): the same note type and ids as in the package."""

from __future__ import annotations

import html
from collections.abc import Sequence

from taiyaku.export.anki_fields import escaped
from taiyaku.export.anki_models import DECKS, MODELS
from taiyaku.export.anki_notes import term_key
from taiyaku.model import TermEntry

_COLUMNS = (
    *("Id", "Expression", "ExpressionReading", "MainDefinition", "Sentence", "SentenceTranslation", "Glossary"),
    "MiscInfo",
)


def anki_text(entries: Sequence[TermEntry]) -> str:
    """Return tab-separated HTML with header lines; the id is the first field, so that importing again updates.

    Line ends in cells become ``<br>``, quotes and marks are escaped, so every entry is one line.
    """
    columns = (*_COLUMNS, "Tags")
    head = (
        f"#separator:tab\n#html:true\n#notetype:{MODELS['name'].name}\n#deck:{DECKS['name'][1]}\n"
        f"#columns:{chr(9).join(columns)}\n#tags column:{len(columns)}\n"
    )
    return head + "".join("\t".join(_cells(entry)) + "\n" for entry in entries)


def _cells(entry: TermEntry) -> tuple[str, ...]:
    meaning = entry.en + (f"\n{entry.note}" if entry.note else "")
    variants = ", ".join((*entry.variants_ja, *entry.variants_en))
    texts = (entry.ja, entry.reading, meaning, entry.evidence.context_ja, entry.evidence.context_en, variants)
    return (
        html.escape(f"name|{term_key(entry)}"),
        *(escaped(text) for text in (*texts, entry.evidence.source)),
        f"taiyaku taiyaku::{entry.type}",
    )
