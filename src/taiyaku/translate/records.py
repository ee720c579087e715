"""The records of drafts: what a program answered to each sentence, and what of it the page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from taiyaku.model import TermEntry


@dataclass(frozen=True, slots=True)
class Answers:
    """What the program called ``engine`` answered: English by Japanese sentence, as it came; "" for no program."""

    engine: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Correction:
    """A name that the glossary corrected: ``Draft.text[start:end]`` stands where the program wrote ``was``."""

    start: int
    end: int
    was: str
    entry: TermEntry


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of one sentence: ``text`` is "" where there is none, ``fault`` says why.

    ``missing`` are entries of the glossary that stand in the Japanese, and neither they nor anything like them in the
    draft.
    """

    text: str = ""
    fault: str = ""
    corrected: tuple[Correction, ...] = ()
    missing: tuple[TermEntry, ...] = ()
