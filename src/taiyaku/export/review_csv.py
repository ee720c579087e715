"""All that is uncertain about the pages -> ``review.csv``: what a person should look at, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taiyaku.export.table import csv_text
from taiyaku.model import Article, Bitext, Override, TermEntry, Token
from taiyaku.study import is_doubtful

COLUMNS = ("page", "what", "line", "text", "detail", "suggestion", "count")


def review_rows(
    name: str,
    article: Article,
    english: Article | None,
    bitext: Bitext,
    tokens: Sequence[Sequence[Token]],
    entries: Sequence[TermEntry],
    unused: Sequence[Override],
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one page: what to check (readings, rows, terms), unused overrides, lines left out."""
    rows = [
        *_uncertain_readings(bitext, tokens),
        *_doubtful_rows(bitext),
        *(
            ("proposed term", "", entry.ja, entry.en, entry.evidence.context_ja, str(entry.evidence.count))
            for entry in entries
            if entry.status == "proposed"
        ),
        *(("unused override", str(pin.line), pin.surface, pin.reading, "", "") for pin in unused),
        *(("dropped line", str(line.number), line.text, line.reason, "", "") for line in article.dropped),
        *(
            ("dropped English line", str(line.number), line.text, line.reason, "", "")
            for line in (english.dropped if english else ())
        ),
    ]
    return tuple((name, *row) for row in rows)


def review_csv(rows: Sequence[Sequence[str]]) -> str:
    """Return the whole table with its header."""
    return csv_text([COLUMNS, *rows])


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


def _doubtful_rows(bitext: Bitext) -> Iterator[tuple[str, ...]]:
    for bead in bitext.beads:
        if is_doubtful(bead):
            line = str(bitext.ja[bead.ja[0]].line)
            detail = f"{bead.score:.2f}: {bead.reason}"
            yield ("doubtful row", line, bitext.ja_text(bead), detail, bitext.en_text(bead), "")
