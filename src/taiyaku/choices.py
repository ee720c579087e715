"""What the user chose on the command line -> the settings of a run, and the style of its outputs."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Sequence

from taiyaku.errors import UsageError
from taiyaku.files import PagePaths, newest_change, read_bytes, read_table
from taiyaku.glossaries.read import read_glossary
from taiyaku.intake.clutter import line_pattern
from taiyaku.outputs import DECK, OutputStyle
from taiyaku.pipeline import Settings
from taiyaku.readings.overrides import parse_overrides
from taiyaku.render.epub import BookStyle
from taiyaku.resources import shipped
from taiyaku.terms.curated import merge


def chosen_settings(arguments: Namespace) -> Settings:
    """Read glossaries, overrides and patterns; the first wrong file is reported, with all its wrong rows.

    :raises TableError: a glossary or overrides with wrong rows.
    :raises UsageError: a pattern that is none.
    """
    given = vars(arguments)
    files = sorted(shipped("glossary").glob("*.csv"))
    glossary = [read_glossary(read_bytes(path), str(path)) for path in (*given.get("glossary", ()), *files)]
    overrides = [parse_overrides(read_table(path), str(path)) for path in given.get("overrides", ())]
    for flag in ("keep", "drop"):  # before any page is read, so that it is said once
        for pattern in given.get(flag, ()):
            line_pattern(f"--{flag}", pattern)
    return Settings(
        glossary=merge(*glossary),
        overrides=tuple(override for rows in overrides for override in rows),
        keep=tuple(given.get("keep", ())),
        drop=tuple(given.get("drop", ())),
    )


def output_style(arguments: Namespace, pages: Sequence[PagePaths]) -> OutputStyle:
    """What was chosen for books and memories; for the deck, its own last version and when the newest source changed.

    :raises UsageError: a least score or a SOURCE_DATE_EPOCH that is none.
    """
    check_score(arguments.min_score)
    below = arguments.epub_english == "below" or (arguments.epub_english is None and not arguments.epub_vertical)
    files = [path for page in pages for path in (page.ja, page.en) if path]
    deck, anki = arguments.output / DECK, "anki" in arguments.format
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    return OutputStyle(
        BookStyle(below, arguments.epub_vertical),
        arguments.min_score,
        newest_change([*files, *arguments.glossary, *arguments.overrides], stamp) if anki else 0,
        read_bytes(deck) if anki and deck.is_file() else b"",
        arguments.with_drafts,
    )


def check_score(score: float) -> None:
    """Refuse a least score that is none.

    :raises UsageError: not between 0 and 1.
    """
    if not 0 <= score <= 1:
        raise UsageError(f"--min-score {score:g} is not between 0 and 1")
