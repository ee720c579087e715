"""From the sentence as printed to what is read: notes, wrapping and author ruby come out, nothing is lost.

Taken out and kept as marks: ``[12]``, ``[要出典]``, ``*1``, ``※1``, ``（注1）``, superscripts, the ``<`` and ``>``
around a whole sentence, and the notes ［＃…］ of books as Aozora Bunko types them. ``拿捕（だほ）`` becomes 拿捕 with
the reading だほ, and so does ``拿捕《だほ》``; line ends of hard-wrapped text go. Word list: ``ruby.tsv``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from taiyaku.model import AuthorRuby, Lang, Mark
from taiyaku.sentences.footnotes import ENGLISH_NOTE, JAPANESE_NOTE
from taiyaku.sentences.lexicon import rows, words

_KANJI = "一-鿿㐀-䶿々〆ヶヵ"
_NOTE_JA = (
    rf"{JAPANESE_NOTE}|(?<=[^\s0-9])[*＊][0-9]{{1,2}}(?![0-9%.])"
    r"|※?［＃[^］\n]+］|(?<=\S)※[0-9０-９]{1,2}(?=$|[\s。、，,」』）)※])|(?<=[ぁ-ヿ一-鿿。、！？」』）)])[¹²³⁴⁵⁶⁷⁸⁹⁰†‡]+⁾?"
)
_NOTE_EN = (
    rf"{ENGLISH_NOTE}|(?<=[a-z]{{3}})[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+"
    r"|(?<=[.,!?”\"’)])[†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+|(?<=[a-z)\"”]\.)\d{1,2}$"
)
_MARKS = {
    "ja": re.compile(rf"(?<![ \t　])[ \t　]*(?:{_NOTE_JA})(?:[ \t　]+(?=[、。，．！？」』）]|$))?"),
    "en": re.compile(rf"(?<![ \t])[ \t]*(?:{_NOTE_EN})"),
}
_BREAK = re.compile(r"(?<![ \t　])[ \t　]*[\r\n\x0b\x0c\x85\u2028\u2029]\s*")
_RUBY = re.compile(r"(?<=[一-鿿㐀-䶿々〆ヶヵぁ-ん])[(（]([ぁ-んァ-ヶー]+(?:[ 　・][ぁ-んァ-ヶー]+)?)[)）]")
_BASE = re.compile(rf"[{_KANJI}]+(?:[ぁ-んァ-ヶー]{{1,3}}[{_KANJI}]+){{0,2}}[ぁ-ん]{{0,4}}$")
_SPACED_BASE = re.compile(rf"([{_KANJI}]{{1,4}})[ 　]([{_KANJI}]{{1,4}})$")
_TYPED = re.compile(rf"(?:([｜|])([^｜|《》\n]{{1,20}})|([{_KANJI}]+))《([ぁ-んァ-ヶー]+(?:[ 　・][ぁ-んァ-ヶー]+)*)》")
_SMALL = re.compile(r"[ぁぃぅぇぉゃゅょゎァィゥェォャュョ]")
_KATAKANA = re.compile("[ァ-ヶー]+")
#: A Sino-Japanese reading of one kanji in katakana: ダ, ホ, シュ, コウ, ケツ.
_SINO = "[ア-ヂツ-モヤユヨ-ロワ][ャュョ]?[イウンクキツチッ]?"


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the printed sentence that is not read; ``instead`` stands in its place ("" or a blank).

    ``kind`` is mark, blank or ruby; ``base`` is where the ruby's base begins in the printed sentence.
    """

    start: int
    end: int
    kind: str
    instead: str = ""
    base: int = -1
    reading: str = ""


