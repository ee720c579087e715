"""Lines of a page, each with what it is and why: the article, facts about it, and the clutter around it.

::

    menu, section names          ─ clutter
    kicker, title, title_en      ─┐ title block: the best headline above the text
    date, byline, caption        ─┘
    lead, body, headings, lists  ─ running text: the run of lines with the most sentences in it
    comments                     ─ after a line that opens them
    rankings, related, rights    ─ clutter

Nothing is judged by a site's name: sentence ends, runs of short lines, repeats, words shared with the running text
and the wording in ``boilerplate.tsv`` decide. Linear in the length of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from taiyaku.errors import UsageError
from taiyaku.intake.blocks import chronicle_dates, field_rows, find_headline, is_about, named_facts, steps, teaser_rows
from taiyaku.intake.comments import label_comments, label_marked_comments
from taiyaku.intake.extent import find_text
from taiyaku.intake.inside import label_text
from taiyaku.intake.repeats import settle_repeats
from taiyaku.intake.shape import is_polite, is_sign, is_truncated, is_wordless
from taiyaku.intake.sheet import Sheet, read_sheet
from taiyaku.intake.titleblock import label_head
from taiyaku.intake.vocabulary import wording_of
from taiyaku.model import KEPT, METADATA, Label, Lang, Line, Page

#: Labels whose lines are not dropped: text that is read, and facts about the page.
_STAYS = (KEPT | METADATA) - {Label.INFOBOX}


def label_lines(page: Page, lang: Lang, keep: Sequence[str] = (), drop: Sequence[str] = ()) -> tuple[Line, ...]:
    """Return every non-blank line of ``page`` with its label, whether it stays, and a reason for people.

    ``会談は終わった。`` is body; ``人気ランキング`` and the headlines under it are clutter. ``kept`` is false for
    clutter, references and the debris of infobox tables (not text to read); title, date, byline and the names around
    comments stay as facts about the page. A line whose end is menu words glued to a sentence gives two records with
    the same ``number``, each with its own ``start``.

    :param keep: regular expressions; a line in which one is found stays, whatever the rules say.
    :param drop: the same for lines to leave out; ``keep`` goes before ``drop``.
    :raises UsageError: an expression in ``keep`` or ``drop`` that cannot be read.
    """
    keepers = [line_pattern("--keep", pattern) for pattern in keep]
    droppers = [line_pattern("--drop", pattern) for pattern in drop]
    sheet = read_sheet(page, lang)
    if sheet.pieces:
        _label(sheet)
    for at, piece in enumerate(sheet.pieces):
        kept_by = next((rule for rule in keepers if rule.search(piece.text)), None)
        dropped_by = next((rule for rule in droppers if rule.search(piece.text)), None)
        label = sheet.label(at)
        if kept_by and label not in _STAYS:
            sheet.force(at, Label.BODY if sheet.strength[at] else Label.HEADING, f"kept by --keep {kept_by.pattern}")
        elif dropped_by and not kept_by:
            sheet.force(at, Label.CLUTTER, f"dropped by --drop {dropped_by.pattern}")
    verdicts = [sheet.verdicts[at] for at in range(len(sheet.pieces))]
    return tuple(
        Line(piece.number, label, label in _STAYS, reason, piece.text, piece.start)
        for piece, (label, reason) in zip(sheet.pieces, verdicts, strict=True)
    )


def line_pattern(flag: str, pattern: str) -> re.Pattern[str]:
    """Return the user's pattern.

    :raises UsageError: it is no regular expression.
    """
    try:
        return re.compile(pattern)
    except re.error as error:
        raise UsageError(f"{flag} {pattern}: not a regular expression ({error})") from None


def _label(sheet: Sheet) -> None:
    """Give every line of ``sheet`` its label, the surest verdicts first."""
    _tables(sheet)
    sheet.steps = steps(sheet)
    for at in named_facts(sheet):
        sheet.wording[at] = None  # whom to ask is one of the facts, no box below the article
    _furniture(sheet)
    settle_repeats(sheet)
    for at in chronicle_dates(sheet):
        sheet.sections.add(at)
        sheet.wording[at] = None
    sheet.fields, sheet.teasers = field_rows(sheet), teaser_rows(sheet)
    sheet.headline = find_headline(sheet)
    _references(sheet)
    label_marked_comments(sheet)
    _loosen(sheet)
    found = find_text(sheet)
    if found is None:
        _no_text(sheet)
        return
    first, last, comments = found
    _believe_edges(sheet, first, last)
    sheet.set_topic(first, last)
    start = label_head(sheet, first, last)
    label_text(sheet, start, last)
    if comments is not None:
        _tail(sheet, last + 1, comments)
        last = label_comments(sheet, comments)
    _tail(sheet, last + 1, len(sheet.pieces))


_HIRAGANA = re.compile(r"[ぁ-ゖ]")


def _loosen(sheet: Sheet) -> None:
    """Take lines of a blog that writes without 。 as its sentences: polite ends, ！ and talk between them."""
    open_lines = [at for at in range(len(sheet.pieces)) if sheet.is_open(at) and sheet.wording[at] is None]
    polite = [at for at in open_lines if sheet.strength[at] == 1 and is_polite(sheet.pieces[at].text)]
    if sheet.lang != "ja" or len(polite) < 3 or len(polite) < 2 * sum(sheet.strength[at] == 2 for at in open_lines):
        return
    near = {i for at in polite for i in range(at - 2, at + 3)}
    for at in open_lines:
        talks = sheet.width(at) >= 8 and len(_HIRAGANA.findall(sheet.pieces[at].text)) >= 4
        dated = any(row and row.label is Label.DATE for row in sheet.wording[max(0, at - 1) : at + 2])
        if at in near and talks and not dated and sheet.hint[at] in (None, Label.BODY):
            sheet.strength[at] = 2


def _furniture(sheet: Sheet) -> None:
    """Settle what mark-up and wording say for certain: hidden or menu elements, buttons, rights, lone signs."""
    for at, piece in enumerate(sheet.pieces):
        wording = sheet.wording[at]
        if at and piece.number == sheet.pieces[at - 1].number:
            sheet.say(at, Label.CLUTTER, "menu: words glued to the sentence before them")
        elif sheet.hint[at] in (Label.CLUTTER, Label.REFERENCE, Label.INFOBOX):
            label = sheet.hint[at] or Label.CLUTTER
            sheet.say(at, label, f"{label}: a menu, side bar, form, note or hidden part by the page's mark-up")
        elif (
            wording and wording.where in ("line", "below", "box") and wording.label in (Label.CLUTTER, Label.REFERENCE)
        ):
            sheet.say(at, wording.label, wording.reason)
        elif at in sheet.steps:
            sheet.say(at, Label.LIST_ITEM, "list item: number of a step, a sentence below each")
        elif sheet.hint[at] is Label.LIST_ITEM and is_wordless(piece.text) and piece.text.strip("・•-—*") != "":
            continue
        elif is_wordless(piece.text) and not (wording and wording.label is Label.DATE):
            reason = "sign: no words in the line" if is_sign(piece.text) else "ranking: a lone number"
            sheet.say(at, Label.CLUTTER, reason)
    for at, wording in enumerate(sheet.wording):
        if wording and wording.where in ("notice", "mild") and not _inside_text(sheet, at):
            sheet.say(at, wording.label, wording.reason)


_POLITE = re.compile(r"(ます|です|ました|ません|でした|ください|下さい)[。！!]?[」』）)]*$")


def _inside_text(sheet: Sheet, at: int) -> bool:
    """Tell whether a line that sounds like a notice is a paragraph among paragraphs of the article, in their style.

    Paragraphs are looked for two lines up and down, so that a heading may stand between; six for mild wording.
    """
    wording = sheet.wording[at]
    if sheet.strength[at] < 2 or sheet.width(at) < 25:
        return False
    if wording and wording.reason == "notice to the visitor" and _says_more(sheet.pieces[at].text):
        return True
    reach = 6 if wording and wording.where == "mild" else 2
    beside = [_paragraph_near(sheet, at, step, reach) for step in (-1, 1)]
    if None in beside:
        return False
    polite = bool(_POLITE.search(sheet.pieces[at].text))
    return sheet.lang == "en" or all(
        polite == bool(_POLITE.search(sheet.pieces[i].text)) for i in beside if i is not None
    )


_SENTENCE = re.compile(r"[^。]+。")


def _says_more(text: str) -> bool:
    """Tell whether most sentences of a line, three at least, are no notices: a paragraph that ends in a request."""
    told = _SENTENCE.findall(text)
    return len(told) >= 3 and sum(wording_of(one.strip()) is None for one in told) * 2 > len(told)


def _paragraph_near(sheet: Sheet, at: int, step: int, reach: int) -> int | None:
    """Return the index of the next paragraph in one direction, ``None`` if furniture or nothing stands nearer."""
    for i in range(at + step, at + step * (reach + 1), step):
        if not 0 <= i < len(sheet.pieces):
            return None
        wording = sheet.wording[i]
        if reach > 2 and wording and wording.label is Label.CLUTTER and wording.where != "mild":
            return None
        if sheet.strength[i] == 2 and not wording:
            return i
    return None


_CELL = re.compile(r"^\||\|$|\s\|\s|-\|-")


def _tables(sheet: Sheet) -> None:
    """Rows of a table written with ``|``, and short lines squeezed between them, are debris of an infobox."""
    rows = [at for at, piece in enumerate(sheet.pieces) if _CELL.search(piece.text)]
    rules = [at for at in rows if "---" in sheet.pieces[at].text and set(sheet.pieces[at].text) <= set("|-:+ ")]
    if not rules:
        return
    for at, nearest in zip(rows, [*rows[1:], rows[-1]], strict=True):
        between = range(at, nearest if nearest - at <= 3 else at + 1)
        for i in [at, *between]:
            wording = sheet.wording[i]
            if sheet.strength[i] == 0 and (
                wording is None or (wording.where in ("edge", "line") and i in (at, nearest))
            ):
                sheet.say(i, Label.INFOBOX, "infobox: row of a table, not text to read")


_REFERENCES = re.compile(
    r"^(も参照(してください)?|参照|脚注|注釈|注|出典|参考(文献|資料|リンク|サイト|URL)?|引用元|関連項目|外部リンク"
    r"|References|Notes|Footnotes|Sources|See also|External links|Further reading|Bibliography)"
    r"\s*([\[［][^\]］]*(編集|edit)[^\]］]*[\]］])?$",
    re.IGNORECASE,
)


def _references(sheet: Sheet) -> None:
    """Continuations between references, and the headings right above them, belong to the references."""
    _notes(sheet)
    marked = [at for at in range(len(sheet.pieces)) if sheet.label(at) is Label.REFERENCE]
    for at, following in pairwise(marked):
        for i in range(at + 1, following if following - at <= 3 else at + 1):
            sheet.force(i, Label.REFERENCE, "reference: goes on from the line above")
    open_heading = False
    for at in range(len(sheet.pieces) - 1, -1, -1):
        if sheet.label(at) is Label.REFERENCE:
            open_heading = True
        elif open_heading and _REFERENCES.match(sheet.pieces[at].text):
            sheet.force(at, Label.REFERENCE, "reference: heading of the references")
        else:
            open_heading = False
    _reference_part(sheet)


_NOTE = re.compile(r"[※＊*]\s?[0-9０-９]{1,2}")


def _notes(sheet: Sheet) -> None:
    """Lines that begin with ※1 are notes where the mark stands inside a paragraph too."""
    marks = {mark for at, p in enumerate(sheet.pieces) if sheet.strength[at] == 2 for mark in _NOTE.findall(p.text, 1)}
    for at, piece in enumerate(sheet.pieces):
        found = _NOTE.match(piece.text)
        if found and found.group() in marks:
            sheet.say(at, Label.REFERENCE, f"reference: note {found.group()} of the text")


def _reference_part(sheet: Sheet) -> None:
    """Under a heading such as 参考文献 near the end, lines that are no running text are references."""
    open_part = False
    for at, piece in enumerate(sheet.pieces):
        if _REFERENCES.match(piece.text) and at * 2 > len(sheet.pieces):
            open_part = not _is_plain_text(sheet, at + 1)
        elif open_part and sheet.strength[at] == 2 and not re.search(r"\d{4}|https?:|ISBN", piece.text):
            open_part = False
        if open_part:
            sheet.say(at, Label.REFERENCE, "reference: under the heading of the references")


def _is_plain_text(sheet: Sheet, at: int) -> bool:
    """Tell whether a line is running text without year, address or number of a book."""
    if at >= len(sheet.pieces) or sheet.strength[at] < 2:
        return False
    return not re.search(r"\d{4}|https?:|ISBN|^\W*\^", sheet.pieces[at].text)


def _believe_edges(sheet: Sheet, first: int, last: int) -> None:
    """Outside the running text, believe the wording that means nothing inside it (国際 may be a heading there)."""
    for at in [*range(first), *range(last + 1, len(sheet.pieces))]:
        wording = sheet.wording[at]
        if wording and wording.where == "edge":
            sheet.say(at, wording.label, wording.reason)


def _tail(sheet: Sheet, start: int, stop: int) -> None:
    """Label what stands below the article: who wrote it, then clutter of the kind that its heading says."""
    under, credits_over = "", False
    for at in range(start, stop):
        wording = sheet.wording[at]
        if wording and wording.where == "below":
            under = wording.reason.split(":")[0]
        if wording and wording.label in (Label.BYLINE, Label.DATE) and not credits_over and not under:
            sheet.say(at, wording.label, wording.reason)
            continue
        credits_over = credits_over or (sheet.strength[at] == 0 and not is_wordless(sheet.pieces[at].text))
        if is_about(sheet, at):
            sheet.say(at, Label.BODY, "body: several sentences about the subject, below a heading of something else")
        elif under:
            sheet.say(at, Label.CLUTTER, f"{under}: under the heading of a list below the article")
        elif is_truncated(sheet.pieces[at].text):
            sheet.say(at, Label.CLUTTER, "ranking: headline cut with …")
        elif sheet.strength[at] == 2:
            sheet.say(at, Label.CLUTTER, "outside the article: sentences about something else, after its end")
        else:
            sheet.say(at, Label.CLUTTER, "menu: short line without predicate below the article")


def _no_text(sheet: Sheet) -> None:
    """Label a page without one sentence: short ones are taken as they are, long lists of short lines are menus."""
    _believe_edges(sheet, len(sheet.pieces), len(sheet.pieces))
    open_lines = [at for at in range(len(sheet.pieces)) if sheet.is_open(at)]
    wordy = [at for at in open_lines if re.search(r"[ぁ-ゖ].*[ぁ-ゖ]", sheet.pieces[at].text) or sheet.lang == "en"]
    readable = len(open_lines) <= 10 or len(wordy) * 2 >= len(open_lines)
    for place, at in enumerate(open_lines):
        if not readable:
            sheet.say(at, Label.CLUTTER, "menu: one of many short lines, and no sentence on the page")
        elif place == 0 and len(open_lines) > 1:
            sheet.say(at, Label.TITLE, "title: first line of a page without sentence ends")
        else:
            sheet.say(at, Label.BODY, "body: line of a page without sentence ends")
