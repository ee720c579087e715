"""A page as an article: language checked, every line labelled, a title found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from taiyaku.errors import InputError, NothingToReadError
from taiyaku.intake.clutter import label_lines
from taiyaku.model import KEPT, Article, AuthorRuby, Label, Lang, Line, Page

_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
_HAN = re.compile(r"[一-鿿々]")
_LATIN = re.compile(r"[A-Za-z]")
#: A Japanese headline, a table or a list of names may have no kana; a text of so many Han characters has some.
_MUCH_HAN = 60
#: Sentences have kana sooner than that: 。 behind so many Han characters without any is Chinese.
_SENTENCE_HAN = 20
#: Kana in a Chinese page (a name, の as an ornament) are fewer than one to so many Han characters.
_HAN_TO_KANA = 40


def detect_lang(text: str) -> Lang:
    """Return ``ja`` if at least a fifth of the letters are kana or kanji, else ``en``.

    ``米ロ会談 (US-Russia)`` is ``ja``: a few characters say as much as a long Latin word, so Latin counts a third.
    """
    own = len(_KANA.findall(text)) + len(_HAN.findall(text))
    return "ja" if own and own * 5 >= own + len(_LATIN.findall(text)) / 3 else "en"


def require_lang(page: Page, lang: Lang) -> None:
    """Let a page pass that is in the language it is taken for.

    :raises InputError: an English file that is Japanese, the reverse, or Chinese.
    """
    found = detect_lang(page.text)
    if found != lang:
        names = {"ja": "Japanese", "en": "English"}
        raise InputError(page.name, f"is in {names[found]}, expected {names[lang]}")
    if lang == "ja" and _is_chinese(page.text):
        raise InputError(page.name, "is in Chinese (next to no kana), expected Japanese")


def _is_chinese(text: str) -> bool:
    """Tell whether a text of Han characters has next to no kana: no Japanese sentence does without.

    ``他说，今天的会议很重要，大家都应该参加，不要迟到。`` is Chinese; ``日米首脳会談`` may be Japanese.
    """
    han, kana = len(_HAN.findall(text)), len(_KANA.findall(text))
    if not kana and "。" in text and han >= _SENTENCE_HAN:
        return True
    return han >= _MUCH_HAN and kana * _HAN_TO_KANA < han


def label_article(page: Page, lang: Lang, keep: Sequence[str] = (), drop: Sequence[str] = ()) -> Article:
    """Return ``page`` with every line labelled; without a headline, its first readable line is the title.

    :param keep: regular expressions of lines to keep whatever the rules say.
    :param drop: the same for lines to leave out.
    :raises UsageError: an expression that cannot be read.
    """
    lines = label_lines(page, lang, keep, drop)
    first = next((at for at, line in enumerate(lines) if line.kept and line.label in KEPT), None)
    if first is not None and all(line.label is not Label.TITLE for line in lines):
        lines = (*lines[:first], _as_title(lines[first]), *lines[first + 1 :])
    return Article(page, lang, lines)


def readable(article: Article) -> Article:
    """Return the article if there is a line to read in it.

    :raises NothingToReadError: there is none.
    """
    if not article.kept:
        raise NothingToReadError(article.page.name, "has no line to read: only menus, notices and other clutter")
    return article


def _as_title(line: Line) -> Line:
    """Return the first readable line as the title if it can be one; a long paragraph stays what it is."""
    if len(line.text) > 80 or "。" in line.text[:-1]:
        return line
    return replace(line, label=Label.TITLE, reason="title: first readable line, no headline above the text")


def joined_articles(articles: Sequence[Article], name: str) -> Article:
    """Return the chapters of a book as one article: their lines in order, numbers and offsets running on.

    Two chapters of three lines each give lines 1 to 3 and 5 to 7, for a blank line stands between chapters.
    """
    texts: list[str] = []
    lines: list[Line] = []
    rubies: list[AuthorRuby] = []
    at = before = 0
    for article in articles:
        text = article.page.text
        lines += [replace(line, number=line.number + before, start=line.start + at) for line in article.lines]
        rubies += [replace(ruby, start=ruby.start + at, end=ruby.end + at) for ruby in article.page.rubies]
        texts.append(text)
        at += len(text) + 2
        before += text.count("\n") + 2
    page = Page(name, "\n\n".join(texts), articles[0].page.encoding, plain=False, rubies=tuple(rubies))
    return Article(page, articles[0].lang, tuple(lines))
