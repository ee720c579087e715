"""English sentences, words and their case; the only module that imports sacremoses.

A sentence ends at ``.!?`` also inside quotations, never inside brackets, never after ``Mr.`` or initials; after
``U.S.`` or ``Inc.`` only before a word that usually begins sentences. Word lists: ``english.tsv``, ``names.tsv``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from taiyaku.sentences.brackets import enclosures
from taiyaku.sentences.footnotes import ENGLISH_NOTE
from taiyaku.sentences.lexicon import ends_in_name, words
from taiyaku.sentences.lines import Span, joins_english, units

if TYPE_CHECKING:
    from sacremoses import MosesTokenizer, MosesTruecaser

_FOOTNOTE = rf"{ENGLISH_NOTE}|[†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+"
#: A mark or run of marks (``. . .`` too) with the closing quotes, brackets and footnote marks behind it.
_END = re.compile(
    r"(?P<run>[.!?…‼⁇⁈⁉]+(?:[ \u00a0]\.(?=[\s\"”’)]|$))*)"
    rf"(?P<closing>(?:[\"”’'»)\]]|[ ]?(?:{_FOOTNOTE}))*+)"
    r"(?P<note>\d{1,2}(?=\s|$))?"
)
_WORD = re.compile(r"[^\s(\[{\"“”‘—–/]+$")
_LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
#: U.S, p.m, Ph.D, B.Sc; and words without a vowel, which are written short: Ldr, Mfg, mgmt.
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$|(?:[A-Z][a-z]{0,4}\.)+[A-Z][a-z]{0,3}$")
_VOWELLESS = re.compile(r"[A-Z]?[bcdfghjklmnpqrstvwxz]{2,5}$")
#: Code points from its start within which a mark can belong to the sentence's list number or opening bracket.
_NEAR = 40
_INITIAL = re.compile(r"(?:[A-Z][a-z]?-)?[A-Z]$")
_OPENERS = "\"“‘'«([¿¡"
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z]*")
#: iPhone, eBay, macOS: names that begin small also at the head of a sentence.
_BRAND = re.compile(
    r"[a-z]{1,5}[A-Z]|(?:adidas|lululemon|thyssenkrupp|bell hooks|k\.?d\.? lang|e\.?e\.? cummings|amazon\.com)\b"
)
#: Letters that are no initials: ``vitamins A, B and C.``
_LETTERS = re.compile(r"\b[A-Z],? (?:and|or) $")
#: What a number word such as ``Fig.`` or ``app.`` counts: ``3``, ``IV``, ``B``.
_NUMBERED = re.compile(r"\s*(?:[\d#]|[IVXLC]{2,}\b|(?![AI]\b)[A-Z]\b(?!['’]|\.\s+[A-Z][a-z]))")
_STREET = re.compile(r"\b[A-Z0-9][\w'’-]*\s+$")
_REMARK_END = re.compile(r"[.!?…][\"”’]?\)$")
_ENUMERATOR = re.compile(r"\([0-9a-zA-Zivx]{1,3}\)$")
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
_GLUED = re.compile(r"[A-Z][a-z]*(?=[\s,'’])")
_ASKED = re.compile(r"(?:[A-Z][\w.'’-]*\s+){1,4}(?P<verb>[a-z]+)\b")


@cache
def _words(role: str) -> frozenset[str]:
    return words("english", role)


@cache
def _glued_starters() -> frozenset[str]:
    return frozenset(word for word in _words("starter") if len(word) > 1)


def english_spans(text: str) -> list[Span]:
    """Return the sentences of a text as half-open code-point spans: every character but outer blanks, in order.

    ``Mr. Lee left. He smiled.`` gives two; ``"It is over. We lost," he said.`` gives two as well, for English
    sentences end inside quotations. A line end is judged: end of a heading or paragraph, or hard wrap.
    """
    spans: list[Span] = []
    for start, end in units(text, joins_english):
        _split(text, start, end, spans)
    return spans


def _split(text: str, start: int, end: int, spans: list[Span]) -> None:
    """Append the sentences of one paragraph."""
    pairs = enclosures(text, start, end, english=True)
    pair = 0
    begin = start
    for mark in _END.finditer(text, start, end):
        at, stop = mark.span()
        if at < begin:
            continue
        while pair < len(pairs) and pairs[pair][1] <= at:
            pair += 1
        if pair < len(pairs) and pairs[pair][0] < at:
            inside = pairs[pair]
            if not _whole_remark(text, inside, begin, end):
                continue
            stop = max(inside[1], begin)
            if stop < mark.end("run"):
                continue
        elif not _ends(text, begin, end, mark):
            continue
        stop = _with_remark(
            text, stop if mark["note"] is None or _is_note(mark) else mark.end("closing"), end, pairs, pair
        )
        _emit(text, begin, stop, spans)
        begin = stop
    _emit(text, begin, end, spans)


def _emit(text: str, start: int, end: int, spans: list[Span]) -> None:
    piece = text[start:end]
    stripped = piece.lstrip()
    if stripped:
        begin = start + len(piece) - len(stripped)
        spans.append((begin, begin + len(stripped.rstrip())))


def _is_note(mark: re.Match[str]) -> bool:
    """Whether the digits behind a full stop are a footnote's: ``expired.1 Talks``, not ``v2.1``."""
    before = mark.string[max(0, mark.start() - 5) : mark.start()]
    return mark["run"] == "." and bool(re.search(r"[a-z]{2}$|[)”\"]$|(?<!\d)(?:1[5-9]|20)\d\d$", before))


