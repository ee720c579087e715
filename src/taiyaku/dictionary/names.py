"""JMnedict: names of people, places, organisations and works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from taiyaku.dictionary.database import grouped, rows
from taiyaku.model import NameEntry


def lookup_names(words: Iterable[str]) -> dict[str, tuple[NameEntry, ...]]:
    """Return the names spelled exactly so: ``プーチン`` gives the surname Putin.

    Kana spellings count only for names that have no kanji (``ひろし`` alone is dozens of 浩, 弘 …).
    """
    wanted = set(words)
    found: dict[str, list[int]] = defaultdict(list)
    for text, idseq in rows("SELECT text, idseq FROM NEKanji WHERE text IN (?) ORDER BY idseq", wanted):
        found[str(text)].append(int(str(idseq)))
    kana_only = (
        "SELECT text, idseq FROM NEKana WHERE text IN (?) "
        "AND NOT EXISTS (SELECT 1 FROM NEKanji WHERE NEKanji.idseq = NEKana.idseq) ORDER BY idseq"
    )
    for text, idseq in rows(kana_only, wanted):
        found[str(text)].append(int(str(idseq)))
    names = _names({idseq for ids in found.values() for idseq in ids})
    return {word: tuple(NameEntry(word, *names[idseq]) for idseq in dict.fromkeys(ids)) for word, ids in found.items()}


def _names(ids: set[int]) -> dict[int, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    readings = grouped("SELECT idseq, text FROM NEKana WHERE idseq IN (?) ORDER BY ID", ids)
    kinds = grouped(
        "SELECT idseq, NETransType.text FROM NETranslation JOIN NETransType ON tid = NETranslation.ID "
        "WHERE idseq IN (?) ORDER BY NETransType.rowid",
        ids,
    )
    glosses = grouped(
        "SELECT idseq, NETransGloss.text FROM NETranslation JOIN NETransGloss ON tid = NETranslation.ID "
        "WHERE idseq IN (?) ORDER BY NETransGloss.rowid",
        ids,
    )
    return {
        idseq: (
            (readings.get(idseq) or [""])[0],
            tuple(dict.fromkeys(kinds.get(idseq, ()))),
            tuple(dict.fromkeys(glosses.get(idseq, ()))),
        )
        for idseq in ids
    }
