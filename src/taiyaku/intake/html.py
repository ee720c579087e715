"""HTML as one block a line with what its mark-up says; the only module that imports lxml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree, html

from taiyaku.errors import InputError, NothingToReadError
from taiyaku.intake.elements import NO_TEXT, WHOLE, article_element, data_rows, element_labels
from taiyaku.model import AuthorRuby, Label, Page

_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|button|caption|center|d[dlt]|details|dialog|dir|div|fieldset|fig(caption|ure)"
    r"|footer|form|h[1-6]|header|hr|html|legend|li|main|menu|nav|noscript|ol|option|p|pre|section|select|summary|table"
    r"|tbody|t[dhr]|textarea|tfoot|thead|ul"
)
_SENTENCE_END = re.compile("。|[.!?] ")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
#: Stands between the cells of a row; a bar would make it look like links in a row.
_CELLS = " / "
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")


def html_page(text: str, name: str, encoding: str) -> Page:
    """Return decoded HTML as a page: its text, a hint for each line that the mark-up judges, and its ruby.

    :raises NothingToReadError: nothing but mark-up.
    :raises InputError: nested deeper than can be read.
    """
    blocks, held = _blocks(text, name)
    lines: list[str] = []
    hints: list[tuple[int, Label]] = []
    rubies: list[AuthorRuby] = []
    numbers: list[int] = []
    start = 0
    for block in blocks:
        if block.apart and lines:
            lines.append("")
            start += 1
        lines.append(block.text)
        numbers.append(len(lines))
        if block.label:
            hints.append((len(lines), block.label))
        rubies += [AuthorRuby(r.start + start, r.end + start, r.reading) for r in block.rubies]
        start += len(block.text) + 1
    if not lines:
        raise NothingToReadError(name, "is an HTML file without text")
    root = (numbers[held.start], numbers[held.stop - 1]) if held else None
    return Page(name, "\n".join(lines), encoding, plain=False, hints=tuple(hints), rubies=tuple(rubies), root=root)


@dataclass(slots=True)
class _Block:
    """A line being filled: its text, its label, the readings in it, and how much of it is links."""

    apart: bool = True
    text: str = ""
    label: Label | None = None
    linked: int = 0
    rubies: list[AuthorRuby] = field(default_factory=list)
    link_blanks: list[int] = field(default_factory=list)

    def close_up(self) -> None:
        """Take out the blanks between links in running text: プーチン and 大統領, each a link, are one word."""
        for at in reversed(self.link_blanks):
            around = self.text[at - 1 : at + 2]
            if len(around) == 3 and around[1] == " " and _WIDE.match(around[0]) and _WIDE.match(around[2]):
                self.text = self.text[:at] + self.text[at + 1 :]
                self.rubies = [
                    AuthorRuby(r.start - (r.start > at), r.end - (r.end > at), r.reading) for r in self.rubies
                ]


@dataclass(slots=True)
class _Walk:
    """The state of a walk over the elements of a page, in the order of the source."""

    preserved: int = 0
    links: int = 0
    link_end: int = -1
    silent: int = 0
    block: _Block = field(default_factory=_Block)
    done: list[_Block] = field(default_factory=list)
    blank: str = ""
    apart: bool = True
    labels: list[Label] = field(default_factory=list)
    bases: list[tuple[int, int]] = field(default_factory=list)
    base_start: int = -1
    reading: list[str] | None = None
    in_row: bool = False
    last: dict[etree._Element, frozenset[etree._Element]] = field(default_factory=dict)

    def write(self, text: str | None) -> None:
        """Add running text: blanks collapse, a line end between two wide characters vanishes."""
        if not text or self.silent:
            return
        if self.reading is not None:
            self.reading.append(text.strip())
            return
        if self.preserved:
            for place, line in enumerate(text.split("\n")):
                if place:
                    self.flush()
                self._put(line)
            return
        at = 0
        for found in _BLANKS.finditer(text):
            self._put(text[at : found.start()])
            self.blank = "\n" if "\n" in found.group() or self.blank == "\n" else " "
            at = found.end()
        self._put(text[at:])

    def _put(self, word: str) -> None:
        """Add a word, with the blank that stands before it."""
        if not word:
            return
        if self.blank and self.block.text and not self.block.text.endswith(_CELLS):
            wide = _WIDE.match(self.block.text[-1]) and _WIDE.match(word)
            self.block.text += "" if self.blank == "\n" and wide else " "
        self.blank = ""
        if self.block.label is Label.DATE and self._label() in (Label.HEADING, Label.TITLE):
            self.block.label = self._label()  # <h2><time>22:20</time> the result</h2>
        if not self.block.text.strip():
            self.block.label = self._label()
        if self.base_start == -2:
            self.base_start = len(self.block.text)
        self.block.text += word
        self.block.linked += len(word) if self.links else 0

    def _label(self) -> Label | None:
        """Return what the elements around say: clutter first, then what holds for all inside, else the innermost."""
        if Label.CLUTTER in self.labels:
            return Label.CLUTTER
        whole = next((label for label in self.labels if label in WHOLE), None)
        return whole or (self.labels[-1] if self.labels else None)

    def flush(self, apart: bool = False) -> None:
        """End the line; ``apart``: with a blank line behind it."""
        self.close_base()
        block, self.block, self.blank = self.block, _Block(), ""
        self.apart = self.apart or apart
        if block.text.strip():
            block.apart, self.apart = self.apart, apart
            if block.label in (None, Label.LIST_ITEM) and block.linked * 20 >= len("".join(block.text.split())) * 19:
                block.label = Label.CLUTTER
            elif _SENTENCE_END.search(block.text):
                block.close_up()
            self.done.append(block)

    def cell(self) -> None:
        """Begin a cell of a row that is one line: a stroke parts it from the words before it."""
        self.close_base()
        if self.block.text and not self.block.text.endswith(_CELLS):
            self.block.text += _CELLS
            self.block.linked += len(_CELLS.strip())  # a row of nothing but links is a menu
        self.blank = ""

    def end_row(self) -> None:
        """End a row that is one line; what a cell's class says of the cell does not hold for the row."""
        self.in_row = False
        self.block.text = self.block.text.removesuffix(_CELLS)
        if self.block.text and self.block.label not in WHOLE:
            self.block.label = Label.LIST_ITEM
        self.flush(apart=True)

    def link_opens(self) -> None:
        """Keep a link apart from one that ends right before it; in a menu, give it a line of its own."""
        if self.link_end == len(self.block.text) > 0:
            self.block.link_blanks.append(len(self.block.text))
            self.blank = " "
            if self.block.label is Label.CLUTTER:
                self.flush()

    def close_base(self) -> None:
        """End a stretch of ruby base."""
        if self.base_start >= 0 and len(self.block.text) > self.base_start:
            self.bases.append((self.base_start, len(self.block.text)))
        self.base_start = -1

    def ruby(self, tag: str, opens: bool) -> None:
        """Follow ``<ruby>``, ``<rb>`` and ``<rt>``: what is base, what is reading, which belongs to which."""
        if tag == "rt" and opens:
            self.close_base()
        if self.reading is not None and (tag == "ruby" or opens or tag == "rt"):
            reading, self.reading = "".join(self.reading), None
            if self.bases and reading:
                start, end = self.bases.pop(0)
                self.block.rubies.append(AuthorRuby(start, end, reading))
        if tag == "rt" and opens:
            self.reading = []
        elif tag == "ruby" and not opens:
            self.close_base()
            self.bases = []
        elif tag in ("ruby", "rb", "rt"):
            self.close_base()
            self.base_start = -2


