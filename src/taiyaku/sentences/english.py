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
from taiyaku.sentences.full_stops import NEAR, OPENERS, is_long_word, period_ends, starter_follows
from taiyaku.sentences.lexicon import ends_in_name, words
from taiyaku.sentences.lines import Span, joins_english, units

if TYPE_CHECKING:
    from sacremoses import MosesDetokenizer, MosesPunctNormalizer, MosesTokenizer, MosesTruecaser

_FOOTNOTE = rf"{ENGLISH_NOTE}|[†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+"
#: A mark or run of marks (``. . .`` too) with the closing quotes, brackets and footnote marks behind it.
_END = re.compile(
    r"(?P<run>[.!?…‼⁇⁈⁉]+(?:[ \u00a0]\.(?=[\s\"”’)]|$))*)"
    rf"(?P<closing>(?:[\"”’'»)\]]|[ ]?(?:{_FOOTNOTE}))*+)"
    r"(?P<note>\d{1,2}(?=\s|$))?"
)
#: iPhone, eBay, macOS: names that begin small also at the head of a sentence.
_BRAND = re.compile(
    r"[a-z]{1,5}[A-Z]|(?:adidas|lululemon|thyssenkrupp|bell hooks|k\.?d\.? lang|e\.?e\.? cummings|amazon\.com)\b"
)
_REMARK_END = re.compile(r"[.!?…][\"”’]?\)$")
_ENUMERATOR = re.compile(r"\([0-9a-zA-Zivx]{1,3}\)$")
_GLUED = re.compile(r"[A-Z][a-z]*(?=[\s,'’])")
_APART = re.compile(r" (?:[.,;:!?)]|'(?:s|t|re|ve|ll|d|m))(?= |$)|&[a-z]+;|@-@")
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
        if not pairs and _plainly_ends(text, begin, at, stop):
            spans.append((begin, stop))
            begin = stop + 1
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


def _plainly_ends(text: str, begin: int, at: int, stop: int) -> bool:
    """Whether a mark is a full stop behind an ordinary word, with one blank and a capital behind it: most are."""
    return (
        stop - at == 1
        and text[at] == "."
        and text[stop : stop + 1] == " "
        and text[stop + 1 : stop + 2].isupper()
        and not text[begin].isspace()
        and is_long_word(text, begin, at)
    )


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
    if pair[0] - begin > NEAR or text[begin : pair[0]].strip() or not _REMARK_END.search(text, pair[0], pair[1]):
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
        return period_ends(text, begin, at, stop, end, closing)
    if run.startswith((".", "…")):
        return (at > begin and not text[at - 1].isspace()) or (
            starter_follows(text, stop, end) and text[stop : stop + 3].strip() != "I"
        )
    if closing and not closing.startswith("["):
        return not _attributed(text, stop, end)
    return not ends_in_name(text, begin, at + len(run))


def _begins(text: str, at: int, end: int) -> bool:
    """Whether what stands behind blanks can begin a sentence: a capital, digit, quotation, iPhone; no lower case."""
    while at < end and (text[at].isspace() or text[at] in OPENERS):
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


@cache
def _detokenizer() -> MosesDetokenizer:
    from sacremoses.tokenize import MosesDetokenizer

    return MosesDetokenizer(lang="en")


@cache
def _normalizer() -> MosesPunctNormalizer:
    from sacremoses.normalize import MosesPunctNormalizer

    return MosesPunctNormalizer(lang="ja")


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


def plain_punctuation(text: str) -> str:
    """Return text of any language as OPUS-MT models know it: full-width marks and digits as Moses replaces them.

    ``「米、麦。」と２人`` gives "米,麦. "と2人, blanks single, control characters blanks.
    """
    replaced: str = _normalizer().replace_unicode_punct(text)
    return " ".join("".join(char if char.isprintable() else " " for char in replaced).split())


def joined_tokens(text: str) -> str:
    """Return English as it is printed, whether its words and marks stand apart or not.

    ``Mr. Lee 's talks , he said .`` gives "Mr. Lee's talks, he said."; text that is printed already stays.
    """
    plain = " ".join(text.split())
    if not _APART.search(plain):
        return plain
    printed: str = _detokenizer().detokenize(plain.split())
    return printed
