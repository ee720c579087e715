"""English for katakana names that no English text answers: what is known by that sound, and what is spelled so.

A name is put together of spellings of its words (``word_spellings``), or is known: to the dictionaries, as a town, as
a person or an article of Wikipedia. What speaks for it is weighed, and the likeliest come first; the weights in
``suggest_weights.tsv`` are fitted on the glossary's own names by ``recipes/suggest_weights.py``. ``unanswered`` makes
entries of them, which are no more than suggestions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from math import log
from types import MappingProxyType
from typing import NamedTuple

from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import TermEntry
from taiyaku.terms.english_text import LITTLE
from taiyaku.terms.known_names import KnownName, names_sounding
from taiyaku.terms.latin_words import frequency, towns
from taiyaku.terms.sound_match import BORDER
from taiyaku.terms.sound_search import Pieces, unit_pieces
from taiyaku.terms.spellings import spellings
from taiyaku.terms.transliterate import letters, units
from taiyaku.terms.word_spellings import GIVEN, Spelling, fitted_weights, name_score, ranked, weighted

#: How many suggestions a name gets, and a part of it while it is put together.
MOST = 5
_WHOLE = 12.0  # what a spelling is worth that a dictionary has for a whole name with dots, or as a word
_MOST_KNOWN = 8  # known names of nearly the same sound
_MOST_WORDS = 4  # of a name in dictionaries
_LEAST_UNITS, _LONG_UNITS = 2, 3  # of words that katakana without dots is cut into
_PEOPLE = 1_000_000  # known by name
NO_SPELLINGS: Mapping[str, frozenset[str]] = MappingProxyType({})
_REMARK = re.compile(r"\s*\([^)]*\)")
#: What is known of the spelling of a whole name, in the order of its features.
NAME_FEATURES = (
    *("score of its words", "cut where no dot is", "other number of words"),
    *("in dictionaries", "in dictionaries, of several words", "person", "person of one word"),
    *("rarity of the person's names", "article read most"),
    *("town of several words", "digits of its inhabitants", "title"),
)


class PossibleName(NamedTuple):
    """A spelling of a whole name, its ``NAME_FEATURES``, and how many of its words the glossary spells so."""

    text: str
    features: tuple[float, ...]
    given: int


def suggestions(katakana: str, given: Mapping[str, frozenset[str]] = NO_SPELLINGS) -> tuple[str, ...]:
    """Return up to five spellings of a name, the likeliest first.

    ``クラマトルスク`` gives Kramatorsk; ``ルイス・ハミルトン`` Lewis Hamilton, because there is one, not Luis Hamilton.

    :param given: ``glossary_spellings``.
    """
    whole = dictionary_spellings(katakana) if BORDER.search(katakana) else _meaning(katakana)
    scored = [
        (weighted(name_weights(), name.features) + GIVEN * name.given + _WHOLE * (name.text in whole), name.text)
        for name in possible_names(katakana, given)
    ]
    best: dict[str, str] = {}
    for _, text in sorted(scored, key=lambda row: (-row[0], row[1])):
        best.setdefault(letters(text), _cased(text))
    return tuple(best.values())[:MOST]


def _cased(name: str) -> str:
    """Write a name with capitals: Alta Group; what is all words stays small: chicken game."""
    words = name.split(" ")
    if not any(word[:1].isupper() for word in words):
        return name
    return " ".join(word if word in LITTLE else word[:1].upper() + word[1:] for word in words)


def possible_names(katakana: str, given: Mapping[str, frozenset[str]]) -> list[PossibleName]:
    """Return the spellings of a whole name that are ranked, with their ``NAME_FEATURES``."""
    parts = tuple(part for part in BORDER.split(katakana) if part)
    in_dictionaries = dictionary_spellings(katakana)
    return [
        PossibleName(
            text,
            _features(cut, cut != parts, text, text in in_dictionaries, known.get(text, ())),
            sum(word in given.get(part, ()) for part, word in zip(cut, text.split(), strict=False)),
        )
        for cut in _cuts(parts, given)
        for words in (_words(cut, given),)
        for known in (_known(cut, words),)
        for text in dict.fromkeys((*_put_together(words), *in_dictionaries, *known))
    ]


def _words(parts: Sequence[str], given: Mapping[str, frozenset[str]]) -> list[tuple[Spelling, ...]]:
    last = len(parts) - 1
    return [ranked(part, place == last, given.get(part, frozenset())) for place, part in enumerate(parts)]


def _put_together(words: Sequence[Sequence[Spelling]]) -> Iterator[str]:
    """Yield the names that the best spellings make; of many words only a few spellings each, or none but the best."""
    most = max(number for number in range(1, MOST + 1) if number ** len(words) <= MOST**3 or number == 1)
    return (" ".join(row) for row in product(*([spelling.text for spelling in some[:most]] for some in words)))


def _known(parts: Sequence[str], words: Sequence[Sequence[Spelling]]) -> dict[str, list[KnownName]]:
    """Return the known names that sound so: by their words; if no person has these, by units of katakana too."""
    by_words = [Pieces((letters(word.text), word.sound) for word in some) for some in words]
    by_units = map(unit_pieces, units("".join(parts)))
    found: dict[str, list[KnownName]] = defaultdict(list)
    for steps in (by_words, by_units):
        for name in names_sounding(steps, _MOST_KNOWN):
            if name not in found[name.text]:
                found[name.text].append(name)
        if len(parts) > 1 and any(name.kind == "person" for names in found.values() for name in names):
            break
    return found


def _features(
    parts: Sequence[str], cut: bool, text: str, in_dictionaries: bool, known: Sequence[KnownName]
) -> tuple[float, ...]:
    """Return what speaks for a whole name."""
    words = text.split()
    same = len(words) == len(parts)
    score = name_score(parts, words, cut) if same else name_score(("".join(parts),), (text,), False)
    people = [name for name in known if name.kind == "person"]
    places = [name for name in known if name.kind == "town" and len(words) > 1]
    return (
        *(score, float(cut), float(not same)),
        *(float(in_dictionaries), float(in_dictionaries and max(len(words), len(parts)) > 1)),
        *(float(bool(people)), float(bool(people) and len(parts) == 1)),
        *(_rarity(words) if people else 0.0, float(any(name.read for name in known))),
        *(float(bool(places)), float(max((name.digits for name in places), default=0))),
        float(any(name.kind == "title" for name in known)),
    )


def _rarity(words: Sequence[str]) -> float:
    """Return how many people there are, in nats, for each that would have both names by chance."""
    first, last = frequency(letters(words[0])).bearers.first, frequency(letters(words[-1])).bearers.last
    return max(0.0, log(_PEOPLE) - log(max(first, 1)) - log(max(last, 1)))


@cache
def name_weights() -> tuple[float, ...]:
    """Return the fitted weights of ``NAME_FEATURES``."""
    return fitted_weights(NAME_FEATURES)


def _cuts(parts: tuple[str, ...], given: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the words of a name: as its dots cut it, and where it has none, at a border of two known words.

    アダムスミス is one word, or アダム and スミス; short words are to be common: チキン and ゲーム.
    """
    if parts:
        yield parts
    cut = units(parts[0]) if len(parts) == 1 else ()
    for middle in range(len(cut) - _LEAST_UNITS, _LEAST_UNITS - 1, -1):
        halves = "".join(cut[:middle]), "".join(cut[middle:])
        short = min(middle, len(cut) - middle) < _LONG_UNITS
        if all(half in given or (_is_common(half) if short else _is_known(half)) for half in halves):
            yield halves
            return


