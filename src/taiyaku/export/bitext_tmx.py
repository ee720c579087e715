"""Beads -> TMX 1.4b: one ``tu`` a row that has both sides."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from taiyaku import __version__
from taiyaku.export.glossary_tbx import xml_safe
from taiyaku.model import Bitext

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def bitext_tmx(bitext: Bitext, min_score: float = 0.0) -> str:
    """Return the translation memory; rows without a counterpart or below ``min_score`` are left out.

    Japanese sentences of a row are joined without a space, English ones with one; kind and score are ``prop``s.
    """
    tmx = ET.Element("tmx", {"version": "1.4"})
    ET.SubElement(
        tmx,
        "header",
        {
            "creationtool": "taiyaku",
            "creationtoolversion": __version__,
            "segtype": "sentence",
            "o-tmf": "taiyaku",
            "adminlang": "en",
            "srclang": "ja",
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(tmx, "body")
    for number, bead in enumerate(bitext.beads, 1):
        if bead.ja and bead.en and bead.score >= min_score:
            unit = ET.SubElement(body, "tu", {"tuid": str(number)})
            for name, value in (("x-score", f"{bead.score:.3f}"), ("x-kind", bead.kind)):
                ET.SubElement(unit, "prop", {"type": name}).text = value
            _side(unit, "ja", bitext.ja_text(bead))
            _side(unit, "en", bitext.en_text(bead))
    ET.indent(tmx, " ")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    return head + ET.tostring(tmx, encoding="unicode") + "\n"


def _side(unit: ET.Element, lang: str, text: str) -> None:
    ET.SubElement(ET.SubElement(unit, "tuv", {_XML_LANG: lang}), "seg").text = xml_safe(text)
