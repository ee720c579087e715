"""Morphemes -> words as a learner sees them.

A verb or adjective is one word with its endings (行われました, 話し合って); what follows て (いる, しまう, くれる) is a
word of its own, as romaji is spaced; する after a noun is a word (協議 した); particles and the copula stand apart;
nouns are short units (首脳 会談) that take prefixes and suffixes along (副大統領, 補佐官), except those of
``joining.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from taiyaku.model import Provenance, Token
from taiyaku.readings.inflection import inflection, is_copula
from taiyaku.readings.tables import rows
from taiyaku.readings.tokenize import Morpheme, whole_pos

_KATAKANA = re.compile("[ァ-ヺー-ヾｦ-ﾟ]+")
#: Who decided a reading, the strongest first: a word's source is that of its strongest part.
_SOURCES = ("author", "override", "glossary", "number", "rule", "pykakasi", "sudachi", "kana", "none")
_INFLECTED = frozenset({"動詞", "形容詞", "助動詞"})
_VERBS = frozenset({"動詞", "形容詞"})
_NEVER_JOINED = frozenset({"補助記号", "空白", "代名詞", "副詞", "連体詞", "接続詞", "感動詞"})
_VERB_SUFFIXES = frozenset({"動詞的", "形容詞的"})


def words(found: Sequence[Morpheme]) -> tuple[Token, ...]:
    """Return the words of a sentence; their surfaces join to the same text.

    ``述べ た`` gives 述べた; ``補佐 官`` 補佐官; ``協議 し た`` 協議 した; ``述べ て い た`` 述べて いた.
    """
    if not found:
        return ()
    left = found[0]
    firsts = [0]
    for at, right in enumerate(found):
        kind = _may_join(right)
        if at and not (kind and (kind == "any" or left.pos[0] == "接頭辞") and _joins(left, right)):
            firsts.append(at)
        left = right
    lasts = [*firsts[1:], len(found)]
    return tuple(
        _token(tuple(found[first:last])) if last - first > 1 else _single(found[first])
        for first, last in zip(firsts, lasts, strict=True)
    )


@lru_cache(maxsize=1 << 15)
def _may_join(right: Morpheme) -> str:
    """Return whether a morpheme may belong to the word before it: to any, to a prefix only, "" to none (が, 。)."""
    kind = right.pos[0]
    if kind in _NEVER_JOINED or (kind == "助詞" and right.surface not in _affixes("ending")):
        return ""
    return "prefix" if kind == "名詞" and not _KATAKANA.fullmatch(right.surface) else "any"


@lru_cache(maxsize=1 << 16)
def _joins(left: Morpheme, right: Morpheme) -> bool:
    """Whether ``right`` belongs to the same word as ``left``, which is the last part of the word so far."""
    return (
        _is_ending(left, right)
        or _is_compound_verb(left, right)
        or _is_affixed(left, right)
        or _is_katakana(left, right)
    )


def _is_ending(left: Morpheme, right: Morpheme) -> bool:
    if left.pos[0] not in _INFLECTED and left.pos[1] not in _VERB_SUFFIXES:
        return False
    if right.pos[0] == "助動詞":
        return not is_copula(right) or left.pos[4] == "助動詞-ヌ"  # ません + でした
    if right.lemma == "ない" and right.pos[0] == "形容詞":
        return left.pos[5].startswith("連用形") and left.surface.endswith("く")
    if right.pos[0] == "助詞":
        return right.surface in _affixes("ending") and not is_copula(left)
    return right.pos[1] == "助動詞語幹" and right.surface == "そう" and left.pos[5].startswith(("連用形", "語幹"))


def _is_compound_verb(left: Morpheme, right: Morpheme) -> bool:
    """話し + 合う, 走り + 始める, し + かねる; not 行き、+ 来る, which て or a comma parts, not 協議 + し + 始める."""
    if left.pos[0] != "動詞" or left.pos[5] != "連用形-一般":
        return False
    verb = right.pos[0] == "動詞" and left.pos[4] != "サ行変格" and right.lemma not in ("する", "為る", "ある", "有る")
    return verb or right.pos[1] == "動詞的"


def _is_affixed(left: Morpheme, right: Morpheme) -> bool:
    if "number" in (left.source, right.source):
        return False
    if left.pos[0] == "接頭辞":
        return left.surface not in _affixes("prefix") and right.pos[0] in ("名詞", "形状詞", "動詞", "形容詞", "接頭辞")
    if right.pos[0] != "接尾辞" or right.surface in _affixes("suffix"):
        return False
    if left.pos[1] == "固有名詞":
        return right.surface in ("人", "語") and right.reading != "ひと"
    return left.pos[0] in ("名詞", "接尾辞", "形状詞", "動詞", "形容詞") and right.pos[1] != "動詞的"


def _is_katakana(left: Morpheme, right: Morpheme) -> bool:
    return bool(_KATAKANA.fullmatch(left.surface) and _KATAKANA.fullmatch(right.surface))


@cache
def _affixes(kind: str) -> frozenset[str]:
    return frozenset(unit for row, unit in rows("joining", 2) if row == kind)


@lru_cache(maxsize=1 << 16)
def _token(parts: tuple[Morpheme, ...]) -> Token:
    head = _head(parts)
    lemma = "".join(part.surface for part in parts[:head]) + parts[head].lemma
    normal = "".join(part.normal for part in parts[: head + 1])
    if parts[head].pos[4] == "*":
        lemma = (
            "".join(part.surface for part in parts[:head])
            + parts[head].lemma
            + "".join(p.surface for p in parts[head + 1 :])
        )
        normal = "".join(part.normal for part in parts)
    pos = whole_pos(parts[: head + 1])
    return Token(
        surface="".join(part.surface for part in parts),
        reading=_reading(parts),
        lemma=lemma,
        normal=normal,
        pos=_tag(pos),
        xpos=_xpos(pos),
        inflection=inflection(lemma, parts[head:]),
        provenance=_provenance(parts),
    )


@lru_cache(maxsize=1 << 16)
def _single(part: Morpheme) -> Token:
    """Return a word of one morpheme, as most are."""
    return Token(
        surface=part.surface,
        reading=part.reading,
        lemma=part.lemma,
        normal=part.normal,
        pos=_tag(part.pos),
        xpos=_xpos(part.pos),
        inflection=inflection(part.lemma, (part,)) if part.pos[4] != "*" else "",
        provenance=_known_provenance(part.source, part.sure and not part.others, part.others),
    )


@lru_cache(maxsize=1 << 10)
def _known_provenance(source: str, certain: bool, others: tuple[str, ...]) -> Provenance:
    return Provenance(source, certain, others)


@cache
def _xpos(pos: tuple[str, ...]) -> str:
    return "-".join(part for part in pos if part != "*")


def _reading(parts: tuple[Morpheme, ...]) -> str:
    """Return the word's reading, "" when part of it has none: half a reading teaches an error."""
    if any(not part.reading and not part.sure for part in parts):
        return ""
    return "".join(part.reading for part in parts)


