"""Pages and tables on disk: which file is the English of which page, reading with clear errors, writing whole files."""

from __future__ import annotations

import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from taiyaku.archive import DAMAGED
from taiyaku.errors import InputError, OutputError, UsageError

_ENDINGS = (".txt", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".epub")
#: Names that ``build`` needs for its own files, however they are capitalised; a page called so is NAME-page.
_TAKEN = frozenset(("index", "glossary"))
_BESIDE = ".taiyaku-"  # short: a page's own name may be as long as the system allows
#: How a page that taiyaku made begins to say so; such files in a folder are outputs, not pages to build.
_MADE_HERE = b'<meta name="generator" content="taiyaku'
_BOOK_PACKAGE = "EPUB/package.opf"
_SECONDS = re.compile("[0-9]{1,11}")


@dataclass(frozen=True, slots=True)
class PagePaths:
    """A page on disk: its name, its file and the file of its English (None: there is none)."""

    name: str
    ja: Path
    en: Path | None


def find_pages(paths: Iterable[Path], english: Path | None = None) -> tuple[PagePaths, ...]:
    """Return the pages of files and folders, a folder's in the order of their names.

    ``NAME.ja.txt`` (or ``.html``) has its English in ``NAME.en.txt`` (or ``.html``) beside it, so has ``NAME.txt``.

    :raises InputError: a file or folder is missing, a folder has no pages.
    :raises UsageError: ``english`` is given for several pages, two pages have one name.
    """
    files = [file for path in paths for file in _files(path)]
    if english is not None and len(files) != 1:
        raise UsageError(f"--english goes with one page, {len(files)} are given")
    pages: dict[str, PagePaths] = {}
    for file in files:
        name = _page_name(file)
        same = pages.setdefault(name.casefold(), PagePaths(name, file, english or _counterpart(file)))
        if same.ja != file:
            raise UsageError(f"{same.ja} and {file} would both be {name}.html: build them into two folders")
    return tuple(pages.values())


def read_bytes(path: Path | str) -> bytes:
    """Return a file's bytes; ``-`` is standard input.

    :raises InputError: it cannot be read.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(str(path), _reason(error)) from None


def read_table(path: Path | str) -> str:
    """Return a CSV or TSV file's text: UTF-8, with or without BOM, or UTF-16 with one (Excel's "Unicode text").

    :raises InputError: it cannot be read or is not UTF-8.
    """
    data = read_bytes(path)
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"not UTF-8 (byte {error.start}); save the table as CSV UTF-8") from None


def newest_change(paths: Iterable[Path], instead: str = "") -> int:
    """Return when the newest of the files was changed, in seconds; files that are not there do not count.

    :param instead: SOURCE_DATE_EPOCH, which counts in place of the files where it is set.
    :raises UsageError: it is no number of seconds.
    """
    if instead and not _SECONDS.fullmatch(instead):
        raise UsageError(f"SOURCE_DATE_EPOCH is {instead!r}, expected seconds since 1970")
    return int(instead or max((path.stat().st_mtime for path in paths if path.is_file()), default=0))


def make_folder(folder: Path) -> None:
    """Make the output folder where it does not exist.

    :raises OutputError: it cannot be made or written to.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(str(folder), "is a file, not a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(str(folder), _reason(error)) from None


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: beside its place first, then renamed over it.

    :raises OutputError: the place cannot be written to.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        descriptor, beside = tempfile.mkstemp(prefix=_BESIDE, dir=path.parent)
    except OSError as error:
        raise OutputError(str(path), _reason(error)) from None
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        Path(beside).chmod(0o666 & ~_umask())
        Path(beside).replace(path)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise OutputError(str(path), _reason(error)) from None


class OutputFolder:
    """Where a build writes its files: none over a page that it reads, none over another of its own.

    Names count as one where Windows and macOS take them for one: ``A.html`` and ``a.html``.
    """

    def __init__(self, folder: Path, pages: Iterable[PagePaths]) -> None:
        self._folder = folder
        sources = [path for page in pages for path in (page.ja, page.en) if path]
        self._sources = {_identity(path): path for path in sources}
        self._sources.pop(None, None)
        self._written: dict[str, str] = {}

    def refuse(self, names: Iterable[str]) -> None:
        """Refuse to write files of these names where one is the source of a page.

        :raises UsageError: one is.
        """
        for name in names:
            if source := self._sources.get(_identity(self._folder / name)):
                raise UsageError(f"{source} would be overwritten by {name}: name another folder with -o")

    def write(self, name: str, content: str | bytes, of: str = "") -> None:
        """Write a file whole or not at all.

        :param of: the page whose file it is.
        :raises UsageError: it is a source, or the file of another page.
        :raises OutputError: the place cannot be written to.
        """
        self.refuse([name])
        other = self._written.setdefault(name.casefold(), of)
        if other != of:
            raise UsageError(f"{other} and {of} would both be {name}: build them into two folders")
        write_whole(self._folder / name, content)

    def older_pages(self) -> list[str]:
        """Return the pages of earlier builds that lie in the folder and that this build did not write."""
        pages = (file for file in self._folder.glob("*.html") if file.name.casefold() not in self._written)
        return sorted(file.name for file in pages if _made_here(file))


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what two paths have in common that are one file; None where there is none."""
    with suppress(OSError):
        found = path.stat()
        return found.st_dev, found.st_ino
    return None


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let one run at a time read and rewrite a file of the folder; where a system has no such locks, do without."""
    try:
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with suppress(OSError):  # a network drive without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _files(path: Path) -> Iterator[Path]:
    try:
        if not path.is_dir():
            path.stat()
            yield path
            return
        found = [file for file in sorted(path.iterdir()) if file.is_file() and _is_page(file)]
    except FileNotFoundError:
        raise InputError(str(path), "no such file or folder") from None
    except OSError as error:
        raise InputError(str(path), _reason(error)) from None
    if not found:
        raise InputError(
            str(path), f"no pages in this folder (NAME.ja.txt, NAME.txt or the same with {', '.join(_ENDINGS[1:])})"
        )
    yield from found


def _is_page(file: Path) -> bool:
    name = file.name
    if name.startswith(".") or file.suffix.lower() not in _ENDINGS:
        return False
    return Path(file.stem).suffix.lower() not in (".en", ".draft") and not _made_here(file)


def _made_here(file: Path) -> bool:
    """Tell whether taiyaku made a page or book; a file that cannot be opened is left to whoever reads it."""
    if file.suffix.lower() == ".epub":
        try:
            with zipfile.ZipFile(file) as book, book.open(_BOOK_PACKAGE) as package:
                return _MADE_HERE in package.read(4096)
        except (*DAMAGED, OSError):
            return False
    if file.suffix.lower() != ".html":
        return False
    try:
        with file.open("rb") as opened:
            return _MADE_HERE in opened.read(4096)
    except OSError:
        return False


def _bare_name(file: Path) -> str:
    """``NAME`` of ``NAME.ja.txt``, ``NAME.html`` or ``NAME``."""
    stem = file.stem if file.suffix.lower() in _ENDINGS else file.name
    return stem[:-3] if stem.lower().endswith(".ja") else stem


def _page_name(file: Path) -> str:
    name = _bare_name(file)
    return f"{name}-page" if name.casefold() in _TAKEN else name


def _counterpart(file: Path) -> Path | None:
    candidates = [file.with_name(f"{_bare_name(file)}.en{ending}") for ending in (file.suffix, *_ENDINGS)]
    return next((path for path in candidates if path.is_file() and path != file), None)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
