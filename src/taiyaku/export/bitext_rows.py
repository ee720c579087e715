"""Beads -> the rows of a bitext that have both sides, and these as a plain table."""

from __future__ import annotations

from collections.abc import Iterator

from taiyaku.export.table import tsv_text
from taiyaku.model import Bead, Bitext

#: What a row says of where its English comes from: people wrote it, or a program drafted it.
TEXT, DRAFT = "text", "draft"


def origin(bead: Bead) -> str:
    """Return ``draft`` where a program made the English of a row, else ``text``."""
    return DRAFT if bead.draft else TEXT


def paired_rows(bitext: Bitext, min_score: float = 0.0) -> Iterator[tuple[int, Bead, str, str]]:
    """Yield number, bead, Japanese and English of each row that has both and scores at least ``min_score``.

    Rows are numbered as on the study page, so that row 7 is ``r7`` there. Drafts score 0.
    """
    for number, bead in enumerate(bitext.beads, 1):
        if bead.ja and bead.en and bead.score >= min_score:
            yield number, bead, bitext.ja_text(bead), bitext.en_text(bead)


def bitext_tsv(bitext: Bitext, min_score: float = 0.0) -> str:
    """Return the table ``ja en kind score origin``, one row a line; ``origin`` is ``text`` or ``draft``."""
    rows = (
        (ja, en, bead.kind, f"{bead.score:.3f}", origin(bead)) for _, bead, ja, en in paired_rows(bitext, min_score)
    )
    return tsv_text([("ja", "en", "kind", "score", "origin"), *rows], inert=True)
