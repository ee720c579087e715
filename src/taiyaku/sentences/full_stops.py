"""English full stops: whether one ends a sentence or only a short word, by the roles of ``english.tsv``."""

from __future__ import annotations

import re
from functools import cache

from taiyaku.sentences.lexicon import ends_in_name, rows, words

OPENERS = "\"“‘'«([¿¡"
#: Code points from its start within which a mark can belong to the sentence's list number or opening bracket.
NEAR = 40
_WORD = re.compile(r"[^\s(\[{\"“”‘—–/]+$")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
#: U.S, p.m, Ph.D, B.Sc; and words without a vowel, which are written short: Ldr, Mfg, mgmt.
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$|(?:[A-Z][a-z]{0,4}\.)+[A-Z][a-z]{0,3}$")
_VOWELLESS = re.compile(r"[A-Z]?[bcdfghjklmnpqrstvwxz]{2,5}$")
_INITIAL = re.compile(r"(?:[A-Z][a-z]?-)?[A-Z]$")
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z]*")
_ERAS = frozenset({"B.C", "A.D", "B.C.E", "C.E", "BC", "AD"})
_COUNTRIES = frozenset({"U.S", "U.K", "U.N", "E.U", "U.S.A", "U.A.E", "U.S.S.R", "D.C", "N.Y", "L.A"})
#: One to three names, perhaps two persons, and a verb.
_ACTOR = re.compile(
    r"\s+(?P<name>[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,2})(?:\s+and\s+[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,2})?"
    r"\s+(?P<verb>[a-z]+)\b"
)
#: Prepositions that open a sentence with where, when or how.
_FRONT = frozenset({"In", "By", "At", "On", "From", "With", "For", "During", "Around", "About", "Throughout", "Across"})
#: Code points within which a phrase can open the sentence.
_WINDOW = 90
#: Letters that are no initials: ``vitamins A, B and C.``
_LETTERS = re.compile(r"\b[A-Z],? (?:and|or) $")
#: What a number word such as ``Fig.`` or ``app.`` counts: ``3``, ``IV``, ``B``.
_NUMBERED = re.compile(r"\s*(?:\(?[\d#]|[IVXLC]{2,}\b|(?![AI]\b)[A-Z]\b(?!['’]|\.\s+[A-Z][a-z]))")
_STREET = re.compile(r"\b[A-Z0-9][\w'’-]*\s+$")
#: A small letter's word that is none: a Roman number, or without a vowel.
_NO_WORD = re.compile(r"[ivxl]+|[bcdfghjklmnpqrstvwxz]{2,5}")
_NONE: frozenset[str] = frozenset()
#: Roles of words behind which a full stop may stand inside a sentence.
_SHORT = frozenset(("title", "never", "number", "either", "unit", "state", "open", "street"))


@cache
def _roles() -> dict[str, frozenset[str]]:
    """Return the roles of each short word, in capitals too where a name follows it (``ST. PAUL``)."""
    found: dict[str, set[str]] = {}
    for role, word, *_ in rows("english"):
        if role in _SHORT:
            found.setdefault(word, set()).add(role)
    capitals = {word.upper(): {"title"} for word, roles in found.items() if "title" in roles and len(word) > 1}
    return {word: frozenset(roles) for word, roles in {**capitals, **found}.items()}


@cache
def _words(role: str) -> frozenset[str]:
    return words("english", role)


def is_long_word(text: str, begin: int, at: int) -> bool:
    """Whether what stands before ``at`` is a word in small letters that is written out: ``ended``, not ``dept``."""
    word = text[text.rfind(" ", begin, at) + 1 : at]
    return len(word) > 2 and word.isalpha() and word.islower() and word not in _roles() and not _NO_WORD.fullmatch(word)


