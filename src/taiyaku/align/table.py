"""The alignment as a table that people edit: ``NAME.alignment.tsv``.

Header ``ja en kind score reason ja_text en_text lock``; index lists are comma-separated, counted from 0, ``-`` for
none. ``x`` in ``lock`` keeps a row when the page is built again. Where numbers and text of a locked row disagree, the
numbers count as long as the table fits its page (somebody edited them: merged two sentences, chose another), and the
texts do when the page has changed (sentences before the row came or went); a text that is nowhere on the page is
reported, and emptying its cell lets the numbers count. A spreadsheet may have saved the table:
with quotation marks around cells, with commas or semicolons between them. It runs no cell: a text that it would run
stands behind an apostrophe.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from taiyaku.csv_table import as_meant, harmless
from taiyaku.errors import TableError
from taiyaku.model import Bead, Bitext, Sentence

COLUMNS = ("ja", "en", "kind", "score", "reason", "ja_text", "en_text", "lock")
_NEEDED = ("ja", "en", "lock")
_LOCK = "x"
_LOCKED = "locked by hand"
_UNLOCKED = "the numbers were changed, but the row is not locked: put x into the column lock, or take the change back"
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*')
_DIGITS = 9  # of a number that can be meant
_SHOWN = 40  # characters of a sentence in a message


def write_alignment(bitext: Bitext, lock: bool = True) -> str:
    """Return the table, a line for each bead, with the column ``lock`` or without it.

    The cells of a row: ``0``, ``0,1``, ``1-2``, ``0.987``, ``names: Putin; 3 words``, the two texts, ``x`` or nothing.
    Tabs and line ends inside a text become blanks; in the table with ``lock`` a formula gets an apostrophe in front.
    """
    columns = COLUMNS if lock else COLUMNS[:-1]
    quiet = harmless if lock else str
    lines = ["\t".join(columns)]
    for bead in bitext.beads:
        cells = (
            _indices(bead.ja),
            _indices(bead.en),
            bead.kind,
            f"{bead.score:.3f}",
            bead.reason,
            quiet(bitext.ja_text(bead)),
            quiet(bitext.en_text(bead)),
            _LOCK if bead.locked else "",
        )
        lines.append("\t".join(" ".join(cell.split()) for cell in cells[: len(columns)]))
    return "\n".join(lines) + "\n"


def read_alignment(text: str, source: str, ja: Sequence[Sentence], en: Sequence[Sentence]) -> tuple[Bead, ...]:
    """Return the rows marked ``x`` as locked beads over the sentences of a page; none for an empty text.

    A row whose texts stand at other indices because the page changed is taken from there; otherwise its indices say
    which sentences it has. Rows without a lock only tell whether the page changed, or that somebody edited their
    numbers and forgot the ``x``.

    :raises TableError: a missing column, a lock that is not ``x``, indices that are no run of sentences, a locked row
        whose text is not (or more than once) on the page, two locked rows for one sentence, edited numbers without
        a lock: every such row.
    """
    rows = _rows(text, source)
    sides = {"ja": _side("ja", ja, rows), "en": _side("en", en, rows)}
    problems: list[tuple[int, str]] = []
    beads: list[tuple[int, Bead]] = []
    unchanged = _same_texts(rows, sides.values())
    for line, row in rows:
        if not row["lock"].strip():
            if unchanged and _edited(row, sides):
                problems.append((line, _UNLOCKED))
        else:
            try:
                beads.append((line, _bead(row, sides)))
            except _RowError as error:
                problems.append((line, str(error)))
    problems += _clashes(beads)
    if problems:
        raise TableError(source, sorted(problems))
    return tuple(bead for _, bead in beads)


class _RowError(Exception):
    """What is wrong with one row; becomes a line of a TableError."""


def _rows(text: str, source: str) -> list[tuple[int, dict[str, str]]]:
    if not text.strip():
        return []
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    delimiter = max("\t,;", key=lines[0].count)
    header: list[str] = []
    rows = []
    for number, line in enumerate(lines, 1):
        try:
            cells = _cells(line, delimiter)
        except csv.Error as error:
            raise TableError(source, [(number, f"cannot be read as a row: {error}")]) from None
        if number == 1:
            header = _header(cells, source)
        elif line.strip():
            rows.append((number, dict(zip(header, [*map(as_meant, cells), *[""] * len(header)], strict=False))))
    return rows


def _header(cells: Sequence[str], source: str) -> list[str]:
    header = [cell.strip() for cell in cells]
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        raise TableError(source, [(1, f"column '{column}' is missing") for column in missing])
    return header


def _cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line; with tabs a quotation mark counts only where it encloses a whole cell."""
    if delimiter != "\t":
        return next(csv.reader([line], delimiter=delimiter), [])
    cells = line.split("\t")
    return [match[1].replace('""', '"') if (match := _QUOTED.fullmatch(cell)) else cell for cell in cells]


