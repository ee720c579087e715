"""The trie of spellings: it finds what it was made of, by letters and by steps, and nothing else."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from taiyaku.terms.sound_search import Pieces, Trie, spelled_by

SPELLINGS = st.lists(st.text("abcz", min_size=1, max_size=6), min_size=1, max_size=30)
STEPS = st.lists(
    st.dictionaries(st.text("abcz", max_size=3), st.floats(-5, 0), min_size=1, max_size=5), min_size=1, max_size=4
)


def trie(spellings: list[str]) -> Trie:
    return Trie(Trie.packed(f"{spelling}\t{number}" for number, spelling in enumerate(spellings)))


@given(SPELLINGS, st.text("abcz", max_size=7))
def test_every_line_is_found_by_its_letters_and_no_other(spellings: list[str], other: str) -> None:
    found = trie(spellings)
    for spelling in (*spellings, other):
        place = found.after(spelling)
        assert (place is not None) == any(one.startswith(spelling) for one in spellings)
        lines = [] if place is None or not spelling else found.lines(place, spelling)
        assert sorted(lines) == sorted(f"{one}\t{n}" for n, one in enumerate(spellings) if one == spelling)


@given(SPELLINGS, STEPS)
def test_a_search_finds_what_trying_everything_finds(spellings: list[str], steps: list[dict[str, float]]) -> None:
    every = {"": 0.0}
    for step in steps:
        longer: dict[str, float] = {}
        for beginning, score in every.items():
            for piece, chance in step.items():
                text = beginning + piece
                if any(spelling.startswith(text) for spelling in spellings):
                    longer[text] = max(longer.get(text, -math.inf), score + chance)
        every = longer
    tree = trie(spellings)
    found = spelled_by(map(Pieces, (step.items() for step in steps)), tree, beam=10_000, margin=1_000.0)
    assert {text: round(score, 6) for text, (score, _) in found.items()} == {
        text: round(score, 6) for text, score in every.items()
    }
    assert all(tree.lines(place, text) for text, (_, place) in found.items() if text in spellings)


@given(SPELLINGS, STEPS)
def test_a_narrow_search_finds_some_of_a_wide_one(spellings: list[str], steps: list[dict[str, float]]) -> None:
    pieces, tree = [Pieces(step.items()) for step in steps], trie(spellings)
    wide = spelled_by(pieces, tree, beam=10_000, margin=1_000.0)
    narrow = spelled_by(pieces, tree, beam=2, margin=3.0)
    assert len(narrow) <= 2
    assert narrow.keys() <= wide.keys()
    assert all(score <= wide[text][0] + 1e-9 for text, (score, _) in narrow.items())