def period_ends(text: str, begin: int, at: int, stop: int, end: int, closing: str) -> bool:
    """Whether the full stop at ``at``, before something that can begin a sentence, ends the one begun at ``begin``.

    ``… at noon. Talks`` ends, ``Mr. Lee`` does not; ``in the U.S. The`` ends, ``the U.S. Senate`` does not.

    :param stop: where the text behind the mark and its closing quotes begins.
    :param closing: those quotes, brackets and footnote marks.
    """
    if is_long_word(text, begin, at):
        return True
    found = _WORD.search(text, max(begin, at - 24), at)
    word = found[0] if found else ""
    if closing.startswith(('"', "”")) and "." not in word:
        return True
    if at - begin <= NEAR and _LIST_NUMBER.fullmatch(word) and not text[begin : at - len(word)].strip():
        return False
    roles = _roles().get(word, _NONE)
    verdict = _by_role(roles, word, text, begin, at, stop, end) if roles else None
    if verdict is not None:
        return verdict
    if len(word) == 1 and (_LETTERS.search(text, max(begin, at - 12), at - 1) or _lettered(text, begin, at)):
        return True
    if word in _ERAS and text[max(begin, at - len(word) - 2) : at - len(word)][:1].isdigit():
        return not _fronted(text, begin, at)
    if word in _COUNTRIES and _name_acts(text, stop, end) and not _fronted(text, begin, at):
        return True
    if "either" in roles or _DOTTED.fullmatch(word) or _INITIAL.fullmatch(word) or _VOWELLESS.fullmatch(word):
        return starter_follows(text, stop, end)
    return not ends_in_name(text, begin, at + 1)


def _by_role(roles: frozenset[str], word: str, text: str, begin: int, at: int, stop: int, end: int) -> bool | None:
    """Return what the roles of the word say; ``None`` if they leave it open."""
    before = text[max(begin, at - len(word) - 2) : at - len(word)]
    if "title" in roles:
        street = word == "St" and bool(_STREET.search(text, max(begin, at - 30), at - 2))
        return street and starter_follows(text, stop, end)
    if "never" in roles:
        return False
    if "number" in roles and (_NUMBERED.match(text, stop, end) or "either" not in roles):
        return not _NUMBERED.match(text, stop, end)
    if "unit" in roles and before[:1].isdigit():
        return True
    if "state" in roles and before == ", ":
        return starter_follows(text, stop, end)
    if "open" in roles:
        return not _follows(text, stop, end, "clock")
    if "street" in roles:
        return not _follows(text, stop, end, "street_next")
    return None


def _lettered(text: str, begin: int, at: int) -> bool:
    """Whether the lone letter before ``at`` is a label, no initial: ``plan B.``, ``Group D.``, ``Elizabeth I.``"""
    found = re.search(r"([A-Za-z]+) ([A-Z])$", text[max(begin, at - 20) : at])
    if found is None:
        return False
    return found[1] in _words("letter") or (found[2] in "IVX" and found[1] in _words("numbered_name"))


def _name_acts(text: str, at: int, end: int) -> bool:
    """Whether a name and a verb follow, as in ``in the U.S. Biden said``; the U.S. Senate is no such name."""
    found = _ACTOR.match(text, at, min(end, at + 80))
    if found is None or found["name"].split()[0] in _words("institution"):
        return False
    return found["verb"] in _words("finite") or found["verb"] in _words("verb")


def _fronted(text: str, begin: int, at: int) -> bool:
    """Whether all so far is a phrase that opens the sentence: ``After a year in the U.S.``, ``In 753 B.C.``"""
    so_far = text[begin:at] if at - begin <= _WINDOW else ","
    words_so_far = so_far.split()
    if "," in so_far or not words_so_far:
        return False
    if words_so_far[0].lstrip(OPENERS) in _words("subordinator"):
        return True
    verbs = _words("finite") | _words("verb")
    return words_so_far[0].lstrip(OPENERS) in _FRONT and not any(word in verbs for word in words_so_far)


def _first_word(text: str, at: int, end: int) -> re.Match[str] | None:
    while at < end and (text[at].isspace() or text[at] in OPENERS):
        at += 1
    return _FIRST_WORD.match(text, at, min(end, at + 24))


def starter_follows(text: str, at: int, end: int) -> bool:
    """Whether a word that usually begins sentences comes next (``The``), not as ``A.`` or ``All-Stars``."""
    word = _first_word(text, at, end)
    if word is None:
        return text[at : min(at + 4, end)].lstrip()[:1] in ("“", '"')
    after = text[word.end() : word.end() + 1]
    return word[0] in _words("starter") and (after not in (".", "-") or word[0] in ("Mr", "Mrs", "Ms"))


def _follows(text: str, at: int, end: int, role: str) -> bool:
    """Whether the next word is one of a role."""
    word = _first_word(text, at, end)
    return word is not None and word[0] in _words(role)
