from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables import cases
from taiyaku.sentences.marks import applied, cuts

PIECES = [
    "拿捕（だほ）",
    "拿捕(だほ)",
    "首相（など）",
    "[1]",
    "[要出典]",
    "*1",
    "※1",
    "¹",
    "<",
    "＞",
    "。",
    "した",
    " ",
    "　",
    "\n",
    "a",
    "B",
    "1",
    "（",
    "食べ物",
    "灯《あか》り",
    "｜武者《むしゃ》",
    "［＃改ページ］",
]
RAW = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)

#: The brackets of ruby are not kept.
_BRACKETS = str.maketrans("《》", "()")


def strip_marks(raw, lang):
    return applied(raw, cuts(raw, lang))


def restore(text, marks, rubies):
    """Return the printed sentence on one line: marks in their places, author ruby in full-width brackets.

    Line ends, outer blanks and the width of ruby's brackets are not kept; ``Page.text[start:end]`` has them.
    """
    inserts = [(ruby.end, 0, f"（{ruby.reading}）") for ruby in rubies]
    inserts += [(mark.at, 1, mark.text) for mark in marks]
    parts = []
    done = 0
    for at, _, piece in sorted(inserts, key=lambda insert: insert[:2]):
        parts += (text[done:at], piece)
        done = at
    return "".join(parts) + text[done:]


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(_BRACKETS).split())


@pytest.mark.parametrize("lang, raw, read, marks, rubies", cases("marks"))
def test_what_is_read(lang, raw, read, marks, rubies):
    text, found, ruby = strip_marks(raw, lang)
    assert text == read
    assert "|".join(mark.text for mark in found) == marks
    assert "|".join(f"{text[r.start : r.end]}={r.reading}" for r in ruby) == rubies


@pytest.mark.parametrize("lang, raw, read, marks, rubies", cases("marks"))
def test_what_is_read_has_nothing_left_to_strip(lang, raw, read, marks, rubies):
    assert strip_marks(read, lang) == (read, (), ())


@settings(max_examples=400, deadline=None)
@given(RAW, st.sampled_from(["ja", "en"]))
def test_nothing_is_lost(raw, lang):
    assert plain(restore(*strip_marks(raw, lang))) == plain(raw)


@settings(max_examples=400, deadline=None)
@given(RAW, st.sampled_from(["ja", "en"]))
def test_offsets_stand_in_the_text(raw, lang):
    text, marks, rubies = strip_marks(raw, lang)
    assert all(0 <= mark.at <= len(text) for mark in marks)
    assert all(0 <= ruby.start < ruby.end <= len(text) for ruby in rubies)
    assert text == text.strip()
