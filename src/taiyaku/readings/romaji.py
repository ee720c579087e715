"""Tokens -> romaji: modified Hepburn, words spaced as a learner reads them.

Kana become letters in hepburn.py; here stands what depends on the word: particles said otherwise than written,
the borders of word parts, capitals, spaces and punctuation (``punctuation.tsv``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from taiyaku.model import Token
from taiyaku.readings.hepburn import BORDER, OKURIGANA, LongVowels, bordered, doubling, hepburn
from taiyaku.readings.kana import KANA_CLASS, KANJI_CLASS, has_kanji, hiragana
from taiyaku.readings.ruby import ruby_runs
from taiyaku.readings.tables import rows

_FUNCTION_WORDS = frozenset({"ADP", "ADV", "AUX", "CCONJ", "INTJ", "PART", "SCONJ"})
_INNER_WA = re.compile("(?:(?<=[てで])|(?<=^と))は(?=[なあいおごらだじ])")  # ではない, してはいけない, とはいえ
_LAUGHTER = re.compile("[あいうえがひふへほわは]*は")
_HONORIFIC = frozenset({"お", "ご", "御", "み", "オ", "ゴ"})
_HIRAGANA = frozenset(chr(code) for code in range(ord("ぁ"), ord("ん") + 1))
_KATAKANA = re.compile("[ァ-ヺー]+")
_PARTED = re.compile("[ァ-ヺー]+(?:・[ァ-ヺー]+)+")
_PRINTED = re.compile(rf"(?![{KANA_CLASS}])[^\W\d_][^{KANJI_CLASS}{KANA_CLASS}]*")  # NATO, G7, COVID-19
_ENDS = frozenset("。．.！!？?")
_CLOSES = frozenset("」』）)”〟")
_FRACTION = re.compile("分の|[/／]")  # 3分の2, 2/3
_PART_OF = re.compile(rf"ぶん{re.escape(BORDER)}?の")
_MYRIADS = {"万": "まん", "億": "おく", "兆": "ちょう", "京": "けい"}
_PLACE_ENDINGS = frozenset("都府県市区町村郡州島山川湖湾港駅線橋城寺")  # of a name: 新潟県 Niigata-ken
_ONCE = frozenset("…‥―—─ー")  # printed once however often they stand: ……


class _Word(NamedTuple):
    """What the romaji of a token depends on."""

    surface: str
    reading: str
    lemma: str
    pos: str


class _Part(NamedTuple):
    """A word or mark of the line and whether a space may stand on its left and right; ``mark`` is "" for a word."""

    text: str
    left: bool = True
    right: bool = True
    mark: str = ""


def kana_romaji(kana: str, long: LongVowels = "macron", *, capital: bool = False) -> str:
    """Return a lone reading in romaji.

    ``うらじーみる・ぷーちん`` gives urajīmiru pūchin, with ``capital`` Urajīmiru Pūchin.
    """
    spelled = hepburn(kana, long)
    return _capitalised(spelled) if capital else spelled


def romaji(tokens: Sequence[Token], long: LongVowels = "macron") -> tuple[str, ...]:
    """Return every token's romaji, "" for punctuation and what has no reading.

    私[わたし] は[は] gives watashi wa; particles は へ を are wa e o. Vowels are drawn together only inside a
    word part: 東京 Tōkyō, 大きい ōkii, but 思う omou, 場合 baai, お送り ookuri. Names are capitalised. A word that ends
    in っ takes the first consonant of the next one: 行っ て it te. Words in Latin letters stay as printed, so do digits
    that are part of a katakana name (ファルコン9 farukon 9) and digits in a circle (①, as (1)).
    """
    spelled = [_romaji(_Word(token.surface, token.reading, token.lemma, token.pos), long) for token in tokens]
    for place, token in enumerate(tokens):
        digits = unicodedata.normalize("NFKC", token.surface)
        if place and digits.isdecimal() and _KATAKANA.fullmatch(tokens[place - 1].surface):
            spelled[place] = digits
    for place, token in enumerate(tokens[:-1]):
        if spelled[place] and _closed(token):
            spelled[place] += doubling(spelled[place + 1].lower())
    return tuple(spelled)


def sentence_romaji(tokens: Sequence[Token], long: LongVowels = "macron") -> str:
    """Return the romaji of a sentence as a line to read.

    Words are apart (particles too), prefixes and suffixes hang on with a hyphen (プーチン氏 Pūchin-shi), お and ご
    directly (お電話 odenwa); the sentence begins with a capital; ``「行く」と言う。`` gives "Iku" to iu.
    """
    line, spaced, capital = "", False, True
    for part in _parts(tokens, romaji(tokens, long)):
        text = part.text
        if part.mark:
            capital = part.mark in _ENDS or (capital and part.mark not in _CLOSES)
        elif capital and not text.startswith("("):
            text, capital = text[:1].upper() + text[1:], False
        line += (" " if spaced and part.left else "") + text
        spaced = part.right
    return " ".join(line.split())


@lru_cache(maxsize=16384)
def _romaji(word: _Word, long: LongVowels) -> str:
    printed = unicodedata.normalize("NFKC", word.surface)
    if printed.isdecimal() and unicodedata.decomposition(word.surface[0]).startswith("<circle>"):
        return f"({printed})"
    if _PRINTED.fullmatch(printed) and not has_kanji(printed):
        return printed
    if not word.reading:
        return ""
    parted = _PARTED.fullmatch(word.surface)  # セ・リーグ se rīgu
    spelled = hepburn(hiragana(word.surface) if parted else _said(word), long).strip()
    return _capitalised(spelled) if word.pos == "PROPN" else spelled


def _capitalised(spelled: str) -> str:
    return " ".join(part[:1].upper() + part[1:] for part in spelled.split(" "))


def _closed(token: Token) -> bool:
    """Whether the token ends in っ, which is only heard in the next one."""
    return token.reading.endswith(("っ", "ッ"))


def _said(word: _Word) -> str:
    """Return the reading as it is said, with ``|`` between word parts: は[わ], 思う[おも|う], 場合[ば|あい]."""
    said = _with_verb_ending(word, _with_borders(word))
    if word.pos == "NUM":
        said = _with_number_parts(word.surface, said)
    if word.pos == "ADP" and word.surface.startswith("へ"):
        said = said.replace("へ", "え", 1)
    for end in _particles_wa(word):
        said = said[:-end] + said[-end:].replace("は", f"わ{BORDER}", 1)
    return said


def _with_borders(word: _Word) -> str:
    """Mark where kanji and kana meet (お|送り) and where kanji begin a new part.

    Not where う follows kanji in anything but a verb: 有難う arigatō, 向こう; 食う is ku|u.
    """
    said, after_kanji = "", False
    runs = ruby_runs(word.surface, word.reading, digits=True)
    for run, following in zip_longest(runs, runs[1:]):
        spoken = run.ruby or hiragana(run.base)
        okurigana = OKURIGANA if run.ruby and following and following.base[0] in _HIRAGANA else ""
        drawn = after_kanji and not run.ruby and spoken.startswith("う") and word.pos != "VERB"
        said += ("" if drawn or not said else BORDER) + bordered(run.base + okurigana, spoken)
        after_kanji = run.ruby != ""
    reading = hiragana(word.reading)
    return said if len(said.replace(BORDER, "")) == len(reading) else bordered(word.surface, reading)


def _with_number_parts(surface: str, said: str) -> str:
    """Return a number with its big parts apart: 3兆5000億円 sanchō gosen'oku en, 3分の2 and 2/3 sanbun no ni."""
    at = 0
    for myriad in (_MYRIADS[char] for char in surface[:-1] if char in _MYRIADS):
        found = said.find(myriad, at)
        if found < 0:
            break
        at = found + len(myriad)
        said = f"{said[:at]} {said[at:]}"
    return _PART_OF.sub("ぶん の ", said, count=1) if _FRACTION.search(surface) else said


