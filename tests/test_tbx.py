"""TBX 2 as translate-toolkit and the martif core take it, TBX 3 by the levels and picklists of TBX-Basic (DCA)."""

from __future__ import annotations

import io

import pytest
from lxml import etree

from consumers import ENTRIES, load
from taiyaku.export.glossary_tbx import glossary_tbx2, glossary_tbx3
from taiyaku.export.statuses import sides
from taiyaku.model import TermEntry

#: ISO 12200 / TBX 2008 core structure of the elements that we write.
MARTIF_DTD = """
<!ELEMENT martif (martifHeader, text)>
<!ATTLIST martif type CDATA #REQUIRED xml:lang CDATA #REQUIRED>
<!ELEMENT martifHeader (fileDesc)>
<!ELEMENT fileDesc (sourceDesc+)>
<!ELEMENT sourceDesc (p+)>
<!ELEMENT p (#PCDATA)>
<!ELEMENT text (body)>
<!ELEMENT body (termEntry+)>
<!ELEMENT termEntry ((descrip | admin | note)*, langSet+)>
<!ATTLIST termEntry id ID #IMPLIED>
<!ELEMENT langSet ((descrip | admin | note)*, tig+)>
<!ATTLIST langSet xml:lang CDATA #REQUIRED>
<!ELEMENT tig (term, termNote*, (descrip | admin | note)*)>
<!ELEMENT term (#PCDATA)>
<!ELEMENT termNote (#PCDATA)>
<!ATTLIST termNote type CDATA #REQUIRED>
<!ELEMENT descrip (#PCDATA)>
<!ATTLIST descrip type CDATA #REQUIRED>
<!ELEMENT admin (#PCDATA)>
<!ATTLIST admin type CDATA #REQUIRED>
<!ELEMENT note (#PCDATA)>
"""


def element(name: str, *content: str) -> str:
    return f'<element name="{name}">{"".join(content) or "<empty/>"}</element>'


def typed(name: str, kind: str, *values: str) -> str:
    """An element with this ``type`` and text, one of ``values`` where a picklist is given."""
    text = f"<choice>{''.join(f'<value>{value}</value>' for value in values)}</choice>" if values else "<text/>"
    return element(name, f'<attribute name="type"><value>{kind}</value></attribute>', text)


def many(*content: str) -> str:
    return f"<zeroOrMore><choice>{''.join(content)}</choice></zeroOrMore>"


LANG = '<attribute name="xml:lang"/>'
NOTE, TEXT = element("note", "<text/>"), "<text/>"
SOURCE = typed("admin", "source")
STATUSES = [f"{name}Term-admn-sts" for name in ("preferred", "admitted", "deprecated", "superseded")]
#: Which data category may stand at which level, and its picklist: TBX-Basic module of ISO 30042:2019, DCA style.
TERM = element(
    "termSec",
    element("term", TEXT),
    many(
        typed("termNote", "partOfSpeech", "adjective", "noun", "other", "verb", "adverb"),
        typed("termNote", "administrativeStatus", *STATUSES),
        typed("termNote", "termType", "fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"),
        typed("termNote", "grammaticalGender", "masculine", "feminine", "neuter", "other"),
        typed("termNote", "geographicalUsage"),
        typed("termNote", "termLocation"),
        typed("descrip", "context"),
        *(typed("admin", kind) for kind in ("customerSubset", "projectSubset")),
        SOURCE,
        NOTE,
    ),
)
LANGUAGE = element(
    "langSec", LANG, many(typed("descrip", "definition"), SOURCE, NOTE), f"<oneOrMore>{TERM}</oneOrMore>"
)
CONCEPT = element(
    "conceptEntry",
    '<optional><attribute name="id"><data type="ID"/></attribute></optional>',
    many(typed("descrip", "subjectField"), typed("descrip", "definition"), SOURCE, NOTE),
    f"<oneOrMore>{LANGUAGE}</oneOrMore>",
)
TBX = element(
    "tbx",
    '<attribute name="type"><value>TBX-Basic</value></attribute><attribute name="style"><value>dca</value></attribute>',
    LANG,
    element("tbxHeader", element("fileDesc", element("sourceDesc", f"<oneOrMore>{element('p', TEXT)}</oneOrMore>"))),
    element("text", element("body", f"<oneOrMore>{CONCEPT}</oneOrMore>")),
)
SCHEMA = TBX.replace(
    '<element name="tbx">',
    '<element name="tbx" ns="urn:iso:std:iso:30042:ed-2" xmlns="http://relaxng.org/ns/structure/1.0"'
    ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">',
)


