"""Scores readings against gold: kanji runs, digit runs, whole sentences.

Gold sentences are ``{"text": …, "tokens": [[surface, [readings]] or [surface, null]]}``; null is not scored, of several
readings any is right. Both sides are compared in loose kana: pronunciation and spelling meet (ハ/ワ, ヅ/ズ, オウ/オー).

* a kanji run is a maximal stretch of kanji without a digit in touch; it is right when the smallest stretch around it
  in which both sides have word borders reads the same, or, where the kana between the runs tell, its own part does;
* a digit run is a maximal stretch of digits and kanji with a digit in it, scored the same way;
* a sentence is exact when its whole reading is; sentences with an unscored token do not count.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

_KANJI = "々〆〇ヶヵ\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_RUN = re.compile(rf"[{_KANJI}0-9０-９.,．，%％]+")
_DIGIT = re.compile("[0-9０-９]")
_SAME = str.maketrans("ハヘヲヅヂヴ", "ワエオズジブ")
_MOST = 64  # combinations of alternatives tried
_ROWS = {
    "ア": "アカサタナハマヤラワガザダバパァャヮ",
    "イ": "イキシチニヒミリギジビピィ",
    "ウ": "ウクスツヌフムユルグズブプゥュ",
    "エ": "エケセテネヘメレゲゼデベペェ",
    "オ": "オコソトノホモヨロヲゴゾドボポォョ",
}
_LENGTHENS = {"ア": "ア", "イ": "イ", "ウ": "ウ", "エ": "エイ", "オ": "オウ"}


def loose(kana: str) -> str:
    """Return kana as the metric compares it: katakana, one letter a sound, long vowels as ー, blanks and marks gone."""
    text = unicodedata.normalize("NFKC", kana)
    text = "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in text)
    text = re.sub("[^ァ-ヶー]", "", text)
    for small, plain in zip("ァィェォ", "バビベボ", strict=True):
        text = text.replace(f"ヴ{small}", plain)
    text = text.translate(_SAME)
    text = text.replace("ニッポン", "ニホン").replace("ケンキュウジョ", "ケンキュウショ").replace("イウ", "ユウ")
    spelled, vowel = "", ""
    for char in text:
        if char == "ー" or (vowel and char in _LENGTHENS[vowel]):
            spelled += "" if spelled.endswith("ー") else "ー"
            continue
        vowel = next((name for name, row in _ROWS.items() if char in row), "")
        spelled += char
    return spelled


def letters(romaji: str) -> str:
    """Return romaji as the metric compares it: letters only, every vowel short, since gold says えー for えい and ええ.

    ``Tōkyō e iku`` and ``tookyoo eiku`` give tokyoeku; nothing else is loose: ``ha`` is not ``wa``.
    """
    plain = re.sub("[^a-z]", "", unicodedata.normalize("NFD", romaji.lower()))
    return re.sub("o[ou]+|e[ei]+|aa+|ii+|uu+", lambda found: found[0][0], plain)


@dataclass
class Score:
    """Counts of one set, and the runs that were wrong as (sentence, run, gold, ours)."""

    runs: list[bool] = field(default_factory=list)
    digits: list[bool] = field(default_factory=list)
    exact: list[bool] = field(default_factory=list)
    marked: list[tuple[bool, bool]] = field(default_factory=list)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Word:
    """A word of either side: its readings (none: not scored) and whether ours relies on it."""

    surface: str
    readings: tuple[str, ...]
    certain: bool = True


def score_sentence(score: Score, text: str, gold: Sequence[Word], ours: Sequence[Word]) -> None:
    """Add one sentence to the counts."""
    gold_ends, our_ends = _ends(gold), _ends(ours)
    common = sorted(set(gold_ends) & set(our_ends))
    for run in _RUN.finditer(text):
        start = max(at for at in common if at <= run.start())
        end = min(at for at in common if at >= run.end())
        theirs = gold[gold_ends.index(start) : gold_ends.index(end)]
        mine = ours[our_ends.index(start) : our_ends.index(end)]
        if not re.search(f"[{_KANJI}0-9０-９]", run[0]) or any(not word.readings for word in theirs):
            continue
        span = (run.start() - start, run.end() - start)
        right = _same(text[start:end], span, theirs, mine)
        if _DIGIT.search(run[0]):
            score.digits.append(right)
        else:
            score.runs.append(right)
            touched = _touching(ours, our_ends, run.start(), run.end())
            score.marked.append((right, all(word.certain for word in touched)))
        if not right:
            score.wrong.append((text, run[0], "/".join(_readings(theirs)), "".join(word.readings[0] for word in mine)))
    if all(word.readings for word in gold):
        mine_all = loose("".join(word.readings[0] for word in ours))
        score.exact.append(any(loose(reading) == mine_all for reading in _readings(gold)))


def _ends(words: Sequence[Word]) -> list[int]:
    return [0, *itertools.accumulate(len(word.surface) for word in words)]


def _touching(words: Sequence[Word], ends: list[int], start: int, end: int) -> list[Word]:
    return [word for word, at, stop in zip(words, ends, ends[1:], strict=False) if at < end and stop > start]


def _readings(words: Sequence[Word]) -> list[str]:
    combined = itertools.product(*(word.readings for word in words))
    return ["".join(choice) for choice in itertools.islice(combined, _MOST)]


def _same(surface: str, span: tuple[int, int], theirs: Sequence[Word], mine: Sequence[Word]) -> bool:
    ours = loose("".join(word.readings[0] for word in mine))
    if any(loose(reading) == ours for reading in _readings(theirs)):
        return True
    part = _part(surface, span, ours)
    return bool(part) and any(_part(surface, span, loose(reading)) == part for reading in _readings(theirs))


def _part(surface: str, span: tuple[int, int], reading: str) -> str:
    """Return what the run itself reads, told by the kana around it; "" where they do not tell."""
    before, run, after = surface[: span[0]], surface[span[0] : span[1]], surface[span[1] :]
    if not before and not after:
        return reading
    pattern = "".join(
        f"({'.+'})" if match[1] else re.escape(loose(match[0]))
        for match in re.finditer(rf"([{_KANJI}0-9]+)|[^{_KANJI}0-9]+", surface)
    )
    index = len(re.findall(rf"[{_KANJI}0-9]+", before))
    greedy, lazy = re.fullmatch(pattern, reading), re.fullmatch(pattern.replace("(.+)", "(.+?)"), reading)
    if not greedy or not lazy or greedy.groups() != lazy.groups() or not run:
        return ""
    return greedy[index + 1]
