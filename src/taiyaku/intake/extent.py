"""Where the article begins and ends: the run of lines with the most sentences, and what belongs to it on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from taiyaku.intake.blocks import end_mark
from taiyaku.intake.comments import comments_start
from taiyaku.intake.sections import SECTION, collect_signs, grown_by_root, grown_by_sections
from taiyaku.intake.shape import bullet, is_polite, is_sign, is_truncated, is_wordless
from taiyaku.intake.sheet import Sheet
from taiyaku.model import Label

#: A link list with less text above than this share of what follows does not end the text: it stands in a side bar.
_MOST_ABOVE = 0.5
#: What it says for a text that it is the first below a headline with its date: as much as two long paragraphs.
_BELOW_HEADLINE = 12.0


def find_text(sheet: Sheet) -> tuple[int, int, int | None] | None:
    """Return the first and last index of the article and the index where comments open; ``None`` without sentences."""
    collect_signs(sheet, 0, len(sheet.pieces) - 1)
    comments = comments_start(sheet)
    found = _densest_text(sheet, comments)
    if found is None:
        return None
    sheet.set_topic(*found)
    first, last = _trimmed(sheet, *_grown(sheet, *(_densest_text(sheet, comments) or found)))
    first = _from_headline(sheet, first, last)
    sheet.set_topic(first, last)
    collect_signs(sheet, first, last)
    last = grown_by_sections(sheet, first, grown_by_root(sheet, first, last))
    ended = end_mark(sheet, first, last)
    last = last if ended is None else ended - 1
    first, last = _inside_root(sheet, first, last)
    if comments is not None and comments <= last:
        last = max((at for at in range(first, comments) if sheet.is_open(at)), default=last)
    return first, last, comments


def _inside_root(sheet: Sheet, first: int, last: int) -> tuple[int, int]:
    """Cut the run to the element that holds the paragraphs, if most of the run is in it: outside are boxes."""
    root = sheet.root
    inside = [at for at in range(first, last + 1) if at in root and sheet.strength[at] == 2]
    whole = [at for at in range(first, last + 1) if sheet.strength[at] == 2]
    if not inside or sum(map(sheet.width, inside)) * 2 < sum(map(sheet.width, whole)):
        return first, last
    return max(first, root.start), min(last, root.stop - 1)


def _line_score(sheet: Sheet, at: int) -> float:
    """Return how much a line speaks for running text; above 0 for text, below for furniture."""
    wording, text = sheet.wording[at], sheet.pieces[at].text
    boxed = at in sheet.root and sheet.hint[at] is Label.CLUTTER
    if wording and not boxed and wording.where in ("below", "box", "comments") and at not in sheet.sections:
        return -3.0
    if at in sheet.root and sheet.hint[at] is Label.CLUTTER:
        return -0.3
    if sheet.label(at) in (Label.CLUTTER, Label.REFERENCE, Label.INFOBOX, Label.COMMENT, Label.COMMENT_META):
        if sheet.is_said(at, "table of contents"):
            return -0.3
        return 0.0 if sheet.label(at) is Label.INFOBOX else -2.0 if is_wordless(text) or _is_lone(sheet, at) else -3.0
    if at in sheet.root and sheet.hint[at] is None and wording is None and sheet.strength[at] < 2:
        return 1.0 if sheet.strength[at] else -0.2
    if wording and wording.where == "edge":
        return -2.0
    if wording and wording.label in (Label.DATE, Label.BYLINE, Label.CAPTION):
        return 0.0
    if at in sheet.fields:
        return 0.0
    if at in sheet.teasers:
        return -1.0
    if sheet.strength[at] == 2 or at in sheet.wrapped:
        return min(sheet.width(at) / 25, 6.0) + 2.0 * (sheet.strength[at] == 2)
    if is_truncated(text):
        return -2.0
    if sheet.strength[at] == 1 and sheet.lang == "ja" and is_polite(text):
        return 0.8
    if at in sheet.speakers or at in sheet.sections or (sheet.strength[at] == 1 and sheet.width(at) >= 20):
        return 0.3
    if sheet.topicality(at) >= 0.4:
        return -0.2
    return -0.5 if bullet(text) or sheet.hint[at] in (Label.HEADING, Label.LIST_ITEM) else -1.0


def _is_lone(sheet: Sheet, at: int) -> bool:
    """Tell whether open text stands right above and below a line of clutter: a link or advert set into the article."""
    beside = [i for i in (at - 1, at + 1) if 0 <= i < len(sheet.pieces)]
    return len(beside) == 2 and all(sheet.is_open(i) and sheet.strength[i] == 2 for i in beside)


def _densest_text(sheet: Sheet, comments: int | None) -> tuple[int, int] | None:
    """Return the first and last index of the run of lines with the greatest sum of scores, ``None`` without text.

    Teasers under the heading of a link list do not count until text resumes; lists above the first text are menus that
    end with it. A box about the writer ends the text if little of it follows; comments end it always.
    """
    best, best_run = 0.0, None
    total, start, in_list, parted, weak = 0.0, 0, False, False, False
    spaced = sheet.plain and sum(piece.gap for piece in sheet.pieces) * 10 >= len(sheet.pieces)
    ends = _boxes_that_end(sheet)
    above = _prose_above(sheet, comments)
    first_of_page = _text_below_headline(sheet)
    for at in range(len(sheet.pieces) if comments is None else comments):
        score = _line_score(sheet, at)
        wording = sheet.wording[at]
        if at in ends and best > 0:
            break
        if wording and wording.where in ("below", "box") and at not in sheet.sections:
            in_list, parted = best >= 2 and sheet.hint[at] is not Label.CLUTTER, False
            weak = above[at] < _MOST_ABOVE * (above[-1] - above[at])
        elif in_list:
            parted = parted or sheet.pieces[at].gap or not spaced
            in_list = score <= 0 or not (_resumes(sheet, at, parted) if weak else _ends_list(sheet, at, parted))
        if in_list and score > 0:
            score = 0.0
        if total <= 0:
            total, start = 0.0, at
        total += score
        named = _BELOW_HEADLINE if first_of_page is not None and start <= first_of_page <= at else 0.0
        if score > 0 and total + named > best:
            best, best_run = total + named, (start, at)
    return best_run


def _text_below_headline(sheet: Sheet) -> int | None:
    """Return the first sentence below the headline that has its date, ``None`` without such a headline."""
    if sheet.headline is None:
        return None
    below = range(sheet.headline + 1, len(sheet.pieces))
    return next((at for at in below if sheet.strength[at] == 2 and sheet.is_open(at)), None)


def _prose_above(sheet: Sheet, comments: int | None) -> list[float]:
    """Return how much was said above each line, up to the comments, and in all as the last number."""
    sums = [0.0]
    for at in range(len(sheet.pieces)):
        said = sheet.is_open(at) and sheet.strength[at] == 2 and (comments is None or at < comments)
        sums.append(sums[-1] + (sheet.width(at) if said else 0.0))
    return sums


def _resumes(sheet: Sheet, at: int, parted: bool) -> bool:
    """Tell whether text begins at ``at`` below a list that stands above most of the text, as in a side bar."""
    following = at + 1 < len(sheet.pieces) and sheet.strength[at + 1] >= 1
    return sheet.width(at) >= 40 or at in sheet.sections or (parted and (sheet.strength[at] == 2 or following))


def _boxes_that_end(sheet: Sheet) -> set[int]:
    """Return the headings of boxes (about the writer, the publisher) below which a quarter of the text or less is."""
    prose = [
        sheet.width(at) if sheet.is_open(at) and sheet.strength[at] == 2 else 0.0 for at in range(len(sheet.pieces))
    ]
    whole, above = sum(prose), 0.0
    ends: set[int] = set()
    for at, wording in enumerate(sheet.wording):
        if wording and wording.where == "box" and (whole - above) * 3 <= above:
            ends.add(at)
        above += prose[at]
    return ends


def _ends_list(sheet: Sheet, at: int, parted: bool) -> bool:
    """Tell whether running text resumes at ``at`` after a link list: long, much of it, or about the same things.

    On a page with blank lines a list goes on at least to the next one (``parted``: it was met).
    """
    if sheet.width(at) >= 80 or at in sheet.sections:
        return True
    if not parted:
        return False
    run = at
    while run < len(sheet.pieces) and run < at + 4 and sheet.strength[run] == 2 and sheet.is_open(run):
        run += 1
    if run - at >= 2 and sum(sheet.width(i) for i in range(at, run)) >= 150:
        return True
    near = range(at, min(at + 2, run))
    about = bool(sheet.topic) and all(sheet.topicality(i) >= 0.25 and sheet.width(i) >= 20 for i in near)
    return about and (len(near) == 2 or (sheet.width(at) >= 30 and sheet.topicality(at) >= 0.4))


def _grown(sheet: Sheet, first: int, last: int) -> tuple[int, int]:
    """Widen the run by paragraphs cut off from it: behind lists without a word of clutter, or about the same things."""
    sheet.set_topic(first, last)
    clean = True
    for at in range(first - 1, -1, -1):
        clean = clean and _is_clean(sheet, at)
        near = clean and first - at <= SECTION and sheet.width(at) >= 20
        if sheet.is_open_text(at) and (near or sheet.topicality(at) >= (0.3 if first - at <= 12 else 0.5)):
            first = at
    clean = True
    for at in range(last + 1, len(sheet.pieces)):
        wording = sheet.wording[at]
        if wording and wording.where in ("below", "box", "comments") and at not in sheet.sections:
            break
        clean = clean and _is_clean(sheet, at)
        near = clean and at - last <= SECTION and (sheet.width(at) >= 40 or sheet.topicality(at) >= 0.2)
        if sheet.is_open_text(at) and (near or sheet.topicality(at) >= 0.6):
            last = at
    return first, _grown_by_lists(sheet, last)


def _is_clean(sheet: Sheet, at: int) -> bool:
    """Tell whether nothing calls a line clutter: neither wording nor mark-up, nor that it is cut off with …"""
    wording = sheet.wording[at]
    if sheet.is_said(at, "table of contents"):
        return True
    if is_truncated(sheet.pieces[at].text) or (wording and wording.label is Label.CLUTTER):
        return False
    return sheet.label(at) is not Label.CLUTTER or is_sign(sheet.pieces[at].text)


def _from_headline(sheet: Sheet, first: int, last: int) -> int:
    """Return where the text begins when teasers stand above a headline with its date, and the article below."""
    prose = [sheet.width(at) if sheet.strength[at] == 2 else 0.0 for at in range(first, last + 1)]
    whole, above = sum(prose), 0.0
    for at in range(first, last):
        above += prose[at - first]
        if above > 0.3 * whole:
            break
        if _is_dated_headline(sheet, at) and above:
            start = next((i for i in range(at + 1, last + 1) if sheet.strength[i] == 2 and sheet.is_open(i)), None)
            if start is not None and _all_foreign(sheet, range(first, at), range(start, last + 1)):
                return start
    return first


def _is_dated_headline(sheet: Sheet, at: int) -> bool:
    """Tell whether a line looks like a headline with its date right below."""
    if not sheet.is_open(at) or sheet.strength[at] == 2 or sheet.wording[at] or not 10 <= sheet.width(at) <= 70:
        return False
    rows = [row for row in sheet.wording[at + 1 : at + 3] if row and row.label is Label.DATE]
    return any(row.reason != "date: time of day" for row in rows) and not bullet(sheet.pieces[at].text)


def _all_foreign(sheet: Sheet, lines: Sequence[int], rest: Sequence[int]) -> bool:
    """Tell whether no sentence among ``lines`` shares much with the rest of the text."""
    sheet.set_topic_of(rest)
    return all(sheet.topicality(at) < 0.35 for at in lines if sheet.strength[at] == 2)


def _grown_by_lists(sheet: Sheet, last: int) -> int:
    """Widen the run by list items and table cells of the mark-up; to the end of a page that has no clutter at all."""
    if not sheet.has_clutter():
        rest = (at for at in range(last + 1, len(sheet.pieces)) if not is_sign(sheet.pieces[at].text))
        return next((at - 1 for at in rest if not sheet.is_open(at)), len(sheet.pieces) - 1)
    for at in range(last + 1, len(sheet.pieces)):
        if not sheet.is_open(at) or sheet.hint[at] not in (Label.LIST_ITEM, Label.CAPTION):
            break
        last = at
    return last


def _trimmed(sheet: Sheet, first: int, last: int) -> tuple[int, int]:
    """Cut small groups of sentences about something else from both ends, behind clutter: 次回は5月に公開の予定です。"""
    groups = _groups(sheet, first, last)
    while len(groups) > 1:
        for foreign, rest in ((groups[-1], groups[:-1]), (groups[0], groups[1:])):
            if _is_foreign(sheet, foreign, rest):
                groups = rest
                break
        else:
            break
    return groups[0][0], groups[-1][-1] if groups[-1][-1] < _groups(sheet, first, last)[-1][-1] else last


def _groups(sheet: Sheet, first: int, last: int) -> list[list[int]]:
    """Return the sentences between two indices in groups, parted by lines that are clutter by wording or mark-up."""
    groups: list[list[int]] = [[]]
    for at in range(first, last + 1):
        wording = sheet.wording[at]
        if sheet.label(at) is Label.CLUTTER or (wording and wording.label is Label.CLUTTER):
            if groups[-1]:
                groups.append([])
        elif sheet.strength[at] == 2 or at in sheet.wrapped:
            groups[-1].append(at)
    kept = [group for group in groups if group]
    return kept or [[first, last]]


def _is_foreign(sheet: Sheet, group: Sequence[int], rest: Sequence[Sequence[int]]) -> bool:
    """Tell whether a group is short beside the rest, shares hardly a word with it and stands apart from it."""
    edges = (rest[-1][-1], group[0]) if rest[0][0] < group[0] else (group[-1], rest[0][0])
    between = range(edges[0] + 1, edges[1])
    rows = [sheet.wording[at] for at in between]
    far = sum(not sheet.is_open(at) or sheet.wording[at] is not None for at in between) >= 2
    if not far and not any(row and row.where in ("below", "box", "notice", "mild") for row in rows):
        return False
    widths = [sum(sheet.width(at) for at in one) for one in (group, [at for part in rest for at in part])]
    if widths[0] > 0.2 * widths[1] or max(sheet.width(at) for at in group) > (40 if far else 30):
        return False
    sheet.set_topic_of([at for part in rest for at in part])
    return all(sheet.topicality(at) < 0.2 for at in group)
