"""Study rows -> the XHTML of a chapter: ruby without ``rp``, both languages marked, names and English as notes."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from taiyaku.markup import XML_LANG, add, document, write
from taiyaku.model import Label, RubyRun
from taiyaku.readings.ruby import ruby_runs
from taiyaku.render.gloss_line import gloss_pieces
from taiyaku.study_model import NONE, Bilingual, StudyDocument, StudyRow, StudySentence, StudyTerm

#: Elements and classes of the rows' Japanese side.
_ELEMENTS = {
    Label.TITLE: ("h1", ""),
    Label.HEADING: ("h2", ""),
    Label.KICKER: ("p", " kicker"),
    Label.CAPTION: ("p", " caption"),
    Label.LIST_ITEM: ("p", " item"),
    Label.COMMENT: ("p", " comment"),
}
DOUBT = "(?)"
#: What stands beside English that a program made.
DRAFT = Bilingual("machine draft", "機械下訳")


def page(title: str, kind: str, vertical: bool = False) -> tuple[ET.Element, ET.Element]:
    """Return the root of an XHTML document and its body, whose ``epub:type`` is ``kind``."""
    root = ET.Element(
        "html",
        {
            "xmlns": "http://www.w3.org/1999/xhtml",
            "xmlns:epub": "http://www.idpf.org/2007/ops",
            "lang": "ja",
            XML_LANG: "ja",
        },
    )
    head = add(root, "head")
    add(head, "title", title)
    add(head, "link", rel="stylesheet", type="text/css", href="book.css")
    body = add(root, "body", **{"epub:type": kind} if kind else {})
    if vertical:
        root.set("class", "vertical")
    return root, body


def text(root: ET.Element) -> str:
    """Return the document; nothing is indented, since blanks between Japanese words would be printed."""
    return document(root, "<!DOCTYPE html>", indent=False)


def marked(parent: ET.Element, name: str, lang: str, **attributes: str) -> ET.Element:
    """Append an element whose language is marked twice, as EPUB wants it."""
    return add(parent, name, **attributes, lang=lang, **{"xml:lang": lang})


def said(parent: ET.Element, name: str, words: Bilingual, **attributes: str) -> None:
    """Append a sentence of the book's own, in Japanese and English."""
    if words.ja:
        write(marked(parent, name, "ja", **attributes), words.ja)
    write(marked(parent, name, "en", **attributes), words.en)


def ruby(parent: ET.Element, runs: tuple[RubyRun, ...]) -> None:
    """Append a word with its readings; a stretch that needs none is plain text."""
    for run in runs:
        if run.ruby:
            add(add(parent, "ruby", run.base), "rt", run.ruby)
        else:
            write(parent, run.base)


def term_name(parent: ET.Element, term: StudyTerm) -> None:
    """Append the Japanese of a term with its reading."""
    ruby(parent, ruby_runs(term.ja, term.reading) if term.reading else (RubyRun(term.ja),))


def chapter(doc: StudyDocument, glossary: Mapping[str, str], below: bool, vertical: bool) -> str:
    """Return the chapter of an article.

    :param glossary: where each term stands in the glossary, by its Japanese.
    :param below: the English stands below each row, else in notes behind the article.
    """
    root, body = page(doc.title_ja or doc.name, "bodymatter", vertical)
    section = add(body, "section", **{"epub:type": "chapter", "role": "doc-chapter", "aria-labelledby": "title"})
    if not doc.titled:
        write(marked(section, "h1", "ja", id="title"), doc.title_ja or doc.name)
    used: dict[int, str] = {}
    titles = 0
    for row in doc.rows:
        titles += row.kind is Label.TITLE
        _row(section, row, "title" if row.kind is Label.TITLE and titles == 1 else "", below, used)
    _front(section, doc)
    if not below:
        _english_notes(section, doc)
    _legend(section, doc)
    _term_notes(section, doc, glossary, used)
    return text(root)


def _front(section: ET.Element, doc: StudyDocument) -> None:
    """Put English title, date, author, notes and warnings behind the headline (before it where a kicker stands)."""
    front = ET.Element("div", {"class": "facts"})
    if doc.title_en_apart:
        write(marked(front, "p", "en"), doc.title_en_apart)
    for fact in doc.facts:
        line = add(front, "p")
        write(line, f"{fact.name.ja}: ")
        write(marked(line, "span", fact.lang) if fact.lang else add(line, "span"), fact.text)
    for note in doc.notes:
        said(front, "p", note)
    for warning in doc.warnings:
        said(front, "p", warning, class_="warning")
    if len(front):
        titled = (n for n, child in enumerate(section) if any(e.get("id") == "title" for e in child.iter()))
        section.insert(next(titled, 0) + 1, front)


def _row(section: ET.Element, row: StudyRow, id_: str, below: bool, used: dict[int, str]) -> None:
    if row.by:
        write(marked(section, "p", "ja", class_="facts"), row.by)
    box = add(section, "div", class_="row", id=row.id)
    if row.ja:
        name, style = _ELEMENTS.get(row.kind, ("p", ""))
        name = "h2" if name == "h1" and not id_ else name
        japanese = marked(box, name, "ja", class_=f"ja{style}", **({"id": id_} if id_ else {}))
        for sentence in row.ja:
            _sentence(japanese, sentence, used)
        if _has_side(row) and not below:
            note = {"epub:type": "noteref", "role": "doc-noteref", "href": f"#en-{row.id}"}
            write(marked(japanese, "a", "en", class_="note", id=f"to-{row.id}", **note), "EN" if row.en else "gloss")
    if _has_side(row) and (below or not row.ja):
        english = marked(box, "p", "en", class_="en" if row.en else "en gloss")
        _english(english, row)


