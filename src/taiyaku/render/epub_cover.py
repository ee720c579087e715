"""The title of a book -> its cover as SVG, in the letters of the reading system."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

from taiyaku.markup import XML_LANG, add, document

_WIDTH, _HEIGHT, _SIZE = 1200, 1800, 96
_LINE, _MOST = 20, 8  # half-width characters a line, lines
_NEVER_FIRST = "、。，．・」』】）)]？！?!ー々ゃゅょっァィゥェォャュョッ:："


def cover_svg(title: str, below: str) -> str:
    """Return the picture: the title in lines of ten characters, what the book is at the foot."""
    svg = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_WIDTH} {_HEIGHT}",
            "width": str(_WIDTH),
            "height": str(_HEIGHT),
            XML_LANG: "ja",
        },
    )
    add(svg, "title", title)
    add(svg, "rect", width=str(_WIDTH), height=str(_HEIGHT), fill="#20365c")
    add(
        svg, "rect", x="60", y="60", width="1080", height="1680", fill="none", stroke="#f4efe3", **{"stroke-width": "6"}
    )
    lines = list(title_lines(title))
    for number, line in enumerate(lines):
        _line(svg, line, 420 + number * 140, _SIZE)
    _line(svg, below, 1560, 48)
    _line(svg, "対訳", 1650, 60)
    return document(svg)


def title_lines(title: str) -> Iterator[str]:
    """Yield the title in lines that fit the cover: none begins with a mark, English words stay whole; … if cut."""
    line, lines = "", 0
    for piece in _pieces(title):
        if line and _width(line + piece.rstrip()) > _LINE and piece[0] not in _NEVER_FIRST:
            lines += 1
            if lines == _MOST:
                yield line.strip() + "…"
                return
            yield line.strip()
            line = ""
        line += piece
    if line.strip():
        yield line.strip()


def _pieces(title: str) -> Iterator[str]:
    """Characters, with neighbouring narrow letters as one word and the blank behind it."""
    word = ""
    for character in title:
        wide = east_asian_width(character) in "WF"
        if word and (wide or character.isspace()):
            yield word + (" " if character.isspace() else "")
            word = ""
        if wide:
            yield character
        elif not character.isspace():
            word += character
            if len(word) == _LINE:
                yield word
                word = ""
    if word:
        yield word


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _line(svg: ET.Element, text: str, y: int, size: int) -> None:
    look = {"text-anchor": "middle", "font-size": str(size), "font-family": "serif", "fill": "#f4efe3"}
    add(svg, "text", text, x=str(_WIDTH // 2), y=str(y), **look)
