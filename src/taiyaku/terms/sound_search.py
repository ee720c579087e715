"""Which of a million spellings katakana may write down: a beam search through a trie, or through sorted lines.

Only beginnings that some spelling has stay in the beam. Both structures are made once, kept in a file and read where
they lie: ``Trie`` is fast and holds a number for each word; ``SortedLines`` are small and hold text.
"""

from __future__ import annotations

import heapq
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from mmap import mmap
from typing import Generic, Protocol, TypeVar

Place = TypeVar("Place")
_SIZE = 4  # bytes of a number
_END = 0  # the letter behind the last one


class Spellings(Protocol, Generic[Place]):
    """What can be searched: where its spellings part, and where one goes on with some letters."""

    start: Place

    def after(self, place: Place, beginning: str, letters: str) -> Place | None:
        """Return the place ``letters`` behind ``place``, which is that of ``beginning``; None if nothing begins so."""


def spelled_by(
    steps: Sequence[Sequence[tuple[str, float]]], spellings: Spellings[Place], *, beam: int, margin: float = 14.0
) -> dict[str, tuple[float, Place]]:
    """Return the beginnings that may be spelled by taking one of the letters of each step, with score and place.

    :param steps: for each unit or word of the katakana its possible letters, with their log probability.
    :param beam: beginnings kept after each step.
    :param margin: nats that a beginning may be less likely than the best.
    """
    kept = {"": (0.0, spellings.start)}
    for pieces in steps:
        longer: dict[str, tuple[float, Place]] = {}
        least = max((score for score, _ in kept.values()), default=0.0) - margin
        for beginning, (score, place) in kept.items():
            for piece, chance in pieces if score >= least else ():
                further = spellings.after(place, beginning, piece) if piece else place
                if further is not None:
                    text, total = beginning + piece, score + chance
                    if text not in longer or longer[text][0] < total:
                        longer[text] = total, further
        kept = dict(heapq.nlargest(beam, longer.items(), key=lambda item: (item[1][0], item[0])))
    return kept


class Trie:
    """Words of a to z, each with a number below 2**32.

    Each node has the set of its next letters, a bit each, and the number of its first child; children lie together in
    the order of letters. The child "end of the word" holds the word's number in place of a child.
    """

    start = 0

    def __init__(self, data: bytes | mmap) -> None:
        """Read what ``packed`` made, without a copy."""
        numbers = memoryview(data).cast("I")
        self._letters, self._children = numbers[: len(numbers) // 2], numbers[len(numbers) // 2 :]

    def after(self, place: int, beginning: str, letters: str) -> int | None:  # noqa: ARG002 the place is enough
        """Return the node behind the letters."""
        for letter in letters:
            follow, bit = self._letters[place], 1 << ord(letter) - 96
            if not follow & bit:
                return None
            place = self._children[place] + (follow & (bit - 1)).bit_count()
        return place

    def number(self, place: int) -> int | None:
        """Return the number of the word that ends here, None if none does."""
        return self._children[self._children[place]] if self._letters[place] & 1 << _END else None

    @staticmethod
    def packed(words: Mapping[str, int]) -> bytes:
        """Return the bytes of a file: letters of all nodes, then their children; made level by level."""
        import numpy as np

        keys = sorted(words)
        width = max(map(len, keys)) + 1
        letters = np.array(keys, f"S{width}").view(np.uint8).reshape(len(keys), width)
        letters = np.where(letters, letters - 96, _END)
        numbers = np.array([words[key] for key in keys], np.uint32)
        follow = np.zeros(letters.size, np.uint32)
        children = np.zeros(letters.size, np.uint32)
        rows, parent, count = np.arange(len(keys)), np.zeros(len(keys), np.int64), 1
        for depth in range(width):
            letter = letters[rows, depth]
            new = np.ones(len(rows), bool)
            new[1:] = (parent[1:] != parent[:-1]) | (letter[1:] != letter[:-1])
            node = count + np.cumsum(new) - 1
            np.bitwise_or.at(follow, parent[new], np.uint32(1) << letter[new].astype(np.uint32))
            firsts = np.unique(parent, return_index=True)
            children[firsts[0]] = node[firsts[1]]
            ends = letter == _END
            children[node[ends]] = numbers[rows[ends]]
            count += int(new.sum())
            rows, parent = rows[~ends], node[~ends]
        return follow[:count].tobytes() + children[:count].tobytes()


class SortedLines:
    """Lines in order, in one piece of bytes: line ``n`` begins at byte ``starts[n]``; the key is before the first tab.

    A place is a range of lines.
    """

    def __init__(self, data: bytes | mmap) -> None:
        """Read what ``packed`` made, without a copy."""
        count = int.from_bytes(data[:_SIZE], sys.byteorder)
        self._data, self._starts = data, memoryview(data)[_SIZE : _SIZE * (count + 1)].cast("I")
        self.start = 0, count

    def after(self, place: tuple[int, int], beginning: str, letters: str) -> tuple[int, int] | None:
        """Return the range of the lines that begin so."""
        data, starts = self._data, self._starts
        first, end = place
        key = (beginning + letters).encode()
        size = len(key)
        low = bisect_left(starts, key, first, end, key=lambda at: data[at : at + size])
        if low == end or data[starts[low] : starts[low] + size] != key:
            return None
        if data[starts[end - 1] : starts[end - 1] + size] == key:
            return low, end
        behind = key[:-1] + bytes((key[-1] + 1,))
        return low, bisect_left(starts, behind, low, end, key=lambda at: data[at : at + size])

    def lines(self, place: tuple[int, int]) -> list[str]:
        """Return the lines of a range."""
        ends = [*self._starts[place[0] + 1 : place[1] + 1], len(self._data)]
        return [
            self._data[start:end].decode().rstrip("\n")
            for start, end in zip(self._starts[place[0] : place[1]], ends, strict=False)
        ]

    @staticmethod
    def packed(lines: Iterable[str]) -> bytes:
        """Return the bytes of a file: how many lines there are, where each begins, and the lines."""
        rows = sorted(f"{line}\n".encode() for line in lines)
        starts, at = array("I"), _SIZE * (len(rows) + 1)
        for row in rows:
            starts.append(at)
            at += len(row)
        return len(rows).to_bytes(_SIZE, sys.byteorder) + starts.tobytes() + b"".join(rows)
