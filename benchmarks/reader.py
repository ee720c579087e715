"""What a study page costs: its size, how long it takes to open, to hide furigana, to open a card, and its memory.

python benchmarks/reader.py seeds          (pages of a folder, repeated to 20,000 and 50,000 words)

Beside it stand the same text as plain text with ruby and nothing else, and as a page in the manner of tools that put
everything in line: each word a ruby with its meaning in a hidden element. Medians of five runs in headless Chromium.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

from taiyaku.cli import _source
from taiyaku.files import find_pages, read_table
from taiyaku.pipeline import PageInput, Settings, build_page
from taiyaku.render.html import render_study
from taiyaku.resources import shipped
from taiyaku.study_model import StudyDocument, StudyLexicon, StudyRow
from taiyaku.study_parts import _sentence
from taiyaku.terms.curated import merge, parse_glossary

RUNS = 5
LAUNCH = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
#: Milliseconds of a change until the page is laid out again.
CHANGE = """(code) => {
    const start = performance.now();
    eval(code);
    document.body.offsetHeight;
    return performance.now() - start;
}"""
LOADED = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
CHOICE = "const control = document.querySelector('[data-set=furigana]'); control.value = '%s'; "
CHOICE += "control.dispatchEvent(new Event('change'))"
OURS = {
    "furigana off": CHOICE % "off",
    "furigana on": CHOICE % "on",
    "card": "unit.click()",
}
THEIRS = {
    "furigana off": "document.body.className = 'off'",
    "furigana on": "document.body.className = ''",
    "card": "unit.style.display = 'block'",
}


def documents(folder: Path) -> list[StudyDocument]:
    files = sorted(shipped("glossary").glob("*.csv"))
    settings = Settings(merge(*(parse_glossary(read_table(path), str(path)) for path in files)))
    pages = (
        PageInput(page.name, _source(page.ja), _source(page.en) if page.en else None) for page in find_pages([folder])
    )
    return [build_page(page, settings).document for page in pages]


def long_page(pages: list[StudyDocument], words: int) -> StudyDocument:
    """One page of about so many words: all pages, again and again, with joined tables."""
    joined_words: dict[object, int] = {}
    joined_entries: dict[object, int] = {}
    joined_terms: dict[object, int] = {}
    maps = []
    for page in pages:
        entry_at = [joined_entries.setdefault(entry, len(joined_entries)) for entry in page.lexicon.entries]
        moved = [replace(word, entries=tuple(entry_at[one] for one in word.entries)) for word in page.lexicon.words]
        word_at = [joined_words.setdefault(word, len(joined_words)) for word in moved]
        term_at = [joined_terms.setdefault(replace(term, rows=()), len(joined_terms)) for term in page.lexicon.terms]
        maps.append((word_at, [*term_at, -1]))
    rows: list[StudyRow] = []
    count = sentences = 0
    for page, (word_at, term_at) in cycle(zip(pages, maps, strict=True)):
        for row in page.rows:
            if count >= words:
                kanji = {one.literal: one for page in pages for one in page.lexicon.kanji}
                lexicon = StudyLexicon(
                    tuple(joined_words), tuple(joined_entries), tuple(kanji.values()), tuple(joined_terms)
                )
                return replace(page, name="long", rows=tuple(rows), lexicon=lexicon)
            ja = []
            for one in row.ja:
                sentences += 1
                ja.append(_sentence(one, f"s{sentences}", [*word_at, -1], term_at))  # type: ignore[arg-type]
                count += len(one.words)
            en = tuple(replace(s, parts=tuple(replace(p, term=term_at[p.term]) for p in s.parts)) for s in row.en)
            rows.append(replace(row, id=f"r{len(rows) + 1}", ja=tuple(ja), en=en))
    raise AssertionError


def plain_page(doc: StudyDocument, tips: bool) -> str:
    """The text with ruby and no tools, or with all that a word has to say in line with it."""
    style = "body{font:19px/2 sans-serif}.row{display:grid;grid-template-columns:1fr 1fr}rt{font-size:50%}"
    style += ".off rt{visibility:hidden}.tip{display:none;position:absolute}"
    rows = "\n".join(
        f"<div class=row><p lang=ja>{''.join(_words(doc, row, tips))}</p><p>{_english(row)}</p></div>"
        for row in doc.rows
    )
    return f"<!doctype html><html lang=ja><meta charset=utf-8><title>x</title><style>{style}</style><body>{rows}"


def _english(row: StudyRow) -> str:
    return escape(" ".join(one.text for one in row.en))


def _words(doc: StudyDocument, row: StudyRow, tips: bool) -> Iterator[str]:
    for run in (run for sentence in row.ja for run in sentence.runs):
        word = doc.lexicon.words[run.word] if run.word >= 0 else None
        inside = "".join(
            f"<ruby>{escape(r.base)}<rt>{escape(r.ruby)}</rt></ruby>" if r.ruby else escape(r.base) for r in run.rubies
        )
        if not tips or word is None:
            yield inside
            continue
        senses = [sense for entry in word.entries for sense in doc.lexicon.entries[entry].senses]
        tip = "; ".join(gloss for sense in senses for gloss in sense.glosses)
        yield (
            f'<span class="w" title="{escape(word.lemma)} {word.pos}" data-romaji="{escape(word.romaji)}">'
            f"<ruby>{escape(run.text)}<rt>{escape(word.reading)}</rt></ruby>"
            f'<span class="tip">{escape(tip)}</span></span>'
        )


def measure(browser: Browser, path: Path, changes: dict[str, str]) -> dict[str, float]:
    found: dict[str, list[float]] = {}
    for _ in range(RUNS):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
        page = context.new_page()
        page.goto(path.as_uri())
        found.setdefault("open", []).append(page.evaluate(LOADED))
        page.evaluate("unit = document.querySelectorAll('.ja w-, .tip')[40]")
        page.wait_for_timeout(1500)
        for name, code in changes.items():
            found.setdefault(name, []).append(page.evaluate(CHANGE, code))
            page.wait_for_timeout(100)
        usage = page.context.new_cdp_session(page).send("Memory.getDOMCounters")
        found.setdefault("nodes", []).append(usage["nodes"])
        context.close()
    return {name: statistics.median(values) for name, values in found.items()}


def pss(playwright: Playwright, path: Path) -> float:
    """Memory of one page in a browser of its own, after its furigana was hidden and shown."""
    with tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=shutil.which("chromium"), args=LAUNCH, bypass_csp=True
        )
        page = context.pages[0]
        page.goto(path.as_uri())
        page.wait_for_timeout(1000)
        total = 0.0
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (
                    b"--type=renderer" in (command := (process / "cmdline").read_bytes())
                    and profile.encode() in command
                ):
                    total = max(total, int((process / "smaps_rollup").read_text().split("Pss:")[1].split()[0]) / 1024)
            except (OSError, IndexError):
                continue
        context.close()
    return total


def report(browser: Browser, playwright: Playwright, doc: StudyDocument, folder: Path) -> None:
    made = {"ours": render_study(doc), "plain ruby": plain_page(doc, False), "all in line": plain_page(doc, True)}
    bare = made["ours"].split('<script type="application/json"')[0]
    print(f"{doc.word_count} words; ours without its data: {len(bare.encode()) / doc.word_count:.0f} bytes a word")
    for name, text in made.items():
        path = folder / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        size = len(text.encode())
        changes = OURS if name == "ours" else THEIRS
        times = measure(
            browser, path, {what: changes[what] for what in changes if name != "plain ruby" or what != "card"}
        )
        shown = ", ".join(f"{what} {value:.0f}{'' if what == 'nodes' else ' ms'}" for what, value in times.items())
        print(f"  {name:12} {size / 1e6:.2f} MB, {size / doc.word_count:.0f} bytes a word, {shown}", end=", ")
        print(f"{pss(playwright, path):.0f} MB of memory")


def main() -> None:
    pages = documents(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=LAUNCH)
        for words in (20_000, 50_000):
            report(browser, playwright, long_page(pages, words), Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
