"""Glossary entries -> where they stand in a sentence: longest first, never inside a longer word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from taiyaku.model import TermEntry, TermMatch, Token
from taiyaku.terms.normal_form import loose_form, normal_form

_LOOSE_LENGTH = 5  # a loose spelling must still be this long: ビル and ビール stay apart
_LOOSE_MORE = 4  # characters that the printed spelling may have more than the loose one
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")
_LEAST_SCORE = 0.5  # what is less sure is a suggestion
_SHORT = 2  # longer spellings are not mistaken for other words
_NOUNS = ("名詞-普通", "名詞-固有", "接尾辞-名詞")
_TOWARDS = frozenset("対在駐訪親反")
_NO_COUNTRY = frozenset({"こめ", "ほとけ", "つゆ", "ひ", "なか", "あさ", "しるし", "にし"})  # 米, 仏, 露 … as words
_WORD = re.compile(r"[^\W_]+(?:[.&'’–-][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")


@dataclass(frozen=True, slots=True)
class TermIndex:
    """Spellings of a glossary, ready for look-up; make one with ``index_terms``.

    ``longest`` says how many characters a spelling may have that begins with these two, ``longest_loose`` how many a
    loose one with this one, ``longest_english`` how many words one that begins with this word.
    """

    japanese: dict[str, TermEntry]
    loose: dict[str, TermEntry]
    english: dict[tuple[str, ...], TermEntry]
    longest: dict[str, int]
    longest_loose: dict[str, int]
    longest_english: dict[str, int]


@lru_cache(maxsize=8)  # the glossary of a run, for every stage of every page
def index_terms(entries: tuple[TermEntry, ...]) -> TermIndex:
    """Index the entries that are not rejected; of entries with one spelling the first counts."""
    return extended(TermIndex({}, {}, {}, {}, {}, {}), entries)


def extended(index: TermIndex, entries: Iterable[TermEntry]) -> TermIndex:
    """Return the index with further entries; what spellings it has stay as they are."""
    japanese, english, loose = dict(index.japanese), dict(index.english), dict(index.loose)
    longest: dict[str, int] = defaultdict(int, index.longest)
    longest_loose: dict[str, int] = defaultdict(int, index.longest_loose)
    longest_english: dict[str, int] = defaultdict(int, index.longest_english)
    new: dict[str, TermEntry] = {}
    for entry in (entry for entry in entries if entry.status != "rejected"):
        for surface in entry.surfaces:
            if normal := normal_form(surface)[0]:  # a lone ・ leaves nothing to look for
                new[normal] = japanese.setdefault(normal, entry)
                longest[normal[:2]] = max(longest[normal[:2]], len(normal))
        for spelling in (entry.en, *entry.variants_en):
            words = tuple(_folded(word) for word in _WORD.findall(spelling))
            if words:
                english.setdefault(words, entry)
                longest_english[words[0]] = max(longest_english[words[0]], len(words))
    for normal, entry in new.items():
        key = loose_form(normal)
        if len(key) >= _LOOSE_LENGTH and _KATAKANA.fullmatch(normal) and japanese.get(key, entry) is entry:
            loose.setdefault(key, entry)
            longest_loose[key[0]] = max(longest_loose[key[0]], len(key) + _LOOSE_MORE)
    return TermIndex(japanese, loose, english, dict(longest), dict(longest_loose), dict(longest_english))


def match_terms(tokens: Sequence[Token], index: TermIndex) -> tuple[TermMatch, ...]:
    """Return the entries that stand in a sentence, left to right, without overlaps.

    A chain of terms must begin and end where words do: 米 is found in 米大統領 (米|大統領), not in 新米 or 米国.
    Of all chains the one that covers most counts: ポンペオ米国務長官 gives ポンペオ, 米, 国務長官, because 米国 would
    leave 務長官 over.
    """
    text = "".join(token.surface for token in tokens)
    normal, offsets = normal_form(text)
    borders = _borders(tokens, offsets, len(normal))
    following = dict(pairwise(borders))
    ambiguous = _ambiguous(tokens)
    best: list[_State | None] = [None] * (len(normal) + 1)
    best[0] = ((0, 0), None)
    # best[p] covers normal[:p]; where p lies inside a word, only another term can go on from there
    for at in range(len(normal)):
        state = best[at]
        if state is None:
            continue
        (covered, count), chain = state
        if at in following:
            step = following[at]
            best[step] = _better(best[step], state)
        for end, entry in _candidates(normal, at, index):
            start_offset = offsets[at]
            end_offset = offsets[end] if end < len(normal) else len(text)
            if start_offset in ambiguous and end_offset - start_offset <= _SHORT and _is_sign(entry, normal[at:end]):
                continue
            match = TermMatch(entry, start_offset, _trimmed(text, start_offset, end_offset))
            best[end] = _better(best[end], ((covered + end - at, count - 1), (chain, match)))
    # a chain that ends inside a word never reaches the end by words, so what reaches it is clean
    final = best[len(normal)]
    return _without_syllables(tokens, _links(final[1])) if final else ()


def _without_syllables(tokens: Sequence[Token], matches: Sequence[TermMatch]) -> tuple[TermMatch, ...]:
    """Leave out single characters that together make up a longer word: 欧 and 米 are not what 欧米 is made of."""
    singles = {match.start for match in matches if match.end - match.start == 1}
    inside: set[int] = set()
    at = 0
    for token in tokens:
        word = range(at, at + len(token.surface))
        if len(word) > 1 and singles.issuperset(word):
            inside.update(word)
        at = word.stop
    return tuple(match for match in matches if match.start not in inside)


def _borders(tokens: Sequence[Token], offsets: Sequence[int], length: int) -> list[int]:
    """Positions in the normal form at which a word begins, and its end, rising."""
    starts = set()
    at = 0
    for token in tokens:
        starts.add(at)
        at += len(token.surface)
    return sorted({i for i, offset in enumerate(offsets) if offset in starts} | {0, length})


def _ambiguous(tokens: Sequence[Token]) -> frozenset[int]:
    """Offsets of words that are no short country name here: 米を, 米農家, 会議中, 独り, 日中は (in the daytime).

    米, 仏 or 日中 mean countries only in front of a noun (仏外相, 日中首脳) or behind one of 対 在 駐 訪 親 反.
    """
    ambiguous = set()
    at = 0
    for i, token in enumerate(tokens):
        adverbial = token.xpos.endswith("副詞可能")
        single = len(token.surface) == 1
        if single or adverbial:
            following = tokens[i + 1].xpos if i + 1 < len(tokens) else ""
            placed = following.startswith(_NOUNS) or (i > 0 and tokens[i - 1].surface in _TOWARDS)
            other = adverbial or token.reading in _NO_COUNTRY or not token.xpos.startswith(_NOUNS)
            if not placed or (single and other):
                ambiguous.add(at)
        at += len(token.surface)
    return frozenset(ambiguous)


def _is_sign(entry: TermEntry, normal: str) -> bool:
    """Tell whether a short spelling stands for a longer one, or for countries: 米, 日中; 岬 is a word of its own."""
    return len(normal) > 1 or normal != normal_form(entry.ja)[0]


def _candidates(normal: str, at: int, index: TermIndex) -> Iterator[tuple[int, TermEntry]]:
    left = len(normal) - at
    for length in range(min(index.longest.get(normal[at : at + 2], 0), left), 1, -1):
        if entry := index.japanese.get(normal[at : at + length]):
            yield at + length, entry
    if entry := index.japanese.get(normal[at]):
        yield at + 1, entry
    longest = index.longest_loose.get(normal[at], 0)
    katakana = _KATAKANA.match(normal, at, min(at + longest, len(normal))) if longest else None
    if katakana:
        for end in range(katakana.end(), at + _LOOSE_LENGTH - 1, -1):
            piece = normal[at:end]
            if piece not in index.japanese and (entry := index.loose.get(loose_form(piece))):
                yield end, entry


#: The matches of a chain: those before the last, and the last.
_Chain = tuple["_Chain", TermMatch] | None
_State = tuple[tuple[int, int], _Chain]


def _links(chain: _Chain) -> list[TermMatch]:
    """Return the matches of a chain from left to right."""
    found = []
    while chain:
        chain, match = chain
        found.append(match)
    return found[::-1]


def _better(old: _State | None, new: _State) -> _State:
    return new if old is None or new[0] > old[0] else old


def _trimmed(text: str, start: int, end: int) -> int:
    """Leave out the dots and blanks behind a match, which the normal form does not have."""
    while end > start + 1 and text[end - 1] in "・･=＝゠ \u3000":
        end -= 1
    return end


def is_suggestion(entry: TermEntry) -> bool:
    """Tell whether an entry is a suggestion that nobody has looked at yet."""
    return entry.status == "proposed" and entry.origin == "dictionary" and entry.evidence.score < _LEAST_SCORE


def shown(matches: Sequence[TermMatch]) -> tuple[TermMatch, ...]:
    """Return the matches that a page points out: what is approved, names, and compounds that no dictionary has.

    A proposed 漁師, fisherman, is in the glossary; on the page the dictionary tells it as it tells every word.
    """
    return tuple(match for match in matches if is_shown(match.entry))


def is_shown(entry: TermEntry) -> bool:
    """Tell whether the pages point an entry out, in either language."""
    plain = entry.en.islower() and (entry.origin == "dictionary" or entry.type == "loanword")
    return entry.status == "approved" or not (plain or is_suggestion(entry))


def match_english(text: str, index: TermIndex) -> tuple[TermMatch, ...]:
    """Return the entries that stand in an English sentence, longest first, as whole words.

    Capitals count where the entry has them (``Turkey`` is not ``turkey``), plural and possessive endings do not
    (``ceasefires``, ``Putin’s``).
    """
    words = list(_WORD.finditer(text))
    forms = [_forms(word.group()) for word in words]
    matches: list[TermMatch] = []
    at = 0
    while at < len(words):
        found = _english_at(forms, at, index)
        if found:
            entry, count = found
            last = words[at + count - 1]
            end = last.end() - len(_ending(last.group()))
            matches.append(TermMatch(entry, words[at].start(), end))
            at += count
        else:
            at += 1
    return tuple(matches)


def _english_at(forms: Sequence[tuple[str, ...]], at: int, index: TermIndex) -> tuple[TermEntry, int] | None:
    longest = max((index.longest_english.get(form, 0) for form in forms[at]), default=0)
    for count in range(min(longest, len(forms) - at), 0, -1):
        inner = [form[0] for form in forms[at : at + count - 1]]
        for last in forms[at + count - 1]:
            for first in forms[at] if count > 1 else (last,):
                key = (first, *inner[1:], last) if count > 1 else (last,)
                if key in index.english:
                    return index.english[key], count
    return None


def _folded(word: str) -> str:
    return _POSSESSIVE.sub("", word.replace("’", "'"))


def _ending(word: str) -> str:
    possessive = _POSSESSIVE.search(word)
    return possessive.group() if possessive else "." if word.endswith(".") and "." not in word[:-1] else ""


def _forms(word: str) -> tuple[str, ...]:
    """Spellings of the glossary that a printed word answers to, the nearest first."""
    plain = _folded(word)
    forms = [plain]
    if plain.endswith(".") and "." not in plain[:-1]:
        forms.append(plain[:-1])  # the stop of the sentence
    base = forms[-1]
    if base[:1].isupper() and (base[1:].islower() or len(base) == 1):
        forms.append(base.lower())  # sentence-initial
    if base.isupper() and len(base) > 3:
        forms += [base.capitalize(), base.lower()]  # HEADLINES
    for form in tuple(forms):
        if len(form) > 3 and form.endswith("s") and not form.endswith("ss"):
            forms.append(form[:-1])
            if form.endswith("ies"):
                forms.append(form[:-3] + "y")
    return tuple(dict.fromkeys(forms))
