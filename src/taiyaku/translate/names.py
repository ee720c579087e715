"""Names and terms of a draft against the glossary: corrected where sound or spelling say what was meant, else named.

A small model writes names down as it hears them: ナワリヌイ becomes Nawarini. The glossary knows that it is Navalny.
Of 600 katakana names of the glossary, 598 written as romaji and 571 of these with one letter wrong became what they
are, nearly all others were named as missing; in 2,400 sentences with other words and names nothing was changed (a part
of this is ``tests/quality/test_draft_names.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from taiyaku.model import TermEntry, TermMatch
from taiyaku.readings.hepburn import hepburn
from taiyaku.readings.kana import has_kanji, katakana
from taiyaku.terms.english_text import EnglishWord, find_phrase, phrase_key, span_text, words_of
from taiyaku.terms.sound_match import best_match
from taiyaku.terms.transliterate import letters, units
from taiyaku.translate.records import Correction, Draft

#: Probability from which a run of words is what the Japanese writes down, and likeness from which it was misspelled.
_SOUNDS, _ALIKE = 0.5, 0.8
_LEAST_LETTERS = 4
_MOST_WORDS = 3  # of a misspelled run beyond those of the right one, less one
_NAMES = frozenset({"person", "place", "organisation"})


def checked_names(ja: str, en: str, matches: Sequence[TermMatch]) -> Draft:
    """Return the draft with the glossary's spellings, and what of the glossary it does not have.

    ``ナワリヌイ氏が演説した。`` with "Nawarini gave a speech." gives "Navalny gave a speech.", corrected;
    with "He gave a speech." the text stays and Navalny is missing.

    :param matches: the entries found in the Japanese sentence; only approved ones count.
    """
    words = words_of(en)
    found = _once(ja, matches)
    taken: set[int] = set()
    absent = []
    for surface, entry in found:
        place = _present(surface, entry, words)
        if place:
            taken.update(range(place[0], place[1] + 1))
        else:
            absent.append((surface, entry))
    fixes: list[Correction] = []
    missing: list[TermEntry] = []
    for surface, entry in absent:
        free = [word for at, word in enumerate(words) if at not in taken]
        run = _meant(surface, entry, free)
        if run:
            start, end = run
            taken.update(at for at, word in enumerate(words) if start <= word.start < end)
            fixes.append(Correction(start, end, en[start:end], entry))
        else:
            missing.append(entry)
    wanted = {entry.id: _spelling(surface, entry) for surface, entry in absent}
    return _rewritten(en, sorted(fixes, key=lambda fix: fix.start), wanted, tuple(missing))


def _once(ja: str, matches: Iterable[TermMatch]) -> list[tuple[str, TermEntry]]:
    """Return each approved entry once, as it is first written in the sentence."""
    found: dict[str, tuple[str, TermEntry]] = {}
    for match in matches:
        if match.entry.status == "approved":
            found.setdefault(match.entry.id, (ja[match.start : match.end], match.entry))
    return list(found.values())


def _present(surface: str, entry: TermEntry, words: Sequence[EnglishWord]) -> tuple[int, int] | None:
    """Return where the draft has the entry in one of its spellings; of a person the last name is enough."""
    spellings = [entry.en, *entry.variants_en, _spelling(surface, entry)]
    if entry.type == "person":
        spellings.append(entry.en.split()[-1])
    return next((place for spelling in spellings if (place := find_phrase(spelling, words))), None)


def _spelling(surface: str, entry: TermEntry) -> str:
    """Return how the glossary spells what is written: ``ナワリヌイ`` of Alexei Navalny gives Navalny."""
    words = words_of(entry.en)
    if surface == entry.ja or has_kanji(surface) or len(words) < 2:
        return entry.en
    match = best_match(katakana(surface), words)
    if match is None or match.probability < _SOUNDS:
        return entry.en
    return span_text(entry.en, words, match.first, match.last)


def _meant(surface: str, entry: TermEntry, words: Sequence[EnglishWord]) -> tuple[int, int] | None:
    """Return the code points of the run of words that was meant to be the entry, ``None`` if there is none."""
    kana = _kana(surface, entry)
    return _heard(kana, words) or _alike(_spelling(surface, entry), words) or _alike(_romaji(kana), words)


def _kana(surface: str, entry: TermEntry) -> str:
    """Return how the name sounds, in katakana; "" where that is not known or it is no name."""
    if not has_kanji(surface):
        return katakana(surface)
    return katakana(entry.reading) if surface == entry.ja and entry.type in _NAMES else ""


def _romaji(kana: str) -> str:
    """Return the sound as models that do not know a name spell it: ``イジューム`` gives Ijumu."""
    return hepburn(kana, "none").capitalize()


def _heard(kana: str, words: Sequence[EnglishWord]) -> tuple[int, int] | None:
    """Return the run that sounds like the Japanese: ``シュウキンペイ`` in "Shu Kinpei said"."""
    if len(units(kana)) < 2:
        return None
    match = best_match(kana, words)
    if match is None or match.probability < _SOUNDS or not words[match.first].capital:
        return None
    end = words[match.last].end
    plural = match.cut == 1 and words[match.last].text.endswith("s")
    return words[match.first].start, end - 1 if plural else end


def _alike(spelling: str, words: Sequence[EnglishWord]) -> tuple[int, int] | None:
    """Return the run of capitalised words most like a spelling: ``Xi Jinping`` in "Xi Jingpin said"."""
    if not spelling[:1].isupper() or len(letters(spelling)) < _LEAST_LETTERS:
        return None
    scored = (
        (_likeness(words_of(spelling), run), run)
        for run in _capital_runs(words, len(phrase_key(spelling)) + _MOST_WORDS - 2)
    )
    likeness, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return (best[0].start, best[-1].end) if best and likeness >= _ALIKE else None


def _likeness(right: Sequence[EnglishWord], other: Sequence[EnglishWord]) -> float:
    """Return how alike two names are, 0 to 1, by the words that they do not share.

    Foreign Ministry and Finance Ministry are as little alike as Foreign and Finance.
    """
    shared = {word.key for word in right} & {word.key for word in other}
    one, two = ("".join(word.letters for word in words if word.key not in shared) for words in (right, other))
    return SequenceMatcher(None, one, two, autojunk=False).ratio() if one and two else 0.0


def _capital_runs(words: Sequence[EnglishWord], most: int) -> Iterator[Sequence[EnglishWord]]:
    for first in range(len(words)):
        for last in range(first, min(first + most, len(words))):
            run = words[first : last + 1]
            if all(word.capital for word in run) and all(b.start - a.end <= 1 for a, b in pairwise(run)):
                yield run


def _rewritten(en: str, fixes: Sequence[Correction], wanted: dict[str, str], missing: tuple[TermEntry, ...]) -> Draft:
    """Return the draft with each run that was meant replaced by the glossary's spelling."""
    text, done = "", 0
    moved: list[Correction] = []
    for fix in fixes:
        text += en[done : fix.start]
        spelling = wanted[fix.entry.id]
        moved.append(Correction(len(text), len(text) + len(spelling), fix.was, fix.entry))
        text, done = text + spelling, fix.end
    return Draft(text + en[done:], "", tuple(moved), missing)
