"""What Open JTalk makes of a sentence: a third opinion, where the optional part ``taiyaku[yomi]`` is installed.

The only importer of pyopenjtalk, inside a function. Its absence is no error: there is one opinion less.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from inspect import signature
from itertools import accumulate
from typing import Any
from warnings import catch_warnings, simplefilter

from taiyaku.model import Token
from taiyaku.readings.kana import has_kanji, hiragana, plain_vowels

_OPTIONS: dict[str, Any] = {
    "revert_long_vowels": True,
    "revert_yotsugana": True,
    "predict_nani": False,
    "use_sudachi_kanji_yomi": False,  # Sudachi is our first opinion already
}
_LONGEST = 1_000  # code points of a sentence; what is longer is a list or a table
_LONGEST_GAP = 12  # 1,234,567.89 is written in kanji
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_UNSAFE = re.compile("[\ud800-\udfff\0-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SAME = str.maketrans("ぢづ", "じず")
_SPELLED = frozenset({"助詞", "助動詞", "接続詞", "感動詞"})
_LONG = re.compile("([おこごそぞとどのほぼぽもよょろ])[うお]")
_HIRAGANA = re.compile("[ぁ-ゖー]+")

#: What Open JTalk says to a text: ``{"string": "首脳", "pron": "シュノウ", …}`` a word.
Engine = Callable[[str], Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Heard:
    """``text[start:end]`` is one word to Open JTalk and read so, in hiragana; "" for punctuation."""

    start: int
    end: int
    reading: str


@cache
def engine() -> Engine | None:
    """Return Open JTalk, None where it is not installed (or only its namesake, which has no such options)."""
    try:
        with redirect_stdout(io.StringIO()):  # it prints that a part is missing which we have no use for
            from pyopenjtalk import run_frontend
    except ImportError:
        return None
    if not _OPTIONS.keys() <= signature(run_frontend).parameters.keys():
        return None

    def said(text: str) -> Sequence[Mapping[str, Any]]:
        with catch_warnings():
            simplefilter("ignore", DeprecationWarning)  # of the libraries that it uses
            words: Sequence[Mapping[str, Any]] = run_frontend(text, **_OPTIONS)
            return words

    return said


def edition() -> str:
    """Return ``pyopenjtalk-plus-0.4.1`` where it gives its opinion, else ""."""
    return f"pyopenjtalk-plus-{version('pyopenjtalk-plus')}" if engine() else ""


def heard(text: str) -> tuple[Heard, ...]:
    """Return the words that Open JTalk finds in ``text``; () where it is not installed.

    ``首脳会談は`` gives 首脳[しゅのう] 会談[かいだん] は[は]. It writes numbers in its own way, 3本 as 三 本, so
    there are gaps between the words: what cannot be found again in the text.
    """
    ask = engine()
    if ask is None or len(text) > _LONGEST:
        return ()
    wide = _UNSAFE.sub("\u3000", text).translate(_WIDE)
    found: list[Heard] = []
    at = 0
    for word in ask(wide):
        start = wide.find(word["string"], at, at + len(word["string"]) + _LONGEST_GAP)
        if start >= 0 and word["string"]:
            if wide[at:start].isspace():
                found.append(Heard(at, start, ""))
            at = start + len(word["string"])
            found.append(Heard(start, at, _kana(word)))
    return tuple(found)


def disagreements(tokens: Sequence[Token]) -> dict[int, str] | None:
    """Return which words with kanji Open JTalk reads otherwise, and how ("" where it cuts them otherwise).

    None where it has nothing to say. ``東 海林 さん`` against 東海林[しょうじ] gives 0 and 1.
    """
    text = "".join(token.surface for token in tokens)
    words = heard(text)
    if not words:
        return None
    ends = list(accumulate((len(token.surface) for token in tokens), initial=0))
    borders = {border for word in words for border in (word.start, word.end)}
    found: dict[int, str] = {}
    first = at = 0
    for last in range(1, len(tokens) + 1):
        if ends[last] not in borders:
            continue
        inside = []
        while at < len(words) and words[at].end <= ends[last]:
            inside.append(words[at])
            at += 1
        if sum(word.end - word.start for word in inside) == ends[last] - ends[first]:
            found |= _differences(tokens, ends, (first, last), inside)
        first = last
    return found


def _differences(
    tokens: Sequence[Token], ends: Sequence[int], group: tuple[int, int], words: Sequence[Heard]
) -> dict[int, str]:
    """Return the doubts about the tokens of a group, which cover the same text as ``words``.

    Tokens at both ends that read alike are left out. Where Open JTalk strings together what a word's kanji say alone,
    it counts for nothing.
    """
    first, last = group
    rest = "".join(word.reading for word in words)
    if not any(has_kanji(tokens[at].surface) for at in range(first, last)):
        return {}
    while first < last and _plain(rest).startswith(said := _plain(tokens[first].reading)):
        rest, first = rest[len(said) :], first + 1
    while last > first and _plain(rest).endswith(said := _plain(tokens[last - 1].reading)):
        rest, last = rest[: len(rest) - len(said)], last - 1
    doubtful = [at for at in range(first, last) if has_kanji(tokens[at].surface)]
    if last - first > 1:
        return dict.fromkeys(doubtful, "")
    inside = [word for word in words if doubtful and ends[first] <= word.start and word.end <= ends[last]]
    return {first: rest} if doubtful and len(inside) < 2 and _HIRAGANA.fullmatch(rest) else {}


def _plain(kana: str) -> str:
    """Return kana of the same length as they sound: ぢ as じ, しゅのう as しゅのー."""
    return _LONG.sub(r"\1ー", plain_vowels(kana).translate(_SAME))


def _kana(word: Mapping[str, Any]) -> str:
    """Return what a word says in hiragana; particles as they are spelled, other words as they are spoken."""
    said = word["read"] if word["pos"] in _SPELLED else word["pron"]
    return "" if word["pos"] == "記号" else hiragana(said.replace("’", ""))
