"""The alignment file: written, edited, read again."""

from __future__ import annotations

import csv
import io
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taiyaku.align.table import COLUMNS, read_alignment, write_alignment
from taiyaku.errors import TableError
from taiyaku.model import Bead, Bitext, Label, Sentence


def sentences(*texts: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(text, Label.BODY, line, 0, len(text)) for line, text in enumerate(texts, 1))


JA = sentences("雪が降った。", "電車が止まった。", "駅は混んだ。")
EN = sentences("It snowed.", "Trains stopped and stations were crowded.", "Advertisement")
BEADS = (
    Bead(range(1), range(1), 0.98, "3 words", locked=True),
    Bead(range(1, 3), range(1, 2), 0.75, "4 words"),
    Bead(range(3, 3), range(2, 3), 0.9, "no counterpart found", locked=True),
)
BITEXT = Bitext(JA, EN, BEADS)
HEADER = "\t".join(COLUMNS)


def row(ja: str, en: str, ja_text: str = "", en_text: str = "", lock: str = "x") -> str:
    return "\t".join((ja, en, "", "", "", ja_text, en_text, lock))


def read(*rows: str, header: str = HEADER) -> tuple[Bead, ...]:
    return read_alignment("\n".join((header, *rows)) + "\n", "news.alignment.tsv", JA, EN)


def fails(*rows: str, header: str = HEADER) -> tuple[str, ...]:
    with pytest.raises(TableError) as error:
        read(*rows, header=header)
    return error.value.lines()


def test_what_is_written() -> None:
    lines = write_alignment(BITEXT).splitlines()
    assert lines[0] == HEADER
    assert lines[1] == "0\t0\t1-1\t0.980\t3 words\t雪が降った。\tIt snowed.\tx"
    assert lines[2].split("\t")[:3] == ["1,2", "1", "2-1"]
    assert lines[2].endswith("crowded.\t")
    assert lines[3].startswith("-\t2\t0-1\t")
    assert write_alignment(BITEXT, lock=False).splitlines()[0] == "\t".join(COLUMNS[:-1])


def test_locked_rows_come_back() -> None:
    beads = read_alignment(write_alignment(BITEXT), "f", JA, EN)
    assert [(bead.ja, bead.en, bead.score, bead.locked) for bead in beads] == [
        (range(1), range(1), 1.0, True),  # what a person has locked is sure
        (range(0), range(2, 3), 1.0, True),
    ]


def test_an_empty_file_locks_nothing() -> None:
    assert read_alignment("", "f", JA, EN) == ()
    assert read() == ()
    assert read(row("0", "0", lock=""), row("7", "9", "gone", "gone", lock=" ")) == ()


