"""XML made with ElementTree: text is data, languages are marked, and the same record gives the same bytes."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_safe(text: str) -> str:
    """Return text with U+FFFD for each character that XML 1.0 forbids (control characters)."""
    return _NOT_XML.sub("\ufffd", text)


def add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """Append an element with text; ``class_`` stands for the attribute class, which is a word of Python."""
    safe = {key.rstrip("_"): xml_safe(value) for key, value in attributes.items()}
    element = ET.SubElement(parent, name, safe)
    element.text = xml_safe(text) or None
    return element


def write(parent: ET.Element, text: str) -> None:
    """Append text behind what the element holds already: ``<p>米<b>ロ</b>`` and 会談 give ``<p>米<b>ロ</b>会談``."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + xml_safe(text)
    else:
        parent.text = (parent.text or "") + xml_safe(text)


def document(root: ET.Element, doctype: str = "", indent: bool = True) -> str:
    """Return the whole file; ``indent`` only where white space between elements means nothing."""
    if indent:
        ET.indent(root, " ")
    head = '<?xml version="1.0" encoding="UTF-8"?>\n' + (doctype + "\n" if doctype else "")
    return head + ET.tostring(root, encoding="unicode") + "\n"
