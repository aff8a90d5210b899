"""Public pages that are the same for everyone: rendered once for many readers, compressed, asked for anew by an ETag.

A page qualifies by what it did, not by a list: its address is public, and it neither set a cookie, nor used a form's
token, nor looked into a session. Such a page holds no secret, so compressing it gives nothing away.
"""

import gzip
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

from netral.foundation.accounts.access import rule_of
from netral.foundation.ledger.clock import offset
from netral.foundation.ui.language import language_of

Respond = Callable[[HttpRequest], HttpResponse]

# Together with what a browser keeps, nobody reads anything older than 5 seconds.
RENEWED_AFTER_SECONDS = 2.0
KEPT_SECONDS = 3.5
BROWSER_SECONDS = 1
# Per process; a flood of made-up queries pushes out old pages, never the memory.
STORE_BYTES = 16 * 1024 * 1024
LARGEST_PAGE = 1024 * 1024
_WORTH_COMPRESSING = 256
_TEXTUAL = re.compile(r"(text/|application/(json|schema\+json|javascript)|image/svg)")
_OWN_HEADERS = ("Content-Length", "Cache-Control", "Vary")


@dataclass
class Page:
    """A rendered page without what differs between readers."""

    body: bytes
    headers: dict[str, str]
    caching: str
    begun: float
    renewing: bool = False

    @classmethod
    def of(cls, response: HttpResponse, begun: float) -> "Page":
        """Take over a response whose rendering began at a moment of the monotonic clock."""
        headers = {name: value for name, value in response.items() if name not in _OWN_HEADERS}
        return cls(response.content, headers, response.get("Cache-Control", ""), begun)

    @cached_property
    def etag(self) -> str:
        """The weak tag of the page: one for the plain and the compressed body."""
        return f'W/"{sha256(self.body).hexdigest()[:32]}"'

    @cached_property
    def compressed(self) -> bytes:
        """The body under gzip, empty where that gains nothing."""
        wanted = len(self.body) >= _WORTH_COMPRESSING and _TEXTUAL.match(self.headers.get("Content-Type", ""))
        packed = gzip.compress(self.body, 6, mtime=0) if wanted and "Content-Encoding" not in self.headers else b""
        return packed if len(packed) < len(self.body) else b""

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Answer one reader: compressed when her browser takes it, empty when she has this very page."""
        response = HttpResponse(self.body, headers=self.headers)
        # A cache between us and her knows nothing of her language: what she chose stays in her browser.
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        response["Cache-Control"] = self.caching or f"{'private' if chosen else 'public'}, max-age={BROWSER_SECONDS}"
        response["ETag"] = self.headers.get("ETag", self.etag)
        patch_vary_headers(response, ["Accept-Encoding"])
        if _takes_gzip(request) and self.compressed:
            response.content = self.compressed
            response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))
        return get_conditional_response(request, etag=response["ETag"], response=response) or response


class PageStore:
    """The pages of one process, the oldest first, within a limit of memory."""

    def __init__(self, limit: int = STORE_BYTES) -> None:
        self._limit, self._bytes = limit, 0
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable) -> Page | None:
        """Return a page young enough; of those who ask when it ages, one gets nothing and renders it anew."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            age = monotonic() - page.begun
            if age < RENEWED_AFTER_SECONDS or (page.renewing and age < KEPT_SECONDS):
                return page
            page.renewing = True
            return None

    def keep(self, key: Hashable, page: Page) -> None:
        """Keep a page in place of an older one, and let go what is too old or too much."""
        size = len(page.body) + len(page.compressed)
        if size > LARGEST_PAGE:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._bytes += size
            while self._bytes > self._limit or self._oldest_is_over():
                self._drop(next(iter(self._pages)))

    def _oldest_is_over(self) -> bool:
        oldest = next(iter(self._pages.values()), None)
        return oldest is not None and monotonic() - oldest.begun > KEPT_SECONDS

    def _drop(self, key: Hashable) -> None:
        gone = self._pages.pop(key, None)
        if gone is not None:
            self._bytes -= len(gone.body) + len(gone.compressed)


class SharedPagesMiddleware:
    """Answers from the pages kept, and keeps the pages that qualify; a reader with any other cookie passes by."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self._store = PageStore()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        if not _is_anybody(request):
            return _own(self.get_response(request))
        kept = settings.PAGE_CACHE and request.method == "GET"
        key = _key(request)
        page = self._store.find(key) if kept else None
        return page.answer(request) if page else self._rendered(request, key if kept else None)

    def _rendered(self, request: HttpRequest, key: Hashable | None) -> HttpResponse:
        begun = monotonic()
        response = self.get_response(request)
        if not _same_for_everyone(request, response):
            return _own(response)
        page = Page.of(response, begun)
        if key is not None and not page.caching:
            self._store.keep(key, page)
        return page.answer(request)


def _is_anybody(request: HttpRequest) -> bool:
    """Say whether a request carries nothing that a page could be personal by."""
    return not (set(request.COOKIES) - {settings.LANGUAGE_COOKIE_NAME, settings.CSRF_COOKIE_NAME})


def _key(request: HttpRequest) -> Hashable:
    host = request.META.get("HTTP_HOST", "")
    return (request.scheme, host, request.get_full_path(), language_of(request), offset())


def _is_public(request: HttpRequest) -> bool:
    match = request.resolver_match
    rule = rule_of(match.func) if match else None
    return rule is not None and rule.kind == "public"


def _same_for_everyone(request: HttpRequest, response: HttpResponse) -> bool:
    if response.status_code != 200 or response.streaming or response.cookies or not _is_public(request):
        return False
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")} - {"", "accept-encoding"}
    return not varies and not re.search(r"no-store|private", response.get("Cache-Control", ""))


def _own(response: HttpResponse) -> HttpResponse:
    """Keep a page that may be personal out of every cache but the reader's own."""
    if "Cache-Control" not in response:
        patch_cache_control(response, private=True)
    return response


def _takes_gzip(request: HttpRequest) -> bool:
    codings = [coding.replace(" ", "").lower() for coding in request.META.get("HTTP_ACCEPT_ENCODING", "").split(",")]
    return any(re.fullmatch(r"(gzip|\*)(;q=(1(\.0*)?|0\.\d*[1-9]\d*))?", coding) for coding in codings)