def tbx3_valid(text: str) -> bool:
    return etree.RelaxNG(etree.fromstring(SCHEMA)).validate(etree.fromstring(text.encode()))


def test_tbx3_fits_levels_and_picklists() -> None:
    schema = etree.RelaxNG(etree.fromstring(SCHEMA))
    assert schema.validate(etree.fromstring(glossary_tbx3(ENTRIES).encode())), schema.error_log


@pytest.mark.parametrize(
    "right, wrong",
    [
        (">noun<", ">properNoun<"),
        (">shortForm<", ">short<"),
        ("preferredTerm-admn-sts", "preferred"),
        ('type="subjectField"', 'type="context"'),
        ('style="dca"', 'style="dct"'),
        ('id="person-berg"', 'id="term-yen"'),
    ],
)
def test_the_schema_tells_wrong_from_right(right: str, wrong: str) -> None:
    text = glossary_tbx3(ENTRIES)
    assert right in text
    assert not tbx3_valid(text.replace(right, wrong, 1))


def test_tbx2_fits_the_core_structure() -> None:
    dtd = etree.DTD(io.StringIO(MARTIF_DTD))
    assert dtd.validate(etree.fromstring(glossary_tbx2(ENTRIES).encode())), dtd.error_log


def test_translate_toolkit_reads_tbx2() -> None:
    store = load("translate.storage.tbx").tbxfile.parsestring(glossary_tbx2(ENTRIES).encode())
    store.setsourcelanguage("ja")
    store.settargetlanguage("en")
    assert [(unit.source, unit.target) for unit in store.units] == [(entry.ja, entry.en) for entry in ENTRIES]


def test_translate_toolkit_reads_utx() -> None:
    from taiyaku.export.glossary_presets import pairs, utx

    store = load("translate.storage.utx").UtxFile.parsestring(utx(ENTRIES).encode())
    assert [(unit.source, unit.target) for unit in store.units] == [(ja, en) for ja, en, _ in pairs(ENTRIES)]


def test_canonical_is_preferred_short_form_admitted_misspelling_deprecated() -> None:
    japanese, english = (terms for _, terms in sides(ENTRIES[0]))
    assert japanese == [
        ("アンナ・ベルク", "preferredTerm-admn-sts", "fullForm"),
        ("ベルク", "admittedTerm-admn-sts", "shortForm"),
        ("ベルグ", "deprecatedTerm-admn-sts", "variant"),
    ]
    assert [status[:10] for _, status, _ in english] == ["preferredT", "admittedTe", "admittedTe", "deprecated"]


def test_nothing_is_preferred_that_nobody_has_checked() -> None:
    proposed = TermEntry("mined-x", "漁協", "fishing cooperative", status="proposed")
    rejected = TermEntry("mined-y", "漁協", "fishery", status="rejected")
    assert {status for _, terms in sides(proposed) for _, status, _ in terms} == {"admittedTerm-admn-sts"}
    assert {status for _, terms in sides(rejected) for _, status, _ in terms} == {"deprecatedTerm-admn-sts"}


def test_ids_are_ids_whatever_the_glossary_has() -> None:
    entries = [TermEntry("a b.csv:3", "一", "one"), TermEntry("7", "二", "two"), TermEntry("person-x", "三", "three")]
    root = etree.fromstring(glossary_tbx3(entries).encode())
    ids = [concept.get("id") for concept in root.iter("{urn:iso:std:iso:30042:ed-2}conceptEntry")]
    assert ids == ["c.1", "c.2", "person-x"]
    assert tbx3_valid(glossary_tbx3(entries))
