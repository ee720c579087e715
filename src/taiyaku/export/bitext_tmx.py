"""Beads -> TMX 1.4b: one ``tu`` a row that has both sides."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from taiyaku import __version__
from taiyaku.export.bitext_rows import DRAFT, paired_rows
from taiyaku.markup import XML_LANG, add, document
from taiyaku.model import Bitext

_HEADER = {
    "creationtool": "taiyaku",
    "creationtoolversion": __version__,
    "segtype": "sentence",
    "o-tmf": "taiyaku",
    "adminlang": "en",
    "srclang": "ja",
    "datatype": "plaintext",
}


def bitext_tmx(bitext: Bitext, min_score: float = 0.0) -> str:
    """Return the translation memory; rows without a counterpart or below ``min_score`` are left out.

    Japanese sentences of a row are joined without a space, English ones with one; kind and score are ``prop``s,
    and so is ``x-origin`` where the English is a draft.
    """
    tmx = ET.Element("tmx", {"version": "1.4"})
    ET.SubElement(tmx, "header", _HEADER)
    body = ET.SubElement(tmx, "body")
    for number, bead, ja, en in paired_rows(bitext, min_score):
        unit = add(body, "tu", tuid=str(number))
        add(unit, "prop", f"{bead.score:.3f}", type="x-score")
        add(unit, "prop", bead.kind, type="x-kind")
        if bead.draft:
            add(unit, "prop", DRAFT, type="x-origin")
        for lang, text in (("ja", ja), ("en", en)):
            add(ET.SubElement(unit, "tuv", {XML_LANG: lang}), "seg", text)
    return document(tmx, '<!DOCTYPE tmx SYSTEM "tmx14.dtd">')
