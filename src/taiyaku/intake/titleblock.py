"""The title block: which line above the running text is the headline, and what the lines around it are."""

from __future__ import annotations

import re

from taiyaku.intake.shape import HEADING_SIGNS, bullet, is_truncated, sign_class, topic_words
from taiyaku.intake.sheet import Sheet
from taiyaku.model import Label

#: Lines looked at for a title above the running text: menus may be longer, title blocks are not.
_REACH = 60
#: What it says for a headline that two lines below it are its parts.
_WHOLE = 5.0
_SITE_TAIL = re.compile(r"\s*[|｜]\s*[^|｜]{1,30}$|\s+[-–—:：]\s+[^-–—:：|｜]{1,25}$")
_LATIN = re.compile(r"^[\x20-\x7e‘’“”–—…é]+$")
_NAME = re.compile(
    r"^([ァ-ヺー]{2,}([・＝=][ァ-ヺー]{1,})+|[一-鿿々]{1,4}[\s　][一-鿿々ぁ-ゖァ-ヺ]{1,5}|[一-鿿々]{3,5}"
    r"|[一-鿿ァ-ヺー]{1,6}[:：＝=／]\s?[一-鿿ぁ-ゖァ-ヺー・\s]{2,14}"
    r"|[A-Z][\w.’'-]+(\s[A-Z][\w.’'-]+){1,3})([（(].{1,20}[）)])?$"
)
#: A chapter of a novel, with its title: 第三話　雨の番人.
_CHAPTER = re.compile(
    r"^(第\s?[0-9０-９一二三四五六七八九十百]{1,4}\s?[話章回部夜幕節]|[序終]章|プロローグ|エピローグ|幕間)([\s　:：]|$)"
)
_BLANKS = re.compile(r"[ \t\u3000]+")
_QUOTED = re.compile(r"^[「『][^「」『』]*[」』]$")
_WRAPPED = re.compile(r"^[<＜〈].*[>＞〉]$")


def label_head(sheet: Sheet, first: int, last: int) -> int:
    """Label everything above the running text that begins at ``first``; return where the text begins after all.

    The title is the line that looks like a headline, shares words with the text and stands close above it; a page
    often prints it twice, then the second goes as ``repeated title``. A headline that ends in ？ may have been taken
    for text: then the text begins one line later.
    """
    title = _find_title(sheet, first, last)
    if title is not None:
        sheet.topic |= topic_words(sheet.pieces[title].text, sheet.lang)
    else:
        for at in range(first):
            sheet.say(at, Label.CLUTTER, "menu: short line without predicate before the text")
        return first
    sheet.force(title, Label.TITLE, _title_reason(sheet, title, first))
    start = max(first, title + 1)
    _same_again(sheet, title, start)
    _above(sheet, title)
    for at in range(title + 1, start):
        _below(sheet, at, title)
    return start


def _find_title(sheet: Sheet, first: int, last: int) -> int | None:
    """Return the index of the likeliest headline, ``None`` if no line can be one."""
    reach = range(max(0, first - _REACH), min(first + 3, last, len(sheet.pieces)))
    scored = [(score, -at) for at in reach if (score := _title_score(sheet, at, first)) is not None]
    few = sum(sheet.is_open(at) for at in range(first)) <= 3
    best, place = max(scored, default=(0.0, 0))
    return -place if scored and (best > 0 or few) else None


