"""Word + reading -> ruby runs: which characters carry which part of the reading.

A word is a row of pieces: kana spell themselves, so they must stand in the reading; kanji, digits and Latin letters
have to be read. Every kana piece is looked for twice, as far left and as far right as the pieces around it allow::

    取り組み     leftmost   と り く み        飼い犬     leftmost   か い いぬ
    とりくみ     rightmost  と り く み        かいいぬ   rightmost  かい い ぬ
                 the same: り is certain                  not the same: い could be either, one group

Kana whose place is the same both ways are certain in every reading of the word, and only there is the word split.
This is linear in the length of the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, product
from math import prod
from typing import NamedTuple

from taiyaku.model import RubyRun
from taiyaku.readings.kana import KANA_CLASS, KANJI_CLASS, hiragana, plain_vowels
from taiyaku.readings.number_share import number_shares

_CHARACTERS = re.compile(
    rf"(?P<kanji>[{KANJI_CLASS}][\ufe00-\ufe0f\U000e0100-\U000e01ef]*)"  # with a variation selector: 辻󠄀
    rf"|(?P<kana>[{KANA_CLASS}])"
    r"|(?P<digits>\d+(?:[,，.．]\d+)*)"
    r"|(?P<latin>[^\W\d_])"
    r"|(?P<mark>.)",
    re.DOTALL,
)
_POINT = re.compile(r"(?<=\d)・(?=\d)")  # of newspapers: 1・5倍
_NEVER_FIRST = tuple("っんーぁぃぅぇぉゃゅょゎ")  # nothing that is read by itself begins so
_MOST_CHOICES = 64  # ways to read all the digits of one word; 3兆5000億 has 1, 4時4分 9


class _Piece(NamedTuple):
    """A stretch of the word and what it says: None until that is found out, "" for a silent mark."""

    kind: str
    base: str
    reading: str | None


@lru_cache(maxsize=16384)
def ruby_runs(surface: str, reading: str, *, digits: bool = False) -> tuple[RubyRun, ...]:
    """Split ``surface`` so that only its kanji carry ruby.

    ``取り組み, とりくみ`` gives 取[と] り 組[く] み;
    ``飼い犬, かいいぬ`` gives 飼い犬[かいいぬ], because 飼 could be か or かい.

    When the kana in the surface fit the reading in more than one way, the stretch in doubt gets its reading as one
    group; when they do not fit at all, the whole word does: a wrong furigana teaches an error, a wide one does not.
    Neighbouring kanji are always one group. A word without kanji and a word without a reading get none.

    ``3本, さんぼん`` gives 3 本[ぼん]: digits and Latin letters are left bare where their share of the reading is
    known; ``20日, はつか`` gives 20日[はつか], where it is not. The kana of ``reading`` may be of either script.

    :param digits: digits and Latin letters are set with their reading too: 3[さん] 本[ぼん], EU[いーゆー].
    """
    pieces = _pieces(surface, pointed="てん" in reading)
    kinds = {piece.kind for piece in pieces}
    spoken = hiragana(reading)
    if not spoken or not ("kanji" in kinds or (digits and kinds & {"digits", "latin"})):
        return (RubyRun(surface),) if surface else ()
    if kinds == {"kanji"}:
        return (RubyRun(surface, spoken),)
    bare = {"kana", "mark"} if digits else {"kana", "mark", "digits", "latin"}
    shares = _shares(pieces, spoken) or (_Piece("kanji", surface, spoken),)
    return _runs((piece.base, "" if piece.kind in bare else piece.reading or "") for piece in shares)


def _pieces(surface: str, *, pointed: bool) -> tuple[_Piece, ...]:
    """Cut the word where the kind of character changes; ``pointed``: ・ between digits is the point of one number."""
    plain = _POINT.sub(".", surface) if pointed else surface
    found = ((match.lastgroup or "mark", surface[match.start() : match.end()]) for match in _CHARACTERS.finditer(plain))
    pieces = []
    for kind, characters in groupby(found, key=lambda pair: pair[0]):
        base = "".join(character for _, character in characters)
        pieces.append(_Piece(kind, base, hiragana(base) if kind == "kana" else None))
    return tuple(pieces)


def _runs(shares: Iterable[tuple[str, str]]) -> tuple[RubyRun, ...]:
    """Join neighbours that carry nothing: 20 and カ of 20カ国."""
    runs: list[RubyRun] = []
    for base, ruby in shares:
        if runs and not ruby and not runs[-1].ruby:
            runs[-1] = RubyRun(runs[-1].base + base)
        else:
            runs.append(RubyRun(base, ruby))
    return tuple(runs)


def _shares(pieces: Sequence[_Piece], reading: str) -> tuple[_Piece, ...]:
    """Return the stretches whose share of the reading is certain, with it; () if nothing fits.

    Digits are first taken as numbers (``3本, さんぼん``: 3 is さん); where that fits in no way or in several, they are
    read together with what stands next to them.
    """
    pieces = [_with_mark(piece, reading) for piece in pieces]
    choices = [_numbers(piece, reading) for piece in pieces]
    readable = prod(map(len, choices)) <= _MOST_CHOICES
    fits = {_split(chosen, reading) for chosen in product(*choices)} - {()} if readable else set()
    return fits.pop() if len(fits) == 1 else _split(pieces, reading)


def _with_mark(piece: _Piece, reading: str) -> _Piece:
    """A mark says itself where the reading has it too (うらじーみる・ぷーちん), else it is silent."""
    return piece._replace(reading=piece.base if piece.base in reading else "") if piece.kind == "mark" else piece


def _numbers(piece: _Piece, reading: str) -> list[_Piece]:
    """Return the ways to read digits as a number; other pieces as they are."""
    shares = sorted(number_shares(piece.base, reading)) if piece.kind == "digits" else []
    return [piece._replace(reading=share) for share in shares] or [piece]


def _split(pieces: Sequence[_Piece], reading: str) -> tuple[_Piece, ...]:
    """Lay the pieces that are known on the reading and share out the rest, () if they do not fit."""
    units = _units(pieces)
    texts = [_text(unit) for unit in units]
    plain = plain_vowels(reading)
    left = _leftmost(texts, plain)
    right = _rightmost(texts, plain)
    if not left:
        return ()
    shares: list[_Piece] = []
    waiting: list[_Piece] = []
    heard = 0
    for unit, text, first, last in zip(units, texts, left, right, strict=True):
        if text is None or first != last:
            waiting += unit
            continue
        shares += _group(waiting, reading[heard:first])
        waiting = []
        shares += unit
        heard = first + len(text)
    shares += _group(waiting, reading[heard:])
    impossible = any((piece.reading or "").startswith(_NEVER_FIRST) for piece in shares if piece.kind == "kanji")
    return () if impossible else tuple(shares)


def _units(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Group neighbours that are all known or all unknown; a silent mark between unknown ones is unknown (中・高)."""
    glued = list(pieces)
    for before, here, after in zip(range(len(pieces)), range(1, len(pieces)), range(2, len(pieces)), strict=False):
        if pieces[here].reading == "" and pieces[before].reading is None and pieces[after].reading is None:
            glued[here] = pieces[here]._replace(reading=None)
    return [list(group) for _, group in groupby(glued, key=lambda piece: piece.reading is None)]


