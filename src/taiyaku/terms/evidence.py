"""Where glossary entries were seen: counts and one sentence of each language, page by page, then all pages together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from taiyaku.model import Bitext, TermEntry, TermMatch


def with_evidence(bitext: Bitext, matches: Sequence[Sequence[TermMatch]], page: str) -> tuple[TermEntry, ...]:
    """Return the entries found on a page, in order of first occurrence, with count, a sentence and its English."""
    english = {i: bitext.en_text(bead) for bead in bitext.beads for i in bead.ja}
    found: dict[str, list[int]] = {}
    entries: dict[str, TermEntry] = {}
    for number, terms in enumerate(matches):
        for match in terms:
            found.setdefault(match.entry.id, []).append(number)
            entries[match.entry.id] = match.entry
    return tuple(_with_context(entries[id_], numbers, bitext, english, page) for id_, numbers in found.items())


def _with_context(
    entry: TermEntry, numbers: Sequence[int], bitext: Bitext, english: Mapping[int, str], page: str
) -> TermEntry:
    """Take the first sentence whose English names the entry too, else the first."""
    spellings = [spelling.lower() for spelling in (entry.en, *entry.variants_en)]

    def names_it(number: int) -> bool:
        return any(spelling in english.get(number, "").lower() for spelling in spellings)

    best = next(filter(names_it, numbers), numbers[0])
    seen = replace(
        entry.evidence,
        context_ja=bitext.ja[best].text,
        context_en=english.get(best, ""),
        source=page,
        count=len(numbers),
    )
    return replace(entry, evidence=seen)


def joined(pages: Iterable[Sequence[TermEntry]]) -> tuple[TermEntry, ...]:
    """Return one glossary of several pages: counts added, evidence of the first page, most frequent entries first."""
    found: dict[tuple[str, str], TermEntry] = {}
    for entry in (entry for entries in pages for entry in entries):
        known = found.setdefault((entry.id, entry.en), entry)
        if known is not entry:
            count = known.evidence.count + entry.evidence.count
            found[entry.id, entry.en] = replace(known, evidence=replace(known.evidence, count=count))
    return tuple(sorted(found.values(), key=lambda entry: (-entry.evidence.count, entry.ja)))
