"""Alignment: quality on the development documents, ablation, growth with length.

``python benchmarks/alignment.py [DATA]`` prints tables; DATA is a folder with SETTING/SEED/{all.ja,all.en,all.gold,
docs.tsv}, by default ``shared/dev/alignment`` beside the checkout. Times are of one process, dictionaries warm.
"""

from __future__ import annotations

import ast
import csv
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from taiyaku.align import align, scores
from taiyaku.align.align import align_sentences
from taiyaku.align.evaluate import evaluate
from taiyaku.model import Bead, Label, Sentence, Token
from taiyaku.readings.read import read_sentences

SETTINGS = {"natural": ("s1",), "easy": ("s1", "s2", "s3"), "realistic": ("s1", "s2", "s3"), "hard": ("s1", "s2", "s3")}
Tokens = Sequence[Sequence[Token]]
Text = tuple[tuple[Sentence, ...], Tokens, tuple[Sentence, ...], list[Bead]]
Align = Callable[[Sequence[Sentence], Tokens, Sequence[Sentence]], Sequence[Bead]]


def sentences(lines: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(line, Label.BODY, number, 0, len(line)) for number, line in enumerate(lines, 1))


def run(indices: list[int], before: int) -> range:
    return range(indices[0] - before, indices[-1] + 1 - before) if indices else range(0)


def whole(folder: Path) -> tuple[list[str], list[str], list[tuple[list[int], list[int]]]]:
    ja, en = ((folder / name).read_text(encoding="utf-8").rstrip("\n").split("\n") for name in ("all.ja", "all.en"))
    gold = [ast.literal_eval(f"({line.replace(':', ',')})") for line in (folder / "all.gold").read_text().splitlines()]
    return ja, en, gold


def documents(folder: Path) -> Iterator[Text]:
    ja, en, gold = whole(folder)
    with (folder / "docs.tsv").open(encoding="utf-8") as rows:
        for _, *numbers in csv.reader(rows, delimiter="\t"):
            a, b, c, d, e, f = map(int, numbers)
            side = sentences(ja[a:b])
            beads = [Bead(run(one, a), run(other, c)) for one, other in gold[e:f]]
            yield side, read_sentences(side, certainty=False).tokens, sentences(en[c:d]), beads


def joined(folders: Sequence[Path]) -> Text:
    ja: list[str] = []
    en: list[str] = []
    beads: list[Bead] = []
    for folder in folders:
        more_ja, more_en, gold = whole(folder)
        beads += [Bead(run(one, -len(ja)), run(other, -len(en))) for one, other in gold]
        ja += more_ja
        en += more_en
    side = sentences(ja)
    return side, read_sentences(side, certainty=False).tokens, sentences(en), beads


def quality(data: Path, method: Align) -> dict[str, tuple[float, float]]:
    """Strict and lax F1 of each setting, mean over its seeds."""
    found = {}
    for setting, seeds in SETTINGS.items():
        reports = [
            evaluate((gold, method(ja, tokens, en)) for ja, tokens, en, gold in documents(data / setting / seed))
            for seed in seeds
        ]
        found[setting] = (
            float(np.mean([report.strict.f1 for report in reports])),
            float(np.mean([report.lax.f1 for report in reports])),
        )
    return found


def with_weights(**changes: float) -> Align:
    def method(ja: Sequence[Sentence], tokens: Tokens, en: Sequence[Sentence]) -> Sequence[Bead]:
        usual = scores.default_weights()
        align.default_weights = lambda: replace(usual, **changes)  # type: ignore[attr-defined]
        try:
            return align_sentences(ja, tokens, en)
        finally:
            align.default_weights = scores.default_weights  # type: ignore[attr-defined]

    return method


def one_pass(ja: Sequence[Sentence], tokens: Tokens, en: Sequence[Sentence]) -> Sequence[Bead]:
    usual = align.learned_links
    align.learned_links = lambda evidence, table, beads: table  # type: ignore[attr-defined]
    try:
        return align_sentences(ja, tokens, en)
    finally:
        align.learned_links = usual  # type: ignore[attr-defined]


METHODS: dict[str, Align] = {
    "all": align_sentences,
    "without the learned lexicon": one_pass,
    "without length": with_weights(length=0.0),
    "without numbers' extra weight": with_weights(number=1.0),
    "without marks at the end": with_weights(same_end=0.0, other_end=0.0),
    "without quotes": with_weights(other_quotes=0.0),
    "without repetition": with_weights(repetition=0.0),
    "without the weakest sentence": with_weights(weakest=0.0),
    "without counting statements": with_weights(units=0.0),
    "without the strangers' malus": with_weights(parallel=0.0),
    "length and marks only": with_weights(words=0.0, nothing=0.0),
}


def growth(data: Path) -> None:
    """Seconds and peak memory for one long text."""
    names = [(setting, seed) for setting in ("realistic", "hard", "easy") for seed in SETTINGS[setting]]
    for count in (1, 1, 3, len(names)):
        ja, tokens, en, gold = joined([data / setting / seed for setting, seed in names[:count]])
        began = time.process_time()
        report = evaluate([(gold, align_sentences(ja, tokens, en))])
        seconds = time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(ja):6} x {len(en):<6} {seconds:6.1f} s CPU  {memory:5.0f} MB peak  strict F1 {report.strict.f1:.3f}"
        )


def main() -> None:
    default = Path(__file__).parents[2] / "shared" / "dev" / "alignment"
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    growth(data)
    print(f"{'strict / lax F1':32}" + "".join(f"{setting:>16}" for setting in SETTINGS))
    for name, method in METHODS.items():
        found = quality(data, method)
        print(f"{name:32}" + "".join(f"{strict:>9.3f} /{lax:>5.3f}" for strict, lax in found.values()), flush=True)


if __name__ == "__main__":
    main()
