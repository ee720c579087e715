"""An EPUB as its chapters: the documents of its reading order (OPF spine, EPUB 3.3 §5), unpacked."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree import ElementTree

from taiyaku.archive import DAMAGED
from taiyaku.errors import InputError

_XHTML = ("application/xhtml+xml", "text/html")
#: Bytes that one document may unpack to; a larger one is no chapter.
_MOST = 50_000_000
_SILENT = re.compile(rb"<head\b.*?</head>|<style\b.*?</style>|<script\b.*?</script>|<[^>]*>|&nbsp;|&#160;", re.S | re.I)


def is_epub(data: bytes, name: str) -> bool:
    """Tell whether a file is an EPUB: by its name, or by the media type at the head of its zip archive."""
    return name.lower().endswith(".epub") or (data.startswith(b"PK") and b"mimetypeapplication/epub+zip" in data[:128])


def chapters(data: bytes, name: str) -> tuple[tuple[str, bytes], ...]:
    """Return file name and HTML of each chapter in reading order: documents that hold text, contents pages left out.

    A book with a cover picture, a contents page and three chapters gives three.

    :raises InputError: damaged, protected against reading, or without text.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = tuple(_chapters(archive, name))
    except (*DAMAGED, ElementTree.ParseError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise InputError(name, f"is a damaged EPUB ({str(error).strip(chr(39)) or 'it is cut short'})") from None
    if not found:
        raise InputError(name, "is an EPUB without text")
    return found


def _chapters(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    package_file = _package_file(archive)
    package = ElementTree.fromstring(archive.read(package_file))
    protected = _protected(archive)
    items = {item.get("id"): item for item in package.iter() if _tag(item) == "item"}
    folder = posixpath.dirname(package_file)
    contents = {
        posixpath.join(folder, unquote(_bare(reference.get("href", ""))))
        for reference in package.iter()
        if _tag(reference) == "reference" and reference.get("type", "").lower() == "toc"
    }
    for reference in (element for element in package.iter() if _tag(element) == "itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _XHTML or "nav" in item.get("properties", "").split():
            continue
        file = posixpath.normpath(posixpath.join(folder, unquote(_bare(item.get("href", "")))))
        if file in contents:
            continue
        if file in protected:
            raise InputError(name, "is protected (DRM): only books without protection can be read")
        if archive.getinfo(file).file_size > _MOST:
            raise InputError(name, f"has a document of more than {_MOST // 1_000_000} MB: {file}")
        content = archive.read(file)
        if _SILENT.sub(b"", content).strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"):
            yield file, content


def _package_file(archive: zipfile.ZipFile) -> str:
    """Return the path of the package document that ``META-INF/container.xml`` names."""
    container = ElementTree.fromstring(archive.read("META-INF/container.xml"))
    return next((e.get("full-path", "") for e in container.iter() if _tag(e) == "rootfile"), "")


def _protected(archive: zipfile.ZipFile) -> set[str]:
    """Return the files that are encrypted (fonts often are, in free books too)."""
    if "META-INF/encryption.xml" not in archive.namelist():
        return set()
    root = ElementTree.fromstring(archive.read("META-INF/encryption.xml"))
    return {unquote(e.get("URI", "")) for e in root.iter() if _tag(e) == "CipherReference"}


def _tag(element: ElementTree.Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _bare(href: str) -> str:
    """Return a reference without its fragment."""
    return href.partition("#")[0]
