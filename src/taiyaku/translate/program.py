"""Any program as a translator: Japanese sentences on its standard input, as many English lines on its output."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from threading import Thread
from typing import IO

from taiyaku.errors import UnusablePartError, UsageError

_SHOWN, _LITTLE = 60, 20  # characters of a command, of a sentence
_FLAG = "--draft-command"


class Program:
    """A program that drafts. No shell runs it: the command is cut into words as a shell would, and that is all.

    :raises UsageError: there is nothing to run, or a quotation mark is not closed.
    """

    def __init__(self, command: str) -> None:
        try:
            self.words = shlex.split(command)
        except ValueError as error:
            raise UsageError(f"{_FLAG}: {str(error).lower()}: {_short(command)}") from None
        if not self.words:
            raise UsageError(f"{_FLAG}: names no program")
        self.said = _short(command)

    @property
    def name(self) -> str:
        """What the drafts are kept under: the command as given, not what the program does inside."""
        return f"command-{sha256(chr(0).join(self.words).encode('utf-8', 'replace')).hexdigest()[:12]}"

    def translate(self, sentences: Sequence[str], keep: Callable[[int, str], None], step: Callable[[], object]) -> None:
        """Run the program once and keep its lines as the answers to the sentences.

        A program that ends with an exit code other than 0, or is stopped, loses nothing: what it answered is kept.
        Where it ends well with another number of lines nothing is: nobody knows which line answers which sentence.

        :param keep: called with the number of a sentence and its English.
        :param step: called for each line as it comes.
        :raises UnusablePartError: it cannot be run, fails, or answers too few or too many lines: names the line.
        """
        with tempfile.TemporaryFile() as errors:
            process = self._started(errors)
            answers: list[bytes] = []
            stdin, stdout = process.stdin, process.stdout
            assert stdin
            assert stdout
            feeder = Thread(target=_feed, args=(stdin, sentences), daemon=True)
            feeder.start()
            try:
                for line in stdout:
                    answers.append(line)
                    step()
                code = process.wait()
            except BaseException:  # Ctrl+C: what came so far is kept
                process.kill()
                process.wait()
                _keep(answers, sentences, keep)
                raise
            finally:
                stdout.close()
                feeder.join(timeout=5)
            if code:
                _keep(answers, sentences, keep)
            self._check(code, answers, sentences, errors)
            for number, line in enumerate(answers):
                keep(number, self._decoded(line, number))

    def _started(self, errors: IO[bytes]) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", "") or str(error)).lower()
            raise UnusablePartError(f"{self.said}: cannot be run: {reason}") from None

    def _check(self, code: int, answers: Sequence[bytes], asked: Sequence[str], errors: IO[bytes]) -> None:
        count = len(asked)
        if code:
            whole = sum(line.endswith(b"\n") for line in answers)
            at = f" ({_short(asked[whole], _LITTLE)})" if whole < count else ""
            how = f"was stopped by signal {-code}" if code < 0 else f"ended with exit code {code}"
            raise UnusablePartError(f"{self.said}: line {whole + 1} of {count}{at}: {how}{_last_words(errors)}")
        if len(answers) < count:
            raise UnusablePartError(
                f"{self.said}: line {len(answers) + 1} is missing: {count} sentences, {len(answers)} lines"
            )
        if len(answers) > count:
            raise UnusablePartError(
                f"{self.said}: line {count + 1} is one too many: {count} sentences, {len(answers)} lines"
            )

    def _decoded(self, line: bytes, number: int) -> str:
        try:
            return line.decode("utf-8").strip()
        except UnicodeDecodeError:
            raise UnusablePartError(f"{self.said}: line {number + 1} is not UTF-8") from None


def _keep(answers: Sequence[bytes], sentences: Sequence[str], keep: Callable[[int, str], None]) -> None:
    """Keep the whole lines of a program that did not end well, unless it said more than it was asked."""
    if len(answers) <= len(sentences):
        for number, line in enumerate(answers):
            with suppress(UnicodeDecodeError):
                if line.endswith(b"\n"):
                    keep(number, line.decode("utf-8").strip())


def _feed(stdin: IO[bytes], sentences: Sequence[str]) -> None:
    """Write the sentences, one a line; a program may end before it has read them all."""
    with suppress(OSError, ValueError):
        for sentence in sentences:
            stdin.write(sentence.encode("utf-8", "replace") + b"\n")
    with suppress(OSError, ValueError):
        stdin.close()


def _last_words(errors: IO[bytes]) -> str:
    """Return the last line that the program wrote to standard error, as the end of a message."""
    errors.seek(0)
    lines = [line.strip() for line in errors.read().decode("utf-8", "replace").splitlines() if line.strip()]
    return f": {_short(lines[-1], 200)}" if lines else ""


def _short(text: str, length: int = _SHOWN) -> str:
    text = "".join(character if character.isprintable() else " " for character in text)
    return text if len(text) <= length else text[: length - 1] + "…"
