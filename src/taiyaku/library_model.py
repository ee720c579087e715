"""The records of the pages over all study pages: the library that lists them, and the glossary of their terms."""

from __future__ import annotations

from dataclasses import dataclass

from taiyaku.study_model import Bilingual, Colophon

_NO_COLOPHON = Colophon()


def _beside(href: str) -> None:
    if href.startswith("/") or ".." in href.split("/"):
        raise ValueError(f"not a file beside the library: {href}")


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """A study page in the library: ``href`` is its file name beside ``index.html`` (escaped when rendered).

    ``date`` is as the page gives it, "" if it does not; ``aligned`` is the share of sentences with English, 0 to 1.
    ``key`` is what the browser keeps its progress under, those of the parts of a long page with ``/`` between them,
    which no file name has. ``above`` has, for each of ``levels.GRADES`` and then
    ``OLD_JLPT``, the share of words with kanji that ask for more; ``level`` is the grade at which nearly all can be
    read, 0 for none.
    ``drafted``: its English is drafts of a program, which count neither in ``aligned`` nor as English. ``kana`` and
    ``romaji`` are how the title is read, for the search.

    :raises ValueError: ``href`` leads out of the library's folder.
    """

    href: str
    title_ja: str
    title_en: str
    date: str
    sentences: int
    words: int
    aligned: float
    has_english: bool
    key: str = ""
    level: int = 0
    above: tuple[float, ...] = ()
    drafted: bool = False
    kana: str = ""
    romaji: str = ""

    def __post_init__(self) -> None:
        _beside(self.href)


@dataclass(frozen=True, slots=True)
class LibraryTerm:
    """A term as the library's search knows it; ``pages`` are indices into ``LibraryDocument.pages``."""

    ja: str
    en: str
    reading: str
    romaji: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LibraryDocument:
    """The page that lists all study pages, or the parts of a long one (then with their ``title``), in order.

    ``files`` are other files beside it, name and content: ``("glossary.csv", Bilingual("Glossary"))``; ``terms`` stand
    in the order of the glossary page, whose anchors are ``t0``, ``t1`` …

    :raises ValueError: a file's name leads out of the library's folder.
    """

    pages: tuple[LibraryPage, ...]
    notes: tuple[Bilingual, ...] = ()
    colophon: Colophon = _NO_COLOPHON
    files: tuple[tuple[str, Bilingual], ...] = ()
    title: str = ""
    terms: tuple[LibraryTerm, ...] = ()

    def __post_init__(self) -> None:
        for href, _ in self.files:
            _beside(href)


@dataclass(frozen=True, slots=True)
class Kwic:
    """A place where a term stands: ``left``, ``key`` and ``right`` are the text around it, ``en`` the row's English."""

    href: str
    row: str
    title: str
    left: str
    key: str
    right: str
    en: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way a term is written, and how often; ``text`` "" counts rows whose English does not have the term."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term over all pages: how it is spelt on both sides, and where it stands (``hidden`` more places than shown)."""

    ja: str
    en: str
    reading: str
    romaji: str
    type: str
    proposed: bool
    spellings_ja: tuple[Spelling, ...]
    spellings_en: tuple[Spelling, ...]
    places: tuple[Kwic, ...]
    hidden: int = 0

    @property
    def count(self) -> int:
        """How often the term stands in the Japanese of all pages."""
        return sum(spelling.count for spelling in self.spellings_ja)

    @property
    def varied(self) -> bool:
        """Whether one side writes it in more than one way."""
        return len(self.spellings_ja) > 1 or sum(bool(spelling.text) for spelling in self.spellings_en) > 1


@dataclass(frozen=True, slots=True)
class GlossaryDocument:
    """The glossary page: the terms of all pages in the order of their reading."""

    terms: tuple[GlossaryTerm, ...]
    colophon: Colophon = _NO_COLOPHON
