"""Bitext -> proposed glossary entries: names in katakana, kanji names and acronyms, with the English beside them.

English is looked for in this order: the same letters (NATO), a dictionary's equivalent that stands in the aligned
English (JMnedict, JMdict), a span of the aligned English that sounds alike (プーチン ~ Putin). What the English does
not answer is not proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from itertools import zip_longest
from pathlib import Path

from taiyaku.align.sound import english_sound, kana_sound, romaji, romaji_key
from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import ONE_UNIT, Bitext, Evidence, TermEntry, Token
from taiyaku.readings.kana import hiragana
from taiyaku.resources import tsv_rows
from taiyaku.sentences.english import true_cases
from taiyaku.terms.match import index_terms, match_terms

#: Least likeness (0 to 1) of a katakana name and an English span that is proposed by sound alone; swept 0.6-0.95 on
#: development terms: precision 0.94 and recall 0.63 here, 0.91 and 0.63 at 0.7, 0.96 and 0.55 at 0.78.
SOUND_SCORE = 0.75
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")
_NAME = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}(?:[・=＝ \u3000][\u30a1-\u30fa\u30fc]{2,})*")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=[^\W_]))*")
_BORDER = re.compile("[・=＝ \u3000]")
_POSSESSIVE = re.compile(r"['’]s?$")
_ACRONYM_LENGTH = 4  # longer words in capitals may be shouted names
_FEW_CONSONANTS = 2  # テコ and "Take" share both of theirs
_MOST_WORDS = 3  # of an undotted name
_KINDS = {"surname": "person", "given": "person", "fem": "person", "masc": "person", "person": "person"}
_KINDS |= {"place": "place", "station": "place", "company": "organisation", "organization": "organisation"}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A name as printed, its hiragana, the English aligned with its sentence, and whether a person's title follows.

    ``parts`` are the surname and given name of a Japanese person, or the one proper noun in kanji, else empty.
    """

    surface: str
    reading: str
    english: str
    person: bool
    parts: tuple[Token, ...] = ()


def mine_terms(
    bitext: Bitext, tokens: Sequence[Sequence[Token]], known: Sequence[TermEntry] = ()
) -> tuple[TermEntry, ...]:
    """Return proposed entries for the names that no ``known`` entry covers, in order of occurrence.

    ``ハートウェル`` beside "Irene Hartwell" gives Hartwell by sound; ``テコ`` beside "as a lever" gives nothing.
    """
    candidates = _candidates(bitext, tokens, known)
    if not candidates:
        return ()
    surfaces = {candidate.surface for candidate in candidates}
    names, words = lookup_names(surfaces), lookup(surfaces)
    running = [sentence.text for sentence in bitext.en if sentence.kind not in ONE_UNIT]
    found: dict[str, TermEntry] = {}
    halves: set[str] = set()  # of full names that were found
    for candidate in candidates:
        if candidate.surface in found or candidate.surface in halves:
            continue
        glosses = [gloss for name in names.get(candidate.surface, ()) for gloss in name.glosses]
        glosses += [
            gloss for entry in words.get(candidate.surface, ()) for sense in entry.senses for gloss in sense.glosses
        ]
        kinds = [kind for name in names.get(candidate.surface, ()) for kind in name.kinds]
        entry = _proposal(candidate, glosses, kinds)
        if entry and _case_in_doubt(entry.en, candidate.english):
            entry = _cased(entry, running)
        if entry and entry.en[0].isupper():  # "Topics" begins a sentence, "topics" is no name
            found[candidate.surface] = entry
            if len(candidate.parts) > 1:
                halves.update(part.surface for part in candidate.parts)
    return tuple(found.values())


def _candidates(bitext: Bitext, tokens: Sequence[Sequence[Token]], known: Sequence[TermEntry]) -> list[_Candidate]:
    index = index_terms(known)
    english = {i: bitext.en_text(bead) for bead in bitext.beads for i in bead.ja if bead.en}
    candidates = []
    for number, words in enumerate(tokens):
        if number in english:
            taken = [range(match.start, match.end) for match in match_terms(words, index)]
            for start, surface, reading, parts in _names(words):
                if not any(start in place for place in taken):
                    rest = bitext.ja[number].text[start + len(surface) :].lstrip("米")
                    person = bool(_BORDER.search(surface)) or len(parts) > 1 or rest.startswith(_person_titles())
                    candidates.append(_Candidate(surface, reading, english[number], person, parts))
    return candidates


@cache
def _person_titles() -> tuple[str, ...]:
    return tuple(word for word, _ in tsv_rows(Path(__file__).with_name("person_titles.tsv")))


def _names(words: Sequence[Token]) -> Iterator[tuple[int, str, str, tuple[Token, ...]]]:
    """Yield offset, surface, hiragana and parts of names: katakana runs with ・, acronyms, proper nouns in kanji.

    Surname and given name come together before each of them alone: 工藤義則, 工藤, 義則.
    """
    text = "".join(word.surface for word in words)
    for found in _NAME.finditer(text):
        yield found.start(), found.group(), hiragana(found.group()), ()
    for found in _ACRONYM.finditer(text):
        yield found.start(), found.group(), "", ()
    at = 0
    for word, following in zip_longest(words, words[1:]):
        if word.pos == "PROPN" and word.reading and not _KATAKANA.fullmatch(word.surface):
            if following and word.xpos.endswith("人名-姓") and following.xpos.endswith("人名-名"):
                yield at, word.surface + following.surface, word.reading + following.reading, (word, following)
            yield at, word.surface, word.reading, (word,)
        at += len(word.surface)


