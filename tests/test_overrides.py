"""readings.overrides and readings.author: the table, where pins hold, what wins, what is reported."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import cases
from taiyaku.errors import TableError
from taiyaku.model import AuthorRuby, Label, Override, Sentence
from taiyaku.readings.author import as_written
from taiyaku.readings.overrides import kana_reading, parse_overrides
from taiyaku.readings.read import Readings, read_sentences
from taiyaku.readings.ruby import ruby_runs


def read(
    text: str, pins: tuple[Override, ...] = (), rubies: tuple[AuthorRuby, ...] = (), article: str = ""
) -> Readings:
    sentence = Sentence(text, Label.BODY, 1, 0, len(text), rubies=rubies)
    return read_sentences([sentence], pins, article, certainty=False)


def written(readings: Readings) -> str:
    return "|".join(f"{token.surface}[{token.reading}]" for token in readings.tokens[0])


def sources(readings: Readings) -> list[str]:
    return [token.source for token in readings.tokens[0]]


@pytest.mark.parametrize(("row", "text", "expected"), cases("overrides"))
def test_a_row_holds(row: str, text: str, expected: str) -> None:
    pins = parse_overrides(f"surface,reading,left,right,article\n{row}\n", "o.csv")
    assert written(read(text, pins)) == expected


def test_columns_may_be_missing_and_in_any_order() -> None:
    (pin,) = parse_overrides("\ufeffreading, surface\r\nイチバ,市場\r\n", "o.csv")
    assert pin == Override("市場", "いちば", file="o.csv", line=2)


def test_notes_and_blank_rows_are_passed_over() -> None:
    assert [pin.line for pin in parse_overrides("# mine\nsurface,reading\n\n# more\n市場,いちば\n", "o.csv")] == [5]


@pytest.mark.parametrize(("text", "problems"), cases("invalid_overrides"))
def test_every_wrong_row_is_named(text: str, problems: str) -> None:
    with pytest.raises(TableError) as caught:
        parse_overrides(text, "o.csv")
    assert "; ".join(caught.value.lines()) == problems
    assert caught.value.exit_code == 4


def test_unused_rows_are_reported_for_their_article_only() -> None:
    pins = parse_overrides("surface,reading,article\n市場,いちば,\n朝市,あさいち,\n夜市,よいち,other\n", "o.csv")
    assert [pin.surface for pin in read("市場に行く。", pins, article="one").unused] == ["朝市"]


def test_a_glossary_pin_is_never_reported_and_gives_way_to_the_user() -> None:
    glossary = Override("市場", "しじょう", origin="glossary")
    mine = Override("市場", "いちば")
    readings = read("市場は開いた。", (glossary, mine, Override("夜市", "よいち", origin="glossary")))
    assert readings.tokens[0][0].reading == "いちば"
    assert sources(readings)[0] == "override"
    assert readings.unused == ()


def test_the_longer_pin_wins() -> None:
    pins = (Override("東京", "とうけい"), Override("東京都", "とうけいと"))
    assert written(read("東京都と東京", pins)) == "東京都[とうけいと]|と[と]|東京[とうけい]"


def test_a_pinned_name_that_reads_the_same_stays_two_words() -> None:
    readings = read("田中太郎は", (Override("田中太郎", "たなか たろう", origin="glossary"),))
    assert written(readings) == "田中[たなか]|太郎[たろう]|は[は]"
    assert sources(readings) == ["glossary", "glossary", "kana"]
    assert all(token.certain for token in readings.tokens[0])


def test_the_author_wins_over_everybody() -> None:
    rubies = (AuthorRuby(0, 2, "マーケット"),)
    readings = read("市場は", (Override("市場", "いちば"),), rubies)
    assert readings.tokens[0][0].reading == "まーけっと"
    assert sources(readings) == ["author", "kana"]


def given_rubies(notation: str) -> tuple[AuthorRuby, ...]:
    return tuple(
        AuthorRuby(int(start), int(end), ruby) for start, end, ruby in (part.split(":") for part in notation.split())
    )


@pytest.mark.parametrize(("text", "rubies", "expected"), cases("author_ruby"))
def test_author_ruby(text: str, rubies: str, expected: str) -> None:
    assert written(read(text, rubies=given_rubies(rubies))) == expected


@pytest.mark.parametrize(("text", "rubies", "expected"), cases("author_ruby_shown"))
def test_author_ruby_is_shown_as_written(text: str, rubies: str, expected: str) -> None:
    tokens = read(text, rubies=given_rubies(rubies)).tokens[0]
    words = as_written([ruby_runs(token.surface, token.reading) for token in tokens], given_rubies(rubies))
    runs = [run for word in words for run in word]
    assert "/".join(run.base + (f"[{run.ruby}]" if run.ruby else "") for run in runs) == expected


@given(st.text(alphabet="市場で東京都の間、取り扱い1月", max_size=15), st.data())
def test_nothing_is_lost(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pins = (Override("市場", "いちば"), Override("間", "ま", right="、"), Override("り扱", "りあつか", left="取"))
    readings = read(text, pins, (AuthorRuby(start, end, "よみ"),))
    assert "".join(token.surface for token in readings.tokens[0]) == text


def test_kana_reading() -> None:
    assert kana_reading("ジョー・バイデン") == "じょーばいでん"
    assert kana_reading("たなか たろう") == "たなかたろう"
    assert kana_reading("Biden") == kana_reading("") == ""


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheets_delimiter_is_taken(delimiter: str) -> None:
    rows = ["surface,reading,left,right,article", "市場,いちば,魚,,"]
    assert parse_overrides("\n".join(rows).replace(",", delimiter), "f.csv") == parse_overrides(
        "\n".join(rows), "f.csv"
    )
