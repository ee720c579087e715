"""A second opinion on readings: where pykakasi reads a word otherwise, the reading is marked as uncertain.

The only importer of pykakasi. It is asked about words with kanji only; against author's ruby, pinned readings, numbers
and rules it counts for nothing, nor against the words of ``trusted.tsv``, which it reads in one way everywhere.

Where Open JTalk is installed (yomi.py), it is the better witness: pykakasi is then heard about names
and words of several kanji only.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

import pykakasi
from pykakasi.kanji import Kanwa

from taiyaku.collection import no_collection
from taiyaku.model import Provenance, Token
from taiyaku.readings.kana import has_kanji, hiragana, is_kanji
from taiyaku.readings.tables import rows
from taiyaku.readings.yomi import disagreements

_ASKED = frozenset({"sudachi", "none"})
_HEARD = frozenset({"sudachi", "none", "rule"})
_TABLES = 512  # first characters whose words are kept at hand
_SAME = str.maketrans("ぢづ", "じず")
_HIRAGANA = re.compile("[ぁ-ゖー]+")


def with_certainty(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens with those marked that pykakasi reads otherwise, its reading as the alternative.

    Words side by side are asked about together; where the two cut them differently, each word in question is asked
    about once more by itself. A kanji word without a reading gets pykakasi's.
    """
    result = list(tokens)
    third = disagreements(tokens)
    for at, other in (third or {}).items():
        if tokens[at].source in _ASKED:
            result[at] = _doubted(tokens[at], other, "openjtalk")
    for first, last in _stretches(tokens):
        group = tokens[first:last]
        said = pieces("".join(token.surface for token in group))
        said = said or tuple((token.surface, _whole(token.surface)) for token in group)
        for start, end, heard in _differences(group, said):
            for at, other in _doubts(group[start:end], heard):
                place = first + start + at
                if third is None or place in third or _worth_hearing(tokens[place]):
                    result[place] = _doubted(result[place], other, "pykakasi")
    return tuple(result)


def _doubts(group: Sequence[Token], heard: str) -> list[tuple[int, str]]:
    """Return which words of a group are doubtful, and how else each may be read ("": only cut otherwise)."""
    if len(group) == 1:
        return [(0, heard)] if _is_doubt(group[0], heard) else []
    alone = [(at, _whole(token.surface)) for at, token in enumerate(group)]
    found = [(at, other) for at, other in alone if _is_doubt(group[at], other)]
    if found or any(token.source == "rule" for token in group):
        return found
    # 島 + 津家 is 島津 + 家: names and single kanji are what a wrong cut leaves
    return [(at, "") for at, token in enumerate(group) if token.pos == "PROPN" or len(token.surface) == 1]


@cache
def _kakasi() -> pykakasi.kakasi:
    """Return pykakasi with its dictionary packed: 30 MB instead of 110, which it takes unpacked."""
    with no_collection():
        kakasi = pykakasi.kakasi()  # type: ignore[no-untyped-call]
        kanwa = Kanwa()  # type: ignore[no-untyped-call]
        if isinstance(getattr(kanwa, "_jisyo_table", None), dict):
            kanwa._jisyo_table = _Packed(kanwa._jisyo_table)
    return kakasi


class _Packed:
    """pykakasi's dictionary, a table for each first character of a word, of which those in use are unpacked."""

    def __init__(self, tables: Mapping[int, dict[str, list[tuple[str, list[str] | None]]]]) -> None:
        # the keys are copied, so that nothing of the old tables keeps its memory from being given back
        self._packed = {int(str(first)): marshal.dumps(table) for first, table in tables.items()}
        self._unpacked = lru_cache(maxsize=_TABLES)(lambda first: marshal.loads(self._packed[first]))

    def get(self, first: int, default: object = None) -> object:
        """Return the words that begin with a character, as pykakasi asks for them."""
        return self._unpacked(first) if first in self._packed else default


@lru_cache(maxsize=1 << 14)
def pieces(text: str) -> tuple[tuple[str, str], ...]:
    """Return pykakasi's words and their readings in hiragana; 取引所 gives (取引所, とりひきじょ).

    Nothing where it drops characters, as it does beside kanji that it does not know.
    """
    found = tuple((piece["orig"], hiragana(piece["hira"])) for piece in _kakasi().convert(text))
    return found if "".join(orig for orig, _ in found) == text else ()


def _whole(text: str) -> str:
    return "".join(reading for _, reading in pieces(text))


def _stretches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Return where words with kanji stand side by side, of which one is in question: first and behind the last."""
    first = 0
    for at in range(len(tokens) + 1):
        if at < len(tokens) and tokens[at].source in _HEARD and has_kanji(tokens[at].surface):
            continue
        if any(token.source in _ASKED for token in tokens[first:at]):
            yield first, at
        first = at + 1


def _differences(tokens: Sequence[Token], said: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Return the shortest groups of tokens that both sides cut alike and read differently."""
    ours = theirs = ""
    read = heard = ""
    first = at = 0
    for surface, reading in said:
        theirs, heard = theirs + surface, heard + reading
        while at < len(tokens) and len(ours) < len(theirs):
            ours, read = ours + tokens[at].surface, read + tokens[at].reading
            at += 1
        if len(ours) == len(theirs):
            if not _alike(read, heard):
                yield first, at, heard
            first, read, heard = at, "", ""


def _alike(one: str, other: str) -> bool:
    return one.translate(_SAME) == other.translate(_SAME)


def _is_doubt(token: Token, heard: str) -> bool:
    """Whether another reading counts: not where pykakasi only strings together what a word's kanji say alone."""
    if token.source not in _ASKED or _alike(token.reading, heard) or not _HIRAGANA.fullmatch(heard):
        return False
    if not token.reading:
        return True
    parts = pieces(token.surface)
    whole = len(parts) == 1 or not has_kanji(parts[0][0])
    return whole and (token.surface, token.reading) not in _trusted()


def _worth_hearing(token: Token) -> bool:
    """Whether pykakasi's word counts against two others that agree: for names, 既存, and what nobody else can read."""
    return token.pos == "PROPN" or not token.reading or (len(token.surface) > 1 and all(map(is_kanji, token.surface)))


@cache
def _trusted() -> frozenset[tuple[str, str]]:
    return frozenset((surface, reading) for surface, reading in rows("trusted", 2))


def _doubted(token: Token, other: str, source: str) -> Token:
    if other and not token.reading:
        return replace(token, reading=other, provenance=Provenance(source, False))
    new = [other] if other and other != token.reading else []
    alternatives = [*token.provenance.alternatives, *new]
    return replace(token, provenance=Provenance(token.source, False, tuple(dict.fromkeys(alternatives))))
