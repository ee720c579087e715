"""Sure points of a long alignment, found coarsely: pairs of sentences that share rare words.

They narrow the search to a band, so that time grows with the length of the text and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left

from taiyaku.align.features import Evidence, Side
from taiyaku.align.scores import Links

_RARE = 6  # sentences that a type may stand in
_RATIO = 100.0
_ENOUGH = 3.0  # votes; one match of two types that stand nowhere else is 1


def find_anchors(evidence: Evidence, table: Links, rows: range, columns: range) -> list[tuple[int, int]]:
    """Return pairs (Japanese, English sentence) that rise in both, each the other's best, counted from the corner.

    ``table`` gives the partners of Japanese types. A match of types that stand in n and m sentences is worth
    1 / sqrt(n · m).
    """
    votes = _votes(evidence, table, rows, columns)
    return rising_chain(_mutual_best(votes))


def _votes(evidence: Evidence, table: Links, rows: range, columns: range) -> dict[tuple[int, int], float]:
    at_ja, at_en = _places(evidence.ja, rows), _places(evidence.en, columns)
    votes: dict[tuple[int, int], float] = {}
    for kind, here in at_ja.items():
        if len(here) > _RARE:
            continue
        for entry in range(table.starts[kind], table.starts[kind + 1]):
            there = at_en.get(int(table.partners[entry]), ())
            if 0 < len(there) <= _RARE and table.ratios[entry] >= _RATIO:
                worth = (len(here) * len(there)) ** -0.5
                for row in here:
                    for column in there:
                        votes[row, column] = votes.get((row, column), 0.0) + worth
    return votes


def _places(side: Side, sentences: range) -> dict[int, list[int]]:
    places: dict[int, list[int]] = {}
    for number, sentence in enumerate(sentences):
        for kind in set(side.tokens(sentence).tolist()):
            places.setdefault(kind, []).append(number)
    return places


def _mutual_best(votes: dict[tuple[int, int], float]) -> list[tuple[int, int, float]]:
    best_column: dict[int, tuple[float, int]] = {}
    best_row: dict[int, tuple[float, int]] = {}
    for (row, column), vote in votes.items():
        best_column[row] = max(best_column.get(row, (0.0, 0)), (vote, -column))
        best_row[column] = max(best_row.get(column, (0.0, 0)), (vote, -row))
    return sorted(
        (row, -column, vote)
        for row, (vote, column) in best_column.items()
        if vote >= _ENOUGH and best_row[-column] == (vote, -row)
    )


def rising_chain(pairs: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the heaviest chain of pairs (sorted by row) whose columns rise, too."""
    columns = sorted({column for _, column, _ in pairs})
    heaviest: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)  # Fenwick tree of (weight, last pair)
    previous: list[int] = []
    end = (0.0, -1)
    for number, (_, column, vote) in enumerate(pairs):
        place = bisect_left(columns, column)
        weight, before = _prefix_best(heaviest, place)
        previous.append(before)
        end = max(end, (weight + vote, number))
        _raise(heaviest, place + 1, (weight + vote, number))
    chain = []
    at = end[1]
    while at >= 0:
        chain.append(pairs[at][:2])
        at = previous[at]
    return chain[::-1]


def _prefix_best(tree: list[tuple[float, int]], place: int) -> tuple[float, int]:
    best = (0.0, -1)
    while place > 0:
        best = max(best, tree[place])
        place -= place & -place
    return best


def _raise(tree: list[tuple[float, int]], place: int, value: tuple[float, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place
