"""readings.tokenize and readings.words: nothing is lost, and words are cut as a learner sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import cases
from taiyaku.model import Label, Sentence, Token
from taiyaku.readings.read import read_sentences
from taiyaku.readings.tables import rows
from taiyaku.readings.tokenize import Morpheme, Span, borders, morphemes, replaced
from taiyaku.readings.words import words

ODD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("首脳会談は16日、述べた。プーチンNATO ゛ﾞ゙㍿㍻々〆ヶ\0\u3000\ud800\udfff\n\r\t"),
    ),
    max_size=60,
)


def joined(parts: tuple[Morpheme, ...] | tuple[Token, ...]) -> str:
    return "".join(part.surface for part in parts)


@pytest.mark.parametrize(("text", "expected"), cases("words"))
def test_words(text: str, expected: str) -> None:
    (tokens,) = read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))], certainty=False).tokens
    assert "|".join(token.surface for token in tokens) == expected


@given(ODD)
def test_nothing_is_lost(text: str) -> None:
    assert joined(morphemes(text)) == text
    assert joined(words(morphemes(text))) == text


@pytest.mark.parametrize(
    "text", ["あ" * 60_000, "首脳会談。" * 9_000, "𠮷" * 13_000], ids=["kana", "sentences", "rare"]
)
def test_long_text_is_cut_not_refused(text: str) -> None:
    assert joined(morphemes(text)) == text


def test_a_long_text_is_cut_behind_punctuation() -> None:
    text = "大統領は首脳会談で述べた。" * 1_500
    assert {morpheme.surface for morpheme in morphemes(text)} == {
        morpheme.surface for morpheme in morphemes("大統領は首脳会談で述べた。")
    }


def test_what_cannot_be_read_has_no_reading() -> None:
    for text in ("。", "\0", "\ud800", " ", "xyz", "☃"):
        assert [morpheme.reading for morpheme in morphemes(text)] == [""], text


@pytest.mark.parametrize("row", rows("variants", 3), ids=lambda row: row[0])
def test_a_variant_is_read_as_the_standard_kanji(row: list[str]) -> None:
    variant, standard, example = row
    word, reading = example.split()
    assert variant in word
    assert joined(morphemes(word)) == word
    assert "".join(morpheme.reading for morpheme in morphemes(word)) == reading
    assert "".join(morpheme.reading for morpheme in morphemes(word.replace(variant, standard))) == reading


def test_dots_are_not_read() -> None:
    assert [morpheme.reading for morpheme in morphemes("…‥")] == ["", ""]


@pytest.mark.parametrize(
    ("text", "xpos", "tag"),
    [
        ("運転手", "名詞-普通名詞-一般", "NOUN"),
        ("国際的", "形状詞-一般", "ADJ"),
        ("招きかねない", "動詞-一般-下一段-ナ行-未然形-一般", "VERB"),
        ("使いにくい", "形容詞-一般-形容詞-終止形-一般", "ADJ"),
        ("保健所", "名詞-普通名詞-一般", "NOUN"),
    ],
)
def test_a_word_with_a_suffix_is_no_suffix(text: str, xpos: str, tag: str) -> None:
    (tokens,) = read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))], certainty=False).tokens
    assert [(token.xpos, token.pos) for token in tokens] == [(xpos, tag)]


def test_two_words_in_one_character() -> None:
    assert [(morpheme.surface, morpheme.reading) for morpheme in morphemes("㍿")] == [("㍿", "かぶしきがいしゃ")]


@given(st.text(alphabet="首脳会談述べた月末、", min_size=1, max_size=20), st.data())
def test_spans_replace_what_they_cover_and_nothing_else(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pos = ("名詞",) + ("*",) * 5
    spans = [
        Span(start, end, Morpheme(text[start:end], "x", "", "", pos))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    result = replaced(text, morphemes(text), spans)
    assert joined(result) == text
    assert [morpheme for morpheme in result if morpheme.reading == "x"] == [span.morpheme for span in spans]


def test_borders() -> None:
    assert borders(morphemes("首脳会談は")) == [0, 2, 4, 5]
    assert borders(()) == [0]
