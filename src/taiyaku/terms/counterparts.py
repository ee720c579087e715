"""The English of a candidate in the sentence beside it: by dictionary, word by word, or by sound; and how sure.

Four ways, the surest first: an acronym stands there as it is; a dictionary's equivalent stands there, in any form; the
words of a compound are all answered by a run of English words, and nothing in the run is left over
(国家防災庁, "national disaster agency"); katakana sounds like it (``sound_match``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

from taiyaku.model import DictionaryEntry, NameEntry
from taiyaku.resources import tsv_rows
from taiyaku.terms.candidates import ACRONYM, KATAKANA, Candidate
from taiyaku.terms.english_text import EnglishWord, find_name, find_phrase, phrase_key, span_text
from taiyaku.terms.sound_match import best_match
from taiyaku.terms.transliterate import units

_SCRIPTS = re.compile("[\u30a1-\u30fa\u30fc]+|[^\u30a1-\u30fa\u30fc]+")
#: What a place is, which English leaves out inside a name: ペンシルベニア州議会, Pennsylvania legislature.
_SILENT = frozenset("州県市国")
_REMARK = re.compile(r"\s*\([^)]*\)")
#: Words of the English, little ones aside, that a compound may be answered by.
_LONGEST = 7
_MOST_GLOSSES = 40
#: Probability from which sound needs no look at the parts of a word.
_SURE_SOUND = 0.9
#: The same from which it answers a part of a compound, all of whose other parts must be answered beside it.
_PART_SOUND = 0.6
#: Short katakana sounds like many small words: チーム and "time" are 0.96 alike.
_SHORT, _SURE_SHORT = 3, 0.97
#: What an inflected word has more than the dictionary's: caps, classes, Macedonian, but not programme.
_INFLECTED = frozenset(("s", "es", "n", "ns", "an", "ans", "ed", "d", "ing"))
_AGENTS = frozenset(("r", "rs", "er", "ers"))


@dataclass(frozen=True, slots=True)
class Counterpart:
    """English found for a candidate: as the glossary should write it, how sure, by which way, and the words taken.

    ``plain``: the dictionary has it in small letters.
    """

    english: str
    score: float
    way: str
    first: int
    last: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """What JMdict and JMnedict say of the words of a text, and what the glossary does: surface -> English."""

    words: Mapping[str, Sequence[DictionaryEntry]]
    names: Mapping[str, Sequence[NameEntry]]
    known: Mapping[str, Sequence[str]]

    def glosses(self, surface: str) -> tuple[str, ...]:
        """Return the English of a surface without remarks, the glossary's first."""
        found = list(self.known.get(surface, ()))
        found += [g for entry in self.words.get(surface, ()) for sense in entry.senses for g in sense.glosses]
        return tuple(dict.fromkeys(_REMARK.sub("", gloss).strip() for gloss in found[:_MOST_GLOSSES]))

    def romanised(self, surface: str) -> tuple[str, ...]:
        """Return how JMnedict spells a surface as a name."""
        found = [gloss for name in self.names.get(surface, ()) for gloss in name.glosses]
        return tuple(dict.fromkeys(_REMARK.sub("", gloss).strip() for gloss in found[:_MOST_GLOSSES]))


def counterpart(
    candidate: Candidate, english: str, words: Sequence[EnglishWord], books: Dictionaries
) -> Counterpart | None:
    """Return the English of a candidate in a sentence, ``None`` where none is sure enough to be named."""
    if candidate.kind == "acronym":
        return _identical(candidate.surface, english, words)
    found = _by_gloss(candidate.surface, english, words, books)
    if found:
        return found
    sound = _by_sound(candidate.surface, english, words) if candidate.kind == "katakana" else None
    composed = _composed(candidate, english, words, books)
    if sound and composed and sound.score >= _SURE_SOUND and sound.last - sound.first >= composed.last - composed.first:
        return sound
    return composed or sound


def _identical(surface: str, english: str, words: Sequence[EnglishWord]) -> Counterpart | None:
    """Find an acronym that both languages write alike: NATO, G7; plural and dots aside (FAQs, U.N.)."""
    for at, word in enumerate(words):
        plain = word.text.replace(".", "")
        if plain in (surface, surface + "s"):
            return Counterpart(surface, 1.0, "same letters", at, at)
    if re.search(rf"(?<![A-Za-z0-9]){re.escape(surface)}(?![A-Za-z0-9])", english):
        return Counterpart(surface, 1.0, "same letters", 0, 0)
    return None