def _title_score(sheet: Sheet, at: int, first: int) -> float | None:
    """Return how much a line looks like the headline of the text at ``first``; ``None`` if it cannot be one.

    Among many menu lines a headline has a score above 0; above a text without a menu, any line will do. What the typist
    of a book sets in or makes a heading (［＃３字下げ］一) is a chapter's.
    """
    text, wording, width = sheet.pieces[at].text, sheet.wording[at], sheet.width(at)
    hinted = sheet.hint[at] is Label.TITLE
    if not hinted and (not sheet.is_open(at) or at in sheet.sections):
        return None
    if (
        text.startswith("［＃")
        or sheet.hint[at] is Label.CLUTTER
        or (wording and wording.label is not Label.CAPTION and not hinted)
    ):
        return None
    if width < 2 or width > 110 or _is_sentences(sheet, at) or _is_latin_in_japanese(sheet, at):
        return None
    said = sheet.strength[at] == 2 and (text.endswith("。") or not _dated_below(sheet, at))
    if at >= first and (said or at in sheet.wrapped or at > first or width > 60):
        return None
    score = 1.0 + 3.0 * sheet.topicality(at) + (4.0 if hinted else 0.0) - (1.5 if sheet.is_foreign(at) else 0.0)
    score += 1.0 if 12 <= width <= 60 else 0.0 if width >= 7 else -1.5
    again = _printed_again(sheet, at, first)
    score += again if again == _WHOLE or sheet.topicality(at) >= 0.25 else 0.4 * again
    score += 1.5 if _dated_below(sheet, at) else 0.0
    score += 3.0 if at == sheet.headline else 0.0
    score -= 3.0 if at in sheet.fields else 0.0
    score += 3.5 if _is_defined(sheet, at, first) or _opens_book(sheet, at) else 0.0
    score += 1.5 if sheet.copies[text] == 2 and width >= 12 and again == 0 else 0.0
    between = sum(sheet.is_open(i) for i in range(at + 1, first))
    score -= min(0.25 * between, 2.0)
    score -= 3.0 if (wording and wording.label is Label.CAPTION) or text.endswith("。") or _WRAPPED.match(text) else 0.0
    words = len(_BLANKS.findall(text))
    menu = sheet.lang == "ja" and words * 8 > len(text)
    chapter = bool(_CHAPTER.match(text))
    score += 2.0 if chapter else 0.0
    score -= 2.0 if menu or bullet(text) or is_truncated(text) or (_NAME.match(text) and not chapter) else 0.0
    score -= 3.0 if _is_menu(sheet, at, 4) else 0.0
    score -= 1.5 if _byline_above(sheet, at) else 0.0
    return score


def _opens_book(sheet: Sheet, at: int) -> bool:
    """Tell whether a line is the first of a file of Aozora Bunko: the typist explains the signs right below."""
    return at == 0 and any(row and row.reason == "note of the typesetter" for row in sheet.wording[1:9])


def _is_defined(sheet: Sheet, at: int, first: int) -> bool:
    """Tell whether the text begins with the words of a line above it, as an encyclopedia does with its headword."""
    text = sheet.pieces[at].text
    if at >= first or not 2 <= len(text) <= 40 or not sheet.pieces[first].text.startswith(text):
        return False
    return all(sheet.pieces[i].text != text for i in range(max(0, first - _REACH), at))


def _is_sentences(sheet: Sheet, at: int) -> bool:
    """Tell whether a line has a sentence end inside and nothing says that it is a headline all the same."""
    text = sheet.pieces[at].text
    if "。" not in text.rstrip("。"):
        return False
    if not text.endswith("。") and sheet.width(at) <= 45 and _dated_below(sheet, at):
        return False
    return sheet.strength[at] == 2 or (sheet.hint[at] is not Label.TITLE and sheet.copies[text] < 2)


def _is_latin_in_japanese(sheet: Sheet, at: int) -> bool:
    """Tell whether a Japanese page has an English line here: its English title, not its title."""
    return sheet.lang == "ja" and bool(_LATIN.match(sheet.pieces[at].text))


def _squeezed(text: str) -> str:
    """Return ``text`` without blanks and without the site's name behind a bar, for comparing headlines."""
    return "".join(_SITE_TAIL.sub("", text[:200]).split()) + text[200:]


def _printed_again(sheet: Sheet, at: int, first: int) -> float:
    """Return what it says for a headline that it stands in the title block twice; 0 if it does not.

    2.5 for a copy, whole or as a beginning; more for the first of two equal ones, and for the whole of which two
    lines are the parts; less with the site's name behind it.
    """
    text = sheet.pieces[at].text
    mine = _squeezed(text)
    reach = range(max(0, first - _REACH), min(first + 1, len(sheet.pieces)))
    others = {i: _squeezed(sheet.pieces[i].text) for i in reach if i != at and sheet.strength[i] < 2}
    if len(mine) < 8:
        return 0.0
    same = [i for i, other in others.items() if other == mine]
    begun = [other for other in others.values() if mine.startswith(other) and len(other) * 2 > len(mine)]
    if same:
        return 2.5 - 2.0 * bool(_SITE_TAIL.search(text[:200])) + 2.1 * (at < min(same))
    if any(mine[len(other) :] in others.values() for other in begun):
        return _WHOLE
    return 2.5 if begun or any(other.startswith(mine) for other in others.values()) else 0.0


