"""Names that are in no glossary, by JMdict and JMnedict: the spelling that fits the reading and the kind of name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taiyaku.gloss.senses import wording
from taiyaku.model import DictionaryEntry, NameEntry, Token
from taiyaku.readings.kana import hiragana

#: What JMnedict calls the kinds of names that Sudachi tells apart, the best first.
_KINDS = {
    "人名-姓": ("family", "surname", "male", "female", "given", "unclassified"),
    "人名-名": ("given", "male", "female", "family", "surname"),
    "人名": ("family", "surname", "given", "male", "female", "unclassified"),
    "地名": ("place", "station"),
}
_REMARK = re.compile(r"\s*\([^()]*\)")


def name_gloss(token: Token, entries: Sequence[DictionaryEntry], names: Sequence[NameEntry]) -> str:
    """Return the English of a name: 東京 Tokyo, 坂口 Sakaguchi; "" where no dictionary has it, read so.

    :param entries: JMdict's, which go first where their English is a name.
    """
    for entry in entries[:2]:
        text = wording(entry.senses[0]) if entry.senses and entry.senses[0].glosses else ""
        if text[:1].isupper():
            return text
    reading = hiragana(token.reading)
    fitting = [name for name in names if hiragana(name.reading or name.headword) == reading and name.glosses]
    wanted = next((kinds for kind, kinds in _KINDS.items() if kind in token.xpos), ())

    def rank(name: NameEntry) -> int:
        return min(
            (at for at, kind in enumerate(wanted) if any(kind in one for one in name.kinds)), default=len(wanted)
        )

    best = min(fitting, key=rank, default=None)
    return _REMARK.sub("", best.glosses[0]).strip() if best else ""


def is_common_word(token: Token, entries: Sequence[DictionaryEntry], beside_name: bool) -> bool:
    """Whether what was taken for a person's name is a word of the language: 見方 beside no title and no other name."""
    return "人名" in token.xpos and not beside_name and any(entry.common for entry in entries[:1])
