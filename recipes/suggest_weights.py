"""Make ``src/taiyaku/terms/suggest_weights.tsv``: what makes a spelling the likeliest for a katakana name.

    python recipes/suggest_weights.py

Needs taiyaku installed (or ``PYTHONPATH=src``); takes a minute, gives the same file every time. Softmax regression:
of all spellings that ``suggest`` finds possible for a word of a person's or a place's name in the shipped glossary, the
glossary's is the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from taiyaku.files import read_table
from taiyaku.resources import shipped
from taiyaku.terms.curated import parse_glossary
from taiyaku.terms.sound_match import BORDER
from taiyaku.terms.spellings import spellings
from taiyaku.terms.suggest import features, possible
from taiyaku.terms.transliterate import letters, units

_TABLE = Path(__file__).parents[1] / "src" / "taiyaku" / "terms" / "suggest_weights.tsv"
_NAMES = (
    *("log probability by sound", "the same for a letter", "letters", "units without letters"),
    *("known to English texts", "Zipf value there", "dictionaries spell it so", "log of how often", "small letter"),
)
_ROUNDS, _STEP, _RIDGE = 600, 0.3, 0.002


def words() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the katakana words of names, each once, and the letters that are right for it."""
    seen = set()
    for path in sorted(shipped("glossary").glob("*.csv")):
        for entry in parse_glossary(read_table(path), str(path)):
            parts = BORDER.split(entry.ja)
            if entry.type not in ("person", "place") or not all(re.fullmatch("[ァ-ヺー]+", part) for part in parts):
                continue
            for place, part in enumerate(parts):
                spelled = (name.split() for name in (entry.en, *entry.variants_en))
                right = frozenset(letters(row[place]) for row in spelled if len(row) == len(parts))
                if right and part not in seen:
                    seen.add(part)
                    yield part, right


def main() -> None:
    """Fit the weights and write the table."""
    rows = []
    for part, right in words():
        exact = spellings().of(part)
        found = possible(part)
        if any(letters(word) in right for word in found):
            values = np.array([features(units(part), word, exact.get(word, 0)) for word in found])
            rows.append((values, np.array([letters(word) in right for word in found])))
    every = np.vstack([values for values, _ in rows])
    mean, spread = every.mean(0), every.std(0)
    weights = np.zeros(every.shape[1])
    for number in range(_ROUNDS):
        slope = -_RIDGE * weights * len(rows)
        for values, hits in rows:
            scaled = (values - mean) / spread
            chance = np.exp(scaled @ weights - (scaled @ weights).max())
            chance /= chance.sum()
            wanted = chance * hits
            slope += scaled.T @ (wanted / wanted.sum() - chance)
        weights += _STEP * slope / len(rows) / (1 + number / 200) ** 0.5
    first = np.mean([hits[((values - mean) / spread @ weights).argmax()] for values, hits in rows])
    with _TABLE.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# feature\tweight; made by recipes/suggest_weights.py\n")
        file.writelines(f"{name}\t{value:.3f}\n" for name, value in zip(_NAMES, weights / spread, strict=True))
    print(f"{len(rows)} words, right first {first:.3f}")


if __name__ == "__main__":
    main()
