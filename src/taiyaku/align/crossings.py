"""Sentences that changed places: left alone on both sides, near each other, and yet alike.

::

    A - a          A - a
    B   .   ->     B \\ /  c     B is answered by b, which the English says later
    C - c          C - c
    .   b          .   b
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from taiyaku.model import Bead

_NEAR = 4  # beads from one to the other, at most: within a paragraph
_RARE = 3.0  # log of how much rarer a sentence that moved is than one that stayed


def with_crossings(beads: Sequence[Bead], score: Callable[[int, int], float]) -> tuple[Bead, ...]:
    """Return the beads with lone sentences joined to lone ones nearby where that is likelier than being alone.

    :param score: the log-likelihood ratio of a Japanese and an English sentence, against both being alone.
    """
    pairs = []
    for at, bead in enumerate(beads):
        if len(bead.ja) == 1 and not bead.en and not bead.locked:
            for place in range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(beads))):
                other = beads[place]
                if len(other.en) == 1 and not other.ja and not other.locked:
                    pairs.append((score(bead.ja.start, other.en.start) - _RARE, at, place))
    joined: dict[int, Bead] = {}
    gone: set[int] = set()
    for ratio, at, place in sorted(pairs, reverse=True):
        if ratio > 0 and at not in joined and place not in gone:
            chance = round(1.0 / (1.0 + math.exp(-ratio)), 3)
            joined[at] = replace(beads[at], en=beads[place].en, score=chance)
            gone.add(place)
    return tuple(joined.get(at, bead) for at, bead in enumerate(beads) if at not in gone)
