"""The browser's own find bar (Ctrl+F), pressed as a person does: Chromium with a window, on a virtual screen.

Needs Xvfb and xdotool (``make system``). Words that stand in several rubies are found in every furigana mode, far below
the window, where ``content-visibility`` has skipped everything so far.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from conftest import LAUNCH, skip_unless_ci
from taiyaku.cli import main

pytestmark = pytest.mark.browser

ROWS = 120
#: The match is what is selected when the find bar is closed; with it the last row that has some of it, if it is seen.
FOUND = """() => {
    const chosen = getSelection();
    if (!String(chosen)) return ["", ""];
    const range = chosen.getRangeAt(0), rows = [...document.querySelectorAll(".row")];
    const row = rows.filter((one) => range.intersectsNode(one)).at(-1), box = row.getBoundingClientRect();
    return [String(chosen), box.top >= 0 && box.bottom <= innerHeight ? row.id : ""];
}"""


@pytest.fixture(scope="module")
def page_of_many_rows(tmp_path_factory):
    """A page whose last row alone has the words that are looked for."""
    folder = tmp_path_factory.mktemp("find")
    body = [f"港の朝は早い。{at}番目の船が島を出た。" for at in range(1, ROWS // 2)]
    last = "夕方、両国の首脳会談が開かれ、漁業協定案を話し合った。"
    (folder / "harbour.ja.txt").write_text("\n".join(["港の一日", "", *body, last, ""]), encoding="utf-8")
    assert main(["build", str(folder / "harbour.ja.txt"), "-o", str(folder / "site")]) == 0
    return folder / "site" / "harbour.html"


@contextmanager
def virtual_screen() -> Iterator[str]:
    """A screen of its own; gives its name (``:1``)."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1300x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as said:
            name = said.readline().strip()
        try:
            yield f":{name}"
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def window(chromium) -> Iterator:
    """``window(path, fragment)`` opens a page in a window; ``press(*keys)`` and ``write(text)`` act on the keyboard."""
    missing = [name for name in ("Xvfb", "xdotool") if not shutil.which(name)]
    if missing:
        skip_unless_ci(f"{' and '.join(missing)} not installed: make system")
    with virtual_screen() as screen:
        environment = {**os.environ, "DISPLAY": screen}
        browser = chromium.browser_type.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            headless=False,
            env=environment,
            args=[*LAUNCH, "--window-position=0,0", "--window-size=1280,880"],
        )
        context = browser.new_context(no_viewport=True, offline=True)
        context.grant_permissions(["clipboard-write"])
        page = context.new_page()
        page.keys = lambda *said: subprocess.run(["xdotool", *said], env=environment, check=True)
        yield page
        browser.close()


def find(page, text: str) -> list[str]:
    """Press Ctrl+F, paste, press Escape; give what is selected then and the row that shows it."""
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    for keys in ("ctrl+f", "ctrl+v", "Escape"):
        page.keys("key", keys)
        page.wait_for_timeout(600)
    return page.evaluate(FOUND)


@pytest.mark.parametrize("mode", ["on", "level", "tap", "off"])
@pytest.mark.parametrize("word", ["首脳会談", "漁業協定案を話し合った"])
def test_ctrl_f_finds_words_across_rubies_far_below(window, page_of_many_rows, mode, word):
    window.goto("about:blank")
    window.goto(f"{page_of_many_rows.as_uri()}#furigana={mode}")
    window.wait_for_timeout(500)
    last = window.locator(".row").last.get_attribute("id")
    assert window.evaluate("document.documentElement.dataset.furigana") == mode
    assert window.locator(f"#{last} ruby").count() >= 3
    assert window.evaluate("scrollY") == 0
    assert find(window, word) == [word, last]
    assert window.evaluate("scrollY") > 2000


def test_ctrl_f_does_not_find_what_is_not_there(window, page_of_many_rows):
    window.goto("about:blank")
    window.goto(page_of_many_rows.as_uri())
    assert find(window, "首脳会議")[0] == ""
