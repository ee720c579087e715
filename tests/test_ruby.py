"""readings.ruby: kanji carry their readings, nothing is lost, and doubt makes groups wider, never wrong."""

from __future__ import annotations

import re
import sqlite3
from itertools import accumulate, pairwise
from random import Random

import jamdict_data
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables import cases
from taiyaku.model import RubyRun
from taiyaku.readings.kana import KANA_CLASS, hiragana, is_kanji, plain_vowels
from taiyaku.readings.number_share import number_shares
from taiyaku.readings.ruby import ruby_runs

Runs = tuple[RubyRun, ...]
KANA = f"[{KANA_CLASS}]"


def written(runs: Runs) -> str:
    return "/".join(run.base + (f"[{run.ruby}]" if run.ruby else "") for run in runs)


@pytest.mark.parametrize(("surface", "reading", "expected"), cases("ruby"))
def test_ruby(surface: str, reading: str, expected: str) -> None:
    assert written(ruby_runs(surface, reading)) == expected


@pytest.mark.parametrize(("surface", "reading", "expected"), cases("ruby_digits"))
def test_digits_are_read(surface: str, reading: str, expected: str) -> None:
    assert written(ruby_runs(surface, reading, digits=True)) == expected


def test_nothing_gives_nothing() -> None:
    assert ruby_runs("", "") == ruby_runs("", "よみ") == ()


@pytest.mark.parametrize(
    ("digits", "reading", "shares"),
    [
        ("3", "さんぼん", {"さん"}),
        ("3", "みっか", set()),
        ("4", "よねん", {"よ"}),
        ("1,200", "せんにひゃくえん", {"せんにひゃく"}),
        ("10000", "いちまんえん", {"いちまん"}),
        ("１０", "じっぷん", {"じっ"}),
        ("300", "さんびゃくにん", {"さんびゃく"}),
        ("0", "れいど", {"れい"}),
        ("007", "ぜろぜろななばん", {"なな", "ぜろぜろなな"} - {"なな"}),
        ("2.5", "にーてんごばい", {"にーてんご"}),
        ("٣", "さんぼん", set()),
    ],
)
def test_number_shares(digits: str, reading: str, shares: set[str]) -> None:
    assert number_shares(digits, reading) == shares


def certain_cuts(surface: str, reading: str) -> set[int]:
    """The places between characters of kana that every way to read the word agrees on, by trying them all."""
    ways: list[tuple[int, ...]] = []

    def lay(place: int, heard: int, starts: tuple[int, ...]) -> None:
        if place == len(surface):
            if heard == len(reading):
                ways.append((*starts, heard))
            return
        char = surface[place]
        if not is_kanji(char):
            if reading.startswith(char, heard):
                lay(place + 1, heard + 1, (*starts, heard))
            return
        end = place + 1
        while end < len(surface) and is_kanji(surface[end]):
            end += 1
        for share in range(1, len(reading) - heard + 1):
            lay(end, heard + share, (*starts, *[heard] * (end - place)))

    lay(0, 0, ())
    if not ways:
        return {-1}
    return {place for place, starts in enumerate(zip(*ways, strict=True)) if len(set(starts)) == 1}


@settings(max_examples=1500, deadline=None)
@given(st.text("山川あい", min_size=1, max_size=7), st.text("あい", min_size=1, max_size=9))
def test_splits_exactly_where_every_way_agrees(surface: str, reading: str) -> None:
    if not any(map(is_kanji, surface)):
        return
    runs = ruby_runs(surface, reading)
    cuts = certain_cuts(surface, reading)
    if cuts == {-1}:
        assert runs == (RubyRun(surface, reading),)
        return
    ends = list(accumulate(len(run.base) for run in runs))
    assert set(ends) <= cuts | {len(surface)}
    for run in runs:
        assert not run.ruby or any(map(is_kanji, run.base))
    for before, after in pairwise(runs):
        assert bool(before.ruby) != bool(after.ruby)
    kana_kept = {
        place for run, end in zip(runs, ends, strict=True) if not run.ruby for place in range(end - len(run.base), end)
    }
    assert kana_kept == fixed_kana(surface, cuts)