def test_spreadsheets_may_have_saved_it() -> None:
    text = "\ufeff" + "\r\n".join((HEADER, row("0", "0", "雪が降った。", "It snowed.", "X"))) + "\r\n"
    assert read_alignment(text, "f", JA, EN)[0].ja == range(1)


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
def test_with_quotation_marks_around_cells(delimiter: str) -> None:
    en = sentences('"It snowed," he said.', *(sentence.text for sentence in EN[1:]))
    table = io.StringIO()
    rows = [line.split("\t") for line in write_alignment(Bitext(JA, en, BEADS)).splitlines()]
    rows[2][-1] = "x"
    csv.writer(table, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    beads = read_alignment("\ufeff" + table.getvalue(), "f", JA, en)
    assert [(bead.ja, bead.en) for bead in beads] == [(bead.ja, bead.en) for bead in BEADS[:2]] + [
        (range(0), range(2, 3))
    ]


def test_a_locked_sentence_that_changed_is_reported() -> None:
    text = write_alignment(BITEXT)
    (line,) = read_error(text, sentences("雪がやんだ。", *(sentence.text for sentence in JA[1:])))
    assert line == "f:2: the page changed: the text of column 'ja_text' is not on it any more: 雪が降った。"
    assert (
        len(
            read_alignment(
                text.replace("雪が降った。", ""), "f", sentences("雪がやんだ。", *(s.text for s in JA[1:])), EN
            )
        )
        == 2
    )


def read_error(text: str, ja: tuple[Sentence, ...]) -> tuple[str, ...]:
    with pytest.raises(TableError) as error:
        read_alignment(text, "f", ja, EN)
    return error.value.lines()


def test_a_row_is_found_again_by_its_text() -> None:
    (bead,) = read(row("0,1", "0", "電車が止まった。駅は混んだ。", "Trains  stopped and stations were crowded."))
    assert (bead.ja, bead.en) == (range(1, 3), range(1, 2))


def test_rows_may_go_by_index_alone() -> None:
    assert read("1\t-\tx", header="ja\ten\tlock")[0].ja == range(1, 2)


@pytest.mark.parametrize(
    "cells, problem",
    [
        (
            row("0", "0", "雨が降った。", "It snowed."),
            "the text of column 'ja_text' is not on it any more: 雨が降った。",
        ),
        (row("9", "0"), "column 'ja' names sentence 9, the page has 0 to 2"),
        (row("0,2", "0"), "expected neighbouring sentences"),
        (row("one", "0"), "expected numbers like 3,4 or -"),
        (row("-", "-"), "names no sentence"),
        (row("7-8", "0"), "column 'ja' is '7-8', expected numbers like 3,4 or -"),
        (row("1,0", "0"), "expected neighbouring sentences in order"),
        (row("0,999999999", "0"), "expected neighbouring sentences in order"),
        (row("9" * 5000, "0"), "9999…', expected numbers like 3,4 or -"),
        (row("0", "0", lock="yes"), "lock is 'yes'"),
    ],
)
def test_rows_that_do_not_fit(cells: str, problem: str) -> None:
    (line,) = fails(cells)
    assert line.startswith("news.alignment.tsv:2: ")
    assert problem in line


def test_every_wrong_row_is_named() -> None:
    lines = fails(row("0", "0"), row("0", "1"), row("8", "1"))
    assert [line.split(":")[1] for line in lines] == ["3", "4"]
    assert "locked in line 2, too" in lines[0]


def test_missing_columns() -> None:
    assert fails("0\t0", header="ja\ten") == ("news.alignment.tsv:1: column 'lock' is missing",)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        beads = read_alignment(text, "f", JA, EN)
    except TableError:
        return
    assert all(bead.locked for bead in beads)


@pytest.mark.parametrize(
    "text", ["=1+1", "'=1+1", '=HYPERLINK("http://x.invalid","x")', "@SUM(1)", "-2+cmd|x", "-5", "'Tis"]
)
def test_no_text_is_run_by_a_spreadsheet(text: str) -> None:
    en = sentences(text, *(sentence.text for sentence in EN[1:]))
    table = write_alignment(Bitext(JA, en, BEADS))
    cell = table.splitlines()[1].split("\t")[6]
    assert cell == (text if text in ("-5", "'Tis") else f"'{text}")
    assert [bead.en for bead in read_alignment(table, "f", JA, en)] == [range(1), range(2, 3)]
    moved = read_alignment(table, "f", JA, sentences("New.", *(sentence.text for sentence in en)))
    assert [bead.en for bead in moved] == [range(1, 2), range(3, 4)]


@pytest.mark.parametrize("before", [(), ("新しい文。",)], ids=["in-place", "moved"])
def test_a_book_of_locked_rows_is_read_at_once(before: tuple[str, ...]) -> None:
    """Eight thousand rows: joining the page anew for each took a minute."""
    texts = [f"{number}番目の文は少し長くなければならない。" for number in range(8_000)]
    beads = tuple(Bead(range(at, at + 1), range(at, at + 1), locked=True) for at in range(len(texts)))
    table = write_alignment(Bitext(sentences(*texts), sentences(*texts), beads))
    began = process_time()
    found = read_alignment(table, "f", sentences(*before, *texts), sentences(*texts))
    assert process_time() - began < 4
    assert [bead.ja.start - bead.en.start for bead in found] == [len(before)] * len(texts)


class TestEditedNumbers:
    """Somebody corrects the table: the numbers say what is wanted, the texts beside them are of the row before."""

    def edited(self, *changes: tuple[int, str, str, str]) -> tuple[Bead, ...]:
        apart = (Bead(range(1), range(1)), Bead(range(1, 2), range(1, 2)), Bead(range(2, 3), range(2, 3)))
        rows = [line.split("\t") for line in write_alignment(Bitext(JA, EN, apart)).splitlines()]
        for number, ja, en, lock in changes:
            rows[number][0], rows[number][1], rows[number][-1] = ja, en, lock
        return read_alignment("\n".join("\t".join(cells) for cells in rows), "f", JA, EN)

    def test_another_counterpart(self) -> None:
        assert [(bead.ja, bead.en) for bead in self.edited((2, "1", "2", "x"))] == [(range(1, 2), range(2, 3))]

    def test_two_sentences_merged(self) -> None:
        assert [(bead.ja, bead.en) for bead in self.edited((2, "1,2", "1", "x"))] == [(range(1, 3), range(1, 2))]

    def test_a_counterpart_taken_away(self) -> None:
        assert [(bead.ja, bead.en) for bead in self.edited((2, "1", "-", "x"))] == [(range(1, 2), range(0))]

    def test_the_lock_was_forgotten(self) -> None:
        with pytest.raises(TableError) as error:
            self.edited((2, "1", "2", ""))
        (line,) = error.value.lines()
        assert line.startswith("f:3: the numbers were changed, but the row is not locked: put x into the column lock")

    def test_rows_in_another_order(self) -> None:
        lines = write_alignment(BITEXT).splitlines()
        beads = read_alignment("\n".join([lines[0], *reversed(lines[1:])]), "f", JA, EN)
        assert {(bead.ja, bead.en) for bead in beads} == {(range(1), range(1)), (range(0), range(2, 3))}

    def test_a_sentence_that_is_not_there(self) -> None:
        with pytest.raises(TableError) as error:
            self.edited((2, "1", "99", "x"))
        assert error.value.lines() == ("f:3: column 'en' names sentence 99, the page has 0 to 2",)
