"""readings.romaji and readings.hepburn: spelling, long vowels, particles, capitals, spaces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables import cases
from taiyaku.model import Label, Provenance, Sentence, Token
from taiyaku.readings.hepburn import BORDER, bordered, hepburn
from taiyaku.readings.kana import katakana
from taiyaku.readings.read import read_sentences
from taiyaku.readings.romaji import kana_romaji, romaji, sentence_romaji
from taiyaku.readings.tables import rows

KANA = "".join(kana for kana, *_ in rows("hepburn", 3) if len(kana) == 1)


def token(surface: str, reading: str = "", pos: str = "NOUN", lemma: str = "", xpos: str = "") -> Token:
    said = "" if reading == "-" else reading or surface
    return Token(surface, said, lemma or surface, lemma or surface, pos, xpos, "", Provenance("sudachi"))


def tokens(compact: str) -> tuple[Token, ...]:
    return tuple(token(*word.split("/")) for word in compact.split(" "))


@pytest.mark.parametrize(("compact", "expected"), cases("romaji"))
def test_sentence(compact: str, expected: str) -> None:
    assert sentence_romaji(tokens(compact)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("romaji_lines"))
def test_a_line_as_it_is_read(text: str, expected: str) -> None:
    (words,) = read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))], certainty=False).tokens
    assert sentence_romaji(words) == expected


@pytest.mark.parametrize(("compact", "expected"), cases("romaji"))
def test_one_string_a_token(compact: str, expected: str) -> None:
    words = tokens(compact)
    spelled = romaji(words)
    assert len(spelled) == len(words)
    assert all(
        bool(letters) == (word.reading != "" or word.surface.isascii())
        for letters, word in zip(spelled, words, strict=True)
    )
    bare = "".join(spelled).lower().replace(" ", "")
    kept = [char for char in expected.lower() if char in "'" or char.isalnum()]
    assert bare.replace("'", "") == "".join(char for char in kept if char not in "'彁").replace(" ", "")


@pytest.mark.parametrize(("kana", "expected"), cases("hepburn"))
def test_kana(kana: str, expected: str) -> None:
    assert hepburn(kana) == hepburn(katakana(kana)) == expected


def test_every_kana_has_a_case() -> None:
    tested = {row.values[0] for row in cases("hepburn")}
    assert tested == {kana for kana, *_ in rows("hepburn", 3)}


@pytest.mark.parametrize(
    ("kana", "macron", "ou", "none"),
    [
        ("とうきょう", "tōkyō", "toukyou", "tokyo"),
        ("おおさか", "ōsaka", "oosaka", "osaka"),
        ("コーヒー", "kōhī", "koohii", "kohi"),
        ("くうき", "kūki", "kuuki", "kuki"),
        ("せんせい", "sensei", "sensei", "sensei"),
        ("にいがた", "niigata", "niigata", "niigata"),
        ("ば|あい", "baai", "baai", "baai"),
        ("おも|おう", "omoō", "omoou", "omoo"),
        ("しんゆう", "shin'yū", "shin'yuu", "shin'yu"),
        ("ほん|や", "hon'ya", "hon'ya", "hon'ya"),
        ("っ", "", "", ""),
        ("ー", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_long_vowels(kana: str, macron: str, ou: str, none: str) -> None:
    assert (hepburn(kana), hepburn(kana, "ou"), hepburn(kana, "none")) == (macron, ou, none)


def test_lone_readings() -> None:
    assert kana_romaji("うらじーみる・ぷーちん") == "urajīmiru pūchin"
    assert kana_romaji("うらじーみる・ぷーちん", capital=True) == "Urajīmiru Pūchin"
    assert kana_romaji("ばいでん じょー", "ou", capital=True) == "Baiden Joo"
    assert kana_romaji("おおさか", capital=True) == "Ōsaka"


def test_modes_of_a_sentence() -> None:
    words = tokens("東京/とうきょう/PROPN へ/へ/ADP 行こう/いこう/VERB/行く")
    assert sentence_romaji(words, "ou") == "Toukyou e ikou"
    assert sentence_romaji(words, "none") == "Tokyo e iko"
    assert sentence_romaji(()) == ""


@pytest.mark.parametrize(("spelling", "reading", "example"), rows("borders", 3) + rows("borders_kanji", 3))
def test_border_rows(spelling: str, reading: str, example: str) -> None:
    """The example of every row of borders.tsv and borders_kanji.tsv comes out as it says."""
    word, spelled = example.split()
    if BORDER in spelled:
        assert bordered(word, spelled.replace(BORDER, "")) == spelled
    else:
        assert hepburn(bordered(word, reading.replace(BORDER, ""))) == spelled


@settings(deadline=None)
@given(st.text(KANA + "っーン", max_size=12))
def test_any_kana_becomes_letters(kana: str) -> None:
    for long in ("macron", "ou", "none"):
        assert all(char in "abcdefghijkmnoprstuvwyzāīūēō'" for char in hepburn(kana, long)), kana
    assert "'" not in hepburn(kana).replace("n'", "")
    assert hepburn(kana, "none").isascii()


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=4), st.text(KANA, max_size=4), st.sampled_from(["ADP", "VERB", "PROPN", "AUX"]))
    )
)
def test_any_tokens(parts: list[tuple[str, str, str]]) -> None:
    words = tuple(
        Token(surface, reading, surface, surface, pos, "", "", Provenance("none")) for surface, reading, pos in parts
    )
    assert len(romaji(words)) == len(words)
    line = sentence_romaji(words)
    assert line == " ".join(line.split())
