"""Fixtures for real Chromium: pages are opened offline, and what they complain about or ask for is collected."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import quote

import pytest
from hypothesis import settings

from study_sample import drafted_sample, library_sample, study_sample
from taiyaku.readings import yomi
from taiyaku.render.html import render_library, render_study
from taiyaku.serve import page_server

# What must be quick has a test of its own. CI always tries the same examples; `--hypothesis-profile=search` tries many.
settings.register_profile("any machine", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile("any machine")

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LAUNCH = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Opened:
    """A page in the browser, its console errors and exceptions, and every request beyond the page itself."""

    page: Page
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


OpenPage = Callable[..., Opened]


def skip_unless_ci(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden from what is built now")


@pytest.fixture(scope="session", autouse=True)
def without_yomi() -> Iterator[Callable[[], yomi.Engine | None]]:
    """Readings are the same whether ``taiyaku[yomi]`` is installed or not; ``with_yomi`` asks for it."""
    with pytest.MonkeyPatch.context() as patch:
        installed = yomi.engine
        patch.setattr(yomi, "engine", lambda: None)
        yield installed


@pytest.fixture
def with_yomi(without_yomi: Callable[[], yomi.Engine | None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Open JTalk gives its opinion; the test is skipped where it is not installed, but never where CI is set."""
    if without_yomi() is None:
        skip_unless_ci("Open JTalk is not installed: pip install 'taiyaku[yomi]'")
    monkeypatch.setattr(yomi, "engine", without_yomi)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample pages of seeds/, built once with the command."""
    from taiyaku.cli import main

    folder = tmp_path_factory.mktemp("site")
    assert main(["build", str(Path(__file__).parents[1] / "seeds"), "-o", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium of the system; without it the tests are skipped, but never where CI is set."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        skip_unless_ci("playwright is not installed: pip install '.[dev]'")
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=program, args=LAUNCH)
        except Error as error:
            skip_unless_ci(f"no Chromium to test with (`make test` installs it): {error.message.splitlines()[0]}")
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """``open_page(page, width=375, color_scheme="dark")``: any option of a browser context, closed after the test.

    ``page`` is a file, opened without a network, or the address of one that is served on this machine.
    """
    contexts = []

    def opened(
        place: Path | str, width: int = 1280, height: int = 900, fragment: str = "", **options: object
    ) -> Opened:
        local = isinstance(place, Path)
        context = chromium.new_context(offline=local, viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        result = Opened(context.new_page())
        address = place.resolve().as_uri() if isinstance(place, Path) else place
        page = result.page
        page.set_default_timeout(8000)
        page.on("console", lambda said: said.type in ("error", "warning") and result.problems.append(said.text))
        page.on("pageerror", lambda error: result.problems.append(str(error)))
        page.on("request", lambda asked: asked.url.split("#")[0] != address and result.requests.append(asked.url))
        page.goto(address + fragment)
        return result

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample page with many rows, as a file whose name needs escaping."""
    path = tmp_path_factory.mktemp("site") / "港 page.html"
    path.write_text(render_study(study_sample(repeat=30)), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample page without English of its own: a program drafted it."""
    path = tmp_path_factory.mktemp("site") / "drafted.html"
    path.write_text(render_study(drafted_sample()), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def study_address(study: Path) -> Iterator[str]:
    """The same page as ``taiyaku serve`` gives it."""
    (study.parent / "index.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    with page_server(study.parent, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{quote(study.name)}"
        server.shutdown()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library."""
    path = tmp_path_factory.mktemp("site") / "index.html"
    path.write_text(render_library(library_sample()), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(params=["file", "http"])
def reader(request: pytest.FixtureRequest, open_page: OpenPage) -> Iterator[Page]:
    """The sample page, opened on a desktop from disk and from a server; by the end it must not have complained or
    asked for anything."""
    opened = open_page(request.getfixturevalue("study" if request.param == "file" else "study_address"))
    yield opened.page
    assert (opened.problems, opened.requests) == ([], [])
