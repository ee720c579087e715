"""Built pages -> names and contents of the files of ``taiyaku build``, and the rows that the other commands print."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from taiyaku.align.table import write_alignment
from taiyaku.concordance import concordance
from taiyaku.export import glossary_presets as presets
from taiyaku.export.anki_apkg import anki_package
from taiyaku.export.anki_notes import anki_notes, without_drafts
from taiyaku.export.anki_text import anki_text
from taiyaku.export.bitext_rows import bitext_tsv
from taiyaku.export.bitext_tmx import bitext_tmx
from taiyaku.export.bitext_xliff import bitext_xliff
from taiyaku.export.glossary_csv import glossary_csv
from taiyaku.export.glossary_tbx import glossary_tbx2, glossary_tbx3
from taiyaku.export.glossary_yomitan import glossary_yomitan
from taiyaku.export.review_csv import finding_rows, review_csv
from taiyaku.levels import level, shares_above
from taiyaku.library_model import LibraryDocument, LibraryPage, LibraryTerm
from taiyaku.model import Article, Bitext, Label, Override, Sentence, TermEntry, Token
from taiyaku.pipeline import BuiltPage
from taiyaku.readings.hepburn import LongVowels
from taiyaku.readings.romaji import romaji, sentence_romaji
from taiyaku.readings.ruby import ruby_runs
from taiyaku.render.epub import BookStyle, book_title, render_epub
from taiyaku.render.html import render_glossary, render_library, render_study
from taiyaku.render.offline import offline_files
from taiyaku.study import DATE
from taiyaku.study_model import Bilingual, StudyDocument
from taiyaku.study_parts import study_parts
from taiyaku.terms.consistency import findings
from taiyaku.terms.evidence import joined, one_glossary, with_decided
from taiyaku.terms.match import is_suggestion

#: What ``taiyaku glossary export --to`` writes.
EXPORTS: dict[str, Callable[[Sequence[TermEntry]], str | bytes]] = {
    "csv": glossary_csv,
    "excel": lambda entries: glossary_csv(entries, excel=True),
    "deepl": presets.deepl,
    "google": presets.google,
    "google-set": presets.google_set,
    "weblate": presets.weblate,
    "omegat": presets.omegat,
    "memoq": presets.memoq,
    "lute": presets.lute,
    "utx": presets.utx,
    "anki": anki_text,
    "tbx2": glossary_tbx2,
    "tbx3": glossary_tbx3,
    "yomitan": glossary_yomitan,
}
#: Formats with a column for the status, and those that say of a term that it is not to be used.
_NATIVE, _MARKING = ("csv", "excel"), ("tbx2", "tbx3", "utx")
_GLOSSARY = Bilingual("Glossary: names and terms of all pages", "用語集:全ページの人名・用語")
_CONCORDANCE = Bilingual("Glossary with every place, and spellings that vary", "用語集:用例と表記の揺れ")
_REVIEW = Bilingual("To be checked: what is uncertain or was left out", "要確認:不確かな点、省いた行")
_SHARED = {
    "tbx2": ("glossary.v2.tbx", Bilingual("Glossary for OmegaT and Weblate (TBX 2)", "用語集(TBX 2)")),
    "tbx3": ("glossary.v3.tbx", Bilingual("Glossary for other term bases (TBX 3)", "用語集(TBX 3)")),
    "yomitan": ("glossary.yomitan.zip", Bilingual("Dictionary for Yomitan and Readest", "Yomitan用辞書")),
}
DECK = "taiyaku.apkg"
_DECK = Bilingual("Words, names and sentences for Anki", "Anki用の単語・人名・例文")
_BOOK = Bilingual("All pages as a book (EPUB)", "電子書籍(EPUB)")


@dataclass(frozen=True, slots=True)
class OutputStyle:
    """What the user chose for the outputs, and what the deck needs to know of earlier builds.

    ``changed`` is when the newest source was changed, in seconds; ``deck`` the Anki package of the build before;
    ``drafts``: machine drafts go into memories and decks, too.
    """

    book: BookStyle = field(default_factory=BookStyle)
    min_score: float = 0.0
    changed: int = 0
    deck: bytes = b""
    drafts: bool = False


def exported(target: str, entries: Sequence[TermEntry], every: bool) -> list[TermEntry]:
    """Return the entries that a format gets: the approved, with ``every`` also the proposed, but no suggestions.

    Rejected ones go where they can be marked as such. Our own formats have all.
    """
    statuses = ["approved"] + ["proposed"] * every + ["rejected"] * (every and target in _MARKING)
    wanted = (entry for entry in entries if entry.status in statuses and not (every and is_suggestion(entry)))
    return list(entries if target in _NATIVE else wanted)


def page_files(
    page: BuiltPage, formats: Sequence[str], style: OutputStyle = OutputStyle()
) -> Iterator[tuple[str, str | bytes]]:
    """Yield name and content of each file that belongs to one page."""
    name = page.document.name
    bitext = page.drafted if style.drafts else page.bitext
    if "html" in formats:
        yield from _study_files(page.document)
    if "tmx" in formats and bitext.en:
        yield f"{name}.tmx", bitext_tmx(bitext, style.min_score)
    if "tsv" in formats and page.drafted.en:
        yield f"{name}.bitext.tsv", bitext_tsv(page.drafted, style.min_score)
    if "xliff" in formats and bitext.en:
        yield f"{name}.xlf", bitext_xliff(bitext, name, style.min_score)
    if page.bitext.en:
        yield f"{name}.alignment.tsv", write_alignment(page.bitext)


def shared_files(
    pages: Sequence[BuiltPage],
    formats: Sequence[str],
    overrides: Sequence[Override] = (),
    style: OutputStyle = OutputStyle(),
    decided: Sequence[TermEntry] = (),
) -> Iterator[tuple[str, str | bytes]]:
    """Yield name and content of each file that belongs to the whole run.

    :param decided: what the user approved or rejected before; it stays in the glossary that is given again.
    """
    glossary, proposals = one_glossary(joined(page.entries for page in pages))
    inconsistent = findings(glossary, (use for page in pages for use in page.uses), proposals)
    if "html" in formats:
        yield from _library_files(pages, _listed(pages, formats))
    if "epub" in formats:
        yield _book_file(pages), render_epub([page.document for page in pages], style.book)
    if "anki" in formats:
        shown = [page.document if style.drafts else without_drafts(page.document) for page in pages]
        notes = anki_notes((document, page.entries) for document, page in zip(shown, pages, strict=True))
        yield DECK, anki_package(notes, style.changed, style.deck)
    if "csv" in formats:
        yield "glossary.csv", glossary_csv(with_decided(glossary, decided))
    told = [entry for entry in glossary if not is_suggestion(entry)]
    for name in formats:
        if name == "yomitan":
            yield _SHARED[name][0], glossary_yomitan(told, _dictionary_title(pages))
        elif name in _SHARED:
            yield _SHARED[name][0], EXPORTS[name](told)
    rows = [*(row for page in pages for row in page.review), *finding_rows(inconsistent)]
    yield "review.csv", review_csv(rows, _unused(pages, overrides))


def _listed(pages: Sequence[BuiltPage], formats: Sequence[str]) -> tuple[tuple[str, Bilingual], ...]:
    """Return the files beside the pages that the list of pages offers."""
    files = [("glossary.csv", _GLOSSARY)] * ("csv" in formats) + [("review.csv", _REVIEW)]
    files += [(_book_file(pages), _BOOK)] * ("epub" in formats) + [(DECK, _DECK)] * ("anki" in formats)
    return (*files, *(_SHARED[name] for name in formats if name in _SHARED))


def _book_file(pages: Sequence[BuiltPage]) -> str:
    return f"{pages[0].document.name}.epub" if len(pages) == 1 else "library.epub"


def _dictionary_title(pages: Sequence[BuiltPage]) -> str:
    """A page's own dictionary has its title; that of a library keeps its name when the library grows."""
    return f"taiyaku: {book_title([pages[0].document])}" if len(pages) == 1 else "taiyaku"


