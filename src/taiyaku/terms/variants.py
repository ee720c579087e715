"""Spellings of one name brought together: プーチン, プチン, ウラジーミル・プーチン, ウラジーミルプチン.

Two spellings are one name by rule (``variants.tsv``) unless the dictionaries know them as two (イラン, イラク), or
because the same English stands beside both. What is only alike is proposed, never merged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path

from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import TermEntry
from taiyaku.resources import tsv_rows
from taiyaku.terms.english_text import phrase_key
from taiyaku.terms.normal_form import normal_form
from taiyaku.terms.sound_match import BORDER
from taiyaku.terms.transliterate import letters

_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc・=＝ \u3000―]+")
_SHORTEST_NEAR = 4  # characters of the key of spellings that may differ in a pair
_SHORTEST_KEY = 2
#: Letters, and likeness, from which two English words of the dictionaries may be one.
_LONG_ENGLISH, _SAME_ENGLISH = 5, 0.75
#: Likeness from which two English spellings may be one name.
_SOUNDS_ONE = 0.8
#: Least likeness (0 to 1) of spellings beside the same English, and of those that are only proposed.
_ALIKE, _PERHAPS = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two spellings that may be one name, for the review list; ``why`` says what speaks for it."""

    one: str
    other: str
    why: str


def same_name(one: str, other: str) -> bool:
    """Tell whether two katakana spellings are one name by rule, dictionaries asked.

    ``プーチン, プチン`` are, ``オーストリア, オーストラリア`` are not, nor ``ジョー・バイデン, ジル・バイデン``.
    """
    parts, others = _parts(one), _parts(other)
    if len(parts) == len(others) > 1:
        return all(a == b or _same(a, b) for a, b in zip(parts, others, strict=True))
    return _same(one, other)


@lru_cache(maxsize=20_000)
def _parts(katakana: str) -> tuple[str, ...]:
    """Return the names that a spelling is made of: ジョー and バイデン."""
    return tuple(BORDER.split(katakana))


@lru_cache(maxsize=20_000)
def _is_katakana(surface: str) -> bool:
    return _KATAKANA.fullmatch(surface) is not None


def _same(one: str, other: str) -> bool:
    ours, theirs = variant_key(one), variant_key(other)
    if min(len(ours), len(theirs)) < _SHORTEST_KEY:
        return False
    if ours != theirs and not (min(len(ours), len(theirs)) >= _SHORTEST_NEAR and _near(ours, theirs)):
        return False
    return not _two_words(one, other)


@lru_cache(maxsize=20_000)
def variant_key(katakana: str) -> str:
    """Return what spellings of one name share: ``プーチン`` and ``プチン`` give プチン."""
    key = normal_form(katakana.replace("―", "ー"))[0]
    for pattern, becomes in _rules("key"):
        key = re.sub(pattern, becomes, key)
    return key


@cache
def _rules(step: str) -> tuple[tuple[str, str], ...]:
    rows = tsv_rows(Path(__file__).with_suffix(".tsv"))
    return tuple((row[1], row[2]) for row in rows if row[0] == step)


def _near(one: str, other: str) -> bool:
    """Whether one pair of the table, put in once, makes one key the other."""
    if abs(len(one) - len(other)) > _longest_near():
        return False
    if len(one) > _longest_near() and one[0] != other[0] and one[-1] != other[-1]:
        return False  # nearly always: a pair changes one end at most
    for first, second in _rules("near"):
        for old, new in ((first, second), (second, first)):
            for at in range(len(one)):
                if one.startswith(old, at) and (old or at) and one[:at] + new + one[at + len(old) :] == other:
                    return True
    return False


@cache
def _longest_near() -> int:
    return max(len(piece) for pair in _rules("near") for piece in pair)


@lru_cache(maxsize=20_000)
def _english_of(surface: str) -> frozenset[tuple[str, ...]]:
    """Return what the dictionaries call a spelling in English."""
    plain = surface.replace("・", "")
    found: set[tuple[str, ...]] = set()
    for spelling in (surface, plain):
        for name in lookup_names((spelling,)).get(spelling, ()):
            found.update(phrase_key(gloss) for gloss in name.glosses)
        for entry in lookup((spelling,)).get(spelling, ()):
            found.update(phrase_key(re.sub(r"\([^)]*\)", "", g)) for sense in entry.senses for g in sense.glosses)
    return frozenset(key for key in found if key)


def _two_words(one: str, other: str) -> bool:
    """Whether the dictionaries know both spellings, as different words."""
    ours, theirs = _english_of(one), _english_of(other)
    if not ours or not theirs or ours & theirs:
        return False
    return not any(_spelled_alike("".join(a), "".join(b)) for a in ours for b in theirs)


