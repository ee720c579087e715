"""A file as a page: decoded, plain text as it is, HTML through ``html``, a saved page or a book unpacked first."""

from __future__ import annotations

import re

from taiyaku.intake.decode import decode
from taiyaku.intake.mhtml import html_of_mhtml, is_mhtml
from taiyaku.model import Page

_HTML_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
_HTML_START = re.compile(rb"^\W*(<\?xml[^>]*>\s*)?(?>(<!--.*?-->\s*)*)<(!doctype\s+html|html|head|body)\b", re.I | re.S)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.I)


def read_page(data: bytes, name: str) -> Page:
    """Return the decoded text of ``data``, for HTML one block a line with hints and the readings of ``<ruby>``.

    ``<p>船を<ruby>拿捕<rp>(</rp><rt>だほ</rt><rp>)</rp></ruby>した。</p>`` gives the line 船を拿捕した。 and だほ over
    拿捕; a menu in ``<nav>`` gives its lines too, with the hint that they are clutter: nothing is lost here. A page is
    HTML by its name (.html, .htm, .xhtml, .mhtml) or by how it begins.

    :param name: file name, used for messages and as ``Page.name``.
    :raises InputError: empty, binary, undecodable, or of a kind that is not read (PDF).
    """
    if is_mhtml(data, name):
        data, declared = html_of_mhtml(data, name)
        return _html(data, name, declared)
    if _HTML_NAME.search(name) or _HTML_START.match(data[:2048].replace(b"\x00", b"")):
        return _html(data, name)
    text, encoding = decode(data, name)
    return Page(name, text, encoding)


def _html(data: bytes, name: str, declared: str = "") -> Page:
    """Return an HTML file as a page; the charset that its own text names goes before the one ``declared`` elsewhere."""
    charset = _CHARSET.search(data[:4096])
    own = (charset.group(1) or charset.group(2)).decode("ascii") if charset else ""
    text, encoding = decode(data, name, own or declared)
    # lxml is loaded only where it is needed
    from taiyaku.intake.html import html_page

    return html_page(text, name, encoding)
