"""Anki decks with the real Anki, headless: counts, importing again, changes, scheduling, furigana, escaping."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consumers import ENTRIES, load
from study_sample import study_sample
from taiyaku.cli import main
from taiyaku.export.anki_apkg import anki_package, guid, known_notes
from taiyaku.export.anki_fields import escaped, word_furigana
from taiyaku.export.anki_models import DECKS, MODELS
from taiyaku.export.anki_notes import Note, anki_notes
from taiyaku.export.anki_text import anki_text
from taiyaku.model import TermEntry
from taiyaku.study_model import StudyDocument

EVIL = '<script>alert(1)</script> & "q" {{Sentence}} [1]'


def entries_of(document: StudyDocument) -> list[TermEntry]:
    """The glossary entries behind the terms of a sample page."""
    return [
        TermEntry(f"term-{n}", term.ja, term.en, reading=term.reading, note=term.note, type=term.type)
        for n, term in enumerate(document.lexicon.terms)
    ]


def sample_notes(name: str = "") -> tuple[Note, ...]:
    document = study_sample()
    return anki_notes([(replace(document, name=name or document.name), entries_of(document))])


class Anki:
    """A collection of the real Anki, and what it says of an import."""

    def __init__(self, folder: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Anki's own modules warn about themselves
            self.library = load("anki.collection")
            self.collection = self.library.Collection(str(folder / "collection.anki2"))
        self.folder = folder

    def take(self, package: bytes) -> dict[str, int]:
        path = self.folder / "deck.apkg"
        path.write_bytes(package)
        request = self.library.ImportAnkiPackageRequest(
            package_path=str(path), options=self.library.ImportAnkiPackageOptions()
        )
        log = self.collection.import_anki_package(request).log
        return {"found": log.found_notes, "new": len(log.new), "updated": len(log.updated), "same": len(log.duplicate)}

    def take_text(self, text: str) -> dict[str, int]:
        path = self.folder / "notes.txt"
        path.write_text(text, encoding="utf-8")
        metadata = self.collection.get_csv_metadata(str(path), None)
        request = load("anki.import_export_pb2").ImportCsvRequest(path=str(path), metadata=metadata)
        log = self.collection.import_csv(request).log
        return {"new": len(log.new), "updated": len(log.updated)}

    def notes(self, query: str = "") -> list[Any]:
        return [self.collection.get_note(number) for number in self.collection.find_notes(query)]


@pytest.fixture
def anki(tmp_path: Path) -> Iterator[Anki]:
    opened = Anki(tmp_path)
    yield opened
    opened.collection.close()


def test_notes_and_cards_are_counted_and_a_second_import_adds_nothing(anki: Anki) -> None:
    notes = sample_notes()
    kinds = [note.kind for note in notes]
    assert set(kinds) == {"word", "name", "sentence"}
    package = anki_package(notes, 1_000)
    assert anki.take(package) == {"found": len(notes), "new": len(notes), "updated": 0, "same": 0}
    assert (anki.collection.note_count(), anki.collection.card_count()) == (len(notes), len(notes))
    for kind, (_, name) in DECKS.items():
        assert len(anki.notes(f'"deck:{name}"')) == kinds.count(kind)
    assert anki.take(package)["new"] == 0
    assert anki.collection.note_count() == len(notes)
    problems, fine = anki.collection.fix_integrity()
    assert fine, problems


def test_a_changed_meaning_updates_and_keeps_the_schedule(anki: Anki) -> None:
    notes = sample_notes()
    package = anki_package(notes, 1_000)
    anki.take(package)
    (target,) = (note for note in notes if note.kind == "name" and "Anna Berg" in dict(note.cells)["MainDefinition"])
    (before,) = (note for note in anki.notes() if note.guid == guid(target))
    card = before.cards()[0]
    card.type, card.queue, card.ivl, card.due, card.reps = 2, 2, 30, 40, 5
    anki.collection.update_card(card)
    cells = tuple((name, "Anna Bergh" if name == "MainDefinition" else cell) for name, cell in target.cells)
    changed = [replace(note, cells=cells) if note is target else note for note in notes]
    again = anki_package(changed, 1_000, package)  # the sources' time has not moved: only the package before tells
    assert anki.take(again) == {"found": len(notes), "new": 0, "updated": 1, "same": len(notes) - 1}
    (after,) = (note for note in anki.notes() if note.guid == guid(target))
    assert after["MainDefinition"] == "Anna Bergh"
    kept = after.cards()[0]
    assert (kept.id, kept.ivl, kept.reps, kept.queue) == (card.id, 30, 5, 2)


def test_a_newer_source_updates_without_the_package_before(anki: Anki) -> None:
    notes = sample_notes()
    anki.take(anki_package(notes, 1_000))
    changed = [replace(note, cells=(*note.cells, ("MiscInfo", "another page"))) for note in notes]
    assert anki.take(anki_package(changed, 1_001))["updated"] == len(notes)
    assert anki.collection.note_count() == len(notes)


def test_furigana_is_set_over_the_right_characters(anki: Anki) -> None:
    anki.take(anki_package(sample_notes(), 1_000))
    for note in anki.notes():
        shown = note.cards()[0].render_output().answer_text
        for base in re.findall(r"<rb>(.*?)</rb>", shown):
            assert re.search(r"[\u3400-\u9fff々〆ヶ\d]", base), base
            assert not re.search(r"[ <&「」、。]", base), base
        sentence = re.sub(r"<rt>.*?</rt>|</?(?:ruby|rb)>", "", shown)
        assert note["Sentence"] in sentence


def test_the_word_is_bold_in_both_sentence_fields() -> None:
    for note in sample_notes():
        cells = dict(note.cells)
        if note.kind != "sentence":
            bold = re.findall(r"<b>(.*?)</b>", cells["Sentence"])
            readings = re.sub(r"\[[^]]*\]| ", "", "".join(re.findall(r"<b>(.*?)</b>", cells["SentenceFurigana"])))
            assert bold
            assert readings == "".join(bold).replace(" ", "")


def test_a_blank_stands_before_each_base_unless_a_tag_does() -> None:
    assert word_furigana("取り組む", "とりくむ") == "取[と]り 組[く]む"
    assert word_furigana("飼い犬", "かいいぬ") == "飼い犬[かいいぬ]"
    for note in sample_notes():
        for base in re.findall(r"([^ >\]]+)\[", dict(note.cells)["SentenceFurigana"]):
            assert re.match(r"[㐀-鿿々0-9０-９A-Za-z]", base), base


def test_page_text_is_never_markup(anki: Anki) -> None:
    assert escaped(EVIL) == (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;q&quot; &#123;&#123;Sentence&#125;&#125; &#91;1&#93;"
    )
    document = replace(study_sample(), name=EVIL, title_ja=EVIL)
    entries = [replace(entry, en=EVIL, note=EVIL, variants_ja=(EVIL,)) for entry in entries_of(document)]
    package = anki_package(anki_notes([(document, entries)]), 1_000)
    anki.take(package)
    for note in anki.notes():
        assert "<script" not in "".join(note.fields)
        assert "<script" not in note.cards()[0].render_output().answer_text
        assert note["Credits"]


def test_the_same_notes_give_the_same_bytes() -> None:
    first = anki_package(sample_notes(), 1_000)
    assert first == anki_package(sample_notes(), 1_000)
    assert first == anki_package(sample_notes(), 2_000, first)
    assert known_notes(b"no zip") == known_notes(b"") == {}
    assert known_notes(first[:46] + b"\xff" + first[47:]) == {}


def test_ids_are_fixed_for_ever() -> None:
    assert {name: id_ for name, (id_, _) in DECKS.items()} == {
        "word": 1_764_000_000_101,
        "name": 1_764_000_000_102,
        "sentence": 1_764_000_000_103,
    }
    assert {model.id for model in MODELS.values()} == {1_764_000_000_001, 1_764_000_000_002}
    assert guid(Note("word", "港|みなと", (), ())) == guid(Note("word", "港|みなと", (("x", "y"),), ("z",)))
    assert MODELS["word"].fields[0] == "Id"


def test_a_word_of_two_pages_is_one_note_a_sentence_two() -> None:
    document = study_sample()
    pages = [(replace(document, name=name), entries_of(document)) for name in ("a", "b")]
    one, two = anki_notes(pages[:1]), anki_notes(pages)
    sentences = [note for note in one if note.kind == "sentence"]
    assert len(two) == len(one) + len(sentences)


def test_a_line_number_is_no_name_of_a_note() -> None:
    document = study_sample()
    keys = []
    for line in (3, 4):
        entries = [replace(entry, id=f"mine.csv:{line}") for entry in entries_of(document)]
        keys.append([note.key for note in anki_notes([(document, entries)])])
    assert keys[0] == keys[1]


def test_text_import_updates_what_it_brought(anki: Anki) -> None:
    anki.take(anki_package(sample_notes(), 1_000))  # brings the note type
    before = anki.collection.note_count()
    assert anki.take_text(anki_text(ENTRIES)) == {"new": len(ENTRIES), "updated": 0}
    changed = [replace(ENTRIES[0], en="Anna Bergh"), *ENTRIES[1:]]
    assert anki.take_text(anki_text(changed))["new"] == 0
    assert anki.collection.note_count() == before + len(ENTRIES)
    (note,) = anki.notes('"Id:name|person-berg"')
    assert note["MainDefinition"].startswith("Anna Bergh")
    (marks,) = anki.notes('"Id:name|term-marks"')
    assert marks["Expression"] == escaped(ENTRIES[5].ja)


def test_the_build_makes_a_deck_that_grows(anki: Anki, tmp_path: Path) -> None:
    page = tmp_path / "news.ja.txt"
    page.write_text("首脳会談が開かれた\n\nプーチン大統領が7日、ウィーンを訪れた。\n", encoding="utf-8")
    page.with_name("news.en.txt").write_text("Summit Held\n\nPutin visited Vienna on June 7.\n", encoding="utf-8")
    flags = ["build", str(page), "-o", str(tmp_path / "out"), "--format", "anki"]
    deck = tmp_path / "out" / "taiyaku.apkg"
    assert main(flags) == 0
    first = deck.read_bytes()
    assert main(flags) == 0
    assert deck.read_bytes() == first
    found = anki.take(first)["new"]
    (tmp_path / "mine.csv").write_text("id,ja,en\nperson-putin,プーチン,Poutine\n", encoding="utf-8")
    assert main([*flags, "--glossary", str(tmp_path / "mine.csv")]) == 0
    said = anki.take(deck.read_bytes())
    assert (said["found"], said["new"]) == (found, 0)
    assert said["updated"] >= 1
    assert any("Poutine" in note["MainDefinition"] for note in anki.notes('"deck:taiyaku::Names"'))
