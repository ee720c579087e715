"""Readings side by side with pykakasi: sentences a second, cold start, memory.

``python benchmarks/readings.py FILE``: FILE holds one Japanese sentence a line (2,000 or more for steady figures). The
sides take turns. "fresh" is the first round, after one sentence to load the dictionaries; "known" is the median of the
rounds after it, in which both sides meet the words of the first again.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pykakasi

from taiyaku.model import Label, Sentence
from taiyaku.readings.read import read_sentences

ROUNDS = 4
WANTED = 2_000
_COLD = """
from taiyaku.model import Label, Sentence
from taiyaku.readings.read import read_sentences
read_sentences([Sentence("私は行く。", Label.BODY, 1, 0, 5)], certainty=False)
"""


def main(file: str) -> None:
    texts = [line for line in Path(file).read_text(encoding="utf-8").splitlines() if line][:WANTED]
    sentences = [Sentence(text, Label.BODY, 1, 0, len(text)) for text in texts]
    kakasi = pykakasi.kakasi()
    sides: dict[str, Callable[[int], object]] = {
        "pykakasi": lambda count: [kakasi.convert(text) for text in texts[:count]],
        "taiyaku, certainty off": lambda count: read_sentences(sentences[:count], certainty=False),
        "taiyaku, certainty on": lambda count: read_sentences(sentences[:count]),
    }
    for run in sides.values():
        run(1)
    seconds = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, run in sides.items():
            seconds[name].append(_timed(lambda run=run: run(WANTED)))
    print(f"{len(texts)} sentences{'':12} fresh/s  x pykakasi   known/s  x pykakasi")
    for name, taken in seconds.items():
        print(f"{name:24}", *(_row(len(texts), taken, seconds["pykakasi"])))
    cold = _timed(lambda: subprocess.run([sys.executable, "-c", _COLD], check=True))
    print(f"cold start {cold:.2f} s (a process for one sentence)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (all sides together)")


def _row(count: int, taken: list[float], peer: list[float]) -> list[str]:
    known, peer_known = statistics.median(taken[1:]), statistics.median(peer[1:])
    return [
        f"{count / taken[0]:7.0f} {peer[0] / taken[0]:9.2f}",
        f"{count / known:11.0f} {peer_known / known:9.2f}",
    ]


def _timed(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main(*sys.argv[1:])
