"""What TBX and its relatives say of a spelling: preferred, admitted or deprecated; full form, short form or variant.

A glossary may have a column ``deprecated`` of its own: spellings, parted by |, that are known (they are variants too)
and not to be used. A rejected entry is deprecated as a whole; of a proposed one nothing is preferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from taiyaku.model import TermEntry

DEPRECATED_COLUMN = "deprecated"
_PARTS = re.compile(r"[・=＝\s]+")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+(?:[-.][A-Z0-9]+)*\.?")


def avoided(entry: TermEntry) -> frozenset[str]:
    """Return the spellings of the entry that are known but not to be used."""
    cells = dict(entry.extra).get(DEPRECATED_COLUMN, "")
    return frozenset(part.strip() for part in cells.split("|") if part.strip())


def english(entry: TermEntry) -> tuple[str, ...]:
    """Return the English to suggest: the canonical one first, deprecated spellings left out."""
    return (entry.en, *(variant for variant in entry.variants_en if variant not in avoided(entry)))


def sides(entry: TermEntry) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield each language with its terms, each with administrative status and term type of TBX-Basic.

    ウラジーミル・プーチン is the preferred full form, プーチン an admitted short form, プチン (in the column
    ``deprecated``) a deprecated variant.
    """
    for lang, first, variants in (("ja", entry.ja, entry.variants_ja), ("en", entry.en, entry.variants_en)):
        terms = dict.fromkeys((first, *variants))
        yield lang, [(term, _status(entry, term, first), _term_type(term, first)) for term in terms]


def _status(entry: TermEntry, term: str, first: str) -> str:
    if entry.status == "rejected" or term in avoided(entry):
        return "deprecatedTerm-admn-sts"
    preferred = term == first and entry.status == "approved"
    return "preferredTerm-admn-sts" if preferred else "admittedTerm-admn-sts"


def _term_type(term: str, first: str) -> str:
    if _ACRONYM.fullmatch(term):
        return "acronym"
    if term == first:
        return "fullForm"
    words = _PARTS.split(first)
    short = len(words) > 1 and len(term) < len(first) and set(_PARTS.split(term)) <= set(words)
    return "shortForm" if short else "variant"
