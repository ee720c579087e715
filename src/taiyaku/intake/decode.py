"""Bytes to text: which of the encodings of Japanese and English pages a file is written in.

Detectors guess from letter statistics of many languages and fail on short Shift_JIS and EUC-JP; two languages and
seven encodings are few enough to try them all strictly and judge the results.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from taiyaku.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF", "a PDF: convert it to text first (pdftotext), PDF is out of scope"),
    (b"PK\x03\x04", "a zip archive (docx …): save the article as text or HTML first"),
    (b"{\\rtf", "a Rich Text file: save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an Office document: save it as plain text first"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "an image or sound"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"\x7fELF", "a program"),
)
_ISO_2022 = re.compile(rb"\x1b\$[@B]|\x1b\$\([DOPQ]|\x1b\([JI]")
#: What pages call their encoding, and what they mean by it: ①, ㈱ and 髙 are in cp932 only.
_MEANT = {
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "ms_kanji": "cp932",
    "x-euc-jp": "euc_jp",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
}
_KANA = re.compile(r"[ぁ-ゖァ-ヺー、。「」・]")
_COMMON = re.compile(
    r"[\t\n\r -~ぁ-ゖァ-ヺー一-鿿々〆　、。「」『』【】〈〉《》（）［］・…―‐—–“”‘’"
    r"！？：；／％＋－＝０-９Ａ-Ｚａ-ｚ①-⑳㈱→※○●◎□■△▲◆▼]"
)
_HALF_KATAKANA = re.compile(r"[｡-ﾟ]")
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufffd\ufffe\uffff]")
_WESTERN = re.compile(r"[‘’“”–—…•·©®™°£€§¢«»½¼¾×÷ ¡¿À-ÖØ-öø-ÿŒœŠšŽž]")

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
#: Characters by which a codec is judged; a page has fewer.
_SAMPLE = 20_000
_WESTERN_WORD = re.compile(r"(?<![^\s“‘(])[A-Za-zÀ-ÿ]{3,}(?![^\s”’),.;:!?—–…])")


def decode(data: bytes, source: str, declared: str = "") -> tuple[str, str]:
    """Return the text of ``data`` with ``\\n`` line ends, and the name of the codec that read it.

    ``b"\\x83v\\x81[\\x83`\\x83\\x93"`` gives ``("プーチン", "cp932")``; a page that says ``Shift_JIS`` and holds ① is
    cp932 as well, and one that says ``Shift_JIS`` but is UTF-8 is read as UTF-8: ``declared`` is a hint, not an order.

    :param source: file name for messages.
    :param declared: charset named by the page ("" if it names none).
    :raises InputError: empty, binary, or in none of the encodings; never returns garbled text.
    """
    _refuse_binary(data, source)
    for text, codec in _candidates(data, declared):
        if not text.strip("\ufeff \t\r\n　"):
            raise InputError(source, "is blank: no text in it")
        if "\x00" in text or sum(1 for _ in _ODD.finditer(text)) > len(text) // 50:
            continue
        return re.sub(r"\r\n?", "\n", text), codec
    if b"\x00" in data and not any(data.startswith(bom) for bom, _codec in _BOMS):
        raise InputError(source, "is binary, not text")
    raise InputError(source, f"cannot be decoded: {_failures(data)}; save it as UTF-8")


def _refuse_binary(data: bytes, source: str) -> None:
    """Name what is plainly no text.

    :raises InputError: empty, or it begins like a document, image, archive or program.
    """
    if not data.strip():
        raise InputError(source, "is empty" if not data else "is blank: no text in it")
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(source, f"is {kind}")


def _candidates(data: bytes, declared: str) -> Iterator[tuple[str, str]]:
    """Yield (text, codec) readings of ``data``, the most trustworthy first."""
    for bom, codec in _BOMS:
        if data.startswith(bom):
            text = _strict(data, codec)
            if text is not None:
                yield text, codec.removesuffix("-sig")
            return
    if _ISO_2022.search(data):
        for codec in ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004"):
            text = _strict(data, codec)
            if text is not None:
                yield text, codec
                return
    yield from _utf16_without_bom(data)
    yield from _by_score(data, declared)


def _strict(data: bytes, codec: str) -> str | None:
    """Return the text, or ``None`` if one byte does not fit."""
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _utf16_without_bom(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the UTF-16 reading if every second byte is mostly 00 (Latin) or 30 (kana) and the text looks real."""
    if len(data) % 2 or len(data) < 4:
        return
    for codec, high, low in (("utf-16-le", data[1::2], data[0::2]), ("utf-16-be", data[0::2], data[1::2])):
        marks = high.count(0) + high.count(0x30)
        if marks * 5 < len(high) or marks <= 2 * (low.count(0) + low.count(0x30)):
            continue
        text = _strict(data, codec)
        if text is not None and "\x00" not in text and _is_common(text[:_SAMPLE]):
            yield text, codec


