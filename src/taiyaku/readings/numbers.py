"""Where numbers, dates and counters stand in a sentence, and how they are read: by rule, before the dictionary's guess.

A dictionary word beats a rule: 一切, 三重, 十分 are left alone; kanji numerals count only where Sudachi sees a numeral.
Table: ``number_signs.tsv`` (where ・ is a point and / a fraction).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from taiyaku.readings.spoken import counted, counters, digit_by_digit, spoken
from taiyaku.readings.tables import rows
from taiyaku.readings.tokenize import Morpheme, Span, borders, replaced

_POS = ("名詞", "数詞", "*", "*", "*", "*")
_WORD = ("名詞", "普通名詞", "副詞可能", "*", "*", "*")
_ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_KANJI = "〇零一二三四五六七八九十百千数何幾"
_MIXED = rf"[数何]?{_ARABIC}(?:[十百千万億兆京]+(?:{_ARABIC})?)*"
_NUMBER = re.compile(rf"(?P<prefix>第?)(?P<number>{_MIXED}|[{_KANJI}][{_KANJI}万億兆京]*)")
_NAMED = re.compile("[一二三四五六七八九]?[十百千]")
_CURRENCY = re.compile(rf"(?P<sign>[$¥€£])(?P<number>{_MIXED})")
_START = re.compile(rf"[0-9{_KANJI}第$¥€£]")
_MAYBE = re.compile(rf"[0-9０-９{_KANJI}第$¥€£＄￥￡]")
_DATE = re.compile(r"(?P<y>[12][0-9]{3})([/.-])(?P<m>0?[1-9]|1[0-2])\2(?P<d>0?[1-9]|[12][0-9]|3[01])(?![0-9])")
_TIME = re.compile(r"(?P<h>[01]?[0-9]|2[0-4]):(?P<min>[0-5][0-9])(?![0-9:])")
_FRACTION = re.compile(rf"(?P<whole>{_ARABIC}|[{_KANJI}]+)分の(?P<part>{_ARABIC}|[{_KANJI}]+)")
_PARTED = re.compile(r"(?<![0-9/.])(?P<part>[1-9][0-9]?)/(?P<whole>[1-9][0-9]{0,2})(?![0-9/])")
_POINTED = re.compile(r"(?<![0-9・.,/])(?P<whole>[0-9]{1,3})・(?P<part>[0-9]{1,3})(?![0-9・.,/])")
_BY_DIGIT = re.compile(r"(?<![0-9])(?:0[0-9]{1,3}-[0-9]{1,4}-[0-9]{3,4}|0[0-9]{2,}(?![0-9.]))|[0-9]+(?:\.[0-9]+){2,}")
_RANGE = re.compile(r"[0-9]{1,2}(?=[~、・-](?P<to>[0-9]{1,2})日(?!間))")
_WIDE = str.maketrans("０１２３４５６７８９．，：／－−〜～＄￥￡", "0123456789.,:/--~~$¥£")
_MINUS = re.compile(r"(?:^|[ぁ-ん比差\W])-\Z")  # -5℃, は-5℃, 前年比-0.8%; not 3-5 or F-15
_BLANK = re.compile(r"[ \u3000]+(?=[A-Za-z])")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")


def read_numbers(text: str, found: Sequence[Morpheme]) -> tuple[Morpheme, ...]:
    """Return the morphemes with every number, its counter included, as one morpheme that is read.

    ``6月16日`` gives 6月[ろくがつ] 16日[じゅうろくにち]; ``20カ国・地域`` 20カ国[にじゅっかこく] first; ``約3時間半``
    leaves 約 apart.
    """
    if not _MAYBE.search(text):
        return tuple(found)
    return replaced(text, found, list(_spans(text, found)))


def _spans(text: str, found: Sequence[Morpheme]) -> Iterator[Span]:
    plain = _POINTED.sub(_with_point, text.translate(_WIDE))
    ends = borders(found)
    beginning = dict(zip(ends, found, strict=False))
    cuts = frozenset(ends)
    at = 0
    while start := _START.search(plain, at):
        at = start.start()
        if _LATIN.search(text, max(0, at - 1), at) or not (
            plain[at].isdecimal()
            or (at in beginning and _is_numeral(beginning[at]))
            or (at in cuts and plain[at] in "何数幾第$¥€£")
        ):
            at += 1
            continue
        spans = _at(plain, at, cuts)
        if not spans:
            at += 1
        elif _MINUS.search(plain, max(0, at - 2), at) and at - 1 in cuts:
            first = spans[0]
            spans[0] = (at - 1, first[1], f"まいなす{first[2]}", first[3])
        for span in spans:
            yield Span(span[0], span[1], _morpheme(text[span[0] : span[1]], span[2], span[3]))
            at = span[1]


def _with_point(match: re.Match[str]) -> str:
    """Return a number as newspapers write it with the point it stands for: 1・5倍 1.5倍; two numbers stay, 1・2年生."""
    whole, part = match["whole"], match["part"]
    neighbours = len(part) == 1 and int(part) == int(whole) + 1
    said = whole == "0" or _signed("decimal", match) or (_signed("some", match) and not neighbours)
    return f"{whole}.{part}" if said else match[0]


def _signed(kind: str, match: re.Match[str]) -> bool:
    """Whether a word of the table stands beside a match: the unit behind it, or what is counted before it."""
    before, behind = _signs(kind)
    return match.string.startswith(behind, match.end()) or match.string.endswith(before, 0, match.start())


@cache
def _signs(kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = [word for row, word in rows("number_signs", 2) if row == kind]
    before = tuple(word.removeprefix("～") for word in words if word.startswith("～"))
    return before, tuple(word for word in words if not word.startswith("～"))


def _is_numeral(morpheme: Morpheme) -> bool:
    """Whether a number may begin here: a numeral, 第, or a given name that is written like one (三百 みつお)."""
    if morpheme.pos[2] == "人名":
        return bool(_NAMED.fullmatch(morpheme.surface))
    return morpheme.pos[1] == "数詞" or morpheme.surface == "第"


@lru_cache(maxsize=1 << 12)
def _morpheme(surface: str, reading: str, pos: tuple[str, ...]) -> Morpheme:
    return Morpheme(surface, reading, surface, surface.translate(_WIDE), pos, "number")


#: A stretch of the sentence, its reading, its part of speech.
_Read = tuple[int, int, str, tuple[str, ...]]


def _at(text: str, at: int, cuts: frozenset[int]) -> list[_Read]:
    """Return what is read at a numeral: one stretch, or the parts of a date, or none when it is no number after all."""
    if money := _CURRENCY.match(text, at):
        return [(at, money.end(), counted(spoken(money["number"]), counters()[money["sign"]]), _POS)]
    if date := _DATE.match(text, at):
        return _parts(date, (("y", "年"), ("m", "月"), ("d", "日")))
    if time := _TIME.match(text, at):
        return _parts(time, (("h", "時"), ("min", "分")) if int(time["min"]) else (("h", "時"),))
    if digits := _BY_DIGIT.match(text, at):
        words = [digit_by_digit(part) for part in re.split("[.-]", digits[0])]
        return [(at, digits.end(), ("てん" if "." in digits[0] else "の").join(words), _POS)]
    if (fraction := _FRACTION.match(text, at)) and (found := _fraction(fraction, cuts)):
        return [found]
    if (parted := _PARTED.match(text, at)) and _is_part(parted) and (found := _fraction(parted, cuts)):
        return [found]
    if (span := _RANGE.match(text, at)) and int(span[0]) < int(span["to"]) <= 31:
        return [(at, span.end(), _day(span[0], int(span["to"]), text[max(0, at - 1) : at]), _POS)]
    return _counted(text, at, cuts)


def _is_part(match: re.Match[str]) -> bool:
    """Whether two numbers with a stroke are a fraction (大さじ1/2, 1/2個), not a date (1/3の会議)."""
    return int(match["part"]) < int(match["whole"]) and _signed("fraction", match)


def _fraction(match: re.Match[str], cuts: frozenset[int]) -> _Read | None:
    """Return 3分の2 or 2/3 さんぶんのに; a counter belongs to it: 千分の2㎜ せんぶんのにみりめーとる."""
    part = spoken(match["part"])
    rest = _counter(match.string, match.end(), cuts)
    if not rest and match.end() not in cuts:
        return None
    name, tail, stop = rest or ("", "", match.end())
    said = counted(part, counters()[name]) if name else part.reading
    return match.start(), stop - len(tail), f"{spoken(match['whole']).reading}ぶんの{said}", _POS


def _parts(match: re.Match[str], names: tuple[tuple[str, str], ...]) -> list[_Read]:
    """Return a date or time with its unwritten counters: 12:35 じゅうにじさんじゅうごふん."""
    said = (counted(spoken(str(int(match[name]))), counters()[counter]) for name, counter in names)
    return [(match.start(), match.end(), "".join(said), _POS)]


def _day(first: str, last: int, before: str) -> str:
    """Return the first day of a range: 9~10日 ここのか, but 2~3日 に (some days) unless a month stands before it."""
    number = spoken(first)
    if before != "月" and last == int(first) + 1 and last < 9:
        return number.reading
    return counted(number, counters()["日"])


def _counted(text: str, at: int, cuts: frozenset[int]) -> list[_Read]:
    match = _NUMBER.match(text, at)
    if not match:
        return []
    number, end = match["number"], match.end()
    while True:
        rest = _counter(text, end, cuts)
        if rest or end in cuts or number[-1].isdecimal():
            break
        # 十一月 is a word to Sudachi; 千葉 is no number: give back numerals until a word ends
        number, end = number[:-1], end - 1
        if not number:
            return []
    vague = number in "何数幾"
    if vague and not rest:
        return []
    said = spoken(number)
    head = "だい" if match["prefix"] else ""
    if not rest:
        return [(at, end, head + said.reading, _POS)]
    name, tail, stop = rest
    reading = head + counted(said, counters()[name])
    if not tail:
        return [(at, stop, reading, _POS)]
    tail_reading, joined = _tails()[tail]
    if joined:
        return [(at, stop, reading + tail_reading, _POS)]
    return [(at, stop - len(tail), reading, _POS), (stop - len(tail), stop, tail_reading, _WORD)]


def _counter(text: str, at: int, cuts: frozenset[int]) -> tuple[str, str, int] | None:
    """Return the longest counter with its tail that begins at ``at`` and ends where a word ends."""
    longest, longest_tail = _widths()
    if blank := _BLANK.match(text, at):  # 430 km
        at = blank.end()
    for width in range(min(longest, len(text) - at), 0, -1):
        name = text[at : at + width]
        if name not in counters():
            continue
        stop = at + width
        for tail_width in range(longest_tail, -1, -1):
            tail = text[stop : stop + tail_width]
            if len(tail) == tail_width and (not tail or tail in _tails()) and _ends(text, stop + tail_width, cuts):
                return name, tail, stop + tail_width
    return None


def _ends(text: str, at: int, cuts: frozenset[int]) -> bool:
    """Whether a word ends at ``at``; units in Latin letters must not go on as a Latin word."""
    return at in cuts and not (_LATIN.match(text[at - 1]) and at < len(text) and _LATIN.match(text[at]))


@cache
def _tails() -> dict[str, tuple[str, bool]]:
    return {tail: (reading, joined == "yes") for tail, reading, joined in rows("tails", 3)}


@cache
def _widths() -> tuple[int, int]:
    return max(map(len, counters())), max(map(len, _tails()))
