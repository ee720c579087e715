"""Sentences -> tokens with readings: the room's one entrance.

Order of trust: the author's own ruby, then pinned readings (overrides, glossary), then number rules, context rules,
Sudachi's dictionary, and pykakasi for words no dictionary has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.model import Override, Sentence, Token
from taiyaku.readings.latin import read_latin
from taiyaku.readings.numbers import read_numbers
from taiyaku.readings.rules import apply_rules
from taiyaku.readings.tokenize import morphemes
from taiyaku.readings.words import words


@dataclass(frozen=True, slots=True)
class Readings:
    """The tokens of each sentence, and the pinned readings that no sentence had a use for."""

    tokens: tuple[tuple[Token, ...], ...]
    unused: tuple[Override, ...] = ()


def read_sentences(
    sentences: Sequence[Sentence], pins: Sequence[Override] = (), article: str = "", certainty: bool = True
) -> Readings:
    """Return every sentence as words with readings; the surfaces of a sentence's words join to its text.

    ``6月16日に述べた。`` gives 6月[ろくがつ] 16日[じゅうろくにち] に[に] 述べた[のべた] 。[].

    :param pins: readings that win before any engine; of several for one place the first counts.
    :param article: name of the page, for pins that hold for one page only.
    :param certainty: ask the second opinion and mark what it doubts; without it every reading counts as certain.
    """
    return Readings(tuple(_tokens(sentence, certainty) for sentence in sentences))


def _tokens(sentence: Sentence, certainty: bool) -> tuple[Token, ...]:
    found = morphemes(sentence.text)
    found = read_numbers(sentence.text, found)
    found = read_latin(sentence.text, found)
    found = apply_rules(sentence.text, found)
    tokens = words(found)
    if certainty:
        from taiyaku.readings.second_opinion import with_certainty

        tokens = with_certainty(tokens)
    return tokens
