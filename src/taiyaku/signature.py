"""The signature of a document: with which versions and which glossary it was made, so that it can be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version

from taiyaku import __version__
from taiyaku.model import TermEntry
from taiyaku.readings import yomi


def signature(glossary: Iterable[TermEntry] = (), drafts: str = "") -> str:
    """Return ``taiyaku:0.1.0|read:sudachidict-core-20260115+pykakasi-2.3.0|dict:jamdict-data-1.5|gloss:a1b2c3d4``.

    :param drafts: the name of what drafted the English, "" for nothing.
    """
    entries = "\n".join(f"{entry.surfaces}\t{entry.reading}\t{entry.en}\t{entry.status}" for entry in glossary)
    fingerprint = hashlib.sha256(entries.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{_versions()}|gloss:{fingerprint}" + (f"|draft:{drafts}" if drafts else "")


@cache
def _versions() -> str:
    def named(*packages: str) -> str:
        return "+".join(f"{package}-{version(package)}" for package in packages)

    readings = "+".join(filter(None, (named("sudachidict-core", "pykakasi"), yomi.edition())))
    return f"taiyaku:{__version__}|read:{readings}|dict:{named('jamdict-data')}"
