"""The word lists beside this room's modules: tab-separated; ``#`` lines are notes, the last names the columns."""

from __future__ import annotations

from pathlib import Path

from taiyaku.resources import tsv_rows

_HERE = Path(__file__).parent


def rows(name: str, columns: int) -> list[list[str]]:
    """Return the rows of ``NAME.tsv``, each with exactly ``columns`` cells; missing ones are "", others are notes."""
    return [(row + [""] * columns)[:columns] for row in tsv_rows(_HERE / f"{name}.tsv")]
