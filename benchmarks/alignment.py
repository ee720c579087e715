"""Alignment: quality, calibration, one long text, growth with length, other aligners, and what each part gives.

``python benchmarks/alignment.py [DATA] [--only quality,joined,growth,peers,ablation] [--weights FILE [FILE]]`` prints
tables; DATA is a folder with SETTING/SEED/{all.ja,all.en,all.gold,docs.tsv}, by default ``shared/dev/alignment``
beside the checkout. With two weight files, made by ``recipes/alignment_weights.py --half 0`` and ``--half 1``, each
document is aligned with the weights that have not seen it. Times are CPU time of one process, dictionaries warm.
"""

from __future__ import annotations

import argparse
import ast
import csv
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

import numpy as np
import peers

from taiyaku.align import align, cues
from taiyaku.align.align import align_sentences
from taiyaku.align.evaluate import Report, evaluate, half
from taiyaku.align.scores import Weights, default_weights, read_weights
from taiyaku.model import Bead, Label, Sentence, Token
from taiyaku.readings.read import read_sentences

SETTINGS = {"natural": ("s1",), "easy": ("s1", "s2", "s3"), "realistic": ("s1", "s2", "s3"), "hard": ("s1", "s2", "s3")}
SIZES = (1000, 2000, 5000, 10000)
DOUBTFUL = 0.8  # taiyaku.study.DOUBTFUL_BELOW
Tokens = tuple[tuple[Token, ...], ...]
Align = Callable[[Sequence[Sentence], Sequence[Sequence[Token]], Sequence[Sentence]], Sequence[Bead]]


@dataclass(frozen=True)
class Text:
    """A document, or all documents of a folder in a row, with the beads made by hand."""

    name: str
    ja: tuple[Sentence, ...]
    tokens: Tokens
    en: tuple[Sentence, ...]
    gold: tuple[Bead, ...]


def sentences(lines: Sequence[str]) -> tuple[Sentence, ...]:
    return tuple(Sentence(line, Label.BODY, number, 0, len(line)) for number, line in enumerate(lines, 1))


def run(indices: list[int], before: int) -> range:
    return range(indices[0] - before, indices[-1] + 1 - before) if indices else range(0)


def whole(folder: Path) -> tuple[list[str], list[str], list[tuple[list[int], list[int]]]]:
    ja, en = ((folder / name).read_text(encoding="utf-8").rstrip("\n").split("\n") for name in ("all.ja", "all.en"))
    gold = [ast.literal_eval(f"({line.replace(':', ',')})") for line in (folder / "all.gold").read_text().splitlines()]
    return ja, en, gold


@cache
def tokens_of(ja: tuple[Sentence, ...]) -> Tokens:
    return read_sentences(ja, certainty=False).tokens


@cache
def documents(folder: Path) -> tuple[Text, ...]:
    ja, en, gold = whole(folder)
    found = []
    with (folder / "docs.tsv").open(encoding="utf-8") as rows:
        for name, *numbers in csv.reader(rows, delimiter="\t"):
            a, b, c, d, e, f = map(int, numbers)
            beads = tuple(Bead(run(one, a), run(other, c)) for one, other in gold[e:f])
            found.append(Text(name, sentences(ja[a:b]), tokens_of(sentences(ja[a:b])), sentences(en[c:d]), beads))
    return tuple(found)


def joined(folders: Sequence[Path]) -> Text:
    ja: list[str] = []
    en: list[str] = []
    beads: list[Bead] = []
    for folder in folders:
        more_ja, more_en, gold = whole(folder)
        beads += [Bead(run(one, -len(ja)), run(other, -len(en))) for one, other in gold]
        ja += more_ja
        en += more_en
    return Text("", sentences(ja), tokens_of(sentences(ja)), sentences(en), tuple(beads))


def folders(data: Path) -> Iterator[tuple[str, list[Path]]]:
    for setting, seeds in SETTINGS.items():
        yield setting, [data / setting / seed for seed in seeds]


def mean_report(reports: Sequence[Report]) -> str:
    strict, lax = (float(np.mean([getattr(report, kind).f1 for report in reports])) for kind in ("strict", "lax"))
    return f"{strict:>9.3f} /{lax:>6.3f}"


