"""How hard a page is to read: which school grade, or which level of the old JLPT, its kanji ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from taiyaku.readings.kana import is_kanji
from taiyaku.study_model import StudyDocument

#: KANJIDIC2's school grades: six years of primary school, then all other kanji of the school list.
GRADES = (1, 2, 3, 4, 5, 6, 8)
#: Levels of the Japanese-Language Proficiency Test until 2009, as KANJIDIC2 has them; 4 is the easiest.
OLD_JLPT = (4, 3, 2, 1)
_OUTSIDE = 9  # name kanji (9, 10) and kanji of no list
_MOST = 0.05  # a page is of a grade when no more than this share of its words with kanji asks for a higher one
_NO_KANJI = "々〇〻"


def grade(text: str, grades: Mapping[str, int]) -> int:
    """Return the school grade that the kanji of a word ask for: 会談 gives 3, みなと 0, 蜃気楼 9."""
    asked = (grades.get(one, 0) or _OUTSIDE for one in text if is_kanji(one) and one not in _NO_KANJI)
    return max((min(one, _OUTSIDE) for one in asked), default=0)


def shares_above(doc: StudyDocument) -> tuple[float, ...]:
    """Return the share of words with kanji that ask for more, 0 to 1: for each of ``GRADES``, then of ``OLD_JLPT``."""
    grades = {kanji.literal: kanji.grade for kanji in doc.lexicon.kanji}
    # Counted like grades: what the easiest level has is 1, what the hardest has 4.
    tests = {kanji.literal: 5 - kanji.jlpt for kanji in doc.lexicon.kanji if kanji.jlpt}
    steps = tuple(5 - at for at in OLD_JLPT)
    return (*_shares(doc, grades, GRADES), *_shares(doc, tests, steps))


def _shares(doc: StudyDocument, grades: Mapping[str, int], steps: tuple[int, ...]) -> Iterator[float]:
    of_word = [grade(word.surface, grades) for word in doc.lexicon.words]
    asked = [of_word[number] for sentence in doc.sentences for number in sentence.words if of_word[number]]
    return (sum(one > at for one in asked) / max(len(asked), 1) for at in steps)


def level(shares: tuple[float, ...]) -> int:
    """Return the lowest grade at which nearly all words can be read, 0 where even the school list is not enough."""
    return next((at for at, share in zip(GRADES, shares, strict=False) if share <= _MOST), 0)
