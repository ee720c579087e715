"""readings.yomi: what Open JTalk says where it is installed, that it is never needed, and that no text upsets it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tables import cases
from taiyaku.model import Label, Sentence, Token
from taiyaku.readings import yomi
from taiyaku.readings.read import read_sentences
from taiyaku.signature import _versions

WORDS = "大統領は16日、NATOと述べた。々〆ヶゝ㍿\0\ud800 ゛ー〜"


def read(text: str) -> tuple[Token, ...]:
    return read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))]).tokens[0]


def marks(tokens: tuple[Token, ...]) -> str:
    return "|".join(
        token.surface + ("" if token.certain else f"?{'/'.join(token.provenance.alternatives)}") for token in tokens
    )


def said(*words: tuple[str, str]) -> yomi.Engine:
    def ask(text: str) -> list[Mapping[str, object]]:
        return [{"string": string, "pron": kana, "read": kana, "pos": "名詞"} for string, kana in words]

    return ask


def test_without_it_there_is_one_opinion_less() -> None:
    assert yomi.heard("首脳会談は") == ()
    assert yomi.disagreements(read("首脳会談は")) is None
    assert yomi.edition() == ""


@pytest.mark.usefixtures("with_yomi")
@pytest.mark.parametrize(("text", "expected"), cases("yomi"))
def test_certainty(text: str, expected: str) -> None:
    assert marks(read(text)) == expected


@pytest.mark.usefixtures("with_yomi")
def test_words_with_their_places() -> None:
    assert [(word.start, word.end, word.reading) for word in yomi.heard("首脳会談は")] == [
        (0, 2, "しゅのう"),
        (2, 4, "かいだん"),
        (4, 5, "は"),
    ]


@pytest.mark.usefixtures("with_yomi")
def test_it_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    yomi.heard("何が起きたか。")
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("with_yomi")
def test_the_signature_names_it() -> None:
    assert "+pyopenjtalk-plus-" in _versions.__wrapped__()
    assert yomi.edition().startswith("pyopenjtalk-plus-")


@pytest.mark.usefixtures("with_yomi")
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        st.one_of(st.characters(), st.sampled_from("大統領は16日、NATOと述べた。々〆ヶゝ㍿\0\ud800 ゛ー〜")),
        max_size=40,
    )
)
def test_any_text_is_heard(text: str) -> None:
    for word in yomi.heard(text):
        assert 0 <= word.start <= word.end <= len(text)
    tokens = read(text)
    assert "".join(token.surface for token in tokens) == text
    assert all(other != token.reading for token in tokens for other in token.provenance.alternatives)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([("首脳", "シュノウ"), ("会談", "カイダン")], {}),
        ([("首脳", "シュノー"), ("会談", "カイダン")], {}),
        ([("首脳", "シュノウ"), ("会談", "アイダン")], {1: "あいだん"}),
        ([("首脳会談", "シュノウアイダン")], {1: "あいだん"}),
        ([("首脳会談", "オサアイダ")], {0: "", 1: ""}),
        ([("首", "オサ"), ("脳", "ノウ"), ("会談", "カイダン")], {}),
        ([("首脳", "シュノウ"), ("会談", "会談")], {}),
        ([("首", "クビ"), ("脳会談", "ノウカイダン")], {0: "くびのう"}),
        ([("主脳", "シュノウ"), ("会談", "アイダン")], {1: "あいだん"}),
        ([("首脳", "アシ"), ("会", "カイ")], {0: "あし"}),
    ],
    ids=[
        "same",
        "long-vowel",
        "word",
        "inside",
        "cut-otherwise",
        "strung-together",
        "unread",
        "trimmed",
        "lost",
        "end",
    ],
)
def test_disagreements(words: list[tuple[str, str]], expected: dict[int, str], monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = read("首脳会談")
    monkeypatch.setattr(yomi, "engine", lambda: said(*words))
    assert yomi.disagreements(tokens) == expected


def test_a_very_long_text_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yomi, "engine", lambda: said(("首脳", "アア")))
    assert yomi.heard("首脳" * 1_000) == ()
