"""TMX, XLIFF and TSV of a bitext: valid by the TMX 1.4b DTD, read by translate-toolkit, nothing garbled."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from lxml import etree

from consumers import load
from taiyaku.cli import main
from taiyaku.export.bitext_rows import bitext_tsv
from taiyaku.export.bitext_tmx import bitext_tmx
from taiyaku.export.bitext_xliff import bitext_xliff
from taiyaku.model import Bead, Bitext, Label, Sentence

#: What the TMX 1.4b specification asks of the elements that we write (header, notes, properties, units, segments).
TMX_DTD = """
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop | ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
  srclang CDATA #REQUIRED datatype CDATA #REQUIRED o-encoding CDATA #IMPLIED creationdate CDATA #IMPLIED
  creationid CDATA #IMPLIED changedate CDATA #IMPLIED changeid CDATA #IMPLIED>
<!ELEMENT ude EMPTY>
<!ELEMENT body (tu*)>
<!ELEMENT note (#PCDATA)>
<!ATTLIST note o-encoding CDATA #IMPLIED xml:lang CDATA #IMPLIED lang CDATA #IMPLIED>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED xml:lang CDATA #IMPLIED o-encoding CDATA #IMPLIED lang CDATA #IMPLIED>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED o-encoding CDATA #IMPLIED datatype CDATA #IMPLIED usagecount CDATA #IMPLIED
  lastusagedate CDATA #IMPLIED creationtool CDATA #IMPLIED creationtoolversion CDATA #IMPLIED
  creationdate CDATA #IMPLIED creationid CDATA #IMPLIED changedate CDATA #IMPLIED
  segtype (block | paragraph | sentence | phrase) #IMPLIED changeid CDATA #IMPLIED o-tmf CDATA #IMPLIED
  srclang CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED o-encoding CDATA #IMPLIED datatype CDATA #IMPLIED usagecount CDATA #IMPLIED
  lastusagedate CDATA #IMPLIED creationtool CDATA #IMPLIED creationtoolversion CDATA #IMPLIED
  creationdate CDATA #IMPLIED creationid CDATA #IMPLIED changedate CDATA #IMPLIED o-tmf CDATA #IMPLIED
  changeid CDATA #IMPLIED>
<!ELEMENT seg (#PCDATA)>
"""
JA = ("港で𠮷田氏が話した。", "二。", "三&<\x0b\"'>🚢。", "四。")
EN = ("Mr. Yoshida spoke at the harbour.", "Two & <b>\ttabs</b>.", "Three.")


def bitext() -> Bitext:
    def side(texts: tuple[str, ...]) -> tuple[Sentence, ...]:
        return tuple(Sentence(text, Label.BODY, i, 0, len(text)) for i, text in enumerate(texts, 1))

    beads = (
        *(Bead(range(2), range(1), 0.9), Bead(range(2, 3), range(1, 2), 0.4)),
        *(Bead(range(3, 4), range(2, 2)), Bead(range(4, 4), range(2, 3))),
    )
    return Bitext(side(JA), side(EN), beads)


def valid(text: str) -> None:
    dtd = etree.DTD(io.StringIO(TMX_DTD))
    assert dtd.validate(etree.fromstring(text.encode())), dtd.error_log


def test_tmx_is_valid_and_keeps_every_character() -> None:
    text = bitext_tmx(bitext())
    valid(text)
    root = etree.fromstring(text.encode())
    assert [seg.text for seg in root.iter("seg")] == [JA[0] + JA[1], EN[0], JA[2].replace("\x0b", "\ufffd"), EN[1]]
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [tuv.get(xml_lang) for tuv in root.iter("tuv")] == ["ja", "en"] * 2
    assert [prop.text for prop in root.iter("prop")] == ["0.900", "2-1", "0.400", "1-1"]
    assert root.find("header").get("srclang") == "ja"


def test_the_dtd_tells_wrong_from_right() -> None:
    text = bitext_tmx(bitext())
    for right, wrong in (('o-tmf="taiyaku"', ""), ("<seg>", "<note/><seg>"), ("<tuv xml:lang", "<tuv id")):
        with pytest.raises(AssertionError):
            valid(text.replace(right, wrong, 1).replace("<note/><seg>", "<seg/><seg>"))


def test_translate_toolkit_reads_tmx() -> None:
    store = load("translate.storage.tmx").tmxfile.parsestring(bitext_tmx(bitext()).encode())
    assert [(unit.source, unit.target) for unit in store.units] == [
        (JA[0] + JA[1], EN[0]),
        (JA[2].replace("\x0b", "\ufffd"), EN[1]),
    ]


def test_translate_toolkit_reads_xliff() -> None:
    store = load("translate.storage.xliff2").Xliff2File.parsestring(bitext_xliff(bitext(), "page").encode())
    units = [unit for unit in store.units if not unit.isheader()]
    assert (units[0].source, units[0].target) == (JA[0] + JA[1], EN[0])
    assert len(units) == 2


def test_tsv_has_one_row_a_line() -> None:
    rows = list(csv.reader(io.StringIO(bitext_tsv(bitext())), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == ["ja", "en", "kind", "score", "origin"]
    assert {row[-1] for row in rows[1:]} == {"text"}
    assert rows[1] == [JA[0] + JA[1], EN[0], "2-1", "0.900", "text"]
    assert {len(row) for row in rows} == {5}


def test_a_sentence_that_looks_like_a_formula_is_text() -> None:
    sides = (tuple(Sentence(text, Label.BODY, 1, 0, 9) for text in texts) for texts in (("=1+1。",), ("- So be it.",)))
    row = bitext_tsv(Bitext(*sides, (Bead(range(1), range(1)),))).splitlines()[1]
    assert row.split("\t")[:2] == ["'=1+1。", "- So be it."]


def test_min_score_leaves_rows_out_of_all_three() -> None:
    assert bitext_tmx(bitext(), 0.5).count("<tu ") == 1
    assert bitext_xliff(bitext(), "x", 0.5).count("<unit ") == 1
    assert len(bitext_tsv(bitext(), 0.5).splitlines()) == 2


def test_the_build_writes_them(tmp_path: Path) -> None:
    (tmp_path / "a.ja.txt").write_text(
        "首脳会談が開かれた\n\nプーチン大統領が7日、ウィーンを訪れた。\n", encoding="utf-8"
    )
    (tmp_path / "a.en.txt").write_text("Summit Held\n\nPresident Putin visited Vienna on June 7.\n", encoding="utf-8")
    flags = ["-o", str(tmp_path / "out"), "--format", "tmx,tsv,xliff"]
    assert main(["build", str(tmp_path / "a.ja.txt"), *flags]) == 0
    valid((tmp_path / "out" / "a.tmx").read_text(encoding="utf-8"))
    assert main(["build", str(tmp_path / "a.ja.txt"), *flags, "--min-score", "1"]) == 0
    strict = etree.parse(tmp_path / "out" / "a.tmx").iter("prop")
    assert {prop.text for prop in strict if prop.get("type") == "x-score"} <= {"1.000"}
    assert main(["build", str(tmp_path / "a.ja.txt"), *flags, "--min-score", "7"]) == 2
