"""An English sentence as words in which glossary phrases are looked for: by letters, by stem, in order or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from taiyaku.align.english_words import function_words, plain_latin, stem
from taiyaku.terms.transliterate import letters

#: Initials, words (without a possessive 's), numbers; hyphens part words.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|\d[\d,.]*\d|\d")
#: Words that a phrase of the glossary may have or lack.
LITTLE = frozenset(("the", "a", "an", "of", "for", "and", "on", "in", "to", "at", "de", "al", "&", "s"))
#: What makes a people or an adjective of a place: Macedonia, Macedonian.
_PEOPLES = frozenset(("n", "ns", "an", "ans", "ian", "ians", "ese", "s"))
_PLACE = 5  # letters of a place that may have a people
#: Names of countries and bodies that English writes in several ways: each goes by its first.
_SAME = {
    **dict.fromkeys(("u.s.", "us", "usa", "u.s.a.", "america"), "u.s."),
    **dict.fromkeys(("u.n.", "un"), "u.n."),
    **dict.fromkeys(("u.k.", "uk", "britain"), "u.k."),
    **dict.fromkeys(("e.u.", "eu"), "e.u."),
}
_SPELLED_OUT = {
    "u.s.": re.compile(r"\bUnited States(?: of America)?\b"),
    "u.n.": re.compile(r"\bUnited Nations\b"),
    "u.k.": re.compile(r"\bUnited Kingdom\b"),
    "e.u.": re.compile(r"\bEuropean Union\b"),
}


@dataclass(frozen=True, slots=True)
class EnglishWord:
    """A word of a sentence: where it stands, its letters, and the key by which it meets other forms of itself."""

    start: int
    end: int
    text: str
    letters: str
    key: str
    little: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper()


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[EnglishWord, ...]:
    """Return the words of an English text in order.

    ``the U.S.-led talks`` gives the, U.S., led, talks; United States is one word with the key of U.S.
    """
    found: list[EnglishWord] = []
    whole = {match.start(): (match.end(), key) for key, name in _SPELLED_OUT.items() for match in name.finditer(text)}
    done = 0
    for match in _WORD.finditer(text):
        if match.start() < done:
            continue
        start, end = match.span()
        if start in whole and whole[start][0] > end:
            end, key = whole[start]
        else:
            key = word_key(match.group())
        done = end
        surface = text[start:end]
        found.append(EnglishWord(start, end, surface, letters(surface), key, surface.lower() in LITTLE))
    return tuple(found)


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """Return what forms of a word share: ``Macedonians`` and ``Macedonia``, ``U.S.`` and ``US``."""
    folded = plain_latin(word).lower()
    if folded in function_words() and folded not in _SAME:
        return f"_{folded}"  # "them" is no form of theme
    if word.isupper() or "." in word:
        return _SAME.get(folded, folded)
    root = stem(folded)
    return _SAME.get(folded) or _SAME.get(root, root)


@lru_cache(maxsize=100_000)
def phrase_key(phrase: str) -> tuple[str, ...]:
    """Return the keys of the words of a phrase that carry meaning: ``Secretary of State`` gives two."""
    return tuple(word.key for word in words_of(phrase) if not word.little)


def find_phrase(phrase: str, words: Sequence[EnglishWord]) -> tuple[int, int] | None:
    """Return first and last index of the words that are the phrase, in order, little words aside; ``None`` if absent.

    ``cap`` is found in "two caps", ``freedom of speech`` not in "free speech".
    """
    keys = phrase_key(phrase)
    for at, word in enumerate(words):
        if keys and word.key == keys[0] and not word.little and (end := _in_order(keys, words, at)) is not None:
            return at, end
    return None


def find_name(name: str, words: Sequence[EnglishWord]) -> tuple[int, int] | None:
    """As :func:`find_phrase` for a name: letter by letter, and large; Ros is not in "Ross", nor Hoste in "hosts"."""
    place = find_phrase(name, words)
    if place is None or not words[place[0]].capital:
        return None
    spelling = letters(name)
    printed = "".join(word.letters for word in words[place[0] : place[1] + 1])
    rest = printed.removeprefix(spelling)
    return place if not rest or (len(spelling) >= _PLACE and rest in _PEOPLES) else None


def _in_order(keys: Sequence[str], words: Sequence[EnglishWord], at: int) -> int | None:
    """Return the index of the last word of the phrase that begins at ``at``."""
    for place, key in enumerate(keys):
        while place and at < len(words) and words[at].little:
            at += 1
        if at >= len(words) or words[at].key != key:
            return None
        at += 1
    return at - 1


def span_text(text: str, words: Sequence[EnglishWord], first: int, last: int) -> str:
    """Return the text from one word to another."""
    return text[words[first].start : words[last].end]
