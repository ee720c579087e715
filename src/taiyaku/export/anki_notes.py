"""Study pages -> Anki notes: words, names and sentences, each with an id that stays the same in every build.

A word or name is one note however many articles it stands in, so that no library teaches it twice; a sentence belongs
to its article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from taiyaku.export import anki_fields as fields
from taiyaku.model import Label, TermEntry
from taiyaku.readings.kana import has_kanji
from taiyaku.study_model import NONE, Entry, StudyDocument, StudyRow, StudySentence
from taiyaku.terms.curated import written_id

#: Parts of speech that are worth a card; particles, numbers and names without an entry are not.
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "INTJ"})
_POOR = frozenset({Label.TITLE, Label.KICKER, Label.HEADING, Label.CAPTION})


@dataclass(frozen=True, slots=True)
class Note:
    """A note: ``kind`` is word, name or sentence; ``key`` names it for ever; ``cells`` are fields in HTML by name."""

    kind: str
    key: str
    cells: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]


def anki_notes(pages: Iterable[tuple[StudyDocument, Sequence[TermEntry]]]) -> tuple[Note, ...]:
    """Return the notes of all pages in the order of the text; of a word on several pages the first sentence counts.

    :param pages: each with its glossary entries, in the order of its terms.
    """
    notes: dict[tuple[str, str], Note] = {}
    for document, entries in pages:
        for note in (*_words(document), *_names(document, entries), *_sentences(document)):
            notes.setdefault((note.kind, note.key), note)
    return tuple(notes.values())


def without_drafts(document: StudyDocument) -> StudyDocument:
    """Return a page as if no program had drafted its English."""
    return replace(
        document, rows=tuple(replace(row, en=(), draft=False) if row.draft else row for row in document.rows)
    )


def term_key(entry: TermEntry) -> str:
    """Return what names a term for ever: its id, or its spelling where a row had none; its line may be another soon."""
    return entry.ja if written_id(entry) == f"own-{entry.ja}" else entry.id


def _words(document: StudyDocument) -> Iterator[Note]:
    """One note for each dictionary entry of the text, read for certain, from the first sentence with sure English."""
    seen: dict[Entry, tuple[int, Note]] = {}
    for row, sentence in _places(document):
        number = -1
        for span in sentence.spans:
            for run in span.runs:
                number += 1
                word = document.lexicon.words[run.word] if run.word != NONE else None
                if span.term != NONE or word is None or word.pos not in _CONTENT or not word.entries or not run.certain:
                    continue
                entry = document.lexicon.entries[word.entries[0]]
                if entry not in seen or _worth(row) > seen[entry][0]:
                    seen[entry] = _worth(row), _word(document, row, sentence, number, entry, run.text)
    yield from (note for _, note in seen.values())


def _worth(row: StudyRow) -> int:
    return 0 if not row.en else 1 if row.alignment.doubtful or row.draft else 2


def _word(
    document: StudyDocument, row: StudyRow, sentence: StudySentence, number: int, entry: Entry, surface: str
) -> Note:
    rare = has_kanji(entry.headword) and not has_kanji(surface)  # とても, which the dictionary lists as 迚も
    expression = entry.reading if rare else entry.headword
    cells = (
        ("Expression", fields.escaped(expression)),
        ("ExpressionFurigana", _furigana(expression, entry.reading)),
        ("ExpressionReading", fields.escaped(entry.reading)),
        ("MainDefinition", _senses(entry)),
        ("Sentence", fields.plain([sentence], lambda at: at == number)),
        ("SentenceFurigana", fields.furigana([sentence], lambda at: at == number)),
        ("SentenceTranslation", fields.english(row.en)),
        *_about(document, row),
    )
    return Note("word", f"{entry.headword}|{entry.reading}", cells, _tags(document, row))


def _names(document: StudyDocument, entries: Sequence[TermEntry]) -> Iterator[Note]:
    """One note for each glossary term of the text, from the first sentence whose English is sure and names it."""
    places: dict[int, tuple[int, StudyRow, StudySentence]] = {}
    for row, sentence in _places(document):
        named = {part.term for english in row.en for part in english.parts}
        for term in (span.term for span in sentence.spans if span.term != NONE):
            worth = 2 * _worth(row) + (term in named)
            if term not in places or worth > places[term][0]:
                places[term] = (worth, row, sentence)
    for term, (_, row, sentence) in places.items():
        entry = entries[term]
        spans = [span.term == term for span in sentence.spans for _ in span.runs]
        cells = (
            ("Expression", fields.escaped(entry.ja)),
            ("ExpressionFurigana", _furigana(entry.ja, entry.reading)),
            ("ExpressionReading", fields.escaped(_kana(entry))),
            ("MainDefinition", _meaning(entry)),
            ("Sentence", fields.plain([sentence], spans.__getitem__)),
            ("SentenceFurigana", fields.furigana([sentence], spans.__getitem__)),
            ("SentenceTranslation", fields.english(row.en, term)),
            ("Glossary", fields.escaped(", ".join((*entry.variants_ja, *entry.variants_en)))),
            *_about(document, row),
        )
        tags = (f"taiyaku::{entry.type}", *(("taiyaku::proposed",) if entry.status == "proposed" else ()))
        yield Note("name", term_key(entry), cells, (*_tags(document, row), *tags))


def _sentences(document: StudyDocument) -> Iterator[Note]:
    """One note a row: what has no English is left out where the page has English elsewhere."""
    times: dict[str, int] = {}
    for row in document.rows:
        if not row.ja or (document.has_english and not row.en):
            continue
        text = "".join(sentence.text for sentence in row.ja)
        times[text] = times.get(text, 0) + 1
        key = f"{document.name}|{text}" + (f"|{times[text]}" if times[text] > 1 else "")
        cells = (
            ("Sentence", fields.plain(row.ja)),
            ("SentenceFurigana", fields.furigana(row.ja)),
            ("SentenceReading", fields.escaped(" ".join(sentence.romaji for sentence in row.ja))),
            ("SentenceTranslation", fields.english(row.en)),
            *_about(document, row),
        )
        yield Note("sentence", key, cells, _tags(document, row))


def _places(document: StudyDocument) -> Iterator[tuple[StudyRow, StudySentence]]:
    """Rows and sentences of running text first: headlines and captions are poor examples, unless there is no other."""
    rows = sorted(document.rows, key=lambda row: row.kind in _POOR)
    return ((row, sentence) for row in rows for sentence in row.ja)


def _senses(entry: Entry) -> str:
    texts = [
        (f"<i>{fields.escaped(', '.join(sense.pos))}</i> " if sense.pos else "")
        + fields.escaped("; ".join(sense.glosses))
        for sense in entry.senses
    ]
    return "".join(texts) if len(texts) < 2 else f"<ol>{''.join(f'<li>{text}</li>' for text in texts)}</ol>"


def _meaning(entry: TermEntry) -> str:
    unchecked = "<br><i>found in this article, not checked</i>" if entry.status == "proposed" else ""
    note = f"<br><small>{fields.escaped(entry.note)}</small>" if entry.note else ""
    return fields.escaped(entry.en) + note + unchecked


def _kana(entry: TermEntry) -> str:
    """Return the reading of a term; katakana reads itself."""
    return entry.reading if has_kanji(entry.ja) or entry.ja.isascii() else entry.ja


def _furigana(surface: str, reading: str) -> str:
    return (
        fields.word_furigana(surface, reading) if has_kanji(surface) or surface.isascii() else fields.escaped(surface)
    )


def _about(document: StudyDocument, row: StudyRow) -> tuple[tuple[str, str], ...]:
    doubt = "<br><i>check: this English may belong to another sentence</i>" if row.alignment.doubtful and row.en else ""
    doubt += "<br><i>machine draft: nobody has checked this English</i>" if row.draft else ""
    credits_ = "; ".join(f"{credit.name} ({credit.licence}) {credit.url}" for credit in document.colophon.credits[:1])
    title = document.title_ja or document.name
    facts = "".join(f" · {fact.text}" for fact in document.facts)
    return (("MiscInfo", fields.escaped(title + facts) + doubt), ("Credits", fields.escaped(credits_)))


def _tags(document: StudyDocument, row: StudyRow) -> tuple[str, ...]:
    page = re.sub(r"[\s\u3000:\"]+", "_", document.name)
    check = ("taiyaku::check",) if row.alignment.doubtful and row.en else ()
    draft = ("taiyaku::draft",) if row.draft else ()
    return ("taiyaku", f"taiyaku::{page}", *check, *draft)