def _blocks(source: str, name: str) -> tuple[list[_Block], range]:
    """Return the blocks of an HTML page in the order of the source, and which of them the article's element holds.

    :raises InputError: nested deeper than the parser goes; the rest would be lost.
    """
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", source)
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(bare, parser=parser)
    except (etree.ParserError, ValueError):
        return [], range(0)
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise InputError(name, "is HTML that cannot be parsed: elements nested more than 2,000 deep")
    labels = element_labels(root)
    return _walked(root, labels, article_element(root, labels), data_rows(root, labels))


def _walked(
    root: etree._Element, labels: dict[etree._Element, Label], holder: etree._Element, rows: set[etree._Element]
) -> tuple[list[_Block], range]:
    """Return the blocks of a parsed page, each of ``rows`` one, and the range of those inside ``holder``."""
    walk = _Walk()
    first = last = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag, label = str(element.tag).lower(), labels.get(element)
        if event == "start":
            apart = label is Label.CLUTTER not in walk.labels and _is_set_apart(element, tag, walk)
            _open(walk, tag, label, apart)
            walk.in_row = walk.in_row or element in rows
            walk.write(element.text)
            first = len(walk.done) if element is holder else first
        else:
            if element in rows:
                walk.end_row()
            outer = label is Label.CLUTTER and walk.labels.count(label) == 1
            _close(walk, tag, label, outer and (_is_last(element, walk) or walk.block.label is label))
            last = len(walk.done) if element is holder else last
            walk.write(element.tail)
    walk.flush()
    return walk.done, range(first, last) if holder.tag not in ("html", "body") else range(0)


