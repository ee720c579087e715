"""Numbers with their counters, dates, times and amounts, as English writes them.

Tables: ``counters.tsv``, ``figure_words.tsv``. The values are those of ``align.numbers``, where both languages meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from taiyaku.align.numbers import ERAS, japanese_value
from taiyaku.model import Token
from taiyaku.resources import tsv_rows

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NUMERAL = r"(?:[0-9][0-9,]*(?:\.[0-9]+)?|[〇一二三四五六七八九十百千]+)"
_FIGURE = re.compile(
    rf"(?P<nth>第)?(?P<sign>[$¥€£])?(?P<number>{_NUMERAL}(?:[十百千万億兆]+(?:{_NUMERAL})?)*)(?P<unit>.*)"
)
_VAGUE = re.compile(r"[数何幾]?(?P<power>[十百千万億兆]*)[数何幾]?(?P<unit>.*)")
_FRACTION = re.compile(rf"(?P<whole>{_NUMERAL})分の(?P<part>{_NUMERAL})(?P<unit>.*)")
_PARTED = re.compile(r"(?P<part>[0-9]{1,2})/(?P<whole>[0-9]{1,3})(?P<unit>[^0-9/].*)?")
_POINT = re.compile(r"(?<=[0-9])・(?=[0-9])")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}|[12][0-9]{3}[/.-][0-9]{1,2}[/.-][0-9]{1,2}")
_TAIL = re.compile(r"(?P<unit>.+?)(?P<tail>半|強|弱|超|余り?|台|分|付け?|目|間)")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_HALVES = {"午前": "a.m.", "午後": "p.m."}
_ERA_YEAR = re.compile(rf"(?P<era>{'|'.join(ERAS)})?(?P<year>{_NUMERAL}|元)年(?P<fiscal>度)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """How many words a figure takes, and its English; ``unit`` is a counter that is still to be looked up."""

    words: int
    text: str
    unit: str = ""


def figure_at(tokens: Sequence[Token], at: int) -> Figure | None:
    """Return the figure that begins with word ``at``: 令和5年 6月 16日 gives June 16, 2023; 3兆円 ¥3 trillion."""
    token = tokens[at]
    if token.pos != "NUM" and token.surface not in ERAS and token.surface not in _HALVES:
        return None
    return _date(tokens, at) or _time(tokens, at) or _amount(tokens, at)


def figure_unit(token: Token) -> str:
    """Return the counter of a number that the table does not have, "" otherwise."""
    figure = _amount((token,), 0)
    return figure.unit if figure else ""


def _plain(token: Token) -> str:
    """Return a token's text in half-width characters, the ・ of newspapers in a number as a point."""
    return _POINT.sub(".", unicodedata.normalize("NFKC", token.surface))


def _date(tokens: Sequence[Token], at: int) -> Figure | None:
    texts = [_plain(token) for token in tokens[at : at + 4]]
    year, used = _year(texts, tokens, at)
    month = _counted(texts[used], "月") if used < len(texts) else None
    if month is None or not 1 <= month <= 12:
        if used:
            return Figure(used, f"fiscal {year}" if texts[used - 1].endswith("度") else str(year))
        return _day_alone(tokens, at)
    used += 1
    text = _MONTHS[month - 1]
    day = _counted(texts[used], "日") if used < len(texts) else None
    if day is None and used < len(texts) and texts[used].isdecimal() and _opens_range(tokens, at + used):
        day = int(texts[used])
    if day:
        text, used = f"{text} {day}", used + 1
    return Figure(used, f"{text}, {year}" if year and day else f"{text} {year}" if year else text)


