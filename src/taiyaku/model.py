"""The records that every stage speaks: frozen, slotted, checked where they are born.

A stage is a function from records to records. Sides are ``ja`` and ``en``. Offsets are half-open code-point
offsets into ``Page.text``; hiragana is the script of readings; a score is 0 to 1, higher is better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Lang = Literal["ja", "en"]


class Label(StrEnum):
    """What a line of a page is."""

    TITLE = "title"
    TITLE_EN = "title_en"
    KICKER = "kicker"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    LEAD = "lead"
    BODY = "body"
    HEADING = "heading"
    COMMENT = "comment"
    COMMENT_META = "comment_meta"
    LIST_ITEM = "list_item"
    INFOBOX = "infobox"
    REFERENCE = "reference"
    CLUTTER = "clutter"


#: Labels whose text is read: they become sentences, in the order of the page.
KEPT = frozenset(
    {Label.TITLE, Label.KICKER, Label.HEADING, Label.LEAD, Label.BODY, Label.CAPTION, Label.COMMENT, Label.LIST_ITEM}
)
#: Labels kept as facts about the page, not as text to read.
METADATA = frozenset({Label.TITLE_EN, Label.BYLINE, Label.DATE, Label.COMMENT_META, Label.INFOBOX})
#: Labels that are always one sentence.
ONE_UNIT = frozenset({Label.TITLE, Label.KICKER, Label.HEADING, Label.CAPTION})


@dataclass(frozen=True, slots=True)
class AuthorRuby:
    """A reading that the author gave: ``拿捕(だほ)`` or ``<ruby>拿捕<rt>だほ</rt></ruby>``.

    ``start`` and ``end`` delimit the base in the text that the record belongs to.
    """

    start: int
    end: int
    reading: str


@dataclass(frozen=True, slots=True)
class Page:
    """A source as decoded text, before anything is judged.

    For plain text ``text`` is the decoded file (line ends as ``\\n``) and ``plain`` is true. For HTML it is the text
    that was extracted, one block a line, ``hints`` gives the tag-derived label of a line (1-based number) where the
    mark-up says one, ``root`` the first and last line of the element that holds nearly all running text (``None`` where
    no element does), and ``rubies`` the readings of ``<ruby>``.
    """

    name: str
    text: str
    encoding: str
    plain: bool = True
    hints: tuple[tuple[int, Label], ...] = ()
    rubies: tuple[AuthorRuby, ...] = ()
    root: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A non-blank source line and the verdict on it; ``reason`` is for people to read.

    ``number`` counts from 1; ``start`` is the offset of ``text`` in ``Page.text``; ``text`` has no outer blanks.
    """

    number: int
    label: Label
    kept: bool
    reason: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Article:
    """A page whose lines are labelled. Every non-blank line of the page is in ``lines``, kept or not."""

    page: Page
    lang: Lang
    lines: tuple[Line, ...]

    def first(self, label: Label) -> str:
        """Text of the first line with this label, "" if there is none."""
        return next((line.text for line in self.lines if line.label is label), "")

    @property
    def title(self) -> str:
        """The title, "" if the page has none."""
        return self.first(Label.TITLE)

    @property
    def kept(self) -> tuple[Line, ...]:
        """The lines whose text is read."""
        return tuple(line for line in self.lines if line.kept and line.label in KEPT)

    @property
    def dropped(self) -> tuple[Line, ...]:
        """The lines left out, each with its reason."""
        return tuple(line for line in self.lines if not line.kept)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something taken out of a sentence (``[12]``, a wrapping ``<``) that stood before ``text[at]``."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading, title, caption or list item.

    ``Page.text[start:end]`` is the sentence as printed, marks and author ruby included (it may hold line ends where
    the text was hard-wrapped); ``text`` is what is read. ``line`` is the number of its first source line,
    ``rubies`` count in ``text``.
    """

    text: str
    kind: Label
    line: int
    start: int
    end: int
    marks: tuple[Mark, ...] = ()
    rubies: tuple[AuthorRuby, ...] = ()


@dataclass(frozen=True, slots=True)
class RubyRun:
    """A stretch of a word and the reading set above it; ``ruby`` is "" where none is needed (kana, punctuation)."""

    base: str
    ruby: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a reading comes from and whether it can be relied on.

    ``source`` is one of author, override, glossary, number, rule, sudachi, openjtalk, pykakasi, kana, none;
    ``alternatives`` are other readings in hiragana, best first, without the chosen one.
    """

    source: str
    certain: bool = True
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word as a learner sees it: a verb with its endings is one, particles are apart, nouns are short units.

    ``reading`` is hiragana (katakana words too; "" for punctuation and what cannot be read, which keeps its
    surface). ``lemma`` is the dictionary form, ``normal`` its standard spelling (Sudachi's normalised form),
    ``pos`` the Universal Dependencies tag (NOUN PROPN VERB ADJ ADV PRON DET ADP AUX CCONJ SCONJ PART INTJ NUM PUNCT
    SYM X), ``xpos`` Sudachi's own tag joined with "-", ``inflection`` what the endings mean ("past of 述べる").
    """

    surface: str
    reading: str
    lemma: str
    normal: str
    pos: str
    xpos: str
    inflection: str
    provenance: Provenance

    @property
    def certain(self) -> bool:
        """Whether the reading can be relied on."""
        return self.provenance.certain

    @property
    def source(self) -> str:
        """Where the reading comes from."""
        return self.provenance.source


@dataclass(frozen=True, slots=True)
class Override:
    """A reading pinned by the user or the glossary: applies where ``left`` and ``right`` stand around ``surface``.

    Empty ``left``, ``right`` and ``article`` mean anywhere. ``origin`` is override or glossary; ``line`` is the row
    in ``file``, for the report of unused rows.
    """

    surface: str
    reading: str
    left: str = ""
    right: str = ""
    article: str = ""
    origin: str = "override"
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Bead:
    """One unit of alignment: the Japanese sentences that answer to the English ones.

    Both sides are index ranges, so they are contiguous by construction; an empty range is an omission (0-1, 1-0).
    ``score`` is the probability that the bead is right; ``reason`` says why the sides were paired
    (``names: Putin; numbers: 16; 3 words``). ``draft``: a program made the English from the Japanese.
    """

    ja: range
    en: range
    score: float = 1.0
    reason: str = ""
    locked: bool = False
    draft: bool = False

    @property
    def kind(self) -> str:
        """``1-1``, ``2-1``, ``0-1`` …: sentences in Japanese, then in English."""
        return f"{len(self.ja)}-{len(self.en)}"


def check_beads(beads: Sequence[Bead], ja_count: int, en_count: int) -> None:
    """Refuse beads that do not cover each sentence of both sides exactly once, each bead's side in one run.

    Order is that of the Japanese side; English runs may cross (a sentence moved within its paragraph).

    :raises ValueError: a sentence is missing or taken twice.
    """
    ja = [i for bead in beads for i in bead.ja]
    en = sorted(i for bead in beads for i in bead.en)
    if ja != list(range(ja_count)) or en != list(range(en_count)):
        raise ValueError(f"beads do not cover {ja_count} Japanese and {en_count} English sentences once each")


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two texts and their alignment; ``en`` is empty and every bead 1-0 where there is no English.

    :raises ValueError: the beads do not cover both sides exactly once.
    """

    ja: tuple[Sentence, ...]
    en: tuple[Sentence, ...]
    beads: tuple[Bead, ...]

    def __post_init__(self) -> None:
        check_beads(self.beads, len(self.ja), len(self.en))

    def ja_text(self, bead: Bead) -> str:
        """The Japanese of a row; sentences are joined without a space."""
        return "".join(self.ja[i].text for i in bead.ja)

    def en_text(self, bead: Bead) -> str:
        """The English of a row; sentences are joined with a space."""
        return " ".join(self.en[j].text for j in bead.en)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where and how often a term was seen: one sentence of each language, the page, a count, a score."""

    context_ja: str = ""
    context_en: str = ""
    source: str = ""
    count: int = 0
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One concept of the glossary and the spellings that mean it.

    ``type`` is one of person place organisation treaty event acronym loanword term; ``status`` approved, proposed or
    rejected; ``origin`` curated, mined or dictionary. ``extra`` keeps columns we do not know, in file order.
    """

    id: str
    ja: str
    en: str
    reading: str = ""
    romaji: str = ""
    type: str = "term"
    variants_ja: tuple[str, ...] = ()
    variants_en: tuple[str, ...] = ()
    status: str = "approved"
    note: str = ""
    origin: str = "curated"
    evidence: Evidence = field(default_factory=Evidence)
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def surfaces(self) -> tuple[str, ...]:
        """Every Japanese spelling, the canonical one first."""
        return (self.ja, *self.variants_ja)


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A glossary entry found in a sentence: code points ``start`` to ``end`` of ``Sentence.text``."""

    entry: TermEntry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a dictionary entry: JMdict's part-of-speech names, English equivalents, usage notes."""

    pos: tuple[str, ...]
    glosses: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """A JMdict entry: spellings, kana readings and senses in the dictionary's order.

    ``common``: carries one of JMdict's priority marks; ``usually_kana``: marked "usually written using kana alone".
    """

    headwords: tuple[str, ...]
    readings: tuple[str, ...]
    senses: tuple[Sense, ...]
    common: bool = False
    usually_kana: bool = False


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A JMnedict name: spelling, kana reading, kinds (surname, place …), romanised or translated equivalents."""

    headword: str
    reading: str
    kinds: tuple[str, ...]
    glosses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KanjiEntry:
    """A KANJIDIC2 character: English meanings, on and kun readings, school grade (0: outside the school lists).

    ``jlpt`` is its level in the Japanese-Language Proficiency Test as it was until 2009, 4 (easiest) to 1, 0 for none.
    There are no official lists for the present levels N5 to N1.
    """

    literal: str
    meanings: tuple[str, ...]
    on: tuple[str, ...]
    kun: tuple[str, ...]
    grade: int = 0
    jlpt: int = 0


@dataclass(frozen=True, slots=True)
class GlossUnit:
    """Words of a sentence that mean something together, and what: ``text`` in English, ``labels`` of grammar.

    ``start`` and ``end`` are half-open indices of the sentence's tokens; a punctuation mark is a unit without text.
    ``kind`` is one of name word number grammar romaji (``text`` is only how it sounds) mark.
    """

    start: int
    end: int
    kind: Literal["name", "word", "number", "grammar", "romaji", "mark"]
    text: str = ""
    labels: tuple[str, ...] = ()
