from __future__ import annotations

import pytest

from taiyaku.terms.known_names import all_names, bearers, kind_of, names_sounding
from taiyaku.terms.sound_search import Pieces, unit_pieces
from taiyaku.terms.transliterate import units


@pytest.mark.parametrize(
    ("katakana", "name"),
    [
        ("キリアンエムバペ", "Kylian Mbappé"),
        ("ギタナスナウセダ", "Gitanas Nausėda"),
        ("グリンダビーク", "Grindavík"),
        ("ブレットカバノー", "Brett Kavanaugh"),
    ],
)
def test_names_by_units_of_katakana(katakana: str, name: str) -> None:
    assert name in [found.text for found in names_sounding(map(unit_pieces, units(katakana)), 8)]


def test_names_by_their_words_and_what_they_are() -> None:
    words = [Pieces({"lewis": -9.0, "luis": -2.0}.items()), Pieces({"hamilton": -3.0}.items())]
    found = names_sounding(words, 8)
    assert [(name.text, name.kind, name.read) for name in found] == [("Lewis Hamilton", "person", True)]


def test_umlauts_may_be_two_letters() -> None:
    assert "Örebro" in [name.text for name in names_sounding([Pieces({"oerebro": 0.0}.items())], 8)]


def test_the_table_has_names_and_what_they_are() -> None:
    kinds = {kind for _, kind in all_names()}
    assert {"p", "q", "t"} < kinds
    assert all(kind in "pqt" or kind.isdecimal() for kind in kinds)
    assert bearers()["hamilton"].last > bearers()["mbappe"].last > 0


def test_what_a_name_is() -> None:
    assert [kind_of(name) for name in ("Eric Green", "Kramatorsk", "Zolbenko", "")] == ["person", "town", "", ""]
