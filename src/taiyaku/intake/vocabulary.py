"""The wording of page furniture: ``boilerplate.tsv`` as patterns that say what a line is, where and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from taiyaku.model import Label
from taiyaku.resources import tsv_rows


@dataclass(frozen=True, slots=True)
class Wording:
    """One row of ``boilerplate.tsv``: a line that ``pattern`` finds is a ``label``, believed in the places ``where``.

    ``where`` is one of line below edge notice comments caption kicker (explained on top of the table).
    """

    pattern: re.Pattern[str]
    label: Label
    where: str
    reason: str
    example: str


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the rows of the table in their order."""
    rows = tsv_rows(Path(__file__).with_name("boilerplate.tsv"))
    return tuple(
        Wording(re.compile(pattern, re.IGNORECASE), Label(label), where, reason, example)
        for pattern, label, where, reason, example in rows[1:]
    )


#: A paragraph longer than this (code points) is looked at by its ends only: furniture is short.
_LONG = 240


@lru_cache(maxsize=4096)
def wording_of(text: str) -> Wording | None:
    """Return the first row that fits the line ``text``, ``None`` if it is none of the known furniture.

    ``あわせて読みたい`` gives the row for headings of link lists; ``両首脳は握手した。`` gives ``None``.
    """
    if len(text) > _LONG:
        return None
    return next((row for row in wordings() if row.pattern.search(text)), None)