def _opens_range(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and _plain(tokens[at + 1]) in ("~", "〜", "-", "・", "、", ",", "–")


def _year(texts: Sequence[str], tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Return a year in our counting and the words that it takes, (0, 0) where none stands."""
    for width in (1, 2):
        match = _ERA_YEAR.fullmatch("".join(texts[:width]))
        if match and (width == 1 or texts[0] in ERAS):
            value = 1 if match["year"] == "元" else int(japanese_value(match["year"]))
            if match["era"]:
                return ERAS[match["era"]] + value, width
            after = tokens[at + 1].surface if at + 1 < len(tokens) else ""
            if 1000 <= value < 3000:
                return value, 1
            if 10 <= value < 100 and _is_dated(match["year"], tokens, at, after):
                return (2000 if value <= 50 else 1900) + value, 1
            return 0, 0
    return 0, 0


def _is_dated(year: str, tokens: Sequence[Token], at: int, after: str) -> bool:
    """Whether a year of two digits is one of the calendar: before a month, or where only dates stand."""
    before = tokens[at - 1].surface if at else ""
    return (
        year.isdecimal()
        and before not in _words("about")
        and (after in _words("dated") or bool(re.fullmatch(r"[0-9]+月", after)))
    )


def _counted(text: str, unit: str) -> int | None:
    """Return the number before a counter, if the text is that and nothing else."""
    number = text.removesuffix(unit)
    return int(japanese_value(number)) if number != text and re.fullmatch(_NUMERAL, number) else None


def _day_alone(tokens: Sequence[Token], at: int) -> Figure | None:
    day = _counted(_plain(tokens[at]), "日")
    after = tokens[at + 1].surface if at + 1 < len(tokens) else ""
    before = tokens[at - 1].surface if at else ""
    if day is None or not 1 <= day <= 31 or after in _words("length") or before in _words("about"):
        return None
    return Figure(1, f"the {_nth(day)}")


def _time(tokens: Sequence[Token], at: int) -> Figure | None:
    half = _HALVES.get(tokens[at].surface, "")
    used = bool(half)
    texts = [_plain(token) for token in tokens[at + used : at + used + 2]]
    if not texts:
        return None
    past = texts[0].endswith("時半")
    hour = _counted(texts[0].removesuffix("半"), "時")
    if hour is None or not (half or texts[0][0].isascii()):  # 一時 is "for a while" more often
        return None
    minute = 30 if past else _counted(texts[1], "分") if len(texts) > 1 else None
    text = f"{hour}:{minute:02}" if minute is not None else f"{hour}" if half else f"{hour} o'clock"
    return Figure(used + 1 + (minute is not None and not past), f"{text} {half}".strip())


def _amount(tokens: Sequence[Token], at: int) -> Figure | None:
    if tokens[at].pos != "NUM":
        return None
    text = _plain(tokens[at])
    if _CLOCK.fullmatch(text):
        return Figure(1, text)
    if fraction := _FRACTION.fullmatch(text) or _PARTED.fullmatch(text):
        parts = (japanese_value(fraction["part"]), japanese_value(fraction["whole"]))
        return _part("/".join(map(_number, parts)), fraction["unit"] or "")
    if match := _FIGURE.fullmatch(text):
        value = japanese_value(match["number"].replace(",", ""))
        if match["nth"]:
            unit = match["unit"].removesuffix("目")
            return Figure(1, _nth(int(value)), unit if unit not in ("回", "番") else "")
        return _with_unit(value, match["unit"], match["sign"] or "")
    if match := _VAGUE.fullmatch(text):
        power = _words("power").get(match["power"], "several")
        asked = "how many" if text[0] in "何幾" and not match["power"] else power
        if match["unit"] in counters():
            return Figure(1, _with_unit(2, match["unit"], "").text.replace("2", asked))
        return Figure(1, asked if match["unit"] else asked.removesuffix(" of"), match["unit"])
    return None


def _with_unit(value: float, unit: str, sign: str) -> Figure:
    if sign or not unit:
        return Figure(1, f"{sign}{_number(value)}")
    if unit not in counters() and (tail := _TAIL.fullmatch(unit)) and tail["unit"] in counters():
        inside = _with_unit(value, tail["unit"], "")
        return Figure(1, _words("tail")[tail["tail"]].format(inside.text))
    if unit not in counters():
        return Figure(1, _number(value), unit)
    one, many = counters()[unit]
    nth = _nth(int(value)) if "{nth}" in one else ""
    pattern = many if value != 1 and many else one
    year = f"{value:.0f}" if unit.startswith("年") and value >= 1000 else _number(value)
    return Figure(1, pattern.format(year if "{0}" not in one else _number(value * 10), nth=nth))


def _part(fraction: str, unit: str) -> Figure:
    """Return a fraction with its counter as after one: 1/3カップ 1/3 cup."""
    if unit in counters():
        return Figure(1, counters()[unit][0].format(fraction, nth=fraction))
    return Figure(1, fraction, unit)


def _number(value: float) -> str:
    """Return 12,500, 3.5 trillion, 1.5."""
    for size, name in _SCALES:
        if value >= size:
            return f"{value / size:,.6g} {name}"
    return f"{value:,.10g}"


def _nth(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


@cache
def counters() -> dict[str, tuple[str, str]]:
    """Return the English of each counter, for one and for more."""
    rows = tsv_rows(Path(__file__).with_name("counters.tsv"))
    return {unit: (one, many) for unit, one, many in ((*row, "")[:3] for row in rows)}


@cache
def _words(kind: str) -> dict[str, str]:
    """Return the words of ``figure_words.tsv`` of a kind, with their English where they have any."""
    rows = tsv_rows(Path(__file__).with_name("figure_words.tsv"))
    return {word: english for row, word, english in ((*row, "")[:3] for row in rows) if row == kind}
