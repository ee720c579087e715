"""How many misspelled names of the glossary are put right in a draft, and that no other word is; floors_drafts.json.

Persons and places whose names are katakana; they are misspelled as romaji, and as romaji or English with one letter
left out, changed or put in. What is not put right must be named as missing. Letters are chosen by a fixed seed.
"""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path

import pytest

from taiyaku.files import read_table
from taiyaku.model import TermEntry, TermMatch
from taiyaku.readings.hepburn import hepburn
from taiyaku.resources import shipped
from taiyaku.terms.curated import merge, parse_glossary
from taiyaku.translate.names import _spelling, checked_names
from taiyaku.translate.records import Draft

FLOORS = json.loads(Path(__file__).with_name("floors_drafts.json").read_text("utf-8"))
KATAKANA = re.compile("[ァ-ヺー・]{3,}")
ORDINARY = (
    "On Monday the president said in March that the government would not change its plan.",
    "He met the prime minister of Japan in Tokyo and left for Europe on Friday, reporters said.",
    "Many people in Britain and France think so, according to Bloomberg and Reuters.",
)


@cache
def names() -> tuple[tuple[TermEntry, str], ...]:
    files = sorted(shipped("glossary").glob("*.csv"))
    entries = merge(*(parse_glossary(read_table(path), path.name) for path in files))
    found = [
        (entry, surface)
        for entry in entries
        for surface in entry.surfaces[:2]
        if entry.type in ("person", "place") and KATAKANA.fullmatch(surface)
    ]
    return tuple(random.Random(3).sample(found, 400))


def checked(entry: TermEntry, surface: str, english: str) -> Draft:
    return checked_names(f"{surface}は述べた。", english, [TermMatch(entry, 0, len(surface))])


def romaji(surface: str) -> str:
    return " ".join(hepburn(part, "ou").capitalize() for part in surface.split("・"))


def misspelled(word: str, chance: random.Random) -> str:
    at = chance.choice([place for place in range(1, len(word)) if word[place].isalpha()])
    kept, letter = chance.choice((("", ""), ("", "x"), (word[at], "x")))
    return word[:at] + kept + (chance.choice("aeiouknrst") if letter else "") + word[at + 1 :]


@pytest.mark.parametrize("how", ["romaji", "romaji_one_letter_wrong", "english_one_letter_wrong"])
def test_misspelled_names_are_put_right(how: str) -> None:
    chance = random.Random(7)
    right = 0
    for entry, surface in names():
        word = _spelling(surface, entry) if how.startswith("english") else romaji(surface)
        word = misspelled(word, chance) if how.endswith("wrong") else word
        draft = checked(entry, surface, f"On Monday, {word} said so in March.")
        right += [fix.was for fix in draft.corrected] == [word] or not (draft.corrected or draft.missing)
        assert draft.corrected or draft.missing or draft.text == f"On Monday, {word} said so in March."
    assert right / len(names()) >= FLOORS[how]


def test_no_other_word_is_changed() -> None:
    drafts = [(checked(*name, text), text) for name in names() for text in ORDINARY]
    others = (entry.en for entry, _ in (*names()[1:], names()[0]))
    drafts += [
        (checked(*name, text), text)
        for name, other in zip(names(), others, strict=True)
        for text in [f"{other} spoke."]
    ]
    changed = [(draft.text, text) for draft, text in drafts if draft.text != text]
    assert len(changed) / len(drafts) <= FLOORS["other_words_changed"]
