"""TermEntry records -> the simple tables that CAT and learning tools import.

Shapes from the tools' manuals: DeepL API glossaries (source,target; no header; a source only once; 1024 bytes a term,
no control characters), Google Cloud Translation (two columns without header, or equivalent term sets with language
codes as header), Weblate (header of PO fields), OmegaT (UTF-8 tab file, comment line first), memoQ (header row,
alternatives by |), Lute (language, term, translation, parent, status, tags, pronunciation), UTX 1.11 (AAMT).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from taiyaku.dictionary.jmdict import lookup
from taiyaku.export.statuses import avoided, english
from taiyaku.export.table import csv_text, tsv_text
from taiyaku.model import TermEntry
from taiyaku.terms.candidates import titles

_DEEPL_BYTES = 1024
_DOT = re.compile("[・＝=]")
_LONGER = 2  # characters that another spelling of a surname may have more: プーチン, プウチン
_BREAK = re.compile("[\t\n\r]")
_NOUNS = ("person", "place", "organisation", "treaty", "event", "acronym", "loanword")


def pairs(entries: Sequence[TermEntry]) -> Iterator[tuple[str, str, TermEntry]]:
    """Yield each Japanese spelling with its English; of a spelling used twice the first entry counts.

    Variants of a single character (米, ロ) are left out, for these tools would find them inside other words; so are
    surnames that are common words (ドル of ベネディクト・ドル), and variants with a title, whose English has none.
    """
    seen: set[str] = set()
    people = {surface for entry in entries if entry.type == "person" for surface in entry.variants_ja}
    words = {surface for surface, found in lookup(people).items() if any(entry.common for entry in found)}
    for entry in entries:
        for surface in entry.surfaces:
            misleads = entry.type == "person" and (surface in words or surface.endswith(tuple(titles())))
            if surface not in seen and (surface == entry.ja or (len(surface) > 1 and not misleads)):
                seen.add(surface)
                yield surface, counterpart(entry, surface), entry


def counterpart(entry: TermEntry, surface: str) -> str:
    """Return the English of a spelling: Vladimir Putin for ウラジーミル・プーチン, for プーチン alone Putin.

    Only of persons: their short form in English is the last word of the name, where the glossary has it.
    """
    names, last = _DOT.split(entry.ja), entry.en.split(" ")[-1]
    if entry.type != "person" or len(names) < 2 or last not in entry.variants_en or _DOT.search(surface):
        return entry.en
    whole = surface.startswith(names[0]) or len(surface) > len(names[-1]) + _LONGER
    return entry.en if whole else last


def unfit(name: str, entry: TermEntry) -> str:
    """Return why the format cannot hold the entry's terms, "" where it can: a line end in a term for OmegaT."""
    if name == "deepl" and any(len(term.encode()) > _DEEPL_BYTES for term in (*entry.surfaces, entry.en)):
        return f"longer than DeepL's {_DEEPL_BYTES} bytes a term"
    terms = (*entry.surfaces, entry.en, *(entry.variants_en if name in ("memoq", "utx") else ()))
    if name in ("deepl", "omegat", "memoq", "utx") and any(map(_BREAK.search, terms)):
        return f"a tab or line end inside a term, which {name} cannot hold"
    if name in ("omegat", "utx") and any(surface.startswith("#") for surface in entry.surfaces):
        return f"a term that begins with #, which {name} takes for a comment"
    if name == "memoq" and any("|" in term for term in terms):
        return "a term with |, which memoq takes for the mark between alternatives"
    return ""


def fitting(name: str, entries: Sequence[TermEntry]) -> list[TermEntry]:
    """Return the entries that the format can hold; ``unfit`` says why not the others."""
    return [entry for entry in entries if not unfit(name, entry)]


def deepl(entries: Sequence[TermEntry]) -> str:
    """CSV for DeepL: source,target without header."""
    return csv_text(((ja, en) for ja, en, _ in pairs(fitting("deepl", entries))), inert=False)


def google(entries: Sequence[TermEntry]) -> str:
    """CSV for a unidirectional glossary of Google Cloud Translation: two columns, no header."""
    return csv_text(((ja, en) for ja, en, _ in pairs(entries)), inert=False)


def google_set(entries: Sequence[TermEntry]) -> str:
    """CSV for an equivalent term set of Google Cloud Translation: canonical spellings under their language codes."""
    return csv_text([("ja", "en"), *((entry.ja, entry.en) for entry in entries)], inert=False)


def weblate(entries: Sequence[TermEntry]) -> str:
    """CSV for Weblate glossaries, with its header."""
    header = ("location", "source", "target", "ID", "fuzzy", "context", "translator_comments", "developer_comments")
    rows = (
        (entry.evidence.source, ja, en, "", _fuzzy(entry), entry.type, _one_line(_comment(entry)), "")
        for ja, en, entry in pairs(entries)
    )
    return csv_text([header, *rows], inert=False)


def omegat(entries: Sequence[TermEntry]) -> str:
    """Tab file for OmegaT (save as .txt or .utf8 in the project's glossary folder)."""
    head = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"
    return head + tsv_text((ja, en, _comment(entry)) for ja, en, entry in pairs(fitting("omegat", entries)))


def memoq(entries: Sequence[TermEntry]) -> str:
    """Tab file for memoQ term bases: alternatives split by |, which its import dialog asks for."""
    rows = (
        ("|".join(entry.surfaces), "|".join(english(entry)), _comment(entry)) for entry in fitting("memoq", entries)
    )
    return tsv_text([("Japanese", "English", "Note"), *rows])


def lute(entries: Sequence[TermEntry]) -> str:
    """CSV for Lute v3 term import; variants have the canonical spelling as parent."""
    header = ("language", "term", "translation", "parent", "status", "tags", "pronunciation")
    rows = (
        (
            *("Japanese", ja, en, "" if ja == entry.ja else entry.ja, "1", entry.type),
            entry.reading if ja == entry.ja else "",
        )
        for ja, en, entry in pairs(entries)
    )
    return csv_text([header, *rows], inert=False)


def utx(entries: Sequence[TermEntry]) -> str:
    """Tab file in UTX 1.11: two header lines, one pair a line, part of speech, term status; lines end with CR LF.

    The header must have a date; so that the same glossary gives the same bytes, it is always the same.
    """
    head = "#UTX 1.11; ja/en; 2000-01-01T00:00:00Z; creator: taiyaku\n#src\ttgt\tsrc:pos\tterm status\tcomment\n"
    rows = (
        (ja, en, "noun" if entry.type in _NOUNS else "", _utx_status(entry, ja), _comment(entry))
        for ja, en, entry in pairs(fitting("utx", entries))
    )
    return (head + tsv_text(rows)).replace("\n", "\r\n")


def _utx_status(entry: TermEntry, ja: str) -> str:
    """UTX knows approved, provisional, non-standard and forbidden; it wants one approved term a concept."""
    if entry.status == "rejected" or ja in avoided(entry):
        return "forbidden"
    if entry.status == "proposed":
        return "provisional"
    return "approved" if ja == entry.ja else "non-standard"


def _fuzzy(entry: TermEntry) -> str:
    return "" if entry.status == "approved" else "True"


def _comment(entry: TermEntry) -> str:
    return "; ".join(part for part in (entry.reading, entry.note) if part)


def _one_line(text: str) -> str:
    return " ".join(text.split())
