"""What speaks for a bead apart from its words: lengths, marks at the end, quotations, statements, parts of the article.

Each function returns an array over a rectangle of sentences: a row for each Japanese sentence at which a bead of the
shape can begin, a column for each English one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from taiyaku.align.explain import Floats, Part, run_sums
from taiyaku.align.features import EXCLAMATION, NO_MARK, TITLE

_MOST_UNITS = 3.0
Shape = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lengths:
    """What is known of the lengths of translations.

    ``ratio`` is that of English letters to Japanese characters, ``spread`` the standard deviation of its log between
    translations, ``chance`` the same between strangers; ``free`` is the share of translations as free as strangers.
    """

    ratio: float
    spread: float
    chance: float
    free: float


def length_score(ja: Floats, en: Floats, lengths: Lengths) -> Floats:
    """Return the log-likelihood ratio of the lengths (after Gale & Church 1993, on the log of the ratio).

    It never falls below log ``free``: a sentence that the translator cut in half stays a translation.
    """
    found = np.log(np.maximum(en, 1.0))[None, :] - np.log(np.maximum(ja, 1.0) * lengths.ratio)[:, None]
    near = lengths.spread * np.sqrt(1.0 + 20.0 / np.maximum(ja, 1.0))[:, None]
    far = np.float32(lengths.chance)
    likelier = far / near * np.exp(found**2 / (2 * far**2) - found**2 / (2 * near**2))
    return np.log(lengths.free + (1.0 - lengths.free) * likelier)


def mark_features(ja: Part, en: Part, shape: Shape) -> Mapping[str, NDArray[Any]]:
    """Return how the last marks agree, whether only one side quotes, and how the numbers of statements differ.

    ``furniture`` counts the sides that hold wording of a page (``Advertisement``), which is nobody's translation.
    """
    ends_ja, ends_en = ja.ends[shape[0] - 1 :, None], en.ends[None, shape[1] - 1 :]
    loud = (ends_ja == EXCLAMATION) | (ends_en == EXCLAMATION)  # a translator's taste, except on a heading
    clash = (ends_ja != ends_en) & (~loud | (ends_ja == NO_MARK) | (ends_en == NO_MARK))
    quotes_ja, quotes_en = _any(ja.quotes, shape[0])[:, None], _any(en.quotes, shape[1])[None, :]
    difference = np.abs(ja.run(ja.units, shape[0])[:, None] - en.run(en.units, shape[1])[None, :])
    return {
        "same_end": ends_ja == ends_en,
        "other_end": clash,
        "other_quotes": quotes_ja != quotes_en,
        "furniture": _any(ja.furniture, shape[0])[:, None].astype(np.float32) + _any(en.furniture, shape[1])[None, :],
        "units" if shape == (1, 1) else "units_merged": np.minimum(difference, _MOST_UNITS),
    }


def role_features(ja: Part, en: Part, shape: Shape) -> Mapping[str, NDArray[Any]]:
    """Return whether a title meets a title, a heading a heading, or a caption something else."""
    height, width = len(ja.roles) - shape[0] + 1, len(en.roles) - shape[1] + 1
    first_ja, last_ja = ja.roles[:height, None], ja.roles[shape[0] - 1 :, None]
    first_en, last_en = en.roles[None, :width], en.roles[None, shape[1] - 1 :]
    alike = (first_ja == last_ja) & (first_en == last_en) & (first_ja == first_en)
    return {
        "same_title": alike & (first_ja == TITLE),
        "same_role": alike & (first_ja > 0) & (first_ja != TITLE),
        "other_role": ~alike,
    }


def _any(flags: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    """Return whether any of ``size`` neighbouring sentences has the mark."""
    return run_sums(flags.astype(np.float32)[:, None], size)[:, 0] > 0