def _whole_remark(text: str, pair: Span, begin: int, end: int) -> bool:
    """Whether the bracket is the whole sentence so far and the text behind it begins another one."""
    if pair[0] - begin > _NEAR or text[begin : pair[0]].strip() or not _REMARK_END.search(text, pair[0], pair[1]):
        return False
    return pair[1] == end or (text[pair[1]].isspace() and _begins(text, pair[1], end))


def _with_remark(text: str, stop: int, end: int, pairs: list[Span], pair: int) -> int:
    """Return the end of the sentence with a bracketed remark behind it: ``He left. (He was ill.)``."""
    following = stop
    while following < end and text[following].isspace():
        following += 1
    for opened, closed in pairs[pair : pair + 2]:
        if opened == following and text[opened] == "(" and _REMARK_END.search(text, opened, closed):
            return closed if closed == end or _begins(text, closed, end) else stop
    return stop


def _ends(text: str, begin: int, end: int, mark: re.Match[str]) -> bool:
    """Judge a mark outside brackets."""
    at, stop = mark.span()
    if mark["note"] and not _is_note(mark):
        return False
    if stop == end:
        return True
    glued = not text[stop].isspace()
    if glued and not mark["closing"]:
        return mark["run"] == "." and _glued_end(text, begin, at, stop)
    if glued and text[stop] not in '“"‘(':
        return bool(re.search(r"\d\]$", mark["closing"])) and text[stop].isupper()
    if not _begins(text, stop, end):
        return False
    run, closing = mark["run"], mark["closing"]
    if run == ".":
        return _period_ends(text, begin, at, stop, end, closing)
    if run.startswith((".", "…")):
        return (at > begin and not text[at - 1].isspace()) or (
            _starter(text, stop, end) and text[stop : stop + 3].strip() != "I"
        )
    if closing and not closing.startswith("["):
        return not _attributed(text, stop, end)
    return not ends_in_name(text, begin, at + len(run))


def _begins(text: str, at: int, end: int) -> bool:
    """Whether what stands behind blanks can begin a sentence: a capital, digit, quotation, iPhone; no lower case."""
    while at < end and (text[at].isspace() or text[at] in _OPENERS):
        at += 1
    if at >= end:
        return True
    if text[at].islower():
        return bool(_BRAND.match(text, at, end))
    return text[at] not in ",;:!?)]–—-" and not (text[at] == "." and not text[at + 1 : at + 2].isdigit())


def _glued_end(text: str, begin: int, at: int, stop: int) -> bool:
    """Whether a blank was lost: ``he said.The talks``; not in ``ASP.NET`` or ``Booking.Com``."""
    word = _GLUED.match(text, stop, stop + 20)
    before = text[max(begin, at - 2) : at]
    return word is not None and len(before) == 2 and before.islower() and word[0] in _glued_starters()


