"""How long terms take: loading the tables of names, suggestions, and 10,000 entries in a page of 20,000 words.

python benchmarks/terms.py
"""

from __future__ import annotations

import resource
import time

from taiyaku.model import Provenance, TermEntry, Token
from taiyaku.terms.match import index_terms, match_terms
from taiyaku.terms.spellings import spellings
from taiyaku.terms.suggest import suggestions

SYLLABLES = "カキクケコサシスセソタチツテトナニヌネノ"


def name(number: int) -> str:
    """Return a made-up name in katakana, another for each number."""
    return "".join(SYLLABLES[number // 20**place % 20] for place in range(4))


def word(surface: str) -> Token:
    """Return a noun."""
    return Token(surface, surface, surface, surface, "NOUN", "名詞-普通名詞-一般", "", Provenance("sudachi"))


def main() -> None:
    suggestions("タロウ・プーチン")  # tables are made once
    spellings.cache_clear()
    start = time.perf_counter()
    spellings()
    print(f"loading the table of spellings: {time.perf_counter() - start:.2f} s")
    for label, names in (
        ("a name of one word", [name(number) for number in range(0, 100_000, 1_000)]),
        ("a name of two words", [f"{name(number)}・{name(number + 7)}" for number in range(500, 100_000, 1_000)]),
    ):
        start = time.perf_counter()
        for katakana in names:
            suggestions(katakana)
        print(f"suggestions: {(time.perf_counter() - start) * 1000 / len(names):.1f} ms for {label}")
    entries = tuple(TermEntry(str(number), name(number), f"Name{number}") for number in range(0, 100_000, 10))
    start = time.perf_counter()
    index = index_terms(entries)
    print(f"index of {len(entries)} entries: {time.perf_counter() - start:.2f} s")
    words = [word(surface) for number in range(10_000) for surface in (name(number * 7), "は")]
    start = time.perf_counter()
    found = sum(len(match_terms(words[at : at + 40], index)) for at in range(0, len(words), 40))
    print(f"matching {len(words)} words: {time.perf_counter() - start:.2f} s, {found} found")
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
