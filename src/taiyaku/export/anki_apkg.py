"""Notes -> an Anki package (.apkg): a zip with a small SQLite collection, imported with File > Import.

Anki takes over a changed note only if its time of change is newer. So a note that a previous package holds unchanged
keeps its time, a changed one gets a later one, a new one that of the newest source: the same sources give the same
bytes, and importing again updates what changed, adds what is new, and leaves the user's scheduling alone.
"""

from __future__ import annotations

import base64
import hashlib
import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from taiyaku.archive import DAMAGED, zipped
from taiyaku.export.anki_models import CHANGED, DECKS, MODELS, Model
from taiyaku.export.anki_notes import Note

_SCHEMA = Path(__file__).with_name("anki_schema.sql")
_FIRST_ID, _IDS = 1_600_000_000_000, 10**11  # note ids look like times in milliseconds: from 2020 on, three years
_TAG = re.compile("<[^>]*>")
#: Time of change, fields and tags of each note of a package, by guid.
Known = Mapping[str, tuple[int, str, str]]


def anki_package(notes: Sequence[Note], stamp: int, previous: bytes = b"") -> bytes:
    """Return the package.

    :param stamp: when the newest source was changed, in seconds.
    :param previous: the package of the build before, b"" for none.
    """
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(_SCHEMA.read_text(encoding="utf-8"))
        rows = _note_rows(notes, stamp, known_notes(previous))
        database.execute("INSERT INTO col VALUES (1,?,?,?,11,0,0,0,?,?,?,?,'{}')", _collection(rows))
        database.executemany(f"INSERT INTO notes VALUES ({','.join('?' * 11)})", rows)
        database.executemany(f"INSERT INTO cards VALUES ({','.join('?' * 18)})", _card_rows(notes, rows))
        database.commit()
        collection = database.serialize()
    finally:
        database.close()
    return zipped([("collection.anki2", collection), ("media", "{}")])


def known_notes(package: bytes) -> Known:
    """Return the notes of a package that taiyaku made; a file that is none has none."""
    database = sqlite3.connect(":memory:")
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            database.deserialize(archive.read("collection.anki2"))
        rows = database.execute("SELECT guid, mod, flds, tags FROM notes").fetchall()
    except (*DAMAGED, sqlite3.DatabaseError):
        return {}
    finally:
        database.close()
    return {str(guid): (int(mod), str(fields), str(tags)) for guid, mod, fields, tags in rows}


def guid(note: Note) -> str:
    """Return the id by which Anki knows the note for ever: it does not depend on what the note says."""
    digest = hashlib.sha256(f"taiyaku|{note.kind}|{note.key}".encode("utf-8", "replace")).digest()
    return base64.b64encode(digest[:9]).decode()


def _note_rows(notes: Sequence[Note], stamp: int, known: Known) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    used: set[int] = set()
    for note in notes:
        model, id_ = MODELS[note.kind], guid(note)
        cells = {"Id": html.escape(f"{note.kind}|{note.key}"), **dict(note.cells)}
        values = [cells.get(name, "").replace("\x1f", "") for name in model.fields]
        fields, tags = "\x1f".join(values), f" {' '.join(note.tags)} "
        changed, *before = known.get(id_, (0, "", ""))
        mod = changed if before == [fields, tags] else max(stamp, changed + 1)
        number = _FIRST_ID + int.from_bytes(hashlib.sha256(id_.encode()).digest()[:6]) % _IDS
        while number in used:
            number += 1
        used.add(number)
        checksum = int(hashlib.sha1(_TAG.sub("", values[0]).encode()).hexdigest()[:8], 16)
        sorting = _TAG.sub("", values[model.sort])
        rows.append((number, id_, model.id, mod, -1, tags, fields, sorting, checksum, 0, ""))
    return rows


def _card_rows(notes: Sequence[Note], rows: Sequence[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """One new card a note, in the order of the text."""
    return [
        (row[0], row[0], DECKS[note.kind][0], 0, row[3], -1, 0, 0, position, *([0] * 8), "")
        for position, (note, row) in enumerate(zip(notes, rows, strict=True), 1)
    ]


def _collection(rows: Sequence[tuple[object, ...]]) -> tuple[object, ...]:
    newest = max((int(str(row[3])) for row in rows), default=CHANGED)
    models = {str(model.id): _model(model, deck) for model, deck in _models()}
    decks = {str(id_): _deck(id_, name) for id_, name in ((1, "Default"), *DECKS.values())}
    texts = (_CONFIG, models, decks, {"1": _OPTIONS})
    return (CHANGED, newest * 1000, CHANGED * 1000, *(json.dumps(text, ensure_ascii=False) for text in texts))


def _models() -> list[tuple[Model, int]]:
    return [(MODELS["word"], DECKS["word"][0]), (MODELS["sentence"], DECKS["sentence"][0])]


def _model(model: Model, deck: int) -> dict[str, object]:
    field = {"font": "Arial", "media": [], "rtl": False, "size": 20, "sticky": False}
    template = {
        "afmt": model.back,
        "qfmt": model.front,
        "bafmt": "",
        "bqfmt": "",
        "did": None,
        "ord": 0,
        "name": "Card",
    }
    return {
        "id": model.id,
        "name": model.name,
        "type": 0,
        "mod": CHANGED,
        "usn": -1,
        "sortf": model.sort,
        "did": deck,
        "flds": [{**field, "name": name, "ord": number} for number, name in enumerate(model.fields)],
        "tmpls": [template],
        "css": model.style,
        "latexPre": "",
        "latexPost": "",
        "latexsvg": False,
        "tags": [],
        "vers": [],
        "req": [[0, "any", [model.sort]]],
    }


def _deck(id_: int, name: str) -> dict[str, object]:
    today = {f"{kind}Today": [0, 0] for kind in ("lrn", "new", "rev", "time")}
    other = {"collapsed": False, "conf": 1, "desc": "", "dyn": 0, "extendNew": 0, "extendRev": 50, "usn": -1}
    return {"id": id_, "name": name, "mod": CHANGED, **today, **other}


_CONFIG = {
    "activeDecks": [1],
    "curDeck": 1,
    "curModel": None,
    "nextPos": 1,
    "newSpread": 0,
    "timeLim": 0,
    "collapseTime": 1200,
    "estTimes": True,
    "dueCounts": True,
    "addToCur": True,
    "sortType": "noteFld",
    "sortBackwards": False,
    "newBury": True,
}
#: Anki's own options for decks; an import leaves the user's as they are.
_OPTIONS = {
    "id": 1,
    "name": "Default",
    "mod": 0,
    "usn": 0,
    "maxTaken": 60,
    "timer": 0,
    "autoplay": True,
    "replayq": True,
    "new": {"bury": True, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20},
    "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
    "rev": {"bury": True, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "minSpace": 1, "perDay": 100},
}