def _is_set_apart(element: etree._Element, tag: str, walk: _Walk) -> bool:
    """Tell whether inline clutter ends a line (``概要<span>[編集]</span>``); in the middle of one it stays in it."""
    return not _BLOCK.fullmatch(tag) and tag not in NO_TEXT and bool(walk.block.text) and _is_last(element, walk)


def _is_last(element: etree._Element, walk: _Walk) -> bool:
    """Tell whether no text follows ``element`` in the element around it."""
    parent = element.getparent()
    if parent is None:
        return True
    if parent not in walk.last:
        walk.last[parent] = frozenset(_last_children(parent))
    return element in walk.last[parent]


def _last_children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the children behind which no text stands, from the last to the first."""
    for child in reversed(parent):
        if (child.tail or "").strip():
            return
        yield child
        if "".join(child.itertext()).strip():
            return


def _open(walk: _Walk, tag: str, label: Label | None, apart: bool = False) -> None:
    """Enter an element; ``apart``: inline, but on a line of its own."""
    if apart:
        walk.flush()
    if tag in NO_TEXT:
        walk.silent += 1
    elif walk.in_row and tag in ("td", "th"):
        walk.cell()
    elif walk.in_row and tag in ("br", "p", "div"):
        walk.blank = "\n" if tag == "br" else " "
    elif tag == "br":
        if not walk.block.text:
            walk.apart = True
        walk.flush()
    elif tag in ("ruby", "rb", "rt"):
        walk.ruby(tag, True)
    elif _BLOCK.fullmatch(tag):
        walk.flush(apart=True)
    elif tag == "a":
        walk.link_opens()
    walk.links += tag == "a"
    walk.preserved += tag in ("pre", "textarea")
    if label:
        walk.labels.append(label)


def _close(walk: _Walk, tag: str, label: Label | None, apart: bool = False) -> None:
    """Leave an element; ``apart``: inline, but on a line of its own."""
    if apart:
        walk.flush()
    if tag in ("ruby", "rb", "rt"):
        walk.ruby(tag, False)
    elif _BLOCK.fullmatch(tag) and not walk.in_row:
        walk.flush(apart=True)
    walk.silent -= tag in NO_TEXT
    if tag == "a":
        walk.links -= 1
        walk.link_end = len(walk.block.text)
    walk.preserved -= tag in ("pre", "textarea")
    if label:
        walk.labels.pop()
