"""Pages that are the same for everyone: kept for seconds, never with anything personal, told apart by what matters."""

import gzip
from collections.abc import Callable
from itertools import count

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, reverse
from pytest_django import Settings

from netral.foundation.accounts import shared_pages
from netral.foundation.accounts.access import keyed, public
from netral.foundation.accounts.shared_pages import BROWSER_SECONDS, KEPT_SECONDS, PageStore, SharedPagesMiddleware
from netral.foundation.ledger import clock
from tests.conftest import CAMPAIGN_DAY
from tests.ground import person

During = Callable[[HttpRequest, HttpResponse], None]
PROMISED_SECONDS = 5
WORDS = "Angka untuk publik. " * 100


class Hour:
    """A monotonic clock that stands still until it is told."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hour(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Hour:
    """Keep pages, by a clock of the test's."""
    settings.PAGE_CACHE = True
    stands = Hour()
    monkeypatch.setattr(shared_pages, "monotonic", stands)
    return stands


class Site:
    """One view behind the middleware; each rendering is numbered."""

    def __init__(self, kind: str = "public") -> None:
        self._numbers = count(1)
        self._view = (keyed("a code") if kind == "keyed" else public)(self._page)
        self._middleware = SharedPagesMiddleware(self._respond)
        self.during: During | None = None

    def get(self, path: str = "/angka/", *, cookie: str = "", **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = RequestFactory().get(path, headers={**named, "cookie": cookie})
        return self._middleware(request)

    def _respond(self, request: HttpRequest) -> HttpResponse:
        request.resolver_match = ResolverMatch(self._view, (), {})
        response = self._view(request)
        assert isinstance(response, HttpResponse)
        return response

    def _page(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(f"<h1>{next(self._numbers)}</h1>{WORDS}")
        if self.during:
            self.during(request, response)
        return response


def number(response: HttpResponse) -> int:
    """Return which rendering a response shows."""
    return int(response.content.decode().partition("<h1>")[2].partition("</h1>")[0])


def test_a_page_is_rendered_once_for_many_and_never_older_than_promised(hour: Hour) -> None:
    site = Site()
    assert [number(site.get()) for _ in range(3)] == [1, 1, 1]
    assert KEPT_SECONDS + BROWSER_SECONDS <= PROMISED_SECONDS
    hour.seconds += KEPT_SECONDS + 0.01
    assert number(site.get()) == 2


def test_while_one_renders_anew_the_others_do_not_wait(hour: Hour) -> None:
    site = Site()
    site.get()
    hour.seconds += shared_pages.RENEWED_AFTER_SECONDS
    seen: list[int] = []

    def meanwhile(_request: HttpRequest, _response: HttpResponse) -> None:
        seen.append(number(site.get()))

    site.during = meanwhile
    assert number(site.get()) == 2
    assert seen == [1]


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/angka/?tahap=terima"},
        {"path": "/angka/14/"},
        {"host": "lain.test"},
        {"x_forwarded_proto": "https"},
        {"cookie": "django_language=en"},
    ],
    ids=["query", "path", "host", "scheme", "language"],
)
def test_what_makes_a_page_another_one_keeps_it_apart(hour: Hour, other: dict[str, str]) -> None:
    site = Site()
    assert (number(site.get()), number(site.get(**other)), number(site.get())) == (1, 2, 1)


def test_pages_of_another_time_are_not_shown(hour: Hour) -> None:
    site = Site()
    site.get()
    with clock.at(CAMPAIGN_DAY.replace(day=27)):
        assert number(site.get()) == 2


@pytest.mark.parametrize("name", ["sessionid", "lapor", "messages", "anything"])
def test_a_reader_with_another_cookie_gets_and_leaves_no_copy(hour: Hour, name: str) -> None:
    site = Site()
    mine = site.get(cookie=f"{name}=x")
    assert mine["Cache-Control"] == "private"
    assert (number(mine), number(site.get()), number(site.get(cookie=f"{name}=x"))) == (1, 2, 3)


@pytest.mark.parametrize("kind", ["token", "cookie", "varying", "refused", "private", "keyed"])
def test_what_may_be_personal_is_not_kept(hour: Hour, kind: str) -> None:
    def during(request: HttpRequest, response: HttpResponse) -> None:
        if kind == "token":
            get_token(request)
            response["Vary"] = "Cookie"
        elif kind == "cookie":
            response.set_cookie("a", "b")
        elif kind == "varying":
            response["Vary"] = "User-Agent"
        elif kind == "refused":
            response.status_code = 422
        elif kind == "private":
            response["Cache-Control"] = "private"

    site = Site(kind)
    site.during = during
    assert [number(site.get()) for _ in range(2)] == [1, 2]
    assert "ETag" not in site.get(accept_encoding="gzip")
    assert "public" not in site.get().get("Cache-Control", "")


def test_a_chosen_language_stays_out_of_shared_caches(hour: Hour) -> None:
    site = Site()
    assert site.get()["Cache-Control"] == f"public, max-age={BROWSER_SECONDS}"
    assert site.get(cookie="django_language=id")["Cache-Control"] == f"private, max-age={BROWSER_SECONDS}"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("gzip, br", "gzip"), ("br;q=1.0, gzip;q=0.5", "gzip"), ("*", "gzip"), ("gzip;q=0", ""), ("br", ""), ("", "")],
)
def test_a_page_is_compressed_for_who_takes_it(hour: Hour, accepted: str, coding: str) -> None:
    response = Site().get(accept_encoding=accepted)
    assert response.get("Content-Encoding", "") == coding
    assert int(response["Content-Length"]) == len(response.content)
    plain = gzip.decompress(response.content) if coding else response.content
    assert plain.decode() == f"<h1>1</h1>{WORDS}"


def test_who_has_the_page_gets_none(hour: Hour) -> None:
    site = Site()
    tag = site.get(accept_encoding="gzip")["ETag"]
    again = site.get(if_none_match=tag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    hour.seconds += KEPT_SECONDS + 0.01
    assert site.get(if_none_match=tag).status_code == 200


def test_a_flood_of_queries_pushes_out_pages_and_not_the_memory(hour: Hour) -> None:
    store = PageStore(limit=10 * len(WORDS))
    for query in range(100):
        store.keep(query, shared_pages.Page(WORDS.encode(), {}, "", hour.seconds))
    found = [query for query in range(100) if store.find(query)]
    assert found == list(range(90, 100))


@pytest.mark.usefixtures("ground")
def test_staff_see_their_own_page_between_two_strangers(settings: Settings) -> None:
    settings.PAGE_CACHE = True
    officer = person("supervisor_officer", "bawaslu.14.03").client
    stranger = Client()
    first = stranger.get(reverse("norms"))
    theirs = officer.get(reverse("norms"))
    assert "Cookie" in theirs["Vary"]
    assert theirs["Cache-Control"] == "private"
    assert "Cookie" not in first["Vary"]
    assert stranger.get(reverse("norms"))["ETag"] == first["ETag"]
