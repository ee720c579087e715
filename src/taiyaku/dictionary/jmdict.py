"""JMdict: words and their English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from taiyaku.dictionary.database import grouped, rows
from taiyaku.model import DictionaryEntry, Sense

_USUALLY_KANA = "word usually written using kana alone"


def lookup(words: Iterable[str]) -> dict[str, tuple[DictionaryEntry, ...]]:
    """Return the entries of each word that has any, most likely first: written so, then common, then by number.

    ``会談`` gives one entry ("talks"). ``は`` gives the particle before 葉 and 歯, because an entry whose kanji are
    usual is unlikely to be written in kana; ``方`` gives かた and ほう: the caller knows the reading.
    """
    known, wanted = _known(), set(words)
    for word, entries in _look_up(wanted - known.keys()).items():
        known[word] = entries
    return {word: known[word] for word in sorted(wanted) if known[word]}


@cache
def _known() -> dict[str, tuple[DictionaryEntry, ...]]:
    """Words looked up so far in this run: pages share most of theirs, and so do the stages."""
    return {}


def _look_up(wanted: set[str]) -> dict[str, tuple[DictionaryEntry, ...]]:
    found: dict[str, dict[int, bool]] = {word: {} for word in wanted}
    if not wanted:
        return {}
    for text, idseq in rows("SELECT text, idseq FROM Kanji WHERE text IN (?)", wanted):
        found[str(text)][int(str(idseq))] = True
    for text, idseq in rows("SELECT text, idseq FROM Kana WHERE text IN (?)", wanted):
        found[str(text)].setdefault(int(str(idseq)), False)
    entries = _entries({idseq for ids in found.values() for idseq in ids})
    return {word: tuple(_ranked(word, ids, entries)) for word, ids in found.items()}


def _ranked(word: str, ids: dict[int, bool], entries: dict[int, DictionaryEntry]) -> list[DictionaryEntry]:
    def rank(item: tuple[int, bool]) -> tuple[bool, bool, int]:
        idseq, spelled = item
        entry = entries[idseq]
        as_written = spelled or entry.usually_kana or not entry.headwords
        return (not as_written, not entry.common, idseq)

    return [entries[idseq] for idseq, _ in sorted(ids.items(), key=rank)]


def _entries(ids: set[int]) -> dict[int, DictionaryEntry]:
    kanji = grouped("SELECT idseq, text FROM Kanji WHERE idseq IN (?) ORDER BY ID", ids)
    kana = grouped("SELECT idseq, text FROM Kana WHERE idseq IN (?) ORDER BY ID", ids)
    common = {row[0] for row in rows("SELECT idseq FROM Kanji JOIN KJP ON kid = Kanji.ID WHERE idseq IN (?)", ids)}
    common |= {row[0] for row in rows("SELECT idseq FROM Kana JOIN KNP ON kid = Kana.ID WHERE idseq IN (?)", ids)}
    senses, usually_kana = _senses(ids)
    return {
        idseq: DictionaryEntry(
            headwords=tuple(kanji.get(idseq, ())),
            readings=tuple(kana.get(idseq, ())),
            senses=senses.get(idseq, ()),
            common=idseq in common,
            usually_kana=idseq in usually_kana,
        )
        for idseq in ids
    }


def _senses(ids: set[int]) -> tuple[dict[int, tuple[Sense, ...]], set[int]]:
    owner = {int(str(sid)): int(str(i)) for sid, i in rows("SELECT ID, idseq FROM Sense WHERE idseq IN (?)", ids)}
    pos = grouped("SELECT sid, text FROM pos WHERE sid IN (?) ORDER BY rowid", owner)
    # "+" keeps SQLite from scanning all English glosses by the index on lang
    glosses = grouped("SELECT sid, text FROM SenseGloss WHERE sid IN (?) AND +lang = 'eng' ORDER BY rowid", owner)
    notes = grouped("SELECT sid, text FROM misc WHERE sid IN (?) ORDER BY rowid", owner)
    senses: dict[int, list[Sense]] = defaultdict(list)
    previous: dict[int, tuple[str, ...]] = {}
    usually_kana = set()
    for sid in sorted(owner):
        idseq = owner[sid]
        # JMdict gives the part of speech once and means it for the senses that follow
        previous[idseq] = tuple(pos.get(sid, ())) or previous.get(idseq, ())
        senses[idseq].append(Sense(previous[idseq], tuple(glosses.get(sid, ())), tuple(notes.get(sid, ()))))
        if _USUALLY_KANA in notes.get(sid, ()):
            usually_kana.add(idseq)
    return {idseq: tuple(found) for idseq, found in senses.items()}, usually_kana
