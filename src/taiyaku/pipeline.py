"""The only place that knows the order of the stages (design: the walk). Records in, records out, no files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from taiyaku.align.align import align_sentences
from taiyaku.align.table import read_alignment
from taiyaku.export.review_csv import review_rows
from taiyaku.intake.article import detect_lang, joined_articles, label_article, readable, require_lang
from taiyaku.intake.page import read_page
from taiyaku.model import Article, Bitext, Lang, Override, Sentence, TermEntry, TermMatch, Token
from taiyaku.readings.read import Readings, read_sentences
from taiyaku.sentences.split import split_article
from taiyaku.signature import signature
from taiyaku.sources import Source, book_chapters
from taiyaku.study import build_study
from taiyaku.study_model import StudyDocument
from taiyaku.terms.consistency import Use, uses
from taiyaku.terms.curated import is_from_pages
from taiyaku.terms.evidence import with_evidence
from taiyaku.terms.match import extended, index_terms, is_suggestion, match_terms, shown
from taiyaku.terms.mine import mine_terms
from taiyaku.terms.names import romanised, with_names
from taiyaku.terms.pins import pinned_readings
from taiyaku.terms.unanswered import suggested_terms
from taiyaku.translate.drafts import asked, drafts_of, is_wanted, with_drafts
from taiyaku.translate.records import NO_ANSWERS, Answers, Draft


@dataclass(frozen=True, slots=True)
class PageInput:
    """What one study page is made of; ``alignment`` is the text of an edited alignment table, "" for none."""

    name: str
    ja: Source
    en: Source | None = None
    alignment: str = ""
    alignment_file: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all pages of a run: glossary (merged, most trusted first), overrides, patterns of lines.

    ``answers`` is what a program answered to the sentences of the pages without English.
    """

    glossary: tuple[TermEntry, ...] = ()
    overrides: tuple[Override, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    answers: Answers = NO_ANSWERS


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """All that the outputs of one page are printed from; ``unused``: overrides that found no place on it.

    ``bitext`` is what people wrote; ``drafted`` the same, with drafts where a page without English has any.
    """

    document: StudyDocument
    bitext: Bitext
    drafted: Bitext
    entries: tuple[TermEntry, ...]
    review: tuple[tuple[str, ...], ...]
    unused: tuple[Override, ...]
    uses: tuple[Use, ...] = ()
    drafts: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The glossary entries of a bitext with their evidence, where they stand in each sentence, the words with names."""

    entries: tuple[TermEntry, ...]
    matches: tuple[tuple[TermMatch, ...], ...]
    tokens: tuple[tuple[Token, ...], ...]
    uses: tuple[Use, ...]
    guesses: tuple[tuple[TermMatch, ...], ...]  # where suggestions stand, which are not among the matches


def read_article(source: Source, lang: Lang | None, settings: Settings) -> Article:
    """Return the labelled article of a file, of a book all chapters; ``lang`` None takes the language of the text.

    :raises InputError: unreadable, empty, or written in the other language.
    """
    parts = [_labelled(part, lang, settings) for part in book_chapters(source)]
    return readable(parts[0] if len(parts) == 1 else joined_articles(parts, source.name))


def _labelled(source: Source, lang: Lang | None, settings: Settings) -> Article:
    page = read_page(source.data, source.name)
    if lang is not None:
        require_lang(page, lang)
    return label_article(page, lang or detect_lang(page.text), settings.keep, settings.drop)


def read_words(sentences: Sequence[Sentence], settings: Settings, name: str) -> Readings:
    """Return the words of Japanese sentences; the user's readings win, then those of the glossary."""
    pins = (*settings.overrides, *pinned_readings(settings.glossary))
    return read_sentences(sentences, pins, name)


def build_page(page: PageInput, settings: Settings) -> BuiltPage:
    """Walk one page from bytes to the study document."""
    article = read_article(page.ja, "ja", settings)
    english = read_article(page.en, "en", settings) if page.en else None
    ja, en = split_article(article), split_article(english) if english else ()
    readings = read_words(ja, settings, page.name)
    locked = read_alignment(page.alignment, page.alignment_file, ja, en)
    bitext = Bitext(ja, en, align_sentences(ja, readings.tokens, en, _anchors(settings), locked))
    found = find_terms(bitext, readings.tokens, settings, page.name)
    drafts = () if english else drafts_of(article, ja, found.matches, settings.answers)
    drafted = with_drafts(bitext, drafts)
    made_by = signature(settings.glossary, settings.answers.engine if drafts else "")
    document = build_study(
        page.name,
        article,
        english,
        drafted,
        found.tokens,
        found.matches,
        found.entries,
        made_by,
        drafts,
        found.guesses,
    )
    review = review_rows(page.name, article, english, bitext, found.tokens, found.entries, drafts)
    return BuiltPage(document, bitext, drafted, found.entries, review, readings.unused, found.uses, drafts)


def sentences_to_draft(ja: Source, settings: Settings) -> tuple[str, ...]:
    """Return the sentences of a page without English, as a program is asked for them."""
    article = read_article(ja, "ja", settings)
    return tuple(asked(sentence.text) for sentence in split_article(article) if is_wanted(article, sentence))


def pair_sentences(
    ja: Sequence[Sentence], en: Sequence[Sentence], settings: Settings, name: str
) -> tuple[Bitext, tuple[tuple[Token, ...], ...]]:
    """Align sentences that are split already; return the bitext and the words of its Japanese side."""
    tokens = read_words(ja, settings, name).tokens
    return Bitext(tuple(ja), tuple(en), align_sentences(ja, tokens, en, _anchors(settings))), tokens


def _anchors(settings: Settings) -> tuple[TermEntry, ...]:
    """Return the glossary without suggestions of an earlier run that nobody has looked at."""
    return tuple(entry for entry in settings.glossary if not is_suggestion(entry))


def decided(settings: Settings) -> tuple[TermEntry, ...]:
    """Return what somebody decided on: rejected entries, and approved ones that were mined or suggested once."""
    return tuple(
        entry
        for entry in settings.glossary
        if entry.status == "rejected" or (entry.status == "approved" and is_from_pages(entry.id))
    )


def find_terms(bitext: Bitext, tokens: Sequence[Sequence[Token]], settings: Settings, name: str) -> Found:
    """Mine the bitext, look the whole glossary up in it, and let the words know which of them are names."""
    trusted = _anchors(settings)
    edited = {entry.ja: entry for entry in settings.glossary if is_suggestion(entry)}
    mined = tuple(
        replace(entry, extra=edited[entry.ja].extra) if entry.ja in edited else entry
        for entry in mine_terms(bitext, tokens, trusted)
    )
    suggested = (edited.get(entry.ja, entry) for entry in suggested_terms(bitext, tokens, (*trusted, *mined)))
    index = extended(index_terms(trusted), (*mined, *suggested))
    matches = tuple(match_terms(words, index) for words in tokens)
    named = tuple(with_names(words, found) for words, found in zip(tokens, matches, strict=True))
    return Found(
        romanised(with_evidence(bitext, matches, name)),
        tuple(map(shown, matches)),
        named,
        uses(bitext, matches),
        tuple(tuple(match for match in row if is_suggestion(match.entry)) for row in matches),
    )
