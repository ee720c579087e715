"""What is wrong with a draft, so that an empty cell is better than it: unknown words, loops, lengths that cannot be.

A small model that meets what it never saw says one thing again and again, or nearly nothing: such drafts are left out.
"""

from __future__ import annotations

import re

NO_ANSWER = "the model had no answer"
UNKNOWN = "words that the model does not know"
NOT_ENGLISH = "not in English"
LOOP = "says the same again and again"
TOO_LONG = "far too long for its sentence"
TOO_SHORT = "far too short for its sentence"

_UNKNOWN = re.compile(r"[⁇\ufffd]|<unk>|«unk»|@@(?=\s|$)|▁", re.IGNORECASE)
_JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LETTERS = re.compile(r"([^\W\d_]{1,8}?)\1{5,}")
#: How often in a row a run of so many words may stand: "no, no, no" is English, four are not.
_TIMES = {1: 3, 2: 3, 3: 2, 4: 2, 5: 2, 6: 2, 7: 2, 8: 2}
_SCATTERED = 4  # words of a run that may not stand five times anywhere in the sentence
_MOST_SCATTERED = 4
#: English has two to three letters for each of Japanese; measured on the sample pages 1.1 to 5.6.
_LONGEST, _LONGEST_MORE, _SHORTEST = 8, 40, 0.5
_SHORT = 20  # code points below which a short answer may be right


def is_japanese(text: str) -> bool:
    """Whether there is anything to translate: kana or kanji."""
    return bool(_JAPANESE.search(text))


def draft_fault(ja: str, en: str) -> str:
    """Return why a draft is to be left out, "" for one that can stay.

    ``雨が降った。, It rained.`` gives ""; ``雨が降った。, It rained rained rained rained`` says that it loops.
    """
    text = en.strip()
    if _UNKNOWN.search(text):
        return UNKNOWN
    words = [word.lower() for word in _WORD.findall(text)]
    if not words:
        return NO_ANSWER
    if len(_JAPANESE.findall(text)) * 4 > len(text):
        return NOT_ENGLISH
    if _loops(words) or _LETTERS.search(text):
        return LOOP
    if len(text) > _LONGEST * len(ja) + _LONGEST_MORE:
        return TOO_LONG
    return TOO_SHORT if len(ja) >= _SHORT and len(text) < _SHORTEST * len(ja) else ""


def _loops(words: list[str]) -> bool:
    """Whether a run of one to eight words stands too often in a row, or one of four too often anywhere."""
    for length, most in _TIMES.items():
        same = 0  # words in a row that are what stood ``length`` words before them
        for at in range(length, len(words)):
            same = same + 1 if words[at] == words[at - length] else 0
            if same >= length * most:
                return True
    runs = [tuple(words[at : at + _SCATTERED]) for at in range(len(words) - _SCATTERED + 1)]
    return any(runs.count(run) > _MOST_SCATTERED for run in set(runs))
