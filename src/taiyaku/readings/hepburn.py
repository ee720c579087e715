"""Kana -> modified Hepburn, and the word parts that a long vowel does not cross.

Tables: ``hepburn.tsv`` (kana and pairs); ``borders.tsv`` and ``borders_kanji.tsv`` (where kanji begin a new word part:
written by hand, and made by ``recipes/word_borders.py``).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal

from taiyaku.readings.kana import hiragana
from taiyaku.readings.tables import rows

#: How long vowels are written: Tōkyō, Toukyou (as in kana, ー doubles the vowel) or Tokyo.
LongVowels = Literal["macron", "ou", "none"]

#: Stands behind a kanji that has okurigana: 間合～ for the 間合 of 間合い.
OKURIGANA = "～"

#: Stands in a reading where a word part ends and no vowel is drawn together: ば|あい.
BORDER = "|"

_MACRON = {"a": "ā", "i": "ī", "u": "ū", "e": "ē", "o": "ō"}
_WITHOUT_MACRON = str.maketrans("āīūēō", "aiueo")
_LENGTHENS = {"a": "あぁ", "u": "うぅ", "e": "えぇ", "o": "おうぉぅ"}  # ii and ei stay: Niigata, sensei
_VOWELS = "aiueo"
_SYLLABIC_N = "ŋ"  # ん while it is not known what follows
_BREAKS_N = tuple("aiueoy")
_REPEATED = re.compile("(.)([ゝゞ])")
_SPACES = re.compile("[・\u3000]")


@lru_cache(maxsize=16384)
def hepburn(kana: str, long: LongVowels = "macron") -> str:
    """Return kana in modified Hepburn; ``|`` (``BORDER``) keeps two vowels apart.

    ``とうきょう`` gives tōkyō, ``ば|あい`` baai, ``まっちゃ`` matcha, ``しんゆう`` shin'yū, ``せんせい`` sensei,
    ``コーヒー`` kōhī. A final っ is silent; ・ is a space; what is not kana stays, full-width letters as ASCII.

    :param long: ``ou`` spells vowels as the kana do (toukyou, koohii), ``none`` drops the length (tokyo, kohi).
    """
    letters = ""
    doubled = bordered = False
    for sound in _sounds(kana):
        if sound == "っ":
            doubled = True
        elif sound == BORDER:
            bordered = True
        else:
            letters = _appended(letters, sound, long, doubled=doubled, bordered=bordered or doubled)
            doubled = bordered = False
    letters = letters.replace(_SYLLABIC_N, "n")
    return letters.translate(_WITHOUT_MACRON) if long == "none" else letters


def doubling(letters: str) -> str:
    """Return the letter that っ puts before a syllable: t before ta and cha, nothing before a vowel or a space."""
    if letters.startswith("ch"):
        return "t"
    first = letters[:1]
    return first if first.isalpha() and first not in _VOWELS else ""


def bordered(spelling: str, reading: str) -> str:
    """Return the reading of a group of kanji with ``|`` where a vowel begins a new word part.

    ``場合, ばあい`` gives ば|あい, ``松浦, まつうら`` まつ|うら, ``東京, とうきょう`` とうきょう; ``間合～, まあ`` (of
    間合い) ま|あ. Only borders that two vowels could be drawn together across are looked for.
    """
    whole, parts = _borders()
    inflected, spelling = spelling[-2:], spelling.removesuffix(OKURIGANA)
    if spelling in whole and whole[spelling].replace(BORDER, "") == reading:
        return whole[spelling]
    borders = {
        begins_at(spelling, place, beginning, reading)
        for place, char in enumerate(spelling)
        if place
        for beginning in parts.get(char, ())
    }
    if len(spelling) > 1:
        borders |= {
            begins_at(spelling, len(spelling) - 1, beginning, reading) for beginning in parts.get(inflected, ())
        }
    return "".join(BORDER * (place in borders) + char for place, char in enumerate(reading))


def begins_at(spelling: str, place: int, beginning: str, reading: str) -> int | None:
    """Return where in the reading the kanji at ``place`` begins, if it can be read so there.

    ``場合, 1, あい, ばあい`` gives 1; ``航空宇宙, 2, う, こうくううちゅう`` gives 4. It is the first place that leaves
    a kana for each neighbour and where no vowel of the kanji before goes on.
    """
    after = len(spelling) - place - 1
    last = len(reading) - len(beginning) - after
    possible = range(place if after else max(place, last), last + 1)
    fits = (cut for cut in possible if reading.startswith(beginning, cut) and not _goes_on(reading, cut, beginning))
    return next(fits, None)


def _appended(letters: str, sound: str, long: LongVowels, *, doubled: bool, bordered: bool) -> str:
    """Return the letters with one more sound: a mora, ー or anything else."""
    last = letters[-1:]
    if sound == "ー" and (long == "ou" or last not in _MACRON):
        return letters + (last if last in _MACRON else "")
    if long != "ou" and (sound == "ー" or (not bordered and sound in _LENGTHENS.get(last, ""))):
        return letters[:-1] + _MACRON[last]
    if sound == "ん":
        return letters + _SYLLABIC_N
    spelled = _table().get(sound) or unicodedata.normalize("NFKC", _SPACES.sub(" ", sound))
    if last == _SYLLABIC_N and spelled[:1] in _BREAKS_N:
        return f"{letters}'{spelled}"
    return letters + (doubling(spelled) if doubled else "") + spelled


def _sounds(kana: str) -> Iterator[str]:
    """Yield the kana, those of the table in pairs where they can be, ゝ as what it repeats."""
    spoken = _REPEATED.sub(_repeat, hiragana(kana))
    at = 0
    while at < len(spoken):
        length = 2 if spoken[at : at + 2] in _table() else 1
        yield spoken[at : at + length]
        at += length


def _repeat(found: re.Match[str]) -> str:
    kana, mark = found.groups()
    return kana + (unicodedata.normalize("NFC", kana + "\u3099") if mark == "ゞ" else kana)


def _goes_on(reading: str, cut: int, beginning: str) -> bool:
    """Whether the う of the beginning rather ends the kanji before it."""
    small = beginning[0] == "う" and reading[cut - 1] in "ゅょ"  # 再上映 さい|じょうえい: 上 is not うえ
    doubled = len(beginning) == 1 and reading[cut + 1 : cut + 2] == beginning  # くう|うちゅう: the second begins 宇
    return small or doubled


@cache
def _table() -> dict[str, str]:
    return {kana: romaji for kana, romaji, _ in rows("hepburn", 3)}


@cache
def _borders() -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the spellings read so as a whole, and the beginnings of kanji that stand behind another one."""
    whole: dict[str, str] = {}
    parts: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for spelling, reading, _ in rows("borders", 3) + rows("borders_kanji", 3):
        if reading.startswith(BORDER):
            parts[spelling] += (reading.removeprefix(BORDER),)
        else:
            whole[spelling] = reading
    return whole, dict(parts)
