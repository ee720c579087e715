"""The author's own ruby -> spans of a sentence whose reading is settled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from taiyaku.model import AuthorRuby, RubyRun
from taiyaku.readings.kana import hiragana
from taiyaku.readings.overrides import kana_reading
from taiyaku.readings.tokenize import Morpheme, Span, borders, whole_pos

_KANA = re.compile("[ぁ-ゖァ-ヺー]*")


def author_spans(text: str, found: Sequence[Morpheme], rubies: Sequence[AuthorRuby]) -> list[Span]:
    """Return the spans that the author's ruby settles, left to right; ruby that is not kana settles nothing.

    拿捕[だほ] is one word; 取[と]り扱[あつか]い too: where ruby and kana cover whole words, the words stay whole.
    """
    ends = borders(found)
    spans: list[Span] = []
    for group in _groups([ruby for ruby in rubies if _usable(ruby, text)], ends):
        start = max(at for at in ends if at <= group[0].start)
        end = min(at for at in ends if at >= group[-1].end)
        inside = [morpheme for morpheme, at in zip(found, ends, strict=False) if start <= at < end]
        reading = _confirmed(text, start, end, group, inside) or _joined(text, start, end, group)
        if reading:
            spans.append(Span(start, end, _settled(text[start:end], reading, inside)))
        else:
            spans.extend(_alone(text, ruby) for ruby in group)
    return spans


def _usable(ruby: AuthorRuby, text: str) -> bool:
    return 0 <= ruby.start < ruby.end <= len(text) and bool(kana_reading(ruby.reading))


def _groups(rubies: Sequence[AuthorRuby], ends: Sequence[int]) -> Iterator[list[AuthorRuby]]:
    """Return the rubies with those of one word together, in order; one that overlaps its neighbour is left out."""
    group: list[AuthorRuby] = []
    for ruby in sorted(rubies, key=lambda ruby: ruby.start):
        if group and ruby.start < group[-1].end:
            continue
        if group and any(group[-1].end <= at <= ruby.start for at in ends):
            yield group
            group = []
        group.append(ruby)
    if group:
        yield group


def _alone(text: str, ruby: AuthorRuby) -> Span:
    return Span(ruby.start, ruby.end, _settled(text[ruby.start : ruby.end], ruby.reading, ()))


def _confirmed(text: str, start: int, end: int, rubies: Sequence[AuthorRuby], inside: Sequence[Morpheme]) -> str:
    """Return the reading of a single morpheme when it agrees with the ruby on part of it: 取[と]り扱い."""
    pattern, at = "", start
    for ruby in rubies:
        pattern += _pattern(text[at : ruby.start]) + kana_reading(ruby.reading)
        at = ruby.end
    pattern += _pattern(text[at:end])
    return inside[0].reading if len(inside) == 1 and re.fullmatch(pattern, inside[0].reading) else ""


def _pattern(part: str) -> str:
    return "".join(hiragana(char) if _KANA.fullmatch(char) else ".+" for char in part)


def _joined(text: str, start: int, end: int, rubies: Sequence[AuthorRuby]) -> str:
    """Return the reading of ``text[start:end]``: ruby, and kana between; "" when something else has no ruby."""
    reading = ""
    for ruby in rubies:
        between = text[start : ruby.start]
        if not _KANA.fullmatch(between):
            return ""
        reading += hiragana(between) + kana_reading(ruby.reading)
        start = ruby.end
    rest = text[start:end]
    return reading + hiragana(rest) if _KANA.fullmatch(rest) else ""


def _settled(surface: str, reading: str, inside: Sequence[Morpheme]) -> Morpheme:
    said = kana_reading(reading)
    if len(inside) == 1:
        return replace(inside[0], reading=said, source="author", sure=True, others=())
    pos = whole_pos(inside) if inside else ("名詞", "普通名詞", "一般", "*", "*", "*")
    lemma = "".join(morpheme.surface for morpheme in inside[:-1]) + inside[-1].lemma if inside else surface
    return Morpheme(surface, said, lemma, surface, pos, "author")


def as_written(words: Sequence[tuple[RubyRun, ...]], rubies: Sequence[AuthorRuby]) -> list[tuple[RubyRun, ...]]:
    """Return the runs of a sentence's words with the author's ruby in the kana that the author wrote: 本気[マジ].

    A reading is hiragana everywhere else; where the run's ruby is not the author's, it stays.
    """
    found: list[tuple[RubyRun, ...]] = []
    at = 0
    for word in words:
        runs = []
        for run in word:
            end = at + len(run.base)
            own = [ruby for ruby in rubies if at <= ruby.start < ruby.end <= end]
            written = "".join(ruby.reading for ruby in own)
            whole = sum(ruby.end - ruby.start for ruby in own) == len(run.base)
            runs.append(RubyRun(run.base, written) if whole and hiragana(written) == run.ruby else run)
            at = end
        found.append(tuple(runs))
    return found