def _is_common(text: str) -> bool:
    """Tell whether nine of ten characters are those of Japanese and English pages."""
    return len(_COMMON.findall(text)) * 10 >= len(text) * 9


def _by_score(data: bytes, declared: str) -> Iterator[tuple[str, str]]:
    """Yield the strict readings in UTF-8, the declared charset, cp932, EUC-JP and cp1252, the likeliest first."""
    meant = _MEANT.get(declared.strip().lower(), declared.strip().lower())
    utf8 = _strict(data, "utf-8")
    if utf8 is not None and utf8.isascii():
        yield utf8, "utf-8"
        return
    readings: list[tuple[float, int, str, str]] = []
    names = dict.fromkeys(("utf-8", meant, "cp932", "euc_jp", "cp51932", "shift_jis_2004", "euc_jis_2004", "cp1252"))
    for place, codec in enumerate(names):
        if not codec or codec.startswith(("utf-16", "utf_16", "utf-32", "utf_32", "utf-7", "utf_7")):
            continue
        text = _strict_cp51932(data) if codec == "cp51932" else _strict(data, codec)
        if text is not None and codec == "cp1252":
            if _is_western(text):
                readings.append((-0.9, place, text, codec))
        elif text is not None:
            # A charset that fits strictly and is UTF-8 or declared wins ties: swept on 5 to 5,000 characters.
            trust = 0.4 if codec == "utf-8" else 0.1 if codec == meant else 0.0
            # An English page whose one foreign sign is © fits cp1252 too (Â©): UTF-8 that fits is no accident.
            likely = max(_likeliness(text), 1.0 if codec == "utf-8" and _is_western(text) else -1.0)
            readings.append((-likely - trust, place, text, codec))
    for minus_score, _place, text, codec in sorted(readings, key=lambda row: row[:2]):
        if -minus_score > 0.2:
            yield text, _python_name(codec)


def _foreign(text: str) -> str:
    """Return the first characters of ``text`` that are not ASCII: as many as a judgement needs."""
    found: list[str] = []
    length = 0
    for run in _FOREIGN.finditer(text):
        found.append(run[0])
        length += len(run[0])
        if length >= _SAMPLE:
            break
    return "".join(found)[:_SAMPLE]


def _likeliness(text: str) -> float:
    """Score how much the non-ASCII part of ``text`` looks like Japanese prose; 1 is good, below 0 is not."""
    joined = _foreign(text)
    if not joined:
        return 1.0
    kana = len(_KANA.findall(joined))
    common = len(_COMMON.findall(joined))
    wrong = len(_HALF_KATAKANA.findall(joined)) + 3 * len(_ODD.findall(joined))
    return (0.6 * common + 0.4 * min(len(joined), 2 * kana) - wrong) / len(joined)


def _is_western(text: str) -> bool:
    """Tell whether ``text`` is words between spaces, its few non-ASCII characters those that English pages use."""
    text = text[:_SAMPLE]
    foreign = _foreign(text)
    words = _WESTERN_WORD.findall(text)
    return len(foreign) <= 2 * len(words) and " " in text and all(_WESTERN.match(char) for char in foreign)


def _strict_cp51932(data: bytes) -> str | None:
    """Decode EUC-JP with the vendor rows of cp932 (①㈱髙), which Python's ``euc_jp`` lacks.

    An EUC pair is a row and a cell of JIS X 0208, moved to where Shift_JIS has them and read as cp932.
    """
    moved = bytearray()
    at = 0
    while at < len(data):
        byte = data[at]
        if byte < 0x80:
            moved.append(byte)
            at += 1
            continue
        if at + 1 >= len(data) or not 0xA1 <= data[at + 1] <= 0xFE or not (byte == 0x8E or 0xA1 <= byte <= 0xFE):
            return None
        if byte == 0x8E:
            moved.append(data[at + 1])
        else:
            row, cell = byte - 0xA1, data[at + 1] - 0xA1
            moved.append(0x81 + row // 2 + (0x40 if row >= 62 else 0))
            moved.append(0x9F + cell if row % 2 else 0x40 + cell + (1 if cell >= 63 else 0))
        at += 2
    return _strict(bytes(moved), "cp932")


def _python_name(codec: str) -> str:
    """Return the name to show for ``codec``: Python's own, cp51932 as it is."""
    try:
        return codecs.lookup(codec).name.replace("-", "_") if codec != "utf-8" else codec
    except LookupError:
        return codec


def _failures(data: bytes) -> str:
    """Say where each guess fails: ``utf-8 fails at byte 12 (0x92), cp932 …``."""
    said = []
    for codec in [codec for bom, codec in _BOMS if data.startswith(bom)] or ["utf-8", "cp932", "euc_jp"]:
        try:
            data.decode(codec)
        except UnicodeDecodeError as error:
            said.append(f"{codec} fails at byte {error.start} (0x{data[error.start]:02x})")
        else:
            said.append(f"{codec} gives no readable text")
    return ", ".join(said)
