"""Readings that somebody pinned: the table of overrides, and where pinned readings stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from taiyaku.csv_table import table_rows, with_commas
from taiyaku.errors import TableError
from taiyaku.model import Override
from taiyaku.readings.kana import hiragana
from taiyaku.readings.name_parts import name_parts
from taiyaku.readings.tables import rows
from taiyaku.readings.tokenize import Morpheme, Span, borders, whole_pos

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
    for line, cells, faults in table_rows(with_commas(text, COLUMNS[:2]), source, COLUMNS[:2], COLUMNS):
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


def _faults(cells: Mapping[str, str]) -> list[str]:
    reading = cells.get("reading", "")
    return [f"reading '{reading}' is not kana"] if reading and not kana_reading(reading) else []


def _override(cells: Mapping[str, str], source: str, line: int) -> Override:
    left, right, article = (cells.get(name, "") for name in COLUMNS[2:])
    reading = " ".join(_parts(cells["reading"]))
    return Override(cells["surface"], reading, left, right, article, "override", source, line)


def kana_reading(reading: str) -> str:
    """Return a reading as hiragana without the blanks and dots between names, "" when it is not kana.

    ``いしば しげる`` gives いしばしげる; ``ジョー・バイデン`` じょーばいでん; ``Biden`` nothing.
    """
    plain = hiragana(_SPACING.sub("", reading))
    return plain if _KANA.fullmatch(plain) else ""


def _parts(reading: str) -> list[str]:
    """Return the words of a reading, which blanks and dots part: ``ながさわ たけし`` ながさわ and たけし."""
    return [hiragana(part) for part in _SPACING.split(reading) if part]


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

    A pin holds where words begin and end: 米 is not found in 新米, 金正恩 is in 金正 恩氏. One that says what stands
    around it holds inside words as well.
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
    taken: set[int] = set()
    used: set[Override] = set()
    for pin, at in places:
        end = at + len(pin.surface)
        if not taken.isdisjoint(range(at, end)):
            continue
        here = list(_spans(pin, at, end, found, cuts))
        spans += here
        taken.update(place for span in here for place in range(span.start, span.end))
        used.add(pin)
    return sorted(spans, key=lambda span: span.start), used


def _holds(pin: Override, text: str, at: int, cuts: Mapping[int, int]) -> bool:
    end = at + len(pin.surface)
    if not text.endswith(pin.left, 0, at) or not text.startswith(pin.right, end):
        return False
    return bool(pin.left or pin.right) or (at in cuts and (end in cuts or _leaves_a_suffix(text, end, cuts)))


def _leaves_a_suffix(text: str, end: int, cuts: Mapping[int, int]) -> bool:
    """Whether the word that is cut at ``end`` goes on with nothing but a suffix: 恩氏 of 金正 恩氏."""
    return any(end + len(suffix) in cuts and text.startswith(suffix, end) for suffix in _suffixes())


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(unit for kind, unit in rows("joining", 2) if kind == "suffix")


def _spans(pin: Override, at: int, end: int, found: Sequence[Morpheme], cuts: Mapping[int, int]) -> list[Span]:
    """Return one span for the whole pin, one a morpheme where these read the same already, or surname and given name.

    石破 茂 stays two words; so does 岸田 文雄, of which only one reads as Sudachi thinks, and what a blank in the
    pinned reading parts.
    """
    reading = kana_reading(pin.reading)
    inside = found[cuts[at] : cuts[end]] if at in cuts and end in cuts else ()
    if not inside or "".join(morpheme.reading for morpheme in inside) != reading:
        pos = whole_pos(inside) if inside else ("名詞", "普通名詞", "一般", "*", "*", "*")
        two = name_parts(pin.surface, _parts(pin.reading), inside)
        if two or len(inside) != 1:
            return _named(at, two or ((pin.surface, reading),), pos, pin.origin)
    spans = []
    for morpheme in inside:
        said = reading if len(inside) == 1 else morpheme.reading
        settled = replace(morpheme, reading=said, source=pin.origin, sure=True, others=())
        spans.append(Span(at, at + len(morpheme.surface), settled))
        at += len(morpheme.surface)
    return spans


def _named(at: int, parts: Iterable[tuple[str, str]], pos: tuple[str, ...], origin: str) -> list[Span]:
    """Return the spans of the words that a pin was divided into, from ``at`` on."""
    spans = []
    for surface, reading in parts:
        spans.append(Span(at, at + len(surface), Morpheme(surface, reading, surface, surface, pos, origin)))
        at += len(surface)
    return spans
