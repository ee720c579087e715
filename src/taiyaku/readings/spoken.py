"""Numbers in words, and the sounds that a number and its counter change in each other.

Tables: ``numerals.tsv`` (the words numbers are made of), ``counters.tsv`` (what stands behind numbers), ``sounds.tsv``
(いち + ほん = いっぽん).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from taiyaku.readings.tables import rows

_DIGITS = "〇一二三四五六七八九"
_VAGUE = re.compile(r"(?P<before>[^数何幾]*)(?P<vague>[数何幾])(?P<after>[十百千万億兆]*)")
_GROUP = re.compile(r"([^万億兆京]*)([万億兆京]*)")
_MULTIPLIED = re.compile(r"([0-9.]*)([十百千]?)")
_LONGEST = 20  # digits that units up to 京 can tell; longer numbers are said digit by digit
_LENGTHENED = {"に": "にー", "ご": "ごー"}
_SHIFTS = {
    "p": str.maketrans("はひふへほ", "ぱぴぷぺぽ"),
    "b": str.maketrans("はひふへほ", "ばびぶべぼ"),
    "g": str.maketrans("かきくけこ", "がぎぐげご"),
    "z": str.maketrans("さしすせそ", "ざじずぜぞ"),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A number in words: ``head`` + ``last``, the word that a counter may change, and ``ends``, what that word means.

    16 is じゅう + ろく and ends in 6; 20 is に + じゅう and ends in 10. ``exact`` is the number in plain digits, ""
    where there is none (数十).
    """

    head: str
    last: str
    ends: str
    exact: str = ""

    @property
    def reading(self) -> str:
        """The number without a counter."""
        return self.head + self.last


@dataclass(frozen=True, slots=True)
class Counter:
    """What stands behind a number: its reading, the sound changes of its way of counting, its own exceptions."""

    reading: str
    changes: dict[str, str]
    special: dict[str, str]


@cache
def counters() -> dict[str, Counter]:
    """Return the counters and units of ``counters.tsv`` by their spelling."""
    names = rows("sounds", 11)
    ends = ("1", "3", "4", "6", "8", "10", "100", "1000", "10000", "何")
    ways = {way: dict(zip(ends, changes, strict=True)) for way, *changes in names}
    ways["-"] = {}
    return {name: Counter(reading, ways[way], _pairs(special)) for name, reading, way, special in rows("counters", 4)}


@cache
def _numerals() -> dict[str, tuple[Counter, str]]:
    """Return each numeral as what it does to the number before it, and its value."""
    return {
        name: (Counter(reading, {}, _pairs(special)), value) for name, reading, value, special in rows("numerals", 4)
    }


def _pairs(cell: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in cell.split())


def counted(number: Spoken, counter: Counter) -> str:
    """Return a number and its counter as they are said: 6 and 本 give ろっぽん, 14 and 人 じゅうよにん."""
    if number.exact in counter.special:
        return counter.special[number.exact]
    ending = counter.special.get("…" + number.ends)
    if ending is not None:
        return number.head + ending + counter.reading
    change = counter.changes.get(number.ends, "")
    last = number.last[:-1] + "っ" if change.startswith("っ") else number.last
    shift = _SHIFTS.get(change[-1:], {})
    return number.head + last + counter.reading[0].translate(shift) + counter.reading[1:]


@lru_cache(maxsize=1 << 12)
def spoken(number: str) -> Spoken:
    """Return a number in words: half-width digits, kanji, or both mixed.

    ``16`` gives じゅう + ろく; ``3兆5000億`` さんちょうごせん + おく; ``1.5`` いってん + ご; ``二〇二一``
    にせんにじゅう + いち; ``数十億`` すうじゅう + おく.
    """
    vague = _VAGUE.fullmatch(number.replace("1000", "千").replace("100", "百").replace("10", "十"))
    if vague:
        return _vague(**vague.groupdict())
    head = "いっ" if re.match("一千(?!万)", number) else ""  # 千 alone is せん, 一千 いっせん
    last = Spoken("", "", "")
    for mantissa, units in _GROUP.findall(number.replace(",", "")):
        if mantissa or units:
            head += last.reading
            last = _with_units(_decimal(_digits(mantissa)) if mantissa else last, units)
    exact = last.exact if not head else ""
    return Spoken(head + last.head, last.last, last.ends, exact)


