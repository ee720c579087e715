"""How often an English stem is met anywhere: the chance level against which a match counts.

``background.tsv`` (stem, occurrences in a million content words) counts the English of JMdict's glosses
(EDRDG, CC BY-SA 4.0); ``count_glosses`` is its recipe.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from taiyaku.align.english_words import english_words
from taiyaku.dictionary.database import rows
from taiyaku.resources import tsv_rows

_SMALLEST = 8.0  # in a million; also what a stem outside the table gets


def background_frequency(stem: str) -> float:
    """Return the share of ``stem`` among content words, 0 to 1: about 0.002 for china, 0.00001 for what is rare."""
    return _table().get(stem, _SMALLEST) / 1e6


@cache
def _table() -> dict[str, float]:
    return {stem: float(count) for stem, count in tsv_rows(Path(__file__).with_suffix(".tsv"))}


def count_glosses() -> str:
    """Return the text of ``background.tsv`` made from the installed JMdict (some seconds)."""
    counts: Counter[str] = Counter()
    for (gloss,) in rows("SELECT text FROM SenseGloss WHERE lang IN (?)", ["eng"]):
        counts.update(word.stem for word in english_words(str(gloss)))
    total = sum(counts.values())
    shares = sorted(
        ((stem, count * 1e6 / total) for stem, count in counts.items()), key=lambda item: (-item[1], item[0])
    )
    lines = [f"{stem}\t{share:.0f}" for stem, share in shares if share > _SMALLEST]
    head = "# stem\toccurrences in a million content words of JMdict's English (EDRDG, CC BY-SA 4.0; count_glosses)"
    return "\n".join([head, *lines]) + "\n"
