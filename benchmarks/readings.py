"""Readings side by side with pykakasi (and fugashi + cutlet): sentences a second, cold start, memory.

``python benchmarks/readings.py FILE``: FILE holds one Japanese sentence a line (2,000 or more for steady figures). Each
side runs in a process of its own, in turn, ROUNDS times; figures are medians of processor time, which other work on the
machine disturbs least. "fresh" is the first pass over the sentences, after one sentence that loads the dictionaries and
tables; "known" the second, in which all words are met again. fugashi + cutlet is left out where it is not installed
(``pip install fugashi cutlet unidic-lite``), Open JTalk where ``taiyaku[yomi]`` is not.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

ROUNDS = 5
WANTED = 2_000
SIDES = ("pykakasi", "fugashi + cutlet", "certainty off", "certainty on", "certainty on, yomi")
PEER = SIDES[0]
COLD = "cold start"
#: A number, letters, a verb with endings, kanji without okurigana: what there is a table for.
FIRST = "2021年6月16日には、EUの彼が3本の木を見ていたが、弓毛替は1/3だった。"


def main(file: str) -> None:
    sides = [side for side in SIDES if _is_here(side)]
    taken: dict[str, list[list[float]]] = {side: [] for side in (*sides, COLD)}
    for _ in range(ROUNDS):
        for side in taken:
            began = time.perf_counter()
            out = subprocess.run([sys.executable, __file__, file, side], check=True, capture_output=True, text=True)
            taken[side].append([*json.loads(out.stdout), time.perf_counter() - began])
    count = len(_texts(file))
    medians = {
        side: [statistics.median(values) for values in zip(*rounds, strict=True)] for side, rounds in taken.items()
    }
    print(f"{count} sentences{'':9} fresh/s  x pykakasi   known/s  x pykakasi   peak MB")
    for side in sides:
        fresh, known, peak, _ = medians[side]
        ratios = [medians[PEER][0] / fresh, medians[PEER][1] / known]
        print(f"{side:21} {count / fresh:9.0f} {ratios[0]:9.2f} {count / known:11.0f} {ratios[1]:9.2f} {peak:11.0f}")
    print(f"{COLD} {medians[COLD][3]:.2f} s (a process for one sentence, certainty off)")


def _is_here(side: str) -> bool:
    needed = {"fugashi + cutlet": "cutlet", "certainty on, yomi": "pyopenjtalk"}.get(side)
    return needed is None or find_spec(needed) is not None


def _texts(file: str) -> list[str]:
    return [line for line in Path(file).read_text(encoding="utf-8").splitlines() if line][:WANTED]


def measure(file: str, side: str) -> None:
    """Print processor seconds of two passes, and peak memory in MB."""
    if side == COLD:
        _reader("certainty off")(["私は行く。"])
        print([0, 0, 0])
        return
    texts = _texts(file)
    run = _reader(side)
    run([FIRST])
    seconds = [_timed(run, texts), _timed(run, texts)]
    print([*seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024])


def _reader(side: str) -> Callable[[Sequence[str]], object]:
    if side == PEER:
        import pykakasi

        kakasi = pykakasi.kakasi()
        return lambda texts: [kakasi.convert(text) for text in texts]
    if side == "fugashi + cutlet":
        import cutlet

        katsu = cutlet.Cutlet()
        return lambda texts: [katsu.romaji(text) for text in texts]
    from taiyaku.model import Label, Sentence
    from taiyaku.readings import yomi
    from taiyaku.readings.read import read_sentences

    if not side.endswith("yomi"):
        yomi.engine = lambda: None
    return lambda texts: read_sentences(
        [Sentence(text, Label.BODY, 1, 0, len(text)) for text in texts], certainty="on" in side
    )


def _timed(run: Callable[[Sequence[str]], object], texts: Sequence[str]) -> float:
    begin = time.process_time()
    run(texts)
    return time.process_time() - begin


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) == 2 else measure(*sys.argv[1:])
