"""Words of English texts that katakana may write down: ``オルバン`` finds orban, ``シュミット`` schmidt.

Tables: ``latin_words.txt`` (word, ten times its Zipf value; from wordfreq, CC BY-SA 4.0) and ``place_names.tsv``
(katakana, English, inhabitants; GeoNames, CC BY 4.0), made by ``recipes/foreign_names.py``; and the words of
names in ``known_names``. They are put together once, in the user's cache folder.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from taiyaku.resources import mapped, tsv_rows
from taiyaku.terms.known_names import Bearers, bearers
from taiyaku.terms.sound_match import BORDER
from taiyaku.terms.sound_search import Trie, spelled_by, unit_pieces

PLACE_NAMES = Path(__file__).with_name("place_names.tsv")
#: Changes when the file in the cache folder is made in another way.
_VERSION = 4
#: Beginnings of words kept after each unit of katakana.
_BEAM = 100
_VOWEL = re.compile("[aeiouy]")  # abbreviations have none
_TENTHS = 10


class Frequency(NamedTuple):
    """How often a word is met: its Zipf value in English texts, 0 for none; and who has it in the name."""

    zipf: float
    bearers: Bearers


def words_sounding(cut: Sequence[str], most: int) -> list[str]:
    """Return the words that units of katakana may spell, the likeliest by sound: ``オ ル バ ン`` gives orban, alban."""
    trie = _trie()
    spelled = spelled_by(map(unit_pieces, cut), trie, beam=_BEAM)
    said = ((text, found) for text, found in spelled.items() if _VOWEL.search(text))
    whole = ((score, text) for text, (score, place) in said if trie.lines(place, text))
    return [text for _, text in heapq.nlargest(most, whole)]


@lru_cache(maxsize=50_000)
def frequency(word: str) -> Frequency:
    """Return how often a word is met: the Zipf value of ``putin`` is 4.1."""
    place = _trie().after(word)
    for line in () if place is None else _trie().lines(place, word):
        _, tenths, *counts = line.split("\t")
        return Frequency(int(tenths) / _TENTHS, Bearers(*map(int, counts)))
    return Frequency(0.0, Bearers())


@cache
def _trie() -> Trie:
    return Trie(mapped(f"latin-words-{_VERSION}.bin", _packed))


def _packed() -> bytes:
    text = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
    cells = text[text.index("\n") :].split()
    tenths, names = dict(zip(cells[0::2], cells[1::2], strict=True)), bearers()
    words = sorted(word for word in tenths.keys() | names.keys() if word)
    return Trie.packed(
        "\t".join((word, tenths.get(word, "0"), *map(str, names.get(word, Bearers())))) for word in words
    )


@cache
def towns() -> dict[str, dict[str, int]]:
    """Return the towns of a spelling and how many live there: ``ドバイ`` gives Dubai."""
    found: dict[str, dict[str, int]] = {}
    for katakana, english, inhabitants in tsv_rows(PLACE_NAMES):
        found.setdefault(BORDER.sub("・", katakana), {})[english] = int(inhabitants)
    return found
