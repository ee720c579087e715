"""Sentences -> tokens with readings: the room's one entrance.

Order of trust: the author's own ruby, then pinned readings (overrides, glossary), then number rules, context rules,
Sudachi's dictionary, and pykakasi for words no dictionary has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.collection import no_collection
from taiyaku.model import Override, Sentence, Token
from taiyaku.readings.author import author_spans
from taiyaku.readings.doubts import with_doubts
from taiyaku.readings.latin import read_latin
from taiyaku.readings.numbers import read_numbers
from taiyaku.readings.overrides import PinIndex, index_pins, pinned
from taiyaku.readings.rules import apply_rules
from taiyaku.readings.tokenize import morphemes, replaced
from taiyaku.readings.words import words


@dataclass(frozen=True, slots=True)
class Readings:
    """The tokens of each sentence, and the user's pinned readings that no sentence had a use for."""

    tokens: tuple[tuple[Token, ...], ...]
    unused: tuple[Override, ...] = ()


def read_sentences(
    sentences: Sequence[Sentence], pins: Sequence[Override] = (), article: str = "", certainty: bool = True
) -> Readings:
    """Return every sentence as words with readings; the surfaces of a sentence's words join to its text.

    ``6月16日に述べた。`` gives 6月[ろくがつ] 16日[じゅうろくにち] に[に] 述べた[のべた] 。[].

    :param pins: readings that win before any engine; the user's before the glossary's, the longer before the shorter.
    :param article: name of the page, for pins that hold for one page only.
    :param certainty: ask the second opinion too; without it only what our own tables doubt is marked.
    """
    index = index_pins(pins, article)
    used: set[Override] = set()
    with no_collection():
        tokens = tuple(_tokens(sentence, index, used, certainty) for sentence in sentences)
    mine = (pin for pin in pins if pin.origin == "override" and pin.article in ("", article))
    return Readings(tokens, tuple(pin for pin in mine if pin not in used))


def _tokens(sentence: Sentence, index: PinIndex, used: set[Override], certainty: bool) -> tuple[Token, ...]:
    text = sentence.text
    found = morphemes(text)
    found = read_numbers(text, found)
    found = read_latin(text, found)
    found = apply_rules(text, found)
    if index.by_first:
        spans, pins = pinned(text, found, index)
        used |= pins
        found = replaced(text, found, spans)
    if sentence.rubies:
        found = replaced(text, found, author_spans(text, found, sentence.rubies))
    tokens = words(with_doubts(found))
    return _second_opinion(tokens) if certainty else tokens


def _second_opinion(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    from taiyaku.readings.second_opinion import with_certainty  # pykakasi takes most of a second to load

    return with_certainty(tokens)
