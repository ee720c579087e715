"""Which line ends end a unit (heading, list item, paragraph) and which are hard wraps inside a sentence.

Each pair of neighbouring lines is judged on what a reader sees: how the upper line ends, how the lower begins,
and how long both are beside the longest line around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from taiyaku.sentences.lexicon import words

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_ONE_BREAK = frozenset(("\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"))
#: Lines below that are looked at for the partner of a bracket that is open at a line's end.
_REACH = 4
#: Width in half-width cells below which a line is too short to have been wrapped without other evidence.
_SHORT = 24

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """The look of a block of lines: its widest in half-width cells, and whether most lines are that wide."""

    widest: int
    even: bool


def units(text: str, joins: Callable[[str, str, Shape, str], bool]) -> list[Span]:
    """Return the spans of headings, list items and paragraphs, hard-wrapped lines joined, in order.

    ``joins(upper, lower, shape, below)`` judges a pair of neighbouring lines: ``shape`` is that of their block,
    ``below`` the lines from the lower one on that a quotation may reach.
    """
    found: list[Span] = []
    for block in _blocks(text):
        if len(block) == 1:
            found.append(block[0])
            continue
        lines = [text[start:end] for start, end in block]
        widths = [width(line) for line in lines]
        shape = Shape(max(widths), _even(widths))
        begin = block[0][0]
        for i in range(len(block) - 1):
            below = "".join(lines[i + 1 : i + 1 + _REACH])
            if not joins(lines[i], lines[i + 1], shape, below):
                found.append((begin, block[i][1]))
                begin = block[i + 1][0]
        found.append((begin, block[-1][1]))
    return found


def _blocks(text: str) -> list[list[Span]]:
    """Group the non-blank lines that follow each other without a blank line."""
    blocks: list[list[Span]] = []
    previous = -1
    for match in _LINE.finditer(text):
        start, end = match.span()
        if match[0].isspace():
            continue
        if previous >= 0 and text[previous:start] in _ONE_BREAK:
            blocks[-1].append((start, end))
        else:
            blocks.append([(start, end)])
        previous = end
    return blocks


def _even(widths: list[int]) -> bool:
    """Whether at least three lines, and most of all but the last, are as wide as the widest (less two letters)."""
    least = max(widths) - 4
    full = sum(1 for cells in widths[:-1] if cells >= least)
    return len(widths) >= 3 and full >= 0.6 * (len(widths) - 1) and full >= 2


def width(line: str) -> int:
    """Return the width in half-width cells, ASCII one and all else two."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))


# Japanese -----------------------------------------------------------------------------------------------------------

_JA_ENDED = re.compile(r"(?:[。｡！？!?…‥．.]|・・)[」』）)】〕］\]〉》｣”\"\d*※\[［ 　]*$")
_JA_MARKER = re.compile(
    r"(?:[　 ]|[・◆■●▼▲○□◇★☆※▽△▶►◎◉✓➤→⇒><＜＞＊*•‣–—―#＃【-]|[①-⑳㉑-㊿❶-❿⓵-⓾]"
    r"|[(（]?[\d０-９一二三四五六七八九十]{1,3}[)）.．、:：]|[(（][\d０-９a-zア-ン一二三四五六七八九十]{1,2}[)）]"
    r"|[QＱAＡ][.．:：\d])"
)
_JA_ITEM = re.compile(r"[　 ]*(?:[・◆■●▼▲○□◇★☆※▽△▶►◎◉•<＜【#]|[①-⑳]|[(（]?[\d０-９]{1,2}[)）.．])")
#: What begins no line of its own: small kana, ん, を, closing brackets, commas.
_JA_NO_START = re.compile(
    r"[ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮーんンをヲ、。，．・」』）)】〕］〉》｣”！？!?…‥ゝゞ々]"
)
_JA_GOES_ON = re.compile(r"[、，,「『（(〈《“・]$")
_JA_STARTER = re.compile(
    r"しかし|だが|また|ただ|一方|この|その|これ|それ|あの|ここ|そこ|こう|そう|だから|さらに|なお|もっとも|とはいえ|まず|次に|最後に"
    r"|同|今|当|関連|写真|「|『|“|（|\(|【"
)
_JA_OPEN_END = re.compile(
    r"(?:[をのがはとやて]|から|より|など|ため|として|による|に(?:対し|関し|つい|よっ|とっ)?|[もでへ])$"
)
_JA_WEAK_END = re.compile(r"(?:[にもでへはとが])$")
_JA_COMPLETE = re.compile(
    r"(?:です|ます|ました|でした|ません|でしょう|だろう|だった|である|なかった|ください|[かねよ]|[」』）)】〉》>＞])$"
)
_JA_WORD_CUT = re.compile(r"[ァ-ヶー]\n[ァ-ヶー]|[A-Za-z]\n[A-Za-z]|[0-9０-９]\n[0-9０-９.．・万億兆年月日人円%％]")
_JA_BRACKET = re.compile(r"[「」『』（）()“”]")


