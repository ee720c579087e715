"""What happens to a sentence before and behind a model: clauses, punctuation, faults, names."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import cases
from taiyaku.model import TermEntry
from taiyaku.sentences.english import joined_tokens, plain_punctuation
from taiyaku.terms.match import index_terms, match_terms
from taiyaku.translate.clauses import clauses, joined_clauses
from taiyaku.translate.faults import draft_fault
from taiyaku.translate.names import checked_names
from words import words

ENTRIES = (
    TermEntry("putin", "ウラジーミル・プーチン", "Vladimir Putin", type="person", variants_ja=("プーチン",)),
    TermEntry("biden", "ジョー・バイデン", "Joe Biden", type="person", variants_ja=("バイデン",)),
    TermEntry("navalny", "アレクセイ・ナワリヌイ", "Alexei Navalny", type="person", variants_ja=("ナワリヌイ",)),
    TermEntry("xi", "習近平", "Xi Jinping", "しゅうきんぺい", type="person"),
    TermEntry("izium", "イジューム", "Izium", type="place"),
    TermEntry("russia", "ロシア", "Russia", type="place"),
    TermEntry("us", "米国", "United States", type="place", variants_en=("U.S.",)),
    TermEntry("ceasefire", "停戦", "ceasefire"),
    TermEntry("ministry", "外務省", "Foreign Ministry", type="organisation"),
    TermEntry("north", "北朝鮮", "North Korea", type="place"),
    TermEntry("guess", "クラマトルスク", "Kramatorsk", type="place", status="proposed"),
)
JAPANESE = st.text("雪が降て、。のでは「」()港町a1 ", max_size=60)


@pytest.mark.parametrize("text, limit, expected", cases("draft_clauses"))
def test_long_sentences_are_cut_where_clauses_end(text: str, limit: str, expected: str) -> None:
    assert clauses(text, len, int(limit)) == tuple(expected.split("|"))


@given(JAPANESE, st.integers(1, 20))
def test_clauses_joined_are_the_sentence(text: str, limit: int) -> None:
    parts = clauses(text, len, limit)
    assert "".join(parts) == text
    assert all(parts) or parts == ("",)
    assert len(parts) == 1 or all(len(part) < len(text) for part in parts)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Spring has come.", "But the snow is still there."], "Spring has come, but the snow is still there."),
        (["He asked: why?", "The mayor laughed."], "He asked: why? The mayor laughed."),
        (["When it rains.", "I stay."], "When it rains, I stay."),
        (["It rained…", "", "Putin left."], "It rained… Putin left."),
        ([], ""),
    ],
)
def test_the_english_of_clauses_is_one_sentence(parts: list[str], expected: str) -> None:
    assert joined_clauses(parts) == expected


@pytest.mark.parametrize("ja, en, expected", cases("draft_faults"))
def test_what_is_no_use_is_left_out(ja: str, en: str, expected: str) -> None:
    assert draft_fault(ja, en) == expected


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_is_judged(ja: str, en: str) -> None:
    assert isinstance(draft_fault(ja, en), str)
    assert draft_fault(ja, f"{en} <unk>")


@pytest.mark.parametrize("text, expected", cases("draft_punctuation"))
def test_punctuation_is_what_the_models_learned_from(text: str, expected: str) -> None:
    assert plain_punctuation(text) == expected
    assert plain_punctuation(expected) == expected


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Mr. Lee 's talks , he said .", "Mr. Lee's talks, he said."),
        ("They didn 't go ( yet ) .", "They didn't go (yet)."),
        ("It &apos;s fine .", "It's fine."),
        (
            "\"Hello,\" he said; the U.S.-led 'talks' cost  $5 (or 3%).",
            "\"Hello,\" he said; the U.S.-led 'talks' cost $5 (or 3%).",
        ),
    ],
)
def test_english_is_printed(text: str, printed: str) -> None:
    assert joined_tokens(text) == printed
    assert joined_tokens(printed) == printed


def checked(text: str, en: str) -> tuple[str, list[str], str]:
    """The draft with its corrections marked, what is missing, and the draft as it came."""
    tokens = words(text)
    draft = checked_names("".join(t.surface for t in tokens), en, match_terms(tokens, index_terms(ENTRIES)))
    marked, was, at = "", "", 0
    for fix in draft.corrected:
        before = draft.text[at : fix.start]
        marked += f"{before}{{{draft.text[fix.start : fix.end]}<{fix.was}}}"
        was += before + fix.was
        at = fix.end
    return marked + draft.text[at:], [entry.ja for entry in draft.missing], was + draft.text[at:]


@pytest.mark.parametrize("text, en, expected, missing", cases("draft_names"))
def test_names_become_those_of_the_glossary(text: str, en: str, expected: str, missing: str) -> None:
    assert checked(text, en)[:2] == (expected, missing.split("/") if missing else [])


@pytest.mark.parametrize("text, en, expected, missing", cases("draft_names"))
def test_nothing_but_names_is_changed(text: str, en: str, expected: str, missing: str) -> None:
    assert checked(text, en)[2] == en
    plain = re.sub(r"\{(.*?)<.*?\}", r"\1", expected)
    assert checked(text, plain) == (plain, missing.split("/") if missing else [], plain)


@given(st.lists(st.sampled_from(["Putin", "Pouchin", "said", "Baiden", "the", "Nawarini", "Xi", "Joe", ",", "US"])))
def test_corrections_can_be_taken_back(parts: list[str]) -> None:
    en = " ".join(parts)
    assert checked("プーチン/PROPN|と/ADP|バイデン/PROPN|と/ADP|ナワリヌイ/PROPN", en)[2] == en
