"""What the sure beads of a text teach about its own words: IBM model 1 between their tokens.

``ぼんぼり`` beside ``lantern`` in five beads is worth a dictionary entry. Expectation-maximisation starts from the
dictionary's ratios, so that a known word explains what it can and leaves the rest to its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.explain import Links
from taiyaku.align.features import Evidence
from taiyaku.align.scores import link_rows
from taiyaku.model import Bead

_ROUNDS = 4
_DISCOUNT = 0.8  # taken from each expected count: what stood together once proves nothing
_STRANGER = 1.0  # ratio that a pair unknown to the dictionary starts with
_CAP = 300.0
_SMALLEST = 3.0
_AT_ONCE = 1 << 16  # pairs of tokens

Ints = NDArray[np.int64]


def learned_links(evidence: Evidence, table: tuple[Links, Links], beads: Iterable[Bead]) -> tuple[Links, Links]:
    """Return the ratios joined with those learned from ``beads``; a pair keeps the larger of both."""
    columns = len(evidence.en.vocabulary)
    pairs, owner, english_tokens = _pairs(evidence, [bead for bead in beads if bead.ja and bead.en])
    if not len(pairs):
        return table
    keys = np.unique(pairs)
    pair = _places_in(keys, pairs)
    del pairs  # the largest table of the whole alignment
    start = _known(table[0], columns)
    known = np.maximum(_looked_up(keys, *start), _STRANGER)
    expected = _expected_counts(pair, known, owner, len(keys))
    frequency = np.bincount(english_tokens, minlength=columns) / len(english_tokens)
    totals = np.bincount(keys // columns, weights=expected, minlength=len(evidence.ja.vocabulary))
    share = np.maximum(expected - _DISCOUNT, 0.0) / totals[keys // columns]
    ratio = np.minimum(share / frequency[keys % columns], _CAP)
    return _joined(keys[ratio >= _SMALLEST], ratio[ratio >= _SMALLEST], *start, evidence)


def _pairs(evidence: Evidence, beads: Sequence[Bead]) -> tuple[Ints, NDArray[np.int32], Ints]:
    """Return every pair of a Japanese and an English token of one bead as a number, and the English token it is with.

    The number is that of the Japanese type times the count of English types, plus that of the English type. The last
    part are the types of all English tokens.
    """
    columns = len(evidence.en.vocabulary)
    pairs: list[Ints] = [np.zeros(0, dtype=np.int64)]
    owner: list[NDArray[np.int32]] = [np.zeros(0, dtype=np.int32)]
    tokens: list[Ints] = [np.zeros(0, dtype=np.int64)]
    count = 0
    for bead in beads:
        here = np.concatenate([evidence.ja.tokens(i) for i in bead.ja]).astype(np.int64)
        there = np.concatenate([evidence.en.tokens(k) for k in bead.en]).astype(np.int64)
        pairs.append((there[:, None] + here[None, :] * columns).ravel())
        owner.append(np.repeat(np.arange(count, count + len(there), dtype=np.int32), len(here)))
        tokens.append(there)
        count += len(there)
    return np.concatenate(pairs), np.concatenate(owner), np.concatenate(tokens)


def _places_in(keys: Ints, pairs: Ints) -> NDArray[np.int32]:
    """Return where each pair stands among the keys, some at a time: np.unique would sort with four tables this long."""
    places = np.empty(len(pairs), dtype=np.int32)
    for at in range(0, len(pairs), _AT_ONCE):
        places[at : at + _AT_ONCE] = np.searchsorted(keys, pairs[at : at + _AT_ONCE])
    return places


def _expected_counts(
    pair: NDArray[np.int32], known: NDArray[np.float64], owner: NDArray[np.int32], count: int
) -> NDArray[np.float64]:
    """Return how often each pair is expected to be a translation, after some rounds of model 1."""
    weight = known
    expected: NDArray[np.float64] = np.zeros(count)
    for _ in range(_ROUNDS):
        share = weight[pair]
        share /= np.bincount(owner, weights=share)[owner]
        expected = np.bincount(pair, weights=share, minlength=count).astype(np.float64)
        weight = known * np.maximum(expected, 1e-6)
    return expected


def _known(table: Links, columns: int) -> tuple[Ints, NDArray[np.float64]]:
    rows = np.repeat(np.arange(len(table.starts) - 1), np.diff(table.starts))
    keys = rows * columns + table.partners
    order = np.argsort(keys)
    return keys[order], table.ratios[order].astype(np.float64)


def _looked_up(wanted: Ints, keys: Ints, values: NDArray[np.float64]) -> NDArray[np.float64]:
    if not len(keys):
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], 0.0)


def _joined(
    keys: Ints, ratios: NDArray[np.float64], known: Ints, known_ratios: NDArray[np.float64], evidence: Evidence
) -> tuple[Links, Links]:
    every = np.union1d(keys, known)
    best = np.maximum(_looked_up(every, keys, ratios), _looked_up(every, known, known_ratios)).astype(np.float32)
    columns = len(evidence.en.vocabulary)
    ja, en = (every // columns).astype(np.int32), (every % columns).astype(np.int32)
    return link_rows(ja, en, best, len(evidence.ja.vocabulary)), link_rows(en, ja, best, columns)