def _proposal(candidate: _Candidate, glosses: Sequence[str], kinds: Sequence[str]) -> TermEntry | None:
    surface, english = candidate.surface, candidate.english
    if _ACRONYM.fullmatch(surface):
        return _entry(candidate, surface, "acronym", "dictionary", 1.0) if _stands(surface, english) else None
    for gloss in dict.fromkeys(re.sub(r"\s*\([^)]*\)", "", gloss) for gloss in glosses):
        if _stands(gloss, english):  # a common word that the English answers is no name: テコ, "as a lever"
            return _entry(candidate, gloss, _type(kinds), "dictionary", 1.0) if gloss[:1].isupper() else None
    if candidate.parts:
        return _japanese_name(candidate, _type(kinds))
    if _KATAKANA.match(surface):
        score, span = _sounding(surface, english)
        if score >= SOUND_SCORE:
            return _entry(candidate, span, _type(kinds), "mined", score)
    return None


def _japanese_name(candidate: _Candidate, type_: str) -> TermEntry | None:
    """The name as the English writes it, by its reading: 工藤義則 is Yoshinori Kudo, and 工藤 then Kudo."""
    keys = [romaji_key(romaji(part.reading)) for part in candidate.parts]
    words = [_POSSESSIVE.sub("", word.group()) for word in _WORD.finditer(candidate.english)]
    for at in range(len(words) - len(keys) + 1):
        span = words[at : at + len(keys)]
        if all(word[0].isupper() for word in span) and sorted(map(romaji_key, span)) == sorted(keys):
            entry = _entry(candidate, " ".join(span), type_, "mined", 1.0)
            if len(keys) == 1:
                return entry
            surname = next(word for word in span if romaji_key(word) == keys[0])
            return replace(entry, variants_ja=(candidate.parts[0].surface,), variants_en=(surname,))
    return None


def _entry(candidate: _Candidate, en: str, type_: str, origin: str, score: float) -> TermEntry:
    return TermEntry(
        id=f"mined-{candidate.surface}",
        ja=candidate.surface,
        en=en,
        reading=candidate.reading,
        type="person" if candidate.person and type_ != "acronym" else type_,
        status="proposed",
        origin=origin,
        evidence=Evidence(score=round(score, 2)),
    )


def _case_in_doubt(name: str, english: str) -> bool:
    """Whether a name may owe its capitals to its place: it begins a sentence or is shouted (WASHINGTON, REUTERS)."""
    shouted = any(word.isupper() and len(word) > _ACRONYM_LENGTH for word in name.split(" "))
    return shouted or re.search(rf"(?:^|[.!?:]\W+)\W*{re.escape(name)}(?!\w)", english) is not None


def _cased(entry: TermEntry, running: Sequence[str]) -> TermEntry:
    """Write a name as the running text does inside its sentences: WASHINGTON of a dateline is Washington."""
    casing = true_cases(tuple(running))
    return replace(entry, en=" ".join(casing.get(word.lower(), word) for word in entry.en.split(" ")))


def _type(kinds: Iterable[str]) -> str:
    return next((_KINDS[kind] for kind in kinds if kind in _KINDS), "term")


def _stands(phrase: str, english: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", english) is not None


def _sounding(surface: str, english: str) -> tuple[float, str]:
    """Return the capitalised span of the English that sounds most like a katakana name, with its likeness.

    A dotted name answers part by part (ジョー・バイデン), an undotted one may answer to several words (ジョーバイデン).
    """
    parts = [part for part in _BORDER.split(surface) if part]
    words = [_POSSESSIVE.sub("", word.group()) for word in _WORD.finditer(english)]
    best = (0.0, "")
    for at in range(len(words)):
        lengths = (len(parts),) if len(parts) > 1 else range(1, _MOST_WORDS + 1)
        for span in (words[at : at + length] for length in lengths if at + length <= len(words)):
            if all(word[0].isupper() for word in span):
                pairs = zip(parts, span, strict=True) if len(parts) > 1 else [(surface, "".join(span))]
                best = max(best, (min(_likeness(part, word) for part, word in pairs), " ".join(span)))
    return best


def _likeness(katakana: str, word: str) -> float:
    """Compare by consonants and by letters; both must agree, 0 to 1."""
    ours, theirs = kana_sound(katakana), english_sound(word)
    if ours[:1] != theirs[:1]:
        return 0.0
    consonants = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
    letters = SequenceMatcher(None, romaji_key(romaji(katakana)), romaji_key(word), autojunk=False).ratio()
    if len(ours) <= _FEW_CONSONANTS and letters < SOUND_SCORE:
        return 0.0
    return 0.6 * consonants + 0.4 * letters