def _dated_below(sheet: Sheet, at: int) -> bool:
    """Tell whether a date or byline stands within three lines below."""
    below = [sheet.wording[i] for i in range(at + 1, min(at + 4, len(sheet.pieces)))]
    return any(row and row.label in (Label.DATE, Label.BYLINE) for row in below)


def _byline_above(sheet: Sheet, at: int) -> bool:
    """Tell whether a date or byline stands within three lines above: captions come there, headlines do not."""
    above = [sheet.wording[i] for i in range(max(0, at - 3), at)]
    if above and above[-1] and above[-1].label is Label.DATE and sheet.copies[sheet.pieces[at].text] < 3:
        above = above[:-1]  # many blogs set the date right above the headline
    return any(row and row.label in (Label.DATE, Label.BYLINE) for row in above)


def _credited(sheet: Sheet, title: int, at: int) -> bool:
    """Tell whether a date or byline stands between the title and the line."""
    return any(sheet.label(i) in (Label.DATE, Label.BYLINE) for i in range(title + 1, at))


def _title_reason(sheet: Sheet, title: int, first: int) -> str:
    """Say what made the line the title."""
    if sheet.hint[title] is Label.TITLE:
        return "title: main heading by the page's mark-up"
    if _printed_again(sheet, title, first):
        return "title: headline printed twice above the text"
    return "title: headline right above the text, with its words"


def _same_again(sheet: Sheet, title: int, start: int) -> None:
    """Drop the other copies of the title above the text, also one broken over two lines."""
    whole = _squeezed(sheet.pieces[title].text)
    rest = ""
    for at in range(max(0, start - _REACH), start):
        if at == title:
            continue
        part = _squeezed(sheet.pieces[at].text)
        if sheet.strength[at] == 2 or len(part) > len(whole) + 20:
            continue
        if part == whole or (len(part) >= 8 and (whole.startswith(part) or part.startswith(whole))):
            sheet.force(at, Label.CLUTTER, "repeated title")
            rest = whole[len(part) :]
        elif rest and part == rest:
            sheet.force(at, Label.CLUTTER, "repeated title")


def _above(sheet: Sheet, title: int) -> None:
    """Label the lines above the title: kicker, date, byline, and the menu."""
    unknown = sum(sheet.is_open(at) for at in range(title))
    menu = unknown > 4
    alone = unknown == title <= 2 and not sheet.has_clutter()
    for at in range(title - 1, -1, -1):
        wording = sheet.wording[at]
        near = title - at <= 2
        facts = wording and (wording.label in (Label.KICKER, Label.DATE) or wording.reason == "byline")
        if wording and facts and title - at <= 3:
            sheet.say(at, wording.label, wording.reason)
        elif (
            near
            and not menu
            and sheet.is_open(at)
            and sheet.strength[at] < 2
            and sheet.width(at) <= 20
            and not _is_menu(sheet, at)
            and (alone or _is_kicker(sheet, at, title))
        ):
            sheet.say(at, Label.KICKER, "kicker: short line above the title, with its words")
        elif near and _is_latin_in_japanese(sheet, at) and len(sheet.pieces[at].text.split()) >= 4:
            sheet.say(at, Label.TITLE_EN, "title_en: English line beside the title")
        else:
            sheet.say(at, Label.CLUTTER, "menu: short line without predicate before the title")


def _is_menu(sheet: Sheet, at: int, least: int = 3) -> bool:
    """Tell whether a Japanese line is three short words or more with blanks between: ``表紙　暮らし　港の地図``."""
    words = sheet.pieces[at].text.split()
    return sheet.lang == "ja" and len(words) >= least and max(map(len, words)) <= 8


