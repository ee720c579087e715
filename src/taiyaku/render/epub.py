"""Study pages -> one EPUB 3 book: cover, contents, a chapter an article, glossary, colophon.

Written by hand, since the format is a zip with a few XML files: ``mimetype`` first and not compressed, no dates of the
build, ids made from the content. The same pages give the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from taiyaku import __version__
from taiyaku.archive import zipped
from taiyaku.markup import XML_LANG, add, document, write
from taiyaku.readings.kana import hiragana
from taiyaku.render.epub_cover import cover_svg
from taiyaku.render.epub_text import DOUBT, chapter, marked, page, said, term_meaning, term_name, text
from taiyaku.resources import shipped
from taiyaku.study_model import Bilingual, Credit, StudyDocument, StudyTerm

_FEATURES = (
    *("tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability", "alternativeText"),
    "fullRubyAnnotations",
)
_SUMMARY = (
    "Japanese text with readings of all kanji as ruby, English or a gloss for each sentence, and a linked glossary."
)
_DOUBT = Bilingual(
    f"A dashed line marks a reading that should be checked, {DOUBT} English that may belong to another sentence or a "
    "term that nobody has checked.",
    f"破線は読みが不確かな語、{DOUBT}は対応が不確かな英文、または未確認の用語です。",
)


@dataclass(frozen=True, slots=True)
class BookStyle:
    """How a book is set: English ``below`` each row or in notes, lines from top to bottom (``vertical``) or not.

    ``modified`` is the date that EPUB asks for; it does not come from a clock, so that the bytes stay the same.
    """

    below: bool = True
    vertical: bool = False
    modified: str = "2026-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class _Item:
    """A file of the book: ``spine`` files are read one after the other, ``properties`` are those of the manifest."""

    id: str
    name: str
    content: str
    media: str = "application/xhtml+xml"
    properties: str = ""
    spine: bool = True


def book_title(docs: Sequence[StudyDocument]) -> str:
    """Return the title of a book: that of its article, of several the first one's and how many there are besides."""
    first = docs[0].title_ja or docs[0].name
    return first if len(docs) == 1 else f"{first} ほか{len(docs) - 1}編"


def render_epub(docs: Sequence[StudyDocument], style: BookStyle = BookStyle()) -> bytes:
    """Return the book of the articles in their order."""
    title = book_title(docs)
    terms = _glossary_terms(docs)
    places = {term.ja: f"g{number}" for number, (term, _) in enumerate(terms, 1)}
    many = "" if len(docs) == 1 else f"{len(docs)} articles, "
    items = [
        _Item("style", "book.css", _style(), "text/css", spine=False),
        _Item(
            "cover-image",
            "cover.svg",
            cover_svg(title, f"{many}Japanese and English"),
            "image/svg+xml",
            "cover-image",
            False,
        ),
        _Item("cover", "cover.xhtml", _cover(title)),
        _Item("nav", "nav.xhtml", _nav(docs, title, bool(terms)), properties="nav"),
        *(
            _Item(f"c{number}", _file(number), chapter(doc, places, style.below, style.vertical))
            for number, doc in enumerate(docs, 1)
        ),
        *([_Item("glossary", "glossary.xhtml", _glossary(terms, len(docs) > 1))] if terms else []),
        _Item("colophon", "colophon.xhtml", _colophon(docs)),
    ]
    files = [("mimetype", "application/epub+zip"), ("META-INF/container.xml", _container())]
    files.append(("EPUB/package.opf", _package(docs, title, items, style)))
    return zipped([*files, *((f"EPUB/{item.name}", item.content) for item in items)], stored=["mimetype"])


def _file(number: int) -> str:
    return f"c{number:03}.xhtml"


def _style() -> str:
    return shipped("templates").joinpath("assets", "book.css").read_text(encoding="utf-8")


def _container() -> str:
    root = ET.Element("container", {"xmlns": "urn:oasis:names:tc:opendocument:xmlns:container", "version": "1.0"})
    media = {"media-type": "application/oebps-package+xml"}
    add(add(root, "rootfiles"), "rootfile", **{"full-path": "EPUB/package.opf"}, **media)
    return document(root)


def _package(docs: Sequence[StudyDocument], title: str, items: Sequence[_Item], style: BookStyle) -> str:
    root = ET.Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "version": "3.0",
            "unique-identifier": "id",
            XML_LANG: "ja",
            "prefix": "schema: http://schema.org/",
        },
    )
    _metadata(add(root, "metadata", **{"xmlns:dc": "http://purl.org/dc/elements/1.1/"}), docs, title, style)
    manifest = add(root, "manifest")
    for item in items:
        properties = {"properties": item.properties} if item.properties else {}
        add(manifest, "item", id=item.id, href=item.name, **{"media-type": item.media}, **properties)
    direction = {"page-progression-direction": "rtl" if style.vertical else "ltr"}
    spine = add(root, "spine", **direction)
    for item in (item for item in items if item.spine):
        add(spine, "itemref", idref=item.id)
    return document(root)