def applied(raw: str, found: list[Cut]) -> tuple[str, tuple[Mark, ...], tuple[AuthorRuby, ...]]:
    """Return of a printed sentence what is read, what was cut out of it, and the readings the author gave.

    ``＜終わった。[3]＞`` gives 終わった。 and the marks ＜, [3], ＞; ``拿捕（だほ）された`` gives 拿捕された with だほ
    over 拿捕, but ``首脳（など）`` stays as it is: not every kana in brackets is a reading.

    :param found: its :func:`cuts`.
    """
    parts: list[str] = []
    marks: list[Mark] = []
    rubies: list[AuthorRuby] = []
    length = done = 0
    for cut in found:
        parts += (raw[done : cut.start], cut.instead)
        length += cut.start - done
        if cut.kind == "mark":
            marks.append(Mark(length, raw[cut.start : cut.end]))
        elif cut.kind == "ruby":
            rubies.append(AuthorRuby(length - len(_BREAK.sub("", raw[cut.base : cut.start])), length, cut.reading))
        length += len(cut.instead)
        done = cut.end
    parts.append(raw[done:])
    return "".join(parts), tuple(marks), tuple(rubies)


def offset_in_text(found: list[Cut], at: int) -> int:
    """Return where the character ``raw[at]`` stands in the text that is read."""
    taken = 0
    for cut in found:
        if cut.start >= at:
            break
        taken += min(cut.end, at) - cut.start - (len(cut.instead) if cut.end <= at else 0)
    return at - taken


def cuts(raw: str, lang: Lang) -> list[Cut]:
    """Return all that is not read of a printed sentence, in order and apart from each other."""
    found = [Cut(m.start(), m.end(), "mark") for m in _MARKS[lang].finditer(raw)]
    found += _breaks(raw)
    found += _wrapping(raw)
    if lang == "ja":
        found += _rubies(raw) + _typed_rubies(raw)
    kept: list[Cut] = []
    for cut in sorted(found, key=lambda cut: (cut.start, cut.end)):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
    if any(cut.kind == "mark" for cut in kept) and not applied(raw, kept)[0].strip():
        kept = [cut for cut in kept if cut.kind == "blank"]
    return _trimmed(raw, kept)


def _breaks(raw: str) -> list[Cut]:
    """Line ends within the sentence: a blank takes their place between Latin words, nothing between Japanese."""
    found = []
    for match in _BREAK.finditer(raw):
        before, after = raw[match.start() - 1 : match.start()], raw[match.end() : match.end() + 1]
        latin = before.isascii() and after.isascii() and before.strip() and after.strip()
        found.append(Cut(match.start(), match.end(), "blank", " " if latin else ""))
    return found


def _wrapping(raw: str) -> list[Cut]:
    """``<`` and ``>`` around the sentence, or one of them where the wrapping spans several sentences."""
    text = raw.strip()
    offset = len(raw) - len(raw.lstrip())
    found = []
    if (
        text[:1] in ("<", "＜")
        and text.rstrip(">＞").count(">") + text.rstrip(">＞").count("＞") == 0
        and len(text) > 2
    ):
        found.append(Cut(offset, offset + 1, "mark"))
    if (
        text[-1:] in (">", "＞")
        and text.lstrip("<＜").count("<") + text.lstrip("<＜").count("＜") == 0
        and len(text) > 2
    ):
        found.append(Cut(offset + len(text) - 1, offset + len(text), "mark"))
    return found


def _trimmed(raw: str, kept: list[Cut]) -> list[Cut]:
    """Add the blanks at both ends of what is left."""
    text = applied(raw, kept)[0]
    if text == text.strip():
        return kept
    inside = {at for cut in kept for at in range(cut.start, cut.end)}
    read = [at for at in range(len(raw)) if at not in inside]
    words_at = [at for at in read if not raw[at].isspace()]
    first, last = (words_at[0], words_at[-1]) if words_at else (len(raw), len(raw))
    outer = [Cut(at, at + 1, "blank") for at in read if at < first or at > last]
    inner = [replace(cut, instead="") if cut.end <= first or cut.start > last else cut for cut in kept]
    return sorted([*inner, *outer], key=lambda cut: cut.start)


# author ruby --------------------------------------------------------------------------------------------------------


def _rubies(raw: str) -> list[Cut]:
    """Kana in brackets that can be read as the word before them."""
    found = []
    for match in _RUBY.finditer(raw):
        left = _BREAK.sub("", raw[max(0, match.start() - 24) : match.start()])
        for base, reading in _read_as(left, match[1]):
            start = match.start()
            while len(_BREAK.sub("", raw[start : match.start()])) < len(base):
                start -= 1
            found.append(Cut(match.start(), match.end(), "ruby", base=start, reading=reading))
    return found