def _is_kicker(sheet: Sheet, at: int, title: int) -> bool:
    """Tell whether a short line goes with the title: the subject's words, or beside it in mark-up that is no menu."""
    menu = sheet.lang == "ja" and len(_BLANKS.findall(sheet.pieces[at].text)) >= 2
    beside = at == title - 1 and sheet.hint[title] is Label.TITLE and not menu
    return beside or sheet.topicality(at) >= 0.5


def _stands_alone(sheet: Sheet, at: int) -> bool:
    """Tell whether a line stands between blank lines right above a paragraph."""
    following = sheet.pieces[at + 1 : at + 2]
    apart = sheet.plain and sheet.pieces[at].gap and bool(following) and following[0].gap
    return apart and sheet.strength[at] == 0 and sheet.strength[at + 1] == 2 and sheet.width(at) <= 20


def _opens_below(sheet: Sheet, at: int) -> bool:
    """Tell whether a short line stands right above a list with bullets, in its block."""
    rest = range(at + 1, min(at + 3, len(sheet.pieces)))
    signs = [bullet(sheet.pieces[i].text) for i in rest if not sheet.pieces[i].gap]
    return sheet.width(at) <= 20 and len(signs) == 2 and signs[0] == signs[1] != ""


def _below(sheet: Sheet, at: int, title: int) -> None:
    """Label a line between the title and the text."""
    text, wording = sheet.pieces[at].text, sheet.wording[at]
    hint = sheet.hint[at]
    if wording and wording.label is Label.COMMENT_META:
        office = wording.reason.endswith("office of a person")
        label, reason = (
            (Label.BYLINE, "byline: office of the writer") if office else (Label.CLUTTER, "button: comments")
        )
        sheet.say(at, label, reason)
    elif wording and wording.label in (Label.DATE, Label.BYLINE, Label.CAPTION, Label.KICKER):
        sheet.say(at, wording.label, wording.reason)
    elif hint in (Label.CAPTION, Label.DATE, Label.BYLINE, Label.LEAD, Label.HEADING, Label.LIST_ITEM):
        sheet.say(at, hint, f"{hint}: by the page's mark-up")
    elif _is_latin_in_japanese(sheet, at):
        if at - title <= 3 and len(text.split()) >= 3:
            sheet.say(at, Label.TITLE_EN, "title_en: English line beside the title")
        else:
            sheet.say(at, Label.BYLINE, "byline: Latin letters between title and text")
    elif at in sheet.sections:
        sheet.say(at, Label.HEADING, "heading: of a section of the text")
    elif at in sheet.fields:
        sheet.say(at, Label.INFOBOX, "infobox: one of a run of fields between title and text")
    elif _opens_below(sheet, at):
        sheet.say(at, Label.HEADING, "heading: short line right above a list")
    elif _stands_alone(sheet, at) and (_credited(sheet, title, at) or sheet.fields.intersection(range(title, at))):
        sheet.say(at, Label.HEADING, "heading: short line on its own between the facts and the first paragraph")
    elif at in sheet.speakers:
        sheet.say(at, Label.BODY, "body: name of who says the next line")
    elif _NAME.match(text):
        sheet.say(at, Label.BYLINE, "byline: a name between title and text")
    elif sheet.strength[at] == 2 or _WRAPPED.match(text) or (sheet.lang == "en" and text.endswith(".") and " " in text):
        sheet.say(at, Label.LEAD, "lead: sentence between title and text")
    elif _QUOTED.match(text) and not sheet.pieces[at + 1].gap:
        sheet.say(at, Label.BODY, "body: something said, right above the text")
    elif sheet.topicality(at) >= 0.3 and _credited(sheet, title, at) and sign_class(text) not in HEADING_SIGNS:
        sheet.say(at, Label.CAPTION, "caption: line about the subject between byline and text")
    elif (
        (at in sheet.root and title in sheet.root)
        or sheet.topicality(at) >= 0.3
        or sheet.width(at) >= (8 if at == title + 1 else 15)
    ):
        sheet.say(at, Label.HEADING, "heading: line about the subject below the title")
    else:
        sheet.say(at, Label.CLUTTER, "menu: short line without predicate between title and text")
