"""A second opinion on readings: where pykakasi reads a word otherwise, the reading is marked as uncertain.

The only importer of pykakasi. It is asked about kanji words only, and only those that a dictionary or a guess decided:
numbers, author's ruby and pinned readings are not in question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache

import pykakasi

from taiyaku.model import Provenance, Token
from taiyaku.readings.kana import has_kanji
from taiyaku.readings.tables import rows

_ASKED_ABOUT = frozenset({"sudachi", "none", "pykakasi", "rule"})
_ASKED = frozenset({"sudachi", "none", "pykakasi"})
_SAME = str.maketrans("ぢづ", "じず")


def with_certainty(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens with those marked that pykakasi reads otherwise, its reading as the alternative.

    Where the two cut the text differently, each word in question is asked about once more by itself.
    """
    result = list(tokens)
    for first, last in _stretches(tokens):
        said = pieces("".join(token.surface for token in tokens[first:last]))
        for start, end, heard in _differences(tokens[first:last], said):
            for at in range(first + start, first + end):
                alone = heard if end - start == 1 else "".join(reading for _, reading in pieces(tokens[at].surface))
                if _is_doubt(tokens[at], alone):
                    result[at] = _doubted(tokens[at], alone)
    return tuple(result)


def _is_doubt(token: Token, heard: str) -> bool:
    """Whether another reading counts: not against a rule, and not where pykakasi only knows the word's kanji."""
    if token.source not in _ASKED or token.reading.translate(_SAME) == heard.translate(_SAME):
        return False
    if (token.surface, token.reading) in _trusted():
        return False
    parts = pieces(token.surface)
    return len(parts) == 1 or not has_kanji(parts[0][0] if len(parts) > 1 else "")


@cache
def _trusted() -> frozenset[tuple[str, str]]:
    return frozenset((surface, reading) for surface, reading in rows("trusted", 2))


@cache
def _kakasi() -> pykakasi.kakasi:
    return pykakasi.kakasi()  # type: ignore[no-untyped-call]


@lru_cache(maxsize=1 << 14)
def pieces(text: str) -> tuple[tuple[str, str], ...]:
    """Return pykakasi's words and their readings in hiragana; 取引所 gives (取引所, とりひきじょ)."""
    return tuple((piece["orig"], piece["hira"]) for piece in _kakasi().convert(text))


def _stretches(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Return where tokens with kanji stand side by side: first and behind the last."""
    first = -1
    for at, token in enumerate(tokens):
        asked = (token.source in _ASKED or token.source == "rule") and has_kanji(token.surface)
        if asked and first < 0:
            first = at
        if not asked and first >= 0:
            yield first, at
            first = -1
    if first >= 0:
        yield first, len(tokens)


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
            if read.translate(_SAME) != heard.translate(_SAME):
                yield first, at, heard
            first, read, heard = at, "", ""


def _doubted(token: Token, alternative: str) -> Token:
    alternatives = tuple(dict.fromkeys([*token.provenance.alternatives, alternative]))
    return replace(token, provenance=Provenance(token.source, False, alternatives))
