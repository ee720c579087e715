"""Built pages -> names and contents of the files of ``taiyaku build``, and the rows that the other commands print."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from taiyaku.align.table import write_alignment
from taiyaku.export import glossary_presets as presets
from taiyaku.export.bitext_tmx import bitext_tmx
from taiyaku.export.glossary_csv import glossary_csv
from taiyaku.export.glossary_tbx import glossary_tbx2, glossary_tbx3
from taiyaku.export.glossary_yomitan import glossary_yomitan
from taiyaku.export.review_csv import review_csv
from taiyaku.model import Article, Bitext, Override, Sentence, TermEntry, Token
from taiyaku.pipeline import BuiltPage
from taiyaku.readings.hepburn import LongVowels
from taiyaku.readings.romaji import romaji, sentence_romaji
from taiyaku.readings.ruby import ruby_runs
from taiyaku.render.html import render_library, render_study
from taiyaku.study import DATE
from taiyaku.study_model import Bilingual, LibraryDocument, LibraryPage
from taiyaku.terms.evidence import joined

#: What ``taiyaku glossary export --to`` writes.
EXPORTS: dict[str, Callable[[Sequence[TermEntry]], str | bytes]] = {
    "csv": glossary_csv,
    "excel": lambda entries: glossary_csv(entries, excel=True),
    "deepl": presets.deepl,
    "google": presets.google,
    "weblate": presets.weblate,
    "omegat": presets.omegat,
    "memoq": presets.memoq,
    "lute": presets.lute,
    "anki": presets.anki_text,
    "tbx2": glossary_tbx2,
    "tbx3": glossary_tbx3,
    "yomitan": glossary_yomitan,
}
_GLOSSARY = Bilingual("Glossary: names and terms of all pages", "用語集:全ページの人名・用語")
_REVIEW = Bilingual("To be checked: what is uncertain or was left out", "要確認:不確かな点、省いた行")
_SHARED = {"tbx2": "glossary.v2.tbx", "tbx3": "glossary.v3.tbx", "yomitan": "glossary.yomitan.zip"}


def page_files(page: BuiltPage, formats: Sequence[str]) -> Iterator[tuple[str, str | bytes]]:
    """Yield name and content of each file that belongs to one page."""
    name, bitext = page.document.name, page.bitext
    if "html" in formats:
        yield f"{name}.html", render_study(page.document)
    if "tmx" in formats and bitext.en:
        yield f"{name}.tmx", bitext_tmx(bitext)
    if bitext.en:
        yield f"{name}.alignment.tsv", write_alignment(bitext)


def shared_files(
    pages: Sequence[BuiltPage], formats: Sequence[str], overrides: Sequence[Override] = ()
) -> Iterator[tuple[str, str | bytes]]:
    """Yield name and content of each file that belongs to the whole run."""
    glossary = joined(page.entries for page in pages)
    if "html" in formats:
        files = [("glossary.csv", _GLOSSARY)] * ("csv" in formats) + [("review.csv", _REVIEW)]
        library = LibraryDocument(tuple(map(_library_page, pages)), (), pages[0].document.colophon, tuple(files))
        yield "index.html", render_library(library)
    if "csv" in formats:
        yield "glossary.csv", glossary_csv(glossary)
    for name in formats:
        if name in _SHARED:
            yield _SHARED[name], EXPORTS[name](glossary)
    yield "review.csv", review_csv([row for page in pages for row in page.review], _unused(pages, overrides))


def _unused(pages: Sequence[BuiltPage], overrides: Sequence[Override]) -> list[Override]:
    """Overrides that no page of the run had a use for."""
    used = {
        override
        for page in pages
        for override in overrides
        if override.article in ("", page.document.name) and override not in page.unused
    }
    return [override for override in overrides if override not in used]


def _library_page(page: BuiltPage) -> LibraryPage:
    document = page.document
    return LibraryPage(
        href=f"{document.name}.html",
        title_ja=document.title_ja or document.name,
        title_en=document.title_en,
        date=next((fact.text for fact in document.facts if fact.name == DATE), ""),
        sentences=document.sentence_count,
        words=document.word_count,
        aligned=document.aligned_share,
        has_english=document.has_english,
    )


def sentence_rows(sentences: Sequence[Sentence], plain: bool) -> list[dict[str, object]]:
    """Return what ``taiyaku sentences --format json`` prints; offsets are null where the source is not plain text."""
    return [
        {
            "line": sentence.line,
            "kind": sentence.kind,
            "text": sentence.text,
            "start": sentence.start if plain else None,
            "end": sentence.end if plain else None,
        }
        for sentence in sentences
    ]


def reading_rows(
    sentences: Sequence[Sentence],
    tokens: Sequence[Sequence[Token]],
    long: LongVowels = "macron",
    *,
    digits: bool = False,
) -> list[dict[str, object]]:
    """Return what ``taiyaku readings --format json`` prints: sentence, kana, romaji and the words of each sentence.

    :param long: how romaji writes long vowels.
    :param digits: furigana stand over digits and Latin letters too.
    """
    return [
        {
            "sentence": sentence.text,
            "kana": "".join(token.reading or token.surface for token in words),
            "romaji": sentence_romaji(words, long),
            "tokens": [_token_row(*word, digits) for word in zip(words, romaji(words, long), strict=True)],
        }
        for sentence, words in zip(sentences, tokens, strict=True)
    ]


def _token_row(token: Token, spoken: str, digits: bool) -> dict[str, object]:
    return {
        "surface": token.surface,
        "reading": token.reading,
        "romaji": spoken,
        "lemma": token.lemma,
        "pos": token.pos,
        "certain": token.certain,
        "source": token.source,
        "inflection": token.inflection,
        "ruby": [[run.base, run.ruby] for run in ruby_runs(token.surface, token.reading, digits=digits)],
        "alternatives": list(token.provenance.alternatives),
    }


def article_rows(article: Article) -> list[dict[str, object]]:
    """Return what ``taiyaku clean --format json`` prints of each line."""
    return [
        {"line": line.number, "label": line.label, "kept": line.kept, "reason": line.reason, "text": line.text}
        for line in article.lines
    ]


def bitext_text(bitext: Bitext, form: str, min_score: float = 0.0) -> str:
    """Return what ``taiyaku align`` prints as ``tsv``, ``json`` or ``tmx``."""
    if form == "tmx":
        return bitext_tmx(bitext, min_score)
    if form == "tsv":
        return write_alignment(bitext, lock=False)
    rows = [
        {
            "ja": list(bead.ja),
            "en": list(bead.en),
            "kind": bead.kind,
            "score": round(bead.score, 3),
            "reason": bead.reason,
            "ja_text": bitext.ja_text(bead),
            "en_text": bitext.en_text(bead),
        }
        for bead in bitext.beads
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