def joins_japanese(upper: str, lower: str, shape: Shape, below: str) -> bool:
    """Whether ``lower`` goes on with the sentence of ``upper``: ``…両国のシ`` + ``リアへの介入…``.

    ``参加者`` + ``国務長官、…`` stay apart, as does all that is indented or begins with a list mark.
    """
    if _JA_MARKER.match(lower):
        return False
    upper = upper.rstrip()
    ended = _JA_ENDED.search(upper, max(0, len(upper) - 20))
    opened = _open_bracket(upper)
    if opened and _closes(below, upper[opened[0]]) and (opened[0] > 1 or not ended):
        return True
    if ended:
        return False
    if _JA_NO_START.match(lower) or _JA_GOES_ON.search(upper):
        return True
    return _ja_evidence(upper, lower.rstrip(), shape, below) >= 3


def _open_bracket(line: str) -> list[int]:
    """Return the offset of the last bracket that the line leaves open, or nothing."""
    waiting: list[int] = []
    for match in _JA_BRACKET.finditer(line):
        if match[0] in "「『（(“":
            waiting.append(match.start())
        elif waiting:
            waiting.pop()
    return waiting[-1:]


def _closes(below: str, opening: str) -> bool:
    """Whether the next bracket of this kind in ``below`` is a closing one."""
    closing = {"「": "」", "『": "』", "（": "）)", "(": ")）", "“": "”"}[opening]
    found = next((m[0] for m in re.finditer(f"[{re.escape(opening + closing)}]", below)), opening)
    return found in closing


def _ja_evidence(upper: str, lower: str, shape: Shape, below: str) -> int:
    """Weigh the signs of a hard wrap; 3 is enough.

    Headings are short, hold no 。 and stand before longer lines; wrapped lines are about as wide as the widest.
    """
    here = width(upper.strip())
    prose = bool(re.search(r"[。！？]", below if shape.even else lower))
    score = 0
    if "。" in upper:
        score += 3
    if "、" in upper:
        score += 1
    if here >= min(0.85 * shape.widest, shape.widest - 4):
        score += 1
    if here >= 50 or (shape.even and here >= shape.widest - 4):
        score += 1
    if here < 0.6 * shape.widest and "。" not in upper:
        score -= 2
    if here < _SHORT and "、" not in upper:
        score -= 1
    if upper.startswith("\u3000"):  # paragraphs are indented here, and the lower line is not
        score += 2
    if _JA_WEAK_END.search(upper):
        score += 1
    elif _JA_OPEN_END.search(upper):
        score += 3 if upper.endswith("を") else 2
    elif re.search(r"[ぁ-ん]$", upper) and not _JA_COMPLETE.search(upper):
        score += 1
    if _JA_COMPLETE.search(upper):
        score -= 2
    if _JA_WORD_CUT.match(f"{upper[-1:]}\n{lower[:1]}"):
        score += 2 if here >= _SHORT else 0
    if re.match(r"[ぁ-ん]", lower) and not _JA_STARTER.match(lower):
        score += 2 if len(lower) <= 8 and prose else 1
    if _JA_STARTER.match(lower):
        score -= 2
    if prose and width(lower) < here:
        score += 1
    score += 1 if prose else -2
    if _JA_ITEM.match(upper) and here < 0.85 * shape.widest:
        score -= 2
    return score