def _spelled_alike(one: str, other: str) -> bool:
    """Whether two English words are long and alike enough to be spellings of one: Medvedev, Medvedjev."""
    long = min(len(one), len(other)) >= _LONG_ENGLISH
    return long and _alike(one, other, _SAME_ENGLISH)


def merged_variants(entries: Sequence[TermEntry]) -> tuple[tuple[TermEntry, ...], tuple[Proposal, ...]]:
    """Return mined entries with the spellings of one name in one entry, and pairs that a person should look at.

    The entry with the longest spelling is kept, the others become its variants in both languages.
    """
    kept: list[TermEntry] = []
    proposals: list[Proposal] = []
    for entry in sorted(entries, key=lambda one: -len(one.ja)):
        home = next((at for at, other in enumerate(kept) if _belongs(entry, other)), None)
        if home is None:
            proposals += [p for other in kept if (p := _proposal(entry, other))]
            kept.append(entry)
        else:
            kept[home] = joined_variants(kept[home], entry)
    order = {entry.id: at for at, entry in enumerate(entries)}
    return tuple(sorted(kept, key=lambda one: order[one.id])), tuple(proposals)


def _belongs(entry: TermEntry, other: TermEntry) -> bool:
    """Whether an entry is another spelling, or the short form, of a longer one."""
    one, two = entry.en.lower(), other.en.lower()
    if not (_is_katakana(entry.ja) and _is_katakana(other.ja)):
        return phrase_key(one) == phrase_key(two) and variant_key(entry.ja) == variant_key(other.ja)  # ウェア, ウエア
    if one == two:
        return _alike(variant_key(entry.ja), variant_key(other.ja), _ALIKE)
    parts, words = _parts(other.ja), other.en.split()
    if other.type == "person" and len(parts) > 1 and len(words) > 1 and one == words[-1].lower():
        return entry.ja == parts[-1] or same_name(entry.ja, parts[-1])
    if one in two.split() or two in one.split():
        return False
    return same_name(entry.ja, other.ja) and _sounds_one(one, two)


def _sounds_one(one: str, two: str) -> bool:
    """Whether two English spellings may be one name: Zelensky, Zelenskyy; not Iran, Iraq."""
    return _alike(one, two, _SOUNDS_ONE)


def same_english(entries: Iterable[TermEntry]) -> tuple[Proposal, ...]:
    """Return entries in katakana of one English and some likeness of which one at least nobody has looked at.

    ヤロスラフ・カチンスキー beside the glossary's ヤロスワフ・カチンスキ, both Jarosław Kaczyński.
    """
    found: dict[str, list[TermEntry]] = defaultdict(list)
    for entry in entries:
        if _is_katakana(entry.ja):
            found[letters(entry.en)].append(entry)
    return tuple(
        Proposal(one.ja, other.ja, f"both {one.en}")
        for group in found.values()
        for one, other in combinations(group, 2)
        if "proposed" in (one.status, other.status) and _alike(variant_key(one.ja), variant_key(other.ja), _ALIKE)
    )


def _proposal(entry: TermEntry, other: TermEntry) -> Proposal | None:
    if not (_is_katakana(entry.ja) and _is_katakana(other.ja)) or entry.en.islower():
        return None
    if same_name(entry.ja, other.ja):
        return Proposal(other.ja, entry.ja, f"spelled alike, but {other.en} and {entry.en} in English")
    if _alike(variant_key(entry.ja), variant_key(other.ja), _PERHAPS) and _sounds_one(
        entry.en.lower(), other.en.lower()
    ):
        return Proposal(other.ja, entry.ja, f"alike in both languages: {other.en}, {entry.en}")
    return None


def _alike(one: str, other: str, least: float) -> bool:
    """Whether the likeness of two texts reaches ``least``; most cannot, by their lengths or the letters they share."""
    both = len(one) + len(other)
    if both and 2.0 * min(len(one), len(other)) / both < least:
        return False
    shared = sum(min(one.count(letter), other.count(letter)) for letter in set(one))
    if both and 2.0 * shared / both < least:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least


def joined_variants(entry: TermEntry, other: TermEntry) -> TermEntry:
    """Return the entry with the spellings and the count of another."""
    count = entry.evidence.count + other.evidence.count
    return replace(
        entry,
        evidence=replace(entry.evidence, count=count),
        variants_ja=_without(entry.ja, (*entry.variants_ja, *other.surfaces)),
        variants_en=_without(entry.en, (*entry.variants_en, other.en, *other.variants_en)),
    )


def _without(first: str, spellings: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(spelling for spelling in spellings if spelling != first))
