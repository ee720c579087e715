"""What a page prints more than once: contents lists, names of speakers, pulled quotes, teasers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from taiyaku.intake.sheet import Sheet
from taiyaku.model import Label

_NUMBERED = re.compile(
    r"^(第?\s*[0-9]{1,2}([.．][0-9]{1,2})*\s*[章節部回.．、)）:：┃]?|[①-⑳]|[(（][0-9]{1,2}[)）]|[IVX]{1,4}\.|[・•*■◆●◎○▼★┃|\-–—])\s*"
)
_EDIT = re.compile(r"\s*[\[［](編集|ソースを編集|edit)[^\]］]*[\]］]$", re.IGNORECASE)
#: A name before what somebody says is no longer than this (full-width characters).
_NAME = 12
#: Contents lists have at least this many lines that come again.
_ENTRIES = 3


def settle_repeats(sheet: Sheet) -> None:
    """Judge the lines that come again: contents lists, speakers, pulled quotes, then sentences printed twice."""
    _contents(sheet)
    _speakers(sheet)
    _pulled_quotes(sheet)
    _twice(sheet)


def heading_key(text: str) -> str:
    """Return a heading without its number, sign and blanks, to compare it with its line in the contents.

    ``2.2工事と出水`` and ``工事と出水[編集]`` both give 工事と出水.
    """
    bare = _EDIT.sub("", unicodedata.normalize("NFKC", text[:120]))
    while (cut := _NUMBERED.sub("", bare, count=1)) != bare:
        bare = cut
    return "".join(bare.split()).casefold()


def _contents(sheet: Sheet) -> None:
    """Drop runs of short lines that come again further down, in the same order, with text under each: 目次."""
    keys = [heading_key(p.text) if sheet.strength[at] < 2 else "" for at, p in enumerate(sheet.pieces)]
    last = {key: at for at, key in enumerate(keys) if len(key) >= 2}
    again = [last.get(key, at) for at, key in enumerate(keys)]
    run: list[int] = []
    for at in range(len(keys) + 1):
        misses = at - run[-1] if run else 0
        goes_on = at < len(keys) and keys[at] and misses <= 3
        if goes_on and again[at] > at + 1 and (not run or again[at] > again[run[-1]]):
            run.append(at)
        elif not goes_on or (run and at >= again[run[0]]):
            _settle_contents(sheet, run, again)
            run = []


def _has_text_below(sheet: Sheet, at: int) -> bool:
    """Tell whether a sentence stands within three lines below line ``at``, as it does below a heading."""
    return any(sheet.strength[i] == 2 or i in sheet.wrapped for i in range(at + 1, min(at + 4, len(sheet.pieces))))


def _settle_contents(sheet: Sheet, run: Sequence[int], again: Sequence[int]) -> None:
    """Label one contents list, the lines between its entries too, and remember the headings that it announces."""
    apart = sum(again[b] - again[a] > 1 for a, b in pairwise(run))
    below = bool(run) and any(
        wording and wording.where == "below" for wording in sheet.wording[max(0, run[0] - 2) : run[0]]
    )
    texts = sum(_has_text_below(sheet, again[at]) for at in run)
    if (
        texts * 2 < len(run)
        or len(run) < (2 if below else _ENTRIES)
        or apart * 2 < len(run) - 1
        or run[-1] >= again[run[0]]
    ):
        return
    for at in range(run[0], run[-1] + 1):
        if sheet.strength[at] < 2:
            sheet.force(at, Label.CLUTTER, "table of contents: headings that come again below")
    for at in run:  # よくある質問 is a word of menus, but here the contents list announces it
        sheet.sections.add(again[at])
        sheet.wording[again[at]] = None
        sheet.verdicts.pop(again[at], None)


def _speakers(sheet: Sheet) -> None:
    """Mark short lines that come again and again right above something said: names in an interview."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, piece in enumerate(sheet.pieces[:-1]):
        if sheet.strength[at] == 0 and sheet.width(at) <= _NAME and sheet.wording[at] is None and sheet.is_open(at):
            places[piece.text].append(at)
    said = {
        name: found
        for name, found in places.items()
        if len(found) >= 2 and sum(_is_said(sheet, at + 1) for at in found) * 5 >= len(found) * 4
    }
    if len(said) >= 2 or any(len(found) >= 3 for found in said.values()):
        sheet.speakers.update(at for found in said.values() for at in found)


def _is_said(sheet: Sheet, at: int) -> bool:
    """Tell whether line ``at`` may be what a speaker says."""
    return sheet.strength[at] >= 1 and sheet.wording[at] is None and sheet.is_open(at)