def _by_gloss(surface: str, english: str, words: Sequence[EnglishWord], books: Dictionaries) -> Counterpart | None:
    """Find the longest equivalent of a dictionary that stands in the sentence."""
    best: tuple[int, Counterpart] | None = None
    places = [(g, find_phrase(g, words) or find_phrase(_turned(g), words)) for g in books.glosses(surface)]
    places += [(name, find_name(name, words)) for name in books.romanised(surface)]
    for gloss, place in places:
        if place and (not KATAKANA.fullmatch(surface) or _is_loan(surface, gloss, words, place, books)):
            length = place[1] - place[0]
            if best is None or length > best[0]:
                text = _canonical(gloss, span_text(english, words, *place), words[place[0] : place[1] + 1])
                best = (length, Counterpart(text, 0.98, "dictionary", *place, plain=gloss.islower()))
    return best[1] if best else None


def _is_loan(
    surface: str, gloss: str, words: Sequence[EnglishWord], place: tuple[int, int], books: Dictionaries
) -> bool:
    """Tell whether katakana means what its gloss says here: it sounds like it, or the dictionary says so first.

    ``キャップ`` is a cap by sound, ``アパート`` an apartment in its first sense; neither says that it is a head.
    """
    printed = words[place[0]].text
    if place[0] == place[1] and (_ending(gloss, printed) in _AGENTS or _ending(printed, gloss) in _AGENTS):
        return False  # "player" is no form of play
    sound = best_match(surface, words)
    if sound and sound.first <= place[1] and place[0] <= sound.last and sound.probability >= _PART_SOUND:
        return True
    first = (entry.senses[0].glosses for entry in books.words.get(surface, ()) if entry.senses)
    return gloss in books.known.get(surface, ()) or any(gloss == _REMARK.sub("", one) for row in first for one in row)


def _ending(gloss: str, printed: str) -> str:
    """Return what a printed word has behind the dictionary's: s of caps; all of it where it is another word."""
    return printed.lower().removeprefix(gloss.lower())


@lru_cache(maxsize=20_000)
def _turned(gloss: str) -> str:
    """Return ``Ministry of Defense`` as Defense Ministry, "" for what has no of."""
    head, of, tail = gloss.partition(" of ")
    return f"{tail.removeprefix('the ')} {head}" if of and " of " not in tail else ""


def _canonical(gloss: str, printed: str, span: Sequence[EnglishWord]) -> str:
    """Return what the glossary writes: as the text prints it; of one inflected word, as the dictionary does.

    ``cap`` beside "caps" gives cap, ``Macedonia`` beside "Macedonian" that, ``congress`` beside "Congress" Congress.
    """
    if len(span) > 1 or " " in gloss:
        same_words = len(gloss.split()) == len(printed.split()) and not any("." in word.text for word in span)
        return gloss if same_words and span[0].capital == gloss[:1].isupper() else printed
    if _ending(gloss, printed) not in _INFLECTED:
        return printed
    return gloss[:1].upper() + gloss[1:] if span[0].capital and gloss[:1].islower() else gloss


def _by_sound(surface: str, english: str, words: Sequence[EnglishWord]) -> Counterpart | None:
    found = best_match(surface, words)
    if found is None or (
        len(units(surface)) <= _SHORT and not words[found.first].capital and found.probability < _SURE_SHORT
    ):
        return None
    text = span_text(english, words, found.first, found.last)
    last = words[found.last]
    cut = found.cut if not last.capital or text.endswith("n") else 0
    return Counterpart(
        text[: len(text) - cut] if cut else text, round(found.probability, 3), "sound", found.first, found.last
    )


@cache
def _part_english() -> dict[str, tuple[str, ...]]:
    """Return what parts of compounds are called in official English: 省 ministry, department."""
    return {
        part: tuple(english.split("|")) for part, english, *_ in tsv_rows(Path(__file__).with_name("part_english.tsv"))
    }


# compounds ----------------------------------------------------------------------------------------------------------


def _composed(
    candidate: Candidate, english: str, words: Sequence[EnglishWord], books: Dictionaries
) -> Counterpart | None:
    """Find the shortest run of English words of which each answers a part of the compound, with no part left over."""
    parts = compound_parts(candidate)
    if len(parts) < 2:
        return None
    pieces = _pieces(parts, words, books)
    place = candidate.tokens[-1].xpos.startswith("名詞-固有名詞")  # 茨城県那珂, Naka, Ibaraki
    hits = {at for options in pieces.values() for _, taken in options for at in taken}
    for first, last in _windows(words, hits):
        if _is_torn(english, words, first, last) or ("," in span_text(english, words, first, last) and not place):
            continue  # "University, Kyoto" of two names
        wanted = frozenset(at for at in range(first, last + 1) if not words[at].little)
        heads = _heads(words, first, last)
        if _covers(0, len(parts), wanted, pieces, heads):
            return Counterpart(span_text(english, words, first, last), 0.97, "word by word", first, last)
    return None


