"""TermEntry records -> TBX: version 2 (martif; OmegaT, Weblate) and version 3 (ISO 30042:2019, TBX-Basic, DCA).

Neither has a field for readings: they go into ``<note>``. ``statuses`` says what is preferred, admitted, deprecated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from taiyaku.export.statuses import sides
from taiyaku.markup import XML_LANG, add, document
from taiyaku.model import TermEntry

_V3 = "urn:iso:std:iso:30042:ed-2"
_NAME = re.compile(r"[A-Za-z_][\w.-]*")  # of XML ids; a colon (mine.csv:3) is not allowed in them
_NOUNS = ("person", "place", "organisation", "treaty", "event")


def glossary_tbx2(entries: Sequence[TermEntry]) -> str:
    """TBX of 2008, which OmegaT, Weblate and translate-toolkit read."""
    martif = ET.Element("martif", {"type": "TBX", XML_LANG: "en"})
    file = add(add(martif, "martifHeader"), "fileDesc")
    add(add(file, "sourceDesc"), "p", "taiyaku glossary")
    body = add(add(martif, "text"), "body")
    for id_, entry in _named(entries):
        concept = add(body, "termEntry", id=id_)
        add(concept, "descrip", entry.type, type="subjectField")
        if entry.note:
            add(concept, "note", entry.note)
        for lang, terms in sides(entry):
            side = ET.SubElement(concept, "langSet", {XML_LANG: lang})
            for term, status, _ in terms:
                tig = add(side, "tig")
                add(tig, "term", term)
                add(tig, "termNote", status, type="administrativeStatus")
                if lang == "ja" and term == entry.ja and entry.reading:
                    add(tig, "note", _reading(entry))
    return document(martif, '<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">')


def glossary_tbx3(entries: Sequence[TermEntry]) -> str:
    """TBX of 2019, dialect TBX-Basic in DCA style."""
    tbx = ET.Element("tbx", {"type": "TBX-Basic", "style": "dca", XML_LANG: "en", "xmlns": _V3})
    file = add(add(tbx, "tbxHeader"), "fileDesc")
    add(add(file, "sourceDesc"), "p", "taiyaku glossary")
    body = add(add(tbx, "text"), "body")
    for id_, entry in _named(entries):
        concept = add(body, "conceptEntry", id=id_)
        add(concept, "descrip", entry.type, type="subjectField")
        if entry.note:
            add(concept, "note", entry.note)
        for lang, terms in sides(entry):
            side = ET.SubElement(concept, "langSec", {XML_LANG: lang})
            for term, status, kind in terms:
                _term_section(side, entry, lang, term, status, kind)
    return document(tbx)


def _term_section(side: ET.Element, entry: TermEntry, lang: str, term: str, status: str, kind: str) -> None:
    section = add(side, "termSec")
    add(section, "term", term)
    if entry.type in _NOUNS:
        add(section, "termNote", "noun", type="partOfSpeech")
    add(section, "termNote", status, type="administrativeStatus")
    add(section, "termNote", kind, type="termType")
    canonical = term == (entry.ja if lang == "ja" else entry.en)
    context = entry.evidence.context_ja if lang == "ja" else entry.evidence.context_en
    if context and canonical:
        add(section, "descrip", context, type="context")
    if lang == "ja" and canonical and entry.reading:
        add(section, "note", _reading(entry))


def _named(entries: Sequence[TermEntry]) -> Iterator[tuple[str, TermEntry]]:
    """Yield the entries with ids that XML allows: their own, else c1, c2 … by their place."""
    used = {entry.id for entry in entries}
    for number, entry in enumerate(entries, 1):
        own = bool(_NAME.fullmatch(entry.id)) and entry.id.isascii()
        if own and entry.id in used:
            used.discard(entry.id)
            yield entry.id, entry
        else:
            yield f"c.{number}", entry


def _reading(entry: TermEntry) -> str:
    return f"reading: {entry.reading}" + (f" ({entry.romaji})" if entry.romaji else "")
