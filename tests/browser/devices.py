"""A person at a screen: opens pages of the served site, and remembers everything the browser complained about."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request

from netral.demo.cast.people import PASSWORD, post

PHONE, TABLET, DESK = 360, 800, 1280
HEIGHT = {PHONE: 740, TABLET: 1100, DESK: 900}


@dataclass
class Device:
    """One browser window with nobody else's cookies."""

    context: BrowserContext
    page: Page
    site: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to what the browser complains about, and to where it goes."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.context.on("request", self._watch)

    def open(self, address: str) -> Page:
        """Open a page of the site and wait until it is quiet; asked again who she is, she proves it."""
        self.page.goto(self.site + address)
        self.page.wait_for_load_state("networkidle")
        if self.is_asked:
            self.prove()
        return self.page

    @property
    def is_asked(self) -> bool:
        """Say whether the page asks again who she is."""
        return self.path == "/akun/reauthenticate/"

    def prove(self) -> Page:
        """Give the password once more, and be on the page that asked for it."""
        return self.fill(password=PASSWORD).press("Lanjutkan")

    def press(self, words: str) -> Page:
        """Press the button or follow the link that reads so, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.find(words).click()
        return self.page

    def find(self, words: str) -> Locator:
        """Return the button or link of the page's content that reads so."""
        here = self.page.locator("#konten")
        return here.get_by_role("button", name=words).or_(here.get_by_role("link", name=words)).first

    def fill(self, **answers: Any) -> "Device":
        """Answer fields by their names: words are typed or chosen, True ticks."""
        for name, given in answers.items():
            fields = self.page.locator(f"#konten [name='{name}']")
            kind = fields.first.get_attribute("type") or fields.first.evaluate("e => e.tagName")
            if kind in ("radio", "checkbox"):
                fields.and_(self.page.locator(f"[value='{'on' if given is True else given}']")).check(force=True)
            elif kind == "SELECT":
                fields.select_option(given)
            elif kind == "file":
                fields.set_input_files(given)
            else:
                fields.fill(str(given))
        return self

    def date(self, name: str, day: str) -> "Device":
        """Answer a date, written 11-11-2024."""
        return self.fill(**dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), day.split("-"), strict=True)))

    def sign_in(self, key: str) -> "Device":
        """Sign in as one of the demo's people, and be at her desk."""
        self.open("/akun/login/")
        self.fill(login=post(key).email, password=PASSWORD)
        with self.page.expect_navigation():
            self.page.locator("#konten form button[type=submit]").first.click()
        assert urlsplit(self.page.url).path == "/petugas/", self.text
        return self

    @property
    def path(self) -> str:
        """Return where she is."""
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """Return what the page says."""
        return " ".join(self.page.locator("body").inner_text().split())

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:", "blob:")):
            self.complaints.append(f"{self.page.url} asked for {request.url}")


class Devices:
    """Every device of one test."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._browser, self._site = browser, site
        self._given: list[Device] = []

    def give(self, width: int = DESK, *, scripts: bool = True, key: str = "") -> Device:
        """Give somebody a device; with a key she signs in on it."""
        context = self._browser.new_context(
            viewport={"width": width, "height": HEIGHT[width]}, java_script_enabled=scripts, locale="id-ID"
        )
        context.set_default_timeout(15_000)
        device = Device(context, context.new_page(), self._site)
        self._given.append(device)
        return device.sign_in(key) if key else device

    def put_away(self) -> None:
        """Close everything; fail when a browser complained."""
        for device in self._given:
            device.context.close()
        complaints = [complaint for device in self._given for complaint in device.complaints]
        assert not complaints, "\n".join(map(str, complaints))
