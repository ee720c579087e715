"""The normal form under which spellings are compared; the surface on the page is never changed.

Table: ``normal_form.tsv`` (from, to, example). Width is unified by NFKC, hyphens and katakana dots are dropped.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from taiyaku.resources import tsv_rows

#: Characters that spellings of one name differ in: ウラジーミル・プーチン, ウラジーミル=プーチン, ウラジーミルプーチン.
_DROPPED = frozenset("・･=＝゠‐‑ \u3000")


@cache
def _table() -> dict[str, str]:
    return {old: new for old, new, _ in tsv_rows(Path(__file__).with_suffix(".tsv"))}


@lru_cache(maxsize=50_000)  # the glossary's spellings are indexed for every page of a run
def normal_form(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the normal form and, for each of its characters, the offset in ``text`` it comes from.

    ``ＮＡＴＯ`` gives ``NATO``; ``ヴィクトル・ユーゴ`` gives ``ビクトルユーゴ`` with offsets 0 2 3 4 6 7 8.
    """
    table = _table()
    characters: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        width = 2 if text[at : at + 2] in table else 1
        piece = text[at : at + width]
        if piece not in _DROPPED:
            new = table.get(piece) or unicodedata.normalize("NFKC", piece)
            characters.extend(new)
            offsets.extend([at] * len(new))
        at += width
    return "".join(characters), tuple(offsets)


def loose_form(normal: str) -> str:
    """Return a normal form without ー and with small kana made large: a second chance for long katakana names.

    ``ナワリヌイー`` and ``ナワリヌイ`` meet; ``ビル`` and ``ビール`` would too, so callers ask for length.
    """
    return normal.replace("ー", "").translate(_LARGE)


_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")
