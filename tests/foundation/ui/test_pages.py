"""Whole pages: landmarks, language, what the content policy forbids, and pages for errors."""

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest
from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils import translation

from netral.foundation.ui import errors
from tests.foundation.ui.conftest import Page
from tests.foundation.ui.gallery import gallery_context

Get = Callable[..., HttpRequest]
PAGES = [
    "ui/public.html",
    "ui/staff.html",
    "ui/gallery.html",
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "500.html",
    "503.html",
]


@pytest.fixture(params=PAGES)
def html(request: pytest.FixtureRequest, get: Get) -> str:
    """Every page in turn, with everything it can show."""
    return render_to_string(request.param, gallery_context({"subject": "x"}), get())


def test_nothing_is_inline(html: str) -> None:
    page = Page(html)
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style", html)
    assert not [
        attrs for _tag, attrs in page.elements if "style" in attrs or any(name.startswith("on") for name in attrs)
    ]
    sources = [script["src"] for script in page.all("script")] + [link["href"] for link in page.all("link")]
    assert sources
    assert all(source.startswith("/static/") for source in sources)


def test_landmarks_and_language(html: str) -> None:
    page = Page(html)
    assert page.all("html", lang="id")
    assert len(page.all("main", id="konten")) == 1
    assert len(page.all("header")) == len(page.all("footer")) == 1
    assert page.all("a", href="#konten")
    assert page.all("title")
    assert len(page.ids()) == len(set(page.ids()))


def test_every_form_that_writes_carries_its_token_but_the_language_switch(html: str) -> None:
    forms = re.findall(r'<form[^>]*method="post".*?</form>', html, re.DOTALL)
    switches = [form for form in forms if 'action="/bahasa/"' in form]
    assert len(switches) == 1
    # With a token in it, every page would set a cookie.
    assert [form for form in forms if "csrfmiddlewaretoken" not in form] == switches


def test_the_other_language_is_offered(get: Get) -> None:
    assert Page(render_to_string("ui/public.html", {}, get())).all("button", name="language", value="en", lang="en")
    with translation.override("en"):
        page = Page(render_to_string("ui/public.html", {}, get()))
    assert page.all("html", lang="en")
    assert page.all("button", name="language", value="id", lang="id")


def test_staff_see_who_and_where_they_are(get: Get) -> None:
    html = render_to_string("ui/staff.html", gallery_context(), get())
    page = Page(html)
    assert "Bawaslu Kabupaten Bengkalis" in html
    assert "Siti Rahmawati · Staf penanganan pelanggaran" in html
    assert page.all("form", method="post", action="/akun/keluar/")
    assert len(page.all("a", **{"aria-current": "page"})) == 1
    assert "21 Oktober 2024 pukul 10.12 WIB" in html


def test_the_demo_clock_is_only_shown_in_a_demo(get: Get) -> None:
    assert "ui-clock" not in render_to_string("ui/public.html", {}, get())
    moment = datetime(2024, 11, 27, 8, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert "27 November 2024 pukul 08.00 WIB" in render_to_string("ui/public.html", {"demo_clock": moment}, get())


def test_pages_stand_without_addresses_and_visitors() -> None:
    page = Page(render_to_string("ui/staff.html", {"navigation": []}))
    assert not page.all("form")
    assert not page.all("nav")


def test_a_refusal_gives_its_reason(get: Get) -> None:
    response = errors.handler403(get(), PermissionDenied("Perkara ini di luar <wilayah> Anda."))
    assert response.status_code == 403
    assert "Perkara ini di luar &lt;wilayah&gt; Anda." in response.content.decode()
    page = errors.handler403(get(), PermissionDenied()).content.decode()
    assert "tidak mencakup halaman ini" in page
    assert "formulir" not in page.lower()
    assert page.count("pengelola akun") == 1


def test_words_for_programmers_are_not_shown(get: Get) -> None:
    missing = errors.handler404(get(), Http404("No Case matches the given query."))
    broken = errors.handler400(get(), SuspiciousOperation("bad host"))
    assert (missing.status_code, broken.status_code) == (404, 400)
    assert "No Case" not in missing.content.decode()
    assert "bad host" not in broken.content.decode()
    assert "Halaman tidak ditemukan" in missing.content.decode()


def test_a_fault_is_answered_without_a_database(get: Get) -> None:
    response = errors.handler500(get("/perkara/", halaman="2"))
    assert response.status_code == 500
    assert Page(response.content.decode()).all("a", href="/perkara/?halaman=2")


@pytest.mark.parametrize("fault", [ValueError("no manifest"), TemplateSyntaxError("broken"), OSError("gone")])
def test_a_fault_in_the_fault_page_still_answers(get: Get, monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def fail(*_args: object) -> str:
        raise fault

    monkeypatch.setattr("django.template.loader.render_to_string", fail)
    response = errors.handler500(get())
    assert response.status_code == 500
    assert "Terjadi kesalahan di pihak kami" in response.content.decode()
