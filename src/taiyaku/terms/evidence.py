"""Where glossary entries were seen: counts and one sentence of each language, page by page, then all pages together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from taiyaku.model import Bitext, TermEntry, TermMatch


def with_evidence(bitext: Bitext, matches: Sequence[Sequence[TermMatch]], page: str) -> tuple[TermEntry, ...]:
    """Return the entries found on a page, in order of first occurrence, with count, first sentence and its English."""
    english = {i: " ".join(bitext.en[j].text for j in bead.en) for bead in bitext.beads for i in bead.ja}
    found: dict[str, TermEntry] = {}
    for number, (sentence, terms) in enumerate(zip(bitext.ja, matches, strict=True)):
        for match in terms:
            entry = found.get(match.entry.id)
            if entry is None:
                seen = replace(
                    match.entry.evidence,
                    context_ja=sentence.text,
                    context_en=english.get(number, ""),
                    source=page,
                    count=1,
                )
                found[match.entry.id] = replace(match.entry, evidence=seen)
            else:
                seen = replace(entry.evidence, count=entry.evidence.count + 1)
                found[match.entry.id] = replace(entry, evidence=seen)
    return tuple(found.values())


def joined(pages: Iterable[Sequence[TermEntry]]) -> tuple[TermEntry, ...]:
    """Return one glossary of several pages: counts added, evidence of the first page, most frequent entries first."""
    found: dict[tuple[str, str], TermEntry] = {}
    for entry in (entry for entries in pages for entry in entries):
        known = found.setdefault((entry.id, entry.en), entry)
        if known is not entry:
            count = known.evidence.count + entry.evidence.count
            found[entry.id, entry.en] = replace(known, evidence=replace(known.evidence, count=count))
    return tuple(sorted(found.values(), key=lambda entry: (-entry.evidence.count, entry.ja)))
