"""Words with several readings, decided by what stands around them: 今日では こんにち, 今日は きょう.

Tables: ``compounds.tsv`` and ``compounds_jmdict.tsv`` (words that are read in one way everywhere, longest first; the
second is made by ``recipes/agreed_words.py``), then ``heteronyms.tsv``, a row a
rule; the first row that fits a place counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from taiyaku.readings.tables import rows
from taiyaku.readings.tokenize import Morpheme, Span, borders, replaced, whole_pos

_REACH = 12  # code points before a word that a rule may look at
_LONG = 3
_ASIDE = re.compile(r"[(（][^()（）]*[)）]$")
_LONGEST_ASIDE = 60
_NOUN = ("名詞", "普通名詞", "一般", "*", "*", "*")
_SUFFIX = ("接尾辞", "名詞的", "一般", "*", "*", "*")
_OKURIGANA = re.compile("[ぁ-ゖ]+$")


@dataclass(frozen=True, slots=True)
class Rule:
    """``surface`` is read ``reading`` where ``left`` ends and ``right`` begins, after a morpheme of kind ``before``.

    ``firm``: it counts even where the analyser cuts the characters at its end otherwise.
    """

    surface: str
    reading: str
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    before: str
    others: tuple[str, ...]
    firm: bool


@cache
def _rules() -> tuple[dict[str, tuple[Rule, ...]], dict[str, tuple[Rule, ...]]]:
    """Return the rules by their first character, and those for verbs and adjectives by dictionary form."""
    by_first: dict[str, list[Rule]] = {}
    by_lemma: dict[str, list[Rule]] = {}
    compounds = [(row, True) for row in rows("compounds", 2)] + [(row, False) for row in rows("compounds_jmdict", 2)]
    compounds.sort(key=lambda word: -len(word[0][0]))
    words = [_rule(*word, firm=firm) for word, firm in compounds]
    for rule in [*words, *(_rule(*row, firm=True) for row in rows("heteronyms", 6))]:
        by_first.setdefault(rule.surface[0], []).append(rule)
        if _OKURIGANA.search(rule.surface):
            by_lemma.setdefault(rule.surface, []).append(rule)
    return _frozen(by_first), _frozen(by_lemma)


def _rule(
    surface: str, reading: str, left: str = "", right: str = "", before: str = "", others: str = "", *, firm: bool
) -> Rule:
    return Rule(
        surface,
        reading,
        re.compile(f"(?:{left})$") if left else None,
        re.compile(right) if right else None,
        before,
        tuple(others.split()),
        firm and len(surface) >= _LONG,
    )


def _frozen(rules: dict[str, list[Rule]]) -> dict[str, tuple[Rule, ...]]:
    return {key: tuple(found) for key, found in rules.items()}


def apply_rules(text: str, found: Sequence[Morpheme]) -> tuple[Morpheme, ...]:
    """Return the morphemes with the readings of the rules that fit; a rule may take several morphemes together.

    ``他の国`` gives 他[ほか]; ``ハプスブルク家`` 家[け]; ``会議を開いた`` 開い[ひらい].
    """
    spans = list(_spans(text, found))
    return replaced(text, found, spans) if spans else tuple(found)


def _spans(text: str, found: Sequence[Morpheme]) -> Iterator[Span]:
    candidates_at = [(at, rules) for at, rules in enumerate(map(_rules_for, found)) if rules]
    if not candidates_at:
        return
    ends = borders(found)
    cuts: dict[int, int] | None = None
    done = 0
    for at, (candidates, inflected) in candidates_at:
        start, morpheme = ends[at], found[at]
        if start < done:
            continue
        before = found[at - 1] if at else None
        for rule in inflected:
            if _fits(rule, text, start, ends[at + 1], before):
                done = ends[at + 1]
                yield Span(start, done, _conjugated(rule, morpheme))
                break
        if start < done:
            continue
        for rule in candidates:
            end = start + len(rule.surface)
            if not text.startswith(rule.surface, start) or not _fits(rule, text, start, end, before):
                continue
            if rule.right and (_is_name(found[at : at + 2]) or _is_name(found[max(at - 1, 0) : at + 1])):
                continue
            cuts = cuts or {border: index for index, border in enumerate(ends)}
            # a long word counts even where Sudachi cuts otherwise: 誕生日用 is not 誕生 + 日用
            if end in cuts or rule.firm:
                done = end
                yield Span(start, end, _read(rule, found[at : cuts.get(end, at + 2)]))
                break


@lru_cache(maxsize=1 << 15)
def _rules_for(morpheme: Morpheme) -> tuple[tuple[Rule, ...], tuple[Rule, ...]] | None:
    """Return the rules that may hold where a morpheme begins, and those for its dictionary form; None if none may."""
    by_first, by_lemma = _rules()
    surface = morpheme.surface
    whole, beginnings = _surfaces()
    begins: tuple[Rule, ...] = ()
    if surface in beginnings or any(surface[:width] in whole for width in range(1, len(surface))):
        begins = tuple(rule for rule in by_first[surface[0]] if _one_begins_the_other(rule.surface, surface))
    inflected = by_lemma.get(morpheme.lemma, ()) if morpheme.pos[4] != "*" else ()
    return (begins, inflected) if begins or inflected else None


@cache
def _surfaces() -> tuple[frozenset[str], frozenset[str]]:
    """Return what the rules are for, and all that they begin with: most morphemes are neither, and soon done with."""
    whole = frozenset(rule.surface for rules in _rules()[0].values() for rule in rules)
    return whole, frozenset(surface[:width] for surface in whole for width in range(1, len(surface) + 1))


def _one_begins_the_other(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _fits(rule: Rule, text: str, start: int, end: int, before: Morpheme | None) -> bool:
    if rule.before and not (before and "-".join(before.pos).startswith(rule.before)):
        return False
    if rule.right and not rule.right.match(text, end):
        return False
    return not rule.left or bool(rule.left.search(_before(text, start)))


def _is_name(beside: Sequence[Morpheme]) -> bool:
    """Whether two words are a surname and a given name, of which neither is a common noun: 高原 直泰."""
    return len(beside) == 2 and [morpheme.pos[2:4] for morpheme in beside] == [("人名", "姓"), ("人名", "名")]


def _before(text: str, start: int) -> str:
    """Return what stands before a word; an aside in brackets is passed over: 述べた(写真)後 is 述べた後."""
    aside = _ASIDE.search(text[max(0, start - _LONGEST_ASIDE) : start]) if text[:start].endswith((")", "）")) else None
    end = start - len(aside[0]) if aside else start
    return text[max(0, end - _REACH) : end]


def _read(rule: Rule, parts: Sequence[Morpheme]) -> Morpheme:
    if len(parts) == 1 and parts[0].pos[0] != "補助記号":
        return _decided(_with_kind(parts[0], rule), rule.reading or parts[0].reading, rule.others)
    pos = parts[0].pos if parts[0].pos[1] == "固有名詞" else whole_pos(parts)  # 国後 + 島 is a name
    pos = _NOUN if pos[0] == "補助記号" else pos
    return _decided(Morpheme(rule.surface, rule.reading, rule.surface, rule.surface, pos), rule.reading, rule.others)


@lru_cache(maxsize=1 << 8)
def _with_kind(morpheme: Morpheme, rule: Rule) -> Morpheme:
    """Return a word as what a rule makes of it.

    A surname that stands beside no title is a common noun (見方); a prefix that a rule hangs on what stands before it
    is a suffix (東北 大 大学院), and a suffix that a rule reads by what follows is none: シャーマン 米 国務副長官.
    """
    follows = rule.right and not rule.left and not rule.before
    if (morpheme.pos[2] == "人名" and rule.reading and rule.right) or (morpheme.pos[0] == "接尾辞" and follows):
        return replace(morpheme, pos=_NOUN)
    return replace(morpheme, pos=_SUFFIX) if morpheme.pos[0] == "接頭辞" and rule.before else morpheme


def _conjugated(rule: Rule, morpheme: Morpheme) -> Morpheme:
    reading = _inflected(rule.surface, rule.reading, morpheme) if rule.reading else morpheme.reading
    return _decided(morpheme, reading, tuple(_inflected(rule.surface, other, morpheme) for other in rule.others))


@lru_cache(maxsize=1 << 14)
def _decided(morpheme: Morpheme, reading: str, others: tuple[str, ...]) -> Morpheme:
    open_to = tuple(other for other in others if other != reading)
    return replace(morpheme, reading=reading, source="rule", sure=True, others=open_to)


def _inflected(lemma: str, reading: str, morpheme: Morpheme) -> str:
    """Return the reading of an inflected form: 開い of 開く, read あく, is あい."""
    okurigana = _OKURIGANA.search(lemma)
    ending = okurigana[0] if okurigana else ""
    stem = lemma.removesuffix(ending)
    if not reading.endswith(ending) or not morpheme.surface.startswith(stem):
        return morpheme.reading
    return reading.removesuffix(ending) + morpheme.surface.removeprefix(stem)
