"""Checked by others' tools: axe for accessibility, the W3C's validator for HTML. Installed by `make lint-pages`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import skip_unless_ci
from reading import SAID, choose
from study_sample import study_sample
from taiyaku.render.html import render_study

pytestmark = pytest.mark.browser

MODULES = Path(__file__).parents[1] / "node" / "node_modules"
AXE = MODULES / "axe-core" / "axe.min.js"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
HARMLESS = "Content-Security-Policy"  # the validator does not know how hashes are computed


def needs(path: Path) -> None:
    if not path.exists():
        skip_unless_ci(f"{path.name} is not installed: make node (needs npm)")


def violations(page) -> list[str]:
    """What axe finds; it is run through the browser's debugger, which the page's policy does not bind."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(f"axe.run(document, {RULES})")["violations"]
    nodes = [(one["id"], node) for one in found for node in one["nodes"]]
    return [f"{name}: {node['html'][:120]} {node['failureSummary'][:200]}" for name, node in nodes]


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """The sample page with each row once: axe looks at every element."""
    path = tmp_path_factory.mktemp("site") / "short.html"
    path.write_text(render_study(study_sample()), encoding="utf-8")
    return path


@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
def test_study_page_is_accessible(open_page, short, theme):
    needs(AXE)
    page = open_page(short, bypass_csp=True).page
    choose(page, "theme", theme)
    choose(page, "names", "on")
    assert violations(page) == []
    for place in (SAID, "#r1 .ja a", "#r3 .n"):
        page.click(place)
        assert violations(page) == []
        page.keyboard.press("Escape")
    for sheet in ("display", "find", "vocabulary", "review"):
        page.click(f"#{sheet} > summary")
        assert violations(page) == []
        page.keyboard.press("Escape")


def test_study_page_on_a_phone_is_accessible(open_page, short):
    needs(AXE)
    assert violations(open_page(short, width=375, bypass_csp=True).page) == []


@pytest.mark.parametrize("mode", ["beside", "below", "blur", "off"])
@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
def test_drafted_page_is_accessible(open_page, drafted, theme, mode):
    needs(AXE)
    page = open_page(drafted, fragment=f"#theme={theme}&english={mode}", bypass_csp=True).page
    assert violations(page) == []
    page.click("#r1 .n")
    assert violations(page) == []


@pytest.mark.parametrize("name", ["index", "glossary", "sjis-bulletin", "no-english"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_built_pages_are_accessible(open_page, site, name, scheme):
    needs(AXE)
    assert violations(open_page(site / f"{name}.html", bypass_csp=True, color_scheme=scheme).page) == []


def test_html_is_valid(site, study, drafted):
    needs(VNU)
    if not shutil.which("java"):
        pytest.skip("the validator needs java")
    pages = [study, drafted, *sorted(site.glob("*.html"))]
    command = ["java", "-Xss8m", "-jar", str(VNU), "--errors-only", "--format", "text", *map(str, pages)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert [line for line in said.splitlines() if ": error: " in line and HARMLESS not in line] == []
    assert "Document checking completed" in said or HARMLESS in said


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_the_core_works_in_firefox(study, study_address, scheme):
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program or not shutil.which("node"):
        skip_unless_ci("needs Firefox (apt-get install firefox-esr) and node")
    needs(MODULES / "puppeteer-core")
    command = ["node", "firefox.mjs", study.as_uri() if scheme == "file" else study_address]
    environment = {**os.environ, "FIREFOX": program}
    said = subprocess.run(
        command, cwd=MODULES.parent, env=environment, capture_output=True, text=True, check=False, timeout=120
    )
    assert (said.stdout, said.returncode) == ("", 0), said.stderr
