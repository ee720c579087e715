"""English for katakana names that no English text answers: what is spelled so, and what it sounds like.

Words of a name may be spelled as JMnedict, JMdict and the glossary's names spell them, as JMnedict spells words of the
same consonants, as words of English texts and of people's names that the channel of ``transliterate`` may write down,
and as a letter model has it. Whole names are put together of those, or are known: to the dictionaries, as a town, as
a person or an article of Wikipedia. All are ranked by weighted sums of features; ``suggest_weights.tsv`` is fitted on
the glossary's own names by ``recipes/suggest_weights.py``. ``unanswered`` makes entries of them, which are no more
than suggestions.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from math import log, log1p
from pathlib import Path
from typing import NamedTuple

from taiyaku.align.sound import kana_sound
from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import TermEntry
from taiyaku.resources import tsv_rows
from taiyaku.terms.english_text import LITTLE
from taiyaku.terms.known_names import UMLAUTS, KnownName, names_sounding
from taiyaku.terms.latin_words import frequency, towns, words_sounding
from taiyaku.terms.sound_match import BORDER
from taiyaku.terms.sound_search import Pieces, unit_pieces
from taiyaku.terms.spellings import Spellings, next_state, spellings
from taiyaku.terms.transliterate import best_path, conceivable, letters, likeliest, units

WEIGHTS = Path(__file__).with_name("suggest_weights.tsv")
#: How many suggestions a name gets, and a part of it while it is put together.
MOST = 5
#: Spellings kept at each step of decoding, and pieces tried for each unit of katakana.
_BEAM, _PIECES = 10, 8
#: Weights of decoding, in nats: of the letter model, and for each letter.
_LETTERS, _LENGTH = 0.5, 0.8
_PEOPLE = 1_000_000  # known by name
_MOST_SOUNDING = 30
_MOST_KNOWN = 8  # known names of nearly the same sound
#: What the glossary's spelling of a word is worth; a dictionary's of a whole name has so many words at most.
_GIVEN, _MOST_WORDS = 4.0, 4
_LEAST_UNITS = 3  # of words that katakana without dots is cut into
_NONE = (("", -6.0),)  # letters of a unit that the channel does not know
_UNLIKE = -30.0  # sound of what has too many letters
_UMLAUTS = str.maketrans(UMLAUTS)
_REMARK = re.compile(r"\s*\([^)]*\)")
#: What ``word_features`` and ``name_features`` are, in their order.
WORD_FEATURES = (
    *("log probability by sound", "the same for a letter", "lowest of a unit", "letters", "units without letters"),
    *("known", "Zipf value in English texts", "log of people with it there", "log of people with it elsewhere"),
    *("of those read about", "digits of inhabitants"),
    *("dictionaries spell it so", "log of how often", "small letter"),
)
NAME_FEATURES = (
    *("score of its words", "other number of words", "in dictionaries", "person", "person of one word"),
    *("rarity of the person's names", "how early an article"),
    *("article read most", "town of several words", "digits of its inhabitants", "title"),
)


class Spelling(NamedTuple):
    """A spelling of one word of a name: its score, and the log probability of its sound."""

    text: str
    score: float
    sound: float


def suggestions(katakana: str, known: tuple[TermEntry, ...] = ()) -> tuple[str, ...]:
    """Return up to five spellings of a name, the likeliest first.

    ``クラマトルスク`` gives Kramatorsk; ``ルイス・ハミルトン`` Lewis Hamilton, because there is one, not Luis Hamilton.
    """
    given = _glossary_spellings(known)
    ranked = [
        (weighted(name_weights(), row) + _GIVEN * _spelled_as(given, katakana, text), text)
        for text, row in possible_names(katakana, given)
    ]
    best: dict[str, str] = {}
    for _, text in sorted(ranked, key=lambda row: (-row[0], row[1])):
        best.setdefault(letters(text), text)
    return tuple(best.values())[:MOST]


def _spelled_as(given: Mapping[str, frozenset[str]], katakana: str, text: str) -> int:
    """Return how many words of a name are spelled as the glossary spells them."""
    parts, words = BORDER.split(katakana), text.split()
    return sum(word in given.get(part, ()) for part, word in zip(parts, words, strict=False))


def possible_names(
    katakana: str, given: Mapping[str, frozenset[str]]
) -> list[tuple[str, tuple[float, ...]]]:
    """Return the spellings of a whole name that are ranked, with their ``NAME_FEATURES``."""
    parts = tuple(word for part in BORDER.split(katakana) if part for word in _split(part))
    words = [
        _ranked(part, place == len(parts) - 1, given.get(part, frozenset())) for place, part in enumerate(parts)
    ]
    if not parts or not all(words):
        return []
    in_dictionaries = frozenset(dictionary_spellings(katakana))
    known = _known(parts, words)
    texts = dict.fromkeys(" ".join(row) for row in product(*([w.text for w in some[:MOST]] for some in words)))
    return [
        (text, _name_features(parts, text, text in in_dictionaries, known.get(text, ())))
        for text in (*texts, *(in_dictionaries - texts.keys()), *(known.keys() - texts.keys() - in_dictionaries))
    ]


def _known(parts: Sequence[str], words: Sequence[Sequence[Spelling]]) -> dict[str, list[KnownName]]:
    """Return the known names that sound so: by their words, and those that are cut otherwise by units of katakana."""
    by_words = [Pieces((letters(word.text), word.sound) for word in some) for some in words]
    by_units = map(unit_pieces, units("".join(parts)))
    found: dict[str, list[KnownName]] = defaultdict(list)
    for steps in (by_words, by_units):
        for name in names_sounding(steps, _MOST_KNOWN):
            if name not in found[name.text]:
                found[name.text].append(name)
    return found


def _name_features(
    parts: Sequence[str], text: str, in_dictionaries: bool, known: Sequence[KnownName]
) -> tuple[float, ...]:
    """Return what speaks for a whole name."""
    words = text.split()
    apart = len(words) == len(parts)
    last = len(parts) - 1
    base = (
        sum(_word_score(part, word, place == last) for place, (part, word) in enumerate(zip(parts, words, strict=True)))
        if apart
        else _word_score("".join(parts), text, True)
    )
    people = [name for name in known if name.kind == "person"]
    places = [name for name in known if name.kind == "town" and len(words) > 1]
    return (
        *(base, float(not apart), float(in_dictionaries)),
        *(float(bool(people)), float(bool(people) and len(parts) == 1)),
        *(_rarity(words) if people else 0.0, max((name.known for name in people), default=0)),
        float(any(name.read for name in known)),
        *(float(bool(places)), max((name.known for name in places), default=0)),
        float(any(name.kind == "title" for name in known)),
    )


def _rarity(words: Sequence[str]) -> float:
    """Return how many people there are, in nats, for each that would have both names by chance."""
    first, last = frequency(letters(words[0])).bearers.first, frequency(letters(words[-1])).bearers.last
    return max(0.0, log(_PEOPLE) - log(max(first, 1)) - log(max(last, 1)))


@lru_cache(maxsize=20_000)
def _word_score(part: str, word: str, last: bool) -> float:
    return weighted(word_weights(), word_features(units(part), word, spellings().of(part).get(word, 0), last))


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
def _ranked(part: str, last: bool, given: frozenset[str]) -> tuple[Spelling, ...]:
    """Return the spellings of one word of a name, best first."""
    cut, exact = units(part), spellings().of(part)
    best: dict[str, Spelling] = {}
    for word in (*sorted(given), *possible_words(part)):
        row = word_features(cut, word, exact.get(word, 0), last)
        found = Spelling(word, weighted(word_weights(), row) + _GIVEN * (word in given), row[0])
        key = letters(word)
        if key not in best or found.score > best[key].score:
            best[key] = found
    return tuple(heapq.nlargest(_MOST_SOUNDING, best.values(), key=lambda row: (row.score, row.text)))


def possible_words(part: str) -> tuple[str, ...]:
    """Return the spellings of a katakana word that are ranked: the dictionaries', those that sound so, decoded ones."""
    table, cut = spellings(), units(part)
    if not cut:
        return ()
    sounding = table.sounding(kana_sound(part))
    nearby = heapq.nlargest(_MOST_SOUNDING, sounding, key=lambda word: (sounding[word], word))
    made = (word.capitalize() for word in (*words_sounding(cut, _MOST_SOUNDING), *_decoded(cut, table)))
    return tuple(dict.fromkeys((*table.of(part), *nearby, *made)))


