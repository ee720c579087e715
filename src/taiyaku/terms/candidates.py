"""What in a Japanese sentence may be a term: katakana, acronyms, names, and nouns that stand together.

A candidate is a run of characters that begins and ends where words do. Longer candidates come before the shorter ones
inside them, so that 国連安全保障理事会 is tried before 国連 and 理事会.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from taiyaku.model import Token
from taiyaku.readings.kana import KANJI_CLASS
from taiyaku.resources import tsv_rows

KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}(?:[・=＝ \u3000][\u30a1-\u30fa\u30fc]{2,})*")
ACRONYM = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*(?![a-z])")
_FULL_NAME = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}(?:[・=＝][\u30a1-\u30fa\u30fc]{2,})+")
#: The sign of a country before a company or an office: シャーマン米国務副長官.
COUNTRY_SIGN = re.compile("^[米英仏独露ロ中韓印伊豪加比越]")
#: How words for people in office end.
OFFICES = tuple("者官長臣相員")
_BLANK = re.compile("[ \u3000]")
_KANJI = re.compile(f"[{KANJI_CLASS}]")
_LATIN = re.compile("[A-Za-z]")
#: Sudachi's tags of words that terms are made of.
_PARTS = ("名詞-普通名詞", "名詞-固有名詞", "接尾辞-名詞的", "接頭辞")
#: Nouns that alone say when, or what is done, rather than what a thing is.
_NOT_ALONE = ("副詞可能", "形状詞可能", "サ変可能", "助数詞可能", "助数詞")
_MOST_WORDS = 8
#: A word in kanji so long may be a term by itself, whatever it ends in: 総選挙.
_LONG_ALONE = re.compile(f"[{KANJI_CLASS}]{{3,}}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible term: where it stands in its sentence, its words, and the ``rest``, what follows as far as a title."""

    start: int
    surface: str
    tokens: tuple[Token, ...]
    rest: str

    @property
    def end(self) -> int:
        """Offset behind it."""
        return self.start + len(self.surface)

    @property
    def kind(self) -> str:
        """``katakana``, ``acronym``, ``name`` (proper nouns in kanji), ``mixed`` or ``noun``."""
        if KATAKANA.fullmatch(self.surface):
            return "katakana"
        if ACRONYM.fullmatch(self.surface):
            return "acronym"
        if all(token.xpos.startswith("名詞-固有名詞") for token in self.tokens):
            return "name"
        return "mixed" if KATAKANA.search(self.surface) or _LATIN.search(self.surface) else "noun"

    @property
    def reading(self) -> str:
        """Hiragana, "" if a word has none."""
        readings = [token.reading for token in self.tokens]
        return "".join(readings) if all(readings) else ""


