"""What belongs to the article below its last sentence: sections like those inside, lists, the rest of its element."""

from __future__ import annotations

import re

from taiyaku.intake.shape import bullet, is_sign, is_truncated, sign_class
from taiyaku.intake.sheet import Sheet
from taiyaku.model import Label

#: Words over the last section of an article.
_CLOSING = re.compile(
    r"^\W{0,3}(まとめ|終わりに|おわりに|最後に|さいごに|結論|結び|あとがき|後記|追記|補足"
    r"|Conclusion|Final thoughts|In summary|The bottom line|Afterword|Update)\W{0,3}$"
)
#: A section that goes on below the last sentence has at most this many lines.
SECTION = 20
#: Short lines of the article's element that nothing explains: so many, and so large a share, are believed.
_UNEXPLAINED, _SHARE_UNEXPLAINED = 3, 0.25


def collect_signs(sheet: Sheet, first: int, last: int) -> None:
    """Remember the signs that open headings inside the text: ■, ┃１┃, 【…】, (1)."""
    seen: dict[str, int] = {}
    for at in range(max(0, first - 4), last + 1):
        kind = sign_class(sheet.pieces[at].text)
        if kind and sheet.is_open(at) and sheet.strength[at] < 2 and sheet.width(at) <= 30:
            below = range(at + 1, min(at + 5, len(sheet.pieces)))
            seen[kind] = seen.get(kind, 0) + any(sheet.strength[i] == 2 or i in sheet.wrapped for i in below)
    announced = {sign_class(sheet.pieces[at].text) for at in sheet.sections} - {""}
    sheet.signs = announced | {kind for kind, count in seen.items() if count >= (1 if kind in "■◆●◇┃□【〈＜《≪" else 2)}


def grown_by_sections(sheet: Sheet, first: int, last: int) -> int:
    """Widen the run by sections whose headings are signed like those inside, and by the rest of a list at its end."""
    last = _rest_of_list(sheet, last)
    at = last if sheet.strength[last] < 2 and _is_section(sheet, last) else last + 1
    while at < len(sheet.pieces):
        if _is_section(sheet, at):
            last = _section_end(sheet, at)
            at = last
        elif _stops(sheet, at):
            break
        at += 1
    return last


def _is_section(sheet: Sheet, at: int) -> bool:
    """Tell whether a line opens a section of the article: announced, signed like others, or a closing word (まとめ)."""
    told = range(at + 1, min(at + 2, len(sheet.pieces)))
    if _CLOSING.match(sheet.pieces[at].text) and any(sheet.is_open_text(i) for i in told):
        return True
    if not sheet.is_open(at) or sheet.wording[at] or sheet.strength[at] == 2:
        return False
    return at in sheet.sections or sign_class(sheet.pieces[at].text) in sheet.signs


def _stops(sheet: Sheet, at: int) -> bool:
    """Tell whether a line ends the article for good: a link list, a box, comments, rights."""
    wording = sheet.wording[at]
    if at in sheet.sections or not wording:
        return False
    return wording.where in ("below", "box", "comments") or wording.reason == "copyright line"


def _section_end(sheet: Sheet, start: int) -> int:
    """Return the last line of a section: before furniture, and after twenty lines at most."""
    end = start
    for at in range(start + 1, min(start + SECTION, len(sheet.pieces))):
        wording = sheet.wording[at]
        if sheet.label(at) is Label.INFOBOX or (is_sign(sheet.pieces[at].text) and not sheet.is_open(at)):
            continue
        if not sheet.is_open(at) or (wording and wording.label in (Label.CLUTTER, Label.COMMENT_META)):
            break
        end = at
    return end


def _rest_of_list(sheet: Sheet, last: int) -> int:
    """Widen the run by the short lines below its last sentence that speak of its things or go on with a list."""
    end = last
    for at in range(last + 1, min(last + 13, len(sheet.pieces))):
        if not sheet.is_open(at) or sheet.wording[at] or is_truncated(sheet.pieces[at].text):
            break
        end = at
    rows = range(last + 1, end + 1)
    closed = end + 1 >= len(sheet.pieces) or not sheet.is_open(end + 1) or sheet.wording[end + 1] is not None
    good = sum(sheet.topicality(at) >= 0.35 or bool(bullet(sheet.pieces[at].text)) for at in rows)
    if len(rows) <= 6 and (sheet.hint[last + 1 : last + 2] == [Label.HEADING] or _is_signed_above(sheet, last)):
        good = len(rows)
    while end > last and sheet.hint[end] is Label.HEADING:
        end -= 1
    return end if closed and len(rows) and good * 3 >= len(rows) * 2 else last


def _is_signed_above(sheet: Sheet, at: int) -> bool:
    """Tell whether a heading with the text's own sign stands close above line ``at``, so that its section may go on."""
    above = range(max(0, at - 4), at)
    return any(sign_class(sheet.pieces[i].text) in sheet.signs and sheet.strength[i] < 2 for i in above)


def grown_by_root(sheet: Sheet, first: int, last: int) -> int:
    """Widen the run to the end of the element that holds the article, as far as its lines look like its parts.

    Behind a link list or box set into the article, only more text of the article is believed.
    """
    end, odd, boxed, doubtful = last, 0, False, 0
    for at in range(last + 1, sheet.root.stop):
        wording = sheet.wording[at]
        if wording and wording.label is Label.COMMENT_META:
            break
        if _stops(sheet, at):
            if sheet.hint[at] is not Label.CLUTTER:
                break
            boxed = True
        elif boxed and wording and wording.label is Label.CLUTTER and sheet.hint[at] is not Label.CLUTTER:
            break
        if not sheet.is_open(at) or (wording and wording.label in (Label.CLUTTER, Label.REFERENCE)):
            continue
        about = sheet.topicality(at) >= 0.3
        told = about or (sheet.width(at) >= 30 and wording is None)
        if boxed and not (told and sheet.strength[at] == 2):
            doubtful += 1
            if doubtful > _UNEXPLAINED:
                break
            continue
        doubtful = 0
        explained = sheet.hint[at] in (Label.HEADING, Label.LIST_ITEM, Label.CAPTION) or sheet.strength[at] == 2
        odd += not (explained or about or bullet(sheet.pieces[at].text))
        if odd > _UNEXPLAINED and odd > _SHARE_UNEXPLAINED * (at - first):
            break
        end = at
    while end > last and (sheet.hint[end] is Label.HEADING or not sheet.is_open(end)):
        end -= 1
    return end
