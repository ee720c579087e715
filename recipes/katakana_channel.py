"""Make ``src/taiyaku/terms/channel.tsv``: which letters the units of katakana stand for, and how often.

    python recipes/katakana_channel.py

Needs taiyaku installed (or ``PYTHONPATH=src``), takes some minutes, gives the same file every time. Steps:

1. Pairs: katakana names of JMnedict and their Latin spelling, word by word (ジョー・バイデン, Joe Biden), and katakana
   words of JMdict beside a gloss of one word that shares most of their consonants (コンピューター, computer).
2. Expectation maximisation: every way to cut the letters over the units, nought to five letters each.
3. What is met less than twice, or in less than one of 1,000 cases of its unit, is left out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path

from taiyaku.align.sound import english_sound, kana_sound
from taiyaku.terms.spellings import dictionary_pairs
from taiyaku.terms.transliterate import MOST_LETTERS, letters, units

_TABLE = Path(__file__).parents[1] / "src" / "taiyaku" / "terms" / "channel.tsv"
_ROUNDS = 6
_LEAST_COUNT = 2.0
_LEAST_SHARE = 1 / 1000
#: Every so manieth pair is kept for fitting the weights (sound_weights.py).
KEPT = 20

Pair = tuple[tuple[str, ...], str]
Counts = defaultdict[str, defaultdict[str, float]]


def pairs() -> list[Pair]:
    """Return units and letters of every pair, in the dictionaries' order, each once."""
    return list(dict.fromkeys((units(katakana), letters(spelling)) for katakana, spelling in dictionary_pairs()))


def learn(data: list[Pair]) -> dict[str, dict[str, float]]:
    """Return the log probabilities after some rounds of expectation maximisation."""
    model: dict[str, dict[str, float]] = {}
    for round_ in range(_ROUNDS):
        counts: Counts = defaultdict(lambda: defaultdict(float))
        for cut, spelling in data:
            _expect(cut, spelling, model, counts)
        model = {}
        for unit, found in sorted(counts.items()):
            total = sum(found.values())
            model[unit] = {piece: count / total for piece, count in found.items() if count / total > 1e-5}
        print(f"round {round_ + 1}: {sum(map(len, model.values()))} pieces")
    return {
        unit: {
            piece: math.log(share)
            for piece, share in sorted(pieces.items())
            if share >= _LEAST_SHARE and share * sum(counts[unit].values()) >= _LEAST_COUNT
        }
        for unit, pieces in model.items()
    }


def _expect(cut: tuple[str, ...], spelling: str, model: dict[str, dict[str, float]], counts: Counts) -> None:
    """Add the expected counts of one pair: forward and backward sums over all ways to cut the letters."""
    width = len(spelling)
    chances = [_chances(unit, spelling, model.get(unit)) for unit in cut]
    forward = [[0.0] * (width + 1) for _ in range(len(cut) + 1)]
    forward[0][0] = 1.0
    for i, row in enumerate(chances):
        for at, before in enumerate(forward[i]):
            if before:
                for length, chance in row[at]:
                    forward[i + 1][at + length] += before * chance
    total = forward[-1][width]
    if not total:
        return
    backward = [0.0] * (width + 1)
    backward[width] = 1.0
    for i in range(len(cut) - 1, -1, -1):
        earlier = [0.0] * (width + 1)
        for at in range(width + 1):
            for length, chance in chances[i][at]:
                behind = backward[at + length]
                if behind:
                    earlier[at] += chance * behind
                    if forward[i][at]:
                        counts[cut[i]][spelling[at : at + length]] += forward[i][at] * chance * behind / total
        backward = earlier


def _chances(unit: str, spelling: str, known: dict[str, float] | None) -> list[list[tuple[int, float]]]:
    """Return, for each offset, the lengths that the unit can take there with their probability."""
    found = []
    for at in range(len(spelling) + 1):
        row = []
        for length in range(min(MOST_LETTERS, len(spelling) - at) + 1):
            piece = spelling[at : at + length]
            chance = _first_guess(unit, piece) if known is None else known.get(piece, 0.0)
            if chance:
                row.append((length, chance))
        found.append(row)
    return found


def _first_guess(unit: str, piece: str) -> float:
    """Begin with pieces of about two letters whose first consonant is the unit's."""
    chance = (0.02, 0.3, 0.5, 0.2, 0.05, 0.01)[len(piece)] * (1 / 26.0) ** float(len(piece))
    same = piece != "" and kana_sound(unit.strip("ッー") or unit)[:1] == english_sound(piece)[:1]
    return float(chance * (20.0 if same else 1.0))


def main() -> None:
    """Write the table."""
    data = pairs()
    model = learn([pair for number, pair in enumerate(data) if number % KEPT])
    print(f"{len(data)} pairs, {len(data) // KEPT} of them kept")
    lines = [
        "# Made by recipes/katakana_channel.py from JMnedict and JMdict, © EDRDG, CC BY-SA 4.0: do not edit.",
        "# unit of katakana\tletters (- for none)\tlog probability in nats",
    ]
    for unit, pieces in sorted(model.items()):
        lines += [f"{unit}\t{piece or '-'}\t{score:.2f}" for piece, score in sorted(pieces.items())]
    _TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 2} rows, {_TABLE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
