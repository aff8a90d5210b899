"""Somebody at a device: goes through the pages like the demo's people, leaves marks, and sees refusals too."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self
from urllib.parse import urldefrag, urljoin

import pytest
from django.urls import reverse

from netral.demo.browser import Browser, StoryStuck
from netral.foundation.ledger.actors import PUBLIC, Actor
from netral.foundation.workflow.look import SEEN
from tests.look import mark_in

# What the device of somebody without an account tells of itself: none of it may be found in any table.
PUBLIC_DEVICE = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "PeramblanRahasia/9"}
# Who signs in sees a list of her own sessions, so that she can end one she does not know.
STAFF_DEVICE = {"REMOTE_ADDR": "198.51.100.23", "HTTP_USER_AGENT": "PeramblanKantor/4"}


class TurnedAway(Exception):
    """A page that was not given, by its status."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


class Visitor(Browser):
    """One person at one device, with who she is to the ledger."""

    def __init__(self, actor: Actor = PUBLIC) -> None:
        super().__init__()
        self.actor = actor
        self._site.extra_environ.update(PUBLIC_DEVICE if actor == PUBLIC else STAFF_DEVICE)
        ask = self._site.do_request
        self._site.do_request = lambda request, **_status_wanted: ask(request, expect_errors=True)

    @property
    def content_type(self) -> str:
        """Return what kind of file is in view; "text/html" is a page."""
        return str(self._page.content_type)

    @property
    def complaint(self) -> str:
        """Return what the page says is wrong with what was sent; empty when nothing is."""
        summary = self._page.html.find(class_="govuk-error-summary")
        return summary.get_text(" ", strip=True) if summary else ""

    def links(self) -> list[str]:
        """Return the addresses of this site that the page in view links to."""
        if self.content_type != "text/html":
            return []
        found = (urldefrag(link["href"]).url for link in self._page.html.find_all("a", href=True))
        links = (urljoin(self.address, link) for link in found if link)
        return [link for link in dict.fromkeys(links) if link.startswith("/")]

    def table(self) -> list[dict[str, str]]:
        """Return the rows of the page's first table, by the heads of its columns."""
        table = self._page.html.find("table")
        heads, *rows = [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in table("tr")]
        # On a narrow screen each cell says its head itself.
        pairs = [zip(heads, row, strict=True) for row in rows]
        return [{head: cell.removeprefix(head).strip() for head, cell in row} for row in pairs]

    def choices(self, name: str) -> list[str]:
        """Return what a field of the page offers to choose from, the empty choice left out."""
        options = self._page.html.select(f"select[name={name}] option, input[name={name}]")
        return [option["value"] for option in options if option["value"]]

    def post(self, route: str, *place: object, **fields: Any) -> Self:
        """Send fields past every form, with the token that her browser holds, and confirm what is then looked at."""
        sent = {"csrfmiddlewaretoken": self._site.cookies["csrftoken"], **fields}
        self._show(lambda: self._site.post(reverse(route, args=place), sent))
        if mark := mark_in(self._page.text if self.content_type == "text/html" else ""):
            self._show(lambda: self._site.post(reverse(route, args=place), {**sent, SEEN: mark}))
        return self

    def status_of(self, route: str, *place: object) -> int:
        """Return with which status a page answers."""
        try:
            self.open(route, *place)
        except TurnedAway as refusal:
            return refusal.status
        return 200

    def sees(self, words: str) -> bool:
        """Say whether the page says so."""
        return words in self.text

    def _show(self, load: Callable[[], Any]) -> Self:
        super()._show(load)
        if self._page.status_int >= 400 and self._page.status_int != 422:
            raise TurnedAway(self._page.status_int)
        return self


@contextmanager
def refused(words: str) -> Iterator[None]:
    """Expect the form sent inside the block to be refused with these words."""
    with pytest.raises(StoryStuck, match=re.escape(words)):
        yield
