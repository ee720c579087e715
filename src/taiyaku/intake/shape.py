"""What can be seen of a line without knowing its words: length, sentence ends, bullets, wrapping, shared words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taiyaku.model import Lang


@dataclass(frozen=True, slots=True)
class Piece:
    """A non-blank line without its outer blanks: ``number`` from 1, ``start`` in the page's text.

    ``gap``: a blank line, or nothing, stands above it.
    """

    number: int
    text: str
    start: int
    gap: bool


def split_lines(text: str) -> list[Piece]:
    """Return the non-blank lines of ``text`` with their places.

    ``"会談\\n\\n 開始 "`` gives 会談 (line 1) and 開始 (line 3, offset 5, with a gap above).
    """
    pieces: list[Piece] = []
    start, gap = 0, True
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if bare:
            pieces.append(Piece(number, bare, start + line.index(bare[0]), gap))
        gap = not bare
        start += len(line) + 1
    return pieces


_JA_TEXT = re.compile(r"[ぁ-ゖァ-ヺ一-鿿々]")
_JA_ASK = re.compile(r"[！？!?][」』）)”\"]*$|[」』]$")
#: How running text ends; a headline may have 。 inside, but is short and has a noun or an open end last.
_JA_END = re.compile(
    r"(。|[！？!?…♪☆笑w」』）)”\"])[\s\d\[\]］］」』）)]*$|(です|ます|ました|ません|でした|ください|[だたるいうくすむ])$"
)
_HEADLINE = 45
#: A sentence of a blog that ends without 。
_JA_SAID = re.compile(
    r"(です|ます|ました|ません|でした|ましょう|ください|ですね|ますね|ました?よ|です[かよ]ね?)"
    r"[♪☆★✨…・。ー〜～!！w笑（(）)^*]*$|[♪☆★]$|[（(]笑[）)]$|[^a-zA-Z]w+$"
)
_EN_END = re.compile(r"[.!?][\"”’')\]]*(\s*\[\d+\])*$")
_EN_ASK = re.compile(r"[!?:][\"”’')]*$")
_BULLET = re.compile(r"^\s*([・●•◦‣▪*※◆■◇□▶►▷◎○]|[-–—]\s|[(（]?[0-9０-９]{1,2}[.．)）、]\s*(?![0-9０-９])|[①-⑳])\s*")
#: Signs that open a heading rather than a list item.
HEADING_SIGNS = frozenset("■◆●▼▲◇□◎○")
_TRUNCATED = re.compile(r"(…|‥|\.\.\.)$")
_LETTER = re.compile(r"[^\W\d_]")
_SILENCE = re.compile(r"[「『“\"][…‥。.！？!?―—─ー・、]+[」』”\"]|(…|‥){1,4}[。！？!?]|\.{3}")
_RANK = re.compile(r"位|No\.?")


def sentence_strength(text: str, lang: Lang) -> int:
    """Return 2 for running text, 1 for what may be a sentence or a headline, 0 for a headline, name or menu word.

    ``会談は終わった。`` 2, ``何が変わるのか？`` 1, ``米ロ会談`` 0; ``The talks ended on Friday at noon.`` 2.
    """
    if lang == "ja":
        if "。" in text and len(text) >= 3 and _JA_TEXT.search(text):
            return 2 if len(text) > _HEADLINE or _JA_END.search(text) else 1
        return 1 if len(text) >= 6 and (_JA_ASK.search(text) or (len(text) >= 8 and _JA_SAID.search(text))) else 0
    words = text.count(" ") + 1
    if words >= 5 and (_EN_END.search(text) or (words >= 25 and ". " in text)):
        return 2
    return 1 if (words >= 3 and _EN_ASK.search(text)) or (words >= 2 and _EN_END.search(text)) or words >= 20 else 0


def is_wordless(text: str) -> bool:
    """Tell whether a line is only digits and signs: ``• 1``, ``_``, ``* * *``, ``3位``; ``「……」`` is said."""
    return not _LETTER.search(_RANK.sub("", text, count=1)) and not _SILENCE.fullmatch(text)


def is_sign(text: str) -> bool:
    """Tell whether a line holds neither words nor figures: ``* * *``, ``_``."""
    return is_wordless(text) and not re.search(r"\d", text)


def bullet(text: str) -> str:
    """Return the sign or number that opens a list item, "" if none.

    ``・議題`` gives ``・``, ``2. 議題`` gives ``2.``, ``2.5倍`` gives "".
    """
    found = _BULLET.match(text)
    return found.group().strip() if found else ""


def is_polite(text: str) -> bool:
    """Tell whether a line without 。 ends as a sentence of a blog: ``行ってきました``, ``元気でした(笑)``."""
    return bool(_JA_SAID.search(text))


_SIGN = re.compile(
    r"^\s*(?:([■◆●◇□◎○▼▽★☆┃◉▶►●])|([【〈＜<《≪\[［])\S.*[】〉＞>》≫\]］]$|([(（])[0-9０-９]{1,2}[)）]"
    r"|(第)[0-9０-９一二三四五六七八九十]{1,3}[章節部話位回]|([①-⑳])|([0-9０-９]{1,2}[.．、])"
    r"|[0-9０-９]{1,2}([ 　])\S)"
)


def sign_class(text: str) -> str:
    """Return the kind of sign that opens a heading, "" if none; the number itself does not matter.

    ``■概要`` gives ``■``, ``【概要】`` gives ``【``, ``2. 概要`` and ``3. 結果`` both give ``1.``.
    """
    found = _SIGN.match(text[:80])
    sign = next((group for group in found.groups() if group), "") if found else ""
    if sign[:1].isdigit():
        return "1."
    return "1 " if sign in (" ", "　") else "①" if "①" <= sign <= "⑳" else sign


def is_truncated(text: str) -> bool:
    """Tell whether a headline was cut: ``台湾総統、強権的な指導者崇拝を批判…``."""
    return bool(_TRUNCATED.search(text))


def tabbed_rows(pieces: Sequence[Piece]) -> set[int]:
    """Return the lines of tables copied as text: neighbours with the same number of tabs inside, ``14\t木\t健診``."""
    tabs = [piece.text.count("\t") for piece in pieces]
    return {
        i for at in range(1, len(pieces)) if tabs[at] == tabs[at - 1] > 0 and not pieces[at].gap for i in (at - 1, at)
    }


_ANY_END = re.compile(r"。|[.!?][\"”’)]?(\s|$)")

_LINE_END = re.compile(r"[。.!?！？][」』）)”’\"]*$")


def wrapped_lines(pieces: Sequence[Piece], lang: Lang) -> set[int]:
    """Return the indices of lines that belong to hard-wrapped paragraphs.

    Three or more adjacent lines, nearly all but a paragraph's last as wide as the widest, sentence ends among them.
    """
    slack, least, most = (5, 14, 60) if lang == "ja" else (16, 40, 110)
    found: set[int] = set()
    first = 0
    for at in range(1, len(pieces) + 1):
        if at < len(pieces) and not pieces[at].gap:
            continue
        run = range(first, at)
        first = at
        if len(run) < 3:
            continue
        width = max(len(pieces[i].text) for i in run)
        if not least <= width <= most:
            continue
        full = [i for i in run if len(pieces[i].text) >= width - slack]
        ends = any(_ANY_END.search(pieces[i].text) for i in run)
        broken = [i for i in full if not _LINE_END.search(pieces[i].text)]
        if (
            len(broken) * 2 >= len(run) - 1 <= len(full) * 5 // 3
            and ends
            and not any(is_truncated(pieces[i].text) for i in run)
        ):
            found.update(run)
    return found


_HIRAGANA = re.compile(r"[ぁ-ゖ\W\d_]+")
_EN_WORD = re.compile(r"[A-Za-z]{4,}")


def topic_words(text: str, lang: Lang) -> set[str]:
    """Return what a line is about: pairs of neighbouring kanji, katakana or letters; English words of 4 letters up."""
    if lang == "en":
        return {word.lower() for word in _EN_WORD.findall(text)}
    return {run[i : i + 2] for run in _HIRAGANA.split(text) for i in range(len(run) - 1)}


def topicality(text: str, topic: set[str], lang: Lang) -> float:
    """Return the share of the line's topic words that are in ``topic``, 0 to 1; 0 if it has none."""
    words = topic_words(text, lang)
    return len(words & topic) / len(words) if words else 0.0