def _is_known(word: str) -> bool:
    return bool(spellings().of(word) or word in towns() or lookup((word,)) or lookup_names((word,)))


def _is_common(word: str) -> bool:
    return any(entry.common for entry in lookup((word,)).get(word, ()))


def _meaning(word: str) -> tuple[str, ...]:
    """Return the name that a word of the language means first: ドイツ is Germany; ロス is loss, and no name."""
    glosses = [
        gloss for entry in lookup((word,)).get(word, ())[:1] for sense in entry.senses[:1] for gloss in sense.glosses
    ]
    return tuple(_REMARK.sub("", gloss).strip() for gloss in glosses[:1] if _is_name(_REMARK.sub("", gloss).strip()))


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


def glossary_spellings(known: Iterable[TermEntry]) -> dict[str, frozenset[str]]:
    """Return how the glossary spells the words of names, and names of one word.

    セルゲイ of セルゲイ・ラブロフ, Sergey Lavrov, is Sergey; プーチン Putin, ロシア Russia.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for entry in known:
        words = entry.en.split()
        for surface in entry.surfaces if entry.status == "approved" else ():
            parts = BORDER.split(surface)
            if entry.type == "person" and len(parts) == 1 < len(words):
                found[surface].add(words[-1])
            elif len(parts) == len(words) and (entry.type == "person" or len(words) == 1):
                for part, word in zip(parts, words, strict=True):
                    found[part].add(word)
    return {part: frozenset(words) for part, words in found.items()}