def fixed_kana(surface: str, cuts: set[int]) -> set[int]:
    """The kana that stand between kanji at one certain place, as a whole stretch."""
    fixed: set[int] = set()
    start = 0
    while start < len(surface):
        end = start
        while end < len(surface) and is_kanji(surface[end]) == is_kanji(surface[start]):
            end += 1
        if not is_kanji(surface[start]) and start in cuts and end in cuts | {len(surface)}:
            fixed |= set(range(start, end))
        start = end
    return fixed


def sounds(text: str) -> str:
    return "".join(re.findall(KANA, text))


def assert_nothing_lost(surface: str, reading: str) -> None:
    runs = ruby_runs(surface, reading, digits=True)
    assert "".join(run.base for run in runs) == surface
    if any(map(is_kanji, surface)) and reading:
        joined = "".join(run.ruby or hiragana(run.base) for run in runs)
        assert plain_vowels(sounds(joined)) == plain_vowels(sounds(hiragana(reading)))


WORDS = st.text("山川々ヶ取飼𠮷あいうきくりさンーカ", min_size=1, max_size=8)
READINGS = st.text("あいうえおかきくけこさとりっんーカ", max_size=12)


@settings(max_examples=2000, deadline=None)
@given(WORDS, READINGS)
def test_nothing_is_lost(surface: str, reading: str) -> None:
    assert_nothing_lost(surface, reading)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=8), st.text(max_size=8), st.booleans())
def test_bases_join_to_any_surface(surface: str, reading: str, digits: bool) -> None:
    runs = ruby_runs(surface, reading, digits=digits)
    assert "".join(run.base for run in runs) == surface
    assert all(run.base for run in runs)


@settings(max_examples=1000, deadline=None)
@given(
    st.lists(st.sampled_from(["山", "取", "り", "カ", "3", "10", "A", "・", "ー", "4"]), min_size=1, max_size=6),
    READINGS,
)
def test_only_kanji_make_groups(parts: list[str], reading: str) -> None:
    for run in ruby_runs("".join(parts), reading):
        assert not run.ruby or any(map(is_kanji, run.base))


def test_long_words_are_fast() -> None:
    assert len(ruby_runs("山あ" * 2000, "ああ" * 2000)) == 4000
    assert ruby_runs("山あ" * 2000 + "山", "あ" * 9000)[0].ruby
    assert "".join(run.base for run in ruby_runs("4時" * 50, "よじ" * 50)) == "4時" * 50


def test_dictionary_words() -> None:
    """Bases join to the surface and readings to the reading, on all words of JMdict that are written with kanji."""
    database = sqlite3.connect(f"file:{jamdict_data.JAMDICT_DB_PATH}?mode=ro", uri=True)
    words = database.execute("SELECT Kanji.text, Kana.text FROM Kanji JOIN Kana USING (idseq)").fetchall()
    database.close()
    assert len(words) > 200_000
    for surface, reading in words:
        assert_nothing_lost(surface, reading)


def test_random_words() -> None:
    """The same on 100,000 words of kanji, kana and digits with readings of kana, whether they fit or not."""
    random = Random(4)
    for _ in range(100_000):
        surface = "".join(random.choices("山取飼合々ヶりいあカー3・", k=random.randint(1, 7)))
        if random.random() < 0.8:  # a reading that fits: kana say themselves, anything else one to three kana
            reading = "".join(
                hiragana(char)
                if re.match(KANA, char)
                else "".join(random.choices("いりあかん", k=random.randint(1, 3)))
                for char in surface
            )
        else:
            reading = "".join(random.choices("いりあかんー", k=random.randint(1, 9)))
        assert_nothing_lost(surface, reading)
