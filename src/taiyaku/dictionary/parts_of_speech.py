"""JMdict's part-of-speech names in a learner's words, and which Universal Dependencies tags they answer to."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from taiyaku.resources import tsv_rows


def short_name(tag: str) -> str:
    """Return the popover's name: ``noun (common) (futsuumeishi)`` gives noun; an unknown tag stays as it is."""
    return _row(tag)[0]


def fits(tag: str, pos: str) -> bool:
    """Whether a sense tagged so by JMdict can be meant by a word with this Universal Dependencies tag."""
    return pos in _row(tag)[1]


@cache
def _row(tag: str) -> tuple[str, frozenset[str]]:
    for start, name, tags in _table():
        if tag.startswith(start):
            return name, tags
    return tag, frozenset()


@cache
def _table() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """Return the rows of ``parts_of_speech.tsv``, longer beginnings first."""
    rows = tsv_rows(Path(__file__).with_suffix(".tsv"))
    table = [(start, name, frozenset(tags.split())) for start, name, tags in rows]
    return tuple(sorted(table, key=lambda row: -len(row[0])))
