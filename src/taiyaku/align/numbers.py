"""Numbers, dates and amounts, written the same way for both languages so that they can be compared.

``30億ドル`` and ``3 billion dollars`` both give 3000000000; ``6月16日`` and ``June 16`` give month 6 and 16.
A number that can be meant in more than one way carries every reading: ``14年`` is 14 or 2014, ``午後8時`` 8 or 20.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from taiyaku.resources import tsv_rows

_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_KANJI = "〇一二三四五六七八九十百千"
_COUNTED = "人年月日時分秒回度件社国州歳階倍割つ個名票台本枚校万億兆カヵヶか箇ケ"
_JAPANESE = re.compile(
    rf"(?P<era>令和|平成|昭和|大正|明治)?(?P<half>午前|午後)?"
    rf"(?P<number>(?:{_DIGITS}|(?<![{_KANJI}第])[{_KANJI}]+(?=[{_COUNTED}])|元(?=年))"
    rf"(?:[万億兆千百](?:{_DIGITS})?)*)(?P<unit>年代|年|割|月(?!間)|時(?!間)|世紀)?"
)
#: The year before the first of each era.
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_POWERS = {"千": 10**3, "百": 10**2, "十": 10, "万": 10**4, "億": 10**8, "兆": 10**12}
_PART = re.compile(rf"({_DIGITS}|[{_KANJI}]+)?([万億兆])?")
_ENGLISH = re.compile(
    rf"(?P<number>{_DIGITS})(?:st|nd|rd|th|s)?(?:[\s-]*(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|k)\b)?"
    r"|(?P<word>\b[A-Za-z]+\b)(?:[\s-]+(?P<word_scale>hundred|thousand|million|billion|trillion)\b)?",
)
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as printed and the keys it can be meant by, the plainest first: ``16``, ``month:6``, ``2014``."""

    surface: str
    keys: tuple[str, ...]


def japanese_amounts(text: str) -> tuple[Amount, ...]:
    """Return the numbers of a Japanese sentence in order.

    ``6月16日に30億円`` gives month:6, 16 and 3000000000; ``一般`` gives nothing, because kanji count as a number
    only before a counter.
    """
    folded = unicodedata.normalize("NFKC", text)
    amounts = []
    for match in _JAPANESE.finditer(folded):
        keys = _japanese_keys(japanese_value(match["number"]), match["unit"] or "", match["era"], match["half"])
        amounts.append(Amount(match.group(), keys))
    return tuple(amounts)


def _japanese_keys(value: float, unit: str, era: str | None, half: str | None) -> tuple[str, ...]:
    if era:
        return (_key(ERAS[era] + value),)
    if unit == "月" and 1 <= value <= 12:
        return (f"month:{value:.0f}",)
    if unit == "時" and half == "午後" and value < 12:
        return (_key(value), _key(value + 12))
    if unit == "割":
        return (_key(value * 10), _key(value))
    if unit in ("年", "年代") and value < 100:
        return (_key(value), _key(2000 + value), _key(1900 + value))
    return (_key(value),)


def japanese_value(written: str) -> float:
    """Return the value of a number in half-width digits, kanji or both: ``3兆5000億`` gives 3500000000000."""
    if written == "元":
        return 1.0
    total = 0.0
    for number, power in _PART.findall(re.sub(r"(?<=\d)[千百](?=\D|$)", _zeros, written)):
        if number or power:
            total += (_plain_value(number) if number else 1.0) * _POWERS.get(power, 1)
    return total


def _zeros(match: re.Match[str]) -> str:
    return "000" if match.group() == "千" else "00"


def _plain_value(number: str) -> float:
    if number[0].isdigit() and number[0] not in _KANJI:
        return float(number.replace(",", ""))
    if not any(character in _POWERS for character in number):
        return float("".join(str("〇一二三四五六七八九".index(character)) for character in number))
    total = pending = 0
    for character in number:
        if character in _POWERS:
            total += (pending or 1) * _POWERS[character]
            pending = 0
        else:
            pending = "〇一二三四五六七八九".index(character)
    return float(total + pending)


def english_amounts(text: str) -> tuple[Amount, ...]:
    """Return the numbers of an English sentence in order.

    ``June 16`` gives month:6 and 16, ``three hours`` 3, ``$1.5 billion`` 1500000000; ``may`` is a month only with
    a capital and a number or ``in`` beside it.
    """
    folded = unicodedata.normalize("NFKC", text)
    amounts = []
    for match in _ENGLISH.finditer(folded):
        if match["number"]:
            value = float(match["number"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
            amounts.append(Amount(match.group(), (_key(value),)))
        else:
            key = _word_key(match, folded)
            if key:
                amounts.append(Amount(match.group(), (key,)))
    return tuple(amounts)


def _word_key(match: re.Match[str], text: str) -> str:
    word = match["word"]
    kind, value = _words().get(word.lower(), ("", 0))
    if kind == "month":
        named = word[0].isupper() and (word != "May" or _beside_a_date(text, match))
        return f"month:{value}" if named else ""
    if kind and (value != 1 or match["word_scale"]):
        return _key(value * _SCALES.get(match["word_scale"] or "", 1))
    return ""


def _beside_a_date(text: str, match: re.Match[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    return bool(
        re.match(r"\s+\d", after)
        or re.search(r"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|since|until|by|last|late|early))\s+$", before)
    )


@cache
def _words() -> dict[str, tuple[str, int]]:
    rows = tsv_rows(Path(__file__).with_name("english_numbers.tsv"))
    return {word: (kind, int(value)) for word, kind, value in rows}


def _key(value: float) -> str:
    return f"{round(value, 4):.10g}" if value < 10**10 else f"{value:.0f}"
