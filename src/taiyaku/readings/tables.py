"""The word lists beside this room's modules: tab-separated; ``#`` lines are notes, the last names the columns."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def rows(name: str, columns: int) -> list[list[str]]:
    """Return the rows of ``NAME.tsv``, each with exactly ``columns`` cells; missing ones are "", others are notes."""
    lines = (_HERE / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row + [""] * columns)[:columns] for row in cells]
