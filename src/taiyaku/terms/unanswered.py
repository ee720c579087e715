"""Names in sentences without English -> suggested entries: proposed, of low score, with the note "unverified".

They are for a person to check: ``glossary.csv`` and ``review.csv`` have them, no tooltip shows them, the aligner does
not lean on them, and where a text has the English of a name that counts instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import Bitext, Evidence, TermEntry, Token
from taiyaku.readings.kana import hiragana
from taiyaku.terms.candidates import Candidate
from taiyaku.terms.curated import UNVERIFIED
from taiyaku.terms.english_text import span_text, words_of
from taiyaku.terms.known_names import kind_of
from taiyaku.terms.match import TermIndex
from taiyaku.terms.mine import Free, is_titled, term_type
from taiyaku.terms.normal_form import normal_form
from taiyaku.terms.sound_match import BORDER, best_match
from taiyaku.terms.suggest import MOST, dictionary_spellings, glossary_spellings, suggestions

_COUNTRY = "Country"  # so the notes of countries begin in the shipped glossary
_KINDS = {"person": "person", "town": "place"}
#: Scores of a name that a dictionary spells, and of one that is spelled by its sound; mined terms have 0.8 and more.
_BY_DICTIONARY, _BY_SOUND = 0.4, 0.2
_SURE = 0.9  # probability from which a name of the page's English goes first


def suggested_terms(
    bitext: Bitext, tokens: Sequence[Sequence[Token]], known: tuple[TermEntry, ...]
) -> tuple[TermEntry, ...]:
    """Return entries for the katakana names that no ``known`` entry covers and that stand beside no English.

    ``クラマトルスク`` gives Kramatorsk, "unverified, or Cramatorsk …"; ``テーブル`` nothing: it is a word.
    """
    answered = {number for bead in bitext.beads if bead.en for number in bead.ja}
    if len(answered) == len(tokens):
        return ()
    free = Free.of(known)
    found: dict[str, Candidate] = {}
    for number, words in enumerate(tokens):
        if number not in answered:
            for candidate in _longest(one for one in free.candidates(words) if not _is_of_known(one, free.index)):
                found.setdefault(candidate.surface, candidate)
    given = glossary_spellings(known)
    english = tuple(sentence.text for sentence in bitext.en)
    entries = (_entry(candidate, given, _heard(candidate, english)) for candidate in _names(found.values()))
    return tuple(entry for entry in entries if entry)


def _is_of_known(candidate: Candidate, index: TermIndex) -> bool:
    """Tell whether the glossary has all parts, スイス・ジュネーブ, or the last is an office's country.

    リャブコフ・ロシア外務次官 is リャブコフ; in ロフシャン・ナジャフ社長 ナジャフ is a city elsewhere.
    """
    *names, last = (index.japanese.get(normal_form(part)[0]) for part in BORDER.split(candidate.surface))
    return bool(names and last) and (all(names) or (last is not None and last.note.startswith(_COUNTRY)))


def _longest(rows: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the katakana in which no other lies; the longest come first."""
    taken: list[Candidate] = []
    for candidate in rows:
        inside = any(other.start <= candidate.start and candidate.end <= other.end for other in taken)
        if candidate.kind == "katakana" and not inside:
            taken.append(candidate)
            yield candidate


def _names(rows: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield what can only be a name: what JMdict does not have, or what a title or JMnedict says is one."""
    candidates = list(rows)
    parts = {part for candidate in candidates for part in _parts(candidate)}
    words, names = lookup(parts), lookup_names(parts)
    for candidate in candidates:
        pieces = [piece for piece in _parts(candidate) if piece != candidate.surface] or [candidate.surface]
        is_word = candidate.surface in words or all(piece in words for piece in pieces)
        if is_titled(candidate) or (not is_word and (candidate.surface in names or len(candidate.surface) > 2)):
            yield candidate


def _parts(candidate: Candidate) -> tuple[str, ...]:
    return (candidate.surface, *BORDER.split(candidate.surface), *(token.surface for token in candidate.tokens))


def _heard(candidate: Candidate, english: Sequence[str]) -> str:
    """Return the name that the candidate sounds like elsewhere in the English of the page, "" for none."""
    best = (_SURE, "")
    for sentence in english:
        words = words_of(sentence)
        found = best_match(candidate.surface, words)
        if found and not found.cut and all(word.capital or word.little for word in words[found.first : found.last + 1]):
            best = max(best, (found.probability, span_text(sentence, words, found.first, found.last)))
    return best[1]


def _entry(candidate: Candidate, given: Mapping[str, frozenset[str]], heard: str) -> TermEntry | None:
    spelled = suggestions(candidate.surface, given)
    first, *others = tuple(dict.fromkeys((heard, *spelled) if heard else spelled))[:MOST] or ("",)
    if not first:
        return None
    unsure = f"{UNVERIFIED}, stands in the English of the page" if heard else UNVERIFIED
    in_dictionaries = first in dictionary_spellings(candidate.surface)
    kind = term_type(candidate, first, lookup_names((candidate.surface,)).get(candidate.surface, ()))
    return TermEntry(
        id=f"suggested-{candidate.surface}",
        ja=candidate.surface,
        en=first,
        reading=hiragana(candidate.surface),
        type=_KINDS.get(kind_of(first), kind) if kind == "term" else kind,
        status="proposed",
        note=f"{unsure}; or {', '.join(others)}" if others else unsure,
        origin="dictionary",
        evidence=Evidence(score=_BY_DICTIONARY if in_dictionaries else _BY_SOUND),
    )
