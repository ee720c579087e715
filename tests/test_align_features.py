"""Cues: numbers, sound, stems, and what connects the tokens of two texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import cases
from taiyaku.align.cues import CAP
from taiyaku.align.english_words import english_words, stem
from taiyaku.align.features import collect_evidence
from taiyaku.align.glosses import gloss_shares
from taiyaku.align.numbers import english_amounts, japanese_amounts
from taiyaku.align.reasons import bead_reason
from taiyaku.align.sound import english_sound, kana_sound, romaji, romaji_key, sound_keys
from taiyaku.model import Label, Sentence, TermEntry
from taiyaku.readings.read import read_sentences


def sentence(text: str) -> Sentence:
    return Sentence(text, Label.BODY, 1, 0, len(text))


@pytest.mark.parametrize("text, expected", cases("align_amounts_ja"))
def test_japanese_amounts(text: str, expected: str) -> None:
    assert "/".join("|".join(amount.keys) for amount in japanese_amounts(text)) == expected


@pytest.mark.parametrize("text, expected", cases("align_amounts_en"))
def test_english_amounts(text: str, expected: str) -> None:
    assert "/".join("|".join(amount.keys) for amount in english_amounts(text)) == expected


@given(st.integers(min_value=0, max_value=10**15))
def test_a_plain_number_is_the_same_in_both_languages(number: int) -> None:
    assert japanese_amounts(f"{number:,}人")[0].keys == english_amounts(f"{number:,} people")[0].keys


@given(st.text(max_size=40))
def test_amounts_take_any_text(text: str) -> None:
    assert all(amount.keys for amount in (*japanese_amounts(text), *english_amounts(text)))


@pytest.mark.parametrize("kana, english, expected", cases("align_sound"))
def test_sound(kana: str, english: str, expected: str) -> None:
    met = bool(sound_keys(kana_sound(kana)) & sound_keys(english_sound(english)))
    assert met == (expected == "yes")


def test_romaji_of_names_meets_english_spelling() -> None:
    assert romaji_key(romaji("とうきょう")) == romaji_key("Tokyo")
    assert romaji_key(romaji("しんぶん")) == romaji_key("Shimbun")
    assert romaji("東京") == ""


@pytest.mark.parametrize("one, other, expected", cases("align_stems"))
def test_stems(one: str, other: str, expected: str) -> None:
    assert (stem(one) == stem(other)) == (expected == "same")


def test_english_words_drop_what_says_nothing() -> None:
    assert [word.stem for word in english_words("The U.S. told us that they were there.")] == ["usa", "tell"]
    assert [word.name for word in english_words("Erdoğan's plane left")] == [True, False, False]


def test_gloss_shares_sum_to_one() -> None:
    words, names = gloss_shares(["知事", "ゔゔゔゔ"], ["プーチン"])
    assert set(words) == {"知事"}
    assert sum(words["知事"].values()) == pytest.approx(1.0)
    assert names == {"プーチン": {"putin": 1.0}}


def test_a_word_no_dictionary_has_is_taken_apart() -> None:
    words, _ = gloss_shares(["知事選"], [])
    assert {stem("governor"), stem("election")} <= set(words["知事選"])
    assert sum(words["知事選"].values()) == pytest.approx(1.0)


class TestEvidence:
    ja = (sentence("プーチン氏は6月16日、千鳥大橋の前で記者団に語った。"), sentence("ＮＡＴＯは静観した。"))
    en = (sentence("Putin spoke to reporters on June 16 at Chidori Bridge."), sentence("NATO waited."))

    def cue_kinds(self, terms: tuple[TermEntry, ...] = ()) -> dict[str, str]:
        evidence = collect_evidence(self.ja, read_sentences(self.ja, certainty=False).tokens, self.en, terms)
        return {str(evidence.en.vocabulary[en]): cue.kind for cues in evidence.cues for en, cue in cues.items()}

    def test_each_kind_is_found(self) -> None:
        kinds = self.cue_kinds()
        assert kinds["putin"] == "names"
        assert kinds["nato"] == "names"
        assert kinds["#16"] == kinds["#month:6"] == "numbers"
        assert kinds[stem("reporters")] == "words"

    def test_the_glossary_counts(self) -> None:
        entry = TermEntry("t1", "静観", "waited", type="term")
        assert stem("waited") not in self.cue_kinds() or self.cue_kinds()[stem("waited")] != "terms"
        assert self.cue_kinds((entry,))[stem("waited")] == "terms"

    def test_ratios_are_capped(self) -> None:
        evidence = collect_evidence(self.ja, read_sentences(self.ja, certainty=False).tokens, self.en)
        assert all(0 < cue.ratio <= CAP for cues in evidence.cues for cue in cues.values())

    def test_the_reason_says_what_was_found(self) -> None:
        evidence = collect_evidence(self.ja, read_sentences(self.ja, certainty=False).tokens, self.en)
        reason = bead_reason(evidence, range(1), range(1))
        assert reason.startswith("names: Putin")
        assert "numbers: June, 16" in reason
        assert reason.endswith(("words", "word"))
        assert bead_reason(evidence, range(1), range(0)) == "no counterpart found"
        assert bead_reason(evidence, range(1, 2), range(1)) == "length and place"
