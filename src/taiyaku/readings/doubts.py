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
    loose = [at for at, morpheme in enumerate(found) if at and _is_loose(morpheme)]
    if not loose:
        return tuple(found)
    result = list(found)
    for at in loose:
        left, right = found[at - 1], found[at]
        if _is_loose(left) or _KANJI_NUMERALS.fullmatch(left.surface):
            result[at - 1] = _unsure(left)
            result[at] = _unsure(right)
    return tuple(result)


@lru_cache(maxsize=1 << 12)
def _unsure(morpheme: Morpheme) -> Morpheme:
    return replace(morpheme, sure=False)


def _is_loose(morpheme: Morpheme) -> bool:
    """Whether it is a single kanji that stands for a noun by itself: no suffix, no rule decided it."""
    return (
        morpheme.source == "sudachi"
        and len(morpheme.surface) == 1
        and morpheme.pos[0] == "名詞"
        and is_kanji(morpheme.surface)
    )