# English ------------------------------------------------------------------------------------------------------------

_EN_ENDED = re.compile(r"[.!?…][\"”’')\]]*(?:\[[^\]]{1,20}\])*\s*$")
_EN_MARKER = re.compile(
    r"[ \t]{3,}|\t|[-•*·–—■◆●▪►#>]\s|\(?\d{1,2}[.)]\s|\(?[a-zA-Z]\)\s|[a-h]\.\s|[ivx]{1,4}[.)]\s|[QA][:.]\s"
)
_MIDDLE_INITIAL = re.compile(r"\b[A-Z][a-z]+ [A-Z]\.$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_EN_LAST = re.compile(r"([A-Za-z][\w.'’-]*)\W*$")
#: Starters that stand in the middle of sentences too.
_NO_STARTER = frozenset({"I", "Mr", "Mrs", "Ms"})
_EN_WORD = re.compile(r"[A-Za-z][\w'’]*")


@cache
def _function_words() -> frozenset[str]:
    return words("english", "function")


@cache
def _abbreviated() -> frozenset[str]:
    return words("english", "title") | words("english", "never") | words("english", "number")


@cache
def _inner() -> frozenset[str]:
    return words("english", "either") | words("english", "open") | words("english", "street")


def _either(word: str) -> bool:
    """Whether a full stop behind the word may stand inside a sentence: ``U.S.``, ``Inc.``, ``James T.``"""
    return word in _inner() or _INITIALS.fullmatch(word) is not None


def joins_english(upper: str, lower: str, shape: Shape, below: str) -> bool:
    """Whether ``lower`` goes on with the sentence of ``upper``: ``… said that Mr.`` + ``Putin had agreed``.

    ``Talks Open in Geneva`` + ``The leaders met …`` stay apart.
    """
    del below
    if _EN_MARKER.match(lower):
        return False
    upper = upper.rstrip()
    last = _EN_LAST.search(upper, max(0, len(upper) - 30))
    word = last[1].rstrip(".") if last else ""
    if upper.endswith(".") and word in _abbreviated():
        return True
    first_word = _first_word(lower)
    if _MIDDLE_INITIAL.search(upper) and first_word not in words("english", "starter"):
        return True
    if upper.endswith(".") and "." in word and first_word in words("english", "institution"):
        return True
    if _EN_ENDED.search(upper, max(0, len(upper) - 30)) and not (upper.endswith(".") and _either(word)):
        return False
    if upper.endswith((",", ";", "-", "(", "“", "—")) or word in _function_words():
        return True
    first = lower.lstrip("\"“‘'([ ")[:1]
    if first.islower():
        return True
    return _en_evidence(upper, lower, shape) >= 2


def _first_word(line: str) -> str:
    """Return the first word of a line, "" if it begins with anything else."""
    found = _EN_WORD.match(line.lstrip("\"“‘'( "))
    return found[0] if found else ""


def _en_evidence(upper: str, lower: str, shape: Shape) -> int:
    """Weigh the signs that a line before a capital or digit was wrapped; 2 is enough."""
    found = _EN_WORD.findall(upper)
    capitals = sum(1 for word in found if word[0].isupper())
    here = len(upper.strip())
    score = 0
    if here >= 40:
        score += 1
    if here >= 0.8 * shape.widest:
        score += 1
    if re.search(r"[.!?][\"”)]?\s+[\"“(]?[A-Z]", upper):
        score += 1
    if re.search(r"[.!?]", lower):
        score += 1
    else:
        score -= 2
    if here < 0.6 * shape.widest:
        score -= 2
    if len(found) and capitals > 0.6 * len(found):
        score -= 2
    if _first_word(lower) in words("english", "starter") - _NO_STARTER:
        score -= 2
    if _EN_MARKER.match(upper):
        score -= 1
    return score
