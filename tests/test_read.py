"""readings.read: whole sentences, and the room's promises on any text."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables import CASES, cases
from taiyaku.model import Label, Sentence, Token
from taiyaku.readings.read import read_sentences

_SOURCES = {"author", "override", "glossary", "number", "rule", "sudachi", "openjtalk", "pykakasi", "kana", "none"}
_SILENT = re.compile("[。、]")
_READING = re.compile("[ぁ-ゖーゝゞ]*")


def tokens_of(text: str, certainty: bool = False) -> tuple[Token, ...]:
    (tokens,) = read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))], certainty=certainty).tokens
    return tokens


@pytest.mark.parametrize(("text", "expected"), cases("readings"))
def test_reading(text: str, expected: str) -> None:
    assert "|".join(f"{token.surface}[{token.reading}]" for token in tokens_of(text)) == expected


@pytest.mark.parametrize(("text", "expected"), cases("sentence_readings"))
def test_sentence(text: str, expected: str) -> None:
    read = "".join(token.reading for token in tokens_of(text))
    assert read in [_SILENT.sub("", reading) for reading in expected.split("|")]


@pytest.mark.parametrize("name", ["readings", "numbers", "words"])
def test_nothing_is_lost_in_the_tables(name: str) -> None:
    for row in (CASES / f"{name}.tsv").read_text("utf-8").splitlines()[1:]:
        text = row.split("\t")[1]
        assert "".join(token.surface for token in tokens_of(text)) == text


@settings(deadline=None)
@given(
    st.text(st.one_of(st.characters(), st.sampled_from("大統領は16日、NATOと述べた。々〆ヶゝ㍿\0\ud800 ")), max_size=40)
)
def test_any_text_is_read(text: str) -> None:
    tokens = tokens_of(text, certainty=True)
    assert "".join(token.surface for token in tokens) == text
    for token in tokens:
        assert _READING.fullmatch(token.reading), token
        assert all(_READING.fullmatch(other) and other != token.reading for other in token.provenance.alternatives)
        assert token.source in _SOURCES
        assert token.surface


def test_the_same_text_reads_the_same_twice() -> None:
    text = "山下美月さんは6月16日、市場の家で音を聞いた。"
    assert tokens_of(text, certainty=True) == tokens_of(text, certainty=True)


def test_no_sentences_no_tokens() -> None:
    assert read_sentences([]).tokens == ()
    assert tokens_of("") == ()


def test_the_second_engine_is_not_loaded_unless_asked() -> None:
    program = (
        "import sys; from taiyaku.model import Label, Sentence; from taiyaku.readings.read import read_sentences as r\n"
        "r([Sentence('私は行く', Label.BODY, 1, 0, 4)], certainty=False)\n"
        "assert not {'pykakasi', 'pyopenjtalk'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_no_warnings_reach_the_user() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        tokens_of("槍盾弓の店を山下美月さんが見た。", certainty=True)