def fitting(name: str, entries: Sequence[TermEntry]) -> tuple[list[TermEntry], list[tuple[TermEntry, str]]]:
    """Return the entries that the format can hold, and the others each with the reason."""
    problems = [(entry, presets.unfit(name, entry)) for entry in entries]
    return [entry for entry, problem in problems if not problem], [pair for pair in problems if pair[1]]


def _unused(pages: Sequence[BuiltPage], overrides: Sequence[Override]) -> list[Override]:
    """Overrides that no page of the run had a use for."""
    used = {
        override
        for page in pages
        for override in overrides
        if override.article in ("", page.document.name) and override not in page.unused
    }
    return [override for override in overrides if override not in used]


def _study_files(document: StudyDocument) -> Iterator[tuple[str, str]]:
    """The study page; of a long article its parts, and in its own place a list of them."""
    parts = study_parts(document)
    for part in parts:
        yield f"{part.name}.html", render_study(part)
    if len(parts) > 1:
        listed = tuple(_library_page(part, part.rows[0].ja[0].text if part.rows[0].ja else "") for part in parts)
        contents = LibraryDocument(listed, (), document.colophon, title=document.title_ja or document.name)
        yield f"{document.name}.html", render_library(contents)


def _library_files(pages: Sequence[BuiltPage], beside: Sequence[tuple[str, Bilingual]]) -> Iterator[tuple[str, str]]:
    """The list of all pages, the glossary over them, and what a browser needs to keep them."""
    documents = [page.document for page in pages]
    parts = [study_parts(document) for document in documents]
    colophon = documents[0].colophon
    glossary = concordance([part for some in parts for part in some], colophon)
    numbers = {f"{part.name}.html": number for number, some in enumerate(parts) for part in some}
    terms = (
        LibraryTerm(
            term.ja, term.en, term.reading, term.romaji, tuple(dict.fromkeys(numbers[at.href] for at in term.places))
        )
        for term in glossary.terms
    )
    files = [("glossary.html", _CONCORDANCE), *beside]
    listed = tuple(_library_page(document, document.title_ja or document.name) for document in documents)
    yield "index.html", render_library(LibraryDocument(listed, (), colophon, tuple(files), terms=tuple(terms)))
    yield "glossary.html", render_glossary(glossary)
    names = [f"{part.name}.html" for some in parts for part in some]
    whole = [f"{document.name}.html" for document in documents]
    yield from offline_files([*dict.fromkeys([*whole, *names]), "glossary.html"])


def _library_page(document: StudyDocument, title: str) -> LibraryPage:
    above = shares_above(document)
    said = [sentence for row in document.rows if row.kind is Label.TITLE for sentence in row.ja]
    return LibraryPage(
        href=f"{document.name}.html",
        title_ja=title,
        title_en=document.title_en if not document.part.count else "",
        date=next((fact.text for fact in document.facts if fact.name == DATE), ""),
        sentences=document.sentence_count,
        words=document.word_count,
        aligned=document.aligned_share,
        has_english=document.has_english and not document.drafted,
        drafted=document.drafted,
        key="/".join(part.key for part in ([document] if document.part.count else study_parts(document))),
        level=level(above),
        above=above,
        kana=" ".join(sentence.kana for sentence in said),
        romaji=" ".join(sentence.romaji for sentence in said),
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