def _head(parts: tuple[Morpheme, ...]) -> int:
    """Return which part gives the word its lemma and part of speech: the last verb of a compound, the noun's suffix."""
    if parts[-1].pos[:2] == ("接尾辞", "名詞的") and parts[0].pos[4] != "サ行変格":
        return len(parts) - 1  # 作り方 is no verb, しよう is
    verbs = [
        at
        for at, part in enumerate(parts)
        if not (at and part.lemma == "ない") and (part.pos[0] in _VERBS or part.pos[1] in _VERB_SUFFIXES)
    ]
    if verbs:
        return verbs[-1]
    if parts[0].pos[0] in _INFLECTED:
        return 0
    return len(parts) - 1


@cache
def _tag(pos: tuple[str, ...]) -> str:
    table = _tags()
    for width in range(4, 0, -1):
        tag = table.get("-".join(pos[:width]))
        if tag:
            return tag
    return "X"


@cache
def _tags() -> dict[str, str]:
    return dict(rows("pos", 2))


def _provenance(parts: tuple[Morpheme, ...]) -> Provenance:
    """Return the strongest source, and the word's other readings: those of each part with the rest as it is."""
    source = min((part.source for part in parts), key=_SOURCES.index)
    certain = all(part.sure and not part.others for part in parts)
    if certain:
        return _known_provenance(source, True, ())
    readings = [part.reading for part in parts]
    others = [
        "".join([*readings[:at], other, *readings[at + 1 :]]) for at, part in enumerate(parts) for other in part.others
    ]
    return Provenance(source, certain, tuple(others))
