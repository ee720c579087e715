"""How many tokens the two sides of a CTranslate2 model know, read from its file without loading it.

CTranslate2 takes a vocabulary of any size without a word, and then every token means another. Layout of ``model.bin``,
version 6 (``ModelSpec._serialize`` in its Python package), little-endian: version, name, revision, count of variables;
of each its name, rank, sizes, type, length in bytes, bytes; then pairs of names that share one variable.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_VERSION = 6
_ROWS = {"source": "encoder/embeddings_0/weight", "target": "decoder/embeddings/weight"}


def token_counts(path: Path) -> dict[str, int]:
    """Return the number of tokens by side: ``{"source": 60716, "target": 60716}``; {} for a file of another kind."""
    try:
        with path.open("rb") as file:
            rows = dict(_rows(file))
    except (OSError, struct.error, UnicodeDecodeError):
        return {}
    return {side: rows[name] for side, name in _ROWS.items() if name in rows}


def _rows(file: BinaryIO) -> Iterator[tuple[str, int]]:
    """Yield name and first size of each variable, then of what shares one."""
    if _number(file, "I") != _VERSION:
        return
    _name(file)
    _number(file, "I")
    found: dict[str, int] = {}
    for _ in range(_number(file, "I")):
        name = _name(file)
        sizes = [_number(file, "I") for _ in range(_number(file, "B"))]
        _number(file, "B")
        file.seek(_number(file, "I"), os.SEEK_CUR)
        found[name] = sizes[0] if sizes else 0
    yield from found.items()
    for _ in range(_number(file, "I")):
        name, same = _name(file), _name(file)
        yield name, found.get(same, 0)


def _number(file: BinaryIO, kind: str) -> int:
    form = f"<{kind}"
    number: int = struct.unpack(form, file.read(struct.calcsize(form)))[0]
    return number


def _name(file: BinaryIO) -> str:
    return file.read(_number(file, "H")).rstrip(b"\0").decode("utf-8")
