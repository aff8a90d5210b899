"""The gallery in a real browser: nothing spills over, nothing is refused, axe finds nothing."""

import mimetypes
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Route, sync_playwright

from tests.foundation.ui.gallery import gallery_context

SITE = "http://netral.test"
AXE = Path(__file__).parents[2] / "browser" / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
WRONG = {"happened_day": "31", "happened_month": "2", "happened_year": "2024", "known": "ya"}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the browser of the machine."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=QUIET)
        yield started
        started.close()


def serve(pages: dict[str, str]) -> Callable[[Route], None]:
    """Answer the browser from templates and static files, without a network."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path in pages:
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8", headers=headers)
            return
        found = finders.find(path.removeprefix("/static/"))
        if not found:
            route.fulfill(status=404)
            return
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        route.fulfill(path=str(found), content_type=kind)

    return answer


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["ui/gallery.html", "403.html", "404.html", "500.html"])
def test_a_page_is_sound(browser: Browser, get: Callable[..., HttpRequest], name: str, width: int) -> None:
    pages: dict[str, str] = {"/": render_to_string(name, gallery_context(WRONG if "gallery" in name else None), get())}
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route("**/*", serve(pages))
    page.goto(f"{SITE}/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []
    context.close()


def test_components_come_alive(browser: Browser, get: Callable[..., HttpRequest]) -> None:
    page = browser.new_page()
    page.route("**/*", serve({"/": render_to_string("ui/gallery.html", gallery_context(WRONG), get())}))
    page.goto(f"{SITE}/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.activeElement.id") == "masalah"
    page.click("text=Tanggal itu tidak ada")
    assert page.evaluate("document.activeElement.id") == "id_happened_0"
    page.fill("#id_story", "Pagi")
    page.get_by_text("Sisa 1.996 huruf").first.wait_for()
    page.get_by_role("button", name="Lihat kata sandi").click()
    assert page.get_attribute("#id_secret", "type") == "text"
    page.close()


def test_a_watched_job_reports_and_then_shows_its_outcome(browser: Browser, draw: Callable[..., str]) -> None:
    script = "<script type='module' src='/static/ui/js/ui.js'></script>"
    source = f"<body>{{% progress done 10 'Mencocokkan' refresh=wait %}}{script}"
    pages = {"/": draw(source, done=1, wait=1)}
    page = browser.new_page()
    page.route("**/*", serve(pages))
    page.goto(f"{SITE}/")
    page.evaluate("window.first = true")
    pages["/"] = draw(source, done=4, wait=1)
    page.get_by_text("4 dari 10").wait_for(timeout=10_000)
    assert page.evaluate("window.first")
    pages["/"] = draw(source, done=10, wait=0)
    page.get_by_text("10 dari 10").wait_for(timeout=10_000)
    assert not page.evaluate("window.first")
    page.close()


def test_everything_stands_without_scripts(browser: Browser, get: Callable[..., HttpRequest]) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.route("**/*", serve({"/": render_to_string("ui/gallery.html", gallery_context(WRONG), get())}))
    page.goto(f"{SITE}/")
    assert page.get_by_text("Paling banyak 2.000 huruf.").is_visible()
    page.get_by_text("Saring dan urutkan").first.click()
    assert page.get_by_label("Urutkan").first.is_visible()
    context.close()