def _metadata(metadata: ET.Element, docs: Sequence[StudyDocument], title: str, style: BookStyle) -> None:
    names = "\n".join(f"{doc.name}\t{doc.title_ja}" for doc in docs)
    add(metadata, "dc:identifier", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'taiyaku:{names}')}", id="id")
    add(metadata, "dc:title", title)
    for lang in ("ja", "en"):
        add(metadata, "dc:language", lang)
    add(metadata, "meta", style.modified, property="dcterms:modified")
    add(metadata, "meta", name="generator", content=f"taiyaku {__version__}")
    for mode in ("textual", "visual"):
        add(metadata, "meta", mode, property="schema:accessMode")
    add(metadata, "meta", "textual", property="schema:accessModeSufficient")
    for feature in _FEATURES:
        add(metadata, "meta", feature, property="schema:accessibilityFeature")
    add(metadata, "meta", "none", property="schema:accessibilityHazard")
    add(metadata, "meta", _SUMMARY, property="schema:accessibilitySummary", **{"xml:lang": "en"})


def _cover(title: str) -> str:
    root, body = page(title, "cover")
    add(add(body, "section", class_="cover"), "img", src="cover.svg", alt=title, role="doc-cover")
    return text(root)


def _nav(docs: Sequence[StudyDocument], title: str, has_glossary: bool) -> str:
    root, body = page(title, "")
    contents = add(body, "nav", id="toc", **{"epub:type": "toc", "role": "doc-toc", "aria-labelledby": "contents"})
    head = marked(contents, "h1", "ja", id="contents")
    write(head, "目次 ")
    write(marked(head, "span", "en"), "Contents")
    entries = add(contents, "ol")
    for number, doc in enumerate(docs, 1):
        link = add(add(entries, "li"), "a", href=_file(number))
        write(link, f"{number} " if len(docs) > 1 else "")
        write(marked(link, "span", "ja"), doc.title_ja or doc.name)
        if doc.title_en:
            write(link, " ")
            write(marked(link, "span", "en", class_="en"), doc.title_en)
    ends = [("glossary.xhtml", "用語集", "Glossary", "glossary")] if has_glossary else []
    ends.append(("colophon.xhtml", "この本について", "About this book", "colophon"))
    for href, ja, en, _ in ends:
        add(add(entries, "li"), "a", f"{ja} {en}", href=href)
    landmarks = add(body, "nav", hidden="hidden", **{"epub:type": "landmarks", "aria-label": "Landmarks"})
    marks = add(landmarks, "ol")
    places = [("cover.xhtml", "表紙", "Cover", "cover"), ("nav.xhtml#toc", "目次", "Contents", "toc")]
    places.append((_file(1), "本文", "Text", "bodymatter"))
    for href, ja, en, kind in [*places, *ends]:
        add(add(marks, "li"), "a", f"{ja} {en}", href=href, **{"epub:type": kind})
    return text(root)


def _glossary_terms(docs: Sequence[StudyDocument]) -> list[tuple[StudyTerm, list[str]]]:
    """Return the terms of all articles in the order of their kana, each with links to the first row in each article."""
    found: dict[str, tuple[StudyTerm, list[str]]] = {}
    for number, doc in enumerate(docs, 1):
        for term in (term for term in doc.lexicon.terms if term.rows):
            found.setdefault(term.ja, (term, []))[1].append(f"{_file(number)}#{term.rows[0]}")
    return sorted(found.values(), key=lambda pair: (hiragana(pair[0].reading or pair[0].ja), pair[0].ja))


def _glossary(terms: Iterable[tuple[StudyTerm, list[str]]], many: bool) -> str:
    root, body = page("用語集", "backmatter")
    section = add(body, "section", **{"epub:type": "glossary", "role": "doc-glossary", "aria-labelledby": "title"})
    head = marked(section, "h1", "ja", id="title")
    write(head, "用語集 ")
    write(marked(head, "span", "en"), "Glossary")
    entries = add(section, "dl")
    for number, (term, links) in enumerate(terms, 1):
        name = marked(entries, "dt", "ja", id=f"g{number}", **{"epub:type": "glossterm"})
        term_name(add(name, "dfn"), term)
        meaning = add(entries, "dd", **{"epub:type": "glossdef"})
        write(marked(meaning, "p", "en"), term_meaning(term))
        for lang, variants in (("ja", term.variants_ja), ("en", term.variants_en)):
            if variants:
                write(marked(meaning, "p", lang, class_="made"), (", " if lang == "en" else "、").join(variants))
        line = add(meaning, "p", class_="places")
        for place, link in enumerate(links):
            write(line, " " if place else "")
            article = int(link[1 : link.index(".")])
            add(line, "a", f"→ {article}" if many else "→", href=link, **{"aria-label": f"article {article}"})
    return text(root)


def _colophon(docs: Sequence[StudyDocument]) -> str:
    root, body = page("この本について", "backmatter")
    section = add(body, "section", **{"epub:type": "colophon", "role": "doc-colophon", "aria-labelledby": "title"})
    head = marked(section, "h1", "ja", id="title")
    write(head, "この本について ")
    write(marked(head, "span", "en"), "About this book")
    said(section, "p", _DOUBT)
    for credit in _credits(docs):
        line = marked(section, "p", "en")
        if credit.url:
            add(line, "a", credit.name, href=credit.url)
        else:
            write(line, credit.name)
        write(line, f" ({credit.licence})")
    for signature in dict.fromkeys(doc.colophon.signature for doc in docs):
        add(section, "p", signature, class_="made")
    return text(root)


def _credits(docs: Sequence[StudyDocument]) -> Iterator[Credit]:
    yield from dict.fromkeys(credit for doc in docs for credit in doc.colophon.credits)
