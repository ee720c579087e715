"""What the analysis itself makes doubtful, before anyone else is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from taiyaku.readings.kana import is_kanji
from taiyaku.readings.tokenize import Morpheme

_KANJI_NUMERALS = re.compile("第?[〇零一二三四五六七八九十百千万億兆]+")


def with_doubts(found: Sequence[Morpheme]) -> tuple[Morpheme, ...]:
    """Return the morphemes with those unsure that look like a word torn to pieces.

    Two single kanji side by side (弓 毛 替) and a kanji numeral without counter before a single kanji (八 識) are
    mostly words that the dictionary lacks: names, technical terms, old words.
    """
    result = list(found)
    for at in range(len(found) - 1):
        left, right = found[at], found[at + 1]
        if _is_loose(right) and (_is_loose(left) or _KANJI_NUMERALS.fullmatch(left.surface)):
            result[at] = _unsure(left)
            result[at + 1] = _unsure(right)
    return tuple(result)


@lru_cache(maxsize=1 << 12)
def _unsure(morpheme: Morpheme) -> Morpheme:
    return replace(morpheme, sure=False)


def _is_loose(morpheme: Morpheme) -> bool:
    """Whether it is a single kanji that stands for a noun by itself: no suffix, no rule decided it."""
    return (
        len(morpheme.surface) == 1
        and morpheme.source == "sudachi"
        and morpheme.pos[0] == "名詞"
        and is_kanji(morpheme.surface)
    )
