"""English for katakana names that no English text answers: what dictionaries spell so, and what it sounds like.

Three ways together: how JMnedict, JMdict and the glossary's names spell the word; how JMnedict spells words of the
same consonants; and what the channel of ``transliterate`` and a letter model spell. All are ranked by the channel,
the letters, and how often the dictionaries have them. ``unanswered`` makes entries of them, which are no more than
suggestions.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from math import log

from taiyaku.align.sound import kana_sound
from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import TermEntry
from taiyaku.terms.sound_match import BORDER
from taiyaku.terms.spellings import Spellings, next_state, spellings
from taiyaku.terms.transliterate import best_path, channel, letters, units

#: How many suggestions a name gets, and a part of it while it is put together.
MOST = 5
#: Spellings kept at each step of decoding, and pieces tried for each unit of katakana.
_BEAM, _PIECES = 24, 14
#: Weights of the ranking, in nats: of the letter model, for each letter, for a word that the dictionaries know, for how
#: often they do; for one that they give for just this katakana, that the glossary gives for it.
_LETTERS, _LENGTH, _KNOWN, _COUNT, _EXACT, _GIVEN = 0.5, 0.8, 1.5, 0.4, 8.0, 4.0
_MOST_SOUNDING = 60
#: The same for a dictionary's spelling of the whole name, of so many words at most.
_WHOLE, _MOST_WORDS = 12.0, 4
_REMARK = re.compile(r"\s*\([^)]*\)")


def suggestions(katakana: str, known: tuple[TermEntry, ...] = ()) -> tuple[str, ...]:
    """Return up to five spellings of a name, the likeliest first.

    ``クラマトルスク`` gives Kramatorsk; ``ジョー・ハートウェル`` Joe Hartwell, each word by itself.
    """
    parts = [part for part in BORDER.split(katakana) if part]
    ranked = [_ranked(part, _glossary_spellings(known).get(part, frozenset())) for part in parts]
    if not parts or not all(ranked):
        return ()
    whole = [(sum(score for _, score in row), " ".join(word for word, _ in row)) for row in product(*ranked)]
    cut = units("".join(parts))
    whole += [(_score(cut, text, spellings()) + _WHOLE, text) for text in dictionary_spellings(katakana)]
    best: dict[str, str] = {}
    for _, text in sorted(whole, key=lambda row: (-row[0], row[1])):
        best.setdefault(letters(text), text)
    return tuple(best.values())[:MOST]


def dictionary_spellings(katakana: str) -> tuple[str, ...]:
    """Return the names that the dictionaries have for a whole spelling: プノンペン is Phnom Penh."""
    plain = katakana.replace("・", "")
    found = [gloss for names in lookup_names((katakana, plain)).values() for name in names for gloss in name.glosses]
    found += [
        gloss
        for entries in lookup((katakana, plain)).values()
        for entry in entries
        for sense in entry.senses
        for gloss in sense.glosses
    ]
    names = [_REMARK.sub("", gloss).strip() for gloss in found]
    return tuple(dict.fromkeys(name for name in names if name[:1].isupper() and len(name.split()) <= _MOST_WORDS))


@lru_cache(maxsize=8)
def _glossary_spellings(known: tuple[TermEntry, ...]) -> Mapping[str, frozenset[str]]:
    """Return how the glossary spells the words of names: セルゲイ of セルゲイ・ラブロフ, Sergey Lavrov, is Sergey."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in known:
        if entry.type == "person" and entry.status == "approved":
            words = entry.en.split()
            for surface in entry.surfaces:
                parts = BORDER.split(surface)
                if len(parts) == len(words) > 1:
                    for part, word in zip(parts, words, strict=True):
                        found[part].add(word)
    return {part: frozenset(words) for part, words in found.items()}


@lru_cache(maxsize=5_000)
def _ranked(part: str, given: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """Return the best spellings of one word of a name, best first."""
    table, cut = spellings(), units(part)
    if not cut:
        return ()
    exact = table.of(part)
    nearby = _most(table.sounding(kana_sound(part)))
    decoded = [word.capitalize() for word in _decoded(cut, table)]
    best: dict[str, tuple[float, str]] = {}
    for word in (*sorted(given), *exact, *nearby, *decoded):
        score = _score(cut, word, table) + _bonus(word, given, exact, nearby)
        key = letters(word)
        if score > best.get(key, (float("-inf"), ""))[0]:
            best[key] = (score, word)
    return tuple((word, score) for score, word in heapq.nlargest(MOST, best.values()))


def _most(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the most frequent spellings of a sound."""
    return dict(heapq.nlargest(_MOST_SOUNDING, counts.items(), key=lambda row: (row[1], row[0])))


def _bonus(word: str, given: Iterable[str], exact: Mapping[str, int], nearby: Mapping[str, int]) -> float:
    """Return what the dictionaries say for a spelling."""
    bonus = _GIVEN if word in given else 0.0
    if word in exact:
        bonus += _EXACT + _COUNT * log(exact[word])
    if word in nearby:
        bonus += _KNOWN + _COUNT * log(nearby[word])
    return bonus


def _score(cut: tuple[str, ...], word: str, table: Spellings) -> float:
    """Return the log probability of a spelling by sound and by its letters."""
    spelling = letters(word)
    path = best_path(cut, spelling)
    sound = sum(score for _, score in path) if path else -99.0
    return sound + _LETTERS * _letters_score(spelling, table) + _LENGTH * len(spelling)


def _letters_score(spelling: str, table: Spellings) -> float:
    state, total = 0, 0.0
    for letter in spelling:
        symbol = ord(letter) - 96
        total += table.follows(state, symbol)
        state = next_state(state, symbol)
    return total + table.follows(state, 0)


def _decoded(cut: Sequence[str], table: Spellings) -> list[str]:
    """Return spellings by the channel and the letter model, a beam of them."""
    beam: dict[str, tuple[float, int]] = {"": (0.0, 0)}
    for unit in cut:
        longer: dict[str, tuple[float, int]] = {}
        for spelling, (score, state) in beam.items():
            for piece, chance in _pieces(unit):
                total, after = score + chance, state
                for letter in piece:
                    symbol = ord(letter) - 96
                    total += _LENGTH + _LETTERS * table.follows(after, symbol)
                    after = next_state(after, symbol)
                text = spelling + piece
                if total > longer.get(text, (float("-inf"), 0))[0]:
                    longer[text] = (total, after)
        beam = dict(heapq.nlargest(_BEAM, longer.items(), key=lambda row: (row[1][0], row[0])))
    ends = [(score + _LETTERS * table.follows(state, 0), text) for text, (score, state) in beam.items()]
    return [text for _, text in heapq.nlargest(MOST * 2, ends) if text]


@cache
def _pieces(unit: str) -> tuple[tuple[str, float], ...]:
    """Return the likeliest letters of a unit; of one that the table lacks, those of its parts."""
    known = channel().get(unit) or channel().get(unit.strip("ッー"), {})
    return tuple(heapq.nlargest(_PIECES, known.items(), key=lambda row: (row[1], row[0]))) or (("", -6.0),)
