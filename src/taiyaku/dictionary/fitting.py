"""A word of a sentence -> the JMdict entries that can be meant there: read so, written so, used so."""

from __future__ import annotations

from collections.abc import Mapping

from taiyaku.dictionary.parts_of_speech import fits
from taiyaku.model import DictionaryEntry, Sense, Token
from taiyaku.readings.kana import hiragana


def fitting_entries(token: Token, found: Mapping[str, tuple[DictionaryEntry, ...]]) -> list[DictionaryEntry]:
    """Return the entries of a word in the order of likelihood; less fitting ones only where nothing fits better.

    ``方`` read かた gives かた ("person", "way of"), read ほう the other one; ``いる`` gives 居る, not 要る.

    :param found: what ``jmdict.lookup`` gave for the word's forms (``word_forms``).
    """
    known = list(dict.fromkeys(entry for form in word_forms(token) for entry in found.get(form, ())))
    entries = [entry for entry in known if _reads_so(entry, token)] or ([] if token.reading else known)
    for fits_better in (_written_so, _tagged_so):
        entries = [entry for entry in entries if fits_better(entry, token)] or entries
    return [entry for entry in entries if token.normal in entry.headwords] or entries


def word_forms(token: Token) -> tuple[str, ...]:
    """Return what to look the word up by; an inflected form is no word of its own (な of だ is not the particle な)."""
    forms = (token.lemma, token.normal) if is_inflected(token) else (token.lemma, token.surface, token.normal)
    return tuple(dict.fromkeys(form for form in forms if form))


def is_inflected(token: Token) -> bool:
    """Whether the word stands in another form than its dictionary form."""
    return token.pos in ("VERB", "ADJ", "AUX") and token.surface != token.lemma


def _reads_so(entry: DictionaryEntry, token: Token) -> bool:
    """Whether the entry can be read as the token is: in full, or up to the ending of a verb or adjective."""
    reading = hiragana(token.reading)
    readings = [hiragana(kana) for kana in entry.readings]
    if not is_inflected(token):
        return reading in readings
    if token.pos == "AUX":
        return token.lemma in (*entry.readings, *entry.headwords)
    return any(reading.startswith(kana[:-1]) for kana in readings if len(kana) > 1) or token.lemma in entry.readings


def _written_so(entry: DictionaryEntry, token: Token) -> bool:
    """Whether the entry is usually written as here: は is the particle, not 羽 or 歯."""
    return entry.usually_kana or not entry.headwords or any(form in entry.headwords for form in word_forms(token)[:2])


def _tagged_so(entry: DictionaryEntry, token: Token) -> bool:
    return any(sense_fits(sense, token.pos) for sense in entry.senses[:2])


def sense_fits(sense: Sense, pos: str) -> bool:
    """Whether one of the sense's parts of speech can be that of a word with this Universal Dependencies tag."""
    return any(fits(tag, pos) for tag in sense.pos)
