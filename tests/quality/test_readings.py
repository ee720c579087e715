"""How well readings are, against gold and our own table of counters; floors in floors_readings.json.

Gold: WikipediaAnnotatedCorpus (ku-nlp, CC BY-SA 4.0) and UD_Japanese-GSD (CC BY-SA 4.0), development parts, beside the
checkout. What counts: score_readings.py.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
from functools import cache
from pathlib import Path

import pytest
from score_readings import Score, Word, letters, loose, score_sentence

from taiyaku.model import Label, Sentence, Token
from taiyaku.readings.hepburn import hepburn
from taiyaku.readings.kana import hiragana
from taiyaku.readings.read import read_sentences
from taiyaku.readings.romaji import sentence_romaji

GOLD = Path(__file__).parents[3] / "shared" / "dev" / "readings"
FLOORS = json.loads((Path(__file__).parent / "floors_readings.json").read_text(encoding="utf-8"))


def tokens_of(text: str) -> tuple[Token, ...]:
    (tokens,) = read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))]).tokens
    return tokens


@cache
def measured(name: str, opinions: int = 2) -> Score:
    """Return the score; ``opinions`` is 3 where Open JTalk is asked (it is then switched on by the test)."""
    if not (GOLD / f"{name}.jsonl").is_file():
        pytest.skip(f"{GOLD / name}.jsonl is not here")
    score = Score()
    for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        gold = [Word(surface, tuple(readings or ())) for surface, readings in json.loads(line)["tokens"]]
        gold = [Word(word.surface, word.readings) for word in gold]
        text = "".join(word.surface for word in gold)
        ours = [Word(token.surface, (token.reading,), token.certain) for token in tokens_of(text)]
        score_sentence(score, text, gold, ours)
    return score


def share(counts: list[bool]) -> float:
    return sum(counts) / len(counts)


@pytest.mark.parametrize("name", ["wac_dev", "gsd_dev"])
def test_kanji_runs(name: str) -> None:
    assert share(measured(name).runs) >= FLOORS[f"{name}_runs"]


@pytest.mark.parametrize("name", ["wac_dev", "gsd_dev"])
def test_whole_sentences(name: str) -> None:
    assert share(measured(name).exact) >= FLOORS[f"{name}_exact"]


def test_digit_runs() -> None:
    assert share(measured("wac_dev").digits) >= FLOORS["wac_dev_digits"]


@pytest.mark.parametrize("name", ["wac_dev", "gsd_dev"])
def test_certainty_pays(name: str) -> None:
    marked = measured(name).marked
    assert share([not certain for _, certain in marked]) <= FLOORS["most_marked"]
    assert share([not certain for right, certain in marked if not right]) >= FLOORS[f"{name}_wrong_marked"]


@pytest.mark.usefixtures("with_yomi")
@pytest.mark.parametrize("name", ["wac_dev", "gsd_dev"])
def test_certainty_pays_more_with_a_third_opinion(name: str) -> None:
    marked = measured(name, opinions=3).marked
    assert share([not certain for _, certain in marked]) <= FLOORS["yomi_most_marked"]
    assert share([not certain for right, certain in marked if not right]) >= FLOORS[f"yomi_{name}_wrong_marked"]


def test_counters() -> None:
    table = GOLD / "counters.tsv"
    if not table.is_file():
        pytest.skip(f"{table} is not here")
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    right = [
        "".join(token.reading for token in tokens_of(row["text"])) in hiragana(row["readings"]).split("/")
        for row in rows
    ]
    assert share(right) >= FLOORS["counters"]


def test_romaji() -> None:
    """Clean sentences (no digit, no Latin letter, all words scored), exact in their letters."""
    if not (GOLD / "gsd_dev.jsonl").is_file():
        pytest.skip("gsd_dev.jsonl is not here")
    right = []
    for line in (GOLD / "gsd_dev.jsonl").read_text(encoding="utf-8").splitlines():
        words = json.loads(line)["tokens"]
        text = "".join(surface for surface, _ in words)
        if not re.search("[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]", text) and all(readings is not None for _, readings in words):
            said = ["".join(kana) for kana in itertools.product(*(readings or [""] for _, readings in words))]
            right.append(letters(sentence_romaji(tokens_of(text))) in {letters(hepburn(kana)) for kana in said})
    assert share(right) >= FLOORS["gsd_dev_romaji"]


def test_the_letters_are_loose_in_long_vowels_only() -> None:
    assert letters("Tōkyō e ikimashō") == letters("tookyoo eikimasyoo".replace("sy", "sh"))
    assert letters("sensei") == letters("sensē") == letters("Sensee")
    assert letters("watashi wa") != letters("watashi ha")
    assert letters("itte") != letters("ite")


def test_the_metric_is_loose_in_kana_only() -> None:
    assert loose("しゅのうかいだんは") == loose("シュノーカイダンワ")
    assert loose("ヴィクトル") == loose("びくとる")
    assert loose("おおきい") == loose("オーキー")
    assert loose("せいかく") != loose("せかく")
    score = Score()
    gold = [
        Word("今日", ("キョー",)),
        Word("は", ("ワ",)),
        Word("16", ()),
        Word("日", ("ニチ",)),
        Word("家", ("イエ", "ウチ")),
    ]
    ours = [Word("今日は", ("きょうは",)), Word("16日", ("じゅうろくにち",)), Word("家", ("うち",), False)]
    score_sentence(score, "今日は16日家", gold, ours)
    assert (score.runs, score.digits, score.exact) == ([True], [], [])
