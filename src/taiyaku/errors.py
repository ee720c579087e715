"""What a user can cause and mend: one tree, one exit code a kind.

A bug stays ``ValueError`` or ``AssertionError`` with its traceback; ``cli.main`` catches ``TaiyakuError`` only.
Every message is one line that says where and what, so that a teacher can fix the row.
"""

from __future__ import annotations

from collections.abc import Sequence


class TaiyakuError(Exception):
    """Something the user can cause or fix; ``exit_code`` is what the command returns."""

    exit_code = 1

    def lines(self) -> tuple[str, ...]:
        """Return the message, one problem a line."""
        return (str(self),)


class UsageError(TaiyakuError):
    """Flags or arguments that do not fit together."""

    exit_code = 2


class InputError(TaiyakuError):
    """A page that cannot be read: missing, empty, binary, undecodable, in the wrong language."""

    exit_code = 3

    def __init__(self, source: str, problem: str) -> None:
        super().__init__(f"{source}: {problem}")


class NothingToReadError(InputError):
    """A page of nothing but menus and notices; in a book, such a chapter is passed over."""


class OutputError(TaiyakuError):
    """A place that cannot be written to."""

    exit_code = 3

    def __init__(self, target: str, problem: str) -> None:
        super().__init__(f"{target}: {problem}")


class TableError(TaiyakuError):
    """Rows of a glossary, overrides or alignment file that cannot be used: ``file:line: problem`` each.

    ``TableError("names.csv", [(3, "no English in column 'en'")])`` says ``names.csv:3: no English in column 'en'``.
    """

    exit_code = 4

    def __init__(self, source: str, problems: Sequence[tuple[int, str]]) -> None:
        self.problems = tuple(f"{source}:{line}: {problem}" for line, problem in problems)
        super().__init__("; ".join(self.problems))

    def lines(self) -> tuple[str, ...]:
        """Return every wrong row on a line of its own."""
        return self.problems


class MissingPartError(TaiyakuError):
    """An optional part that is not installed; the message is the command that installs it."""

    exit_code = 5


class UnusablePartError(MissingPartError):
    """An optional part that is there and cannot be used: a folder that is no model, a program that fails."""
