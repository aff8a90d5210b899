"""The pictures of the user guide, taken while the tests go through the pages."""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "pengguna" / "gambar"
# Only on demand, so that a run of the tests leaves the tree as it was.
WANTED = os.environ.get("NETRAL_SCREENSHOTS") == "1"
TALLEST = 1500
COLOURS = 96
# A page of words has many shades; one that failed to draw has next to none.
SHADES = 30
# What belongs to the demo, not to Netral.
HIDE = """hidden => {
    document.querySelectorAll('.ui-clock').forEach(e => { e.hidden = hidden });
    document.activeElement.blur();
    scrollTo(0, 0);
}"""


def take(page: Page, name: str) -> None:
    """Put a picture of the whole page into the guide, under this name."""
    if not WANTED:
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    page.evaluate(HIDE, True)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    page.evaluate(HIDE, False)
    shown = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    # Maximum coverage keeps the small red, amber and green marks, which the median forgets.
    small = shown.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


def pictured(page: Page, name: str, heading: str) -> None:
    """Expect the page to show this heading, and its picture to show something; keep it for the guide."""
    # The engine of field forms puts its own heading below the page's.
    assert page.locator("h1").first.inner_text() == heading
    shown = Image.open(io.BytesIO(page.screenshot())).convert("L")
    assert sum(amount > 0 for amount in shown.histogram()) > SHADES
    take(page, name)
