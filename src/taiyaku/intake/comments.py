"""What readers or experts say on the page: comments, the names and times around them, the buttons between."""

from __future__ import annotations

import re

from taiyaku.intake.shape import bullet, sign_class
from taiyaku.intake.sheet import Sheet
from taiyaku.intake.vocabulary import Wording
from taiyaku.model import Label

_HIRAGANA = re.compile(r"[ぁ-ゖ]")
#: A date with the time of day: who wrote the next lines, and when.
_TIMED = re.compile(r"\d{4}[/年.-]\d{1,2}[/月.-]\d{1,2}.{0,6}\s\d{1,2}:\d\d")
_NUMBERED = re.compile(r"^(\d{1,2}[.)．）、\s\u3000]|[・•①-⑳■◆●-])")
#: Words of the page with their numbers: 共感した842なるほど75うーん40.
_COUNTERS = re.compile(r"^(\D{2,10}[\s\u3000]?[\d,]{1,7}){2,}\D?$|^\D{4,14}[\s\u3000][\d,]{1,7}$")
#: A comment stands no farther than this from a name, office or time (lines), once furniture was met among comments.
_REACH = 6
_ADDRESSED = re.compile(r"^(>>?\d+|[>＞@＠].{1,20}(さん|様|さま|へ)?)$")
#: Comments are looked for where at least so much was said above (full-width characters; share of what follows).
_SAID_BEFORE, _SHARE_BEFORE = 50.0, 0.15


def comments_start(sheet: Sheet) -> int | None:
    """Return the index of the line that opens comments, ``None`` if the page has none below its text."""
    prose = [
        sheet.width(at) if sheet.strength[at] == 2 and sheet.is_open(at) else 0.0 for at in range(len(sheet.pieces))
    ]
    above, whole, paragraphs = 0.0, sum(prose), 0
    for at, wording in enumerate(sheet.wording):
        opens = wording and wording.where == "comments" and sheet.hint[at] is not Label.CLUTTER
        enough = (above >= _SAID_BEFORE or paragraphs >= 2) and above >= _SHARE_BEFORE * (whole - above)
        if (
            opens
            and enough
            and not _is_button(sheet, at)
            and at not in sheet.sections
            and sign_class(sheet.pieces[at].text) not in sheet.signs
        ):
            said = any(sheet.strength[i] and sheet.is_open(i) for i in range(at, len(sheet.pieces)))
            return _with_names(sheet, at) if said else None
        above += prose[at]
        paragraphs += prose[at] > 0
    return None


def _is_button(sheet: Sheet, at: int) -> bool:
    """Tell whether ``コメント(1)`` stands in a row of buttons, and the comments have a heading further down."""
    following = sheet.wording[at + 1] if at + 1 < len(sheet.wording) else None
    if not following or following.label is not Label.CLUTTER or following.where not in ("line", "below", "edge"):
        return False
    return any(row and row.reason == "comments: heading" for row in sheet.wording[at + 2 :])


def _with_names(sheet: Sheet, at: int) -> int:
    """Return the index of the first comment's name, one or two short open lines above the line that opens comments."""
    wording = sheet.wording[at]
    if wording and wording.reason == "comments: heading":
        return at
    start = at
    while start > max(0, at - 2) and sheet.is_open(start - 1) and _is_name_like(sheet, start - 1):
        start -= 1
    return start


def _is_name_like(sheet: Sheet, at: int) -> bool:
    """Tell whether a line may be a name: short, no sentence, no list item."""
    return sheet.strength[at] == 0 and sheet.width(at) <= 12 and not bullet(sheet.pieces[at].text)


def label_comments(sheet: Sheet, start: int) -> int:
    """Label the comments from ``start``; return the index of their last line.

    They go on past buttons while names and times do, and end before link lists; what is said is comment, names,
    offices, times and buttons around it are comment_meta.
    """
    end = _comments_end(sheet, start)
    for at in range(start, end + 1):
        _label_comment(sheet, at)
    return end


def label_marked_comments(sheet: Sheet) -> None:
    """Label the lines that the mark-up calls comments, wherever they stand."""
    for at, hint in enumerate(sheet.hint):
        if hint is Label.COMMENT:
            _label_comment(sheet, at)


def _comments_end(sheet: Sheet, start: int) -> int:
    """Return the index of the last line of the comments that open at ``start``."""
    end, furniture, seen = start, False, start
    for at in range(start + 1, len(sheet.pieces)):
        wording = sheet.wording[at]
        if (wording and wording.where in ("below", "box") and sheet.hint[at] is not Label.CLUTTER) or (
            wording and wording.reason == "copyright line"
        ):
            break
        if _is_meta(wording) or (sheet.strength[at] == 0 and _TIMED.search(sheet.pieces[at].text)):
            seen = end = at
        elif wording and wording.label is Label.CLUTTER:
            furniture = True
        elif _is_said(sheet, at) and (not furniture or at - seen <= _REACH or _meta_below(sheet, at)):
            end = at
            seen = seen if furniture else at
        elif at - end > 2 * _REACH:
            break
    return end


def _is_meta(wording: Wording | None) -> bool:
    """Tell whether a wording is that of a name, office, time or button of a comment."""
    return bool(wording and wording.label in (Label.COMMENT_META, Label.DATE, Label.BYLINE))


def _meta_below(sheet: Sheet, at: int) -> bool:
    """Tell whether the name or time of a comment stands right below line ``at``."""
    return any(_is_meta(sheet.wording[i]) for i in range(at + 1, min(at + 4, len(sheet.pieces))))


def _label_comment(sheet: Sheet, at: int) -> None:
    """Label one line of the comments."""
    wording = sheet.wording[at]
    if wording and wording.label is Label.CLUTTER:
        sheet.say(at, Label.CLUTTER, wording.reason)
    elif _is_meta(wording):
        sheet.say(at, Label.COMMENT_META, wording.reason if wording else "")
    elif _is_said(sheet, at) or _is_listed(sheet, at):
        sheet.say(at, Label.COMMENT, "comment: said below the article")
    else:
        sheet.say(at, Label.COMMENT_META, "comment_meta: name, office or time of a comment")


def _is_listed(sheet: Sheet, at: int) -> bool:
    """Tell whether a line belongs to a list inside a comment: numbered like the lines beside it, or above the list."""
    text = sheet.pieces[at].text
    near = [sheet.pieces[i].text for i in (at - 1, at + 1) if 0 <= i < len(sheet.pieces)]
    below = sheet.pieces[at + 1 : at + 3]
    if _NUMBERED.match(text):
        return any(_NUMBERED.match(one) for one in near) and len(text) >= 4
    heads = len(below) == 2 and all(_NUMBERED.match(one.text) and not one.gap and len(one.text) > 3 for one in below)
    return heads and sheet.wording[at] is None and sheet.width(at) <= 20


def _is_said(sheet: Sheet, at: int) -> bool:
    """Tell whether a line among comments is what somebody says: a sentence, or a third of it hiragana."""
    text = sheet.pieces[at].text
    if _COUNTERS.match(text):
        return False
    spoken = len(_HIRAGANA.findall(text)) * 3 >= len(text) >= 8
    if sheet.strength[at] == 2 or at in sheet.wrapped or spoken or _ADDRESSED.match(text):
        return True
    return sheet.lang == "en" and (sheet.strength[at] > 0 or text.count(" ") >= 5)
