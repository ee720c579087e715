"""Bitext -> proposed glossary entries: names, acronyms, loanwords and terms, with the English beside them.

Candidates are tried longest first (``candidates``); what the aligned English answers (``counterparts``) is proposed,
what it does not answer is left out. A term that is answered in several sentences is written as most of them do.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from taiyaku.align.sound import romaji, romaji_key
from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.names import lookup_names
from taiyaku.model import ONE_UNIT, Bitext, Evidence, NameEntry, TermEntry, TermMatch, Token
from taiyaku.readings.kana import hiragana
from taiyaku.sentences.english import true_cases
from taiyaku.terms.acronyms import with_acronyms
from taiyaku.terms.candidates import COUNTRY_SIGN, KATAKANA, OFFICES, Candidate, candidates, term_endings, titles
from taiyaku.terms.counterparts import Counterpart, Dictionaries, compound_parts, counterpart
from taiyaku.terms.english_text import EnglishWord, span_text, words_of
from taiyaku.terms.match import TermIndex, index_terms, match_terms
from taiyaku.terms.normal_form import normal_form
from taiyaku.terms.sound_match import BORDER, best_match
from taiyaku.terms.variants import merged_variants

#: Least probability of an answer that is proposed; swept 0.5-0.95 on development terms and on wrong English.
LEAST_SCORE = 0.8
#: Rows that are less sure than this are not looked at: wrong English makes wrong terms.
_LEAST_BEAD = 0.5
_ACRONYM_LENGTH = 4  # longer words in capitals may be shouted names
_HEADLINE = 0.75  # share of capitals among the longer words of a headline
#: Parts of compounds that are terms of their own; 大学 of a university's name is not.
_OWN_TERMS = ("katakana", "acronym", "name")
#: What an entry is that a common noun before it, or an office behind it, only describes.
_NAMES = ("person", "place", "organisation")
#: Before a place they make another of it: 南スーダン, 北マケドニア.
_SIDES = frozenset("東西南北新旧中上下大小両")
#: What names of places end in: モンバサ港, 斜里町.
_PLACES = frozenset("港駅川山島湖湾州県市町村区郡")
#: How what people in office do begins: マドゥロ現政権.
_NOW = tuple("現前元新旧")
_KINDS = {"surname": "person", "given": "person", "fem": "person", "masc": "person", "person": "person"}
_KINDS |= {"place": "place", "station": "place", "company": "organisation", "organization": "organisation"}


@dataclass(frozen=True, slots=True)
class _Found:
    """An answered candidate, and the text of the English that answered it."""

    candidate: Candidate
    answer: Counterpart
    english: str


def mine_terms(
    bitext: Bitext, tokens: Sequence[Sequence[Token]], known: Sequence[TermEntry] = ()
) -> tuple[TermEntry, ...]:
    """Return proposed entries for what no ``known`` entry covers, in order of first occurrence.

    ``ハートウェル`` beside "Irene Hartwell" gives Hartwell by sound, ``国家防災庁`` beside "national disaster agency"
    that, word by word; ``テコ`` beside "as a means of pressure" gives nothing.
    """
    english = {i: bitext.en_text(b) for b in bitext.beads for i in b.ja if b.en and b.score >= _LEAST_BEAD}
    free = Free.of(tuple(known))
    wanted = {number: free.candidates(tokens[number]) for number in sorted(english)}
    books = _books(wanted.values(), known)
    found: dict[str, list[_Found]] = defaultdict(list)
    for number, rows in wanted.items():
        for one in _answered(rows, english[number], books):
            found[one.candidate.surface].append(one)
    running = tuple(sentence.text for sentence in bitext.en if sentence.kind not in ONE_UNIT)
    entries = merged_variants([_entry(rows, books.names, running) for rows in found.values()])[0]
    return with_acronyms(entries, bitext.ja, bitext.en)


@dataclass(frozen=True, slots=True)
class Free:
    """What a glossary leaves to be mined: nothing that it covers, nothing that somebody rejected."""

    index: TermIndex
    rejected: frozenset[str]
    surfaces: tuple[str, ...] = ()

    @classmethod
    def of(cls, known: tuple[TermEntry, ...]) -> Free:
        """Index a glossary once for all sentences."""
        surfaces = tuple(text for one in known if one.status == "rejected" for text in one.surfaces)
        return cls(index_terms(known), frozenset(normal_form(text)[0] for text in surfaces), surfaces)

    def candidates(self, words: Sequence[Token]) -> list[Candidate]:
        """Return the candidates of a sentence that lie in no known entry and are not rejected, the longest first."""
        text = "".join(word.surface for word in words)
        known = match_terms(words, self.index)
        ends, starts = [match.end for match in known], [match.start for match in known]
        found = []
        for one in candidates(words):
            beside = known[bisect_right(ends, one.start) : bisect_left(starts, one.end)]
            covered = any(_has_it(match, one) for match in beside) or _is_in_place(beside, one)
            if not covered and not self._is_rejected(one, text):
                found.append(one)
        return sorted(found, key=lambda one: (-len(one.surface), one.start))

    def _is_rejected(self, candidate: Candidate, text: str) -> bool:
        """Tell whether somebody rejected it, or what it is a piece of here: no トップロシア after トップロシア顧問.

        A word of a rejected term may be a term, but not one of a name with dots: no イゴル after イゴル・ドドン.
        """
        if not self.rejected or normal_form(candidate.surface)[0] in self.rejected:
            return bool(self.rejected)
        word = len(candidate.tokens) == 1
        longer = (one for one in self.surfaces if not word or BORDER.search(one))
        spans = ((found.start(), found.end()) for one in longer for found in re.finditer(re.escape(one), text))
        return any(start <= candidate.start and candidate.end <= end for start, end in spans)


def _has_it(known: TermMatch, candidate: Candidate) -> bool:
    """Tell whether a candidate lies in a known entry, or is one with what it is before or behind it.

    リゾート地ソチ is ソチ, and セルゲイ・リャブコフ外務副大臣 is セルゲイ・リャブコフ; ロシア国防省, バイデン政権,
    南スーダン and ハンター・バイデン are more than what is known of them.
    """
    if known.start <= candidate.start and candidate.end <= known.end:
        return True
    if (known.start, known.end) == (candidate.start + 1, candidate.end) and COUNTRY_SIGN.match(candidate.surface):
        return True  # 米国務副長官
    if known.entry.type not in _NAMES or known.entry.status != "approved":
        return False
    if candidate.start < known.start and candidate.end == known.end:
        before = candidate.surface[: known.start - candidate.start]
        if known.entry.type == "organisation" and not KATAKANA.fullmatch(candidate.surface[len(before) :]):
            return False  # インドネシア赤十字
        name = KATAKANA.fullmatch(before.rstrip("・=＝ ")) and (known.entry.type == "person" or before[-1] in "・=＝ ")
        return before not in _SIDES and not name
    if candidate.start == known.start and candidate.end > known.end and known.entry.type == "person":
        behind = candidate.surface[known.end - candidate.start :]
        return behind.endswith((*titles(), *OFFICES)) or behind.startswith(_NOW)
    return False


def _is_in_place(known: Sequence[TermMatch], candidate: Candidate) -> bool:
    """Tell whether a candidate is two known places with a dot between: スイス・ジュネーブ."""
    return (
        len(known) == 2
        and all(match.entry.type == "place" for match in known)
        and (known[0].start, known[1].end) == (candidate.start, candidate.end)
        and known[1].start - known[0].end == 1
    )


def _books(rows: Iterable[Sequence[Candidate]], known: Sequence[TermEntry]) -> Dictionaries:
    """Look all candidates, and what they may be made of, up at once."""
    surfaces = set()
    for candidate in (one for row in rows for one in row):
        surfaces.add(candidate.surface)
        parts = compound_parts(candidate)
        surfaces.update("".join(parts[a:b]) for a in range(len(parts)) for b in range(a + 1, len(parts) + 1))
    english = {
        surface: (entry.en, *entry.variants_en)
        for entry in known
        if entry.status != "rejected"
        for surface in entry.surfaces
        if surface in surfaces
    }
    return Dictionaries(lookup(surfaces), lookup_names(surfaces), english)


def _answered(rows: Sequence[Candidate], english: str, books: Dictionaries) -> Iterator[_Found]:
    """Yield the candidates of a sentence that its English answers; of compounds also the parts, not of names."""
    words = words_of(english)
    taken: list[tuple[Candidate, bool]] = []
    for candidate in rows:
        if any(_taken(candidate, other, composed) for other, composed in taken):
            continue
        answer = _by_reading(candidate, english, words) or counterpart(candidate, english, words, books)
        if answer and answer.score >= LEAST_SCORE:
            taken.append((candidate, answer.way == "word by word"))
            yield _Found(candidate, answer, english)


def _taken(candidate: Candidate, other: Candidate, composed: bool) -> bool:
    """Tell whether a longer candidate leaves this one nothing: they overlap, and it is no part of a compound."""
    if not (candidate.start < other.end and other.start < candidate.end):
        return False
    inside = other.start <= candidate.start and candidate.end <= other.end
    return not (composed and inside and (candidate.kind in _OWN_TERMS or len(candidate.tokens) > 1))


def _by_reading(candidate: Candidate, english: str, words: Sequence[EnglishWord]) -> Counterpart | None:
    """Find a Japanese name as the English writes it: 工藤義則 is Yoshinori Kudo, and 工藤 then Kudo."""
    if candidate.kind != "name" or not all(token.reading for token in candidate.tokens):
        return None
    keys = [romaji_key(romaji(token.reading)) for token in candidate.tokens]
    for first in range(len(words) - len(keys) + 1):
        span = words[first : first + len(keys)]
        if all(word.capital for word in span) and sorted(romaji_key(word.text) for word in span) == sorted(keys):
            last = first + len(keys) - 1
            return Counterpart(span_text(english, words, first, last), 1.0, "reading", first, last)
    return None


def _entry(rows: Sequence[_Found], names: Mapping[str, Sequence[NameEntry]], running: tuple[str, ...]) -> TermEntry:
    """Return the entry of a surface: the English that most of its sentences have, the others as variants."""
    scores: dict[str, float] = defaultdict(float)
    for row in rows:
        scores[_cased(row.answer.english, row.english, running, _is_plain(row))] += row.answer.score
    english = max(scores, key=lambda text: scores[text])
    first = rows[0]
    candidate = first.candidate
    others = tuple(text for text in scores if text.lower() != english.lower())
    halves = _halves(candidate, english) if first.answer.way == "reading" else ((), ())
    return TermEntry(
        id=f"mined-{candidate.surface}",
        ja=candidate.surface,
        en=english,
        reading=_reading(candidate),
        type=term_type(candidate, english, names.get(candidate.surface, ())),
        variants_ja=halves[0],
        variants_en=(*halves[1], *others),
        status="proposed",
        origin="dictionary" if first.answer.way == "dictionary" else "mined",
        evidence=Evidence(score=round(max(row.answer.score for row in rows), 2)),
    )


def _halves(candidate: Candidate, english: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the surname of a full name in both languages, by which the text goes on to call the person."""
    if len(candidate.tokens) < 2:
        return (), ()
    key = romaji_key(romaji(candidate.tokens[0].reading))
    return (candidate.tokens[0].surface,), tuple(word for word in english.split() if romaji_key(word) == key)


