"""A phone with the field app on it, in the hands of a supervisor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Geolocation, Locator, Page, expect

from tests.browser.devices import HEIGHT, PHONE
from tests.browser.field.office import CODE

PIN = "482915"
PATIENCE = 60_000
# Somewhere on Rupat, eight metres near.
PLACE: Geolocation = {"latitude": 1.9, "longitude": 101.6, "accuracy": 8}


@dataclass
class Phone:
    """One phone; its storage lasts as long as the test."""

    context: BrowserContext
    page: Page
    site: str
    holder: str = "Siti Rekaan"

    def open(self, fragment: str = "") -> "Phone":
        """Open the app."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.site}/lapangan/{fragment}")
        return self

    def enrol(self, code: str = CODE) -> "Phone":
        """Connect with the office's code, choose a PIN, and wait until the app works without a network."""
        self.open(f"#kode={code}")
        self.page.get_by_label("Nama ponsel ini").fill("ponsel Siti")
        self.press("Lanjut")
        self.page.locator("#pin_baru").fill(PIN)
        self.page.locator("#pin_ulang").fill(PIN)
        self.press("Sambungkan")
        expect(self.button("Kejadian cepat")).to_be_visible()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return self

    def unlock(self, pin: str = PIN) -> "Phone":
        """Type a PIN."""
        self.page.locator("#pin").fill(pin)
        self.press("Buka")
        return self

    def reload(self) -> "Phone":
        """Reload the page, as a phone does when it was off, and unlock it."""
        self.page.reload()
        return self.unlock().at_home()

    def at_home(self) -> "Phone":
        """Wait for the first page."""
        expect(self.page.get_by_role("heading", name=self.holder)).to_be_visible()
        return self

    def begin(self, words: str) -> "Phone":
        """Open the quick form and write what happens."""
        self.press("Kejadian cepat")
        self.page.get_by_label("Apa yang terjadi?").fill(words)
        return self

    def locate(self) -> "Phone":
        """Take the place from the phone."""
        self.press("Ambil lokasi")
        self.press("Simpan lokasi")
        return self

    def photograph(self, picture: bytes) -> "Phone":
        """Choose a photo."""
        chooser = self.page.locator("#formulir input[type=file][accept^='image']").last
        chooser.set_input_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": picture})
        expect(self.page.get_by_alt_text("Foto yang diambil")).to_be_visible()
        return self

    def finish(self) -> "Phone":
        """Answer the last question and put the observation into the outbox."""
        self.page.locator("#formulir").get_by_text("Tidak", exact=True).click()
        self.press("Selesai: masuk kotak keluar")
        return self.at_home()

    def press(self, words: str) -> None:
        """Press a button."""
        self.button(words).click()

    def button(self, words: str) -> Locator:
        """Return a button."""
        return self.page.get_by_role("button", name=words)

    def rows(self, status: str) -> Locator:
        """Return the observations of the outbox that stand so."""
        return self.page.locator(f"[data-slot='outbox'] [data-status='{status}']")

    def expect(self, **counts: int) -> "Phone":
        """Wait until the outbox holds so many of each."""
        for status, count in counts.items():
            expect(self.rows(status)).to_have_count(count)
        return self

    def lose_signal(self, *, lost: bool = True) -> "Phone":
        """Go into flight mode, or out of it."""
        self.context.set_offline(lost)
        return self


@contextmanager
def phone_of(browser: Browser, site: str) -> Iterator[Phone]:
    """Hand somebody a new phone; what its browser complained about fails the test."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": HEIGHT[PHONE]},
        locale="id-ID",
        geolocation=PLACE,
        permissions=["geolocation"],
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security Policy" in said.text else None)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield Phone(context, page, site)
    context.close()
    strange = [url for url in asked if not url.startswith((site, "blob:", "data:"))]
    assert not complaints + strange, complaints + strange
