"""Runs and texts -> the HTML of Anki fields: everything escaped, furigana as ``漢字[かんじ]``, the word asked for bold.

Anki takes all characters back to the last blank or tag for the base of a reading, and eats that blank: ``話[はな]し
合[あ]う`` shows 話し合う, without the blank し合 would be the base. A blank of the text itself needs a second one.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Sequence

from taiyaku.markup import xml_safe
from taiyaku.model import RubyRun
from taiyaku.readings.ruby import ruby_runs
from taiyaku.study_model import EnglishSentence, Run, StudySentence

#: Decides which neighbouring runs are bold, by their number in the sentence.
Bold = Callable[[int], bool]


def escaped(text: str) -> str:
    """Return text as HTML in which Anki finds no reading and no field: ``[12]`` and ``{{x}}`` stay what they are."""
    safe = html.escape(xml_safe(text), quote=True).replace("[", "&#91;").replace("]", "&#93;")
    return (
        safe.replace("{", "&#123;")
        .replace("}", "&#125;")
        .replace("\r\n", "<br>")
        .replace("\n", "<br>")
        .replace("\r", "<br>")
        .replace("\t", " ")
    )


def plain(sentences: Iterable[StudySentence], bold: Bold = lambda _: False) -> str:
    """Return Japanese sentences without readings."""
    return _marked([escaped(run.text) for run in _runs(sentences)], bold)


def furigana(sentences: Iterable[StudySentence], bold: Bold = lambda _: False) -> str:
    """Return Japanese sentences with readings: ``米[べい]ロ 首脳[しゅのう]が<b>会談[かいだん]</b>``."""
    return _marked([_bracketed(run.rubies) for run in _runs(sentences)], bold).lstrip(" ")


def word_furigana(surface: str, reading: str) -> str:
    """Return a word with its reading: ``述[の]べる``."""
    return _bracketed(ruby_runs(surface, reading)).lstrip(" ") if reading else escaped(surface)


def english(sentences: Iterable[EnglishSentence], term: int | None = None) -> str:
    """Return English sentences; the names of the term are bold."""
    return " ".join(
        "".join(f"<b>{escaped(part.text)}</b>" if part.term == term else escaped(part.text) for part in sentence.parts)
        for sentence in sentences
    )


def _runs(sentences: Iterable[StudySentence]) -> list[Run]:
    return [run for sentence in sentences for run in sentence.runs]


def _bracketed(rubies: Sequence[RubyRun]) -> str:
    return "".join(
        f" {escaped(ruby.base)}[{escaped(ruby.ruby)}]" if ruby.ruby else escaped(ruby.base) for ruby in rubies
    )


def _marked(texts: Sequence[str], bold: Bold) -> str:
    """Join the runs, with one ``<b>`` around each stretch that is bold; behind a tag a base needs no blank."""
    joined = ""
    was = False
    for number, text in enumerate(texts):
        is_bold = bold(number)
        if is_bold != was:
            joined += "<b>" if is_bold else "</b>"
            text = text.removeprefix(" ") if "[" in text else text
        joined += text
        was = is_bold
    return joined + ("</b>" if was else "")