def _reading(candidate: Candidate) -> str:
    if candidate.kind == "katakana":
        return hiragana(candidate.surface)
    return "" if candidate.kind == "acronym" else candidate.reading


def term_type(candidate: Candidate, english: str, names: Sequence[NameEntry]) -> str:
    """Return what kind of thing the term is: by its last characters, by the dictionary of names, by what follows."""
    if candidate.kind == "acronym":
        return "acronym"
    if candidate.kind == "katakana" and not english[:1].isupper():
        return "loanword" if best_match(candidate.surface, words_of(english)) else "term"  # テコ, lever
    if ending := next((kind for end, kind in term_endings().items() if candidate.surface.endswith(end)), ""):
        return ending if any(word[:1].isupper() for word in english.split()) else "term"  # 斜里町, town of Shari
    if candidate.kind == "katakana":
        if ", " in english:
            return "place"
        if "・" in candidate.surface or is_titled(candidate):
            return "person"
    if candidate.surface[-1] in _PLACES and len(candidate.tokens) > 1 and any(w[:1].isupper() for w in english.split()):
        return "place"
    if not english[:1].isupper():
        return "term"
    if any(token.xpos.startswith("名詞-固有名詞-人名") for token in candidate.tokens):
        return "person"
    kinds = [kind for name in names for kind in name.kinds]
    return next((_KINDS[kind] for kind in kinds if kind in _KINDS), "term")


