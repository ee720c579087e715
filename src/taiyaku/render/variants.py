"""Other spellings of a term -> those that tell a reader something."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_ACCENT = re.compile("[\u0300-\u036f]")  # of Latin letters; the marks of が and ぱ are others
_ARTICLE = re.compile(r"^(the|an?)\s+")
_BETWEEN_WORDS = re.compile(r"[\s\-‐-―]+")
_PLURAL = (re.compile(r"(?<=\w\w)ies$"), "y"), (re.compile(r"(?<=\w\w[^s])s$"), "")


def unlike(variants: Iterable[str], headword: str) -> tuple[str, ...]:
    """Return the variants that differ from the headword and from each other by more than their dress.

    Case, accents, points, hyphens, blanks, a leading article and a plural s are dress. Beside ``cyberattack`` go
    ``Cyber-attacks`` and ``the cyberattack``, ``computer attack`` stays; beside ``ジョー・バイデン`` goes
    ``ジョーバイデン``, ``バイデン`` stays.
    """
    shown = {_bare(headword): headword}
    for text in variants:
        shown.setdefault(_bare(text), text)
    return tuple(shown.values())[1:]


def _bare(text: str) -> str:
    """Return the text without its dress; a text of signs only stays as it is."""
    letters = unicodedata.normalize("NFKC", _ACCENT.sub("", unicodedata.normalize("NFKD", text)))
    words = _BETWEEN_WORDS.split(_ARTICLE.sub("", letters.casefold().strip()))
    return "".join(map(_singular, words)) or text


def _singular(word: str) -> str:
    letters = "".join(character for character in word if character.isalnum())
    for ending, instead in _PLURAL:
        letters = ending.sub(instead, letters)
    return letters
