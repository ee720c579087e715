"""Make ``src/taiyaku/readings/borders_kanji.tsv``: the kanji at which a vowel begins a new word part (場合 ば|あい).

    python recipes/word_borders.py

Needs taiyaku installed (or ``PYTHONPATH=src``), takes half a minute, gives the same file every time. Four steps:

1. Every word of JMdict and name of JMnedict that is all kanji is split kanji by kanji with the readings of KANJIDIC2:
   場合 ば|あい. Words that cannot be split, or whose borders depend on how they are split, are left out.
2. Of the borders only those count that two vowels could be drawn together across: ば|あい (baai, not bāi), not か|わ.
   The kanji of words that end in okurigana are split too (間合い ま|あ); the last of them has rows of its own, 合～.
3. A row is a kanji and how it begins there (合 あい). Tried on all words as ``taiyaku.readings.hepburn`` applies it, it
   must be right twice, and five times as often as it is wrong: in words, and in words and names together.
4. The figures in the head count what the table finds in the words that have two such vowels; "unseen" are every third
   of them, looked at with a table learnt from the others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

from taiyaku.dictionary.database import connection
from taiyaku.readings.hepburn import BORDER, OKURIGANA, begins_at, hepburn
from taiyaku.readings.kana import KANJI_CLASS, hiragana, is_kanji

_TABLE = Path(__file__).parents[1] / "src" / "taiyaku" / "readings" / "borders_kanji.tsv"

_LONGEST_WORD = 6  # kanji; longer words are compounds of these
_LONGEST_NAME = 4
_LEAST_RIGHT = 2  # words
_RIGHT_TO_WRONG = 5
_UNSEEN = 3  # every third word

_WORDS = "SELECT k.text, n.text FROM Kanji k JOIN Kana n ON n.idseq = k.idseq"
_COMMON = "SELECT DISTINCT k.text FROM Kanji k JOIN KJP p ON p.kid = k.ID"
_NAMES = "SELECT k.text, n.text FROM NEKanji k JOIN NEKana n ON n.idseq = k.idseq"
_KANJI = """SELECT c.literal, r.value FROM character c JOIN rm_group g ON g.cid = c.ID JOIN reading r ON r.gid = g.ID
            WHERE r.r_type IN ('ja_on', 'ja_kun')
            UNION SELECT c.literal, n.value FROM character c JOIN nanori n ON n.cid = c.ID"""

_VOICED = dict(zip("かきくけこさしすせそたちつてと", "がぎぐげござじずぜぞだぢづでど", strict=True))
_VOICED |= {"は": "ばぱ", "ひ": "びぴ", "ふ": "ぶぷ", "へ": "べぺ", "ほ": "ぼぽ"}

_INFLECTED = re.compile(f"([{KANJI_CLASS}]{{2,}})([ぁ-ん]+)")

#: A row of the table: a kanji (合, with okurigana 合～), and the kana it begins with where it is not the word's first.
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
    words = list(split_words(_pairs(_WORDS), _LONGEST_WORD))
    names = list(split_words(_pairs(_NAMES), _LONGEST_NAME))
    inflected = list(inflected_words())
    table = learnt(words, names)
    endings = [(kanji, kana) for kanji, kana in learnt(inflected) if (kanji[0], kana) not in table]
    seen = learnt(*([word for at, word in enumerate(group) if at % _UNSEEN] for group in (words, names)))
    head = [
        "# The kanji at which a vowel begins a new word part when they stand behind another one: 場合 ba|ai, not bāi.",
        "# 合～ is 合 with okurigana behind it: 間合い ma|ai.",
        "# Made by recipes/word_borders.py from JMdict, JMnedict and KANJIDIC2 (EDRDG). By hand: borders.tsv.",
        "# This table is under CC BY-SA 4.0, as they are: https://www.edrdg.org/edrdg/licence.html",
        f"# All words: {_figures(table, words)}; all names: {_figures(table, names)}.",
        f"# Unseen words: {_figures(seen, words[::_UNSEEN])}; names: {_figures(seen, names[::_UNSEEN])}.",
        f"# Words with okurigana: {_figures([*table, *endings], inflected)}; without the rows in {OKURIGANA}: "
        f"{_figures(table, inflected)}.",
        "# kanji\treading\texample",
    ]
    examples = _examples(table, words, names) | _examples(endings, inflected, ())
    lines = [f"{kanji}\t{BORDER}{kana}\t{examples[kanji, kana]}" for kanji, kana in [*table, *endings]]
    _TABLE.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    print(f"{len(lines)} rows in {_TABLE}", *head, sep="\n")


def split_words(pairs: Iterable[tuple[str, str]], longest: int) -> Iterator[Word]:
    """Yield the words in at most ``longest`` kanji that have two vowels to keep apart or to draw together."""
    for spelling, reading in pairs:
        if not 2 <= len(spelling) <= longest or not all(map(is_kanji, spelling)):
            continue
        vowels = {at for at in range(1, len(reading)) if _matters(reading[at - 1], reading[at])}
        ways = _splits(spelling, reading) if vowels else []
        borders = [vowels.intersection(way) for way in ways]
        if ways and all(found == borders[0] for found in borders):
            parts = {part for way in ways for part in zip(spelling, pairwise(way), strict=True)}
            rows = {(kanji, reading[start:end]) for kanji, (start, end) in parts if start in borders[0]}
            yield Word(spelling, reading, frozenset(borders[0]), frozenset(rows))


def inflected_words() -> Iterator[Word]:
    """Yield the kanji of the words that end in okurigana: 間合い as 間合～ ま|あ, its row 合～ あ."""
    found = ((_INFLECTED.fullmatch(spelling), reading) for spelling, reading in _pairs(_WORDS))
    pairs = {
        (match[1], reading.removesuffix(match[2])) for match, reading in found if match and reading.endswith(match[2])
    }
    for word in split_words(sorted(pairs), _LONGEST_WORD):
        last = word.spelling[-1]
        rows = {(last + OKURIGANA, kana) for kanji, kana in word.rows if kanji == last and word.reading.endswith(kana)}
        yield replace(word, spelling=word.spelling + OKURIGANA, rows=frozenset(rows))


def learnt(*groups: Sequence[Word]) -> list[Row]:
    """Return the rows that are right often enough, by reading; they are judged anew after each group of words."""
    proposed = _by_kanji(row for words in groups for word in words for row in word.rows)
    right, wrong = Counter[Row](), Counter[Row]()
    refused: set[Row] = set()
    for words in groups:
        for word in words:
            for row in _rows_for(word, proposed):
                if found := _that_matter(word, _cuts(word, row)):
                    (right if found <= word.borders else wrong)[row] += 1
        refused |= {row for row in wrong if right[row] < _RIGHT_TO_WRONG * wrong[row]}
    kept = [row for row, count in right.items() if count >= _LEAST_RIGHT and row not in refused]
    return sorted(kept, key=lambda row: (row[1], -right[row], row[0]))


def _figures(table: Iterable[Row], words: Sequence[Word]) -> str:
    by_kanji = _by_kanji(table)
    right = wrong = missed = 0
    for word in words:
        found = _that_matter(word, chain.from_iterable(_cuts(word, row) for row in _rows_for(word, by_kanji)))
        right += len(found & word.borders)
        wrong += len(found - word.borders)
        missed += len(word.borders - found)
    return f"{right} borders found, {missed} missed, {wrong} wrong in {len(words)}"


def _examples(table: Iterable[Row], words: Iterable[Word], names: Iterable[Word]) -> dict[Row, str]:
    """Return for each row a word that the table is right in: a common word, another one, a name; a short one."""
    common = {str(spelling) for (spelling,) in connection().execute(_COMMON)}
    groups = [[word for word in words if word.spelling in common], words, names]
    by_kanji = _by_kanji(table)
    examples: dict[Row, str] = {}
    for word in (word for group in groups for word in sorted(group, key=lambda word: len(word.spelling))):
        cuts = {row: _cuts(word, row) for row in _rows_for(word, by_kanji)}
        drawn = set().union(*cuts.values())
        if cuts.keys() - examples.keys() and _that_matter(word, drawn) == word.borders:
            shown = "".join(BORDER * (at in drawn) + kana for at, kana in enumerate(word.reading))
            found = [row for row in cuts if _that_matter(word, cuts[row])]
            examples = dict.fromkeys(found, f"{word.spelling} {shown}") | examples
    return examples


def _by_kanji(rows: Iterable[Row]) -> dict[str, set[str]]:
    gathered: defaultdict[str, set[str]] = defaultdict(set)
    for kanji, kana in rows:
        gathered[kanji].add(kana)
    return gathered


def _rows_for(word: Word, by_kanji: Mapping[str, set[str]]) -> list[Row]:
    kanji_in = {*word.spelling[1:], word.spelling[-2:]} - {"々"}
    return [(kanji, kana) for kanji in kanji_in for kana in by_kanji.get(kanji, ())]


def _cuts(word: Word, row: Row) -> set[int]:
    """Return where in the reading the row puts a border."""
    spelling = word.spelling.removesuffix(OKURIGANA)
    places = [place for place, char in enumerate(spelling) if place and char == row[0]]
    if row[0] == word.spelling[-2:] and len(spelling) > 1 and word.spelling != spelling:
        places.append(len(spelling) - 1)
    return {at for place in places if (at := begins_at(spelling, place, row[1], word.reading))}


def _that_matter(word: Word, cuts: Iterable[int]) -> set[int]:
    return {at for at in cuts if _matters(word.reading[at - 1], word.reading[at])}


def _splits(spelling: str, reading: str) -> list[tuple[int, ...]]:
    """Return all ways to share the reading out among the kanji: where each begins, and the end."""
    ways: list[tuple[int, ...]] = [(0,)]
    for place, char in enumerate(spelling):
        repeated = spelling[place - 1] if place and char == "々" else char
        spoken = _sounds(repeated, first=place == 0, last=place == len(spelling) - 1)
        ways = [(*way, way[-1] + len(kana)) for way in ways for kana in spoken if reading.startswith(kana, way[-1])]
    return [way for way in ways if way[-1] == len(reading)]


@cache
def _sounds(kanji: str, *, first: bool, last: bool) -> frozenset[str]:
    """Return how a kanji can sound in a word: 花 はな, behind another also ばな, ぱな; 学 がく, before one がっ."""
    sounds = set(_readings().get(kanji, ()))
    if not first:
        sounds |= {voiced + kana[1:] for kana in sounds for voiced in _VOICED.get(kana[0], "")}
    if not last:
        sounds |= {kana[:-1] + "っ" for kana in sounds if kana.endswith(("つ", "く", "ち", "き"))}
    return frozenset(sounds)


@cache
def _readings() -> dict[str, set[str]]:
    """Return the readings of each kanji, with and without what stands behind the dot: あ.う gives あう and あ."""
    readings = defaultdict(set, {"ヶ": {"が", "か", "こ"}})  # 茅ヶ崎, 一ヶ月
    for kanji, kana in _pairs(_KANJI):
        spoken = kana.replace("-", "")
        readings[kanji] |= {spoken.replace(".", ""), spoken.split(".")[0]} - {""}
    return readings


@cache
def _matters(kana: str, vowel: str) -> bool:
    """Whether a border between them changes the romaji: they would be one long vowel."""
    return vowel in "あうえお" and hepburn(kana + vowel) != hepburn(kana + BORDER + vowel)


def _pairs(query: str) -> list[tuple[str, str]]:
    return sorted({(str(text), hiragana(str(kana))) for text, kana in connection().execute(query)})


if __name__ == "__main__":
    main()