def table(data: Path, name: str, method: Callable[[Text], Sequence[Bead]], first: bool = False) -> None:
    """Print strict and lax F1 of each setting, mean over its seeds."""
    cells = []
    for _, seeds in folders(data):
        used = seeds[:1] if first else seeds
        cells.append(mean_report([evaluate((text.gold, method(text)) for text in documents(seed)) for seed in used]))
    print(f"{name:34}" + "".join(cells), flush=True)


def head(title: str) -> None:
    print(f"\n{title:34}" + "".join(f"{setting:>17}" for setting in SETTINGS))


def quality(data: Path, weights: Sequence[Weights]) -> None:
    """Print F1 per document, and how often rows of each probability are right."""

    def method(text: Text) -> Sequence[Bead]:
        beads = align_sentences(text.ja, text.tokens, text.en, weights=weights[1 - half(text.name)])
        gold = {(tuple(bead.ja), tuple(bead.en)) for bead in text.gold}
        rows.extend((bead.score, (tuple(bead.ja), tuple(bead.en)) in gold) for bead in beads)
        return beads

    rows: list[tuple[float, bool]] = []
    head("strict / lax F1, per document")
    table(data, "taiyaku", method)
    scores, right = np.array([row[0] for row in rows]), np.array([row[1] for row in rows], dtype=float)
    bins = np.minimum((scores * 10).astype(int), 9)
    print("\nprobability     rows   mean   right")
    for number in range(10):
        here = bins == number
        if here.any():
            means = f"{scores[here].mean():.3f}  {right[here].mean():.3f}"
            print(f"{number / 10:.1f} to {number / 10 + 0.1:.1f} {here.sum():>9}  {means}")
    error = sum(abs((scores - right)[bins == number].sum()) for number in range(10)) / len(rows)
    sure = scores >= DOUBTFUL
    shown = f"rows shown without doubt: {sure.mean():.1%}, of them right {right[sure].mean():.4f}"
    print(f"calibration error {error:.4f}; {shown}")


def one_text(data: Path) -> None:
    """Print F1 of all documents of a seed as one text."""
    head("strict / lax F1, one text a seed")
    cells = []
    for _, seeds in folders(data):
        texts = [joined([seed]) for seed in seeds]
        cells.append(
            mean_report([evaluate([(text.gold, align_sentences(text.ja, text.tokens, text.en))]) for text in texts])
        )
    print(f"{'taiyaku':34}" + "".join(cells), flush=True)


def timed(text: Text, method: Align, size: int) -> tuple[float, Report]:
    """CPU seconds and quality for the first ``size`` Japanese sentences (gold beads that lie inside)."""
    gold = [bead for bead in text.gold if not bead.ja or bead.ja.stop <= size]
    last = max((bead.en.stop for bead in gold if bead.ja and bead.en), default=0)
    gold = [bead for bead in gold if not bead.en or bead.en.stop <= last]
    ja, tokens, en = text.ja[:size], text.tokens[:size], text.en[:last]
    began = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    beads = method(ja, tokens, en)
    seconds = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began
    return seconds, evaluate([(gold, beads)])


def long_text(data: Path, size: int) -> Text:
    """Return the documents of all seeds in a row, the last ones a second time where they do not suffice."""
    seeds = [seed for setting, seeds in folders(data) if setting != "natural" for seed in seeds]
    text = joined(seeds)
    while len(text.ja) < size:
        seeds.append(seeds[-len(SETTINGS["hard"])])
        text = joined(seeds)
    return text


def growth(data: Path) -> None:
    """Print CPU seconds and peak memory for longer and longer texts, each in a process of its own."""
    print("\nsentences a side   CPU s    peak MB   strict F1")
    times = []
    for size in SIZES:
        command = [sys.executable, __file__, str(data), "--size", str(size)]
        line = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
        print(line, flush=True)
        times.append(float(line.split()[1]))
    slope = np.polyfit(np.log(SIZES), np.log(times), 1)[0]
    print(f"growth exponent {slope:.2f} (time ~ sentences to this power)")


