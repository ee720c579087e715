"""Files as what study pages are made of: one page, or of a book one a chapter, each with its English."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from taiyaku.errors import InputError
from taiyaku.intake.epub import chapters, is_epub


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and bytes."""

    name: str
    data: bytes


def book_chapters(source: Source) -> tuple[Source, ...]:
    """Return the chapters of an EPUB as sources of their own; any other file is the only one of its kind.

    :raises InputError: a book that cannot be read.
    """
    if not is_epub(source.data, source.name):
        return (source,)
    return tuple(Source(f"{source.name}: {file}", data) for file, data in chapters(source.data, source.name))


def paired_chapters(name: str, ja: Source, en: Source | None) -> tuple[tuple[str, Source, Source | None], ...]:
    """Return name, Japanese and English of each study page of a file: one, or of a book one a chapter.

    ``town.ja.epub`` of two chapters gives town-1 and town-2; of twelve, town-01 to town-12.

    :raises InputError: the English has another number of chapters, or the page a name that no link can hold.
    """
    if name != name.encode("utf-8", "replace").decode():
        raise InputError(ja.name, "the file's name is not UTF-8: rename it")
    parts = book_chapters(ja)
    if parts == (ja,):
        return ((name, ja, en),)
    english = book_chapters(en) if en else ()
    if en and len(english) != len(parts):
        raise InputError(en.name, f"has {len(english)} chapters, {PurePath(ja.name).name} has {len(parts)}")
    width = len(str(len(parts)))
    names = [f"{name}-{number:0{width}}" for number in range(1, len(parts) + 1)]
    return tuple(zip(names, parts, english or [None] * len(parts), strict=True))
