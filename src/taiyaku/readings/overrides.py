"""Readings that somebody pinned: the table of overrides, and where pinned readings stand in a sentence."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from taiyaku.errors import TableError
from taiyaku.model import Override
from taiyaku.readings.kana import hiragana
from taiyaku.readings.tokenize import Morpheme, Span, borders

COLUMNS = ("surface", "reading", "left", "right", "article")
_KANA = re.compile("[ぁ-ゖー]+")
_SPACING = re.compile(r"[\s・･=＝]+")


def parse_overrides(text: str, source: str) -> tuple[Override, ...]:
    """Return the rows of an overrides table in file order.

    ``surface,reading`` + ``市場,いちば`` is a whole table; ``市場,いちば,魚,,`` holds after 魚 only. A BOM is accepted,
    katakana too; rows that begin with ``#`` are notes.

    :param source: the file's name, for messages.
    :raises TableError: every wrong row: no ``surface``/``reading`` column or cell, a reading that is not kana, an
        unknown column, more cells than columns, the same row twice, an unclosed quote.
    """
    problems: list[tuple[int, str]] = []
    pins: list[Override] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, cells, faults in _rows(text, source):
        key = tuple(cells.get(name, "") for name in COLUMNS if name != "reading")
        first = seen.setdefault(key, line)
        again = [f"the same place as in line {first}"] if first != line and key[0] else []
        found = [*faults, *_faults(cells), *again]
        problems.extend((line, fault) for fault in found)
        if not found:
            pins.append(_override(cells, source, line))
    if problems:
        raise TableError(source, problems)
    return tuple(pins)


def _rows(text: str, source: str) -> Iterator[tuple[int, dict[str, str], list[str]]]:
    """Yield line number, cells by column name and what is wrong with the row's shape."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    columns: list[str] = []
    line = 1
    try:
        for row in reader:
            start, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in row) or row[0].startswith("#"):
                continue
            cells = [cell.strip() for cell in row]
            if not columns:
                columns = cells
                _check_header(columns, source, start)
                continue
            faults = [f"{len(row)} cells in {len(columns)} columns"] if len(row) > len(columns) else []
            yield start, dict(zip(columns, cells, strict=False)), faults
    except csv.Error as error:
        cause = "a quote is opened and never closed" if "unexpected end" in str(error) else str(error)
        raise TableError(source, [(line, cause)]) from None
    if not columns:
        raise TableError(source, [(1, "no header row; the first row names the columns, at least surface,reading")])


def _check_header(columns: Sequence[str], source: str, line: int) -> None:
    problems = [(line, f"no column '{name}' in the header") for name in COLUMNS[:2] if name not in columns]
    problems += [(line, f"unknown column '{name}'") for name in columns if name not in COLUMNS]
    problems += [(line, f"column '{name}' stands twice") for name in COLUMNS if columns.count(name) > 1]
    if problems:
        raise TableError(source, problems)


def _faults(cells: Mapping[str, str]) -> list[str]:
    faults = [f"no text in column '{name}'" for name in COLUMNS[:2] if not cells.get(name)]
    reading = cells.get("reading", "")
    if reading and not kana_reading(reading):
        faults.append(f"reading '{reading}' is not kana")
    return faults


def _override(cells: Mapping[str, str], source: str, line: int) -> Override:
    left, right, article = (cells.get(name, "") for name in COLUMNS[2:])
    reading = kana_reading(cells["reading"])
    return Override(cells["surface"], reading, left, right, article, "override", source, line)


def kana_reading(reading: str) -> str:
    """Return a reading as hiragana without the blanks and dots between names, "" when it is not kana.

    ``いしば しげる`` gives いしばしげる; ``ジョー・バイデン`` じょーばいでん; ``Biden`` nothing.
    """
    plain = hiragana(_SPACING.sub("", reading))
    return plain if _KANA.fullmatch(plain) else ""


@dataclass(frozen=True, slots=True)
class PinIndex:
    """Pinned readings by the first character of their surface, the one that wins first."""

    by_first: Mapping[str, tuple[Override, ...]]


def index_pins(pins: Iterable[Override], article: str = "") -> PinIndex:
    """Return the pins that hold in ``article``: the user's before the glossary's, the longer before the shorter."""
    usable = [pin for pin in pins if pin.article in ("", article) and pin.surface and kana_reading(pin.reading)]
    usable.sort(key=lambda pin: (pin.origin != "override", -len(pin.surface), not (pin.left or pin.right)))
    by_first: dict[str, list[Override]] = {}
    for pin in usable:
        by_first.setdefault(pin.surface[0], []).append(pin)
    return PinIndex({first: tuple(found) for first, found in by_first.items()})


def pinned(text: str, found: Sequence[Morpheme], index: PinIndex) -> tuple[list[Span], set[Override]]:
    """Return the stretches of a sentence whose reading is pinned, left to right, and the pins they came from.

    A pin holds where words begin and end: 米 is not found in 新米. One that says what stands around it holds inside
    words as well.
    """
    ends = borders(found)
    cuts = {at: number for number, at in enumerate(ends)}
    places = [
        (pin, at)
        for at, char in enumerate(text)
        for pin in index.by_first.get(char, ())
        if text.startswith(pin.surface, at) and _holds(pin, text, at, cuts)
    ]
    places.sort(key=lambda place: (place[0].origin != "override", -len(place[0].surface), place[1]))
    spans: list[Span] = []
    used: set[Override] = set()
    for pin, at in places:
        end = at + len(pin.surface)
        if any(at < span.end and span.start < end for span in spans):
            continue
        spans.extend(_spans(pin, at, end, found, cuts))
        used.add(pin)
    return sorted(spans, key=lambda span: span.start), used


def _holds(pin: Override, text: str, at: int, cuts: Mapping[int, int]) -> bool:
    end = at + len(pin.surface)
    if not text[:at].endswith(pin.left) or not text.startswith(pin.right, end):
        return False
    return bool(pin.left or pin.right) or (at in cuts and end in cuts)


def _spans(pin: Override, at: int, end: int, found: Sequence[Morpheme], cuts: Mapping[int, int]) -> list[Span]:
    """Return one span for the whole pin, or one a morpheme where these read the same already (石破 茂)."""
    reading = kana_reading(pin.reading)
    inside = found[cuts[at] : cuts[end]] if at in cuts and end in cuts else ()
    if len(inside) > 1 and "".join(morpheme.reading for morpheme in inside) != reading:
        last = inside[-1]
        return [Span(at, end, Morpheme(pin.surface, reading, pin.surface, pin.surface, last.pos, pin.origin))]
    if not inside:
        pos = ("名詞", "普通名詞", "一般", "*", "*", "*")
        return [Span(at, end, Morpheme(pin.surface, reading, pin.surface, pin.surface, pos, pin.origin))]
    spans = []
    for morpheme in inside:
        said = reading if len(inside) == 1 else morpheme.reading
        settled = replace(morpheme, reading=said, source=pin.origin, sure=True, others=())
        spans.append(Span(at, at + len(morpheme.surface), settled))
        at += len(morpheme.surface)
    return spans
