"""TermEntry records -> TBX: version 2 (martif; OmegaT, Weblate) and version 3 (ISO 30042:2019, TBX-Basic, DCA).

Neither has a field for readings: they go into ``<note>``. The canonical spelling is preferred, variants admitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from taiyaku.model import TermEntry

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_V3 = "urn:iso:std:iso:30042:ed-2"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TERM_TYPES = {"acronym": "acronym"}


def xml_safe(text: str) -> str:
    """Return text without the control characters that XML 1.0 forbids."""
    return _NOT_XML.sub("\ufffd", text)


def glossary_tbx2(entries: Sequence[TermEntry]) -> str:
    """TBX of 2008, which OmegaT, Weblate and translate-toolkit read."""
    martif = ET.Element("martif", {"type": "TBX", _XML_LANG: "en"})
    description = ET.SubElement(ET.SubElement(martif, "martifHeader"), "fileDesc")
    _text(ET.SubElement(description, "sourceDesc"), "p", "taiyaku glossary")
    body = ET.SubElement(ET.SubElement(martif, "text"), "body")
    for number, entry in enumerate(entries, 1):
        concept = ET.SubElement(body, "termEntry", {"id": f"c{number}"})
        if entry.note:
            _text(concept, "note", entry.note)
        for lang, terms in _sides(entry):
            side = ET.SubElement(concept, "langSet", {_XML_LANG: lang})
            for term, status in terms:
                tig = ET.SubElement(side, "tig")
                _text(tig, "term", term)
                _text(tig, "termNote", status, type="administrativeStatus")
                if lang == "ja" and term == entry.ja and entry.reading:
                    _text(tig, "note", _reading(entry))
    doctype = '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'
    return _document(martif, doctype)


def glossary_tbx3(entries: Sequence[TermEntry]) -> str:
    """TBX of 2019, dialect TBX-Basic in DCA style."""
    tbx = ET.Element("tbx", {"type": "TBX-Basic", "style": "dca", _XML_LANG: "en", "xmlns": _V3})
    description = ET.SubElement(ET.SubElement(tbx, "tbxHeader"), "fileDesc")
    _text(ET.SubElement(description, "sourceDesc"), "p", "taiyaku glossary")
    body = ET.SubElement(ET.SubElement(tbx, "text"), "body")
    for number, entry in enumerate(entries, 1):
        concept = ET.SubElement(body, "conceptEntry", {"id": f"c{number}"})
        _text(concept, "descrip", entry.type, type="subjectField")
        if entry.note:
            _text(concept, "note", entry.note)
        for lang, terms in _sides(entry):
            side = ET.SubElement(concept, "langSec", {_XML_LANG: lang})
            for term, status in terms:
                section = ET.SubElement(side, "termSec")
                _text(section, "term", term)
                _text(section, "termNote", status, type="administrativeStatus")
                _text(
                    section,
                    "termNote",
                    _TERM_TYPES.get(entry.type, "fullForm") if status.startswith("pref") else "variant",
                    type="termType",
                )
                context = entry.evidence.context_ja if lang == "ja" else entry.evidence.context_en
                if context and status.startswith("pref"):
                    _text(section, "descrip", context, type="context")
                if lang == "ja" and term == entry.ja and entry.reading:
                    _text(section, "note", _reading(entry))
    return _document(tbx)


def _sides(entry: TermEntry) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    preferred = "preferredTerm-admn-sts" if entry.status != "rejected" else "deprecatedTerm-admn-sts"
    for lang, first, variants in (("ja", entry.ja, entry.variants_ja), ("en", entry.en, entry.variants_en)):
        yield lang, [(first, preferred), *((variant, "admittedTerm-admn-sts") for variant in variants)]


def _reading(entry: TermEntry) -> str:
    return f"reading: {entry.reading}" + (f" ({entry.romaji})" if entry.romaji else "")


def _text(parent: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = xml_safe(text)


def _document(root: ET.Element, doctype: str = "") -> str:
    ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (doctype + "\n" if doctype else "")
    return head + ET.tostring(root, encoding="unicode") + "\n"
