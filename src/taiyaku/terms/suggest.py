"""English for katakana names that no English text answers: what dictionaries spell so, and what it sounds like.

Four ways together: how JMnedict, JMdict and the glossary's names spell the word; how JMnedict spells words of the
same consonants; which words of English texts the channel of ``transliterate`` may write down; and what it spells with
a letter model. All are ranked by a weighted sum of features; ``suggest_weights.tsv`` is fitted on the persons and
places of the glossary by ``recipes/suggest_weights.py``. ``unanswered`` makes entries of them, which are no more than
suggestions.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from math import log
from pathlib import Path

from taiyaku.align.sound import kana_sound
from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import TermEntry
from taiyaku.resources import tsv_rows
from taiyaku.terms.english_text import LITTLE
from taiyaku.terms.latin_words import towns, words_sounding, zipf
from taiyaku.terms.sound_match import BORDER
from taiyaku.terms.spellings import Spellings, next_state, spellings
from taiyaku.terms.transliterate import best_path, letters, likeliest, units

#: How many suggestions a name gets, and a part of it while it is put together.
MOST = 5
#: Spellings kept at each step of decoding, and pieces tried for each unit of katakana.
_BEAM, _PIECES = 24, 14
#: Weights of decoding, in nats: of the letter model, and for each letter.
_LETTERS, _LENGTH = 0.5, 0.8
_MOST_SOUNDING = 40
#: What the glossary's spelling of a word, and a dictionary's of a whole name (of so many words at most), is worth.
_GIVEN, _WHOLE, _MOST_WORDS = 4.0, 12.0, 4
_LEAST_UNITS = 3  # of words that katakana without dots is cut into
_NONE = (("", -6.0),)  # letters of a unit that the channel does not know
_UNLIKE = -30.0  # sound of what has too many letters
_REMARK = re.compile(r"\s*\([^)]*\)")


def suggestions(katakana: str, known: tuple[TermEntry, ...] = ()) -> tuple[str, ...]:
    """Return up to five spellings of a name, the likeliest first.

    ``クラマトルスク`` gives Kramatorsk; ``ジョー・ハートウェル`` Joe Hartwell, each word by itself.
    """
    parts = [word for part in BORDER.split(katakana) if part for word in _split(part)]
    ranked = [_ranked(part, _glossary_spellings(known).get(part, frozenset())) for part in parts]
    if not parts or not all(ranked):
        return ()
    whole = [(sum(score for _, score in row), " ".join(word for word, _ in row)) for row in product(*ranked)]
    cut = units("".join(parts))
    whole += [(score(features(cut, text, 0)) + _WHOLE, text) for text in dictionary_spellings(katakana)]
    best: dict[str, str] = {}
    for _, text in sorted(whole, key=lambda row: (-row[0], row[1])):
        best.setdefault(letters(text), text)
    return tuple(best.values())[:MOST]


@lru_cache(maxsize=5_000)
def _split(part: str) -> tuple[str, ...]:
    """Return the words of katakana without dots: アダムスミス is アダム and スミス, which dictionaries have."""
    cut, table = units(part), spellings()
    if table.of(part) or part in towns():
        return (part,)
    for middle in range(len(cut) - _LEAST_UNITS, _LEAST_UNITS - 1, -1):
        first, second = "".join(cut[:middle]), "".join(cut[middle:])
        if table.of(first) and table.of(second):
            return first, second
    return (part,)


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
    found += sorted(towns().get(katakana, ()), key=lambda town: -towns()[katakana][town])
    names = [_REMARK.sub("", gloss).strip() for gloss in found]
    return tuple(dict.fromkeys(name for name in names if _is_name(name)))


def _is_name(gloss: str) -> bool:
    """Whether a gloss is a name and no explanation: Gulf of Mexico, not African terrorist group."""
    words = gloss.split()
    return 0 < len(words) <= _MOST_WORDS and gloss[:1].isupper() and all(w[:1].isupper() or w in LITTLE for w in words)


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
    cut, exact = units(part), spellings().of(part)
    best: dict[str, tuple[float, str]] = {}
    for word in (*sorted(given), *possible(part)):
        total = score(features(cut, word, exact.get(word, 0))) + (_GIVEN if word in given else 0.0)
        key = letters(word)
        if total > best.get(key, (float("-inf"), ""))[0]:
            best[key] = (total, word)
    return tuple((word, total) for total, word in heapq.nlargest(MOST, best.values()))


def possible(part: str) -> tuple[str, ...]:
    """Return the spellings of a katakana word that are ranked: the dictionaries', those that sound so, decoded ones."""
    table, cut = spellings(), units(part)
    if not cut:
        return ()
    sounding = table.sounding(kana_sound(part))
    nearby = heapq.nlargest(_MOST_SOUNDING, sounding, key=lambda word: (sounding[word], word))
    made = (word.capitalize() for word in (*words_sounding(cut, _MOST_SOUNDING), *_decoded(cut, table)))
    return tuple(dict.fromkeys((*table.of(part), *nearby, *made)))


def features(cut: tuple[str, ...], word: str, count: int) -> tuple[float, ...]:
    """Return what speaks for a spelling; ``count`` says how often the dictionaries have it for just this katakana.

    Log probability by sound in all and for a letter, letters, units without letters; whether English texts have the
    word and how often (Zipf value); whether the dictionaries spell it so, and how often (log), and small: mask.
    """
    spelling = letters(word)
    path = best_path(cut, spelling)
    sound = sum(chance for _, chance in path) if path else _UNLIKE
    silent = sum(not piece for piece, _ in path)
    often = zipf(spelling)
    return (
        *(sound, sound / max(len(spelling), 1), len(spelling), silent),
        *(float(often > 0), often, float(count > 0), log(count) if count else 0.0, float(word[:1].islower())),
    )


def score(row: Sequence[float]) -> float:
    """Return the weighted sum of features."""
    return sum(weight * value for weight, value in zip(weights(), row, strict=True))


@cache
def weights() -> tuple[float, ...]:
    """Return the fitted weights of ``features``."""
    return tuple(float(value) for _, value, *_ in tsv_rows(Path(__file__).with_name("suggest_weights.tsv")))


def _decoded(cut: Sequence[str], table: Spellings) -> list[str]:
    """Return spellings by the channel and the letter model, a beam of them."""
    beam: dict[str, tuple[float, int]] = {"": (0.0, 0)}
    for unit in cut:
        longer: dict[str, tuple[float, int]] = {}
        for spelling, (score, state) in beam.items():
            for piece, chance in likeliest(unit, _PIECES) or _NONE:
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
