"""The article out of its page, side by side with other extractors: which labelled lines come out, and how fast.

``python benchmarks/intake.py [FOLDER]`` reads labelled pages, by default ``tests/cases/pages``: ``NAME.tsv`` holds
label and line, in order; ``NAME.html`` beside it is the page, otherwise the lines are. A line counts as found where
its text, blanks aside, stands in the output. *body*: F1 of lead and body lines against clutter and references
(comments count as neither); *kept*: F1 of all that a reader wants against clutter and references; *ruby*: pages into
whose text furigana leak. ``pip install trafilatura readability-lxml`` for the peers, which get plain text as ``<p>``
lines.
"""

from __future__ import annotations

import html
import importlib
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from taiyaku.intake.article import label_article
from taiyaku.intake.page import read_page

BODY = {"lead", "body"}
KEPT = {*BODY, "title", "kicker", "heading", "caption", "comment", "list_item"}
DROPPED = {"clutter", "reference"}
Extract = Callable[[bytes, bool], str]


@dataclass(frozen=True)
class Labelled:
    name: str
    data: bytes
    is_html: bool
    lines: tuple[tuple[str, str], ...]


def pages(folder: Path) -> Iterator[Labelled]:
    for table in sorted(folder.glob("*.tsv")):
        rows = [row.partition("\t") for row in table.read_text("utf-8").splitlines() if not row.startswith("#")]
        lines = tuple((label, text.strip()) for label, _, text in rows if text.strip())
        source = table.with_suffix(".html")
        text = "\n".join(text for _, _, text in rows).encode()
        yield Labelled(table.stem, source.read_bytes() if source.exists() else text, source.exists(), lines)


def ours(data: bytes, is_html: bool) -> str:
    page = read_page(data, "page.html" if is_html else "page.txt")
    lang = "ja" if re.search("[ぁ-ん]", page.text) else "en"
    return "\n".join(line.text for line in label_article(page, lang).kept)


def every_sentence(data: bytes, is_html: bool) -> str:
    """The naive peer: each line with a full stop and 20 characters."""
    text = read_page(data, "page.html" if is_html else "page.txt").text
    return "\n".join(line for line in text.split("\n") if len(line) >= 20 and re.search(r"。|\. |\.$", line))


def peers() -> Iterator[tuple[str, Extract]]:
    """Yield the extractors of other packages that can be imported."""
    if trafilatura := _module("trafilatura"):
        yield "trafilatura", lambda data, is_html: trafilatura.extract(_mark_up(data, is_html)) or ""
        yield (
            "trafilatura, precision",
            lambda data, is_html: trafilatura.extract(_mark_up(data, is_html), favor_precision=True) or "",
        )
    if readability := _module("readability"):
        yield (
            "readability",
            lambda data, is_html: re.sub("<[^>]+>", "", readability.Document(_text(data, is_html)).summary()),
        )


def _module(name: str) -> object:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def _mark_up(data: bytes, is_html: bool) -> bytes:
    if is_html:
        return data
    lines = data.decode().split("\n")
    return f"<html><body>{''.join(f'<p>{html.escape(line)}</p>' for line in lines)}</body></html>".encode()


def _text(data: bytes, is_html: bool) -> str:
    from taiyaku.intake.decode import decode

    return decode(_mark_up(data, is_html), "page")[0]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _f1(found: list[tuple[bool, bool]]) -> float:
    """F1 of (wanted, found) pairs."""
    both = sum(wanted and got for wanted, got in found)
    return 2 * both / (2 * both + sum(wanted != got for wanted, got in found)) if both else 0.0


def score(extract: Extract, sources: list[Labelled]) -> tuple[float, float, int, float]:
    """Return F1 of body lines, F1 of kept lines, pages with leaking furigana, and processor seconds."""
    body: list[tuple[bool, bool]] = []
    kept: list[tuple[bool, bool]] = []
    leaks = 0
    began = time.process_time()
    outputs = [_squeezed(extract(source.data, source.is_html)) for source in sources]
    seconds = time.process_time() - began
    for source, output in zip(sources, outputs, strict=True):
        article = _squeezed("".join(text for label, text in source.lines if label not in DROPPED))
        for label, text in source.lines:
            found = _squeezed(text) in output
            if label in DROPPED and _squeezed(text) in article:  # a menu word that the article has too
                continue
            if label in BODY or label in DROPPED:
                body.append((label in BODY, found))
            if label in KEPT or label in DROPPED:
                kept.append((label in KEPT, found))
        leaks += _leaks(source, output)
    return _f1(body), _f1(kept), leaks, seconds


def _leaks(source: Labelled, output: str) -> bool:
    """Whether a reading stands right behind its base in the output."""
    if not source.is_html or b"<ruby" not in source.data:
        return False
    page = read_page(source.data, "page.html")
    return any(page.text[ruby.start : ruby.end] + ruby.reading in output for ruby in page.rubies)


def main(folder: Path) -> None:
    found = list(pages(folder))
    sides: dict[str, Extract] = {"taiyaku": ours, "every sentence": every_sentence, **dict(peers())}
    for kind, sources in (
        ("HTML", [page for page in found if page.is_html]),
        ("plain text", [page for page in found if not page.is_html]),
    ):
        print(f"{len(sources)} pages, {kind:15}  body   kept   ruby leaks   time, taiyaku = 1")
        base = 0.0
        for name, extract in sides.items():
            extract(sources[0].data, sources[0].is_html)  # loads what it needs
            body, kept, leaks, seconds = score(extract, sources)
            base = base or seconds
            print(f"  {name:26} {body:.3f}  {kept:.3f}  {leaks:6}       {seconds / base:8.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "tests" / "cases" / "pages")
