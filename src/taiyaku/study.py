"""Article, beads, tokens and terms -> the StudyDocument: the last stage that decides anything."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from taiyaku.align.align import coverage, few_counterparts
from taiyaku.dictionary.database import CREDIT
from taiyaku.gloss.gloss import gloss_sentences
from taiyaku.gloss.phrases import labels
from taiyaku.model import (
    Article,
    AuthorRuby,
    Bead,
    Bitext,
    GlossUnit,
    Label,
    Line,
    RubyRun,
    Sentence,
    TermEntry,
    TermMatch,
    Token,
)
from taiyaku.readings.author import as_written
from taiyaku.readings.kana import has_kanji
from taiyaku.readings.romaji import romaji, sentence_romaji
from taiyaku.readings.ruby import ruby_runs
from taiyaku.sentences.marks import applied, cuts
from taiyaku.study_lexicon import LexiconBuilder
from taiyaku.study_model import (
    NONE,
    Alignment,
    Bilingual,
    Colophon,
    Credit,
    EnglishPart,
    EnglishSentence,
    Fact,
    GlossLabel,
    Run,
    Span,
    StudyDocument,
    StudyRow,
    StudySentence,
    StudyTerm,
)
from taiyaku.study_parts import SPLIT_ABOVE
from taiyaku.terms.match import TermIndex, index_terms, is_shown, match_english
from taiyaku.translate.records import Correction, Draft

#: Rows that are less likely right than this are marked and listed for review. Of the rows above it 98 % were right on
#: development documents, and they were more than 80 % of all (tests/quality/test_alignment.py).
DOUBTFUL_BELOW = 0.8
#: A page with more words than this says that it may open slowly (measured: 1.2 MB, 2.4 s on a slow phone).
LONG_ABOVE = 20_000

_CREDITS = (
    Credit(*CREDIT),
    Credit(
        "SudachiPy and SudachiDict, © Works Applications",
        "Apache-2.0",
        "https://github.com/WorksApplications/SudachiDict",
    ),
    Credit("pykakasi", "GPL-3.0-or-later", "https://codeberg.org/miurahr/pykakasi"),
)
#: The name of the fact that says when the article appeared.
DATE = Bilingual("Date", "日付")
_FACTS = ((Label.BYLINE, Bilingual("By", "筆者")), (Label.DATE, DATE))
#: Labels of which the page shows the first line: its facts and, without an English text, its English title.
SHOWN_FACTS = frozenset({Label.TITLE_EN, *(label for label, _ in _FACTS)})
_WRITER = re.compile(r"\bname\b|\boffice\b|^byline")  # reasons of lines that say who wrote a comment


def writers(article: Article, sentences: Sequence[Sentence]) -> dict[int, tuple[Line, ...]]:
    """Return the lines that say who wrote a comment, by the number of the comment's first sentence."""
    numbers = [sentence.line for sentence in sentences]
    found: dict[int, tuple[Line, ...]] = {}
    for line in article.lines:
        if line.kept and line.label is Label.COMMENT_META and _WRITER.search(line.reason):
            at = bisect_right(numbers, line.number)
            if 0 < at < len(sentences) and sentences[at].kind is Label.COMMENT:
                found[at] = (*found.get(at, ()), line)
    return found


def is_doubtful(bead: Bead) -> bool:
    """Whether a row is to be checked: its pairing, or its having no counterpart, is not likely enough."""
    return not (bead.locked or bead.draft) and bead.score < DOUBTFUL_BELOW


