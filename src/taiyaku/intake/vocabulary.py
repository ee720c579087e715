"""The wording of page furniture: ``boilerplate.tsv`` as patterns that say what a line is, where and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from taiyaku.model import Label
from taiyaku.resources import tsv_rows


@dataclass(frozen=True, slots=True)
class Wording:
    """One row of ``boilerplate.tsv``: a line that ``pattern`` finds is a ``label``, believed in the places ``where``.

    ``where`` is one of line below box edge notice mild comments caption kicker (explained on top of the table).
    """

    pattern: re.Pattern[str]
    label: Label
    where: str
    reason: str
    example: str


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the rows of the table in their order."""
    rows = tsv_rows(Path(__file__).with_name("boilerplate.tsv"))
    return tuple(
        Wording(re.compile(pattern, re.IGNORECASE), Label(label), where, reason, example)
        for pattern, label, where, reason, example in rows[1:]
    )


#: A paragraph longer than this (code points) is looked at by its ends only: furniture is short.
_LONG = 240
#: A heading or button with signs around it is no longer than this.
_SHORT = 60


#: Signs set before and after a heading of a page; bullets of lists are left, their items are the article's.
_BEFORE = re.compile(r"^[\s■◆●▼▽▲△☆★□◇◎○▶►▷≫»>→⇒↓♪※┃|~〜≪<\[【［〈《=＝]+")
_AFTER = re.compile(r"[\s>»≫→⇒▶►▷↓\]】］〉》=＝~〜≪<|]+$")


#: A reading behind its kanji, as pages for children print them: 記事（きじ）.
_READING = re.compile(r"(?<=[一-鿿々])[（(][ぁ-ゖ]+[）)]")

#: A typist's note in a book of Aozora Bunko: ［＃３字下げ］第一章.
_TYPED = re.compile(r"［＃[^］]+］")


@lru_cache(maxsize=4096)
def wording_of(text: str) -> Wording | None:
    """Return the first row that fits the line ``text``, ``None`` if it is none of the known furniture.

    ``あわせて読みたい`` gives the row for headings of link lists, and so does ``≪あわせて読みたい≫``;
    ``Ｘでポスト`` is read with half-width letters; ``両首脳は握手した。`` gives ``None``.
    """
    if len(text) > _LONG:
        return None
    if "［＃" in text:
        text = _TYPED.sub("", text) or text
    plain = _READING.sub("", text) if "（" in text or "(" in text else text
    return _row_of(plain) or _row_of_bare(plain) or _row_of_words(plain)


def _row_of(text: str) -> Wording | None:
    """Return the first row whose pattern is found in ``text``."""
    for search, row in _searches():
        if search(text):
            return row
    return None


@cache
def _searches() -> list[tuple[Callable[[str], object], Wording]]:
    """Return the rows with their search ready to call; a line that is no furniture makes all the calls."""
    return [(row.pattern.search, row) for row in wordings()]


def _row_of_bare(text: str) -> Wording | None:
    """Return the row of the line without signs around it and with half-width letters, if that changes a short line."""
    if len(text) > _SHORT:
        return None
    bare = _AFTER.sub("", _BEFORE.sub("", unicodedata.normalize("NFKC", text)))
    found = _row_of(bare) if bare and bare != text else None
    told = (
        found
        and found.label in (Label.CLUTTER, Label.COMMENT_META)
        and found.where != "edge"
        and found.reason != "menu"
    )
    return found if told else None


#: Words of a menu stand in a row with blanks between them; none is longer than this.
_WORD = 12
_WIDE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々]")


def _row_of_words(text: str) -> Wording | None:
    """Return the row of a word in a line of Japanese menu words, if it is one: ``保存　印刷　その他``.

    More than half of the words are furniture; section names, which may be the article's words too, are three or more.
    """
    words = text.split()
    if len(words) < 2 or len(text) > _SHORT or "。" in text or not _WIDE.search(text):
        return None
    if any(len(word) > _WORD or word.isdigit() for word in words):
        return None
    known = [row for word in words if (row := _row_of(word)) and row.where != "notice"]
    if len(known) * 2 <= len(words) or any(row.label is not Label.CLUTTER for row in known):
        return None
    unsure = next((row for row in known if row.where == "edge"), None)
    if unsure is None:
        return next((row for row in known if row.where == "line"), None)
    return unsure if len(words) >= 3 else None