@dataclass(frozen=True, slots=True)
class _Side:
    """The sentences of one language by now, and whether most rows of the table still stand where they say.

    ``text`` is the sentences joined, ``runs`` where each run of so many sentences stands, as far as it was asked for.
    """

    name: str
    sentences: tuple[str, ...]
    in_place: bool
    text: str
    runs: dict[int, dict[str, list[int]]] = field(default_factory=dict)

    def at(self, run: range) -> str:
        """Return what stands at a run of sentences."""
        return "".join(self.sentences[run.start : run.stop])

    def places(self, text: str, count: int) -> list[int]:
        """Return where ``count`` sentences in a row are this text."""
        if count not in self.runs:
            places = self.runs[count] = defaultdict(list)
            for place in range(len(self.sentences) - count + 1):
                places[self.at(range(place, place + count))].append(place)
        return self.runs[count].get(text, [])


def _side(name: str, sentences: Sequence[Sentence], rows: Sequence[tuple[int, dict[str, str]]]) -> _Side:
    texts = tuple(_bare(sentence.text) for sentence in sentences)
    agree = total = 0
    for _, row in rows:
        try:
            run = _run(row[name], name)
        except _RowError:
            continue
        if run and row.get(f"{name}_text", "").strip():
            total += 1
            agree += "".join(texts[run.start : run.stop]) == _bare(row[f"{name}_text"])
    return _Side(name, texts, 2 * agree >= total, "".join(texts))


def _same_texts(rows: Sequence[tuple[int, dict[str, str]]], sides: Iterable[_Side]) -> bool:
    """Whether the table holds the very sentences of the page, in whatever order."""
    return all(
        Counter("".join(_bare(row.get(f"{side.name}_text", "")) for _, row in rows)) == Counter(side.text)
        for side in sides
    )


def _edited(row: dict[str, str], sides: dict[str, _Side]) -> bool:
    """Whether the numbers of a row are not those of its texts."""
    try:
        runs = {name: _run(row[name], name) for name in sides}
    except _RowError:
        return True
    return any(side.at(runs[name]) != _bare(row.get(f"{name}_text", "")) for name, side in sides.items())


def _bead(row: dict[str, str], sides: dict[str, _Side]) -> Bead:
    if row["lock"].strip().lower() != _LOCK:
        raise _RowError(f"lock is '{row['lock'].strip()}', it can be x or empty")
    ja, en = (_found(_run(row[name], name), row.get(f"{name}_text", ""), side) for name, side in sides.items())
    if not ja and not en:
        raise _RowError("names no sentence")
    return Bead(ja, en, 1.0, _LOCKED, locked=True)


def _run(cell: str, side: str) -> range:
    """Read ``3,4`` as range(3, 5) and ``-`` as an empty one."""
    if cell.strip() in ("-", ""):
        return range(0)
    numbers = [part.strip() for part in cell.split(",")]
    if not all(number.isascii() and number.isdecimal() and len(number) <= _DIGITS for number in numbers):
        raise _RowError(f"column '{side}' is '{_short(cell.strip())}', expected numbers like 3,4 or -")
    run = range(int(numbers[0]), int(numbers[-1]) + 1)
    if any(int(after) - int(before) != 1 for before, after in pairwise(numbers)):
        raise _RowError(f"column '{side}' is '{_short(cell.strip())}', expected neighbouring sentences in order")
    return run


def _found(run: range, text: str, side: _Side) -> range:
    """Return where the sentences of a locked row stand now: at their place, or where their text is found."""
    wanted, sentences = _bare(text), side.sentences
    if not run:
        return run
    if side.in_place or not wanted:
        if run.stop > len(sentences):
            raise _RowError(f"column '{side.name}' names sentence {run[-1]}, the page has 0 to {len(sentences) - 1}")
        if wanted != side.at(run) and wanted not in side.text:
            raise _RowError(_gone(side.name, text, "not on it any more"))
        return run
    places = side.places(wanted, len(run))
    if len(places) != 1:
        times = "not on it any more" if not places else f"on it {len(places)} times"
        raise _RowError(_gone(side.name, text, times))
    return range(places[0], places[0] + len(run))


def _gone(side: str, text: str, times: str) -> str:
    return f"the page changed: the text of column '{side}_text' is {times}: {_short(text)}"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _bare(text: str) -> str:
    """Return a text without what a spreadsheet or an editor may change: blanks and quotation marks."""
    return "".join(text.replace('"', "").split())


def _clashes(beads: Sequence[tuple[int, Bead]]) -> list[tuple[int, str]]:
    """Return the rows that lock a sentence which a row before them has locked."""
    taken: dict[tuple[str, int], int] = {}
    problems = []
    for line, bead in beads:
        for side, run in (("ja", bead.ja), ("en", bead.en)):
            for sentence in run:
                other = taken.setdefault((side, sentence), line)
                if other != line:
                    problems.append((line, f"sentence {sentence} of column '{side}' is locked in line {other}, too"))
    return problems


def _indices(run: range) -> str:
    return ",".join(map(str, run)) or "-"