def word_features(cut: tuple[str, ...], word: str, count: int, last: bool) -> tuple[float, ...]:
    """Return what speaks for a spelling, the ``WORD_FEATURES``.

    :param count: how often the dictionaries have it for just this katakana.
    :param last: whether the word is the last of the name, or all of it.
    """
    spelling = letters(word)
    paths = [best_path(cut, letters(text), conceivable) for text in {word, word.translate(_UMLAUTS)}]
    path = max(paths, key=lambda path: sum(chance for _, chance in path) if path else _UNLIKE)
    sound = sum(chance for _, chance in path) if path else _UNLIKE
    silent = sum(not piece for piece, _ in path)
    return (
        *(sound, sound / max(len(spelling), 1), min((chance for _, chance in path), default=_UNLIKE)),
        *(len(spelling), silent),
        *_how_often(spelling, last),
        *(float(count > 0), log(count) if count else 0.0, float(word[:1].islower())),
    )


@lru_cache(maxsize=20_000)
def _how_often(word: str, last: bool) -> tuple[float, ...]:
    """Return whether a word of so many letters is met at all, in texts, and in names there and elsewhere."""
    often, who = frequency(word)
    people = log1p(who[last]), log1p(who[not last]), log1p(who[2 + last])
    return (float(often > 0 or any(who)), often, *people, float(who.town))


def weighted(weights: Sequence[float], row: Sequence[float]) -> float:
    """Return the weighted sum of features."""
    return sum(weight * value for weight, value in zip(weights, row, strict=True))


@cache
def word_weights() -> tuple[float, ...]:
    """Return the fitted weights of ``WORD_FEATURES``."""
    return _weights()[: len(WORD_FEATURES)]


@cache
def name_weights() -> tuple[float, ...]:
    """Return the fitted weights of ``NAME_FEATURES``."""
    return _weights()[len(WORD_FEATURES) :]


@cache
def _weights() -> tuple[float, ...]:
    return tuple(float(value) for _, value, *_ in tsv_rows(WEIGHTS))


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
