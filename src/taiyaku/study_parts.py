"""A long study page -> parts that a phone can open, each a study page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from taiyaku.model import Label
from taiyaku.study_model import NONE, Part, Run, Span, StudyDocument, StudyLexicon, StudyRow, StudySentence

#: Pages with more words than this are split (measured: 2.9 MB, 2 s to open, 0.7 s to show furigana in Firefox).
SPLIT_ABOVE = 50_000
#: Words of a part, about: a page of this length still opens at once on a phone.
PART_WORDS = 15_000
_EARLY = 0.85  # from here on a heading ends the part before it


def study_parts(doc: StudyDocument, above: int = SPLIT_ABOVE, words: int = PART_WORDS) -> tuple[StudyDocument, ...]:
    """Return the document itself, or its parts where it has more than ``above`` words.

    Parts end between rows, before a heading where one is near. They are called ``NAME.part1`` …, number their rows
    from r1, and know how many sentences of the article stand before them.
    """
    if doc.word_count <= above:
        return (doc,)
    chunks = list(_chunks(doc.rows, words))
    if len(chunks) < 2:
        return (doc,)  # one row without an end
    done: list[StudyDocument] = []
    ja = en = 0
    for number, rows in enumerate(chunks, 1):
        done.append(_part(doc, rows, Part(number, len(chunks), doc.name, ja, en)))
        ja += sum(len(row.ja) for row in rows)
        en += sum(len(row.en) for row in rows)
    return tuple(done)


def _chunks(rows: Sequence[StudyRow], words: int) -> Iterator[list[StudyRow]]:
    chunk: list[StudyRow] = []
    size = 0
    for row in rows:
        if chunk and (size >= words or (row.kind is Label.HEADING and size >= _EARLY * words)):
            yield chunk
            chunk, size = [], 0
        chunk.append(row)
        size += sum(len(sentence.words) for sentence in row.ja)
    if chunk:
        yield chunk


class _Kept:
    """Old numbers of what a part needs -> new ones, in order of first use."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}

    def __getitem__(self, old: int) -> int:
        return old if old == NONE else self.numbers.setdefault(old, len(self.numbers))


def _part(doc: StudyDocument, rows: Sequence[StudyRow], part: Part) -> StudyDocument:
    words, terms = _Kept(), _Kept()
    ids = {row.id: f"r{number}" for number, row in enumerate(rows, 1)}
    sentences = iter(range(1, sum(len(row.ja) for row in rows) + 1))
    moved = tuple(
        replace(
            row,
            id=ids[row.id],
            ja=tuple(_sentence(one, f"s{next(sentences)}", words, terms) for one in row.ja),
            en=tuple(
                replace(one, parts=tuple(replace(text, term=terms[text.term]) for text in one.parts)) for one in row.en
            ),
        )
        for row in rows
    )
    used = {label for row in moved for one in row.ja for unit in one.gloss for label in unit.labels}
    return replace(
        doc,
        name=f"{doc.name}.part{part.number}",
        rows=moved,
        lexicon=_lexicon(doc.lexicon, words, terms, ids),
        facts=doc.facts if part.number == 1 else (),
        part=part,
        labels=tuple(label for label in doc.labels if label.name in used),
    )


def _sentence(sentence: StudySentence, id_: str, words: _Kept, terms: _Kept) -> StudySentence:
    def run(old: Run) -> Run:
        return replace(old, word=words[old.word])

    spans = tuple(Span(tuple(map(run, span.runs)), terms[span.term]) for span in sentence.spans)
    return replace(sentence, id=id_, spans=spans)


def _lexicon(whole: StudyLexicon, words: _Kept, terms: _Kept, ids: dict[str, str]) -> StudyLexicon:
    """Return the tables with only what the part's words need, numbered anew."""
    entries = _Kept()
    kept = [whole.words[old] for old in words.numbers]
    moved = tuple(replace(word, entries=tuple(entries[old] for old in word.entries)) for word in kept)
    characters = {character for word in kept for character in word.surface}
    found = [whole.terms[old] for old in terms.numbers]
    return StudyLexicon(
        words=moved,
        entries=tuple(whole.entries[old] for old in entries.numbers),
        kanji=tuple(kanji for kanji in whole.kanji if kanji.literal in characters),
        terms=tuple(replace(term, rows=tuple(ids[row] for row in term.rows if row in ids)) for term in found),
    )
