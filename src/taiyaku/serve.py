"""A folder of pages over http on this machine only, so that a browser can install it for reading without a network."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from taiyaku.errors import InputError, UsageError

_HOSTS = ("127.0.0.1", "localhost")


class _Handler(SimpleHTTPRequestHandler):
    """Serves files, never a list of a folder, and answers to this machine's own names only."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".webmanifest": "application/manifest+json"}

    def send_head(self):  # type: ignore[no-untyped-def]  # its type is private to typeshed
        """Refuse a page of another name that was pointed here (DNS rebinding)."""
        if self.headers.get("Host", "").rsplit(":", 1)[0] not in _HOSTS:
            self.send_error(HTTPStatus.FORBIDDEN, "only for this machine")
            return None
        return super().send_head()

    def list_directory(self, path: object) -> None:
        """A folder without ``index.html`` is not found."""
        self.send_error(HTTPStatus.NOT_FOUND, "no index.html here")

    def end_headers(self) -> None:
        """Pages may have been built again since the browser saw them."""
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of single requests."""


def page_server(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of the folder's files on 127.0.0.1; port 0 takes any free one.

    :raises InputError: there is no such folder, or no ``index.html`` in it.
    :raises UsageError: the port is taken or not allowed.
    """
    if not (folder / "index.html").is_file():
        raise InputError(str(folder), "no index.html in it: taiyaku build makes one")
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
    except (OSError, OverflowError) as error:
        raise UsageError(f"port {port}: {getattr(error, 'strerror', None) or error}") from None
