from __future__ import annotations

import pytest

from taiyaku.align.english_words import plain_latin


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Erdoğan", "Erdogan"),
        ("Łódź", "Lodz"),
        ("Thorbjørn", "Thorbjorn"),
        ("Æthel Þór", "Aethel Thor"),
        ("NATO", "NATO"),
    ],
)
def test_letters_without_accents_and_strokes(text: str, plain: str) -> None:
    assert plain_latin(text) == plain
