"""The alignment as a table that people edit: ``NAME.alignment.tsv``.

Header ``ja en kind score reason ja_text en_text lock``; index lists are comma-separated, counted from 0, ``-`` for
none. ``x`` in ``lock`` keeps a row when the page is built again. Where numbers and text of a locked row disagree, the
numbers count as long as the table fits its page (somebody edited them: merged two sentences, chose another), and the
texts do when the page has changed (sentences before the row came or went).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.errors import TableError
from taiyaku.model import Bead, Bitext, Sentence

COLUMNS = ("ja", "en", "kind", "score", "reason", "ja_text", "en_text", "lock")
_NEEDED = ("ja", "en", "lock")
_LOCK = "x"
_SHOWN = 40  # characters of a sentence in a message


def write_alignment(bitext: Bitext, lock: bool = True) -> str:
    """Return the table, a line for each bead, with the column ``lock`` or without it.

    The cells of a row: ``0``, ``0,1``, ``1-2``, ``0.987``, ``names: Putin; 3 words``, the two texts, ``x`` or nothing.
    Tabs and line ends inside a text become blanks.
    """
    columns = COLUMNS if lock else COLUMNS[:-1]
    lines = ["\t".join(columns)]
    for bead in bitext.beads:
        cells = (
            _indices(bead.ja),
            _indices(bead.en),
            bead.kind,
            f"{bead.score:.3f}",
            bead.reason,
            bitext.ja_text(bead),
            bitext.en_text(bead),
            _LOCK if bead.locked else "",
        )
        lines.append("\t".join(" ".join(cell.split()) for cell in cells[: len(columns)]))
    return "\n".join(lines) + "\n"


def read_alignment(text: str, source: str, ja: Sequence[Sentence], en: Sequence[Sentence]) -> tuple[Bead, ...]:
    """Return the rows marked ``x`` as locked beads over the sentences of a page; none for an empty text.

    A row whose texts stand at other indices because the page changed is taken from there; otherwise its indices say
    which sentences it has. Rows without a lock only tell whether the page changed.

    :raises TableError: a missing column, a lock that is not ``x``, indices that are no run of sentences, a locked row
        whose text is not (or more than once) on the page, two locked rows for one sentence: every such row.
    """
    rows = _rows(text, source)
    sides = {"ja": _side("ja", ja, rows), "en": _side("en", en, rows)}
    problems: list[tuple[int, str]] = []
    beads: list[tuple[int, Bead]] = []
    for line, row in rows:
        if row["lock"].strip():
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
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    header = lines[0].split("\t")
    if not text.strip():
        return []
    missing = [column for column in _NEEDED if column not in header]
    if missing:
        raise TableError(source, [(1, f"column '{column}' is missing") for column in missing])
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            cells = line.split("\t") + [""] * len(header)
            rows.append((number, dict(zip(header, cells, strict=False))))
    return rows


@dataclass(frozen=True, slots=True)
class _Side:
    """The sentences of one language by now, and whether most rows of the table still stand where they say."""

    name: str
    sentences: tuple[str, ...]
    in_place: bool


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
    return _Side(name, texts, 2 * agree >= total)


def _bead(row: dict[str, str], sides: dict[str, _Side]) -> Bead:
    if row["lock"].strip().lower() != _LOCK:
        raise _RowError(f"lock is '{row['lock'].strip()}', it can be x or empty")
    ja, en = (_found(_run(row[name], name), row.get(f"{name}_text", ""), side) for name, side in sides.items())
    if not ja and not en:
        raise _RowError("names no sentence")
    return Bead(ja, en, _score(row.get("score", "")), row.get("reason", ""), locked=True)


def _score(cell: str) -> float:
    try:
        return min(max(float(cell), 0.0), 1.0)
    except ValueError:
        return 1.0


def _run(cell: str, side: str) -> range:
    """Read ``3,4`` as range(3, 5) and ``-`` as an empty one."""
    if cell.strip() in ("-", ""):
        return range(0)
    numbers = [part.strip() for part in cell.split(",")]
    if not all(number.isascii() and number.isdecimal() for number in numbers):
        raise _RowError(f"column '{side}' is '{cell.strip()}', expected numbers like 3,4 or -")
    run = range(int(numbers[0]), int(numbers[-1]) + 1)
    if [int(number) for number in numbers] != list(run):
        raise _RowError(f"column '{side}' is '{cell.strip()}', expected neighbouring sentences in order")
    return run


def _found(run: range, text: str, side: _Side) -> range:
    """Return where the sentences of a locked row stand now: at their place, or where their text is found."""
    wanted, sentences = _bare(text), side.sentences
    if not run:
        return run
    if side.in_place or not wanted:
        if run.stop > len(sentences):
            raise _RowError(f"column '{side.name}' names sentence {run[-1]}, the page has 0 to {len(sentences) - 1}")
        return run
    places = [at for at in range(len(sentences) - len(run) + 1) if "".join(sentences[at : at + len(run)]) == wanted]
    if len(places) != 1:
        times = "not on it any more" if not places else f"on it {len(places)} times"
        shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        raise _RowError(f"the page changed: the text of column '{side.name}_text' is {times}: {shown}")
    return range(places[0], places[0] + len(run))


def _bare(text: str) -> str:
    return "".join(text.split())


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
