"""The words of a page as JSON for its script: positions instead of names, each repeated text once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taiyaku.model import KanjiEntry, Sense
from taiyaku.render.interface import interface
from taiyaku.study_model import Alignment, Entry, StudyDocument, Word

# What a cell may hold: texts, numbers, and lists of them.
Json = str | int | Sequence["Json"]

_NUMERAL = re.compile(r"[\d.,/]+")


def packed(doc: StudyDocument) -> dict[str, object]:
    """Return ``{"words": […], "entries": […], "kanji": {…}, "rows": […], "page": […], "say": {…}, "texts": […]}``.

    A word is [surface, reading, romaji, lemma, part of speech*, inflection*, entries, alternatives, source*], without
    its empty end: は as a particle gives ``["は", "は", "wa", "", 1, 0, [3]]``. An entry is [headword, reading,
    senses], a sense [parts of speech*, glosses, notes*]; a kanji is [meanings, on, kun, grade, old JLPT level] under
    its character; a row [kind*, score in percent, reason*, its first English sentence counted from 1 where that is not
    the next one]. Cells with * are indices into ``texts``, where each text
    stands once and "" is the first. The lemma is "" where it is the surface. Lists of words for people are joined here,
    since the page only shows them; a kanji's meanings in digits (0.1) are left out. ``page`` is [storage key, name of
    the article, Japanese and English sentences before the page]; ``say`` are the words of the interface.
    """
    texts, lexicon = _Texts(), doc.lexicon
    return {
        "words": [_word(word, texts) for word in lexicon.words],
        "entries": [_entry(entry, texts) for entry in lexicon.entries],
        "kanji": {kanji.literal: _kanji(kanji) for kanji in lexicon.kanji},
        "rows": [_row(row.alignment, texts) for row in doc.rows],
        "page": [doc.key, doc.part.article or doc.name, doc.part.ja, doc.part.en],
        "say": interface(),
        "texts": list(texts),
    }


class _Texts(dict[str, int]):
    """Numbers texts in the order in which they are first asked for; "" is 0."""

    def __init__(self) -> None:
        self[""] = 0

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def _word(word: Word, texts: _Texts) -> list[Json]:
    return _trimmed(
        word.surface,
        word.reading,
        word.romaji,
        "" if word.lemma == word.surface else word.lemma,
        texts[word.pos],
        texts[word.inflection],
        word.entries,
        word.alternatives,
        texts[word.source],
    )


def _entry(entry: Entry, texts: _Texts) -> list[Json]:
    return _trimmed(entry.headword, entry.reading, [_sense(sense, texts) for sense in entry.senses])


def _row(alignment: Alignment, texts: _Texts) -> list[Json]:
    return _trimmed(texts[alignment.kind], round(alignment.score * 100), texts[alignment.reason], alignment.en + 1)


def _sense(sense: Sense, texts: _Texts) -> list[Json]:
    return _trimmed(texts[", ".join(sense.pos)], "; ".join(sense.glosses), texts["; ".join(sense.notes)])


def _kanji(kanji: KanjiEntry) -> list[Json]:
    meanings = ", ".join(text for text in kanji.meanings if not _NUMERAL.fullmatch(text))
    return _trimmed(
        meanings, "・".join(kanji.on), "・".join(dict.fromkeys(map(_kun, kanji.kun))), kanji.grade, kanji.jlpt
    )


def _kun(reading: str) -> str:
    """Return a kun reading as books print it: ``なが.い`` is なが(い), ``-あ.う`` 〜あ(う), ``あい-`` あい〜."""
    stem, point, ending = reading.strip().replace("-", "〜").partition(".")
    return f"{stem}({ending})" if point else stem


def _trimmed(*cells: Json) -> list[Json]:
    """Return the cells without the empty ones at the end."""
    used = max((at for at, cell in enumerate(cells, start=1) if cell), default=0)
    return list(cells[:used])
