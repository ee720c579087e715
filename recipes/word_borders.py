"""Make ``src/taiyaku/readings/borders_kanji.tsv``: the kanji at which a vowel begins a new word part (場合 ば|あい).

    python recipes/word_borders.py

Needs taiyaku installed (or ``PYTHONPATH=src``), takes about a minute, gives the same file every time. Four steps:

1. Every word of JMdict and every name of JMnedict that is all kanji is split kanji by kanji with the readings of
   KANJIDIC2: 場合 ば|あい. Words that cannot be split, or whose borders depend on how they are split, are left out.
2. Of the borders only those count that two vowels could be drawn together across: ば|あい (baai, not bāi), not か|わ.
3. A row is a kanji and how it begins there (合 あい). It is tried as ``taiyaku.readings.hepburn`` applies it, on all
   words: it must be right at least twice, and at least five times as often as it is wrong.
4. The figures in the table's head count what the finished table finds in the words that have two such vowels. "Unseen"
   are every third of them, looked at with a table learnt from the others.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from taiyaku.dictionary.database import connection
from taiyaku.readings.hepburn import BORDER, begins_at, hepburn
from taiyaku.readings.kana import hiragana, is_kanji

_TABLE = Path(__file__).parents[1] / "src" / "taiyaku" / "readings" / "borders_kanji.tsv"

_LONGEST_WORD = 6  # kanji; longer words are compounds of these
_LONGEST_NAME = 4
_LEAST_RIGHT = 2  # words
_RIGHT_TO_WRONG = 5
_UNSEEN = 3  # every third word

_WORDS = "SELECT k.text, n.text FROM Kanji k JOIN Kana n ON n.idseq = k.idseq"
_COMMON = f"{_WORDS} WHERE k.ID IN (SELECT kid FROM KJP) AND n.ID IN (SELECT kid FROM KNP)"
_NAMES = "SELECT k.text, n.text FROM NEKanji k JOIN NEKana n ON n.idseq = k.idseq"
_KANJI = """SELECT c.literal, r.value FROM character c JOIN rm_group g ON g.cid = c.ID JOIN reading r ON r.gid = g.ID
            WHERE r.r_type IN ('ja_on', 'ja_kun')
            UNION SELECT c.literal, n.value FROM character c JOIN nanori n ON n.cid = c.ID"""

_VOICED = dict(zip("かきくけこさしすせそたちつてとはひふへほ", "がぎぐげござじずぜぞだぢづでどばびぶべぼ", strict=True))
_HALF_VOICED = dict(zip("はひふへほ", "ぱぴぷぺぽ", strict=True))
_BECOMES_SMALL_TSU = tuple("つくちき")
_REPEATS = "々"
_COUNTS = "ヶ"  # 一ヶ月, 茅ヶ崎

#: A row of the table: a kanji, and the kana it begins with where it is not the word's first.
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Word:
    """A spelling, its reading, where in the reading a border keeps two vowels apart, and the rows that say so."""

    spelling: str
    reading: str
    borders: frozenset[int]
    rows: frozenset[Row]


def main() -> None:
    """Write the table and print its head."""
    words = list(split_words(_WORDS, _LONGEST_WORD))
    names = list(split_words(_NAMES, _LONGEST_NAME))
    table = learnt(words + names)
    seen = learnt(word for word in words + names if not _unseen(word))
    head = [
        "# The kanji at which a vowel begins a new word part when they stand behind another one: 場合 ba|ai, not bāi.",
        "# Made by recipes/word_borders.py from JMdict, JMnedict and KANJIDIC2 (EDRDG): rows by hand go into borders.tsv.",
        "# This table is under CC BY-SA 4.0, as they are: https://www.edrdg.org/edrdg/licence.html",
        f"# All words: {_figures(table, words)}; all names: {_figures(table, names)}.",
        f"# Unseen words: {_figures(seen, filter(_unseen, words))}; names: {_figures(seen, filter(_unseen, names))}.",
        "# kanji\treading\texample",
    ]
    examples = _examples(table, words, names)
    lines = [f"{kanji}\t{BORDER}{kana}\t{examples[kanji, kana]}" for kanji, kana in table]
    _TABLE.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines)} rows in {_TABLE}", *head, sep="\n")


def split_words(query: str, longest: int) -> Iterator[Word]:
    """Yield the words in at most ``longest`` kanji that have two vowels to keep apart or to draw together."""
    for spelling, reading in _pairs(query):
        if not 2 <= len(spelling) <= longest or not all(map(is_kanji, spelling)):
            continue
        vowels = {at for at in range(1, len(reading)) if _matters(reading, at)}
        ways = list(_splits(spelling, reading)) if vowels else []
        borders = [vowels.intersection(way) for way in ways]
        if ways and all(found == borders[0] for found in borders):
            rows = {
                (spelling[place], reading[start:end])
                for way in ways
                for place, (start, end) in enumerate(pairwise(way))
                if start in borders[0]
            }
            yield Word(spelling, reading, frozenset(borders[0]), frozenset(rows))


def learnt(words: Iterable[Word]) -> list[Row]:
    """Return the rows that are right often enough in ``words``, by reading, those with most words first."""
    known = list(words)
    proposed = _by_kanji(row for word in known for row in word.rows)
    right: Counter[Row] = Counter()
    wrong: Counter[Row] = Counter()
    for word in known:
        for row in _rows_for(word, proposed):
            found = _found(word, row)
            if found - word.borders:
                wrong[row] += 1
            elif found:
                right[row] += 1
    kept = [row for row, count in right.items() if count >= max(_LEAST_RIGHT, _RIGHT_TO_WRONG * wrong[row])]
    return sorted(kept, key=lambda row: (row[1], -right[row], row[0]))


def _figures(table: Iterable[Row], words: Iterable[Word]) -> str:
    by_kanji = _by_kanji(table)
    read = right = wrong = missed = 0
    for word in words:
        read += 1
        found: set[int] = set().union(*(_found(word, row) for row in _rows_for(word, by_kanji)))
        right += len(found & word.borders)
        wrong += len(found - word.borders)
        missed += len(word.borders - found)
    return f"{right} borders found, {missed} missed, {wrong} wrong in {read}"


def _examples(table: Iterable[Row], words: Iterable[Word], names: Iterable[Word]) -> dict[Row, str]:
    """Return for each row a word that it is right in: a common word before a rare one, a word before a name, short."""
    common = set(_pairs(_COMMON))
    groups = [[word for word in words if (word.spelling, word.reading) in common], words, names]
    by_kanji = _by_kanji(table)
    examples: dict[Row, str] = {}
    for word in (word for group in groups for word in sorted(group, key=lambda word: len(word.spelling))):
        for row in _rows_for(word, by_kanji):
            if row not in examples and (found := _found(word, row)) and found <= word.borders:
                shown = "".join(BORDER * (at in word.borders) + kana for at, kana in enumerate(word.reading))
                examples[row] = f"{word.spelling} {shown}"
    return examples


def _by_kanji(rows: Iterable[Row]) -> dict[str, set[str]]:
    gathered: defaultdict[str, set[str]] = defaultdict(set)
    for kanji, kana in rows:
        gathered[kanji].add(kana)
    return gathered


def _rows_for(word: Word, by_kanji: Mapping[str, set[str]]) -> list[Row]:
    kanji = set(word.spelling[1:]) - {_REPEATS}
    return [(char, kana) for char in kanji for kana in by_kanji.get(char, ())]


def _found(word: Word, row: Row) -> set[int]:
    """Return where the row puts a border into the word, as far as it changes the romaji."""
    places = (place for place, char in enumerate(word.spelling) if place and char == row[0])
    found = {begins_at(word.spelling, place, row[1], word.reading) for place in places}
    return {at for at in found if at and _matters(word.reading, at)}


def _splits(spelling: str, reading: str) -> Iterator[tuple[int, ...]]:
    """Yield all ways to share the reading out among the kanji: where each begins, and the end."""
    ways: list[tuple[int, ...]] = [(0,)]
    for place, char in enumerate(spelling):
        repeated = spelling[place - 1] if place and char == _REPEATS else char
        spoken = _sounds(repeated, first=place == 0, last=place == len(spelling) - 1)
        ways = [(*way, way[-1] + len(kana)) for way in ways for kana in spoken if reading.startswith(kana, way[-1])]
    yield from (way for way in ways if way[-1] == len(reading))


@cache
def _sounds(kanji: str, *, first: bool, last: bool) -> frozenset[str]:
    """Return how a kanji can sound in a word: 花 はな, behind another kanji also ばな and ぱな; 学 がく, before one がっ."""
    sounds = {"が", "か", "こ"} if kanji == _COUNTS else set(_readings().get(kanji, ()))
    if not first:
        sounds |= {
            table[kana[0]] + kana[1:] for table in (_VOICED, _HALF_VOICED) for kana in sounds if kana[0] in table
        }
    if not last:
        sounds |= {kana[:-1] + "っ" for kana in sounds if kana.endswith(_BECOMES_SMALL_TSU)}
    return frozenset(sounds)


@cache
def _readings() -> dict[str, set[str]]:
    """Return the readings of each kanji, with and without what stands behind the dot: あ.う gives あう and あ."""
    readings: defaultdict[str, set[str]] = defaultdict(set)
    for kanji, kana in _pairs(_KANJI):
        spoken = kana.replace("-", "")
        readings[kanji] |= {spoken.replace(".", ""), spoken.split(".")[0]} - {""}
    return readings


def _matters(reading: str, at: int) -> bool:
    """Whether a border there changes the romaji: two vowels in a row that would be one long vowel."""
    return _draws_together(reading[at - 1], reading[at])


@cache
def _draws_together(kana: str, vowel: str) -> bool:
    return vowel in "あうえお" and hepburn(kana + vowel) != hepburn(kana + BORDER + vowel)


def _pairs(query: str) -> Iterator[tuple[str, str]]:
    yield from sorted({(str(text), hiragana(str(kana))) for text, kana in connection().execute(query)})


def _unseen(word: Word) -> bool:
    return zlib.crc32(word.spelling.encode()) % _UNSEEN == 0


if __name__ == "__main__":
    main()
