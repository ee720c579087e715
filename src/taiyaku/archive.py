"""Zip archives (EPUB, Anki, Yomitan) whose bytes depend on their content only."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

#: What ``zipfile`` raises where an archive is cut short, damaged, protected by a password or lacks a file.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError)  # NotImplementedError is one
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the oldest date a zip can hold: no build dates


def zipped(files: Iterable[tuple[str, str | bytes]], stored: Iterable[str] = ()) -> bytes:
    """Return the archive of the files in their order; those named in ``stored`` are not compressed.

    Twice the same files give twice the same bytes: no dates, no permissions of the machine.
    """
    plain = set(stored)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.create_system = 3  # Unix, also when made on Windows
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            archive.writestr(info, content.encode("utf-8", "replace") if isinstance(content, str) else content)
    return buffer.getvalue()