def _text(unit: Sequence[_Piece]) -> str | None:
    """Return what a unit says, ー as the vowel it lengthens; None if that is unknown."""
    said = [piece.reading for piece in unit if piece.reading is not None]
    return plain_vowels("".join(said)) if said else None


def _group(pieces: Sequence[_Piece], reading: str) -> list[_Piece]:
    """Return the pieces as one with its reading; it counts as kanji if it holds one."""
    if not pieces:
        return []
    kind = "kanji" if any(piece.kind == "kanji" for piece in pieces) else pieces[0].kind
    return [_Piece(kind, "".join(piece.base for piece in pieces), reading)]


def _leftmost(texts: Sequence[str | None], reading: str) -> list[int]:
    """Return where each text stands if all stand as far left as they can, [] if they do not fit.

    None stands for one or more kana and has place 0.
    """
    places, at, after_gap = [], 0, False
    for index, text in enumerate(texts):
        if text is None:
            at, after_gap = at + 1, True
            places.append(0)
            continue
        last = index == len(texts) - 1
        place = len(reading) - len(text) if last and after_gap else reading.find(text, at) if after_gap else at
        if place < at or not reading.startswith(text, place):
            return []
        places.append(place)
        at, after_gap = place + len(text), False
    fits = at <= len(reading) if after_gap else at == len(reading)
    return places if fits else []


def _rightmost(texts: Sequence[str | None], reading: str) -> list[int]:
    """Return the same for as far right as they can: the leftmost places of everything written backwards."""
    mirrored = _leftmost([None if text is None else text[::-1] for text in reversed(texts)], reading[::-1])
    return [
        0 if text is None else len(reading) - place - len(text)
        for text, place in zip(texts, reversed(mirrored), strict=False)
    ]
