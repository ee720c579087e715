"""Tokens -> the words of a study page and what the dictionaries say of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from taiyaku.dictionary.fitting import fitting_entries, sense_fits, word_forms
from taiyaku.dictionary.jmdict import lookup
from taiyaku.dictionary.kanji import lookup_kanji
from taiyaku.dictionary.names import lookup_names
from taiyaku.dictionary.parts_of_speech import short_name
from taiyaku.model import DictionaryEntry, KanjiEntry, NameEntry, Sense, Token
from taiyaku.readings.kana import hiragana, is_kanji
from taiyaku.study_model import Entry, StudyLexicon, StudyTerm, Word

_ENTRIES, _SENSES, _GLOSSES, _KANJI_FACTS = 3, 5, 4, 3  # how much of a dictionary fits a popover


class LexiconBuilder:
    """Numbers the distinct words of a page; ask ``word_index`` for each token, then ``lexicon`` for the tables."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        words = [token for token in tokens if token.pos not in ("PUNCT", "SYM")]
        self._found = lookup({form for token in words for form in word_forms(token)})
        self._names = lookup_names({token.surface for token in words if token.pos in ("PROPN", "NOUN", "X")})
        self._entries: dict[Entry, int] = {}
        self._words: dict[Word, int] = {}
        self._numbers: dict[tuple[Token, str], int] = {}

    def word_index(self, token: Token, romaji: str) -> int:
        """Return the index of the token's word in the tables, adding it when it is new."""
        number = self._numbers.get((token, romaji))
        if number is None:
            number = self._numbers[token, romaji] = self._added(token, romaji)
        return number

    def _added(self, token: Token, romaji: str) -> int:
        entries = self._jmdict(token)
        if token.pos == "PROPN" or not entries:
            entries = [*entries, *self._jmnedict(token)][:_ENTRIES]
        word = Word(
            surface=token.surface,
            reading=token.reading,
            romaji=romaji,
            lemma=token.lemma,
            pos=token.pos,
            inflection=token.inflection,
            entries=tuple(self._entries.setdefault(entry, len(self._entries)) for entry in entries),
            alternatives=token.provenance.alternatives,
            source=token.source,
        )
        return self._words.setdefault(word, len(self._words))

    def lexicon(self, terms: Sequence[StudyTerm]) -> StudyLexicon:
        """Return the tables of all words asked for so far."""
        kanji = lookup_kanji({char for word in self._words for char in word.surface if is_kanji(char)})
        return StudyLexicon(
            words=tuple(self._words),
            entries=tuple(self._entries),
            kanji=tuple(_short_kanji(kanji[literal]) for literal in sorted(kanji)),
            terms=tuple(terms),
        )

    def _jmdict(self, token: Token) -> list[Entry]:
        return [_entry(entry, token) for entry in fitting_entries(token, self._found)[:_ENTRIES]]

    def _jmnedict(self, token: Token) -> list[Entry]:
        names, reading = self._names.get(token.surface, ()), hiragana(token.reading)
        fitting = [name for name in names if hiragana(name.reading or name.headword) == reading]
        return [_name(name) for name in fitting[:1]]


def _entry(entry: DictionaryEntry, token: Token) -> Entry:
    """The entry as this word needs it: spelled as on the page, senses of its part of speech first."""
    kana = entry.readings[0] if entry.readings else ""
    usual = kana if entry.usually_kana or not entry.headwords else entry.headwords[0]
    headword = next((form for form in word_forms(token) if form in entry.headwords), usual)
    ranked = sorted(entry.senses, key=lambda sense: not sense_fits(sense, token.pos))
    return Entry(headword, kana, tuple(_short_sense(sense) for sense in ranked[:_SENSES]))


def _short_sense(sense: Sense) -> Sense:
    return Sense(tuple(short_name(tag) for tag in sense.pos[:1]), sense.glosses[:_GLOSSES])


def _name(name: NameEntry) -> Entry:
    return Entry(name.headword, name.reading, (Sense(name.kinds[:2], name.glosses[:_GLOSSES]),))


def _short_kanji(entry: KanjiEntry) -> KanjiEntry:
    return replace(entry, meanings=entry.meanings[:4], on=entry.on[:_KANJI_FACTS], kun=entry.kun[:_KANJI_FACTS])
