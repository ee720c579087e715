"""A file as a page: plain text as it is, HTML as blocks with hints and ruby."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import cases
from taiyaku.errors import InputError
from taiyaku.intake.page import read_page
from taiyaku.model import Label


def html_page(body: str, name: str = "page.html", head: str = "") -> object:
    return read_page(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), name)


def test_plain_text_is_untouched() -> None:
    page = read_page("見出し\r\n\r\n 本文。\n".encode("cp932"), "page.txt")
    assert (page.text, page.encoding, page.plain) == ("見出し\n\n 本文。\n", "cp932", True)


@pytest.mark.parametrize("body, expected", cases("html_blocks"))
def test_blocks(body: str, expected: str) -> None:
    page = html_page(body)
    hints = dict(page.hints)
    lines = [(n, line) for n, line in enumerate(page.text.split("\n"), 1) if line]
    assert "/".join(f"{hints[n]}:{line}" if n in hints else line for n, line in lines) == expected


@pytest.mark.parametrize("body, expected", cases("html_ruby"))
def test_ruby_is_data(body: str, expected: str) -> None:
    page = html_page(body)
    assert "/".join(f"{page.text[r.start : r.end]}[{r.reading}]" for r in page.rubies) == expected


@pytest.mark.parametrize(
    "codec, meta",
    [
        ("euc_jp", "EUC-JP"),
        ("cp932", "Shift_JIS"),
        ("iso2022_jp", "ISO-2022-JP"),
        ("utf-8", "UTF-8"),
        ("cp932", "UTF-8"),
        ("euc_jp", ""),
        ("utf-16", ""),
    ],
)
def test_encodings_of_html(codec: str, meta: str) -> None:
    tag = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    source = f"<html><head>{tag}</head><body><p>港の町に新しい灯台が建った。</p></body></html>"
    page = read_page(source.encode(codec), "old.htm")
    assert page.text == "港の町に新しい灯台が建った。"
    assert not page.plain


def test_html_is_known_by_its_beginning() -> None:
    assert not read_page(b"\n<!-- saved -->\n<!doctype html><p>The ship is in port.</p>", "page").plain
    assert read_page("<2国間の関係>は悪い。".encode(), "page.txt").plain


def test_what_holds_the_article_is_no_menu_whatever_its_class() -> None:
    page = html_page('<div class="sidebar-layout menu"><p>船が着いた。</p><p>町の人が出迎えた。</p></div>')
    assert Label.CLUTTER not in dict(page.hints).values()


@pytest.mark.parametrize("body", ["", "<script>alert(1)</script>", "<p> </p>"])
def test_html_without_text_is_refused(body: str) -> None:
    with pytest.raises(InputError, match="without text"):
        html_page(body)


def test_deep_nesting_is_read() -> None:
    assert html_page("<div>" * 1500 + "<p>深い所の文。</p>" + "</div>" * 1500).text == "深い所の文。"


def test_nesting_too_deep_to_parse_is_refused_not_cut_off() -> None:
    with pytest.raises(InputError, match="nested"):
        html_page("<p>浅い文。</p>" + "<div>" * 3000 + "<p>深い所の文。</p>")


@given(st.text(max_size=80), st.sampled_from(["p", "li", "td", "ruby", "rt", "nav", "pre", "a", "br", "table"]))
def test_any_mark_up_is_read_or_refused(text: str, tag: str) -> None:
    try:
        page = read_page(f"<html><body><{tag}>{text}</{tag}>文。<{tag}>".encode("utf-8", "replace"), "page.html")
    except InputError:
        return
    for ruby in page.rubies:
        assert 0 <= ruby.start < ruby.end <= len(page.text)
    assert all(1 <= number <= page.text.count("\n") + 1 for number, _label in page.hints)


@given(st.lists(st.text("船港町人。ab", min_size=1, max_size=12), min_size=1, max_size=8))
def test_no_paragraph_is_lost(paragraphs: list[str]) -> None:
    page = html_page("".join(f"<p>{text}</p>" for text in paragraphs))
    assert [line for line in page.text.split("\n") if line] == paragraphs


def test_the_element_with_nearly_all_sentences_is_the_root() -> None:
    page = html_page(
        "<div><p>港の町</p></div><div><h2>灯台</h2><p>灯台が建った。船が来た。町は変わった。</p><p>対象の地域</p></div><p>広告</p>"
    )
    assert page.root is not None
    first, last = page.root
    assert [line for line in page.text.split("\n")[first - 1 : last] if line] == [
        "灯台",
        "灯台が建った。船が来た。町は変わった。",
        "対象の地域",
    ]


def test_a_link_list_is_clutter_by_the_heading_of_its_element() -> None:
    body = "<p>船が着いた。町の人が出迎えた。</p><div><p>関連記事</p><p>橋の話</p></div><p>荷はおろされた。</p>"
    page = html_page(body)
    lines = page.text.split("\n")
    assert [lines[n - 1] for n, label in page.hints if label is Label.CLUTTER] == ["関連記事", "橋の話"]


def test_edit_links_behind_a_heading_are_lines_of_their_own() -> None:
    page = html_page('<h2>概要<span class="mw-editsection">[<a href="#">編集</a>]</span></h2><p>塔は古い。</p>')
    assert page.text.split("\n")[0] == "概要"


def test_many_empty_elements_take_no_time() -> None:
    start = time.process_time()
    page = html_page(f"<p>港の朝は早い。{'<span class=share></span>' * 8000}</p>")
    assert "港の朝は早い。" in page.text
    assert time.process_time() - start < 5
