"""All that is uncertain about the pages -> ``review.csv``: what a person should look at, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taiyaku.align.align import few_counterparts
from taiyaku.export.table import csv_text
from taiyaku.model import METADATA, Article, Bitext, Label, Line, Override, TermEntry, Token
from taiyaku.study import SHOWN_FACTS, is_doubtful, writers
from taiyaku.terms.consistency import Finding
from taiyaku.terms.match import is_suggestion
from taiyaku.translate.records import Draft

_ORDER = (
    *("name in a draft", "sentence without draft"),
    *("few counterparts", "unused override", "uncertain reading", "doubtful row", "row without counterpart"),
    *("spelled in several ways", "several English spellings", "perhaps one name", "proposed term", "unverified name"),
    *("line not shown", "dropped line", "dropped English line"),
)
COLUMNS = ("page", "what", "line", "text", "detail", "suggestion", "count")


def review_rows(
    name: str,
    article: Article,
    english: Article | None,
    bitext: Bitext,
    tokens: Sequence[Sequence[Token]],
    entries: Sequence[TermEntry],
    drafts: Sequence[Draft] = (),
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one page: readings, rows, drafts and terms to check, and the lines left out."""
    warning = few_counterparts(bitext)
    rows = [
        *([("few counterparts", "", article.title, warning, "", "")] if warning else []),
        *_drafts_to_check(bitext, drafts),
        *_uncertain_readings(bitext, tokens),
        *_rows_to_check(bitext),
        *(
            (_what(entry), "", entry.ja, _where(entry), entry.en, str(entry.evidence.count))
            for entry in entries
            if entry.status == "proposed"
        ),
        *(("line not shown", str(line.number), line.text, line.reason, "", "") for line in _unshown(article, bitext)),
        *(("dropped line", str(line.number), line.text, line.reason, "", "") for line in article.dropped),
        *(
            ("dropped English line", str(line.number), line.text, line.reason, "", "")
            for line in (english.dropped if english else ())
        ),
    ]
    return tuple((name, *row) for row in rows)


def finding_rows(findings: Sequence[Finding]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of what the pages of a run together do not spell alike."""
    return tuple(("", one.what, "", one.name, one.spellings, one.suggestion, str(one.count or "")) for one in findings)


def _what(entry: TermEntry) -> str:
    return "unverified name" if is_suggestion(entry) else "proposed term"


def _where(entry: TermEntry) -> str:
    """Return a sentence with the entry, of a suggestion also what else it may be."""
    return f"{entry.note} in: {entry.evidence.context_ja}" if is_suggestion(entry) else entry.evidence.context_ja


def _unshown(article: Article, bitext: Bitext) -> Iterator[Line]:
    """Lines kept as facts about the page of which it shows no more than the first of a kind, and who commented."""
    seen: set[Label] = set()
    wrote = {line for lines in writers(article, bitext.ja).values() for line in lines}
    for line in article.lines:
        if line.kept and line.label in METADATA and line not in wrote:
            if line.label in seen or line.label not in SHOWN_FACTS:
                yield line
            seen.add(line.label)


def review_csv(rows: Sequence[Sequence[str]], unused: Sequence[Override] = ()) -> str:
    """Return the whole table with its header: what most needs a person first, then page by page.

    :param unused: overrides that no page had a use for.
    """
    pins = [(pin.article, "unused override", str(pin.line), pin.surface, pin.file, pin.reading, "") for pin in unused]
    return csv_text([COLUMNS, *sorted([*rows, *pins], key=lambda row: _ORDER.index(row[1]))])


def _uncertain_readings(bitext: Bitext, tokens: Sequence[Sequence[Token]]) -> Iterator[tuple[str, ...]]:
    """One row for each word read in one way: ``方, ほう, かた|がた``."""
    found: dict[tuple[str, str], list[tuple[int, str, tuple[str, ...]]]] = {}
    for sentence, words in zip(bitext.ja, tokens, strict=True):
        for token in words:
            if not token.certain:
                place = (sentence.line, sentence.text, token.provenance.alternatives)
                found.setdefault((token.surface, token.reading), []).append(place)
    for (surface, reading), places in found.items():
        line, text, alternatives = places[0]
        detail = f"read {reading} in: {text}" if reading else f"no reading found in: {text}"
        yield ("uncertain reading", str(line), surface, detail, "|".join(alternatives), str(len(places)))


def _drafts_to_check(bitext: Bitext, drafts: Sequence[Draft]) -> Iterator[tuple[str, ...]]:
    """Names that the glossary corrected, terms that a draft does not have, and sentences whose draft was no use."""
    for sentence, draft in zip(bitext.ja, drafts, strict=False):
        line = str(sentence.line)
        if draft.fault:
            yield ("sentence without draft", line, sentence.text, draft.fault, "", "")
        for fix in draft.corrected:
            detail = f"the draft had {fix.was}, the glossary has {draft.text[fix.start : fix.end]}: {draft.text}"
            yield ("name in a draft", line, fix.entry.ja, detail, draft.text[fix.start : fix.end], "")
        for entry in draft.missing:
            yield ("name in a draft", line, entry.ja, f"{entry.en} is not in: {draft.text}", entry.en, "")


def _rows_to_check(bitext: Bitext) -> Iterator[tuple[str, ...]]:
    """Rows whose pairing is doubtful, and rows of one side only where the page has both languages."""
    for bead in bitext.beads if bitext.en else ():
        one_sided = not (bead.ja and bead.en)
        if one_sided or is_doubtful(bead):
            what = "doubtful row" if is_doubtful(bead) else "row without counterpart"
            line = bitext.ja[bead.ja[0]].line if bead.ja else bitext.en[bead.en[0]].line
            text, suggestion = bitext.ja_text(bead), bitext.en_text(bead)
            yield (what, str(line), text, f"{bead.score:.2f}: {bead.reason}", suggestion, "")
