"""How well terms are mined and spellings joined: the development terms, and our own pairs; floors_terms.json.

A term counts as found where ``mine`` or the glossary gives it an English that the table accepts, case, hyphens, plurals
of common nouns and articles aside. Answers to terms whose English the sentence does not hold count as wrong.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest

from tables import cases
from taiyaku.files import read_table
from taiyaku.model import Bead, Bitext, TermEntry
from taiyaku.readings.read import read_sentences
from taiyaku.resources import shipped
from taiyaku.sentences.split import one_a_line
from taiyaku.terms.curated import merge, parse_glossary
from taiyaku.terms.match import index_terms, match_terms
from taiyaku.terms.mine import mine_terms
from taiyaku.terms.normal_form import normal_form
from taiyaku.terms.suggest import glossary_spellings, suggestions
from taiyaku.terms.transliterate import letters
from taiyaku.terms.variants import same_name

DEV = Path(__file__).parents[3] / "shared" / "dev" / "glossary"
FLOORS = json.loads(Path(__file__).with_name("floors_terms.json").read_text(encoding="utf-8"))
COMMON = "CNTAM"


@cache
def curated() -> tuple[TermEntry, ...]:
    files = sorted(shipped("glossary").glob("*.csv"))
    return merge(*(parse_glossary(read_table(path), str(path)) for path in files))


def rows(name: str) -> list[list[str]]:
    table = DEV / f"{name}.tsv"
    if not table.is_file():
        pytest.skip(f"{table} is not here")
    lines = table.read_bytes().decode().replace("\r", "").split("\n")  # cells end in stray returns
    width = lines[0].count("\t")
    return [line.split("\t") for line in lines[1:] if line.count("\t") == width]


def plain(english: str) -> str:
    spaced = re.sub(r"[-\s]+", " ", re.sub(r"['’]s\b", "", english.lower())).strip()
    return re.sub(r"^(the|a|an) ", "", spaced)


def same(one: str, other: str, kind: str) -> bool:
    ours, theirs = plain(one), plain(other)
    plurals = {ours, f"{ours}s", f"{ours}es"} & {theirs, f"{theirs}s", f"{theirs}es"}
    return ours == theirs or (kind in COMMON and bool(plurals))


def answers(ja: str, en: str, known: tuple[TermEntry, ...]) -> dict[str, tuple[str, ...]]:
    sentences = one_a_line(ja)
    tokens = read_sentences(sentences, certainty=False).tokens
    bitext = Bitext(sentences, one_a_line(en), (Bead(range(1), range(1)),))
    mined = {
        surface: (entry.en, *entry.variants_en)
        for entry in mine_terms(bitext, tokens, known)
        for surface in entry.surfaces
    }
    found = {
        surface: (match.entry.en, *match.entry.variants_en)
        for match in match_terms(tokens[0], index_terms(known))
        for surface in match.entry.surfaces
    }
    return found | mined


@cache
def measured(name: str, with_glossary: bool) -> tuple[float, float]:
    """Precision and recall."""
    wanted = given = right = 0
    for term, english, kind, match, ja, en in rows(name):
        wanted += match != "none"
        answer = answers(ja, en, curated() if with_glossary else ()).get(term)
        given += answer is not None
        accepted = [spelling for spelling in english.split("|") if spelling]
        right += any(same(one, other, kind) for one in answer or () for other in accepted)
    return right / given, right / wanted


@pytest.mark.parametrize("name", ["katakana_dev", "other_terms_dev"])
@pytest.mark.parametrize("glossary", ["curated", "bare"])
def test_terms_beside_their_english(name: str, glossary: str) -> None:
    precision, recall = measured(name, glossary == "curated")
    assert precision >= FLOORS[f"{name}_{glossary}_precision"]
    assert recall >= FLOORS[f"{name}_{glossary}_recall"]


@pytest.mark.parametrize("name", ["katakana_dev", "other_terms_dev"])
def test_wrong_english_gives_no_terms(name: str) -> None:
    table = rows(name)
    false = beside = 0
    for number, (term, _, _, _, ja, _) in enumerate(table):
        for distance in (61, 17, 101):
            other = table[(number * 37 + distance) % len(table)]
            if other[4] != ja:
                sentences = one_a_line(ja)
                tokens = read_sentences(sentences, certainty=False).tokens
                bitext = Bitext(sentences, one_a_line(other[5]), (Bead(range(1), range(1)),))
                beside += 1
                false += term in {entry.ja for entry in mine_terms(bitext, tokens, curated())}
    assert false / beside <= FLOORS["false_beside_wrong_english"]


def merging(pairs: list[tuple[str, str, bool]]) -> tuple[float, float]:
    joined = [same_name(one, other) for one, other, _ in pairs]
    right = sum(found and wanted for found, (_, _, wanted) in zip(joined, pairs, strict=True))
    return right / sum(joined), right / sum(wanted for _, _, wanted in pairs)


def test_spellings_of_one_name() -> None:
    own = [parameter.values for parameter in cases("variants")]
    dev = [tuple(row[:3]) for row in rows("variants_dev")] if DEV.is_dir() else []
    precision, recall = merging([(one, other, wanted == "1") for one, other, wanted in [*own, *dev]])
    assert precision >= FLOORS["variants_precision"]
    assert recall >= FLOORS["variants_recall"]


def suggesting(names: list[tuple[str, str]], known: tuple[TermEntry, ...]) -> tuple[float, float]:
    """Share of names whose right English comes first, and among five; blanks, hyphens and accents aside."""
    first = among = 0
    given = glossary_spellings(known)
    for katakana, english in names:
        found = [letters(text) for text in suggestions(katakana, given)]
        right = [letters(text) for text in english.split("|")]
        first += bool(found) and found[0] in right
        among += any(text in right for text in found)
    return first / len(names), among / len(names)


def names_of(table: str) -> list[tuple[str, str]]:
    return [(str(row.values[0]), str(row.values[1])) for row in cases(table)]


def test_names_without_english() -> None:
    names, pages = names_of("names_without_english"), names_of("names_of_news_pages")
    covered = index_terms(curated()).japanese
    hard = [name for name in names if normal_form(name[0])[0] not in covered]
    for label, (first, among) in (
        ("all", suggesting(names, ())),
        ("not_curated", suggesting(hard, curated())),
        ("of_news_pages", suggesting(pages, curated())),
    ):
        assert first >= FLOORS[f"names_{label}_first"], (label, first)
        assert among >= FLOORS[f"names_{label}_among_five"], (label, among)
