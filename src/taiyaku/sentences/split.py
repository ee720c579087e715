"""Sentences of a cleaned article, or of running text, with their place in the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby

from taiyaku.model import ONE_UNIT, Article, AuthorRuby, Label, Lang, Line, Sentence
from taiyaku.sentences.english import english_spans
from taiyaku.sentences.japanese import japanese_spans
from taiyaku.sentences.marks import applied, cuts, offset_in_text

#: Labels whose neighbouring lines can be one hard-wrapped paragraph; a line of any other label stands alone.
_RUNNING = frozenset({Label.LEAD, Label.BODY, Label.COMMENT})


def split_article(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of the lines that are kept, in their order.

    Titles, headings and captions are one sentence each; neighbouring lines of a hard-wrapped paragraph are joined,
    any other line is a paragraph. ``page.text[sentence.start:sentence.end]`` is the sentence as printed.
    """
    text = article.page.text
    sentences: list[Sentence] = []
    for lines in _paragraphs(article.kept):
        start, end, label = lines[0].start, lines[-1].end, lines[0].label
        if label in ONE_UNIT:
            spans = [(start, end)]
        else:
            spans = [(start + a, start + b) for a, b in _spans(text[start:end], article.lang)]
        starts = [line.start for line in lines]
        for a, b in spans:
            number = lines[bisect_right(starts, a) - 1].number
            sentences.append(_sentence(text, a, b, label, number, article.lang, article.page.rubies))
    return tuple(sentences)


def split_text(text: str, lang: Lang) -> tuple[Sentence, ...]:
    """Return the sentences of clean running text; nothing is classified or dropped, all are body.

    ``line`` is the number of the line a sentence begins in, counted from 1.
    """
    breaks = [at for at, character in enumerate(text) if character == "\n"]
    return tuple(
        _sentence(text, start, end, Label.BODY, bisect_right(breaks, start) + 1, lang, ())
        for start, end in _spans(text, lang)
    )


def _spans(text: str, lang: Lang) -> list[tuple[int, int]]:
    return japanese_spans(text) if lang == "ja" else english_spans(text)


def _paragraphs(kept: tuple[Line, ...]) -> list[list[Line]]:
    """Group lines of running text that follow each other without a gap."""

    def paragraph(numbered: tuple[int, Line]) -> tuple[Label, int]:
        index, line = numbered
        return line.label, line.number - index if line.label in _RUNNING else -index - 1

    return [[line for _, line in group] for _, group in groupby(enumerate(kept), key=paragraph)]


def _start(ruby: AuthorRuby) -> int:
    return ruby.start


def _sentence(
    text: str, start: int, end: int, kind: Label, line: int, lang: Lang, page_rubies: tuple[AuthorRuby, ...]
) -> Sentence:
    """Return the record of the sentence ``text[start:end]``, read without its marks."""
    raw = text[start:end]
    found = cuts(raw, lang)
    read, marks, rubies = applied(raw, found)
    inside = [
        AuthorRuby(offset_in_text(found, ruby.start - start), offset_in_text(found, ruby.end - start), ruby.reading)
        for ruby in page_rubies[bisect_left(page_rubies, start, key=_start) : bisect_left(page_rubies, end, key=_start)]
        if ruby.end <= end
    ]
    if inside:
        rubies = tuple(sorted((*rubies, *inside), key=lambda ruby: ruby.start))
    return Sentence(read, kind, line, start, end, marks, rubies)


def one_a_line(text: str) -> tuple[Sentence, ...]:
    """Return every line of ``text`` as it stands as one sentence, empty lines too, so that numbers count lines."""
    sentences: list[Sentence] = []
    at = 0
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        sentences.append(Sentence(line, Label.BODY, number, at, at + len(line)))
        at += len(line) + 1
    return tuple(sentences)
