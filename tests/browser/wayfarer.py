"""Somebody who goes through the small site of a test, and looks at every page she comes to."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import resolve
from playwright.sync_api import Page

from netral.foundation.institutions.scopes import elevated
from tests.browser import album
from tests.browser.devices import DESK, HEIGHT, Device, Devices
from tests.browser.soundness import faults
from tests.ground import Person


def row_of(model: Any) -> Any:
    """Return the first row of a kind."""
    with elevated("the test looks at everything"):
        return model.objects.order_by("pk").first()


@dataclass
class Way:
    """What was met on the way of one test: each kind of page with its headings, and what was wrong on them."""

    met: dict[str, set[str]] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def look(self, device: Device, eyes: Device, width: int) -> None:
        """Look at a page, unless one of its kind and heading was seen at this width."""
        refusals = device.page.locator(".govuk-error-summary").all_inner_texts()
        assert refusals == [], f"{device.path}: {refusals}"
        name = resolve(device.path).url_name or ""
        seen = f"{width} {' '.join(device.page.locator('h1').all_inner_texts())}"
        if seen in self.met.setdefault(name, set()):
            return
        self.met[name].add(seen)
        if eyes is not device:
            for kept in device.context.cookies():
                name, value, domain, path = kept["name"], kept["value"], kept["domain"], kept["path"]
                eyes.context.add_cookies([{"name": name, "value": value, "domain": domain, "path": path}])
            eyes.page.goto(device.page.url)
        found = faults(eyes.page)
        device.page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        if found:
            self.wrong[f"{name}, {seen}"] = found


class Wayfarer:
    """One person with one device; `eyes` open its pages once more where it runs no scripts, which axe needs."""

    def __init__(self, device: Device, eyes: Device, way: Way, width: int) -> None:
        self.device, self.eyes, self.way, self.width = device, eyes, way, width

    @property
    def page(self) -> Page:
        """Return the page before her."""
        return self.device.page

    @property
    def text(self) -> str:
        """Return what the page says."""
        return self.device.text

    def open(self, address: str) -> "Wayfarer":
        """Open an address."""
        self.device.open(address)
        return self._look()

    def press(self, words: str) -> "Wayfarer":
        """Press a button or follow a link."""
        self.device.press(words)
        return self._look()

    def confirm(self, words: str) -> "Wayfarer":
        """Take a step that cannot be taken back: see first what it will leave behind, then press the button there."""
        return self.press("Lanjut, periksa dulu").press(words)

    def fill(self, **answers: Any) -> "Wayfarer":
        """Answer fields by their names."""
        self.device.fill(**answers)
        return self

    def tick(self, *values: str) -> "Wayfarer":
        """Tick every box and choose every answer with these values."""
        for value in values:
            for each in self.page.locator(f"#konten [value='{value}']").all():
                each.check(force=True)
        return self

    def date(self, name: str, day: str) -> "Wayfarer":
        """Answer a date, written 11-11-2024."""
        self.device.date(name, day)
        return self

    def picture(self, name: str) -> "Wayfarer":
        """Keep the page for the guide."""
        album.take(self.page, name)
        return self

    def _look(self) -> "Wayfarer":
        self.way.look(self.device, self.eyes, self.width)
        return self


@dataclass(frozen=True)
class Crowd:
    """Everybody who goes one way."""

    devices: Devices
    way: Way = field(default_factory=Way)

    def passer(self, width: int = DESK, *, scripts: bool = True) -> Wayfarer:
        """Give somebody without an account a device."""
        device = self.devices.give(width, scripts=scripts)
        return Wayfarer(device, device if scripts else self.devices.give(width), self.way, width)

    def officer(self, person: Person) -> Wayfarer:
        """Give somebody a desk on which she is signed in, and be there."""
        desk = self.passer()
        kept = person.client.cookies[settings.SESSION_COOKIE_NAME].value
        desk.device.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": kept, "url": desk.device.site}]
        )
        return desk.open("/petugas/")
