"""Other aligners to compare with: Gale & Church 1993, written out below, and hunalign where its program is installed.

hunalign (https://github.com/danielvarga/hunalign) is in no package registry that we install from: neither PyPI nor
npm nor Debian has it. ``find_hunalign`` takes the program of that name from PATH or from the variable HUNALIGN; it is
given the Sudachi tokens of the Japanese, English words and a dictionary made of JMdict's glosses.
"""

from __future__ import annotations

import itertools
import math
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from taiyaku.align.english_words import english_words
from taiyaku.align.glosses import gloss_shares
from taiyaku.model import Bead, Sentence, Token

NO_HUNALIGN = (
    "hunalign: not compared, its program is not installed and no package of PyPI, npm or Debian has it; "
    "with HUNALIGN=/path/to/hunalign or on PATH it is run side by side"
)
_PRIORS = {(1, 1): 0.89, (1, 0): 0.00495, (0, 1): 0.00495, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
_VARIANCE = 6.8  # of the length of a translation for a character, Gale & Church 1993
_FAR = 1e9
_GLOSSES = 6  # of a word in hunalign's dictionary


def gale_church(ja: Sequence[Sentence], tokens: Sequence[Sequence[Token]], en: Sequence[Sentence]) -> Sequence[Bead]:
    """Return the beads that the lengths in characters alone suggest; all places of an anti-diagonal at once."""
    rows = np.cumsum([0, *(len(sentence.text) for sentence in ja)], dtype=np.float64)
    columns = np.cumsum([0, *(len(sentence.text) for sentence in en)], dtype=np.float64)
    ratio = columns[-1] / max(rows[-1], 1.0)
    shapes = list(_PRIORS)
    steps = np.zeros((len(ja) + 1, len(en) + 1), dtype=np.int8)
    costs = [np.full(len(ja) + 1, _FAR) for _ in range(5)]  # of the last diagonals, by row
    costs[0][0] = 0.0
    for diagonal in range(1, len(ja) + len(en) + 1):
        at = np.arange(max(0, diagonal - len(en)), min(len(ja), diagonal) + 1)
        best, chosen = np.full(len(at), _FAR), np.zeros(len(at), dtype=np.int8)
        for number, (height, width) in enumerate(shapes):
            inside = (at >= height) & (diagonal - at >= width)
            i, k = at[inside], diagonal - at[inside]
            cost = costs[(diagonal - height - width) % 5][i - height] + _length_cost(
                rows[i] - rows[i - height], columns[k] - columns[k - width], ratio
            )
            cost -= math.log(_PRIORS[height, width])
            better = cost < best[inside]
            places = np.flatnonzero(inside)[better]
            best[places], chosen[places] = cost[better], number
        costs[diagonal % 5][:] = _FAR
        costs[diagonal % 5][at] = best
        steps[at, diagonal - at] = chosen
    return _walk_back(steps, shapes)


def _length_cost(ja: np.ndarray, en: np.ndarray, ratio: float) -> np.ndarray:  # type: ignore[type-arg]
    """Return -log of the chance that lengths differ this much, by Zelen & Severo's formula for the normal tail."""
    mean = (ja + en / ratio) / 2
    delta = np.abs(en - ja * ratio) / np.sqrt(np.maximum(mean, 1.0) * _VARIANCE)
    t = 1 / (1 + 0.2316419 * delta)
    tail = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    return -np.log(np.maximum(2 * tail * np.exp(-(delta**2) / 2) / math.sqrt(2 * math.pi), 1e-300))


def _walk_back(steps: np.ndarray, shapes: Sequence[tuple[int, int]]) -> list[Bead]:  # type: ignore[type-arg]
    i, k = steps.shape[0] - 1, steps.shape[1] - 1
    beads = []
    while i or k:
        height, width = shapes[steps[i, k]]
        beads.append(Bead(range(i - height, i), range(k - width, k)))
        i, k = i - height, k - width
    return beads[::-1]


def find_hunalign() -> str:
    """Return the path of hunalign's program, "" if there is none."""
    return os.environ.get("HUNALIGN", "") or shutil.which("hunalign") or ""


def hunalign(ja: Sequence[Sentence], tokens: Sequence[Sequence[Token]], en: Sequence[Sentence]) -> Sequence[Bead]:
    """Return hunalign's beads, with a dictionary of the glosses of the words that stand in the text."""
    stems = [[word.stem for word in english_words(sentence.text)] for sentence in en]
    words = [[token.lemma for token in line if token.pos not in ("PUNCT", "ADP", "AUX")] for line in tokens]
    known = {stem for line in stems for stem in line}
    glosses, _ = gloss_shares({word for line in words for word in line}, ())
    entries = [
        f"{stem} @ {word}"
        for word, shares in glosses.items()
        for stem in sorted(shares, key=lambda stem: -shares[stem])[:_GLOSSES]
        if stem in known
    ]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in ("dictionary", "ja", "en")]
        for file, lines in zip(files, (entries, map(" ".join, words), map(" ".join, stems)), strict=True):
            file.write_text("".join(f"{line or '-'}\n" for line in lines), encoding="utf-8")
        done = subprocess.run([find_hunalign(), *files], capture_output=True, text=True, check=True)
    ladder = [tuple(map(int, re.findall(r"\d+", line)[:2])) for line in done.stdout.splitlines() if line[:1].isdigit()]
    corners = [*ladder, (len(ja), len(en))]
    return [Bead(range(a, b), range(c, d)) for (a, c), (b, d) in itertools.pairwise(corners) if (a, c) != (b, d)]