def _with_verb_ending(word: _Word, said: str) -> str:
    """Mark the ending of a verb in う: おも|う, おも|おう (omoō); also where the verb is written in kana."""
    stem = word.lemma[:-1]
    ending = word.surface[len(stem) :]
    if word.pos != "VERB" or not stem or not word.lemma.endswith("う") or not word.surface.startswith(stem):
        return said
    if not ending.startswith(("う", "お")) or has_kanji(ending) or len(said) <= len(ending):
        return said
    return said[: -len(ending)] + BORDER + said[-len(ending) :]


def _particles_wa(word: _Word) -> Iterator[int]:
    """Yield how far from the end every は stands that is said わ, farthest first: 1 for では, 3 for ではない."""
    surface = word.surface
    if word.pos not in _FUNCTION_WORDS | {"ADJ", "VERB"} or "は" not in surface:
        return
    if word.pos in _FUNCTION_WORDS and surface.endswith("は"):
        if word.pos != "INTJ" or not _LAUGHTER.fullmatch(surface):
            yield 1
    elif word.pos != "ADP":
        for found in _INNER_WA.finditer(surface):
            if not has_kanji(surface[found.start() :]):
                yield len(surface) - found.start()


def _parts(tokens: Sequence[Token], spelled: Sequence[str]) -> Iterator[_Part]:
    """Yield the words and marks of the line from left to right."""
    after_word = False  # a suffix hangs on a word, not on a mark nor on a prefix that hangs on it itself
    for place, (token, letters) in enumerate(zip(tokens, spelled, strict=True)):
        if letters:
            following = tokens[place + 1] if place + 1 < len(tokens) else None
            ends = token.xpos.startswith("接尾辞") or (place > 0 and _ends_place(tokens[place - 1], token))
            yield _word(token, letters, following, hangs=after_word and ends)
        elif any(char.isalnum() for char in token.surface):
            yield _Part(token.surface)
        elif token.surface == "・" and all(mark.surface.isspace() for mark in tokens[:place]):
            yield _Part("-", mark="・")  # the bullet of a list
        else:
            before = tokens[place - 1].surface[-1:] if place and not after_word else ""
            yield from _marks(token.surface, before, _joins_names(tokens, place))
        after_word = letters != "" and not token.xpos.startswith("接頭辞")


