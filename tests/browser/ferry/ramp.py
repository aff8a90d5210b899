"""A port officer's phone at the ramp, and pictures of what people hold before it."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import segno
from playwright.sync_api import Browser, expect

from tests.browser.field.phone import PIN, Phone, phone_of


class Ramp(Phone):
    """The dock's app on a phone."""

    def begin_dock(self, code: str) -> "Ramp":
        """Enrol with a code, choose a PIN, and wait until the app works without a network."""
        self.page.goto(f"{self.site}/dermaga/#kode={code}")
        self.page.get_by_label("Nama ponsel ini").fill("ponsel dermaga")
        self.press("Lanjut")
        self.page.locator("#pin_baru").fill(PIN)
        self.page.locator("#pin_ulang").fill(PIN)
        self.press("Sambungkan")
        expect(self.page.locator("[data-slot='age']")).to_contain_text("Daftar dari")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return self

    def show_picture(self, picture: bytes) -> "Ramp":
        """Let the app read a picture."""
        chooser = self.page.locator("[name='gambar']")
        chooser.set_input_files({"name": "pas.png", "mimeType": "image/png", "buffer": picture})
        return self

    def type_number(self, number: str) -> "Ramp":
        """Type a number instead."""
        self.page.locator("#nomor").fill(number)
        self.press("Periksa nomor")
        return self

    def answers(self, heading: str, why: str) -> "Ramp":
        """Wait for the answer, then go on to the next."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        expect(self.page.locator("[data-slot='why']")).to_contain_text(why)
        self.press("Pas berikutnya")
        return self


def picture_of(text: str) -> bytes:
    """Return a picture of a QR symbol."""
    drawn = BytesIO()
    segno.make(text, error="m").save(drawn, kind="png", scale=6, border=4)
    return drawn.getvalue()


@contextmanager
def ramp_of(browser: Browser, site: str) -> Iterator[Ramp]:
    """Hand an officer a new phone."""
    with phone_of(browser, site) as phone:
        yield Ramp(phone.context, phone.page, phone.site)
