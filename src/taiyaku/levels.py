"""How hard a page is to read: which school grade its kanji ask for."""

from __future__ import annotations

from collections.abc import Mapping

from taiyaku.readings.kana import is_kanji
from taiyaku.study_model import StudyDocument

#: KANJIDIC2's school grades: six years of primary school, then all other kanji of the school list.
GRADES = (1, 2, 3, 4, 5, 6, 8)
_OUTSIDE = 9  # name kanji (9, 10) and kanji of no list
_MOST = 0.05  # a page is of a grade when no more than this share of its words with kanji asks for a higher one
_NO_KANJI = "々〇〻"


def grade(text: str, grades: Mapping[str, int]) -> int:
    """Return the school grade that the kanji of a word ask for: 会談 gives 3, みなと 0, 蜃気楼 9."""
    asked = (grades.get(one, 0) or _OUTSIDE for one in text if is_kanji(one) and one not in _NO_KANJI)
    return max((min(one, _OUTSIDE) for one in asked), default=0)


def shares_above(doc: StudyDocument) -> tuple[float, ...]:
    """Return for each of ``GRADES`` the share of the page's words with kanji that ask for more, 0 to 1."""
    grades = {kanji.literal: kanji.grade for kanji in doc.lexicon.kanji}
    of_word = [grade(word.surface, grades) for word in doc.lexicon.words]
    asked = [of_word[number] for sentence in doc.sentences for number in sentence.words if of_word[number]]
    return tuple(sum(one > at for one in asked) / max(len(asked), 1) for at in GRADES)


def level(shares: tuple[float, ...]) -> int:
    """Return the lowest grade at which nearly all words can be read, 0 where even the school list is not enough."""
    return next((at for at, share in zip(GRADES, shares, strict=True) if share <= _MOST), 0)
