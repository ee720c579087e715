"""Pages of a book's length, built with the command from a generated text: a warning, then parts with a list of them."""

from __future__ import annotations

import pytest

from taiyaku.cli import main

pytestmark = pytest.mark.browser

PLACES = ["港", "市場", "船", "島", "町", "駅", "道", "橋", "山", "川"]


def text(lines: int) -> str:
    """Some 14 words a line."""
    place = [PLACES[at % 10] for at in range(2 * lines)]
    body = (
        f"{place[at]}の朝は早く、人は{at}番目の{place[at + at // 9]}を見て静かに歩き出した。" for at in range(lines)
    )
    return "\n".join(["長い一日", "", *body, ""])


@pytest.fixture(scope="module")
def long_site(tmp_path_factory):
    """``slow.html`` has between 20,000 and 50,000 words, ``split.html`` more."""
    folder = tmp_path_factory.mktemp("long")
    for name, lines in (("slow", 1800), ("split", 4200)):
        (folder / f"{name}.ja.txt").write_text(text(lines), encoding="utf-8")
        assert main(["build", str(folder / f"{name}.ja.txt"), "-o", str(folder / name)]) == 0
    return folder


def test_a_page_above_20000_words_says_that_it_opens_slowly(open_page, long_site):
    opened = open_page(long_site / "slow" / "slow.html", width=375)
    warning = opened.page.locator(".warning")
    assert warning.count() == 1
    assert "on a phone it may take some seconds to open" in warning.inner_text()
    assert opened.page.locator(".row").count() > 1000
    assert (opened.problems, opened.requests) == ([], [])


def test_a_page_above_50000_words_becomes_parts_with_a_list_of_them(open_page, long_site):
    opened = open_page(long_site / "split" / "split.html", width=375)
    links = opened.page.locator(".pages > li > a")
    count = links.count()
    assert count == len(list((long_site / "split").glob("split.part*.html"))) > 3
    assert (opened.problems, opened.requests) == ([], [])
    last = open_page(long_site / "split" / links.last.get_attribute("href"), width=375)
    assert f"Part {count} of {count}" in last.page.locator(".front").inner_text()
    assert last.page.locator(".warning").count() == 0
    last.page.click(".front a:has-text('Contents')")
    last.page.wait_for_url("**/split.html")
    assert last.problems == []
