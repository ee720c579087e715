"""A page saved as one file: its HTML is found, decoded and read like any other."""

from __future__ import annotations

import pytest

from books import mhtml
from taiyaku.errors import InputError
from taiyaku.intake.mhtml import is_mhtml
from taiyaku.intake.page import read_page

HTML = "<html><head></head><body><h1>灯台</h1><p>港の町に㈱灯台が建った。</p></body></html>"


@pytest.mark.parametrize("codec, charset", [("utf-8", "utf-8"), ("utf-8", ""), ("cp932", "shift_jis"), ("euc_jp", "")])
def test_the_first_html_part_is_the_page(codec: str, charset: str) -> None:
    text = HTML if codec != "euc_jp" else HTML.replace("㈱", "")
    page = read_page(mhtml(text.encode(codec), charset), "saved.mhtml")
    assert "港の町に" in page.text and "広告" not in page.text
    assert not page.plain


def test_known_by_its_headers_without_a_name() -> None:
    assert is_mhtml(mhtml(HTML.encode()), "page")
    assert is_mhtml(b"", "PAGE.MHT")
    assert not is_mhtml("件名: 会談\n\n終わった。".encode(), "mail.txt")


@pytest.mark.parametrize("data", [b"", b"anything", mhtml(b"")[:140]])
def test_without_a_page_in_it_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.mhtml: .*MHTML"):
        read_page(data, "a.mhtml")
