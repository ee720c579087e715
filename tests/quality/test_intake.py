"""How well lines are kept and labelled, on the sample pages and on the test pages; floors in floors_intake.json.

A line counts as kept or dropped; infobox debris and facts (dates, names of writers) count as neither.
F1 is that of the kept lines; pages that do not reach the floor of all yet have their own. Seeds in HTML have
keep/drop labels by text only.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tables import CASES
from taiyaku.intake.article import label_article
from taiyaku.intake.page import read_page
from taiyaku.model import KEPT, METADATA, Label, Line

ROOT = Path(__file__).parents[2]
FLOORS = json.loads((Path(__file__).parent / "floors_intake.json").read_text(encoding="utf-8"))
DROPPED = ("clutter", "reference", "drop")


def rows_of(path: Path) -> list[list[str]]:
    return [row.split("\t") for row in path.read_text("utf-8").splitlines() if row and not row.startswith("#")]


def lines_of(path: Path) -> tuple[Line, ...]:
    return label_article(read_page(path.read_bytes(), path.name), "en" if ".en." in path.name else "ja").lines


#: Facts about the page stay beside the text and are not read as it: whether they were kept says little.
FACTS = {str(label) for label in METADATA | {Label.INFOBOX}}


def tally(lines: list[tuple[Line, str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line, expected in lines:
        if expected not in ("keep", "drop"):
            counts["labelled"] += 1
            counts["right"] += line.label == expected
        if expected not in FACTS:
            kept = line.kept if expected in ("keep", "drop") else line.label in KEPT
            counts[f"{'kept' if kept else 'lost'} {'drop' if expected in DROPPED else 'keep'}"] += 1
    return counts


def f1(counts: Counter[str]) -> float:
    return 2 * counts["kept keep"] / (2 * counts["kept keep"] + counts["kept drop"] + counts["lost keep"])


def seed_tally(labels: Path) -> Counter[str]:
    rows = rows_of(labels)
    [page] = (ROOT / "seeds").glob(f"{labels.stem}.ja.*")
    lines = lines_of(page)
    if rows[0][0] in ("keep", "drop"):
        verdicts = {text: verdict for verdict, text in rows}
        return tally([(line, verdicts[line.text]) for line in lines if line.text in verdicts])
    by_number = {int(number): label for number, label, *_ in rows}
    return tally([(line, by_number[line.number]) for line in lines if line.number in by_number])


def test_sample_pages() -> None:
    counts = sum((seed_tally(path) for path in sorted((CASES / "labels").glob("*.tsv"))), Counter())
    assert f1(counts) >= FLOORS["seeds_keep_drop_f1"], counts
    assert counts["right"] / counts["labelled"] >= FLOORS["seeds_labels"], counts


def page_tally(path: Path, tmp_path: Path) -> Counter[str]:
    rows = [row.partition("\t")[::2] for row in path.read_text("utf-8").splitlines() if not row.startswith("#")]
    page = path.with_suffix(".html")
    if not page.exists():
        page = tmp_path / f"{path.stem}.txt"
        page.write_text("\n".join(text for _label, text in rows), encoding="utf-8")
    labels = [label for label, text in rows if text]
    every = lines_of(page)
    lines = [line for at, line in enumerate(every) if at == 0 or line.number != every[at - 1].number]
    return tally(list(zip(lines, labels, strict=True)))


def test_pages_of_many_makes(tmp_path: Path) -> None:
    tallies = {path.stem: page_tally(path, tmp_path) for path in sorted((CASES / "pages").glob("*.tsv"))}
    least, own = FLOORS["each_page_keep_drop_f1"], FLOORS["pages_not_there_yet"]
    assert not {name: f1(one) for name, one in tallies.items() if f1(one) < own.get(name, least)}
    counts = sum(tallies.values(), Counter())
    assert f1(counts) >= FLOORS["pages_keep_drop_f1"], counts
    assert counts["right"] / counts["labelled"] >= FLOORS["pages_labels"], counts


@pytest.mark.parametrize("page", sorted((ROOT / "seeds").glob("*.ja.*")), ids=lambda page: page.name)
def test_no_menu_ranking_or_advert_among_the_first_twenty_rows(page: Path) -> None:
    labels = CASES / "labels" / f"{page.name.partition('.')[0]}.tsv"
    if not labels.exists():
        pytest.skip(f"no labels for {page.name}")
    dropped = {row[0] for row in rows_of(labels) if row[1] in DROPPED} | {
        row[1] for row in rows_of(labels) if row[0] == "drop"
    }
    read = [line for line in lines_of(page) if line.kept][:20]
    assert not [line.text for line in read if str(line.number) in dropped or line.text in dropped]
