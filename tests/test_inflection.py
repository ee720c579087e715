"""readings.inflection: endings in words a learner knows, lemma and part of speech of inflected words."""

from __future__ import annotations

import pytest

from tables import cases
from taiyaku.model import Label, Sentence, Token
from taiyaku.readings.read import read_sentences

TAGS = {
    "NOUN",
    "PROPN",
    "VERB",
    "ADJ",
    "ADV",
    "PRON",
    "DET",
    "ADP",
    "AUX",
    "CCONJ",
    "SCONJ",
    "PART",
    "INTJ",
    "NUM",
    "PUNCT",
}


def tokens_of(text: str) -> tuple[Token, ...]:
    (tokens,) = read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))], certainty=False).tokens
    return tokens


@pytest.mark.parametrize(("text", "word", "lemma", "tag", "meaning"), cases("inflection"))
def test_inflection(text: str, word: str, lemma: str, tag: str, meaning: str) -> None:
    (token,) = [token for token in tokens_of(text) if token.surface == word]
    assert (token.lemma, token.pos, token.inflection) == (lemma, tag, meaning)


def test_tags_are_those_of_the_model() -> None:
    text = "しかし、彼はその静かな東京で16日にとても美しい本を読んだのだ。ああ、α「NATO」や約10人が、と話し合うか。☃ "
    assert {token.pos for token in tokens_of(text)} <= TAGS | {"SYM", "X"}
    assert len({token.pos for token in tokens_of(text)}) >= 12
