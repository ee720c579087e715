"""Drafts of a run: what the output folder keeps is taken from there, the rest is asked of the program and kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from taiyaku.files import alone_in, read_table, write_whole
from taiyaku.translate.kept import FILE, Kept, answers_of, key_of, read_kept, write_kept
from taiyaku.translate.marian import Marian
from taiyaku.translate.program import Program
from taiyaku.translate.records import Answers

KEPT = "drafts.tsv"
_ROUND = 64  # answers after which the table is written
_LOG = logging.getLogger("taiyaku")

#: Shows how far a number of steps has come: ``with watch(40) as step: step()``.
Watch = Callable[[int], AbstractContextManager[Callable[[], object]]]


class Engine(Protocol):
    """What drafts: its name for the table, and a way to ask it."""

    @property
    def name(self) -> str:
        """What its answers are kept under."""

    def translate(self, sentences: Sequence[str], keep: Callable[[int, str], None], step: Callable[[], object]) -> None:
        """Call ``keep`` with the number of each sentence and its English, ``step`` for each that is done."""


def engine(model: Path | None, command: str | None) -> Engine | None:
    """Return what the user named, None for neither.

    :raises UnusablePartError: the folder is no model.
    :raises UsageError: the command names no program.
    """
    return Marian(model) if model else Program(command) if command is not None else None


def answers(asked: Iterable[str], from_: Engine, folder: Path, watch: Watch) -> Answers:
    """Return the English of all sentences; those that the folder's table does not have are asked for, once each.

    Whatever was answered is kept even where this fails or is stopped: the next run asks for the rest only.

    :raises UnusablePartError: the program cannot be used, fails or miscounts.
    :raises TableError: the table of the folder is not one.
    """
    sentences = tuple(dict.fromkeys(asked))
    known = answers_of(_kept(folder), from_.name, sentences)
    rest = [sentence for sentence in sentences if sentence not in known]
    if rest:
        _LOG.info("drafting %d sentences (%d are in %s)", len(rest), len(known), folder / KEPT)
        known |= _asked(rest, from_, folder, watch)
    return Answers(from_.name, known)


def _asked(rest: Sequence[str], from_: Engine, folder: Path, watch: Watch) -> dict[str, str]:
    new: dict[str, str] = {}
    waiting: Kept = {}

    def keep(number: int, english: str) -> None:
        new[rest[number]] = " ".join(english.split())
        waiting[from_.name, key_of(rest[number])] = (rest[number], new[rest[number]])
        if len(waiting) >= _ROUND:
            _add(folder, waiting)
            waiting.clear()

    with watch(len(rest)) as step:
        try:
            from_.translate(rest, keep, step)
        finally:
            _add(folder, waiting)
    return new


def write_draft(folder: Path, name: str, text: str) -> str:
    """Write the text that people edit, unless somebody has; return a warning then, else ""."""
    path, kept = folder / name, _kept(folder)
    ours = (FILE, key_of(text)) in kept
    if path.is_file():
        there = path.read_bytes().decode("utf-8", "replace")
        if there == text and ours:
            return ""
        if there != text and (FILE, key_of(there)) not in kept:
            return f"{path}: edited, so it is left as it is (to use it, rename it to NAME.en.txt)"
    _add(folder, {(FILE, key_of(text)): (name, "")} if not ours else {})
    write_whole(path, text)
    return ""


def _kept(folder: Path) -> Kept:
    path = folder / KEPT
    return read_kept(read_table(path), str(path)) if path.is_file() else {}


def _add(folder: Path, rows: Kept) -> None:
    """Add rows to the table as it is now: another run may have written to it meanwhile, and what it has stays."""
    if rows:
        with alone_in(folder):
            kept = _kept(folder)
            new = {key: row for key, row in rows.items() if key not in kept}
            write_whole(folder / KEPT, write_kept(kept | new))
