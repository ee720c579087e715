"""The records that a study page is made of: what ``study`` builds and ``render`` prints, nothing else.

Text is plain (``render`` escapes it), positions are indices: a run points into ``StudyDocument.words``, a word into
``entries``, a span or a part of an English sentence into ``terms``; ``NONE`` points nowhere. The same word is stored
once however often it stands in the text, and so are its dictionary entry and its kanji.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from taiyaku.model import GlossUnit, KanjiEntry, Label, RubyRun, Sense

#: The index that points nowhere: punctuation has no word, most spans have no term.
NONE = -1


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A sentence of the interface in both languages; ``ja`` is "" where only English exists (a warning)."""

    en: str
    ja: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line about the page: ``Fact(Bilingual("Date", "日付"), "2026年6月16日")``.

    ``lang`` is the language of ``text``, "" where it has none (a number).
    """

    name: Bilingual
    text: str
    lang: str = "ja"


@dataclass(frozen=True, slots=True)
class Credit:
    """A source that has to be named: ``Credit("JMdict", "EDRDG, CC BY-SA 4.0", "https://www.edrdg.org/")``.

    :raises ValueError: ``url`` is neither "" nor http(s).
    """

    name: str
    licence: str
    url: str = ""

    def __post_init__(self) -> None:
        if self.url and not self.url.startswith(("https://", "http://")):
            raise ValueError(f"not a web address: {self.url}")


@dataclass(frozen=True, slots=True)
class Run:
    """One word of a sentence as it stands there, or a stretch of punctuation (``word`` is ``NONE``).

    ``rubies`` give the word back when their bases are joined: 取[と] り 組[く] み. ``certain`` is false where the
    reading in this place should be checked; the word's ``alternatives`` say what else it could be.
    """

    rubies: tuple[RubyRun, ...]
    word: int = NONE
    certain: bool = True

    @property
    def text(self) -> str:
        """The run without its ruby."""
        return "".join(ruby.base for ruby in self.rubies)


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring runs that are one glossary term together, or none (``term`` is ``NONE``).

    ウラジーミル / ・ / プーチン are three runs and one span of the term Vladimir Putin.
    """

    runs: tuple[Run, ...]
    term: int = NONE


@dataclass(frozen=True, slots=True)
class StudySentence:
    """A Japanese sentence: ``id`` is ``s1``, ``s2`` … in the order of the page; ``romaji`` is the whole sentence's.

    ``gloss`` says word by word what it means, on pages without English only; its units count all runs.
    """

    id: str
    spans: tuple[Span, ...]
    romaji: str = ""
    gloss: tuple[GlossUnit, ...] = ()

    @property
    def text(self) -> str:
        """The sentence without ruby: exactly what the article says."""
        return "".join(run.text for run in self.runs)

    @property
    def kana(self) -> str:
        """The sentence as it is read, what has no ruby as it stands: ``市が3本`` gives しが3ぼん."""
        return "".join(ruby.ruby or ruby.base for run in self.runs for ruby in run.rubies)

    @property
    def runs(self) -> Iterator[Run]:
        """The runs of all spans, in order."""
        return (run for span in self.spans for run in span.runs)

    @property
    def words(self) -> list[int]:
        """The words of the sentence, in order, punctuation left out."""
        return [run.word for run in self.runs if run.word != NONE]


@dataclass(frozen=True, slots=True)
class EnglishPart:
    """A stretch of an English sentence; ``term`` is the glossary term it names, or ``NONE``.

    ``was`` is what a draft had in its place before the glossary corrected it.
    """

    text: str
    term: int = NONE
    was: str = ""


