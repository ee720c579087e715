"""Which of a million spellings katakana may write down: a beam search through a trie of their letters.

Only beginnings that some spelling has stay in the beam. The trie is made once, kept in a file and read where it lies.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from mmap import mmap

from taiyaku.terms.transliterate import likeliest

_SIZE = 4  # bytes of a number
_END = 1  # the bit for "the spelling ends here", before those of a to z


#: Letters tried for each unit of katakana.
_MOST_PIECES = 28
#: Nats that a beginning may be less likely than the best.
_MARGIN = 9.0


def _bit(letter: str) -> int:
    return 1 << ord(letter) - 96


class Pieces:
    """Letters that may come next, with their log probability: a tree of theirs, and how likely its likeliest are."""

    def __init__(self, pieces: Iterable[tuple[str, float]] = (), piece: str = "") -> None:
        found = dict(pieces)
        self.piece, self.chance = piece, found.pop("", -math.inf)
        self.best = max((self.chance, *found.values()))
        follow: dict[str, list[tuple[str, float]]] = {}
        for rest, chance in found.items():
            follow.setdefault(rest[0], []).append((rest[1:], chance))
        self.next = {ord(letter): Pieces(rests, piece + letter) for letter, rests in follow.items()}
        by_best = sorted(self.next.items(), key=lambda item: -item[1].best)
        self.bits = [(_bit(chr(letter)), longer) for letter, longer in by_best]


class Trie:
    """Lines of text that are found by the letters a to z before their first tab, beginning by beginning.

    A place is a node. A node has the set of its next letters, a bit each, and the number of its first child; children
    lie together in the order of letters. Where one spelling is left, a node has no letters, and the number is that of
    its first line.
    """

    start = 0

    def __init__(self, data: bytes | mmap) -> None:
        """Read what ``packed`` made, without a copy."""
        nodes, lines = (int.from_bytes(data[at : at + _SIZE], sys.byteorder) for at in (0, _SIZE))
        numbers = memoryview(data)[2 * _SIZE : (2 + 2 * nodes + lines) * _SIZE].cast("I")
        self._letters, self._children, self._starts = (
            numbers[:nodes],
            numbers[nodes : 2 * nodes],
            numbers[2 * nodes :],
        )
        self._text = data

    def with_pieces(self, place: int, beginning: str, pieces: Pieces, least: float) -> Iterator[tuple[str, float, int]]:
        """Yield the pieces that may follow a beginning and are likely enough, how likely, and the place behind them."""
        letters, children, ahead = self._letters, self._children, [(pieces, place)]
        while ahead:
            node, at = ahead.pop()
            follow = letters[at]
            if not follow:
                yield from self._along(at, beginning, node, least)
                continue
            if node.chance >= least:
                yield node.piece, node.chance, at
            for bit, longer in node.bits:
                if longer.best < least:
                    break
                if follow & bit:
                    ahead.append((longer, children[at] + (follow & (bit - 1)).bit_count()))

    def _along(self, place: int, beginning: str, pieces: Pieces, least: float) -> Iterator[tuple[str, float, int]]:
        """Yield the same where one spelling is left."""
        text, begin = self._text, self._starts[self._children[place]] + len(beginning) + len(pieces.piece)
        longer: Pieces | None = pieces
        while longer and longer.best >= least:
            if longer.chance >= least:
                yield longer.piece, longer.chance, place
            longer = longer.next.get(text[begin])
            begin += 1

    def after(self, beginning: str) -> int | None:
        """Return the place of a beginning, None if nothing begins so."""
        place = self.start
        for at, letter in enumerate(beginning):
            follow, bit = self._letters[place], _bit(letter)
            if not follow:
                begin = self._starts[self._children[place]]
                return place if self._text[begin + at : begin + len(beginning)] == beginning[at:].encode() else None
            if not follow & bit:
                return None
            place = self._children[place] + (follow & (bit - 1)).bit_count()
        return place

    def lines(self, place: int, spelling: str) -> list[str]:
        """Return the lines that are spelled so and no longer; ``place`` is that of the spelling."""
        if self._letters[place] & _END:
            place = self._children[place]
        key, found = f"{spelling}\t".encode(), []
        number = self._children[place] if not self._letters[place] else len(self._starts)
        while number < len(self._starts):
            begin = self._starts[number]
            if self._text[begin : begin + len(key)] != key:
                break
            end = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else len(self._text) - 1
            found.append(self._text[begin:end].decode())
            number += 1
        return found

    @staticmethod
    def packed(lines: Iterable[str]) -> bytes:
        """Return the bytes of a file: how many nodes and lines, nodes, where lines begin, text.

        Nodes are made level by level: ``alive`` are the spellings that are not alone in their node, ``node`` says in
        which of the level's nodes each is.
        """
        import numpy as np  # what is read needs none of it

        rows = sorted(f"{line}\n".encode() for line in lines)
        keys = [row[: row.index(b"\t")] for row in rows]
        firsts = [number for number, key in enumerate(keys) if not number or key != keys[number - 1]]
        numbers, spelled = np.array(firsts, np.uint32), np.array([keys[number] for number in firsts], bytes)
        del keys, firsts
        letters = spelled.view(np.uint8).reshape(len(spelled), -1)
        follow, children, count = [], [], 0
        alive, node = np.arange(len(numbers)), np.zeros(len(numbers), np.int64)
        for depth in range(letters.shape[1] + 1):
            size = np.bincount(node)
            count += len(size)
            child = np.zeros(len(size), np.uint32)
            child[size == 1] = numbers[alive[size[node] == 1]]
            alive, node = alive[size[node] > 1], node[size[node] > 1]
            letter = letters[alive, depth] & 31 if depth < letters.shape[1] else np.zeros(len(alive), np.uint8)
            new = np.ones(len(alive), bool)
            new[1:] = (node[1:] != node[:-1]) | (letter[1:] != letter[:-1])
            bits = np.zeros(len(size), np.uint32)
            np.bitwise_or.at(bits, node[new], np.uint32(1) << letter[new])
            parents, first = np.unique(node, return_index=True)
            child[parents] = count + (np.cumsum(new) - 1)[first]
            follow.append(bits)
            children.append(child)
            if not len(alive):
                break
            node = np.cumsum(new) - 1
        starts = accumulate((len(row) for row in rows[:-1]), initial=(2 + 2 * count + len(rows)) * _SIZE)
        return b"".join(
            (
                *(number.to_bytes(_SIZE, sys.byteorder) for number in (count, len(rows))),
                *(part.tobytes() for part in (*follow, *children)),
                np.fromiter(starts, np.uint32).tobytes(),
                *rows,
            )
        )


def spelled_by(
    steps: Iterable[Pieces], trie: Trie, *, beam: int, margin: float = _MARGIN
) -> dict[str, tuple[float, int]]:
    """Return the beginnings that may be spelled by taking one of the letters of each step, with score and place.

    :param steps: for each unit or word of the katakana its possible letters.
    :param beam: beginnings kept after each step.
    :param margin: nats that a beginning may be less likely than the best.
    """
    kept = {"": (0.0, trie.start)}
    for pieces in steps:
        longer: dict[str, tuple[float, int]] = {}
        least = max((score for score, _ in kept.values()), default=0.0) + pieces.best - margin
        for beginning, (score, place) in kept.items():
            for piece, chance, further in trie.with_pieces(place, beginning, pieces, least - score):
                text, total = beginning + piece, score + chance
                if text not in longer or longer[text][0] < total:
                    longer[text] = total, further
        kept = dict(sorted(longer.items(), key=lambda item: (item[1][0], item[0]), reverse=True)[:beam])
    return kept


@cache
def unit_pieces(unit: str) -> Pieces:
    """Return the letters that a unit of katakana may stand for."""
    return Pieces(likeliest(unit, _MOST_PIECES))
