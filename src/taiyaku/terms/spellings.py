"""How the dictionaries spell the words of foreign names, and which letters follow which in them: a compact table.

Made once from JMnedict and JMdict, © EDRDG, CC BY-SA 4.0, and kept in the user's cache folder: some ten seconds the
first time, a quarter of a second from then on.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from taiyaku.align.sound import english_sound, kana_sound
from taiyaku.dictionary.database import connection, dictionary_version
from taiyaku.resources import cached
from taiyaku.terms.transliterate import letters, units

#: Changes when the table is made in another way: older files are then left alone and a new one is made.
_VERSION = 1
_KATAKANA = re.compile("[ァ-ヺー]{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_REMARK = re.compile(r"\s*\([^)]*\)")
_BORDER = re.compile("[・=＝]")
#: Likeness of consonants from which a loanword's gloss is what it writes down: コンピューター, computer, not PC.
_LOAN = 0.75
_NAMES = """SELECT k.text, g.text FROM NEKana k JOIN NETranslation t ON t.idseq = k.idseq
    JOIN NETransGloss g ON g.tid = t.ID
    WHERE NOT EXISTS (SELECT 1 FROM NEKanji WHERE NEKanji.idseq = k.idseq) ORDER BY k.ID, g.rowid"""
_WORDS = """SELECT k.text, g.text FROM Kana k JOIN Sense s ON s.idseq = k.idseq JOIN SenseGloss g ON g.sid = s.ID
    WHERE g.lang IN ('', 'eng') AND NOT EXISTS (SELECT 1 FROM Kanji WHERE Kanji.idseq = k.idseq)
    ORDER BY k.ID, g.rowid"""
#: Symbols of the letter model: the border of a word and a to z; a row says what follows three of them.
_SYMBOLS, _HISTORY = 27, 3
_STATES = 27 * 27 * 27
_STEPS = 16  # of the letter model in a nat
_LEAST = 1e-6
_TRUST = 3.0  # letters after a history that weigh as much as the shorter history


@dataclass(frozen=True, slots=True)
class Spellings:
    """The table: spellings of each katakana word, spellings of each sound, each with its count, and the letter model.

    Its lines stay as they are written until they are asked for: that loads ten times as fast.
    """

    words: Mapping[str, str]
    sounds: Mapping[str, str]
    model: bytes

    def of(self, katakana: str) -> dict[str, int]:
        """Return how a katakana word is spelled, and how often: ``プーチン`` gives Putin."""
        return _counts(self.words.get(katakana, ""))

    def sounding(self, sound: str) -> dict[str, int]:
        """Return the spellings of all katakana words of one consonant skeleton: ``ptn`` gives Putin and Patton."""
        return _counts(self.sounds.get(sound, ""))

    def follows(self, state: int, symbol: int) -> float:
        """Return the log probability in nats that a letter (0: the word ends) follows the three before it."""
        return -self.model[state * _SYMBOLS + symbol] / _STEPS


def _counts(line: str) -> dict[str, int]:
    cells = line.split("\t") if line else []
    return dict(zip(cells[0::2], map(int, cells[1::2]), strict=True))


def next_state(state: int, symbol: int) -> int:
    """Return the state of the letter model behind one more letter; 0 is the state before a word."""
    return (state * _SYMBOLS + symbol) % _STATES


@cache
def spellings() -> Spellings:
    """Return the table of the user's cache folder; it is made where it is missing."""
    name = f"spellings-{_VERSION}-{dictionary_version()}.tsv"
    return unpacked(cached(name, lambda: packed(counted(dictionary_pairs()))))


def dictionary_pairs() -> Iterator[tuple[str, str]]:
    """Yield katakana words and their Latin spelling, word by word: ジョー・バイデン gives two, with repetitions."""
    for query, loan in ((_NAMES, False), (_WORDS, True)):
        for katakana, gloss in connection().execute(query):
            parts, words = _BORDER.split(katakana), _REMARK.sub("", gloss).split()
            if len(parts) == len(words) and all(map(_KATAKANA.fullmatch, parts)):
                yield from ((p, w) for p, w in zip(parts, words, strict=True) if _fits(p, w, loan))


def _fits(part: str, word: str, loan: bool) -> bool:
    """Whether a word can be what katakana writes down: not too long, not too short, of loanwords also alike."""
    if not _WORD.fullmatch(word) or not 0.4 <= len(letters(word)) / max(len(units(part)), 1) <= 3.5:
        return False
    return not loan or SequenceMatcher(None, kana_sound(part), english_sound(word)).ratio() >= _LOAN


def counted(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Return how often each katakana word is spelled how."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for katakana, spelling in pairs:
        found[katakana][spelling] += 1
    return {katakana: dict(spellings) for katakana, spellings in found.items()}


def packed(pairs: Mapping[str, Mapping[str, int]]) -> bytes:
    """Return the file: the letter model, a line for each katakana word, a line for each sound."""
    names = {letters(spelling) for spellings in pairs.values() for spelling in spellings if spelling[:1].isupper()}
    sounds: dict[str, Counter[str]] = defaultdict(Counter)
    for katakana, spellings in pairs.items():
        sounds[kana_sound(katakana)].update(spellings)
    return letter_model(sorted(names)) + "\n\n".join(map(_lines, (pairs, sounds))).encode()


def _lines(table: Mapping[str, Mapping[str, int]]) -> str:
    return "\n".join(
        "\t".join((key, *(f"{spelling}\t{count}" for spelling, count in spellings.items())))
        for key, spellings in table.items()
    )


def unpacked(data: bytes) -> Spellings:
    """Read the file back."""
    size = _SYMBOLS ** (_HISTORY + 1)
    words, sounds = (
        dict(line.split("\t", 1) for line in part.split("\n")) for part in data[size:].decode().split("\n\n")
    )
    return Spellings(words, sounds, data[:size])


def letter_model(words: Iterable[str]) -> bytes:
    """Return how likely each letter is after three, in sixteenths of a nat; rare histories lean on shorter ones."""
    counts = [[0] * _SYMBOLS ** (order + 1) for order in range(_HISTORY + 1)]
    for word in words:
        state = 0
        for symbol in (*(ord(letter) - 96 for letter in word), 0):
            for order, table in enumerate(counts):
                table[state % _SYMBOLS**order * _SYMBOLS + symbol] += 1
            state = next_state(state, symbol)
    chances = [1 / _SYMBOLS] * _SYMBOLS
    for table in counts:
        shorter, chances = chances, []
        for at in range(0, len(table), _SYMBOLS):
            row = table[at : at + _SYMBOLS]
            lean = shorter[at % len(shorter) : at % len(shorter) + _SYMBOLS]
            total = sum(row) + _TRUST
            chances += [(count + _TRUST * less) / total for count, less in zip(row, lean, strict=True)]
    return bytes(min(255, round(-_STEPS * math.log(max(chance, _LEAST)))) for chance in chances)
