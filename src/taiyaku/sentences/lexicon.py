"""The word lists of this room: tab-separated tables beside the modules, one word a row, ``#`` lines are notes."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path

from taiyaku.resources import tsv_rows

#: Marks that names hold in half and in full width: ``Yahoo!`` and ``Yahoo！`` are one name.
_WIDTHS = {"!": "!！", "！": "!！", "?": "?？", "？": "?？"}
_NAME_MARK = re.compile(r"[。！？!?]+")


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of ``TABLE.tsv``, cells as written."""
    return tuple(map(tuple, tsv_rows(Path(__file__).with_name(f"{table}.tsv"))))


@cache
def words(table: str, role: str) -> frozenset[str]:
    """Return the words that ``TABLE.tsv`` (role, word, …) lists for a role."""
    return frozenset(row[1] for row in rows(table) if row[0] == role)


@cache
def particle_pattern(*roles: str) -> str:
    """Return a pattern for words of ``japanese.tsv`` that go on with a sentence, unless they begin another word.

    ``と`` with the exception ``ころ`` matches in と聞かれた but not in ところが.
    """
    choices = []
    for role, word, excepted, *_ in rows("japanese"):
        if role in roles:
            choices.append(word + (f"(?!{excepted})" if excepted else ""))
    return "|".join(sorted(choices, key=len, reverse=True))


def _spellings(name: str) -> list[str]:
    return ["".join(parts) for parts in product(*(_WIDTHS.get(character, character) for character in name))]


@cache
def _named() -> dict[str, tuple[str, ...]]:
    """Map each name up to one of its marks to what may follow that mark inside the name ("" at its end)."""
    found: dict[str, list[str]] = {}
    for name, *_ in rows("names"):
        for spelling in _spellings(name):
            for mark in _NAME_MARK.finditer(spelling):
                found.setdefault(spelling[: mark.end()], []).append(spelling[mark.end() :])
    return {head: tuple(rests) for head, rests in found.items()}


@cache
def _heads(full_stop: bool) -> tuple[str, ...]:
    return tuple(head for head in _named() if head.endswith("。") == full_stop)


def ends_in_name(text: str, start: int, end: int, full_stop: bool = False) -> bool:
    """Whether the mark before ``end`` belongs to a name of ``names.tsv``: ``モーニング娘。``, ``Yahoo!``.

    A mark within a name counts where the rest of the name follows (``クイズ!ヘキサゴン``).
    """
    heads = _heads(full_stop)
    if not text.endswith(heads, start, end):
        return False
    return any(
        text.startswith(_named()[head], end) and not _within_word(text, start, end - len(head))
        for head in heads
        if text.endswith(head, start, end)
    )


def _within_word(text: str, start: int, at: int) -> bool:
    """Whether a Latin word runs on over ``at``: ``PON!`` is no name in ``COUPON!``."""
    return at > start and text[at - 1].isascii() and text[at - 1].isalnum() and text[at].isascii()
