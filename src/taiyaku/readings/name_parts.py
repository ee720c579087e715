"""Where a surname ends and the given name begins, when the reading of both together is known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from taiyaku.readings.rules import apply_rules
from taiyaku.readings.tokenize import Morpheme, morphemes

#: A part of a name and its reading.
Named = tuple[str, str]


def name_parts(surface: str, reading: Sequence[str], inside: Sequence[Morpheme]) -> tuple[Named, ...]:
    """Return the two parts of a name, () where nothing tells where they meet.

    ``岸田文雄, [きしだふみお]`` gives 岸田[きしだ] 文雄[ふみお], because the dictionary knows 岸田 so;
    ``長澤武, [ながさわ, たけし]`` 長澤[ながさわ] 武[たけし].

    :param reading: the parts of the reading as it was given; one where no blank parts it.
    :param inside: the dictionary's morphemes of the name.
    """
    if len(reading) == 2:
        first, second = reading
        cuts = range(1, len(surface))
        known = (cut for cut in cuts if _read(surface[:cut]) == first or _read(surface[cut:]) == second)
        between = len(inside[0].surface) if len(inside) == 2 or (inside and inside[0].pos[3] == "姓") else 0
        cut = next(known, 1 if len(surface) == 2 else between)
        return ((surface[:cut], first), (surface[cut:], second)) if cut else ()
    if len(reading) != 1 or len(inside) < 2 or inside[0].pos[2] != "人名":
        return ()
    return _told_by_the_dictionary(surface, reading[0], inside)


def _told_by_the_dictionary(surface: str, reading: str, inside: Sequence[Morpheme]) -> tuple[Named, ...]:
    """Return the parts at the first border on one side of which the morphemes read as the name does."""
    for count in range(1, len(inside)):
        cut = sum(len(morpheme.surface) for morpheme in inside[:count])
        first = "".join(morpheme.reading for morpheme in inside[:count])
        rest = "".join(morpheme.reading for morpheme in inside[count:])
        if first and reading.startswith(first) and len(first) < len(reading):
            return (surface[:cut], first), (surface[cut:], reading.removeprefix(first))
        if rest and reading.endswith(rest) and len(rest) < len(reading):
            return (surface[:cut], reading.removesuffix(rest)), (surface[cut:], rest)
    return ()


@lru_cache(maxsize=1 << 12)
def _read(surface: str) -> str:
    return "".join(morpheme.reading for morpheme in apply_rules(surface, morphemes(surface)))
