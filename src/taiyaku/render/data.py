"""The words of a page as JSON for its script: positions instead of names, empty ends cut off."""

from __future__ import annotations

from collections.abc import Sequence

from taiyaku.model import KanjiEntry, Sense
from taiyaku.study_model import Entry, StudyLexicon, Word

# What a cell may hold: texts, numbers, and lists of them.
Json = str | int | Sequence["Json"]


def packed(lexicon: StudyLexicon) -> dict[str, object]:
    """Return ``{"words": […], "entries": […], "kanji": {…}}``, each row a list whose empty tail is left out.

    A word is [surface, reading, romaji, lemma, part of speech, inflection, entries, alternatives, source]: は as a
    particle gives ``["は","は","wa","は","ADP","",[3]]``. An entry is [headword, reading, senses], a sense [parts of
    speech, glosses, notes]; a kanji is [meanings, on, kun, grade] under its character. Lists of words for people are
    joined here, since the page only shows them.
    """
    return {
        "words": [_word(word) for word in lexicon.words],
        "entries": [_entry(entry) for entry in lexicon.entries],
        "kanji": {kanji.literal: _kanji(kanji) for kanji in lexicon.kanji},
    }


def _word(word: Word) -> list[Json]:
    lemma = "" if word.lemma == word.surface else word.lemma
    return _trimmed(
        word.surface,
        word.reading,
        word.romaji,
        lemma,
        word.pos,
        word.inflection,
        word.entries,
        word.alternatives,
        word.source,
    )


def _entry(entry: Entry) -> list[Json]:
    return _trimmed(entry.headword, entry.reading, [_sense(sense) for sense in entry.senses])


def _sense(sense: Sense) -> list[Json]:
    return _trimmed(", ".join(sense.pos), "; ".join(sense.glosses), "; ".join(sense.notes))


def _kanji(kanji: KanjiEntry) -> list[Json]:
    return _trimmed(", ".join(kanji.meanings), "・".join(kanji.on), "・".join(kanji.kun), kanji.grade)


def _trimmed(*cells: Json) -> list[Json]:
    """Return the cells without the empty ones at the end."""
    used = max((at for at, cell in enumerate(cells, start=1) if cell), default=0)
    return list(cells[:used])