@dataclass(frozen=True, slots=True)
class EnglishSentence:
    """An English sentence; its parts joined give its text."""

    parts: tuple[EnglishPart, ...]

    @property
    def text(self) -> str:
        """The sentence as the source has it."""
        return "".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the two sides of a row belong together.

    ``kind`` is ``1-1``, ``2-1``, ``0-1`` … (sentences in Japanese, then in English), ``score`` 0 to 1, higher is
    better, ``reason`` what the pairing rests on. ``doubtful`` rows are marked on the page. ``en`` is the article's
    first English sentence in the row, counted from 0, where sentences changed places; ``NONE`` where it is the next.
    """

    kind: str = "1-0"
    score: float = 1.0
    reason: str = ""
    doubtful: bool = False
    en: int = NONE


@dataclass(frozen=True, slots=True)
class StudyRow:
    """One row of the page: Japanese sentences and the English that answers to them; either side may be empty.

    ``id`` is ``r1``, ``r2`` … in the order of the page. ``kind`` is the label of the Japanese side (title, kicker,
    heading, lead, body, caption, comment, list_item), ``Label.BODY`` where only English stands. ``draft``: a program
    made the English; ``missing`` are names and terms, Japanese and English, that this draft does not have; ``by`` who
    says what begins here: a comment's writer, as printed.
    """

    id: str
    kind: Label
    ja: tuple[StudySentence, ...]
    en: tuple[EnglishSentence, ...]
    alignment: Alignment = Alignment()
    draft: bool = False
    missing: tuple[tuple[str, str], ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A distinct word of the page: equal in all fields means stored once.

    ``reading`` (hiragana) and ``romaji`` are those of ``surface``; ``pos`` is the Universal Dependencies tag;
    ``inflection`` says what the endings mean, "" for a plain form. ``entries`` are indices, the likeliest first;
    ``alternatives`` other readings in hiragana, best first; ``source`` where the reading comes from.
    """

    surface: str
    reading: str
    romaji: str
    lemma: str
    pos: str
    inflection: str = ""
    entries: tuple[int, ...] = ()
    alternatives: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A dictionary entry as the popover shows it: JMdict word or JMnedict name (its kinds stand in ``Sense.pos``).

    ``headword`` is the spelling to show (the kana where the word is usually written so), ``reading`` its kana.
    """

    headword: str
    reading: str
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True)
class StudyTerm:
    """A glossary term that occurs on the page, for the foot and the popover.

    ``type`` is one of person place organisation treaty event acronym loanword term; ``proposed`` is true for a mined
    term that nobody has checked. ``rows`` are the ids of the rows where it stands, in order.
    """

    ja: str
    en: str
    reading: str = ""
    romaji: str = ""
    type: str = "term"
    variants_ja: tuple[str, ...] = ()
    variants_en: tuple[str, ...] = ()
    note: str = ""
    proposed: bool = False
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StudyLexicon:
    """What the words of a page mean: the words, and the tables that they and the sentences point into.

    ``kanji`` has one entry for each character shown in a popover; the page finds it by the character.

    :raises ValueError: a word points to an entry that is not there.
    """

    words: tuple[Word, ...] = ()
    entries: tuple[Entry, ...] = ()
    kanji: tuple[KanjiEntry, ...] = ()
    terms: tuple[StudyTerm, ...] = ()

    def __post_init__(self) -> None:
        if any(not 0 <= entry < len(self.entries) for word in self.words for entry in word.entries):
            raise ValueError("a word points to no entry")


@dataclass(frozen=True, slots=True)
class Colophon:
    """What stands at the foot of every page: sources and licences, and how the page was made.

    ``signature`` is like ``taiyaku:0.1.0|read:sudachidict-core-20260115|dict:jamdict-data-1.5|gloss:a1b2c3d4``.
    """

    credits: tuple[Credit, ...] = ()
    signature: str = ""


@dataclass(frozen=True, slots=True)
class GlossLabel:
    """A grammatical label of the gloss line and what the legend says of it: PAST, ``Bilingual("past", "過去")``."""

    name: str
    meaning: Bilingual


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a long article a page is: ``number`` of ``count``, both 0 for a whole article.

    ``article`` is the whole's name, ``ja`` and ``en`` how many of its sentences stand before the part.
    """

    number: int = 0
    count: int = 0
    article: str = ""
    ja: int = 0
    en: int = 0


