"""Which part of a reading is a number written in digits: さん of さんぼん for 3.

Only regular (Sino-Japanese) numerals with their sound changes; ひと, ふつ, はつ belong to their counter
(1人 ひとり, 20日 はつか) and are no number's share of a reading. numbers.py goes the other way.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DIGIT = {
    "0": "(?:ぜろ|れい|まる)",
    "1": "い[ちっ]",
    "2": "に",
    "3": "さん",
    "4": "(?:よん?|し)",
    "5": "ご",
    "6": "ろ[くっ]",
    "7": "(?:なな|しち)",
    "8": "は[ちっ]",
    "9": "(?:きゅう|く)",
}
_LONG_DIGIT = {**_DIGIT, "2": "に[いー]?", "5": "ご[おー]?"}  # 2.5 にーてんご, 5.2 ごーてんに
_PLACES = ("[せぜ]ん", "[ひびぴ]ゃ[くっ]", "(?:じゅ[うっ]|じっ)", "")
_MYRIADS = ("", "まん", "おく", "ちょう", "けい")


def number_shares(digits: str, reading: str) -> frozenset[str]:
    """Return the stretches of ``reading`` that can be the number ``digits``, as a number or digit by digit.

    ``1,200`` in せんにひゃくおく gives せんにひゃく; ``3`` in みっか gives nothing. Separators, the ・ of newspapers
    (1・5) and full-width digits are understood.
    """
    return frozenset(found.group() for found in _number(digits).finditer(reading)) - {""}


@lru_cache(maxsize=1024)
def _number(digits: str) -> re.Pattern[str]:
    whole, _, fraction = unicodedata.normalize("NFKC", digits).replace(",", "").replace("・", ".").partition(".")
    one_by_one = "".join(_LONG_DIGIT.get(digit, "") for digit in whole)
    if fraction:
        return re.compile(f"(?:{_whole(whole)}|{one_by_one})てん" + "".join(_LONG_DIGIT.get(d, "") for d in fraction))
    return re.compile(f"{_whole(whole)}|{one_by_one}" if len(whole) > 1 else _whole(whole))


def _whole(digits: str) -> str:
    """Return the pattern of a whole number below 10^20: ``16`` gives ``(?:じゅ[うっ]|じっ)ろ[くっ]``."""
    if not digits.strip("0"):
        return _DIGIT["0"]
    groups = [digits[max(0, end - 4) : end] for end in range(len(digits), 0, -4)]
    named = [_below_myriad(group) + myriad for group, myriad in zip(groups, _MYRIADS, strict=False) if group.strip("0")]
    return "".join(reversed(named))


def _below_myriad(group: str) -> str:
    pattern = ""
    for digit, place in zip(group.zfill(4), _PLACES, strict=True):
        if digit == "1" and place:
            pattern += f"(?:い[ちっ])?{place}"
        elif digit != "0":
            pattern += _DIGIT.get(digit, "") + place
    return pattern
