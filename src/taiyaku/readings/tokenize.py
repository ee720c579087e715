"""Text -> morphemes: the short units of SudachiPy (mode A) with their readings. The only importer of sudachipy.

Table: ``variants.tsv`` (kanji that are looked up as another one: 髙 as 高).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from sudachipy import Dictionary, SplitMode, Tokenizer
from sudachipy import Morpheme as SudachiMorpheme

from taiyaku.readings.kana import has_kanji, hiragana, plain_hiragana
from taiyaku.readings.tables import rows

_LONGEST = 12_000  # code points; Sudachi refuses more than 49,149 bytes, a code point has at most 4
_BREAK = re.compile(r"[。！？!?\n、，\s]")
_REMEMBERED = 1 << 16
_SURROGATE = re.compile("[\ud800-\udfff]")
_KANA = re.compile("[ぁ-ゖゝゞァ-ヶー-ヾ]+")
_HIRAGANA = re.compile("[ぁ-ゖー]+")
_SILENT = frozenset({"補助記号", "空白"})


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, so that what is made of them is found again fast
class Morpheme:
    """A short unit: ``reading`` in hiragana, "" for punctuation and where no dictionary knows one.

    ``pos`` is Sudachi's six-fold part of speech, ``*`` where empty. ``source`` is as in ``model.Provenance``;
    ``sure`` is false where the reading is a guess (kanji outside the dictionary, given names), ``others`` are readings
    that are as possible.
    """

    surface: str
    reading: str
    lemma: str
    normal: str
    pos: tuple[str, ...]
    source: str = "sudachi"
    sure: bool = True
    others: tuple[str, ...] = ()


_TE = Morpheme("て", "て", "て", "て", ("助詞", "接続助詞", "*", "*", "*", "*"), "kana")
_WA = Morpheme("は", "は", "は", "は", ("助詞", "係助詞", "*", "*", "*", "*"), "kana")


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` is to be read as this one morpheme (code points)."""

    start: int
    end: int
    morpheme: Morpheme


def morphemes(text: str) -> tuple[Morpheme, ...]:
    """Return the morphemes of ``text``; their surfaces join to ``text``, whatever it holds.

    ``首脳会談は`` gives 首脳[しゅのう] 会談[かいだん] は[は]; blanks, control characters and lone surrogates are
    morphemes without a reading. 髙橋 is read as 高橋 is. Very long texts are cut at a punctuation mark first.
    """
    found: list[Morpheme] = []
    for piece in _pieces(text):
        asked = _SURROGATE.sub("\ufffd", piece)
        if _rare().search(asked):
            asked = asked.translate(_variants())
        found.extend(_tokens(asked, piece))
    return tuple(found)


def replaced(text: str, found: Sequence[Morpheme], spans: Sequence[Span]) -> tuple[Morpheme, ...]:
    """Return the morphemes with those under ``spans`` (ordered, apart from each other) replaced by the spans' own.

    Where a span cuts a morpheme in two, the rest is analysed anew: 月末 under ``11月`` leaves 末.
    """
    if not spans:
        return tuple(found)
    ends = borders(found)
    result: list[Morpheme] = []
    at = 0
    for span in spans:
        result.extend(_between(text, found, ends, at, span.start))
        result.append(span.morpheme)
        at = span.end
    result.extend(_between(text, found, ends, at, len(text)))
    return tuple(result)


def whole_pos(parts: Sequence[Morpheme]) -> tuple[str, ...]:
    """Return the part of speech of a word made of several morphemes: its last one's, a suffix no longer being one.

    ``運転 手`` is a noun, ``国際 的`` a 形状詞, ``つながり かねる`` a verb. A suffix by itself stays one (氏).
    """
    pos = parts[-1].pos
    if len(parts) == 1 or pos[0] != "接尾辞":
        return pos
    if pos[1] == "名詞的":
        return ("名詞", "普通名詞", *pos[2:])
    return (pos[1].removesuffix("的"), "一般", *pos[2:])


def borders(found: Sequence[Morpheme]) -> list[int]:
    """Return where the morphemes begin, and the end of the last: n morphemes have n + 1 borders."""
    return list(accumulate([len(morpheme.surface) for morpheme in found], initial=0))