def _numbered(letter: str, ids: Sequence[str]) -> list[str]:
    return [f"{letter}{number}" for number in range(1, len(ids) + 1)]


def _spaced(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class StudyDocument:
    """A study page, whole. ``name`` is the page's file name without ending; the titles are "" where there are none.

    ``notes`` are said once at the top ("No English text was given"), ``warnings`` too, more visibly. ``labels`` explain
    those that the gloss uses.

    :raises ValueError: rows are not numbered r1, r2 … or sentences s1, s2 …, or something points outside its table.
    """

    name: str
    title_ja: str
    title_en: str
    rows: tuple[StudyRow, ...]
    lexicon: StudyLexicon = StudyLexicon()
    facts: tuple[Fact, ...] = ()
    notes: tuple[Bilingual, ...] = ()
    warnings: tuple[Bilingual, ...] = ()
    colophon: Colophon = Colophon()
    part: Part = Part()
    labels: tuple[GlossLabel, ...] = ()

    def __post_init__(self) -> None:
        rows, sentences = [row.id for row in self.rows], [sentence.id for sentence in self.sentences]
        if rows != _numbered("r", rows) or sentences != _numbered("s", sentences):
            raise ValueError("ids of rows are r1, r2 …, of sentences s1, s2 …, in the order of the page")
        if any(not NONE <= run.word < len(self.lexicon.words) for s in self.sentences for run in s.runs):
            raise ValueError("a run points to no word")
        if any(not NONE <= term < len(self.lexicon.terms) for term in self._pointed_terms()):
            raise ValueError("a span points to no term")

    def _pointed_terms(self) -> Iterator[int]:
        for row in self.rows:
            yield from (span.term for sentence in row.ja for span in sentence.spans)
            yield from (part.term for sentence in row.en for part in sentence.parts)

    @property
    def key(self) -> str:
        """What the browser remembers about this page is kept under: its name and a digest of its title.

        Pages of the same name in two folders share one storage when they are opened as files.
        """
        return f"{self.name}:{sha256(self.title_ja.encode()).hexdigest()[:6]}"

    @property
    def sentences(self) -> Iterator[StudySentence]:
        """The Japanese sentences, in order."""
        return (sentence for row in self.rows for sentence in row.ja)

    @property
    def sentence_count(self) -> int:
        """How many Japanese sentences there are, titles and captions included."""
        return sum(len(row.ja) for row in self.rows)

    @property
    def word_count(self) -> int:
        """How many words the Japanese has, punctuation not counted."""
        return sum(run.word != NONE for sentence in self.sentences for run in sentence.runs)

    @property
    def has_english(self) -> bool:
        """Whether any row has an English side, be it a draft."""
        return any(row.en for row in self.rows)

    @property
    def drafted(self) -> bool:
        """Whether the English is drafts of a program."""
        return any(row.draft for row in self.rows)

    @property
    def corrected(self) -> bool:
        """Whether the glossary corrected a name in a draft."""
        return any(part.was for row in self.rows for sentence in row.en for part in sentence.parts)

    @property
    def glossed(self) -> bool:
        """Whether sentences have a gloss, as on pages without English."""
        return any(sentence.gloss for sentence in self.sentences)

    @property
    def aligned_share(self) -> float:
        """The share of Japanese sentences that people's English stands beside, 0 to 1 (0 where there are none)."""
        return sum(len(row.ja) for row in self.rows if row.en and not row.draft) / max(self.sentence_count, 1)

    @property
    def title_en_apart(self) -> str:
        """The English title where no row shows it; "" where the text's own English has it, so that it stands once."""
        shown = {
            _spaced(text) for row in self.rows for text in (*(s.text for s in row.en), " ".join(s.text for s in row.en))
        }
        return "" if _spaced(self.title_en) in shown else self.title_en

    @property
    def titled(self) -> bool:
        """Whether the title is one of the rows; the page prints ``title_ja`` above them otherwise."""
        return any(row.kind is Label.TITLE for row in self.rows)
