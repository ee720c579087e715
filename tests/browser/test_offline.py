"""The library over http: installed by the browser, it opens with the server off; from disk it asks for nothing."""

from __future__ import annotations

import threading

import pytest

from taiyaku.serve import page_server

pytestmark = pytest.mark.browser


def test_opens_with_the_server_off(chromium, site):
    context = chromium.new_context()
    page = context.new_page()
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: said.type in ("error", "warning") and problems.append(said.text))
    with page_server(site, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        page.goto(address)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        assert page.evaluate("document.querySelector('link[rel=manifest]').href") == address + "manifest.webmanifest"
        server.shutdown()
    page.goto(address + "agency-report.html")  # never visited while the server was on
    assert page.locator("h1").is_visible()
    page.goto(address)
    assert page.locator(".pages li").count() >= 7
    assert [one for one in problems if "ERR_CONNECTION" not in one] == []
    context.close()


def test_library_finds_titles_and_terms_and_tells_level_and_progress(open_page, site):
    page = open_page(site / "index.html").page
    every = page.locator(".pages li:visible").count()
    for query in ("putin", "ぷーちん"):
        page.fill("#query", query)
        assert page.locator(".found li:visible").count() >= 1
    page.fill("#query", "")
    assert page.locator(".pages li:visible").count() == every
    share = page.locator(".above").first.inner_text()
    page.select_option("[data-set=level]", "8")
    assert page.locator(".above").first.inner_text() != share
    key = page.locator("[data-key]").first.get_attribute("data-key")
    page.evaluate("(key) => localStorage.setItem('taiyaku:' + key + ':row', 'r5/10')", key)
    page.reload()
    assert page.evaluate("document.querySelector('progress').value") == 0.5


def test_glossary_shows_terms_in_context_and_links_to_their_rows(open_page, site):
    page = open_page(site / "glossary.html").page
    page.fill("#query", "Vladimir Putin")
    term = page.locator(".term:visible").first
    assert term.locator("mark").count() >= 2
    term.locator(".kwic a").first.click()
    page.wait_for_url("**/*.html#r*")
    page.locator(".row.target").wait_for()
    assert page.locator(".row.target").count() == 1