def candidates(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield the candidates of a sentence: those that begin earlier first, of these the longest first.

    ``北朝鮮の核兵器`` gives 北朝鮮, 核兵器, 核, 兵器; ``一日中`` nothing.
    """
    text = "".join(token.surface for token in tokens)
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token.surface))
    for first in range(len(tokens)):
        for last in range(_run_end(tokens, first), first, -1):
            words = tuple(tokens[first:last])
            surface = text[starts[first] : starts[last]]
            if _may_be_term(words, surface, tokens[first - 1] if first else None):
                yield Candidate(starts[first], surface, words, _rest(text, starts[last]))
    yield from _runs_of_katakana(text, tokens, starts)


def _run_end(tokens: Sequence[Token], first: int) -> int:
    """Return the index behind the nouns that begin at ``first``; ``first`` itself if none does."""
    end = first
    while end < len(tokens) and end - first < _MOST_WORDS and (_is_part(tokens[end]) or _is_dot(tokens, end)):
        end += 1
    return end


def _is_dot(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word is the dot between two names in katakana."""
    around = tokens[at - 1 : at + 2]
    return (
        tokens[at].surface in ("・", "=", "＝")
        and len(around) == 3
        and all("ァ" <= token.surface[end] <= "ー" for token, end in ((around[0], -1), (around[2], 0)))
    )


def _is_part(token: Token) -> bool:
    latin = ACRONYM.fullmatch(token.surface) is not None
    return latin or (token.xpos.startswith(_PARTS) and "助動詞語幹" not in token.xpos)


def _may_be_term(words: Sequence[Token], surface: str, before: Token | None) -> bool:
    """Tell whether words can be a term: no lone suffix or prefix, no lone word of time, no single kanji."""
    if len(surface) < 2 or words[0].xpos.startswith("接尾辞") or words[-1].xpos.startswith(("接頭辞", "補助記号")):
        return False
    if before is not None and before.xpos.startswith("接頭辞"):
        return False
    if len(words) > 1 and (words[0].surface in _edges("first") or words[-1].surface in _edges("last")):
        return False
    if len(words) > 1 and words[0].xpos.endswith("副詞可能"):
        return False  # 前回死刑 is a word of time and a term
    if len(words) == 1:
        token = words[0]
        short = not _LONG_ALONE.fullmatch(surface)
        if token.xpos.endswith("副詞可能") or surface in _general() or surface in titles():
            return False
        if short and token.xpos.endswith(_NOT_ALONE):
            return False
        if KATAKANA.fullmatch(surface) or ACRONYM.fullmatch(surface) or token.xpos.startswith("名詞-固有名詞"):
            return True
        return not short or surface.endswith(tuple(term_endings()))
    if words[-1].surface in titles() and any(map(_is_name_like, words[:-1])):
        return False
    if _FULL_NAME.match(surface) and surface.endswith(OFFICES):
        return False  # ウルズラ・フォンデアライエン委員長
    if COUNTRY_SIGN.match(surface) and _FULL_NAME.fullmatch(surface[1:]):
        return False  # 英トカマク・エナジー
    if words[-1].xpos.startswith("名詞-固有名詞") and not words[0].xpos.startswith(("名詞-固有名詞", "接頭辞")):
        return False  # 隣国ウクライナ is a name with what it is before it
    if any(_is_office(one) and KATAKANA.fullmatch(two.surface) for one, two in pairwise(words)):
        return False
    return bool(_KANJI.search(surface) or KATAKANA.search(surface))


def _is_office(word: Token) -> bool:
    """Tell whether a word is what a person is called by: 大統領, 指導者."""
    return word.surface in titles() or word.surface.endswith("者")


def _is_name_like(word: Token) -> bool:
    """Tell whether a title behind the word makes a person of it: プーチン氏, 岸田首相."""
    return KATAKANA.fullmatch(word.surface) is not None or word.xpos.startswith("名詞-固有名詞-人名")


def _runs_of_katakana(text: str, tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[Candidate]:
    """Yield katakana across dots, blanks and words: ジョー・バイデン, オンラインデータストア."""
    borders = {*starts, len(text)}
    for found in KATAKANA.finditer(text):
        if found.end() not in borders and _BLANK.search(found.group()):
            continue  # グレッグ・クラーク ビジネス相: the last word is only part of one
        words = tokens[bisect_left(starts, found.start()) : bisect_left(starts, found.end())]
        inside = tuple(token for token in words if KATAKANA.fullmatch(token.surface))
        yield Candidate(found.start(), found.group(), inside, _rest(text, found.end()))


def _rest(text: str, end: int) -> str:
    return text[end : end + _longest_title() + 1]  # 1: 米大統領


@cache
def term_endings() -> dict[str, str]:
    """Return what terms end in and what kind of thing they are then, longer endings first: 条約, treaty."""
    rows = tsv_rows(Path(__file__).with_name("term_endings.tsv"))
    return dict(sorted(((row[0], row[1]) for row in rows), key=lambda row: -len(row[0])))


@cache
def _edges(place: str) -> frozenset[str]:
    return frozenset(row[1] for row in tsv_rows(Path(__file__).with_name("term_edges.tsv")) if row[0] == place)


@cache
def titles() -> frozenset[str]:
    """Return what a person is called by behind the name: 氏, 大統領."""
    return frozenset(row[0] for row in tsv_rows(Path(__file__).with_name("person_titles.tsv")))


@cache
def _longest_title() -> int:
    return max(map(len, titles()))


@cache
def _general() -> frozenset[str]:
    """Nouns too general to be terms: 問題, 状況, 理由."""
    return frozenset(row[0] for row in tsv_rows(Path(__file__).with_name("general_nouns.tsv")))
