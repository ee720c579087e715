"""A sentence -> its words with their gloss, for tests: with the shipped glossary, readings without second opinion."""

from __future__ import annotations

from functools import cache

from taiyaku.files import read_table
from taiyaku.gloss.gloss import gloss_sentences
from taiyaku.model import GlossUnit, Token
from taiyaku.readings.read import read_sentences
from taiyaku.resources import shipped
from taiyaku.sentences.split import one_a_line
from taiyaku.terms.curated import merge, parse_glossary
from taiyaku.terms.match import TermIndex, index_terms, match_terms


@cache
def _index() -> TermIndex:
    files = sorted(shipped("glossary").glob("*.csv"))
    return index_terms(merge(*(parse_glossary(read_table(path), str(path)) for path in files)))


@cache
def units(text: str) -> tuple[tuple[tuple[Token, ...], tuple[GlossUnit, ...]], ...]:
    """The words and the units of each line."""
    tokens = read_sentences(one_a_line(text), certainty=False).tokens
    found = gloss_sentences(tokens, [match_terms(words, _index()) for words in tokens])
    return tuple(zip(tokens, found, strict=True))


def glossed(sentence: str) -> list[tuple[str, str]]:
    """Each unit's Japanese and its gloss, labels behind it: 降った is ``fall PAST``."""
    ((words, found),) = units(sentence)
    return [
        (
            "".join(word.surface for word in words[unit.start : unit.end]),
            " ".join(filter(None, (unit.text, *unit.labels))),
        )
        for unit in found
    ]
