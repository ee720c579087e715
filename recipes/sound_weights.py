"""Make ``src/taiyaku/terms/sound_weights.tsv``: what makes a run of English words the one that katakana writes down.

    python recipes/sound_weights.py

Needs taiyaku installed (or ``PYTHONPATH=src``) and ``channel.tsv``; takes a minute, gives the same file every time.
Logistic regression on the pairs that ``katakana_channel.py`` kept back. Beside each right word stand wrong ones: of
400 other words the likeliest, and the right word with a neighbour, or without its end. Katakana of two words (dots
gone) is in it too. Small letters are as frequent on both sides, so that only names gain by capitals.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from katakana_channel import KEPT, pairs

from taiyaku.terms.english_text import EnglishWord
from taiyaku.terms.sound_match import _prefix_scores, features

_TABLE = Path(__file__).parents[1] / "src" / "taiyaku" / "terms" / "sound_weights.tsv"
_NAMES = (
    *("bias", "mean log probability of a unit", "lowest of a unit", "gain over plain letters, a letter"),
    *("gain, all, a tenth, at most 3", "first unit", "last unit", "letters a unit", "one over units"),
    *("two units", "silent units, share", "words more or less than parts", "small letter", "ending cut off"),
)
_OTHERS = 400
_HARD = 2
_RIDGE = 1.0


def word(spelling: str, capital: bool) -> EnglishWord:
    """Return a spelling as a word of a sentence."""
    text = spelling.capitalize() if capital else spelling
    return EnglishWord(0, len(text), text, spelling, spelling, False)


def samples() -> Iterator[tuple[tuple[float, ...], float]]:
    """Yield features, and 1 for a right run or 0 for a wrong one."""
    chance = random.Random(1)
    kept = [pair for number, pair in enumerate(pairs()) if number % KEPT == 0 and len(pair[1]) > 1]
    spellings = [spelling for _, spelling in kept]
    for number, (cut, spelling) in enumerate(kept):
        capital = chance.random() < 0.7
        yield features(cut, 1, spelling, [word(spelling, capital)], 0), 1.0
        others = sorted(chance.sample(spellings, _OTHERS), key=lambda other: -_prefix_scores(cut, other)[-1])
        near = [other for other in others if other not in (spelling, spelling + "s", spelling[:-1])][:_HARD]
        for other in [*near, chance.choice(spellings)]:
            yield features(cut, 1, other, [word(other, chance.random() < 0.7)], 0), 0.0
        neighbour = chance.choice(spellings)
        two = [word(spelling, capital), word(neighbour, capital)]
        yield features(cut, 1, spelling + neighbour, two, 0), 0.0
        following, second = kept[(number * 7 + 1) % len(kept)]
        both = [word(spelling, capital), word(second, capital)]
        parts = 1 + number % 2
        yield features(cut + following, parts, spelling + second, both, 0), 1.0
        yield features(cut + following, parts, spelling, both[:1], 0), 0.0
        if number % 4 == 0:
            yield features(cut, 1, spelling, [word(spelling + "s", capital)], 1), 1.0
            yield features(cut, 1, near[0], [word(near[0] + "s", capital)], 1), 0.0


def fit(rows: Sequence[tuple[tuple[float, ...], float]]) -> np.ndarray:
    """Return the weights by Newton's method, with a ridge on all but the bias."""
    values = np.array([row[0] for row in rows])
    right = np.array([row[1] for row in rows])
    weights = np.zeros(values.shape[1])
    ridge = np.diag([0.0, *[_RIDGE] * (len(weights) - 1)])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        gradient = values.T @ (right - chance) - ridge @ weights
        curve = (values * (chance * (1 - chance))[:, None]).T @ values + ridge
        weights += np.linalg.solve(curve, gradient)
    chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
    for least in (0.5, 0.8, 0.9, 0.95):
        taken = chance >= least
        print(f"at {least}: precision {right[taken].mean():.3f}, recall {right[taken].sum() / right.sum():.3f}")
    return weights


def main() -> None:
    """Write the table."""
    rows = list(samples())
    print(f"{len(rows)} runs, {int(sum(row[1] for row in rows))} of them right")
    lines = ["# Made by recipes/sound_weights.py: do not edit.", "# feature\tweight"]
    lines += [f"{name}\t{weight:.4f}" for name, weight in zip(_NAMES, fit(rows), strict=True)]
    _TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
