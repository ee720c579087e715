# ruff: noqa: E501 - a sentence and its English on one line are easier to compare
"""A small study page, written by hand in a short notation, for the tests of what readers see.

Runs are separated by blanks, ``取[と]り`` is a run with ruby, ``?`` behind a run marks its reading as uncertain,
``{0 … }`` is a span of term 0. Runs of punctuation have no word.
"""

from __future__ import annotations

import re
from dataclasses import replace

from taiyaku.library_model import LibraryDocument, LibraryPage
from taiyaku.model import KanjiEntry, Label, RubyRun, Sense
from taiyaku.study_model import (
    NONE,
    Alignment,
    Bilingual,
    Colophon,
    Credit,
    EnglishPart,
    EnglishSentence,
    Entry,
    Fact,
    Run,
    Span,
    StudyDocument,
    StudyLexicon,
    StudyRow,
    StudySentence,
    StudyTerm,
    Word,
)

TERMS = (
    StudyTerm(
        "アンナ・ベルク",
        "Anna Berg",
        "あんなべるく",
        "Anna Beruku",
        "person",
        ("ベルク氏", "ベルグ"),
        ("A. Berg",),
        "Mayor of the city",
        rows=("r1", "r5"),
    ),
    StudyTerm(
        "港湾協定", "Harbour Agreement", "こうわんきょうてい", "kōwan kyōtei", "treaty", proposed=True, rows=("r2",)
    ),
)

ENTRIES = (
    Entry("港", "みなと", (Sense(("noun",), ("harbour", "harbor", "port")),)),
    Entry(
        "述べる",
        "のべる",
        (
            Sense(("Ichidan verb", "transitive"), ("to state", "to express", "to mention")),
            Sense(("Ichidan verb",), ("to speak <at length>",), ("formal & old",)),
        ),
    ),
    Entry("は", "は", (Sense(("particle",), ("indicates sentence topic",)),)),
    Entry("市長", "しちょう", (Sense(("noun",), ("mayor",)),)),
    Entry("協定", "きょうてい", (Sense(("noun",), ("agreement", "pact", "convention")),)),
    Entry("一日", "いちにち", (Sense(("noun",), ("one day",)),)),
    Entry("一日", "ついたち", (Sense(("noun",), ("first day of the month",)),)),
)

KANJI = (
    KanjiEntry("港", ("harbor",), ("コウ",), ("みなと",), 3),
    KanjiEntry("述", ("mention", "state"), ("ジュツ",), ("の.べる",), 5),
    KanjiEntry("市", ("market", "city"), ("シ",), ("いち",), 2),
    KanjiEntry("長", ("long", "leader"), ("チョウ",), ("なが.い", "おさ"), 2),
)

# surface: lemma, romaji, part of speech, inflection, entries, alternatives, source
DETAILS: dict[str, tuple[str, str, str, str, tuple[int, ...], tuple[str, ...], str]] = {
    "港": ("港", "minato", "NOUN", "", (0,), (), "sudachi"),
    "述べた": ("述べる", "nobeta", "VERB", "past of 述べる", (1,), (), "sudachi"),
    "は": ("は", "wa", "ADP", "", (2,), (), "rule"),
    "市長": ("市長", "shichō", "NOUN", "", (3,), (), "sudachi"),
    "協定": ("協定", "kyōtei", "NOUN", "", (4,), (), "sudachi"),
    "一日": ("一日", "tsuitachi", "NOUN", "", (6, 5), ("いちにち", "いちじつ"), "sudachi"),
    "２０年": ("２０年", "nijūnen", "NUM", "", (), (), "number"),
}
MARKS = "、。「」()・"


