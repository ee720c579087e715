"""The gloss line: words in their place, figures, and that no word is lost or said twice."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossing import glossed, units
from tables import cases
from taiyaku.cli import main
from taiyaku.dictionary.jmdict import lookup
from taiyaku.export.anki_notes import anki_notes
from taiyaku.gloss.figures import counters, figure_at
from taiyaku.gloss.gloss import can_do, gloss_sentences
from taiyaku.gloss.phrases import ending_labels, labels, phrases
from taiyaku.gloss.senses import Place, best_gloss, wording
from taiyaku.model import DictionaryEntry, Sense, TermEntry
from taiyaku.pipeline import PageInput, Settings, build_page
from taiyaku.readings.read import read_sentences
from taiyaku.readings.tables import rows as reading_rows
from taiyaku.render.gloss_line import Piece, gloss_pieces
from taiyaku.sentences.split import one_a_line
from taiyaku.sources import Source
from taiyaku.terms.candidates import candidates
from taiyaku.terms.match import index_terms, match_terms
from taiyaku.terms.names import with_names
from words import words as written_words

SENTENCES = sorted({row.values[0] for row in cases("gloss")})
PIECES = [row.values[0] for row in cases("number_phrases")][::20]


@pytest.mark.parametrize(("sentence", "words", "gloss"), cases("gloss"))
def test_words_in_their_place(sentence, words, gloss):
    assert (words, gloss) in glossed(sentence)


def covered(text):
    """Whether the units of each line take every word once, in order, and say something unless they are marks."""
    for words, found in units(text):
        assert [at for unit in found for at in range(unit.start, unit.end)] == list(range(len(words)))
        assert all(bool(unit.text or unit.labels) is (unit.kind != "mark") for unit in found)
        assert all(set(unit.labels) <= labels().keys() for unit in found)
        yield "".join(word.surface for unit in found for word in words[unit.start : unit.end])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_units_join_to_the_sentence(sentence):
    assert list(covered(sentence)) == [sentence]


@given(
    st.lists(
        st.sampled_from([*PIECES, *SENTENCES, "令和", "午後", "第", "数", "プーチン", "・", "ABC", "っ", "、"]),
        max_size=6,
    )
)
def test_any_text_is_covered(parts):
    text = "".join(parts)
    assert "".join(covered(text)) == "".join(sentence.text for sentence in one_a_line(text))


def test_the_same_words_give_the_same_units():
    tokens = read_sentences(one_a_line("\n".join(SENTENCES)), certainty=False).tokens
    nothing = [()] * len(tokens)
    assert gloss_sentences(tokens, nothing) == gloss_sentences(tokens, nothing)
    alone = [gloss_sentences([words], [()])[0] for words in tokens]
    assert list(gloss_sentences(tokens, nothing)) == alone


@pytest.mark.parametrize(
    ("written", "english"),
    [
        ("3兆5000億円", "¥3.5 trillion"),
        ("6月16日", "June 16"),
        ("2021年6月16日", "June 16, 2021"),
        ("令和5年", "2023"),
        ("令和元年5月", "May 2019"),
        ("昭和64年1月7日", "January 7, 1989"),
        ("2024年度", "fiscal 2024"),
        ("午後8時", "8 p.m."),
        ("午後8時30分", "8:30 p.m."),
        ("8時半", "8:30"),
        ("16日", "the 16th"),
        ("10日間", "10 days"),
        ("14年6月", "June 2014"),
        ("3年", "3 years"),
        ("100万人", "1 million people"),
        ("１２人", "12 people"),
        ("1人", "1 person"),
        ("三人", "3 people"),
        ("3割", "30%"),
        ("4.5%", "4.5%"),
        ("$1500万", "$15 million"),
        ("30億ドル", "$3 billion"),
        ("3分の2", "2/3"),
        ("第3回", "3rd"),
        ("2回目", "2nd time"),
        ("11位", "11th place"),
        ("数十人", "dozens of people"),
        ("数カ月", "several months"),
        ("何人", "how many people"),
        ("2時間半", "2 and a half hours"),
        ("1990年代", "1990s"),
        ("12:35", "12:35"),
    ],
)
def test_figures(written, english):
    (tokens,) = read_sentences(one_a_line(written), certainty=False).tokens
    figure = figure_at(tokens, 0)
    assert figure is not None
    assert (figure.words, figure.text) == (len(tokens), english)


@pytest.mark.parametrize("written", ["一方", "三重県", "千葉", "一般"])
def test_words_with_numerals_are_no_figures(written):
    (tokens,) = read_sentences(one_a_line(written), certainty=False).tokens
    assert figure_at(tokens, 0) is None


def test_every_counter_makes_english():
    assert all("{" in one and "{" in (many or one) for one, many in counters().values())


def test_every_ending_has_a_label():
    meanings = {meaning for _, meaning, _ in reading_rows("inflection", 3)}
    assert {meaning for meaning in meanings if not ending_labels(f"{meaning} of 行く")} == set()
    assert ending_labels("past polite negative of 行く") == ("NEG", "POL", "PAST")
    assert ending_labels("") == ()


def test_a_row_of_the_tables_stands_once():
    rows = [(row.before, row.words, row.after) for row in phrases()]
    assert sorted({str(row) for row in rows if rows.count(row) > 1}) == []
    assert all(row.text or row.labels for row in phrases())
    assert not [
        row for row in phrases() for word in row.text.split() if word.isupper() and word.isalpha() and len(word) > 2
    ]


def entry(*senses):
    return DictionaryEntry(("語",), ("ご",), tuple(senses), common=True)


def test_marked_senses_and_those_of_other_uses_come_later():
    noun = "noun (common) (futsuumeishi)"
    old = Sense((noun,), ("thing of old",), ("archaism",))
    suffix = Sense(("noun, used as a suffix",), ("at the end",))
    plain = Sense((noun,), ("thing",))
    assert best_gloss([entry(old, suffix, plain)], "NOUN", Place()) == "thing"
    assert best_gloss([entry(suffix, plain)], "NOUN", Place(after_noun=True)) == "at the end"
    assert best_gloss([entry(old)], "NOUN", Place()) == "thing of old"
    assert best_gloss([], "NOUN", Place()) == ""


def test_transitive_senses_ask_for_an_object():
    open_, be_open = Sense(("transitive verb",), ("to open",)), Sense(("intransitive verb",), ("to be open",))
    assert best_gloss([entry(be_open, open_)], "VERB", Place(has_object=True)) == "open"
    assert best_gloss([entry(open_, be_open)], "VERB", Place()) == "be open"


def test_before_suru_the_sense_of_an_action_goes_first():
    verbal = "noun or participle which takes the aux. verb suru"
    thing, action = Sense(("noun (common)",), ("office",)), Sense((verbal,), ("running",))
    assert best_gloss([entry(thing, action)], "NOUN", Place()) == "office"
    assert best_gloss([entry(thing, action)], "NOUN", Place(before_suru=True)) == "running"


@pytest.mark.parametrize(
    ("glosses", "words"),
    [
        (("to state", "to express"), "state"),
        (("dog (Canis (lupus) familiaris)",), "dog"),
        (("(the) north",), "north"),
        (("a very long explanation of what a thing is", "thing"), "thing"),
    ],
)
def test_a_sense_in_a_word_or_two(glosses, words):
    assert wording(Sense((), glosses)) == words


def test_potential_forms_come_from_verbs():
    assert (can_do("立ち直れる"), can_do("読める"), can_do("見"), can_do("る")) == ("立ち直る", "読む", "", "")


def test_the_page_that_glosses_looks_words_up_only_once():
    lookup(["港"])
    assert lookup(["港"])["港"] is lookup(["港"])["港"]


def test_no_table_takes_the_gloss_for_english(tmp_path):
    (tmp_path / "whale.ja.txt").write_text("港に鯨\n\n雨が降った日、港に鯨が現れたと市長が述べた。\n", encoding="utf-8")
    out = tmp_path / "out"
    formats = "html,csv,epub,tmx,tsv,xliff,tbx3,yomitan"
    assert main(["build", str(tmp_path / "whale.ja.txt"), "-o", str(out), "--format", formats]) == 0
    assert "fall\u00a0<i>PAST</i>" in (out / "whale.html").read_text(encoding="utf-8")
    rest = [path for path in out.rglob("*") if path.is_file() and path.suffix not in (".html", ".epub", ".zip")]
    assert {"glossary.csv", "review.csv"} <= {path.name for path in rest}
    assert not [path.name for path in rest if b"PAST" in path.read_bytes() or b"whale SUBJ" in path.read_bytes()]


def test_cards_have_no_english_where_there_is_a_gloss_only():
    source = Source("whale.ja.txt", "港に鯨\n\n雨が降った日、港に鯨が現れた。\n".encode())
    page = build_page(PageInput("whale", source), Settings())
    assert page.document.glossed
    fields = [dict(note.cells) for note in anki_notes([(page.document, page.entries)])]
    assert {one["SentenceTranslation"] for one in fields if "SentenceTranslation" in one} == {""}


def test_a_name_that_is_guessed_says_so():
    text = "港の会議\n\n会議ではギタナス・ナウセダが話した。\n町にはクラマトルスクから人が来た。\n"
    page = build_page(PageInput("meeting", Source("meeting.ja.txt", text.encode())), Settings())
    said = [unit.text for row in page.document.rows for sentence in row.ja for unit in sentence.gloss]
    assert "Gitanas Nausėda?" in said
    assert {"Kramatorsk", "Kramatorsk?"} & set(said)


def test_labels_of_particles_join_the_word_before():
    (pair,) = units("雨が降った、と彼は言う。")
    assert gloss_pieces(pair[1]) == (
        Piece("rain", "SUBJ"),
        Piece("fall", "PAST"),
        Piece("", "QUOT"),
        Piece("he", "TOP"),
        Piece("say"),
    )


def test_a_line_without_an_end_takes_no_longer_each_word() -> None:
    """Five thousand words in one sentence: each of these steps once looked through all of it for each word."""
    index = index_terms(
        (TermEntry("sea", "黒海", "Black Sea", type="place"), TermEntry("us", "米", "U.S.", type="place"))
    )
    line = written_words("黒海|で/ADP|米|艦|と/ADP|ポチョム/PROPN=ぽちょむ|が/ADP|" * 800)
    began = process_time()
    matches = match_terms(line, index)
    named = with_names(line, matches)
    (found,) = gloss_sentences([named], [matches])
    spans = list(candidates(line))
    assert process_time() - began < 5
    assert len(matches) == 1_600
    assert found[0].text == "Black Sea"
    assert found[-1].end == len(line)
    assert spans[0].rest.startswith("で米艦と")
