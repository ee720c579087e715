"""What readers or experts say on the page: comments, the names and times around them, the buttons between."""

from __future__ import annotations

import re

from taiyaku.intake.sheet import Sheet
from taiyaku.intake.vocabulary import Wording
from taiyaku.model import Label

_HIRAGANA = re.compile(r"[ぁ-ゖ]")
#: A comment stands no farther than this from a name, office or time (lines), once furniture was met among comments.
_REACH = 6
_ADDRESSED = re.compile(r"^(>>?\d+|[>＞@＠].{1,20}(さん|様|さま|へ)?)$")


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
        if (wording and wording.where in ("below", "box")) or (wording and wording.reason == "copyright line"):
            break
        if _is_meta(wording):
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
    elif _is_said(sheet, at):
        sheet.say(at, Label.COMMENT, "comment: said below the article")
    else:
        sheet.say(at, Label.COMMENT_META, "comment_meta: name, office or time of a comment")


def _is_said(sheet: Sheet, at: int) -> bool:
    """Tell whether a line among comments is what somebody says: a sentence, or a third of it hiragana."""
    text = sheet.pieces[at].text
    spoken = len(_HIRAGANA.findall(text)) * 3 >= len(text) >= 8
    if sheet.strength[at] == 2 or at in sheet.wrapped or spoken or _ADDRESSED.match(text):
        return True
    return sheet.lang == "en" and (sheet.strength[at] > 0 or text.count(" ") >= 5)
