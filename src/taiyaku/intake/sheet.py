"""A page being labelled: its lines, what was seen of each, and the verdicts so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from taiyaku.intake.shape import (
    Piece,
    is_sign,
    sentence_strength,
    split_lines,
    tabbed_rows,
    topic_words,
    topicality,
    wrapped_lines,
)
from taiyaku.intake.vocabulary import Wording, wording_of
from taiyaku.model import Label, Lang, Page


@dataclass(slots=True)
class Sheet:
    """The working state of one ``label_lines`` call; it never leaves the room.

    The lists run beside ``pieces``. A verdict once said stands, unless forced. ``speakers`` are lines with the name
    of who says the next line, ``sections`` headings that a contents list announces, and dates of a chronicle, ``signs``
    the signs of headings inside the text (■), ``root`` the lines of the element of the mark-up that holds the article
    (empty if none does). ``headline`` is the line with its date and text below, ``fields`` and ``teasers`` rows of
    tables and link lists, ``steps`` the numbers of a recipe's steps.
    """

    lang: Lang
    plain: bool
    pieces: list[Piece]
    strength: list[int]
    wording: list[Wording | None]
    hint: list[Label | None]
    wrapped: set[int]
    topic: set[str] = field(default_factory=set)
    speakers: set[int] = field(default_factory=set)
    sections: set[int] = field(default_factory=set)
    copies: Counter[str] = field(default_factory=Counter)
    signs: set[str] = field(default_factory=set)
    root: range = range(0)
    headline: int | None = None
    fields: set[int] = field(default_factory=set)
    teasers: set[int] = field(default_factory=set)
    steps: set[int] = field(default_factory=set)
    verdicts: dict[int, tuple[Label, str]] = field(default_factory=dict)

    def say(self, at: int, label: Label, reason: str) -> None:
        """Give line ``at`` a label unless it has one."""
        self.verdicts.setdefault(at, (label, reason))

    def force(self, at: int, label: Label, reason: str) -> None:
        """Give line ``at`` a label whatever was said before."""
        self.verdicts[at] = (label, reason)

    def is_open(self, at: int) -> bool:
        """Tell whether nothing was said about line ``at`` yet."""
        return at not in self.verdicts

    def label(self, at: int) -> Label | None:
        """Return the label of line ``at``, ``None`` while it is open."""
        return self.verdicts[at][0] if at in self.verdicts else None

    def is_said(self, at: int, kind: str) -> bool:
        """Tell whether the reason for line ``at`` is of a kind: ``table of contents``."""
        return at in self.verdicts and self.verdicts[at][1].startswith(kind)

    def has_clutter(self) -> bool:
        """Tell whether anything but a lone sign is furniture, by a verdict so far or by its wording."""
        return any(
            (wording and wording.label is Label.CLUTTER)
            or (self.label(at) is Label.CLUTTER and not is_sign(self.pieces[at].text))
            for at, wording in enumerate(self.wording)
        )

    def width(self, at: int) -> float:
        """Return the length of line ``at`` in full-width characters: two and a half Latin letters are one."""
        return len(self.pieces[at].text) / (2.5 if self.lang == "en" else 1)

    def set_topic(self, first: int, last: int) -> None:
        """Take the running text between two indices as what the page is about."""
        self.set_topic_of(range(first, last + 1))

    def set_topic_of(self, lines: Iterable[int]) -> None:
        """Take the running text among ``lines`` as what the page is about."""
        self.topic = set()
        for at in lines:
            if self.strength[at] == 2 and self.label(at) is None:
                self.topic |= topic_words(self.pieces[at].text, self.lang)

    def topicality(self, at: int) -> float:
        """Return the share of the words of line ``at`` that the running text has too, 0 to 1."""
        return topicality(self.pieces[at].text, self.topic, self.lang)

    def is_foreign(self, at: int) -> bool:
        """Tell whether line ``at`` speaks of two things or more, and the running text of none of them."""
        words = topic_words(self.pieces[at].text, self.lang)
        return len(words) >= 2 and not words & self.topic

    def is_open_text(self, at: int) -> bool:
        """Tell whether line ``at`` is a paragraph about which nothing was said and whose wording is no furniture."""
        return self.is_open(at) and self.strength[at] == 2 and self.wording[at] is None and self.width(at) >= 15


def read_sheet(page: Page, lang: Lang) -> Sheet:
    """Return ``page`` as a sheet with every line open."""
    pieces = [part for piece in split_lines(page.text) for part in _unglued(piece, lang)]
    hints = dict(page.hints) or {pieces[at].number: Label.LIST_ITEM for at in tabbed_rows(pieces)}
    inside = [at for at, p in enumerate(pieces) if page.root and page.root[0] <= p.number <= page.root[1]]
    return Sheet(
        lang=lang,
        plain=page.plain,
        pieces=pieces,
        strength=_strengths(pieces, lang),
        wording=[wording_of(piece.text) for piece in pieces],
        hint=[hints.get(piece.number) for piece in pieces],
        wrapped=wrapped_lines(pieces, lang),
        root=range(inside[0], inside[-1] + 1) if inside else range(0),
        copies=Counter(piece.text for piece in pieces),
    )


def _strengths(pieces: list[Piece], lang: Lang) -> list[int]:
    """Return the strength of every line; one with 。 inside is a headline only where it stands apart from sentences."""
    strengths = [sentence_strength(piece.text, lang) for piece in pieces]
    for at, piece in enumerate(pieces):
        above = [] if piece.gap or not at else [pieces[at - 1]]
        below = [one for one in pieces[at + 1 : at + 2] if not one.gap]
        if strengths[at] == 1 and "。" in piece.text and any("。" in one.text for one in above + below):
            strengths[at] = 2
    return strengths


def _unglued(piece: Piece, lang: Lang) -> list[Piece]:
    """Split menu words from the sentence they are glued to: ``…と述べた。』 関連記事 シェアする`` gives two pieces."""
    if lang != "ja" or "。" not in piece.text:
        return [piece]
    cut = piece.text.rindex("。") + 1
    while cut < len(piece.text) and piece.text[cut] in '」』）)】〉》”"':
        cut += 1
    tail = piece.text[cut:].strip()
    words = tail.split()
    if not words or len(tail) > 60 or wording_of(piece.text):
        return [piece]
    known = [found for word in words if (found := wording_of(word)) and found.label is Label.CLUTTER]
    if len(known) * 2 < len(words):
        return [piece]
    at = piece.text.index(tail, cut)
    body = replace(piece, text=piece.text[:at].rstrip())
    return [body, Piece(piece.number, tail, piece.start + at, False)]
