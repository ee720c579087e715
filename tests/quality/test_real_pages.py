"""The main job on real pages, where they lie beside the checkout: all built, the same again, in good time."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from taiyaku.cli import main

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
SECONDS = 20.0  # for all pages, warm; twice the goal, because test machines are shared

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the real pages are kept beside the checkout only")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("real")
    assert main(["build", str(SEEDS), "-o", str(out)]) == 0
    return out


def names() -> list[str]:
    return sorted(path.name.removesuffix(".ja.txt") for path in SEEDS.glob("*.ja.txt"))


def test_every_page_has_its_files(built: Path) -> None:
    expected = {f"{name}{ending}" for name in names() for ending in (".html", ".alignment.tsv")}
    shared = {"index.html", "glossary.html", "glossary.csv", "review.csv", "manifest.webmanifest", "icon.svg", "sw.js"}
    assert {path.name for path in built.iterdir()} == expected | shared


def test_a_second_run_gives_the_same_bytes_in_good_time(built: Path) -> None:
    before = {path.name: path.read_bytes() for path in built.iterdir()}
    start = time.process_time()
    assert main(["build", str(SEEDS), "-o", str(built)]) == 0
    assert time.process_time() - start < SECONDS
    assert {path.name: path.read_bytes() for path in built.iterdir()} == before


def test_putin_is_putin_everywhere(built: Path) -> None:
    for name in names():
        assert "Vladimir Putin" in (built / f"{name}.html").read_text(encoding="utf-8")
    with (built / "glossary.csv").open(encoding="utf-8", newline="") as file:
        (putin,) = [row for row in csv.DictReader(file) if row["en"] == "Vladimir Putin"]
    assert int(putin["count"]) >= 20


def test_most_sentences_have_their_english(built: Path) -> None:
    for name in names():
        lines = (built / f"{name}.alignment.tsv").read_text(encoding="utf-8").splitlines()
        header, *rows = (line.split("\t") for line in lines)
        japanese = [row for row in rows if row[header.index("ja")] != "-"]
        paired = [row for row in japanese if row[header.index("en")] != "-"]
        assert len(paired) >= 0.7 * len(japanese), name