def _ends_place(before: Token, token: Token) -> bool:
    """Whether a noun is the last part of a place's name: 仙台 市, 利根 川."""
    return before.pos == "PROPN" and token.pos == "NOUN" and token.surface in _PLACE_ENDINGS


def _word(token: Token, letters: str, following: Token | None, *, hangs: bool) -> _Part:
    """Return a word with its hyphens: -shi, moto-; っ and お run on into the next word."""
    if hangs and not token.xpos.startswith("接尾辞-形容詞的"):
        letters = f"-{letters}"
    right = True
    if following is not None and following.reading:
        if _closed(token):
            right = False
        elif token.xpos.startswith("接頭辞") and following.pos != "NUM":
            right = False
            letters += "" if token.surface in _HONORIFIC else "-"
    return _Part(letters, left=not hangs, right=right)


def _marks(surface: str, before: str, joins_names: bool) -> Iterator[_Part]:
    for mark in surface:
        if mark.isspace() or (mark == "・" and joins_names):
            yield _Part(" ", left=False, right=False, mark=mark)
        elif mark != before or mark not in _ONCE:
            text, sides = _punctuation().get(mark, (unicodedata.normalize("NFKC", mark), "both"))
            yield _Part(text, sides in {"left", "both"}, sides in {"right", "both"}, mark)
        before = mark


def _joins_names(tokens: Sequence[Token], place: int) -> bool:
    """Whether katakana words stand on both sides: ジョー・バイデン."""
    beside = (*tokens[max(0, place - 1) : place], *tokens[place + 1 : place + 2])
    return len(beside) == 2 and all(_KATAKANA.fullmatch(token.surface) for token in beside)


@cache
def _punctuation() -> dict[str, tuple[str, str]]:
    return {mark: (text, space) for mark, text, space, _ in rows("punctuation", 4)}