_PARTS = re.compile(r"[。！？.!?,、…―—「」『』“”\"（）()]+\s*")
_KEY = 8
#: A sentence pulled out of its paragraph stands no farther from it (lines).
_CLOSE = 8


def _pulled_quotes(sheet: Sheet) -> None:
    """Drop a short line set apart that only repeats words of a paragraph: the page's own pulled quote."""
    parts = [_fragments(piece.text) for piece in sheet.pieces]
    told: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, fragments in enumerate(parts):
        for fragment in fragments if sheet.strength[at] == 2 else []:
            if len(fragment) >= _KEY and len(told[fragment[:_KEY]]) < 4:
                told[fragment[:_KEY]].append((at, fragment))
    for at, piece in enumerate(sheet.pieces):
        if not sheet.is_open(at) or sheet.width(at) > 70:
            continue
        if piece.text[:1] not in '「『“"‘':
            _settle_pulled_sentence(sheet, at, parts[at], told)
            continue
        found = [_told_at(sheet, at, fragment, told) for fragment in parts[at]]
        begins = at + 1 < len(sheet.pieces) and sheet.pieces[at + 1].text.startswith(piece.text)
        told_at = [place for place in found if place is not None and place >= 0]
        if None not in found and any(
            begins or place < at or sheet.width(at) >= (20 if sheet.lang == "ja" else 14) for place in told_at
        ):
            sheet.say(at, Label.CLUTTER, "pulled quote: repeats words of a paragraph")


def _settle_pulled_sentence(sheet: Sheet, at: int, parts: list[str], told: dict[str, list[tuple[int, str]]]) -> None:
    """Drop a line of whole sentences that stand word for word in a longer paragraph close by."""
    long = [part for part in parts if len(part) >= _KEY]
    if sheet.strength[at] < 2 or not long:
        return
    places = [{i for i, one in told.get(part[:_KEY], []) if one == part} for part in long]
    whole = "".join(sheet.pieces[at].text.split())
    for i in set.intersection(*places):
        if i != at and abs(i - at) <= _CLOSE and whole in "".join(sheet.pieces[i].text.split()) != whole:
            sheet.say(at, Label.CLUTTER, "pulled quote: repeats words of a paragraph")


def _fragments(text: str) -> list[str]:
    """Return the parts of a line between its signs, without blanks, in one spelling of apostrophes."""
    bare = text[:600].replace("’", "'")
    return ["".join(part.split()).casefold() for part in _PARTS.split(bare) if part.strip()]


def _told_at(sheet: Sheet, at: int, fragment: str, told: dict[str, list[tuple[int, str]]]) -> int | None:
    """Return the index of a longer line that holds ``fragment`` or begins with it, ``None`` if there is none."""
    if len(fragment) < _KEY:
        return -1
    mine = len(sheet.pieces[at].text)
    places = told.get(fragment[:_KEY], [])
    return next(
        (i for i, one in places if i != at and one.startswith(fragment) and len(sheet.pieces[i].text) > mine), None
    )


def _twice(sheet: Sheet) -> None:
    """Sentences printed twice are teasers or notices; an article says a sentence once."""
    seen = Counter(piece.text for piece in sheet.pieces)
    text = next((at for at, strength in enumerate(sheet.strength) if strength == 2), 0)
    for at, piece in enumerate(sheet.pieces):
        wording = sheet.wording[at]
        if (wording and wording.where == "comments") or at in sheet.speakers or at in sheet.sections:
            continue
        if seen[piece.text] > 2 and at < text and _is_titled(sheet, at):
            continue  # the headline, in the path above and in a list below
        teaser = sheet.strength[at] == 2 or (wording and wording.label is Label.CAPTION)
        if seen[piece.text] > 2 or (seen[piece.text] == 2 and teaser and len(piece.text) < 80):
            sheet.say(at, Label.CLUTTER, f"repeated: the same line {seen[piece.text]} times on the page")


def _is_titled(sheet: Sheet, at: int) -> bool:
    """Tell whether a short line has a date or name below, no farther than four lines, and a paragraph there."""
    below = range(at + 1, min(at + 6, len(sheet.pieces)))
    facts = any((row := sheet.wording[i]) and row.label in (Label.DATE, Label.BYLINE) for i in below)
    if any(sheet.pieces[i].text == sheet.pieces[at].text for i in below):
        return False
    return facts and sheet.strength[at] < 2 <= max(sheet.strength[i] for i in below) and sheet.width(at) >= 6
