"""Kana and English spelling compared by sound: プーチン ~ Putin, せんまや ~ Senmaya.

Two keys: ``romaji_key`` keeps the vowels (Japanese words in English: yukata, Sugawara), ``sound_keys`` keep the
consonants in classes that katakana cannot tell apart (l r, b v, th s). Table: ``sound.tsv`` (kana -> romaji).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from taiyaku.readings.kana import hiragana
from taiyaku.resources import tsv_rows

_LONG_VOWELS = (("ou", "o"), ("oo", "o"), ("oh", "o"), ("uu", "u"), ("aa", "a"), ("ii", "i"), ("ee", "e"))
_LONG_ENOUGH_FOR_ONE_EDIT = 4
_SHORTEST_SOUND = 2

# Spelling -> sound classes, in this order; what Japanese hears of an English (or European) spelling.
_ENGLISH_RULES: tuple[tuple[str, str], ...] = (
    (r"^(?:kn|gn)", "n"),
    (r"^wr", "r"),
    (r"^x", "z"),
    (r"tsch|tch", "t"),
    (r"sch|sh|ss", "s"),
    (r"ch", "t"),
    (r"kh", "h"),
    (r"ck|cc|qu|q", "k"),
    (r"gh(?=t|$)", ""),
    (r"ph", "h"),
    (r"th", "s"),
    (r"ts|tz|cz", "t"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"dge?|dj", "d"),
    (r"g(?=[eiy])", "j"),
    (r"x", "ks"),
    (r"(?<=[aeiou])[rh](?![aeiouy])", ""),
    (r"(?<=[aeiou])w(?![aeiou])", ""),
    (r"(?<=[aeiou])y(?![aeiou])", ""),
    (r"(?<=[^aeiou])y", "i"),
    (r"mb$", "m"),
    (r"v(?=[^aeiouy]|$)", "f"),
)
_ROMAJI_RULES: tuple[tuple[str, str], ...] = (
    (r"sh", "s"),
    (r"ts|ch", "t"),
    (r"(?<=[^aeiou])y", ""),
)
_CLASSES = str.maketrans({"l": "r", "v": "b", "f": "h", "j": "z", "m": "n"})


@lru_cache(maxsize=50_000)
def romaji(kana: str) -> str:
    """Return simple romaji of hiragana or katakana, long vowels as written, "" if something else is in it.

    ``プーチン`` gives puchin (ー is dropped), ``がっこう`` gakkou.
    """
    text = hiragana(kana)
    pieces: list[str] = []
    at = 0
    while at < len(text):
        width = 2 if text[at : at + 2] in _kana() else 1
        piece = text[at : at + width]
        if piece not in _kana():
            return ""
        pieces.append(_kana()[piece])
        at += width
    return re.sub(r"\*(\w)", r"\1\1", "".join(pieces)).replace("*", "")


def romaji_key(latin: str) -> str:
    """Return romaji or an English spelling of a Japanese word without long vowels and m/n differences.

    ``toukyou`` and ``Tokyo`` give tokyo; ``shimbun`` and ``shinbun`` give shinbun.
    """
    key = re.sub(r"m(?=[bpm])", "n", latin.lower())
    key = re.sub(r"[^a-z]", "", key).replace("tch", "cch")
    for long, short in _LONG_VOWELS:
        key = key.replace(long, short)
    return key


@lru_cache(maxsize=50_000)
def kana_sound(kana: str) -> str:
    """Return the consonant classes of katakana: ``プーチン`` gives ptn, ``ウクライナ`` *krn."""
    return _skeleton(romaji(kana), _ROMAJI_RULES)


@lru_cache(maxsize=50_000)
def english_sound(word: str) -> str:
    """Return the consonant classes of an English spelling: ``Putin`` gives ptn, ``Ukraine`` *krn."""
    return _skeleton(word.lower(), _ENGLISH_RULES)


def _skeleton(latin: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, replacement in rules:
        latin = re.sub(pattern, replacement, latin)
    latin = re.sub(r"([^aeiou])\1+", r"\1", latin.translate(_CLASSES))
    first = "*" if latin[:1] in ("a", "e", "i", "o", "u", "y", "w") else ""
    return first + re.sub(r"[^bdghknprstz]", "", latin)


def sound_keys(skeleton: str) -> frozenset[str]:
    """Return the keys by which two skeletons meet: itself and, when long enough, itself less one consonant.

    ``ptn`` gives only itself; ``krmrn`` also rmrn, kmrn, krrn, krmn, krmr: one difference is allowed.
    """
    if len(skeleton.strip("*")) < _SHORTEST_SOUND:
        return frozenset()
    if len(skeleton) < _LONG_ENOUGH_FOR_ONE_EDIT:
        return frozenset({skeleton})
    return frozenset({skeleton, *(skeleton[:at] + skeleton[at + 1 :] for at in range(1, len(skeleton)))})


@cache
def _kana() -> dict[str, str]:
    return {kana: latin for kana, latin, *_ in tsv_rows(Path(__file__).with_suffix(".tsv"))}
