"""Study pages -> the glossary over all of them: every place where a term stands, and how its spellings vary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from taiyaku.library_model import GlossaryDocument, GlossaryTerm, Kwic, Spelling
from taiyaku.study_model import NONE, Colophon, StudyDocument, StudyRow, StudyTerm

_CONTEXT = 22  # characters on each side of a term
_PLACES = 30  # lines of one term; the others are counted


@dataclass(slots=True)
class _Seen:
    """What has been found of a term so far."""

    term: StudyTerm
    ja: Counter[str] = field(default_factory=Counter)
    en: Counter[str] = field(default_factory=Counter)
    places: list[Kwic] = field(default_factory=list)


def concordance(documents: Sequence[StudyDocument], colophon: Colophon) -> GlossaryDocument:
    """Return the terms of all pages in the order of their reading, each with its places in the order of the pages."""
    seen: dict[tuple[str, str], _Seen] = {}
    for document in documents:
        for row in document.rows:
            _read_row(document, row, seen)
    terms = sorted(map(_term, seen.values()), key=lambda term: (term.reading or term.ja, term.ja, term.en))
    return GlossaryDocument(tuple(terms), colophon)


def _read_row(document: StudyDocument, row: StudyRow, seen: dict[tuple[str, str], _Seen]) -> None:
    sentences = () if row.draft else row.en
    english = " ".join(sentence.text for sentence in sentences)
    named: dict[int, list[str]] = {}
    for sentence in sentences:
        for part in sentence.parts:
            named.setdefault(part.term, []).append(part.text)
    here: set[int] = set()
    for japanese in row.ja:
        text, at = japanese.text, 0
        for span in japanese.spans:
            key = "".join(run.text for run in span.runs)
            end = at + len(key)
            if span.term != NONE:
                term = document.lexicon.terms[span.term]
                found = seen.setdefault((term.ja, term.en), _Seen(term))
                found.ja[key] += 1
                left, right = text[max(at - _CONTEXT, 0) : at], text[end : end + _CONTEXT]
                title = document.title_ja or document.name
                found.places.append(Kwic(f"{document.name}.html", row.id, title, left, key, right, english))
                if span.term not in here and sentences:
                    found.en.update(named.get(span.term, [""]))
                here.add(span.term)
            at = end


def _term(found: _Seen) -> GlossaryTerm:
    term = found.term
    return GlossaryTerm(
        ja=term.ja,
        en=term.en,
        reading=term.reading,
        romaji=term.romaji,
        type=term.type,
        proposed=term.proposed,
        spellings_ja=tuple(Spelling(*item) for item in found.ja.most_common()),
        spellings_en=tuple(Spelling(*item) for item in found.en.most_common()),
        places=tuple(found.places[:_PLACES]),
        hidden=max(len(found.places) - _PLACES, 0),
    )