def build_study(
    name: str,
    article: Article,
    english: Article | None,
    bitext: Bitext,
    tokens: Sequence[Sequence[Token]],
    matches: Sequence[Sequence[TermMatch]],
    entries: Sequence[TermEntry],
    signature: str,
    drafts: Sequence[Draft] = (),
    guesses: Sequence[Sequence[TermMatch]] = (),
) -> StudyDocument:
    """Return the study page of an article; without ``english`` a gloss stands for it, and the page says so.

    :param tokens: the words of each sentence of ``bitext.ja``.
    :param matches: the glossary entries found in each of these sentences; ``entries`` are the same, once each.
    :param drafts: where ``bitext.en`` is drafts, the draft of each Japanese sentence.
    :param guesses: the suggestions found in each sentence; only a gloss shows them.
    """
    terms = _Terms(entries)
    lexicon = LexiconBuilder(token for words in tokens for token in words)
    glosses = [()] * len(tokens) if bitext.en else gloss_sentences(tokens, matches, guesses)
    sentences = [
        replace(_study_sentence(number, words, one.rubies, found, lexicon, terms), gloss=gloss)
        for number, (one, words, found, gloss) in enumerate(zip(bitext.ja, tokens, matches, glosses, strict=True), 1)
    ]
    fixes = [draft.corrected for draft in drafts if draft.text] or [()] * len(bitext.en)
    parts = [_english_sentence(sentence.text, fix, terms) for sentence, fix in zip(bitext.en, fixes, strict=True)]
    wrote = writers(article, bitext.ja)
    rows = tuple(
        StudyRow(
            id=f"r{number}",
            kind=bitext.ja[bead.ja[0]].kind if bead.ja else Label.BODY,
            ja=tuple(sentences[i] for i in bead.ja),
            en=tuple(parts[i] for i in bead.en),
            alignment=Alignment(bead.kind, bead.score, bead.reason, is_doubtful(bead), first),
            draft=bead.draft,
            missing=tuple((term.ja, term.en) for i in bead.ja if bead.draft for term in drafts[i].missing),
            by=" · ".join(line.text.strip() for i in bead.ja for line in wrote.get(i, ())),
        )
        for number, (bead, first) in enumerate(zip(bitext.beads, _crossed(bitext.beads), strict=True), 1)
    )
    return StudyDocument(
        name=name,
        title_ja=applied(article.title, cuts(article.title, "ja"))[0],
        title_en=(english.title if english else "") or article.first(Label.TITLE_EN),
        rows=rows,
        lexicon=lexicon.lexicon(terms.study_terms(rows)),
        facts=tuple(Fact(name, text) for label, name in _FACTS if (text := article.first(label))),
        notes=_notes(english, any(bead.draft for bead in bitext.beads)),
        warnings=(*_warnings(bitext), *_long(sum(len(sentence.words) for sentence in sentences))),
        colophon=Colophon(_CREDITS, signature),
        labels=_labels(glosses),
    )


def _labels(glosses: Sequence[Sequence[GlossUnit]]) -> tuple[GlossLabel, ...]:
    """Return the legend: the labels that are used, in the order of their table."""
    used = {label for units in glosses for unit in units for label in unit.labels}
    return tuple(GlossLabel(one.name, Bilingual(one.en, one.ja)) for one in labels().values() if one.name in used)


class _Terms:
    """The entries found on the page, numbered by first occurrence, and the same entries for the English side."""

    def __init__(self, entries: Sequence[TermEntry]) -> None:
        self.entries = tuple(entries)
        self.number = {entry.id: number for number, entry in enumerate(entries)}
        self.english: TermIndex = index_terms(tuple(filter(is_shown, self.entries)))

    def study_terms(self, rows: Sequence[StudyRow]) -> tuple[StudyTerm, ...]:
        """Return the terms with the rows where their spans stand."""
        places: dict[int, dict[str, None]] = {}
        for row in rows:
            for sentence in row.ja:
                for span in sentence.spans:
                    places.setdefault(span.term, {})[row.id] = None
        return tuple(
            StudyTerm(
                ja=entry.ja,
                en=entry.en,
                reading=entry.reading if has_kanji(entry.ja) or entry.ja.isascii() else "",
                romaji=entry.romaji,
                type=entry.type,
                variants_ja=entry.variants_ja,
                variants_en=entry.variants_en,
                note=entry.note,
                proposed=entry.status == "proposed",
                rows=tuple(places.get(number, ())),
            )
            for number, entry in enumerate(self.entries)
        )


