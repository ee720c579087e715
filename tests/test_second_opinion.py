"""readings.second_opinion and readings.doubts: what is marked, with which alternative, and what is left in peace."""

from __future__ import annotations

import pytest

from tables import cases
from taiyaku.model import AuthorRuby, Label, Override, Sentence, Token
from taiyaku.readings.read import read_sentences
from taiyaku.readings.second_opinion import _Packed, pieces


def read(text: str, pins: tuple[Override, ...] = (), rubies: tuple[AuthorRuby, ...] = ()) -> tuple[Token, ...]:
    return read_sentences([Sentence(text, Label.BODY, 1, 0, len(text), rubies=rubies)], pins).tokens[0]


def marks(tokens: tuple[Token, ...]) -> str:
    return "|".join(
        token.surface + ("" if token.certain else f"?{'/'.join(token.provenance.alternatives)}") for token in tokens
    )


@pytest.mark.parametrize(("text", "expected"), cases("certainty"))
def test_certainty(text: str, expected: str) -> None:
    assert marks(read(text)) == expected


def test_what_somebody_settled_is_certain() -> None:
    assert all(token.certain for token in read("上村は", (Override("上村", "うえむら"),)))
    assert all(token.certain for token in read("上村は", (Override("上村", "うえむら", origin="glossary"),)))
    assert all(token.certain for token in read("上村は", rubies=(AuthorRuby(0, 2, "うえむら"),)))


def test_the_second_opinion_speaks_hiragana() -> None:
    assert pieces("取引所") == (("取引所", "とりひきじょ"),)


def test_the_packed_dictionary_holds_the_same() -> None:
    tables = {0x5E02: {"市場": [("しじょう", None), ("いちば", ["が"])]}, 0x4EBA: {"人": [("ひと", None)]}}
    packed = _Packed(tables)
    assert {first: packed.get(first) for first in tables} == tables
    assert packed.get(0x3042) is None
    assert packed.get(0x3042, "none") == "none"


def test_a_word_that_no_dictionary_has_gets_the_second_reading() -> None:
    (token,) = (token for token in read("彼は稼と言った。") if token.surface == "稼")
    assert token.reading
    assert not token.certain
