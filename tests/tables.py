"""The case tables of tests/cases: one row a case, id first, tab-separated, ``#`` lines are notes."""

from __future__ import annotations

from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def unescape(cell: str) -> str:
    """Turn ``\\n``, ``\\t``, ``\\r`` written in a cell into the characters."""
    return cell.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r")


def cases(name: str) -> list[object]:
    """Return the rows of ``tests/cases/NAME.tsv`` as pytest parameters, the id as test id, the rest as arguments."""
    rows = []
    for line in (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            first, *rest = line.split("\t")
            rows.append(pytest.param(*map(unescape, rest), id=first))
    return rows
