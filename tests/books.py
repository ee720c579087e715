"""EPUB and MHTML files made for the tests."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Mapping, Sequence

_CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{number}</title><style>p {{ margin: 0 }}</style></head>
<body>{body}</body></html>"""


def epub(chapters: Sequence[str], more: Mapping[str, str] = {}) -> bytes:
    """Return a book of XHTML bodies with a contents page before them; ``more``: further files, by name."""
    items = "".join(
        f'<item id="c{n}" href="text/part%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>'
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        f'{items}</manifest><spine><itemref idref="nav"/>{spine}</spine></package>'
    )
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "OEBPS/book.opf": package,
        "OEBPS/nav.xhtml": _DOCUMENT.format(number=0, body="<nav><ol><li>目次</li></ol></nav>"),
    }
    for number, body in enumerate(chapters):
        files[f"OEBPS/text/part {number}.xhtml"] = _DOCUMENT.format(number=number, body=body)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in {**files, **more}.items():
            archive.writestr(name, content)
    return made.getvalue()


def mhtml(
    html: bytes, charset: str = "", head: bytes = b"From: <Saved by a browser>\r\nSubject: =?utf-8?Q?x?=\r\n"
) -> bytes:
    """Return a saved page: the HTML in base64, a frame and a picture behind it."""

    declared = f"; charset={charset}" if charset else ""
    return (
        b"From: <Saved by a browser>\r\nSubject: =?utf-8?Q?x?=\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----B"\r\n\r\n'
        + f"------B\r\nContent-Type: text/html{declared}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
        + base64.encodebytes(html).replace(b"\n", b"\r\n")
        + b"\r\n------B\r\nContent-Type: text/html\r\n\r\n<p>\xe5\xba\x83\xe5\x91\x8a</p>"
        + b"\r\n------B\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n------B--\r\n"
    )
