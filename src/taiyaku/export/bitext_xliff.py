"""Beads -> XLIFF 2.0: one ``unit`` a row that has both sides, kind and score as notes."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from taiyaku.export.bitext_rows import DRAFT, paired_rows
from taiyaku.markup import add, document
from taiyaku.model import Bitext

_XLIFF = "urn:oasis:names:tc:xliff:document:2.0"


def bitext_xliff(bitext: Bitext, name: str, min_score: float = 0.0) -> str:
    """Return the file of a page called ``name``; rows without a counterpart or below ``min_score`` are left out.

    Drafts are segments in the state ``initial``, which nobody has translated yet, with a note that says so.
    """
    root = ET.Element("xliff", {"xmlns": _XLIFF, "version": "2.0", "srcLang": "ja", "trgLang": "en"})
    file = add(root, "file", id="f1", original=name)
    for number, bead, ja, en in paired_rows(bitext, min_score):
        unit = add(file, "unit", id=f"r{number}")
        notes = add(unit, "notes")
        add(notes, "note", f"{bead.score:.3f}", category="score")
        add(notes, "note", bead.kind, category="kind")
        if bead.draft:
            add(notes, "note", DRAFT, category="origin")
        segment = add(unit, "segment", state="initial" if bead.draft else "translated")
        add(segment, "source", ja)
        add(segment, "target", en)
    return document(root)
