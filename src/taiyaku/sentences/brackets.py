"""What stands in brackets and quotation marks, found in one pass; what is never closed is no bracket."""

from __future__ import annotations

import re

#: Code points between a bracket and its partner; beyond, one of the two was lost or wraps a whole article.
LONGEST = 300

_PAIRS = ("「」", "『』", "（）", "()", "【】", "〔〕", "［］", "[]", "〈〉", "《》", "｢｣", "｛｝", "{}", "〝〟")
_PARTNER = {pair[1]: pair[0] for pair in _PAIRS} | {"〞": "〝"}
_OPENING = frozenset(pair[0] for pair in _PAIRS)
_QUOTES = frozenset('“”„"＂')
_JAPANESE = re.compile(r"[「」『』（）()【】〔〕［］\[\]〈〉《》｢｣｛｝{}〝〟〞“”„\"＂]")
_ENGLISH = re.compile(r"[()\[\]]")


def enclosures(text: str, start: int, end: int, english: bool = False) -> list[tuple[int, int]]:
    """Return the outermost bracketed stretches of ``text[start:end]``, brackets included, in order.

    ``「A（B）」と「C`` gives the first quotation only: ``「C`` is never closed. A closing bracket passes over
    unclosed ones of other kinds (``「（」`` is a pair); in English only round and square brackets count, for
    English sentences also end inside quotations.
    """
    pattern = _ENGLISH if english else _JAPANESE
    outer: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    count: dict[str, int] = {}
    for match in pattern.finditer(text, start, end):
        character, at = match[0], match.start()
        kind = "“" if character in _QUOTES else _PARTNER.get(character, character)
        opens = character in _OPENING or (kind == "“" and (character == "“" or not count.get(kind)))
        if opens:
            waiting.append((kind, at))
            count[kind] = count.get(kind, 0) + 1
        elif count.get(kind):
            opened = _close(waiting, count, kind)
            if at - opened <= LONGEST:
                _add(outer, opened, at + 1)
    return outer


def _close(waiting: list[tuple[str, int]], count: dict[str, int], kind: str) -> int:
    """Take the innermost bracket of this kind, and all inside it, off the stack; return its offset."""
    while True:
        other, at = waiting.pop()
        count[other] -= 1
        if other == kind:
            return at


def _add(outer: list[tuple[int, int]], start: int, end: int) -> None:
    while outer and outer[-1][0] > start:
        outer.pop()
    outer.append((start, end))