_Pieces = dict[int, list[tuple[int, frozenset[int]]]]


def compound_parts(candidate: Candidate) -> tuple[str, ...]:
    """Return the words of a compound, cut also where katakana begins or ends: ビジネス相 is ビジネス and 相."""
    return tuple(part for token in candidate.tokens for part in _SCRIPTS.findall(token.surface))


def _pieces(parts: Sequence[str], words: Sequence[EnglishWord], books: Dictionaries) -> _Pieces:
    """Return, for the word each part begins with, where the part ends and which English words answer it."""
    found: _Pieces = {}
    for first in range(len(parts)):
        if 0 < first < len(parts) - 1 and parts[first] in _SILENT:
            found.setdefault(first, []).append((first + 1, frozenset()))
        surface = ""
        for last in range(first, len(parts)):
            surface += parts[last]
            for taken in _answers(surface, words, books):
                found.setdefault(first, []).append((last + 1, taken))
    return found


def _answers(surface: str, words: Sequence[EnglishWord], books: Dictionaries) -> Iterator[frozenset[int]]:
    """Yield the sets of English words that answer a part of a compound."""
    seen = set()
    for gloss in (*books.glosses(surface), *_part_english().get(surface, ())):
        keys = phrase_key(gloss)
        if not keys or len(keys) > 3 or keys in seen:
            continue
        seen.add(keys)
        places = [[at for at, word in enumerate(words) if word.key == key and not word.little] for key in keys]
        if len(keys) == 1:
            yield from (frozenset((at,)) for at in places[0])
        elif all(places):
            together = [frozenset(run) for run in product(*places) if max(run) - min(run) < len(keys)]
            yield from together or [frozenset(options[0] for options in places)]
    for name in books.romanised(surface):
        if place := find_name(name, words):
            yield frozenset(at for at in range(place[0], place[1] + 1) if not words[at].little)
    if KATAKANA.fullmatch(surface):
        sound = best_match(surface, words)
        if sound and sound.probability >= _PART_SOUND:
            yield frozenset(at for at in range(sound.first, sound.last + 1) if not words[at].little)
    if ACRONYM.fullmatch(surface):
        yield from (frozenset((at,)) for at, word in enumerate(words) if word.text.replace(".", "") == surface)


def _windows(words: Sequence[EnglishWord], hits: set[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of words, shortest first, that hold answers and little words only and begin and end with an answer."""
    runs = []
    for first in sorted(hits):
        at = content = 0
        for at in range(first, len(words)):
            if at not in hits and not words[at].little:
                break
            content += at in hits
            if content > _LONGEST:
                break
            if at in hits and content >= 2:
                runs.append((content, first, at))
    for _, first, last in sorted(runs, key=lambda run: (run[2] - run[1] + 1 - run[0], run[0])):
        yield first, last


def _is_torn(english: str, words: Sequence[EnglishWord], first: int, last: int) -> bool:
    """Tell whether a run begins or ends inside a hyphened word: "grade company" of an investment-grade company."""
    before = english[words[first].start - 1 : words[first].start]
    return (before == "-" and first > 0 and not words[first - 1].little) or english[words[last].end :].startswith("-")


def _heads(words: Sequence[EnglishWord], first: int, last: int) -> frozenset[int]:
    """Return the words that may answer the last part of a compound: its head, last in both languages.

    In "peace in Afghanistan" the head is peace, before the little word; in a name (Lake Titicaca) it may be any.
    """
    content = [at for at in range(first, last + 1) if not words[at].little]
    if all(words[at].capital for at in content):
        return frozenset(content)
    return frozenset(at for at in content if at == last or words[at + 1].little)


def _covers(token: int, count: int, wanted: frozenset[int], pieces: _Pieces, heads: frozenset[int]) -> bool:
    """Whether the parts from ``token`` on can be answered by just the words that are wanted, the last by a head."""
    if token == count:
        return not wanted
    return any(
        taken <= wanted and (end < count or bool(taken & heads)) and _covers(end, count, wanted - taken, pieces, heads)
        for end, taken in pieces.get(token, ())
    )