def _period_ends(text: str, begin: int, at: int, stop: int, end: int, closing: str) -> bool:
    """Judge a full stop before something that can begin a sentence."""
    found = _WORD.search(text, max(begin, at - 24), at)
    word = found[0] if found else ""
    quoted = closing.startswith(('"', "”"))
    if quoted and "." not in word:
        return True
    if at - begin <= _NEAR and _LIST_NUMBER.fullmatch(word) and not text[begin : at - len(word)].strip():
        return False
    if word in _words("title") or (len(word) > 1 and word.isupper() and word.capitalize() in _words("title")):
        return word == "St" and bool(_STREET.search(text, max(begin, at - 30), at - 2)) and _starter(text, stop, end)
    if word in _words("never"):
        return False
    if word in _words("number") and (_NUMBERED.match(text, stop, end) or word not in _words("either")):
        return not _NUMBERED.match(text, stop, end)
    before = text[max(begin, at - len(word) - 2) : at - len(word)]
    if word in _words("unit") and before[:1].isdigit():
        return True
    if word in _words("state") and before == ", ":
        return _starter(text, stop, end)
    if word in _words("open"):
        return not _follows(text, stop, end, "clock")
    if word in _words("street"):
        return not _follows(text, stop, end, "street_next")
    if _INITIAL.fullmatch(word) and (_LETTERS.search(text, max(begin, at - 12), at - 1) or _lettered(text, begin, at)):
        return True
    if word in _ERAS and before[:1].isdigit():
        return not _fronted(text, begin, at)
    if word in _COUNTRIES and _name_acts(text, stop, end) and not _fronted(text, begin, at):
        return True
    short = _DOTTED.fullmatch(word) or _INITIAL.fullmatch(word) or _VOWELLESS.fullmatch(word)
    if short or word in _words("either"):
        return _starter(text, stop, end)
    return not ends_in_name(text, begin, at + 1)


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
    if words_so_far[0].lstrip(_OPENERS) in _words("subordinator"):
        return True
    verbs = _words("finite") | _words("verb")
    return words_so_far[0].lstrip(_OPENERS) in _FRONT and not any(word in verbs for word in words_so_far)


def _first_word(text: str, at: int, end: int) -> re.Match[str] | None:
    while at < end and (text[at].isspace() or text[at] in _OPENERS):
        at += 1
    return _FIRST_WORD.match(text, at, min(end, at + 24))


def _starter(text: str, at: int, end: int) -> bool:
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


def _attributed(text: str, at: int, end: int) -> bool:
    """Whether a speaker and a verb of saying follow: ``"Will he come?" Putin asked.``"""
    while at < end and text[at].isspace():
        at += 1
    found = _ASKED.match(text, at, min(end, at + 60))
    return found is not None and found["verb"] in _words("verb")


# sacremoses ---------------------------------------------------------------------------------------------------------


@cache
def _tokenizer() -> MosesTokenizer:
    from sacremoses.tokenize import MosesTokenizer

    return MosesTokenizer(lang="en")


@cache
def _truecaser() -> MosesTruecaser:
    from sacremoses.truecase import MosesTruecaser

    return MosesTruecaser()


@lru_cache(maxsize=1)  # asked for each name of a page
def true_cases(sentences: tuple[str, ...]) -> dict[str, str]:
    """Return how each word is written inside sentences, by its lower-case form: Moses truecasing learned from them.

    "Topics are open; the topics of Putin" gives topics and Putin. A word that only begins sentences is left out.
    """
    best: dict[str, str] = _truecaser().train([english_tokens(sentence) for sentence in sentences])["best"]
    return best


def english_tokens(text: str) -> list[str]:
    """Return the words and marks of an English sentence as Moses cuts them, nothing escaped.

    ``Mr. Lee's talks`` gives Mr. / Lee / 's / talks.
    """
    tokens: list[str] = _tokenizer().tokenize(text, escape=False)
    return tokens
