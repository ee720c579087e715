"""Tokens written compactly for tests: ``米|大統領|は/ADP``, pos NOUN unless given."""

from __future__ import annotations

from taiyaku.model import Provenance, Token

_XPOS = {
    "NOUN": "名詞-普通名詞-一般",
    "PROPN": "名詞-固有名詞-一般",
    "SURNAME": "名詞-固有名詞-人名-姓",
    "GIVEN": "名詞-固有名詞-人名-名",
    "ADP": "助詞-格助詞",
    "TIME": "名詞-普通名詞-副詞可能",
    "SUFFIX": "接尾辞-名詞的-副詞可能",
    "VERB": "動詞-一般",
    "PUNCT": "補助記号-句点",
}


def words(text: str) -> tuple[Token, ...]:
    """Return tokens of ``surface/pos=reading`` parted by ``|``; pos and reading may be left out."""
    return tuple(_word(part) for part in text.split("|") if part)


def _word(part: str) -> Token:
    part, _, reading = part.partition("=")
    surface, _, pos = part.partition("/")
    pos = pos or "NOUN"
    tag = "PROPN" if pos in ("SURNAME", "GIVEN") else pos
    return Token(surface, reading, surface, surface, tag, _XPOS[pos], "", Provenance("sudachi"))