def one_size(data: Path, size: int) -> None:
    text = long_text(data, size)
    align_sentences(text.ja[:200], text.tokens[:200], text.en[:200])  # warm
    seconds, report = timed(text, align_sentences, size)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size:>16}  {seconds:6.2f}  {memory:9.0f}   {report.strict.f1:9.3f}")


def compare(data: Path) -> None:
    """Print time and quality beside other aligners: 1,000 sentences as one text, and all documents."""
    methods: dict[str, Align] = {"taiyaku": align_sentences, "Gale-Church (lengths)": peers.gale_church}
    if peers.find_hunalign():
        methods["hunalign with dictionary"] = peers.hunalign
    text = long_text(data, SIZES[0])
    align_sentences(text.ja[:200], text.tokens[:200], text.en[:200])
    own: tuple[float, float] | None = None
    print("\n1,000 sentences as one text: CPU s, strict F1, both as a ratio to taiyaku's")
    for name, method in methods.items():
        seconds, report = timed(text, method, SIZES[0])
        own = own or (seconds, report.strict.f1)
        print(
            f"{name:34}{seconds:8.2f} {report.strict.f1:8.3f} {seconds / own[0]:8.2f} {report.strict.f1 / own[1]:8.2f}"
        )
    if not peers.find_hunalign():
        print(peers.NO_HUNALIGN)
    head("strict / lax F1, per document")
    for name, method in methods.items():
        table(data, name, lambda text, method=method: method(text.ja, text.tokens, text.en))  # type: ignore[misc]


#: Sets of weights that are set to 0, and sources of cues that are silenced.
FEATURES = {
    "length": ("length",),
    "marks at the end": ("same_end", "other_end"),
    "quotations": ("other_quotes",),
    "statements counted": ("units", "units_merged"),
    "wording of pages": ("furniture",),
    "numbers without a partner": ("bare_numbers", "bare_numbers_en"),
    "names without a partner": ("bare_names", "bare_names_en"),
    "words that only a merger covers": ("covered", "covered_en"),
    "repetition": ("repetition", "repetition_en"),
}
SOURCES = {
    "JMdict and JMnedict": (cues, "gloss_shares", lambda words, names: ({}, {})),
    "Latin letters": (cues, "_latin_cues", lambda word, stems: {}),
    "sound": (cues._SoundIndex, "cues", lambda index, word: {}),
    "numbers": (cues, "_number_ratio", lambda key: 1.0),
    "learned lexicon": (align, "learned_links", lambda evidence, links, beads: links),
}


def ablation(data: Path) -> None:
    """Print F1 (first seed of each setting) with one part silenced; the other weights stay as they are."""
    head("strict / lax F1, first seeds")

    def method(text: Text, weights: Weights | None = None) -> Sequence[Bead]:
        return align_sentences(text.ja, text.tokens, text.en, weights=weights)

    table(data, "all", method, first=True)
    for name, (owner, attribute, silent) in SOURCES.items():
        with patch.object(owner, attribute, silent):
            table(data, f"without {name}", method, first=True)
    usual = default_weights()
    for name, silenced in FEATURES.items():
        changed = replace(usual, features={**usual.features, **dict.fromkeys(silenced, 0.0)})
        table(data, f"without {name}", lambda text, changed=changed: method(text, changed), first=True)  # type: ignore[misc]


def main() -> None:
    default = Path(__file__).parents[2] / "shared" / "dev" / "alignment"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=default)
    parser.add_argument("--only", default="quality,joined,growth,peers,ablation")
    parser.add_argument("--weights", type=Path, nargs="+", default=[])
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.size:
        one_size(arguments.data, arguments.size)
        return
    weights = [read_weights(path) for path in arguments.weights] or [default_weights()]
    parts = arguments.only.split(",")
    if "quality" in parts:
        quality(arguments.data, (weights * 2)[:2])
    if "joined" in parts:
        one_text(arguments.data)
    if "growth" in parts:
        growth(arguments.data)
    if "peers" in parts:
        compare(arguments.data)
    if "ablation" in parts:
        ablation(arguments.data)


if __name__ == "__main__":
    main()
