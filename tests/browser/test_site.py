"""The sample pages as a reader meets them: built with the command, opened from disk in real Chromium."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from conftest import OpenPage
from reading import PHONE

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = sorted(path.name.split(".")[0] for path in SEEDS.glob("*.ja.*"))
LABELS = Path(__file__).parents[1] / "cases" / "labels"

pytestmark = pytest.mark.browser


def test_there_are_enough_samples() -> None:
    assert len(NAMES) >= 7


@pytest.mark.parametrize("name", [*NAMES, "index"])
@pytest.mark.parametrize("width", [1280, 375])
def test_opens_without_errors_requests_or_sideways_scroll(
    name: str, width: int, site: Path, open_page: OpenPage
) -> None:
    opened = open_page(site / f"{name}.html", width=width)
    assert opened.problems == []
    assert opened.requests == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", NAMES)
def test_shows_its_title_in_both_languages(name: str, site: Path, open_page: OpenPage) -> None:
    page = open_page(site / f"{name}.html").page
    assert page.locator("h1[lang=ja]").first.inner_text().strip()
    if any(SEEDS.glob(f"{name}.en.*")):
        row = page.locator(".row", has=page.locator("h1"))
        assert row.locator("[lang=en]").last.inner_text().strip()
    else:
        assert "No English text was given" in page.locator("main").inner_text()


def clutter(name: str) -> set[str]:
    """Lines of the page that were labelled by hand as not belonging to the article."""
    table = LABELS / f"{name}.tsv"
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if "\t" in line]
    return {row[-1].strip() for row in rows if row[-2] in ("clutter", "drop") and len(row[-1].strip()) > 6}


@pytest.mark.parametrize("name", NAMES)
def test_no_menu_ranking_or_advertisement_in_the_first_rows(name: str, site: Path, open_page: OpenPage) -> None:
    page = open_page(site / f"{name}.html").page
    shown = page.evaluate(
        """() => [...document.querySelectorAll('.row')].slice(0, 20).map(r => {
            const copy = r.cloneNode(true);
            copy.querySelectorAll('rt, rp').forEach(n => n.remove());
            return copy.textContent;
        })"""
    )
    assert shown
    for line in clutter(name):
        assert not any(line in row for row in shown), line


@pytest.mark.parametrize("name", ["news-portal", "agency-report", "wiki-machine", "analysis-comments"])
def test_a_tap_on_putin_says_putin(name: str, site: Path, open_page: OpenPage) -> None:
    page = open_page(site / f"{name}.html", width=375, has_touch=True).page
    page.locator(".row a", has_text="プーチン").first.tap()
    assert "Putin" in page.locator("#card").inner_text()


#: The card keeps between the top of the window and the toolbar, off the word that it is about, and has what it needs.
FREE = """(unit) => {
    const [card, word] = [document.querySelector("#card"), unit].map((one) => one.getBoundingClientRect());
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const holds = card.top >= 0 && card.bottom <= bar.top && card.left >= 0 && card.right <= innerWidth
        && card.height >= 60 && (card.top >= word.top || card.bottom <= word.bottom);
    return holds ? "" : JSON.stringify([card, word, bar]);
}"""


@pytest.mark.parametrize("name", ["news-portal", "sjis-bulletin"])
def test_the_first_ten_rows_can_be_read_with_taps_alone(name: str, site: Path, open_page: OpenPage) -> None:
    opened = open_page(site / f"{name}.html", fragment="#english=blur&furigana=tap", **PHONE)
    page = opened.page
    for row in page.locator(".row").all()[:10]:
        units = row.locator(".ja :is(w-, ruby:not(w- ruby), a):not(a *)").all()
        for unit in [*units[::4], row.locator(".n")]:
            unit.tap()
            if not page.locator("#card").is_visible():  # the first tap showed the reading
                assert unit.locator("rt").first.evaluate("(rt) => getComputedStyle(rt).visibility") == "visible"
                unit.tap()
            assert unit.evaluate(FREE) == "", unit.inner_text()
            page.locator("#card").evaluate("(card) => card.scrollTo(0, 9999)")
            unit.tap()
            assert not page.locator("#card").is_visible()
        if row.locator(".en").inner_text():
            row.locator(".en").tap(position={"x": 3, "y": 3})
            assert row.locator(".en").evaluate("(en) => getComputedStyle(en).filter") == "none"
    assert (opened.problems, opened.requests) == ([], [])


def test_the_glossary_has_names_with_evidence(site: Path) -> None:
    with (site / "glossary.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["ja"]: row for row in csv.DictReader(file)}
    putin = rows["ウラジーミル・プーチン"]
    assert (putin["en"], putin["status"], putin["origin"]) == ("Vladimir Putin", "approved", "curated")
    assert int(putin["count"]) >= 4
    assert "プーチン" in putin["context_ja"]
    assert "Putin" in putin["context_en"]
    assert any(row["status"] == "proposed" and row["origin"] != "curated" for row in rows.values())


def test_the_review_list_says_what_was_left_out_and_why(site: Path) -> None:
    with (site / "review.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dropped = [row for row in rows if row["what"] == "dropped line"]
    assert dropped
    assert all(row["detail"] and row["line"] for row in dropped)
    assert {row["page"] for row in rows} <= {*NAMES, ""}  # what holds for all pages has none
