"""A web page saved as one file by a browser (MHTML, RFC 2557): the HTML in it."""

from __future__ import annotations

import email
import email.policy
import re

from taiyaku.errors import InputError

_START = re.compile(rb"^(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.IGNORECASE)


def is_mhtml(data: bytes, name: str) -> bool:
    """Tell whether a file is a saved page: by its name, or by mail headers that announce one.

    ``Content-Type: multipart/related`` at the head of ``page.txt`` does; ``会談は終わった。`` does not.
    """
    return name.lower().endswith((".mhtml", ".mht")) or bool(_START.match(data[:4096].replace(b"\r\n", b"\n")))


def html_of_mhtml(data: bytes, name: str) -> tuple[bytes, str]:
    """Return the HTML of the page and the charset that its part declares ("" for none).

    The page is the first HTML part; further ones are the frames in it (advertisements, most of them).

    :raises InputError: no part of it is HTML.
    """
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content, part.get_content_charset("")
    raise InputError(name, "is an MHTML archive without an HTML page in it: save the article as .html or .txt")