def _with_units(number: Spoken, units: str) -> Spoken:
    if units and number.exact == "1000":
        number = Spoken("いっ", "せん", "1000")
    for unit in units:
        counter, value = _numerals()[unit]
        said = counted(number, counter) if number.reading else counter.reading
        number = Spoken(said[: -len(counter.reading)], counter.reading, value)
    return number


def _vague(before: str, vague: str, after: str) -> Spoken:
    counter, _ = _numerals()[vague]
    head = spoken(before).reading if before else ""
    number = Spoken(head, counter.reading, vague, "" if head else vague)
    for unit in after:
        counter, value = _numerals()[unit]
        said = counted(number, counter)
        number = Spoken(said[: -len(counter.reading)], said[-len(counter.reading) :], value)
    return number


def _digits(mantissa: str) -> str:
    """Return what stands before 万, 億 … in plain digits: 五千二百 5200, 二〇二一 2021, 5千 5000."""
    plain = "".join(str(_DIGITS.find(char)) if char in _DIGITS else char for char in mantissa.replace("零", "〇"))
    if re.fullmatch(r"[0-9.]+", plain):
        return plain
    total = Decimal(0)
    for digits, unit in _MULTIPLIED.findall(plain):
        if digits or unit:
            total += Decimal(digits or 1) * int(_numerals()[unit][1] if unit else 1)
    return f"{total.normalize():f}"


def _decimal(digits: str) -> Spoken:
    whole, _, fraction = digits.partition(".")
    number = _by_digit(whole) if len(whole) > _LONGEST else _integer(int(whole or 0))
    if not fraction:
        return number
    before = {"1": "いっ", "8": "はっ", "10": "じゅっ"}.get(number.ends, number.last)
    head = number.head + before
    return _by_digit(fraction, head + "てん")


def _by_digit(digits: str, head: str = "") -> Spoken:
    words = [_numerals()[_DIGITS[int(digit)]][0].reading for digit in digits]
    if len(words) > 1:  # 3.25 さんてんにーごー
        words = [_LENGTHENED.get(word, word) for word in words]
    return Spoken(head + "".join(words[:-1]), words[-1], digits[-1])


def digit_by_digit(digits: str) -> str:
    """Return digits said one by one: ``007`` gives ぜろぜろなな."""
    return _by_digit(digits).reading


def _integer(value: int) -> Spoken:
    """Return a whole number in words: 0 れい, 1000 せん, 10000000 いっせんまん."""
    if value == 0:
        return Spoken("", "れい", "0", "0")
    head = ""
    last = Spoken("", "", "")
    for unit in ("京", "兆", "億", "万", ""):
        power = int(_numerals()[unit][1]) if unit else 1
        part = value // power if unit == "京" else value // power % 10_000
        if part:
            head += last.reading
            last = _with_units(_small(part % 10_000), unit)
    return Spoken(head + last.head, last.last, last.ends, str(value))


def _small(value: int) -> Spoken:
    """Return a number below 10,000 in words: 3816 さんぜんはっぴゃくじゅう + ろく."""
    head = ""
    last = Spoken("", "", "")
    for unit in ("千", "百", "十", ""):
        power = int(_numerals()[unit][1]) if unit else 1
        digit = value // power % 10
        if digit:
            head += last.reading
            last = _multiplied(digit, unit)
    return Spoken(head + last.head, last.last, last.ends, str(value))


def _multiplied(digit: int, unit: str) -> Spoken:
    """Return a digit and its unit: 3 百 さん + びゃく, 1 千 せん, 6 ろく."""
    one = Spoken("", _numerals()[_DIGITS[digit]][0].reading, str(digit), str(digit))
    if not unit:
        return one
    counter, power = _numerals()[unit]
    said = counter.reading if digit == 1 else counted(one, counter)
    width = len(counter.reading)
    return Spoken(said[:-width], said[-width:], power)
