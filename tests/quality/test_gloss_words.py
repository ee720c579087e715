"""How often a word's gloss is right in its place, in sentences that the tables were not made for: floors_gloss.json."""

from __future__ import annotations

import json
from pathlib import Path

from glossing import glossed
from tables import cases

FLOORS = json.loads(Path(__file__).with_name("floors_gloss.json").read_text(encoding="utf-8"))


def test_words_kept_apart_have_the_right_gloss() -> None:
    rows = [row.values for row in cases("gloss_apart")]
    wrong = []
    for sentence, words, right in rows:
        found = dict(glossed(sentence)).get(words, "")
        if found not in right.split("|"):
            wrong.append(f"{words}: {found or 'no unit of its own'}, not {right} ({sentence})")
    share = 1 - len(wrong) / len(rows)
    assert share >= FLOORS["words_apart"], "\n".join([f"{share:.3f}", *wrong])
