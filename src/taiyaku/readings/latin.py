"""Words in Latin letters: NATO is なとー, EU いーゆー, G20 じーとぅえんてぃー; other words stay unread.

Table: ``latin.tsv`` (words said as words, and the names of the letters).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from taiyaku.readings.spoken import spoken
from taiyaku.readings.tables import rows
from taiyaku.readings.tokenize import Morpheme, Span, borders, replaced

_WORD = re.compile(r"[A-Za-zＡ-Ｚａ-ｚÀ-ɏ]+(?:[-‐.&＆'’]?[A-Za-z0-9Ａ-Ｚａ-ｚ０-９À-ɏ]+)*")
_PARTS = re.compile(r"[A-Z&]+|[0-9]+|[^A-Z0-9]+")
_SPELLED = 5  # capitals: VTEC is spelled, HOLLYWOOD is not
_POS = ("名詞", "固有名詞", "一般", "*", "*", "*")


def read_latin(text: str, found: Sequence[Morpheme]) -> tuple[Morpheme, ...]:
    """Return the morphemes with every word in Latin letters as one morpheme, read where it can be.

    ``EU加盟国`` gives EU[いーゆー] 加盟 国; ``COVID-19`` こびっどじゅうきゅう; ``Jinping`` has no reading.
    """
    words = list(_WORD.finditer(text))
    if not words:
        return tuple(found)
    starts = dict(zip(borders(found), found, strict=False))
    covered = {at for at, morpheme in starts.items() if morpheme.source == "number"}
    spans = []
    for word in words:
        if word.start() in starts and word.start() not in covered:
            spans.append(Span(word.start(), word.end(), _morpheme(word[0], starts[word.start()])))
    return replaced(text, found, spans)


@lru_cache(maxsize=1 << 12)
def _morpheme(surface: str, first: Morpheme) -> Morpheme:
    whole = first if first.surface == surface else None
    plain = unicodedata.normalize("NFKC", surface)
    reading = _words().get(plain) or _dictionary(whole) or _spelled(plain)
    pos = whole.pos if whole and reading == whole.reading else _POS
    return Morpheme(surface, reading, plain, plain, pos, "rule" if reading else "none")


def _dictionary(whole: Morpheme | None) -> str:
    """Return Sudachi's reading of a word; single letters and units (G: ぐらむ) are read as letters."""
    return whole.reading if whole and len(whole.surface) > 1 and whole.pos[2] != "助数詞可能" else ""


def _spelled(word: str) -> str:
    reading = ""
    for part in _PARTS.findall(word.replace(".", "").replace("-", "").replace("‐", "")):
        if part.isdecimal():
            reading += spoken(part).reading
        elif part in _words():
            reading += _words()[part]
        elif part.isascii() and part.isupper() and len(part) <= _SPELLED:
            reading += "".join(_words()[letter] for letter in part)
        else:
            return ""
    return reading


@cache
def _words() -> dict[str, str]:
    return {word: reading for word, reading, _ in rows("latin", 3)}
