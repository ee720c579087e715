"""Japanese words -> the English words that may answer to them, with the reason.

The ratio of a cue says how many times likelier the English word is beside the Japanese one than anywhere: share of
the word's meaning / frequency of the English word, at most ``CAP``. Where several sources speak, the largest counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from taiyaku.align.background import background_frequency
from taiyaku.align.english_words import EnglishWord, english_words, plain_latin, stem
from taiyaku.align.glosses import gloss_shares
from taiyaku.align.numbers import Amount
from taiyaku.align.sound import english_sound, kana_sound, romaji, romaji_key, sound_keys
from taiyaku.model import TermEntry

CAP = 1000.0
_SOUND_RATIO = 700.0
_SHORT_SOUND_RATIO = 100.0
_SHORT_SOUND = 3
_ROMAJI_LENGTH = 4
_LATIN = re.compile(r"[a-z]{2,}")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")


class Word(NamedTuple):
    """A Japanese word as the cues see it: dictionary form, standard spelling, kana, and what it is part of.

    ``compound`` is the JMdict headword made of this and neighbouring nouns, ``term`` the glossary spelling, "" if none.
    """

    lemma: str
    normal: str
    reading: str
    compound: str = ""
    term: str = ""


class Cue(NamedTuple):
    """Why an English word may answer: the ratio and the kind of evidence (names, terms, numbers, words)."""

    ratio: float
    kind: str


Cues = Mapping[str, Cue]


def word_cues(
    words: Sequence[Word], english: Iterable[str], named: Iterable[EnglishWord], terms: Mapping[str, TermEntry]
) -> list[Cues]:
    """Return for each Japanese word its cues among ``english`` (stems), strongest source first.

    ``named`` are the English words written with a capital, the candidates for likeness of sound.
    """
    glosses, names = gloss_shares(
        {form for word in words for form in (word.lemma, word.normal, word.compound) if form},
        {form for word in words for form in (word.lemma, word.compound) if form},
    )
    stems = frozenset(english)
    sounds = _SoundIndex(named)
    return [
        _combined(
            (
                _term_cues(word, terms, stems),
                _latin_cues(word, stems),
                _share_cues(names.get(word.compound) or names.get(word.lemma, {}), "names", stems),
                _share_cues(glosses.get(word.compound, {}), "words", stems),
                _share_cues(glosses.get(word.lemma) or glosses.get(word.normal, {}), "words", stems),
                sounds.cues(word),
            )
        )
        for word in words
    ]


def amount_cues(amount: Amount, english: Iterable[str]) -> Cues:
    """Return the cues of a number: the English numbers it can mean, rarer ones counting for more.

    ``english`` holds number keys with ``#`` before them.
    """
    stems = frozenset(english)
    return {f"#{key}": Cue(_number_ratio(key), "numbers") for key in amount.keys if f"#{key}" in stems}


def _number_ratio(key: str) -> float:
    if key.startswith("month:"):
        return 200.0
    value = float(key)
    if value != int(value):
        return 600.0
    for limit, ratio in ((1, 8.0), (3, 25.0), (12, 60.0), (31, 150.0), (100, 350.0), (1000, 600.0)):
        if value <= limit:
            return ratio
    return CAP


def _combined(sources: Iterable[Cues]) -> Cues:
    found: dict[str, Cue] = {}
    for cues in sources:
        for word, cue in cues.items():
            if word not in found or cue.ratio > found[word].ratio:
                kind = found[word].kind if word in found else cue.kind
                found[word] = Cue(cue.ratio, kind)
    return found


def _term_cues(word: Word, terms: Mapping[str, TermEntry], english: frozenset[str]) -> Cues:
    entry = terms.get(word.term)
    if entry is None:
        return {}
    kind = "names" if entry.type in ("person", "place", "organisation") else "terms"
    stems = {item.stem for spelling in (entry.en, *entry.variants_en) for item in english_words(spelling)}
    return {item: Cue(_ratio(1.0, item), kind) for item in stems & english}


def _latin_cues(word: Word, english: frozenset[str]) -> Cues:
    found = {stem(latin) for latin in _LATIN.findall(word.lemma.lower())} & english
    return {item: Cue(CAP, "names") for item in found}


def _share_cues(shares: Mapping[str, float], kind: str, english: frozenset[str]) -> Cues:
    return {item: Cue(_ratio(share, item), kind) for item, share in shares.items() if item in english}


def _ratio(share: float, word: str) -> float:
    return min(CAP, share / background_frequency(word))


class _SoundIndex:
    """English words with a capital, found again by how they sound in Japanese."""

    def __init__(self, named: Iterable[EnglishWord]) -> None:
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        self._by_romaji: dict[str, set[str]] = defaultdict(set)
        for word in named:
            latin = plain_latin(word.surface)
            self._by_romaji[romaji_key(latin)].add(word.stem)
            for key in sound_keys(english_sound(latin)):
                self._by_sound[key].add(word.stem)

    def cues(self, word: Word) -> Cues:
        key = romaji_key(romaji(word.reading))
        found = {
            item: Cue(_SOUND_RATIO, "names") for item in self._by_romaji.get(key, ()) if len(key) >= _ROMAJI_LENGTH
        }
        for piece in _KATAKANA.findall(word.lemma):
            skeleton = kana_sound(piece)
            ratio = _SOUND_RATIO if len(skeleton) > _SHORT_SOUND else _SHORT_SOUND_RATIO
            for shared in sound_keys(skeleton):
                for item in self._by_sound.get(shared, ()):
                    found.setdefault(item, Cue(ratio, "names"))
        return found