def is_titled(candidate: Candidate) -> bool:
    """Tell whether a person's title follows, perhaps behind a country's sign: 氏, 大統領, 米国務副長官."""
    return bool(COUNTRY_SIGN.sub("", candidate.rest, count=1).startswith(tuple(titles())))


def _is_plain(found: _Found) -> bool:
    """Tell whether a term is made of common words: テスト by its gloss, 軍事緊張; but not 国防省."""
    candidate, answer = found.candidate, found.answer
    if candidate.kind == "katakana":
        return answer.way == "dictionary" and answer.plain
    ending = next((kind for end, kind in term_endings().items() if candidate.surface.endswith(end)), "term")
    common = not any(token.xpos.startswith("名詞-固有名詞") for token in candidate.tokens)
    return candidate.kind == "noun" and common and ending == "term"


def _cased(name: str, english: str, running: tuple[str, ...], plain: bool) -> str:
    """Write a name as the running text does inside its sentences where its capitals may be those of its place.

    WASHINGTON of a dateline is Washington; "Topics" that begins a sentence is topics where the text has that too, or
    where it is a common word (``plain``).
    """
    words = name.split(" ")
    shouted = any(map(_is_shouted, words))
    doubtful = shouted or _is_headline(english, name)
    if not doubtful and any(word[:1].isupper() for word in words[1:]):
        return name  # Commonwealth Fusion Systems said
    if not doubtful and re.search(rf"(?:^|[.!?:]\W+)\W*{re.escape(name)}(?!\w{{4}})", english) is None:
        return name
    inside = re.compile(rf"[a-z,;] {re.escape(name)}(?!\w)")
    if not shouted and any(inside.search(text) for text in running):
        return name
    casing = true_cases(running)
    cased = [_as_inside(word, casing, plain) for word in words]
    if all(map(_is_shouted, cased)) and english.startswith(name):  # a dateline: OBERHOF, Germany
        cased = [word.capitalize() for word in cased]
    return " ".join(cased)


def _is_shouted(word: str) -> bool:
    return word.isupper() and word.isalpha() and len(word) > _ACRONYM_LENGTH


def _is_headline(english: str, name: str) -> bool:
    """Tell whether the longer words of a sentence, beside the name, have capitals, three of four at least."""
    others = [word.text for word in words_of(english.replace(name, " ")) if len(word.text) > _ACRONYM_LENGTH]
    return sum(word[0].isupper() for word in others) >= _HEADLINE * len(others)


def _as_inside(word: str, casing: Mapping[str, str], plain: bool) -> str:
    """Return the word as it, or its plural, is written inside sentences; as it is, or small, where they lack it."""
    unknown = word.lower() if plain and word[1:].islower() else word
    known = casing.get(word.lower()) or casing.get(f"{word.lower()}s", unknown)
    return word.lower() if known.islower() else known.removesuffix("s") if known == f"{word}s" else known
