"""Gloss units -> the pieces of a line: what a word means, and the labels that stand behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from taiyaku.model import GlossUnit


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the gloss line and its labels (``PAST.QUOT``); ``spoken``: the text is only how the word sounds."""

    text: str
    labels: str = ""
    spoken: bool = False


def gloss_pieces(units: Iterable[GlossUnit]) -> tuple[Piece, ...]:
    """Return the pieces of a sentence; labels of particles join the word before them, punctuation is silent.

    ``rain`` SUBJ ``fall`` PAST QUOT gives rain SUBJ, fall PAST.QUOT.
    """
    pieces: list[list[str]] = []
    spoken: list[bool] = []
    apart = True
    for unit in units:
        if unit.kind == "mark":
            apart = True
        elif unit.text or apart or not pieces:
            pieces.append([unit.text, *unit.labels])
            spoken.append(unit.kind == "romaji")
            apart = False
        else:
            pieces[-1] += unit.labels
    return tuple(Piece(text, ".".join(names), said) for (text, *names), said in zip(pieces, spoken, strict=True))
