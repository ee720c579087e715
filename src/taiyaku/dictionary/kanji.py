"""KANJIDIC2: single characters."""

from __future__ import annotations

from collections.abc import Iterable

from taiyaku.dictionary.database import grouped, rows
from taiyaku.model import KanjiEntry


def lookup_kanji(characters: Iterable[str]) -> dict[str, KanjiEntry]:
    """Return meanings, readings, school grade and old JLPT level of each character that KANJIDIC2 has."""
    wanted = set(characters)
    ids, levels = {}, {}
    for cid, literal, *known in rows("SELECT ID, literal, grade, jlpt FROM character WHERE literal IN (?)", wanted):
        ids[str(literal)] = cid
        levels[str(literal)] = [int(str(level or 0)) for level in known]
    groups = {row[0]: row[1] for row in rows("SELECT ID, cid FROM rm_group WHERE cid IN (?)", ids.values())}
    meanings: dict[object, list[str]] = {}
    on: dict[object, list[str]] = {}
    kun: dict[object, list[str]] = {}
    english = grouped(
        "SELECT gid, value FROM meaning WHERE gid IN (?) AND +m_lang IN ('', 'en') ORDER BY rowid", groups
    )
    for gid, values in english.items():
        meanings.setdefault(groups[gid], []).extend(values)
    for kind, target in (("ja_on", on), ("ja_kun", kun)):
        for gid, values in grouped(
            f"SELECT gid, value FROM reading WHERE gid IN (?) AND r_type = '{kind}' ORDER BY rowid", groups
        ).items():
            target.setdefault(groups[gid], []).extend(values)
    return {
        literal: KanjiEntry(
            literal,
            tuple(meanings.get(cid, ())),
            tuple(on.get(cid, ())),
            tuple(kun.get(cid, ())),
            *levels[literal],
        )
        for literal, cid in ids.items()
    }
