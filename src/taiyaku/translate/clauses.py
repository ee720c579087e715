"""Sentences that are too long for a translation model -> clauses, and the English of clauses -> one sentence.

Where to cut is a table, ``clauses.tsv``: behind what, and how good the place is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from taiyaku.align.english_words import function_words
from taiyaku.resources import tsv_rows

#: What a step down in the table's rank weighs against a cut further from the middle, in shares of the text.
_RANK = 0.08
_INSIDE_QUOTE = 4  # ranks that a place inside 「」 or brackets is worse
_OPEN, _CLOSE = "「『（(【〈《", "」』）)】〉》"
_SHORTEST = 4  # code points that a clause has at least


def clauses(text: str, size: Callable[[str], int], limit: int) -> tuple[str, ...]:
    """Return a sentence as clauses of ``size`` at most ``limit`` each, cut at the best places nearest the middle.

    ``春が来たが、雪はまだ残っている。`` with room for ten characters gives 春が来たが、 and 雪はまだ残っている。
    The clauses joined give the sentence; what has no place to cut stays whole, however long.

    :param size: how much of the room a text takes, in the unit of ``limit`` (pieces of the model).
    """
    if size(text) <= limit:
        return (text,)
    places = list(_places(text))
    if not places:
        return (text,)
    _, at = min((rank * _RANK + abs(at / len(text) - 0.5), at) for rank, at in places)
    return (*clauses(text[:at], size, limit), *clauses(text[at:], size, limit))


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Yield rank and offset of each place where the text may be cut."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in _OPEN) - (character in _CLOSE)
        behind = at + 1
        if not _SHORTEST <= behind <= len(text) - _SHORTEST or text[behind] in _CLOSE:
            continue
        if rank := _rank(text[:behind]):
            yield rank + (_INSIDE_QUOTE if depth > 0 else 0), behind


def _rank(before: str) -> int:
    """Return how good the place behind a text is, 0 for none."""
    table = _table()
    return next((table[before[-length:]] for length in range(5, 0, -1) if before[-length:] in table), 0)


@cache
def _table() -> dict[str, int]:
    return {ending: int(rank) for ending, rank, *_ in tsv_rows(Path(__file__).with_name("clauses.tsv"))}


def joined_clauses(parts: Sequence[str]) -> str:
    """Return the English of clauses as one sentence: full stops inside become commas, small words small.

    ``Spring has come.`` and ``But the snow is still there.`` give "Spring has come, but the snow is still there."
    """
    text = ""
    for part in filter(None, (part.strip() for part in parts)):
        if not text:
            text = part
            continue
        first, blank, rest = part.partition(" ")
        if first != "I" and first.lower() in function_words() and text[-1] not in "?!":
            part = first.lower() + blank + rest
        if text.endswith(".") and not text.endswith(".."):
            text = text[:-1] + ","
        text = f"{text} {part}"
    return text