def _crossed(beads: Sequence[Bead]) -> Iterator[int]:
    """Yield the first English sentence of each bead where it is not the next one, ``NONE`` where it is."""
    following = 0
    for bead in beads:
        yield bead.en.start if bead.en and bead.en.start != following else NONE
        following += len(bead.en)


def _study_sentence(
    number: int,
    words: Sequence[Token],
    rubies: Sequence[AuthorRuby],
    matches: Sequence[TermMatch],
    lexicon: LexiconBuilder,
    terms: _Terms,
) -> StudySentence:
    spoken = romaji(words)
    silent = ("PUNCT", "SYM")
    shown = [(RubyRun(t.surface),) if t.pos in silent else ruby_runs(t.surface, t.reading) for t in words]
    if rubies:
        shown = as_written(shown, rubies)
    runs = [
        Run(run, lexicon.word_index(token, text), token.certain) if token.pos not in silent else Run(run)
        for run, token, text in zip(shown, words, spoken, strict=True)
    ]
    spans = tuple(_spans(words, runs, matches, terms))
    return StudySentence(f"s{number}", spans, sentence_romaji(words))


def _spans(words: Sequence[Token], runs: Sequence[Run], matches: Sequence[TermMatch], terms: _Terms) -> Iterator[Span]:
    """Group the runs of each term; a term that ends inside a word takes the whole word."""
    pending = list(matches)
    group: list[Run] = []
    at = 0
    for token, run in zip(words, runs, strict=True):
        end = at + len(token.surface)
        while pending and pending[0].end <= at:
            pending.pop(0)
        if pending and pending[0].start < end:
            group.append(run)
            if pending[0].end <= end:
                yield Span(tuple(group), terms.number[pending.pop(0).entry.id])
                group = []
        else:
            yield Span((run,))
        at = end
    if group:
        yield Span(tuple(group))


def _english_sentence(text: str, fixes: Sequence[Correction], terms: _Terms) -> EnglishSentence:
    """Cut an English sentence into names and what is between them; corrected names know what they were."""
    parts: list[EnglishPart] = []
    at = 0
    for fix in fixes:
        parts += _english_parts(text[at : fix.start], terms)
        parts.append(EnglishPart(text[fix.start : fix.end], terms.number[fix.entry.id], fix.was))
        at = fix.end
    return EnglishSentence((*parts, *_english_parts(text[at:], terms)))


def _english_parts(text: str, terms: _Terms) -> Iterator[EnglishPart]:
    at = 0
    for match in match_english(text, terms.english):
        if match.start > at:
            yield EnglishPart(text[at : match.start])
        yield EnglishPart(text[match.start : match.end], terms.number[match.entry.id])
        at = match.end
    if at < len(text):
        yield EnglishPart(text[at:])


def _notes(english: Article | None, drafted: bool) -> tuple[Bilingual, ...]:
    if english is not None:
        return ()
    if drafted:
        return (
            Bilingual(
                "No English text was given for this page. The English is a machine draft: nobody has checked it.",
                "この記事には英文がありません。英文は機械による下訳で、誰も確かめていません。",
            ),
        )
    return (
        Bilingual(
            "No English text was given for this page. In its place stands a gloss: word by word, in Japanese order, "
            "from dictionaries. It is no translation, and some words will be wrong.",
            "この記事には英文がありません。代わりに、語順のまま一語ずつの語釈(辞書による自動)を添えます。"
            "翻訳ではなく、誤りもあります。",
        ),
    )


def _warnings(bitext: Bitext) -> tuple[Bilingual, ...]:
    words = few_counterparts(bitext)
    if not words:
        return ()
    share = coverage(bitext.beads)
    return (
        Bilingual(
            words,
            f"対応する英文が見つかった文は{share:.0%}だけです。同じ記事の英文でしょうか。",
        ),
    )


def _long(words: int) -> tuple[Bilingual, ...]:
    if not LONG_ABOVE < words <= SPLIT_ABOVE:
        return ()
    return (
        Bilingual(
            f"This page is long ({words:,} words): on a phone it may take some seconds to open.",
            f"長いページです({words:,}語)。スマートフォンでは開くのに数秒かかることがあります。",
        ),
    )
