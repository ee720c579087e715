"""The running text and the comments: paragraphs, headings, lists, captions, and clutter set among them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from taiyaku.intake.blocks import is_bare_date
from taiyaku.intake.shape import HEADING_SIGNS, bullet, sign_class
from taiyaku.intake.sheet import Sheet
from taiyaku.model import Label

_BRACKETED = re.compile(r"^[<＜〈].*[>＞〉]$")
_QUOTED = re.compile(r"^[「『“\"‘――—].*[」』”\"’。]$")
#: What somebody says about it, in a list below a match: ▼監督「よく漕いだ。…」.
_VOICE = re.compile(r"^[▼▽]\S{2,20}「.{8,}」$")
#: Dialogue: a line that is one quotation, or in English a short sentence with its full stop.
_SPOKEN = re.compile(r"^[「『].*[」』]$|^[\"“A-Z](?=.* ).*[.!?][\"”’]?$|^\.{3}$")
#: What a thing is like: 重量：850g, 大さじ2, 午後3時, 30分.
_FACT = re.compile(
    r"^\S{1,10}[:：]\s?\S|[0-9０-９](円|g|kg|cm|mm|ml|cc|km|m|分|時間?|人|個|枚|本|切れ|杯|か所|カ所)|(大|小)さじ|少々|適量"
)
_FEATURES = (
    ("marks", re.compile(r"\[\d{1,3}\]$")),
    ("pairs", re.compile(r"[、・,]")),
    ("bullet", re.compile(r"^[・•*\-–—]")),
    ("colon", re.compile(r"[:：]")),
    ("long", re.compile(r"^(\S+ ){3,}\S+$")),
)


#: The date of the page stands no farther below the beginning of the text than this, no farther above its end (lines).
_EDGE = 3


def label_text(sheet: Sheet, first: int, last: int) -> None:
    """Label the lines of the running text between two indices; runs of short lines are judged together."""
    _own_dates(sheet, first, last)
    run: list[int] = []
    link_list = False
    for at in range(first, last + 1):
        wording = sheet.wording[at]
        if wording and wording.where in ("below", "box") and sheet.label(at) is Label.CLUTTER:
            _short_run(sheet, run, link_list)
            run, link_list = [], sheet.hint[at] is not Label.CLUTTER
        elif at in sheet.sections or (link_list and sheet.hint[at] is Label.HEADING):
            _short_run(sheet, run, link_list)
            run, link_list = [], False
        if _is_paragraph(sheet, at):
            if link_list:
                _heading_below_links(sheet, run)
            _short_run(sheet, run, link_list)
            run, link_list = [], False
            _paragraph(sheet, at, first)
        elif sheet.is_open(at):
            run.append(at)
    _short_run(sheet, run, link_list)


def _own_dates(sheet: Sheet, first: int, last: int) -> None:
    """Forget the wording of dates that are the article's own: ``1998年4月1日`` over what happened then.

    Two or more among its lines are; a single one is the page's, if it stands near the beginning or the end.
    """
    dates = [at for at in range(first, last + 1) if is_bare_date(sheet, at)]
    if len(dates) == 1 and (dates[0] - first <= _EDGE or last - dates[0] < _EDGE):
        return
    for at in dates:
        sheet.wording[at] = None
        if sheet.hint[at] is Label.DATE:
            sheet.hint[at] = None


def _is_paragraph(sheet: Sheet, at: int) -> bool:
    """Tell whether an open line is a sentence, something said, or part of a hard-wrapped line."""
    if not sheet.is_open(at):
        return False
    if sheet.strength[at] == 2 or at in sheet.wrapped or at in sheet.speakers:
        return True
    if _SPOKEN.search(sheet.pieces[at].text) or _VOICE.match(sheet.pieces[at].text):
        return True
    return sheet.strength[at] == 1 and sheet.width(at) >= 40


def _paragraph(sheet: Sheet, at: int, first: int) -> None:
    """Label one line of running text."""
    text, wording, hint = sheet.pieces[at].text, sheet.wording[at], sheet.hint[at]
    above = [i for i in range(first, at) if sheet.label(i) in (Label.BODY, Label.LEAD)] if at - first < 4 else [first]
    if wording and wording.label in (Label.CAPTION, Label.DATE, Label.BYLINE) and hint is not Label.LIST_ITEM:
        sheet.say(at, wording.label, wording.reason)
    elif hint in (Label.CAPTION, Label.LEAD, Label.LIST_ITEM, Label.HEADING, Label.COMMENT):
        sheet.say(at, hint, f"{hint}: by the page's mark-up")
    elif _BRACKETED.match(text) and sheet.width(at) >= 30 and not above:
        sheet.say(at, Label.LEAD, "lead: long sentence in angle brackets below the title")
    elif _BRACKETED.match(text) and sheet.width(at) < 40:
        sheet.say(at, Label.HEADING, "heading: short line in angle brackets")
    elif bullet(text) and bullet(text) not in HEADING_SIGNS:
        sheet.say(at, Label.LIST_ITEM, f"list item: sentence after {bullet(text)}")
    else:
        reason = "body: hard-wrapped line of a paragraph" if at in sheet.wrapped else "body: sentence of the text"
        if at in sheet.speakers:
            reason = "body: name of who says the next line"
        sheet.say(at, Label.BODY, reason)


def _short_run(sheet: Sheet, run: Sequence[int], link_list: bool) -> None:
    """Label consecutive short lines inside the text: headings, a list, or clutter set into the article."""
    for at in run:
        wording, hint = sheet.wording[at], sheet.hint[at]
        if link_list:
            sheet.say(at, Label.CLUTTER, "related articles: short line under the heading of a link list")
        elif hint is Label.LIST_ITEM:  # a date in a list or table is a fact of the article, not about it
            sheet.say(at, hint, f"{hint}: by the page's mark-up")
        elif wording and wording.label in (Label.CAPTION, Label.DATE, Label.BYLINE, Label.KICKER):
            label = Label.HEADING if wording.label is Label.KICKER else wording.label
            sheet.say(at, label, wording.reason)
        elif hint in (Label.HEADING, Label.CAPTION, Label.DATE, Label.BYLINE, Label.COMMENT):
            sheet.say(at, hint, f"{hint}: by the page's mark-up")
        elif _BRACKETED.match(sheet.pieces[at].text):
            sheet.say(at, Label.HEADING, "heading: short line in angle brackets")
    rest = [at for at in run if sheet.is_open(at)]
    heads = [at for at in rest if at in sheet.sections or sign_class(sheet.pieces[at].text) in sheet.signs]
    if heads:
        _sections(sheet, rest, set(heads))
    elif len(rest) <= 2:
        for at in rest:
            _alone(sheet, at)
    else:
        _list(sheet, rest)


def _sections(sheet: Sheet, run: Sequence[int], heads: set[int]) -> None:
    """Label short lines with headings among them that are signed like those of the text, and their lists."""
    for at in run:
        if at in heads and sheet.width(at) <= 45:
            sheet.say(at, Label.HEADING, "heading: opens with the sign of the headings of the text")
        else:
            sheet.say(at, Label.LIST_ITEM, "list item: short line under a heading of the text")


def _heading_below_links(sheet: Sheet, run: Sequence[int]) -> None:
    """Behind a link list with bullets or numbers, a last line without one is the heading of the text that follows."""
    if len(run) > 1 and _is_item(sheet, run[0]) and not _is_item(sheet, run[-1]):
        sheet.say(run[-1], Label.HEADING, "heading: short line between a link list and a paragraph")


def _is_item(sheet: Sheet, at: int) -> bool:
    """Tell whether a line begins with a bullet or a number."""
    text = sheet.pieces[at].text
    return bool(bullet(text)) or text[0].isdigit()


def _alone(sheet: Sheet, at: int) -> None:
    """Label one or two short lines between paragraphs."""
    text = sheet.pieces[at].text
    if bullet(text) and bullet(text)[0] not in HEADING_SIGNS:
        sheet.say(at, Label.LIST_ITEM, f"list item: line after {bullet(text)}")
    elif not sheet.plain and at + 1 < len(sheet.pieces) and not sheet.pieces[at + 1].gap:
        sheet.say(at, Label.BODY, "body: line broken off by the page's mark-up")
    elif _QUOTED.match(text) or (sheet.strength[at] == 1 and text.endswith(".")):
        sheet.say(at, Label.BODY, "body: something said, in quotation marks")
    elif sheet.width(at) <= 45:
        sheet.say(at, Label.HEADING, "heading: short line between paragraphs")
    else:
        sheet.say(at, Label.BODY, "body: long line between paragraphs")


def _list(sheet: Sheet, run: Sequence[int]) -> None:
    """Label three or more short lines in a row: a list if they speak of the text's things, else clutter."""
    texts = [sheet.pieces[at].text for at in run]
    bulleted = sum(bool(bullet(text)) for text in texts) * 2 > len(run)
    about = sum(sheet.topicality(at) for at in run) / len(run)
    facts = sum(bool(_FACT.search(text)) for text in texts) * 2 >= len(run)
    if about < 0.2 and not bulleted and not facts and sum(sheet.width(at) for at in run) / len(run) < 12:
        for at in run:
            sheet.say(at, Label.CLUTTER, "menu: run of short lines about something else, inside the text")
        return
    common = [
        pattern for _name, pattern in _FEATURES if sum(bool(pattern.search(t)) for t in texts) * 5 >= 3 * len(run)
    ]
    for place, at in enumerate(run):
        text = texts[place]
        lacks = any(not pattern.search(text) for pattern in common)
        if (common and lacks) or (not common and place == 0 and sheet.width(at) < 20):
            sheet.say(at, Label.HEADING, "heading: short line that is unlike the list it stands with")
        else:
            sheet.say(at, Label.LIST_ITEM, "list item: one of a run of short lines about the subject")
