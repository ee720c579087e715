"""Words with several readings, decided by what stands around them: 今日では こんにち, 今日は きょう.

Tables: ``compounds.tsv`` (words that are read in one way everywhere, longest first), then ``heteronyms.tsv``, a row a
rule; the first row that fits a place counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from taiyaku.readings.kana import has_kanji
from taiyaku.readings.tables import rows
from taiyaku.readings.tokenize import Morpheme, Span, borders, replaced

_REACH = 12  # code points before a word that a rule may look at
_LONG = 3
_OKURIGANA = re.compile("[ぁ-ゖ]+$")


@dataclass(frozen=True, slots=True)
class Rule:
    """``surface`` is read ``reading`` where ``left`` ends and ``right`` begins, after a morpheme of kind ``before``."""

    surface: str
    reading: str
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    before: str


@cache
def _rules() -> tuple[dict[str, tuple[Rule, ...]], dict[str, tuple[Rule, ...]]]:
    """Return the rules by their first character, and those for verbs and adjectives by dictionary form."""
    by_first: dict[str, list[Rule]] = {}
    by_lemma: dict[str, list[Rule]] = {}
    compounds = [[word, reading, "", "", ""] for word, reading in rows("compounds", 2)]
    for surface, reading, left, right, before in [*_longest_first(compounds), *rows("heteronyms", 5)]:
        rule = Rule(surface, reading, re.compile(f"(?:{left})$") if left else None, re.compile(right) if right else None, before)
        by_first.setdefault(surface[0], []).append(rule)
        if _OKURIGANA.search(surface):
            by_lemma.setdefault(surface, []).append(rule)
    return {key: tuple(found) for key, found in by_first.items()}, {key: tuple(found) for key, found in by_lemma.items()}


def _longest_first(compounds: list[list[str]]) -> list[list[str]]:
    return sorted(compounds, key=lambda row: -len(row[0]))


def apply_rules(text: str, found: Sequence[Morpheme]) -> tuple[Morpheme, ...]:
    """Return the morphemes with the readings of the rules that fit; a rule may take several morphemes together.

    ``他の国`` gives 他[ほか]; ``ハプスブルク家`` 家[け]; ``会議を開いた`` 開い[ひらい].
    """
    spans = list(_spans(text, found))
    return replaced(text, found, spans) if spans else tuple(found)


def _spans(text: str, found: Sequence[Morpheme]) -> Iterator[Span]:
    by_first, by_lemma = _rules()
    ends = borders(found)
    cuts: dict[int, int] | None = None
    done = 0
    for at, morpheme in enumerate(found):
        start = ends[at]
        candidates = by_first.get(text[start], ())
        inflected = by_lemma.get(morpheme.lemma, ()) if morpheme.pos[4] != "*" else ()
        if start < done or not (candidates or inflected):
            continue
        before = found[at - 1] if at else None
        for rule in inflected:
            if _fits(rule, text, start, ends[at + 1], before):
                done = ends[at + 1]
                yield Span(start, done, replace(morpheme, reading=_inflected(rule, morpheme), source="rule"))
                break
        if start < done:
            continue
        for rule in candidates:
            end = start + len(rule.surface)
            if not text.startswith(rule.surface, start) or not _fits(rule, text, start, end, before):
                continue
            cuts = cuts or {border: index for index, border in enumerate(ends)}
            # a long word counts even where Sudachi cuts otherwise: 誕生日用 is not 誕生 + 日用
            if end in cuts or len(rule.surface) >= _LONG:
                done = end
                yield Span(start, end, _read(rule, found[at : cuts.get(end, at + 2)]))
                break


def _fits(rule: Rule, text: str, start: int, end: int, before: Morpheme | None) -> bool:
    if rule.before and not (before and "-".join(before.pos).startswith(rule.before)):
        return False
    if rule.right and not rule.right.match(text, end):
        return False
    return not rule.left or bool(rule.left.search(text[max(0, start - _REACH) : start] if start > 0 else "^"))


def _read(rule: Rule, parts: Sequence[Morpheme]) -> Morpheme:
    if len(parts) == 1:
        return replace(parts[0], reading=rule.reading, source="rule" if has_kanji(rule.surface) else parts[0].source)
    return Morpheme(rule.surface, rule.reading, rule.surface, rule.surface, parts[-1].pos, "rule")


def _inflected(rule: Rule, morpheme: Morpheme) -> str:
    """Return the reading of an inflected form: 開い of 開く, read あく, is あい."""
    okurigana = _OKURIGANA.search(rule.surface)
    ending = okurigana[0] if okurigana else ""
    stem = rule.surface.removesuffix(ending)
    if not rule.reading.endswith(ending) or not morpheme.surface.startswith(stem):
        return morpheme.reading
    return rule.reading.removesuffix(ending) + morpheme.surface.removeprefix(stem)
