"""The files that ship with taiyaku: ``templates/`` and ``glossary/`` of the top level."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]


def shipped(folder: str) -> Path:
    """Return ``templates`` or ``glossary`` as a directory: from the installed wheel, else from the checkout.

    An editable install has no ``_shipped/``, so both places are looked at.

    :raises FileNotFoundError: in neither place (a broken installation).
    """
    packaged = Path(str(files("taiyaku"))) / "_shipped" / folder
    if packaged.is_dir():
        return packaged
    checkout = _CHECKOUT / folder
    if checkout.is_dir() and (_CHECKOUT / "pyproject.toml").is_file():
        return checkout
    raise FileNotFoundError(f"taiyaku was installed without its folder {folder}/")


def tsv_rows(path: Path) -> list[list[str]]:
    """Return the rows of a table beside a module, cells as written; lines that begin with ``#`` are notes."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
