"""Readings side by side with pykakasi: sentences a second, cold start, memory.

``python benchmarks/readings.py FILE``: FILE holds one Japanese sentence a line (2,000 or more for steady figures);
without it, sentences are made from a few of our own. The sides take turns; the median of the rounds counts, in
which words met before are found again; the first round, in which none were, is printed beside it.
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

ROUNDS = 5
WANTED = 2_000
_PEOPLE = ("首相", "外務大臣", "報道官", "市長", "専門家", "研究者", "農家の男性", "駅員", "選手", "編集長")
_DEEDS = (
    "は6月16日、来年の予算について記者会見を開いた。",
    "が約2時間半にわたって協議し、20カ国の代表と合意した。",
    "によると、去年の輸出額は3兆5000億円に上ったという。",
    "は地元の住民と話し合って、新しい橋の計画を見直すことを決めた。",
    "が裏切られたと感じていることを、多くの人は知らなかった。",
)
_COLD = """
from taiyaku.model import Label, Sentence
from taiyaku.readings.read import read_sentences
read_sentences([Sentence("私は行く。", Label.BODY, 1, 0, 5)], certainty=False)
"""


def main() -> None:
    texts = _texts(sys.argv[1:])
    sentences = [Sentence(text, Label.BODY, 1, 0, len(text)) for text in texts]
    kakasi = pykakasi.kakasi()
    sides: dict[str, Callable[[], object]] = {
        "pykakasi": lambda: [kakasi.convert(text) for text in texts],
        "taiyaku, certainty off": lambda: read_sentences(sentences, certainty=False),
        "taiyaku, certainty on": lambda: read_sentences(sentences),
    }
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, run in sides.items():
            seconds[name].append(_timed(run))
    peer = statistics.median(seconds["pykakasi"])
    for name, taken in seconds.items():
        middle = statistics.median(taken)
        first = seconds["pykakasi"][0] / taken[0]
        print(
            f"{name:24} {len(texts) / middle:8.0f} sentences/s   {peer / middle:5.2f} x pykakasi (first round {first:.2f} x)"
        )
    print(f"cold start {_timed(lambda: subprocess.run([sys.executable, '-c', _COLD], check=True)):.2f} s (one process)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (all sides together)")


def _texts(files: list[str]) -> list[str]:
    if files:
        return [line for line in Path(files[0]).read_text(encoding="utf-8").splitlines() if line][:WANTED]
    made = [f"{first}と{second}{deed}" for first in _PEOPLE for second in _PEOPLE for deed in _DEEDS]
    return (made * (WANTED // len(made) + 1))[:WANTED]


def _timed(run: Callable[[], object]) -> float:
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
