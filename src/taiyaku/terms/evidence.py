"""Where glossary entries were seen: counts and one sentence of each language, page by page, then all pages together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from taiyaku.model import Bitext, TermEntry, TermMatch
from taiyaku.terms.match import is_shown, is_suggestion
from taiyaku.terms.variants import Proposal, joined_variants, merged_variants, same_english


def with_evidence(bitext: Bitext, matches: Sequence[Sequence[TermMatch]], page: str) -> tuple[TermEntry, ...]:
    """Return the entries found on a page, in order of first occurrence, with count, a sentence and its English.

    Spellings that only the page has are variants too: other programs look for them letter by letter.
    """
    english = {i: bitext.en_text(bead) for bead in bitext.beads for i in bead.ja}
    found: dict[str, list[int]] = {}
    entries: dict[str, TermEntry] = {}
    for number, terms in enumerate(matches):
        for match in terms:
            found.setdefault(match.entry.id, []).append(number)
            entry = entries.setdefault(match.entry.id, match.entry)
            printed = bitext.ja[number].text[match.start : match.end]
            if printed not in entry.surfaces:
                entries[match.entry.id] = replace(entry, variants_ja=(*entry.variants_ja, printed))
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
    """Return one glossary of several pages: counts added, evidence of the first page.

    An entry that pages give different English takes the more frequent one, the other is a variant. A suggestion gives
    way to an entry of its spelling that another page has the English for.
    """
    found: dict[str, dict[str, TermEntry]] = {}
    for entry in (entry for entries in pages for entry in entries):
        known = found.setdefault(entry.id, {}).setdefault(entry.en, entry)
        if known is not entry:
            found[entry.id][entry.en] = _counted(known, entry)
    rows = [_one(list(entries.values())) for entries in found.values()]
    answered = {surface for entry in rows if not is_suggestion(entry) for surface in entry.surfaces}
    kept = (entry for entry in rows if not (is_suggestion(entry) and entry.ja in answered))
    return tuple(sorted(kept, key=_place))


def _place(entry: TermEntry) -> tuple[int, int, str]:
    """Return what entries are sorted by: names and terms, suggestions, mere words; the most frequent first."""
    kind = 0 if is_shown(entry) else 1 if is_suggestion(entry) else 2
    return kind, -entry.evidence.count, entry.ja


def with_decided(entries: Sequence[TermEntry], decided: Iterable[TermEntry]) -> tuple[TermEntry, ...]:
    """Return a glossary with what somebody decided on earlier and no page has, so that the newest has it all."""
    ids = {entry.id for entry in entries}
    return (*entries, *(entry for entry in decided if entry.id not in ids))


def _one(entries: Sequence[TermEntry]) -> TermEntry:
    """Return one entry of those of one id that differ in their English."""
    best, *others = sorted(entries, key=lambda entry: -entry.evidence.count)
    for entry in others:
        best = joined_variants(best, entry)
    return best


def one_glossary(entries: Sequence[TermEntry]) -> tuple[tuple[TermEntry, ...], tuple[Proposal, ...]]:
    """Return a joined glossary with the spellings that different pages have of one mined name in one entry.

    Also the pairs that a person should look at. What the user or the shipped glossary says stays as it is.
    """
    mined = [entry for entry in entries if entry.status == "proposed" and not is_suggestion(entry)]
    merged, proposals = merged_variants(mined)
    kept, names = {entry.id: entry for entry in merged}, {entry.id for entry in mined}
    rows = [kept.get(entry.id, entry) for entry in entries if entry.id in kept or entry.id not in names]
    told = {frozenset((pair.one, pair.other)) for pair in proposals}
    alike = (pair for pair in same_english(rows) if frozenset((pair.one, pair.other)) not in told)
    return tuple(sorted(rows, key=_place)), (*proposals, *alike)


def _counted(entry: TermEntry, other: TermEntry) -> TermEntry:
    count = entry.evidence.count + other.evidence.count
    variants = tuple(dict.fromkeys((*entry.variants_ja, *other.variants_ja)))
    return replace(entry, variants_ja=variants, evidence=replace(entry.evidence, count=count))
