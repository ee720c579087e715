"""What makes a folder of pages installable: a manifest, an icon, and a service worker that keeps all pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from taiyaku.resources import shipped

_MANIFEST = {
    "name": "対訳 taiyaku",
    "short_name": "対訳",
    "lang": "ja",
    "start_url": "./index.html",
    "scope": "./",
    "display": "standalone",
    "background_color": "#fbfaf7",
    "theme_color": "#9a3a22",
    "icons": [{"src": "icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
}


def offline_files(pages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield name and content of the files that ``index.html`` needs to be installed from a server.

    :param pages: file names of all pages to keep.
    """
    folder = shipped("templates") / "assets"
    manifest = json.dumps(_MANIFEST, ensure_ascii=False, indent=1) + "\n"
    yield "manifest.webmanifest", manifest
    yield "icon.svg", folder.joinpath("icon.svg").read_text(encoding="utf-8")
    kept = ["./", *(f"./{quote(name)}" for name in ("index.html", "manifest.webmanifest", "icon.svg", *pages))]
    worker = folder.joinpath("sw.js").read_text(encoding="utf-8")
    yield "sw.js", worker.replace('["./index.html"]', json.dumps(kept))
