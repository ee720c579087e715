"""A word and the JMdict entries that fit it -> the English that is right here most often.

The dictionary's own order is the first guess. Senses that are marked as archaic, dialect or of a field, that are no
use of the word here (a suffix where no noun stands before it), or transitive without an object, come later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from taiyaku.dictionary.fitting import sense_fits
from taiyaku.model import DictionaryEntry, Sense

#: What a later place costs a sense, by reason. Set by hand, then checked on our own cases.
_ENTRY, _ORDER, _MARKED, _FIELD, _UNFIT, _ROLE, _OBJECT = 3, 1, 6, 3, 5, 4, 2
_MARKS = (
    *("archaism", "obsolete", "obscure", "rare", "slang", "vulgar", "derogatory", "poetical", "manga", "Internet"),
    *("children", "dated", "historical", "jocular", "female", "male", "familiar", "sensitive"),
)
_HARMLESS = ("word usually", "abbreviation", "yojijukugo", "onomatopoeic", "honorific", "polite", "humble", "literary")
_NEUTRAL = (*_HARMLESS, "colloquialism", "idiomatic", "proverb", "quotation", "place name")
_PARENTHESES = re.compile(r"\s*\([^()]*\)\s*")
_EXPLAINS = re.compile(
    r"indicates |emphasi[sz]es |.*(?:prefix|suffix|particle|auxiliary|preceding statement|the fact is)|.*\.\.\.$"
)
_SHORT = 24  # characters of a gloss that does not tear the line apart
_GLOSSES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a word stands: after or before a noun without a particle between, after a number, before する, after を."""

    after_noun: bool = False
    before_noun: bool = False
    after_number: bool = False
    before_suru: bool = False
    has_object: bool = False


def best_gloss(entries: Sequence[DictionaryEntry], pos: str, place: Place) -> str:
    """Return the English of a word, "" where no entry has any: 方 after a verb "way of", 率 after a noun "rate"."""
    ranked = [
        (_cost(sense, pos, place) + _ENTRY * rank + _ORDER * order, rank, order, sense)
        for rank, entry in enumerate(entries)
        for order, sense in enumerate(entry.senses)
        if sense.glosses and not _EXPLAINS.match(sense.glosses[0])
    ]
    return wording(min(ranked, key=lambda item: item[:3])[3]) if ranked else ""


def _cost(sense: Sense, pos: str, place: Place) -> int:
    cost = 0 if sense_fits(sense, pos) else _UNFIT
    for note in sense.notes:
        if note.startswith(_MARKS):
            cost += _MARKED
        elif not note.startswith(_NEUTRAL):
            cost += _FIELD
    if place.before_suru and pos == "NOUN" and not any("suru" in tag for tag in sense.pos):
        cost += _OBJECT
    return cost + _ROLE * _wrong_role(sense, place) + _OBJECT * _wrong_object(sense, pos, place)


def _wrong_role(sense: Sense, place: Place) -> bool:
    """Whether the sense is one of a suffix, prefix or counter, and nothing stands beside the word, or the reverse."""
    roles = _roles(sense.pos)
    if not roles or "word" in roles:
        return False
    beside = {"suffix": place.after_noun, "prefix": place.before_noun, "counter": place.after_number}
    return not any(beside[role] for role in roles)


@lru_cache(maxsize=1 << 10)
def _roles(tags: tuple[str, ...]) -> frozenset[str]:
    names = ("suffix", "prefix", "counter")
    return frozenset(next((name for name in names if name in tag), "word") for tag in tags)


def _wrong_object(sense: Sense, pos: str, place: Place) -> bool:
    transitive, intransitive = "transitive verb" in sense.pos, "intransitive verb" in sense.pos
    if pos != "VERB" or transitive == intransitive:
        return False
    return transitive != place.has_object


@lru_cache(maxsize=1 << 14)
def wording(sense: Sense) -> str:
    """Return a sense in a word or two: ``to state``, ``(the) north``, ``stop (e.g. at a station)`` lose their frame.

    The first of three equivalents that is short, or else the shortest.
    """
    glosses = [_bare(gloss) for gloss in sense.glosses[:_GLOSSES]]
    short = (gloss for gloss in glosses if len(gloss) <= _SHORT and gloss.count(" ") < 5)
    return next(short, min(glosses, key=len))


def _bare(gloss: str) -> str:
    bare = gloss
    while (less := _PARENTHESES.sub(" ", bare)) != bare:  # dog (Canis (lupus) familiaris)
        bare = less
    bare = bare.strip() or gloss.strip("()")
    return bare.removeprefix("to ").removesuffix(", etc.").strip()
