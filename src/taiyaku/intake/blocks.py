"""Runs of lines between blank lines, judged as a whole: the headline with its date, lists of teasers, the end mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from taiyaku.intake.shape import bullet, is_wordless
from taiyaku.intake.sheet import Sheet
from taiyaku.model import Label

#: The first paragraph stands no farther below the date than this (lines): a summary and pictures may come between.
_TO_TEXT = 12
#: Between headline and date stand names, and signs of the site, of this width at most (full-width characters).
_SHORT = 16
#: A whole date, not a time of day and not ``2 hours ago``.
_WHOLE_DATE = re.compile(
    r"\d{4}\s*[年/.\-]\s*\d{1,2}|\d{1,2}[/月.]\s?\d{1,2}|[〇一二三四五六七八九十]月|\b(19|20)\d\d\b"
)
_END = re.compile(r"^[（(＝=〔\[―—\s]*(了|おわり|終わり|終|完|END|The end|Fin|Ends?)[）)＝=〕\]―—\s.]*$", re.IGNORECASE)
_SENTENCES = re.compile(r"。|[.!?][\"”’)]?(?=\s|$)")
#: A paragraph about the subject shares so many of its words with the text.
_SUBJECT = 0.4


def blocks(sheet: Sheet) -> Iterator[range]:
    """Return the runs of lines between blank lines; a page without blank lines is one block."""
    start = 0
    for at in range(1, len(sheet.pieces) + 1):
        if at == len(sheet.pieces) or sheet.pieces[at].gap:
            yield range(start, at)
            start = at


def sentences(text: str) -> int:
    """Count the sentences that end in a line: ``着いた。出迎えた。`` 2, ``港の町`` 0."""
    return len(_SENTENCES.findall(text))


def find_headline(sheet: Sheet) -> int | None:
    """Return the first line that has its date right below and then a paragraph, as the headline of the page has.

    Headlines of link lists have dates too, but the next headline below; so have comments, but above is a name.
    """
    for at in range(len(sheet.pieces)):
        wording = sheet.wording[at]
        if wording and wording.where in ("below", "box", "comments") and sheet.hint[at] is not Label.CLUTTER:
            return None
        if _has_headline_shape(sheet, at) and (date := _date_below(sheet, at)) and _first_paragraph(sheet, date):
            return at
    return None


def _has_headline_shape(sheet: Sheet, at: int) -> bool:
    """Tell whether an open line is as long as a headline and no sentence, field or item."""
    if not sheet.is_open(at) or sheet.wording[at] or sheet.hint[at] is Label.CLUTTER:
        return False
    text = sheet.pieces[at].text
    return sheet.strength[at] < 2 and 8 <= sheet.width(at) <= 70 and not bullet(text) and at not in sheet.fields


def _date_below(sheet: Sheet, at: int) -> int | None:
    """Return the line with a whole date at most three lines below a headline: names, a lead may stand between."""
    for i in range(at + 1, min(at + 5, len(sheet.pieces))):
        wording = sheet.wording[i]
        if wording and wording.label is Label.DATE:
            return i if _WHOLE_DATE.search(sheet.pieces[i].text) else None
        named = wording and wording.label in (Label.BYLINE, Label.CAPTION, Label.KICKER)
        longer = not sheet.pieces[i].gap and sheet.plain and sheet.width(i) > sheet.width(at)
        lead = i == at + 1 and (sheet.strength[i] == 2 or sheet.width(i) >= 30 or longer)
        if not lead and not named and sheet.width(i) > sheet.width(at):
            return None  # the line below is the headline
        if not (named or lead or sheet.width(i) <= _SHORT):
            return None
    return None


def _first_paragraph(sheet: Sheet, date: int) -> int | None:
    """Return the first paragraph below a date, ``None`` if another date or nothing but short lines come first."""
    for i in range(date + 1, min(date + 1 + _TO_TEXT, len(sheet.pieces))):
        wording = sheet.wording[i]
        if sheet.strength[i] == 2 and sheet.is_open(i) and wording is None and sheet.width(i) >= 12:
            return i if sheet.width(i) >= 30 or sentences(sheet.pieces[i].text) > 1 else None
        if wording and wording.where in ("below", "box", "comments"):
            return None
    return None


_FIELD = re.compile(r"^(?!\d)([^\s:：。、]{1,10}\s?[:：]\s?|(?=[^\s]*[ぁ-ヶ一-鿿])[^\s:：。、]{1,10}[\u3000 ])\S")


def is_field(text: str) -> bool:
    """Tell whether a line may be a field of a table: ``会場：三好市民体育館``, ``観客　1,284人``."""
    return len(text) <= 60 and bool(_FIELD.match(text)) and "。" not in text


def field_rows(sheet: Sheet) -> set[int]:
    """Return the lines of runs of fields: four at least, or a block of three from top to bottom."""
    found: set[int] = set()
    for block in blocks(sheet):
        run: list[int] = []
        for at in [*block, block.stop]:
            if at in block and is_field(sheet.pieces[at].text) and not sheet.is_said(at, "table of contents"):
                run.append(at)
                continue
            if len(run) >= 4 or len(run) == 3 == len(block):
                found.update(run)
            run = []
    return found


def teaser_rows(sheet: Sheet) -> set[int]:
    """Return single sentences that stand each with its date or its short headline, block after block: a list of links.

    ``黄砂、8日にかけて飛来する見込みです。`` with ``5時間前`` below, and the next like it.
    """
    found: set[int] = set()
    for block in blocks(sheet):
        said = [at for at in block if sheet.strength[at] == 2]
        dates = [at for at in block if (w := sheet.wording[at]) and w.label is Label.DATE and at not in said]
        single = all(sentences(sheet.pieces[at].text) <= 1 and sheet.width(at) <= 60 for at in said)
        if len(dates) >= 2 and single and len(dates) * 3 >= len(block) - 1 and not _are_paired(said, dates):
            found.update(said)
    return found


def _are_paired(said: Sequence[int], dates: Sequence[int]) -> bool:
    """Tell whether every date has a sentence below, as in a report by the hour; links have headlines between."""
    return all(at + 1 in said for at in dates[:-1])


def end_mark(sheet: Sheet, first: int, last: int) -> int | None:
    """Return the line （了） that ends the article, ``None`` if there is none in its second half."""
    for at in range((first + last) // 2, min(last + 4, len(sheet.pieces))):
        if _END.match(sheet.pieces[at].text):
            return at
    return None


def steps(sheet: Sheet) -> set[int]:
    """Return lone numbers that count on from 1, each right above a sentence: the steps of a recipe, no ranking."""
    found: set[int] = set()
    run: list[int] = []
    for at in range(len(sheet.pieces) - 1):
        number = sheet.pieces[at].text.strip(".． ")
        if not is_wordless(number) or not number.isdigit() or sheet.strength[at + 1] < 2:
            continue
        run = [*run, at] if run and int(number) == len(run) + 1 and at - run[-1] <= 4 else [at] if number == "1" else []
        if len(run) >= 2:
            found.update(run)
    return found


def is_about(sheet: Sheet, at: int) -> bool:
    """Tell whether an open line is a paragraph of several sentences about the subject, wherever it stands."""
    if sheet.strength[at] < 2 or sheet.wording[at] or sheet.hint[at] is Label.CLUTTER:
        return False
    return sentences(sheet.pieces[at].text) >= 2 and sheet.width(at) >= 50 and sheet.topicality(at) >= _SUBJECT


#: What a date of the page has and one of the article's own has not: words of publishing, or a time of day.
_PUBLISHED = re.compile(
    r"公開|更新|配信|掲載|投稿|作成|発表|発信|発行|初出|日時|日付|記事|現在|付|前$|\d\s*[:：時]\s*\d|ago$|[a-z]m\b"
    r"|posted|published|updated|modified|date",
    re.IGNORECASE,
)


def is_bare_date(sheet: Sheet, at: int) -> bool:
    """Tell whether an open line is a date and nothing else."""
    wording = sheet.wording[at]
    dated = bool(wording and wording.label is Label.DATE) or sheet.hint[at] is Label.DATE
    return dated and sheet.is_open(at) and not _PUBLISHED.search(sheet.pieces[at].text)


def chronicle_dates(sheet: Sheet) -> set[int]:
    """Return the dates of a chronicle: two blocks or more that begin with a bare date and go on with a sentence.

    In mark-up, where every line is apart, the dates are headings: ``<dt>1998年4月1日</dt><dd>開館した。</dd>``.
    """
    begins = {block[0] for block in blocks(sheet) if len(block) > 1 or sheet.hint[block[0]] is Label.HEADING}
    dates = {at for at in begins if is_bare_date(sheet, at) and 2 in sheet.strength[at + 1 : at + 2]}
    return dates if len(dates) > 1 else set()


def named_facts(sheet: Sheet) -> set[int]:
    """Return the names in a list of facts: ``<dt>運休日</dt><dd>元日</dd><dt>問い合わせ</dt><dd>市役所</dd>``.

    A name and one item each, two or more: a heading over a list has more items, or stands alone.
    """
    name, item = Label.HEADING, Label.LIST_ITEM
    hints = [*sheet.hint, None, None]
    pairs = [at for at in range(len(sheet.pieces)) if hints[at : at + 2] == [name, item] and hints[at + 2] is not item]
    return {at for pair in pairwise(pairs) if pair[1] - pair[0] == 2 for at in pair}
