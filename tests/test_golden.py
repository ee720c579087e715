"""Golden documents: sample pages as a person can read them. ``pytest --update-golden`` rewrites them."""

from __future__ import annotations

from pathlib import Path

import pytest

from taiyaku.align.table import write_alignment
from taiyaku.export.glossary_csv import glossary_csv
from taiyaku.pipeline import BuiltPage, PageInput, Settings, Source, build_page
from taiyaku.render.gloss_line import gloss_pieces
from taiyaku.study_model import NONE, StudyDocument, StudyRow
from taiyaku.terms.curated import merge, parse_glossary

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"
PAGES = ("agency-report", "html-feature")
ALONE = "agency-report-alone"  # the first of them without its English: the gloss stands for it


def source(path: Path) -> Source:
    return Source(path.name, path.read_bytes())


@pytest.fixture(scope="module")
def settings() -> Settings:
    files = sorted((ROOT / "glossary").glob("*.csv"))
    return Settings(merge(*(parse_glossary(file.read_text(encoding="utf-8"), file.name) for file in files)))


def build(name: str, settings: Settings) -> BuiltPage:
    seed = name.removesuffix("-alone")
    (ja,) = (ROOT / "seeds").glob(f"{seed}.ja.*")
    (en,) = (ROOT / "seeds").glob(f"{seed}.en.*")
    return build_page(PageInput(name, source(ja), None if name == ALONE else source(en)), settings)


def transcript(document: StudyDocument) -> str:
    """The page as text: 首脳[しゅのう], {terms}, words whose reading is uncertain with ?, romaji, English."""
    head = [document.title_ja, document.title_en, *(f"{fact.name.en}: {fact.text}" for fact in document.facts), ""]
    rows = [line for row in document.rows for line in _row(row)]
    terms = [f"{label.name}: {label.meaning.en}" for label in document.labels]
    terms += [f"{term.ja} = {term.en} ({term.type}) {' '.join(term.rows)}" for term in document.lexicon.terms]
    return "\n".join([*head, *rows, *terms]) + "\n"


def _row(row: StudyRow) -> list[str]:
    doubt = " ?" if row.alignment.doubtful else ""
    lines = [f"{row.id} {row.kind} {row.alignment.kind}{doubt}"]
    for sentence in row.ja:
        spans = []
        for span in sentence.spans:
            runs = "".join(
                "".join(f"{ruby.base}[{ruby.ruby}]" if ruby.ruby else ruby.base for ruby in run.rubies)
                + ("" if run.certain else "?")
                for run in span.runs
            )
            spans.append(runs if span.term == NONE else f"{{{runs}}}")
        lines += ["  " + "".join(spans), "  " + sentence.romaji]
        if sentence.gloss:
            pieces = [f"{piece.text} {piece.labels}".strip() for piece in gloss_pieces(sentence.gloss)]
            lines.append("  gloss: " + " · ".join(pieces))
    lines += [
        "  " + "".join(p.text if p.term == NONE else f"{{{p.text}}}" for p in english.parts) for english in row.en
    ]
    return [*lines, ""]


@pytest.mark.parametrize("name", (*PAGES, ALONE))
def test_pages_are_as_they_were(name: str, settings: Settings, request: pytest.FixtureRequest) -> None:
    page = build(name, settings)
    now = {
        "study.txt": transcript(page.document),
        "glossary.csv": glossary_csv(page.entries),
        "alignment.tsv": write_alignment(page.bitext),
    }
    folder = GOLDEN / name
    if request.config.getoption("--update-golden"):
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in now.items():
            (folder / file).write_text(text, encoding="utf-8")
    for file, text in now.items():
        assert text == (folder / file).read_text(encoding="utf-8"), (
            f"{name}/{file} has changed: make golden, read the diff"
        )


def test_the_same_input_gives_the_same_page(settings: Settings) -> None:
    for name in (PAGES[0], ALONE):
        assert build(name, settings) == build(name, settings)
