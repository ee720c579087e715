"""What the glossary knows of names, said back to the words: which are proper nouns, and how entries are romanised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from taiyaku.model import Label, Override, Sentence, TermEntry, TermMatch, Token
from taiyaku.readings.kana import has_kanji, hiragana
from taiyaku.readings.read import read_sentences
from taiyaku.readings.romaji import kana_romaji, sentence_romaji

_NAMES = frozenset({"person", "place", "organisation"})
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]+")


def with_names(words: Sequence[Token], matches: Sequence[TermMatch]) -> tuple[Token, ...]:
    """Return the words of a sentence with those inside a name tagged PROPN: ラブロフ, which no dictionary has.

    A country in one character stays a common noun, as it is beside words that no glossary has: 米大統領 bei daitōryō.
    Katakana that runs two names together is cut where they meet: バイデンプーチン is バイデン and プーチン.
    """
    named_at = {
        at
        for match in matches
        if match.entry.type in _NAMES and match.end - match.start > 1
        for at in range(match.start, match.end)
    }
    borders = {border for match in matches for border in (match.start, match.end)}
    named: list[Token] = []
    at = 0
    for word in _cut(words, borders):
        inside = at in named_at and word.pos in ("NOUN", "X")
        named.append(replace(word, pos="PROPN") if inside else word)
        at += len(word.surface)
    return tuple(named)


def _cut(words: Sequence[Token], borders: set[int]) -> Iterator[Token]:
    at = 0
    for word in words:
        end = at + len(word.surface)
        inner = [border for border in range(at + 1, end) if border in borders]
        if inner and _KATAKANA.fullmatch(word.surface):
            cuts = [at, *inner, end]
            for start, stop in pairwise(cuts):
                piece = word.surface[start - at : stop - at]
                yield replace(word, surface=piece, reading=hiragana(piece), lemma=piece, normal=piece)
        else:
            yield word
        at = end


def romanised(entries: Iterable[TermEntry]) -> tuple[TermEntry, ...]:
    """Return the entries with romaji where they have a reading but none: words apart, names capitalised.

    ``国務長官, こくむちょうかん`` gives kokumu chōkan; ``うらじーみる・ぷーちん`` Urajīmiru Pūchin.
    """
    return tuple(entry if entry.romaji else replace(entry, romaji=_romaji(entry)) for entry in entries)


def _romaji(entry: TermEntry) -> str:
    foreign_name = not has_kanji(entry.ja) and entry.en[:1].isupper()
    capital = entry.type in _NAMES or foreign_name
    sentence = Sentence(entry.ja, Label.BODY, 1, 0, len(entry.ja))
    pin = Override(entry.ja, entry.reading)  # a person's name keeps its border: Kishida Fumio
    (words,) = read_sentences([sentence], [pin], certainty=False).tokens
    spoken = "".join(word.reading for word in words)
    if spoken == hiragana(entry.reading).replace("・", "") and len(words) > 1 and "・" not in entry.ja:
        letters = sentence_romaji(words)
        return letters if capital or words[0].pos == "PROPN" else letters[:1].lower() + letters[1:]
    return kana_romaji(entry.reading, capital=capital)
