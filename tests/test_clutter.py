"""Lines of a page and their labels: small cases, whole pages, the wording table, and that nothing is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import CASES, cases
from taiyaku.errors import UsageError
from taiyaku.intake.clutter import label_lines
from taiyaku.intake.page import read_page
from taiyaku.intake.vocabulary import Wording, wording_of, wordings
from taiyaku.model import KEPT, METADATA, Label, Lang, Line, Page

PAGES = sorted(path.stem for path in (CASES / "pages").glob("*.tsv"))


#: Lines that are still kept or dropped wrongly, by page; a page that gets better must leave this list.
NOT_YET: dict[str, list[str]] = {
    "bbs-radio-html": [
        ">>2",
        "READ.CGI - 掲示板の運営は有志が行っています。書き込みの責任は投稿者にあります。",
    ],
    "blog-bread-html": [
        "↑左がわが焦げたのは、話しこんでいたせいです。",
    ],
    "election-live-html": [
        "選挙",
    ],
    "event-wood.ja": [
        "【イベントレポート】",
    ],
    "film-blog.ja": [
        "映画の感想",
    ],
    "fishery-paywall-html": [
        "ギフト",
        "仁科 航",
    ],
    "kids-owl-html": [
        "どうぶつ・しぜん",
    ],
    "kids-snow-html": [
        "ニュースクイズ",
        "雪室の中の温度は何度でしょう。",
        "①マイナス10度 ②ほぼ0度 ③10度",
        "②",
        "ジュニア夕凪は毎週土曜発行。1か月580円です。",
        "ためし読みのお申し込みはおうちの人といっしょにどうぞ。",
    ],
    "list-softcream.ja": [
        "※価格は取材時のものです。販売期間は各施設にお確かめください。",
    ],
    "mail-poem.ja": [
        "朝のひきだし",
    ],
    "op-ed.en": [
        "| Opinion",
    ],
    "paper-sort.ja": [
        "分けない社会へ（中）　家庭の手間は年42時間",
        "分けない社会へ（上）　収集車が来ない町の算数",
        "分けない社会へ（下）　捨てる権利はだれのものか",
    ],
    "press-cold.ja": [
        "※3 保持時間は使用環境により異なります。",
    ],
    "press-robot.en": [
        "News provided by",
        "(1) Trial report available on request. Hand crews were paid by the hour.",
        "SOURCE Halden Orchard Robotics, Inc.",
        "WANT YOUR COMPANY'S NEWS FEATURED ON WIREBOARD?",
    ],
    "qa-fridge.ja": [
        "参考URL：http://reizouko-note.example/suihei.html",
    ],
    "quake-bulletin.ja": [
        "地図を拡大する",
        "震度の凡例",
    ],
    "recipe-sanma.ja": [
        "つくれた！報告",
    ],
    "recipe-squash.en": [
        "Nutrition",
    ],
    "review-shop.ja": [
        "読みもの｜台所道具",
    ],
    "sports-handball.ja": [
        "2024-25シーズン 女子 第14節",
        "次節の予定",
        "1月25日（土）13:00　湊製鋼ブルーテラス － 三好レールズ（湊総合体育館）",
        "1月25日（土）15:30　北越トレイン － あすか銀行（越後アリーナ）",
        "1月26日（日）14:00　TGファイバー － 淡海女子ク（淡海ドーム）",
    ],
    "wiki-dango.ja": [
        "26 の言語版ではなく、日本語版のみの記事です",
    ],
    "wpmag-interview-html": [
        "INTERVIEW, しごと",
        "大庭すみれ（おおば・すみれ）",
        "看板書き。1968年、凪浜市生まれ。23歳で看板店に入り、2001年に独立。これまでに手がけた看板は約1,900枚。",
        "▶大庭さんの手書き文字を使った手ぬぐいを、MACHIKADOストアで販売しています。",
    ],
}


def labelled(text: str, lang: Lang = "ja", **rules: tuple[str, ...]) -> tuple[Line, ...]:
    return label_lines(Page("page.txt", text, "utf-8"), lang, **rules)


def page_rows(name: str) -> list[tuple[str, str]]:
    """Return the (label, line) rows of a page; blank lines as ("", "")."""
    rows = [line.partition("\t") for line in (CASES / "pages" / f"{name}.tsv").read_text("utf-8").splitlines()]
    return [(label, text) for label, _tab, text in rows if not label.startswith("#")]


@pytest.mark.parametrize("lang, text, expected", cases("clutter"))
def test_labels(lang: Lang, text: str, expected: str) -> None:
    assert " ".join(line.label for line in labelled(text, lang)) == expected


@pytest.mark.parametrize("name", PAGES)
def test_pages_of_different_makes(name: str) -> None:
    rows = page_rows(name)
    saved = CASES / "pages" / f"{name}.html"
    data = saved.read_bytes() if saved.exists() else "\n".join(text for _, text in rows).encode()
    page = read_page(data, saved.name if saved.exists() else f"{name}.txt")
    every = label_lines(page, "en" if name.endswith(".en") else "ja")
    lines = [line for at, line in enumerate(every) if at == 0 or line.number != every[at - 1].number]
    expected = [(label, text.strip()) for label, text in rows if label]
    assert all(text.startswith(line.text) for line, (_, text) in zip(lines, expected, strict=True))
    wrong = [line.text for line, (label, _) in zip(lines, expected, strict=True) if is_wrong(line, label)]
    assert wrong == NOT_YET.get(name, []), [(line.label, line.reason) for line in lines if line.text in wrong]


def is_wrong(line: Line, label: str) -> bool:
    """Tell whether a line to read was dropped or the reverse; facts and table debris may go either way."""
    if label in ("clutter", "reference"):
        return line.label in KEPT
    return label in KEPT and line.label not in KEPT | {Label.COMMENT_META}


@pytest.mark.parametrize("row", wordings(), ids=lambda row: row.example)
def test_every_wording_finds_its_example(row: Wording) -> None:
    assert row.pattern.search(row.example)
    found = wording_of(row.example)
    assert found is not None
    assert found.label is row.label


@pytest.mark.parametrize(
    "sentence",
    ["両首脳は握手した。", "会談は3時間続いた。", "The talks lasted three hours.", "登録数は前年より増えた。"],
)
def test_plain_sentences_are_no_furniture(sentence: str) -> None:
    assert wording_of(sentence) is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<dl><dt>運休日</dt><dd>元日</dd><dt>問い合わせ</dt><dd>渡船の係</dd></dl><p>子どもは半額で乗れる。</p>",
            "title body heading list_item heading list_item body",
        ),
        (
            "<h2>問い合わせ</h2><ul><li>渡船の係</li><li>電話：0000-11-2222</li></ul>",
            "title body clutter clutter clutter",
        ),
        (
            "<dl><dt>1911年6月2日</dt><dd>灯をともした。</dd><dt>1934年9月21日</dt><dd>塔が傾いた。</dd></dl>",
            "title body heading list_item heading list_item",
        ),
        (
            "<table><tr><th>区分</th><th>最後の便</th></tr><tr><td>島行き</td><td>12月30日（月）</td></tr></table>",
            "title body list_item list_item",
        ),
    ],
)
def test_facts_in_mark_up_are_the_articles(body: str, expected: str) -> None:
    head = "<main><h1>渡し船の時刻が変わる</h1><p>四月から渡し船の時刻が変わる。朝の便が一つふえる。</p>"
    page = read_page(f"<!DOCTYPE html><html><body>{head}{body}</main></body></html>".encode(), "page.html")
    assert " ".join(line.label for line in label_lines(page, "ja")) == expected


def test_keep_and_drop_overrule() -> None:
    text = "人気ランキング\n\n港の町の話\n\n船が港に着いた。町の人が出迎えた。\n\n荷はおろされた。"
    lines = labelled(text, keep=("^人気",), drop=("荷",))
    assert [line.kept for line in lines] == [True, True, True, False]
    assert "--keep ^人気" in lines[0].reason
    assert "--drop 荷" in lines[3].reason


def test_a_pattern_that_cannot_be_read_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match=r"--keep \(: not a regular expression"):
        labelled("文。", keep=("(",))


def test_menu_words_glued_to_a_sentence_are_a_line_of_their_own() -> None:
    text = "港の町の話\n\n船が港に着いた。町の人が出迎えた。\n\n荷は夜までにおろされた。』 関連記事 シェアする"
    *_, body, menu = labelled(text)
    assert (body.text, body.kept, menu.text, menu.kept) == (
        "荷は夜までにおろされた。』",
        True,
        "関連記事 シェアする",
        False,
    )
    assert body.number == menu.number
    assert text[menu.start : menu.end] == menu.text


def check_promises(text: str, lines: tuple[Line, ...]) -> None:
    """Every line of the source is there, in order, at its offset, with a reason; kept says what the label says."""
    assert "".join("".join(line.text.split()) for line in lines) == "".join(text.split())
    assert {line.number for line in lines} == {n for n, row in enumerate(text.split("\n"), 1) if row.strip()}
    for line in lines:
        assert text[line.start : line.end] == line.text
        assert line.reason
        assert line.kept == (line.label in KEPT | METADATA and line.label is not Label.INFOBOX)


FURNITURE = st.sampled_from([row.example for row in wordings()])
PROSE = st.sampled_from(
    [
        "船が港に着いた。",
        "「本当か」と町長は言った。",
        "何が変わるのか？",
        "灯台の町",
        "The ship is in.",
        "• 1",
        "_",
        "| a |",
        "---|---",
    ]
)


@given(st.lists(FURNITURE | PROSE | st.just("") | st.text(max_size=20), max_size=30), st.sampled_from(["ja", "en"]))
def test_nothing_is_lost(rows: list[str], lang: Lang) -> None:
    text = "\n".join(rows)
    check_promises(text, labelled(text, lang))


@given(st.text(st.characters(), max_size=120) | st.text("「」（。\x00\ud800\n a・|-<>", max_size=120))
def test_any_text_is_labelled(text: str) -> None:
    check_promises(text, labelled(text))


@pytest.mark.parametrize("row", wordings(), ids=lambda row: row.example)
def test_no_wording_backtracks_for_long(row: Wording) -> None:
    begun = time.process_time()
    for unit in ("#a", "#a> a", "公開  ", "国際 国際", "1 ", "＝、", "By Ab "):
        row.pattern.search((unit * 240)[:238] + "。x")
    assert time.process_time() - begun < 0.5


def test_a_long_line_in_the_text_is_looked_at_once() -> None:
    """Sixty thousand characters without a full stop took nine seconds."""
    text = "The harbour opened on Monday.\n\nBoats came in.\n\n" + "Harbour " * 7_500 + "\n\nThen it rained.\n"
    begun = time.process_time()
    labelled(text, "en")
    assert time.process_time() - begun < 1.0


UNITS = [
    "-",
    "1",
    " | ",
    "—",
    "「（",
    "<",
    "国際\n経済\n",
    "a | b\n---|---\n",
    "あ>",
    "（写",
    "1 ",
    "。』",
    "[1]",
    "ID: ",
]


@pytest.mark.parametrize("end", ["", "x", "。"])
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_length_not_faster(unit: str, end: str) -> None:
    """Twenty thousand characters of anything take well under a second; a busy machine may need two."""
    begun = time.process_time()
    labelled("a" + unit * (20_000 // len(unit)) + end)
    assert time.process_time() - begun < 2.0


def test_pages_folder_has_cases() -> None:
    assert len(PAGES) >= 6, Path(CASES / "pages")
