"""The files that ship with taiyaku (``templates/``, ``glossary/`` of the top level), and those it makes for itself."""

from __future__ import annotations

import logging
import mmap
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
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


_LOG = logging.getLogger("taiyaku")


def cached(name: str, make: Callable[[], bytes]) -> bytes:
    """Return a file of the user's cache folder, made first where it is missing.

    It is written beside its place and renamed, so that runs at the same time never read half a file. Where the folder
    cannot be written to, the content is made anew. That it takes a while is said to the logger ``taiyaku``.
    """
    path = _cache_folder() / name
    try:
        return path.read_bytes()
    except OSError:
        return _made(path, make)


def mapped(name: str, make: Callable[[], bytes]) -> bytes | mmap.mmap:
    """Return a file of the user's cache folder as ``cached`` does, but read only what is asked for."""
    path = _cache_folder() / name
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        return _made(path, make)


def _cache_folder() -> Path:
    root = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (root if root.is_absolute() else Path.home() / ".cache") / "taiyaku"


@cache
def _say() -> None:
    _LOG.info("making tables of foreign names, once for all pages: half a minute")


def _made(path: Path, make: Callable[[], bytes]) -> bytes:
    _say()
    data = make()
    with suppress(OSError):  # read-only homes and full disks are no reason to stop
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
            place = Path(beside.name)
            try:
                beside.write(data)
                beside.close()
                place.replace(path)
            except OSError:
                place.unlink(missing_ok=True)
    return data
