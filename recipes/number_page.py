"""docs/numbers.md: every number that the tests read, with its reading, for people to check.

``python recipes/number_page.py > docs/numbers.md``; a test fails when the page and the tables differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from taiyaku.model import Label, Sentence
from taiyaku.readings.read import read_sentences
from taiyaku.readings.romaji import sentence_romaji

CASES = Path(__file__).parents[1] / "tests" / "cases"
_INTRO = """# Numbers and how they are read

Every line is a test: taiyaku reads it so. Where another reading is as usual it stands in brackets. Readings are those
of careful speech (the news): 10 is じゅっ before 本, 回, 分.

Something is wrong or missing? Add or mend the row in `tests/cases/number_phrases.tsv` or `tests/cases/numbers.tsv`,
then the rule in `src/taiyaku/readings/counters.tsv`, and make this page anew:
`python recipes/number_page.py > docs/numbers.md`.
"""
_COLUMNS = 3


def page() -> str:
    """Return the page: a section for each heading of number_phrases.tsv, then numbers.tsv by what is counted."""
    phrases, counted = list(_sections()), _lines("numbers")
    count = sum(len(rows) for _, rows in phrases) + len(counted)
    parts = [_INTRO, f"{count} cases.\n"]
    for heading, rows in phrases:
        parts.append(f"## {heading}\n\n" + _table(rows))
    parts.append("## Counter by counter\n\n" + _table(counted))
    return "\n".join(parts)


def _lines(name: str) -> list[list[str]]:
    lines = (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[1:] for line in lines if line and not line.startswith("#")]


def _sections() -> Iterator[tuple[str, list[list[str]]]]:
    lines = (CASES / "number_phrases.tsv").read_text(encoding="utf-8").splitlines()
    heading = ""
    for is_note, group in groupby(lines, key=lambda line: line.startswith("#")):
        found = list(group)
        if is_note:
            heading = found[-1].removeprefix("# -- ")
        else:
            yield heading, [line.split("\t")[1:] for line in found]


def _table(rows: list[list[str]]) -> str:
    """Return a table with three cases a line: text, reading in kana and romaji."""
    cells = [_cell(*row) for row in rows]
    cells += [""] * (-len(cells) % _COLUMNS)
    lines = ["| " + " | ".join(cells[at : at + _COLUMNS]) + " |" for at in range(0, len(cells), _COLUMNS)]
    return "\n".join(["|" + " |" * _COLUMNS, "|" + "---|" * _COLUMNS, *lines]) + "\n"


def _cell(text: str, reading: str, also: str = "") -> str:
    others = f" [{also.replace(' ', ', ')}]" if also else ""
    (tokens,) = read_sentences([Sentence(text, Label.BODY, 1, 0, len(text))], certainty=False).tokens
    return f"**{text}** {reading}{others} *{sentence_romaji(tokens)}*".replace("~", "\\~")


if __name__ == "__main__":
    print(page(), end="")