def _sentence(parent: ET.Element, sentence: StudySentence, used: dict[int, str]) -> None:
    """Append a sentence; the first time a term stands in it, it leads to the term's note."""
    place = add(parent, "span", id=sentence.id)
    seen: set[int] = set()
    for span in sentence.spans:
        into = place
        if span.term != NONE and span.term not in seen:
            seen.add(span.term)
            used.setdefault(span.term, sentence.id)
            note = {"epub:type": "noteref", "role": "doc-noteref", "href": f"#n{span.term}"}
            into = add(place, "a", class_="term", **note)
        for run in span.runs:
            ruby(into if run.certain else add(into, "span", class_="unsure"), run.rubies)


def _has_side(row: StudyRow) -> bool:
    """Whether there is English for a row, or a gloss in its place."""
    return bool(row.en) or any(sentence.gloss for sentence in row.ja)


def _english(parent: ET.Element, row: StudyRow) -> None:
    if not row.en:
        _gloss(parent, row)
        return
    if row.alignment.doubtful:
        add(parent, "span", f"{DOUBT} ", class_="doubt")
    if row.draft:
        _mark(parent, DRAFT.en, DRAFT.ja)
    texts = (f"{part.text} ({part.was})" if part.was else part.text for one in row.en for part in one.parts)
    write(parent, "".join(texts) if row.draft else " ".join(sentence.text for sentence in row.en))
    for ja, en in row.missing:
        write(parent, " ")
        _mark(parent, f"{DOUBT} {en}", ja)


def _mark(parent: ET.Element, en: str, ja: str) -> None:
    """Append what the book says of a draft: [machine draft 機械下訳]."""
    mark = add(parent, "span", f"[{en} ", class_="doubt")
    write(marked(mark, "span", "ja"), ja)
    write(mark, "] ")


def _gloss(parent: ET.Element, row: StudyRow) -> None:
    """Append the words of a gloss, each with its labels; it says what it is, since it is no translation."""
    add(parent, "span", "gloss: ", class_="named")
    pieces = [piece for sentence in row.ja for piece in gloss_pieces(sentence.gloss)]
    for at, piece in enumerate(pieces):
        write(parent, "\u00a0· " if at else "")
        if piece.spoken:
            add(parent, "em", piece.text, lang="ja-Latn", **{XML_LANG: "ja-Latn"})
        else:
            write(parent, piece.text)
        if piece.labels:
            write(parent, "\u00a0" if piece.text else "")
            add(parent, "i", piece.labels)


def _legend(section: ET.Element, doc: StudyDocument) -> None:
    """Append what the labels of the gloss mean."""
    if doc.labels:
        entries = add(_titled(section, "labels", "語釈の記号", "Labels of the gloss"), "dl")
        for label in doc.labels:
            add(entries, "dt", label.name)
            meaning = add(entries, "dd")
            said(meaning, "p", label.meaning)


def _english_notes(section: ET.Element, doc: StudyDocument) -> None:
    rows = [row for row in doc.rows if _has_side(row) and row.ja]
    names = ("英文", "English") if doc.has_english else ("語釈", "Gloss")
    notes = _titled(section, "notes", *names) if rows else section
    for row in rows:
        note = add(notes, "aside", id=f"en-{row.id}", **{"epub:type": "footnote", "role": "doc-footnote"})
        line = marked(note, "p", "en")
        _english(line, row)
        add(line, "a", "↩", class_="back", href=f"#to-{row.id}", role="doc-backlink", **{"aria-label": "back"})


def _term_notes(section: ET.Element, doc: StudyDocument, glossary: Mapping[str, str], used: Mapping[int, str]) -> None:
    notes = _titled(section, "terms", "この記事の人名・用語", "Names and terms") if used else section
    for number, place in used.items():
        term = doc.lexicon.terms[number]
        note = add(notes, "aside", id=f"n{number}", **{"epub:type": "footnote", "role": "doc-footnote"})
        line = add(note, "p")
        term_name(marked(line, "b", "ja"), term)
        write(line, " ")
        write(marked(line, "span", "en"), term_meaning(term))
        link = {"epub:type": "glossref", "role": "doc-glossref", "aria-label": "glossary"}
        add(line, "a", "→", class_="link", href=f"glossary.xhtml#{glossary[term.ja]}", **link)
        add(line, "a", "↩", class_="back", href=f"#{place}", role="doc-backlink", **{"aria-label": "back"})


def term_meaning(term: StudyTerm) -> str:
    """Return the English of a term, what it is, and whether anybody has checked it."""
    text = f"{term.en} ({term.note})" if term.note else term.en
    return f"{text} {DOUBT}" if term.proposed else text


def _titled(parent: ET.Element, class_: str, ja: str, en: str) -> ET.Element:
    section = add(parent, "section", class_=class_)
    title = marked(section, "h2", "ja")
    write(title, ja + " ")
    write(marked(title, "span", "en"), en)
    return section
