"""Names of people, towns and articles that English texts write, found by what katakana sounds like.

``known_names.txt.xz`` (made by ``recipes/known_names.py``, which tells the sources and their licences) has 1.2 million
of them; put in order by their letters once, in the user's cache folder.
"""

from __future__ import annotations

import heapq
import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from taiyaku.resources import mapped
from taiyaku.terms.sound_search import Pieces, Trie, spelled_by
from taiyaku.terms.transliterate import letters

#: Changes when the file in the cache folder is made in another way.
_VERSION = 3
#: Letters that katakana may take for two, as Örebro is also Oerebro.
UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ø": "oe", "Ø": "Oe"}
_UMLAUTS = str.maketrans(UMLAUTS)
_TABLE = Path(__file__).with_name("known_names.txt.xz")
_BEAM = 100
_LARGE = 5  # digits of the inhabitants of a town whose name is no other's


class KnownName(NamedTuple):
    """A name and what it is: ``person``, ``town`` or ``title``.

    ``digits`` are those of a town's inhabitants; ``read`` says whether its article is one of those that are read most.
    """

    text: str
    kind: str
    digits: int
    read: bool


def names_sounding(steps: Iterable[Pieces], most: int) -> list[KnownName]:
    """Return the names that katakana may spell, the likeliest by sound first, dots and blanks aside.

    :param steps: the possible letters of each unit or word of the katakana: those of ``ルイス`` and ``ハミルトン``
        give Lewis Hamilton and Les Hamilton.
    """
    trie = _trie()
    found: list[KnownName] = []
    spelled = spelled_by(steps, trie, beam=_BEAM)
    for text in heapq.nlargest(most, spelled, key=lambda text: (spelled[text][0], text)):
        found += map(_read, trie.lines(spelled[text][1], text) if text else ())
    return found


def kind_of(name: str) -> str:
    """Return what a name is, "" if it is not known: ``Eric Green`` is a person, ``Kramatorsk`` a town of some size."""
    spelling, trie = letters(name), _trie()
    place = trie.after(spelling) if spelling else None
    lines = () if place is None else trie.lines(place, spelling)
    known = [_read(line) for line in lines]
    return next((name.kind for name in known if name.kind != "town" or name.digits >= _LARGE), "")


def _read(line: str) -> KnownName:
    _, text, kind = line.split("\t")
    digits = int(kind) if kind.isdecimal() else 0
    return KnownName(text, "town" if digits else "title" if kind == "t" else "person", digits, kind in "qt")


def all_names() -> Iterator[tuple[str, str]]:
    """Yield the names of the table and what is known of each, as written: ``("Lewis Hamilton", "q")``."""
    with lzma.open(_TABLE, "rt", encoding="utf-8", newline="\n") as file:
        for line in file:
            name, kind = line.rstrip("\n").split("\t")
            yield name, kind


class Bearers(NamedTuple):
    """Who has a word in the name: how many people as the first, as the last, how many of them are read about much.

    ``town`` is 0 or the digits of the inhabitants of the largest town of that name.
    """

    first: int = 0
    last: int = 0
    read_first: int = 0
    read_last: int = 0
    town: int = 0


def bearers() -> dict[str, Bearers]:
    """Return who has each word in the name: ``hamilton`` is the last name of 439 people and a town."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(Bearers._fields))
    for name, kind in all_names():
        words = name.split()
        if kind in "pq":
            for last, word in enumerate((words[0], words[-1])):
                row = counts[letters(word)]
                row[last] += 1
                row[2 + last] += kind == "q"
        elif kind.isdecimal() and len(words) == 1:
            row = counts[letters(name)]
            row[-1] = max(row[-1], int(kind))
    return {word: Bearers(*row) for word, row in counts.items()}


@cache
def _trie() -> Trie:
    return Trie(mapped(f"known-names-{_VERSION}.bin", _packed))


def _packed() -> bytes:
    return Trie.packed(
        f"{letters(spelled)}\t{name}\t{kind}"
        for name, kind in all_names()
        for spelled in {name, name.translate(_UMLAUTS)}
    )