def _typed_rubies(raw: str) -> list[Cut]:
    """Kana in 《》 behind the kanji that they read, or behind ｜ and any text: the ruby of plain text.

    ``灯《あか》り`` gives 灯, ``｜お絹《おきぬ》`` gives お絹; ``歌劇《カルメン》`` stays: it is the name of a work.
    """
    found = []
    for match in _TYPED.finditer(raw):
        bar, marked, kanji, kana = match.groups()
        if not bar and (kanji.endswith(tuple(words("ruby", "work"))) or len(kana) > _most(len(kanji))):
            continue
        base = match.start(2 if bar else 3)
        if bar:
            found.append(Cut(match.start(), base, "mark"))
        found.append(Cut(base + len(marked or kanji), match.end(), "ruby", base=base, reading=kana))
    return found


def _read_as(left: str, kana: str) -> list[tuple[str, str]]:
    """Return the end of ``left`` that ``kana`` reads, with its hiragana, or nothing where none is likely.

    ``船を拿捕, だほ`` gives 拿捕; ``彼の食べ物, たべもの`` gives 食べ物; ``米首脳, しゅのう`` gives 首脳;
    ``外務省談話, だんわ`` gives nothing, for where the word begins is not to be seen.
    """
    if kana in words("ruby", "not"):
        return []
    if _KATAKANA.search(kana):
        return _sino_base(left, kana)
    reading = hiragana(kana)
    if re.search("[ 　・]", kana):
        base = _SPACED_BASE.search(left) or re.search(rf"[{_KANJI}]{{2,6}}$", left)
        plain = re.sub("[ 　・]", "", reading)
        return [(base[0], plain)] if base and _likely(re.sub("[ 　]", "", base[0]), plain) else []
    tail = _BASE.search(left)
    if not tail:
        return []
    for begin in re.finditer(rf"(?<![{_KANJI}])[{_KANJI}]", tail[0]):
        base_text = _without_prefix(tail[0][begin.start() :], reading)
        if _likely(base_text, reading):
            return [(base_text, reading)]
    return []


def _sino_base(left: str, kana: str) -> list[tuple[str, str]]:
    """As :func:`_read_as` for katakana, which is more often a name: ``拿捕, ダホ`` but not ``大統領, オバマ``."""
    base = re.search(rf"(?<![{_KANJI}])[{_KANJI}]{{1,6}}$", left)
    if not base or base[0].endswith(tuple(words("ruby", "holder"))):
        return []
    fits = re.fullmatch(f"(?:{_SINO}){{{len(base[0])}}}", kana)
    return [(base[0], hiragana(kana))] if fits else []


def _without_prefix(base: str, reading: str) -> str:
    """Drop a kanji such as 米 or 前 that the reading does not begin with."""
    for role, prefix, readings, *_ in rows("ruby"):
        if role == "prefix" and base.startswith(prefix) and len(base) > 2:
            return base if reading.startswith(tuple(readings.split("|"))) else base[1:]
    return base


def _likely(base: str, reading: str) -> bool:
    """Whether the reading fits: the base's kana stand in it in order, and kanji have one to three kana each."""
    kanji = re.findall(rf"[{_KANJI}]", base)
    pattern = "".join(
        "(.+)" if index % 2 else re.escape(hiragana(part))
        for index, part in enumerate(re.split(rf"([{_KANJI}]+)", base))
    )
    match = re.fullmatch(pattern, reading)
    if not kanji or not match:
        return False
    count = sum(len(part) for part in match.groups())
    beats = count - len(_SMALL.findall("".join(match.groups())))
    least = len(kanji) if len(kanji) < 4 else 1.5 * len(kanji)
    return least <= beats and count <= _most(len(kanji))


def _most(kanji: int) -> int:
    """Return how many kana read so many kanji at most: 志, こころざし."""
    return 5 if kanji == 1 else 3 * kanji + 1


def hiragana(kana: str) -> str:
    """Return kana as hiragana: ``ダホ`` gives だほ; all else is kept."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)