class Builder:
    """Collects the distinct words while sentences are read from the notation."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.count = 0

    def sentence(self, notation: str, romaji: str) -> StudySentence:
        self.count += 1
        spans = [
            Span(self.runs(inside), int(term)) if term else Span(self.runs(outside))
            for term, inside, outside in re.findall(r"\{(\d) ([^}]*)\}|([^{}]+)", notation)
        ]
        return StudySentence(f"s{self.count}", tuple(spans), romaji)

    def runs(self, notation: str) -> tuple[Run, ...]:
        return tuple(self.run(part) for part in notation.split())

    def run(self, notation: str) -> Run:
        rubies = tuple(
            RubyRun(base or plain, ruby)
            for base, ruby, plain in re.findall(
                r"([^\[\]ぁ-ん]+)\[([^\]]+)\]|([^\[\]]+?(?=$|[一-龠]))", notation.rstrip("?")
            )
        )
        surface = "".join(ruby.base for ruby in rubies)
        if surface in MARKS:
            return Run(rubies)
        reading = "".join(ruby.ruby or ruby.base for ruby in rubies)
        lemma, romaji, *rest = DETAILS.get(surface, (surface, reading, "NOUN", "", (), (), "sudachi"))
        word = Word(surface, reading, romaji, lemma, *rest)  # type: ignore[arg-type]
        if word not in self.words:
            self.words.append(word)
        return Run(rubies, self.words.index(word), not notation.endswith("?"))


def english(*parts: str | tuple[str, int]) -> EnglishSentence:
    return EnglishSentence(tuple(EnglishPart(p, NONE) if isinstance(p, str) else EnglishPart(*p) for p in parts))


def study_sample(repeat: int = 1) -> StudyDocument:
    """Return the sample; its body rows stand ``repeat`` times."""
    b = Builder()
    rows: list[tuple[Label, list[StudySentence], list[EnglishSentence], Alignment]] = [
        (
            Label.TITLE,
            [
                b.sentence(
                    "{0 アンナ ・ ベルク} 市長[しちょう] 、 新[あたら]しい 港[みなと] を 開[ひら]く",
                    "Anna Beruku shichō, atarashii minato o hiraku",
                )
            ],
            [english(("Anna Berg", 0), " opens the city’s new harbour")],
            Alignment("1-1", 0.98, "names: Anna Berg"),
        ),
        (
            Label.LEAD,
            [
                b.sentence(
                    "市[し] は 一日[ついたち]? 、 隣国[りんごく] と の {1 港湾[こうわん] 協定[きょうてい]} を ２０年[にじゅうねん] ぶり に 改[あらた]めた 。",
                    "Shi wa tsuitachi, ringoku to no kōwan kyōtei o nijūnen-buri ni aratameta.",
                )
            ],
            [
                english(
                    "On the first of the month the city revised the ",
                    ("Harbour Agreement", 1),
                    " with its neighbour.",
                ),
                english("It was the first change in 20 years."),
            ],
            Alignment("1-2", 0.91, "numbers: 20"),
        ),
        (
            Label.CAPTION,
            [
                b.sentence(
                    "14日[じゅうよっか] 朝[あさ] 、 光[ひかり] の 中[なか] の 岸壁[がんぺき]",
                    "Jūyokka asa, hikari no naka no ganpeki",
                )
            ],
            [],
            Alignment("1-0", 0.55, "no counterpart found", doubtful=True),
        ),
        (
            Label.HEADING,
            [b.sentence("漁師[りょうし] たち の 声[こえ]", "Ryōshi-tachi no koe")],
            [english("What the fishers say")],
            Alignment("1-1", 0.8),
        ),
    ]
    for _ in range(repeat):
        rows += [
            (
                Label.BODY,
                [
                    b.sentence(
                        "{0 ベルク 氏[し]} は 「 港[みなと] は 市民[しみん] の もの だ 」 と 述[の]べた 。",
                        "Beruku-shi wa “minato wa shimin no mono da” to nobeta.",
                    ),
                    b.sentence("長[なが]い 拍手[はくしゅ] が 続[つづ]いた 。", "Nagai hakushu ga tsuzuita."),
                ],
                [english("“The harbour belongs to the citizens,” ", ("Berg", 0), " said to long applause.")],
                Alignment("2-1", 0.93, "names: Anna Berg; 2 words"),
            ),
            (
                Label.BODY,
                [
                    b.sentence(
                        "魚[さかな] の 値段[ねだん] は 上[あ]がらない と いう 。", "Sakana no nedan wa agaranai to iu."
                    )
                ],
                [english("Trade, they hope, will grow <slowly> & surely.")],
                Alignment("1-1", 0.31, "length only", doubtful=True),
            ),
            (Label.BODY, [], [english("The ferry keeps its old timetable.")], Alignment("0-1", 0.7)),
            (
                Label.COMMENT,
                [
                    b.sentence(
                        "承[うけたまわ]る 立場[たちば] から 見[み]れば 、 両[りょう]国[こく] に 利益[りえき] が ある 。",
                        "Uketamawaru tachiba kara mireba, ryōkoku ni rieki ga aru.",
                    )
                ],
                [english("Seen from where I stand, both countries gain.")],
                Alignment("1-1", 0.9),
            ),
            (
                Label.LIST_ITEM,
                [b.sentence("新[あたら]しい 両養魚場[りょうようぎょじょう]", "Atarashii ryōyōgyojō")],
                [english("both new fish farms")],
                Alignment("1-1", 0.9),
            ),
        ]
    return StudyDocument(
        "harbour",
        "アンナ・ベルク市長、新しい港を開く",
        "Anna Berg opens the city’s new harbour",
        tuple(StudyRow(f"r{n}", kind, tuple(ja), tuple(en), how) for n, (kind, ja, en, how) in enumerate(rows, 1)),
        StudyLexicon(tuple(b.words), ENTRIES, KANJI, TERMS),
        facts=(
            Fact(Bilingual("Date", "日付"), "2026年3月1日"),
            Fact(Bilingual("By", "筆者"), "山田 花子"),
            Fact(Bilingual("Sentences", "文"), "12", ""),
        ),
        colophon=COLOPHON,
    )


COLOPHON = Colophon(
    (
        Credit("JMdict, JMnedict, KANJIDIC2", "© EDRDG, CC BY-SA 4.0", "https://www.edrdg.org/edrdg/licence.html"),
        Credit("SudachiPy, SudachiDict", "Apache-2.0"),
    ),
    "taiyaku:0.1.0|read:test",
)


def library_sample() -> LibraryDocument:
    """Return a library of two pages, one without English."""
    return LibraryDocument(
        (
            LibraryPage(
                "harbour.html",
                "アンナ・ベルク市長、新しい港を開く",
                "Anna Berg opens the city’s new harbour",
                "2026年3月1日",
                12,
                245,
                0.92,
                True,
            ),
            LibraryPage("a:b #1.html", "雪の朝", "", "", 8, 130, 0.0, False),
        ),
        colophon=COLOPHON,
        files=(("glossary.csv", Bilingual("Glossary", "用語集")), ("review 1.csv", Bilingual("To be checked"))),
    )


def drafted_sample() -> StudyDocument:
    """Return the sample as a page without English of which a program drafted most: corrected, missing and no names."""
    sample = study_sample()
    was = EnglishSentence((EnglishPart("Anna Berg", 0, "Ana Beruku"), EnglishPart(" opens the harbour", NONE)))
    rows = [
        replace(
            row,
            en=(was,) if row.kind is Label.TITLE else row.en,
            alignment=Alignment("1-1" if row.en else "1-0", 0.0, "machine draft"),
            draft=bool(row.en),
            missing=(("港湾協定", "Harbour Agreement"),) if row.kind is Label.LEAD else (),
        )
        for row in sample.rows
        if row.ja
    ]
    numbered = tuple(replace(row, id=f"r{number}") for number, row in enumerate(rows, 1))
    notes = (Bilingual("The English is a machine draft: nobody has checked it.", "英文は機械による下訳です。"),)
    return replace(sample, rows=numbered, notes=notes)
