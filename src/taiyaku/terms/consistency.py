"""One name, several spellings: which Japanese and which English spellings of each entry the pages use, side by side.

A short form is no other spelling (プーチン beside ウラジーミル・プーチン, Putin beside Vladimir Putin); ゼレンスキイ
beside ゼレンスキー is, and so is Kiev beside Kyiv.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from taiyaku.model import Bitext, TermEntry, TermMatch
from taiyaku.terms.candidates import ACRONYM
from taiyaku.terms.match import is_suggestion
from taiyaku.terms.normal_form import normal_form
from taiyaku.terms.variants import Proposal


@dataclass(frozen=True, slots=True)
class Use:
    """An entry in a sentence: as the Japanese prints it, and which of its English spellings stands beside it or ""."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to make one: ``what`` it is, the name, the spellings met with their counts, what the glossary says."""

    what: str
    name: str
    spellings: str
    suggestion: str
    count: int


def uses(bitext: Bitext, matches: Sequence[Sequence[TermMatch]]) -> tuple[Use, ...]:
    """Return how a page spells the entries that were found in it."""
    english = {number: bitext.en_text(bead) for bead in bitext.beads for number in bead.ja}
    return tuple(
        Use(bitext.ja[number].text[match.start : match.end], _spelling(match.entry, english.get(number, "")))
        for number, row in enumerate(matches)
        for match in row
    )


def _spelling(entry: TermEntry, english: str) -> str:
    """Return the longest of an entry's English spellings that stands in a text."""
    spellings = sorted((entry.en, *entry.variants_en), key=len, reverse=True)
    return next((text for text in spellings if _whole(text).search(english)), "")


@lru_cache(maxsize=20_000)
def _whole(spelling: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(spelling)}(?!\w)")


def findings(entries: Iterable[TermEntry], used: Iterable[Use], proposals: Iterable[Proposal]) -> tuple[Finding, ...]:
    """Return what the pages of a run do not spell alike, entry by entry, then what may be one name."""
    found: dict[str, list[Use]] = defaultdict(list)
    for use in used:
        found[normal_form(use.ja)[0]].append(use)
    rows = [row for entry in entries if not is_suggestion(entry) for row in _of_entry(entry, found)]
    perhaps = [Finding("perhaps one name", f"{p.one} / {p.other}", p.why, "", 0) for p in proposals]
    return (*rows, *sorted(perhaps, key=lambda row: row.name))


def _of_entry(entry: TermEntry, found: dict[str, list[Use]]) -> Iterator[Finding]:
    keys = dict.fromkeys(normal_form(surface)[0] for surface in entry.surfaces)
    used = [use for key in keys for use in found.get(key, ())]
    for what, spellings, suggestion in (
        ("spelled in several ways", Counter(_undotted(use.ja) for use in used), entry.ja),
        ("several English spellings", Counter(use.en for use in used if use.en), entry.en),
    ):
        others = _apart(spellings)
        if len(others) > 1:
            listed = ", ".join(f"{text} ({count})" for text, count in others)
            yield Finding(what, entry.ja, listed, suggestion, sum(count for _, count in others))


def _undotted(surface: str) -> str:
    return re.sub("[・･=＝゠ \u3000]", "・", surface)


def _apart(spellings: Counter[str]) -> list[tuple[str, int]]:
    """Return the spellings of which none is the short form of another or an acronym, the most frequent first."""
    forms = {text: re.sub(r"[\W_]", "", text).casefold() for text in spellings if not ACRONYM.fullmatch(text)}
    apart = [text for text, form in forms.items() if not any(form in other for t, other in forms.items() if t != text)]
    return sorted(((text, spellings[text]) for text in apart), key=lambda row: (-row[1], row[0]))
