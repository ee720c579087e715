"""Sentence floors: they rise in the change that earns it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tables import cases, unescape
from taiyaku.sentences.english import english_spans
from taiyaku.sentences.japanese import japanese_spans

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors_sentences.json").read_text(encoding="utf-8"))
DEV = HERE.parents[2] / "shared" / "dev"
SPLITTERS = {"ja": japanese_spans, "en": english_spans}


def ends(sentences: list[str]) -> set[int]:
    """Inner boundaries, counted in characters that are no blanks."""
    lengths, total = set(), 0
    for sentence in sentences[:-1]:
        total += len("".join(sentence.split()))
        lengths.add(total)
    return lengths


def exact(rows: list[tuple[str, str]], lang: str) -> float:
    right = 0
    for paragraph, gold in rows:
        found = [paragraph[start:end] for start, end in SPLITTERS[lang](paragraph)]
        right += ends(found) == ends(gold.split(" ||| "))
    return right / len(rows)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_adversarial_paragraphs(lang):
    table = DEV / "segment" / f"adversarial_{lang}.tsv"
    if not table.is_file():
        pytest.skip("the development data is not beside the checkout")
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    hard = [(unescape(row[3]), unescape(row[4])) for row in rows if row[2] == "hard"]
    assert exact(hard, lang) >= FLOORS[f"adversarial_{lang}_exact"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_own_paragraphs(lang):
    rows = [parameter.values for parameter in cases(f"sentences_{lang}")]
    assert exact(rows, lang) >= FLOORS[f"cases_{lang}_exact"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_paragraphs_of_strangers(lang):
    rows = [parameter.values for parameter in cases(f"paragraphs_{lang}")]
    assert exact(rows, lang) >= FLOORS[f"paragraphs_{lang}_exact"]


def test_running_text():
    table = DEV / "readings" / "gsd_dev.jsonl"
    if not table.is_file():
        pytest.skip("the development data is not beside the checkout")
    texts = [json.loads(line)["text"] for line in table.read_text(encoding="utf-8").splitlines()]
    right = found = wanted = 0
    for at in range(0, len(texts), 10):
        paragraph = "".join(texts[at : at + 10])
        got = ends([paragraph[start:end] for start, end in japanese_spans(paragraph)])
        gold = ends(texts[at : at + 10])
        right, found, wanted = right + len(got & gold), found + len(got), wanted + len(gold)
    assert 2 * right / (found + wanted) >= FLOORS["gsd_f1"]
