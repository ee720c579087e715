"""Make ``src/taiyaku/terms/suggest_weights.tsv``: what makes a spelling the likeliest for a katakana name.

    python recipes/suggest_weights.py

Needs taiyaku installed (or ``PYTHONPATH=src``), takes three minutes, gives the same file every time. Softmax fits,
twice: of all spellings that ``suggest`` finds possible for a word of a person's or a place's name in the shipped
glossary, the glossary's is the right one; and so of those of whole names, with the first weights.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from taiyaku.dictionary.database import connection
from taiyaku.files import read_table
from taiyaku.model import TermEntry
from taiyaku.resources import shipped, tsv_rows
from taiyaku.terms import suggest, word_spellings
from taiyaku.terms.curated import parse_glossary
from taiyaku.terms.latin_words import PLACE_NAMES
from taiyaku.terms.sound_match import BORDER
from taiyaku.terms.spellings import spellings
from taiyaku.terms.transliterate import letters, units


class Case(NamedTuple):
    """A word, its right letters, whether names end with it, and whether dictionaries may be asked."""

    part: str
    right: frozenset[str]
    last: bool
    known: bool = True

    def found(self) -> list[tuple[str, tuple[float, ...]]]:
        """Return its possible spellings and their features."""
        count = spellings().of(self.part) if self.known else {}
        cut = units(self.part)
        return [
            (word, word_spellings.word_features(cut, word, count.get(word, 0), self.last))
            for word in word_spellings.possible_words(self.part)
        ]


Rows = list[tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]]
_ROUNDS, _STEP, _RIDGE = 600, 0.3, 0.002
_UNKNOWN, _MOST_SPELLINGS = 2_000, 4
_PEOPLE = """SELECT DISTINCT k.text, y.text, g.text FROM NEKana k JOIN NETranslation t ON t.idseq = k.idseq
    JOIN NETransGloss g ON g.tid = t.ID JOIN NETransType y ON y.tid = t.ID
    WHERE y.text IN ('surname', 'masc', 'fem') AND NOT EXISTS (SELECT 1 FROM NEKanji n WHERE n.idseq = k.idseq)"""
_TYPES = ("person", "place", "organisation")


def katakana_names() -> Iterator[tuple[TermEntry, list[str]]]:
    """Yield the entries of the shipped glossary that are names in katakana, and the words of each."""
    for path in sorted(shipped("glossary").glob("*.csv")):
        for entry in parse_glossary(read_table(path), str(path)):
            parts = BORDER.split(entry.ja)
            if entry.type in _TYPES and all(re.fullmatch("[ァ-ヺー]+", part) for part in parts):
                yield entry, parts


def names() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the katakana names of the glossary, surnames by themselves, few without dots, with the letters right."""
    seldom = cycle([True] + [False] * 9)
    for entry, parts in katakana_names():
        spelled = (entry.en, *entry.variants_en)
        yield entry.ja, frozenset(map(letters, spelled))
        if entry.type == "person" and len(parts) > 1:
            yield parts[-1], frozenset(letters(name.split()[-1]) for name in spelled)
            if next(seldom):
                yield "".join(parts), frozenset(map(letters, spelled))


def words() -> Iterator[Case]:
    """Yield the katakana words of the glossary's names, each once."""
    seen = set()
    for entry, parts in katakana_names():
        for place, part in enumerate(parts):
            spelled = (name.split() for name in (entry.en, *entry.variants_en))
            right = frozenset(letters(row[place]) for row in spelled if len(row) == len(parts))
            if right and part not in seen:
                seen.add(part)
                yield Case(part, right, place == len(parts) - 1)


def unknown_words() -> Iterator[Case]:
    """Yield words of towns, and of people's names as JMnedict has them, as if no dictionary had them."""
    spelled: dict[tuple[str, bool], set[str]] = defaultdict(set)
    for katakana, english, _ in tsv_rows(PLACE_NAMES):
        if re.fullmatch("[ァ-ヺー]{3,}", katakana) and " " not in english:
            spelled[katakana, True].add(letters(english))
    for katakana, kind, spelling in connection().execute(_PEOPLE):
        if re.fullmatch("[ァ-ヺー]{3,}", katakana) and re.fullmatch(r"[^\W\d_]+", spelling):
            spelled[katakana, kind == "surname"].add(letters(spelling))
    names = sorted(name for name in spelled if len(spelled[name]) < _MOST_SPELLINGS)
    for name in random.Random(0).sample(names, _UNKNOWN):
        yield Case(name[0], frozenset(spelled[name]), name[1], known=False)


def rows_of(cases: Iterable[tuple[list[tuple[str, tuple[float, ...]]], frozenset[str]]]) -> Rows:
    """Return the features of the possible spellings of each case, and which are right; cases without one left out."""
    rows: Rows = []
    for found, right in cases:
        hits = np.array([letters(text) in right for text, _ in found], bool)
        if hits.any():
            rows.append((np.array([values for _, values in found]), hits))
    return rows


def unheard_of(
    found: list[tuple[str, tuple[float, ...]]], right: frozenset[str]
) -> tuple[list[tuple[str, tuple[float, ...]]], frozenset[str]]:
    """Return a case as if its right spellings were known to nobody, only put together."""
    apart, own = (suggest.NAME_FEATURES.index(name) for name in ("other number of words", "in dictionaries"))
    rows = []
    for text, row in found:
        if letters(text) not in right:
            rows.append((text, row))
        elif not row[apart]:
            rows.append((text, (*row[:own], *[0.0] * (len(row) - own))))
    return rows, right


def fitted(rows: Rows) -> npt.NDArray[np.float64]:
    """Return the weights under which the right spellings are likeliest."""
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
    print(f"{len(rows)} cases, right first {first:.3f}")
    return np.asarray(weights / spread)


def write(by_word: Iterable[float], by_name: Iterable[float]) -> None:
    """Write the table, and let it be read anew."""
    labels = (*word_spellings.WORD_FEATURES, *suggest.NAME_FEATURES)
    with word_spellings.WEIGHTS.open("w", encoding="utf-8", newline="\n") as file:
        file.write("# feature\tweight; made by recipes/suggest_weights.py\n")
        file.writelines(f"{name}\t{value:.3f}\n" for name, value in zip(labels, (*by_word, *by_name), strict=True))
    for cached in (word_spellings.word_weights, word_spellings.ranked):
        cached.cache_clear()


def main() -> None:
    """Fit the weights of words, and with them those of names."""
    by_word = fitted(rows_of((case.found(), case.right) for case in (*words(), *unknown_words())))
    write(by_word, [0.0] * len(suggest.NAME_FEATURES))
    cases = [([row[:2] for row in suggest.possible_names(name, {})], right) for name, right in dict(names()).items()]
    write(by_word, fitted(rows_of((*cases, *(unheard_of(*case) for case in cases[::2])))))


if __name__ == "__main__":
    main()
