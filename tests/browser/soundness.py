"""What makes a page sound in a browser, whoever opens it."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.devices import DESK, HEIGHT, PHONE

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Words that a page in one language must not show: they are names of columns, codes and Python's own.
RAW = ("None", "True", "False", "undefined", "NaN", "{{", "{%")


def faults(page: Page, language: str = "id") -> list[str]:
    """Return everything wrong with the page, at the width of a phone and of a desk."""
    found = [*_frame_faults(page, language), *_raw_words(page)]
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        spilled = page.evaluate("document.documentElement.scrollWidth") - width
        if spilled > 0:
            found.append(f"{width}: spills over by {spilled} px ({_widest(page, width)})")
        found.extend(f"{width}: {fault}" for fault in axe(page))
    return found


def axe(page: Page) -> list[str]:
    """Return what axe-core finds wrong, with the places."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    judged = page.evaluate("rules => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })", RULES)
    return [f"{fault['id']}: {[node['html'][:160] for node in fault['nodes'][:3]]}" for fault in judged["violations"]]


def _frame_faults(page: Page, language: str) -> list[str]:
    found = []
    if (said := page.evaluate("document.documentElement.lang")) != language:
        found.append(f"says its language is {said!r}")
    if (heads := page.locator("h1").count()) != 1:
        found.append(f"has {heads} first headings")
    return found


def _raw_words(page: Page) -> list[str]:
    words = page.locator("body").inner_text().split()
    return [f"shows the raw word {raw!r}" for raw in RAW if raw in words]


def _widest(page: Page, width: int) -> str:
    find = """width => [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > width + 1).map(e => e.outerHTML.slice(0, 120))[0]"""
    return str(page.evaluate(find, width))
