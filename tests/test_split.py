from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from taiyaku.model import Article, AuthorRuby, Label, Line, Mark, Page
from taiyaku.sentences.split import split_article, split_text


def article(rows: list[tuple[Label, bool, str]], rubies: tuple[AuthorRuby, ...] = (), lang: str = "ja") -> Article:
    """Build an article of one line a row; an empty text is a blank line."""
    text = "\n".join(row[2] for row in rows)
    lines, start = [], 0
    for number, (label, kept, source) in enumerate(rows, start=1):
        shown = source.strip()
        if shown:
            lines.append(Line(number, label, kept, "", shown, start + source.index(shown)))
        start += len(source) + 1
    return Article(Page("test", text, "utf-8", rubies=rubies), lang, tuple(lines))


PAGE = article(
    [
        (Label.CLUTTER, False, "ホーム"),
        (Label.TITLE, True, "合意。次は署名へ"),
        (Label.BODY, True, "　両国は16日、文書に署名した。[3] 船の拿捕（だほ）に"),
        (Label.BODY, True, "も触れた。"),
        (Label.CLUTTER, False, "広告"),
        (Label.BODY, True, "会見は"),
        (Label.BODY, False, "続きを読む"),
        (Label.BODY, True, "ない。"),
        (Label.CAPTION, True, "握手する首相。16日、市内で"),
        (Label.LIST_ITEM, True, "軍縮を"),
        (Label.LIST_ITEM, True, "進める。"),
    ]
)


def test_sentences_of_an_article():
    assert [(s.kind.value, s.line, s.text) for s in split_article(PAGE)] == [
        ("title", 2, "合意。次は署名へ"),
        ("body", 3, "両国は16日、文書に署名した。"),
        ("body", 3, "船の拿捕にも触れた。"),
        ("body", 6, "会見は"),
        ("body", 8, "ない。"),
        ("caption", 9, "握手する首相。16日、市内で"),
        ("list_item", 10, "軍縮を"),
        ("list_item", 11, "進める。"),
    ]


def test_offsets_lead_to_the_printed_sentence():
    second, third = split_article(PAGE)[1:3]
    assert PAGE.page.text[second.start : second.end] == "両国は16日、文書に署名した。[3]"
    assert PAGE.page.text[third.start : third.end] == "船の拿捕（だほ）に\nも触れた。"
    assert second.marks == (Mark(15, "[3]"),)
    assert third.rubies == (AuthorRuby(2, 4, "だほ"),)


def test_readings_of_the_page_move_with_their_words():
    page = article(
        [(Label.BODY, True, "終わった。[1]船を[2]曳航し、拿捕した。")],
        (AuthorRuby(13, 15, "えいこう"), AuthorRuby(17, 19, "だほ")),
    )
    last = split_article(page)[1]
    assert [(last.text[r.start : r.end], r.reading) for r in last.rubies] == [("曳航", "えいこう"), ("拿捕", "だほ")]


def test_english_article():
    page = article(
        [
            (Label.TITLE, True, "Talks. Again"),
            (Label.BODY, True, "Mr. Lee left. He said that the"),
            (Label.BODY, True, "talks failed."),
        ],
        lang="en",
    )
    assert [s.text for s in split_article(page)] == ["Talks. Again", "Mr. Lee left.", "He said that the talks failed."]


def test_running_text():
    found = split_text("見出し\n\n首脳は話した。[3] 次は来年だ。", "ja")
    assert [(s.text, s.line, s.start, s.end) for s in found] == [
        ("見出し", 1, 0, 3),
        ("首脳は話した。", 3, 5, 15),
        ("次は来年だ。", 3, 16, 22),
    ]


def test_no_text_has_no_sentences():
    assert split_text("", "ja") == split_text(" \n", "en") == ()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["あ。", "国", "\n", "\n\n", "「", "」", "[1]", "（だほ）", " ", "A.", "\ud800", "<", "、"]),
        max_size=14,
    ).map("".join)
)
def test_every_character_is_in_one_sentence(text):
    for lang in ("ja", "en"):
        covered = "".join(text[s.start : s.end] for s in split_text(text, lang))
        assert "".join(covered.split()) == "".join(text.split())