def _between(text: str, found: Sequence[Morpheme], ends: list[int], start: int, end: int) -> list[Morpheme]:
    """Return the morphemes of ``text[start:end]``: the found ones, and cut ones analysed anew."""
    first = bisect_left(ends, start)
    last = bisect_right(ends, end) - 1
    if last < first:
        return list(morphemes(text[start:end]))
    head = morphemes(text[start : ends[first]]) if ends[first] > start else ()
    tail = morphemes(text[ends[last] : end]) if ends[last] < end else ()
    return [*head, *found[first:last], *tail]


def _pieces(text: str) -> list[str]:
    pieces = []
    while len(text) > _LONGEST:
        breaks = [match.end() for match in _BREAK.finditer(text, _LONGEST // 2, _LONGEST)]
        cut = breaks[-1] if breaks else _LONGEST
        pieces.append(text[:cut])
        text = text[cut:]
    pieces.append(text)
    return pieces


@cache
def _tokenizer() -> Tokenizer:
    fields = {"pos", "reading_form", "dictionary_form", "normalized_form"}
    return Dictionary().tokenizer(SplitMode.A, fields=fields)


def _tokens(asked: str, original: str) -> list[Morpheme]:
    """Return our morphemes for Sudachi's, which may be empty (㍿ is two words in one character, … three dots)."""
    known = _known()
    found: list[Morpheme] = []
    at = 0
    for token in _tokenizer().tokenize(asked):
        end = token.end()
        morpheme = known.get(token.word_id())
        if morpheme is not None and original[at:end] == morpheme.surface:
            found.append(morpheme)
        elif surface := original[at:end]:
            found.extend(_split(_morpheme(token, surface)))
        elif found and _HIRAGANA.fullmatch(more := hiragana(token.reading_form())):
            found[-1] = replace(found[-1], reading=found[-1].reading + more)
        at = end
    if at < len(original):
        found.append(_unread(original[at:]))
    return found


def _split(morpheme: Morpheme) -> tuple[Morpheme, ...]:
    """Return ては, which the dictionary takes for one particle behind 関し, as て and は, as it does elsewhere."""
    if morpheme.surface != "ては" or morpheme.pos[1] != "接続助詞":
        return (morpheme,)
    return _TE, _WA


def _morpheme(token: SudachiMorpheme, surface: str) -> Morpheme:
    """Return a new record; that of a dictionary word is kept, words outside the dictionary get one each time."""
    pos = _parts_of_speech().get(token.part_of_speech_id()) or _remember_pos(token)
    if token.is_oov():
        return _new(surface, token.reading_form(), surface, surface, pos, False)
    lemma, normal = token.dictionary_form(), token.normalized_form()
    lemma = surface if lemma == surface else lemma  # one string in memory, not three
    normal = lemma if normal == lemma else normal
    found = _new(surface, token.reading_form(), lemma, normal, pos, True)
    if len(_known()) < _REMEMBERED and surface != "ては":
        _known().setdefault(token.word_id(), found)
    return found


@cache
def _parts_of_speech() -> dict[int, tuple[str, ...]]:
    """Return the parts of speech met so far by Sudachi's number: one tuple each, however many words have it."""
    return {}


def _remember_pos(token: SudachiMorpheme) -> tuple[str, ...]:
    return _parts_of_speech().setdefault(token.part_of_speech_id(), token.part_of_speech())


@cache
def _variants() -> dict[int, str]:
    return str.maketrans({variant: standard for variant, standard, _ in rows("variants", 3)})


@cache
def _rare() -> re.Pattern[str]:
    return re.compile("[" + "".join(map(chr, _variants())) + "]")


@cache
def _known() -> dict[int, Morpheme]:
    """Return the dictionary words met so far, by Sudachi's number, in the spelling that they were met in first."""
    return {}


def _new(surface: str, spoken: str, lemma: str, normal: str, pos: tuple[str, ...], known: bool) -> Morpheme:
    if pos[0] in _SILENT:
        return Morpheme(surface, "", surface, normal, pos, "none")
    if _KANA.fullmatch(surface):
        return Morpheme(surface, hiragana(surface), lemma, normal, pos, "kana")
    reading = plain_hiragana(spoken).replace("・", "")  # セ・リーグ
    kanji = has_kanji(surface)
    if not _HIRAGANA.fullmatch(reading) or not (known or kanji):
        return Morpheme(surface, "", lemma, normal, pos, "none", not kanji)
    return Morpheme(surface, reading, lemma, normal, pos, "sudachi", known and pos[3] != "名")


def _unread(surface: str) -> Morpheme:
    return Morpheme(surface, "", surface, surface, ("補助記号", "一般", "*", "*", "*", "*"), "none")
