"""Words of English texts that katakana may write down: ``オルバン`` finds orban, ``シュミット`` schmidt.

Tables: ``latin_words.txt`` (word, ten times its Zipf value; from wordfreq, CC BY-SA 4.0) and ``place_names.tsv``
(katakana, English, inhabitants; GeoNames, CC BY 4.0), made by ``recipes/foreign_names.py``.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from taiyaku.resources import tsv_rows
from taiyaku.terms.sound_match import BORDER
from taiyaku.terms.transliterate import likeliest

#: Beginnings of words kept after each unit of katakana, and letters tried for each unit.
_BEAM, _PIECES = 40, 16


def words_sounding(cut: Sequence[str], most: int) -> list[str]:
    """Return the words that units of katakana may spell, the likeliest by sound.

    A beam search over the channel in which only beginnings of words stay: ``オ ル バ ン`` gives orban, alban, others.
    """
    words, _ = _words()
    beam: dict[str, tuple[float, int, int]] = {"": (0.0, 0, len(words))}
    for unit in cut:
        longer: dict[str, tuple[float, int, int]] = {}
        for start, (score, low, high) in beam.items():
            for piece, chance in likeliest(unit, _PIECES):
                text, total = start + piece, score + chance
                if text in longer and longer[text][0] >= total:
                    continue
                first = bisect_left(words, text, low, high)
                if first < high and words[first].startswith(text):
                    longer[text] = (total, first, bisect_left(words, text + "{", first, high))
        beam = dict(heapq.nlargest(_BEAM, longer.items(), key=lambda row: (row[1][0], row[0])))
    whole = ((score, text) for text, (score, low, _) in beam.items() if text and words[low] == text)
    return [text for _, text in heapq.nlargest(most, whole)]


def zipf(word: str) -> float:
    """Return the Zipf value of a word, 0 where it is not among the words: ``putin`` 4.1."""
    words, values = _words()
    at = bisect_left(words, word)
    return values[at] if at < len(words) and words[at] == word else 0.0


@cache
def _words() -> tuple[list[str], list[float]]:
    """Return the words in order, and the Zipf value of each."""
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    cells = text[text.index("\n") :].split()
    return cells[0::2], [int(value) / 10 for value in cells[1::2]]


@cache
def towns() -> dict[str, dict[str, int]]:
    """Return the towns of a spelling and how many live there: ``ドバイ`` gives Dubai."""
    found: dict[str, dict[str, int]] = {}
    for katakana, english, inhabitants in tsv_rows(Path(__file__).with_name("place_names.tsv")):
        found.setdefault(BORDER.sub("・", katakana), {})[english] = int(inhabitants)
    return found
