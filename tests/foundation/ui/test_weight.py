"""What a first visit costs over a slow line."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.template.loader import render_to_string

from tests.foundation.ui.gallery import gallery_context

LIMIT = 100_000
# What the base pages may take of it; the rest belongs to the page itself.
OWN_SHARE = 45_000


def weight(names: list[str]) -> int:
    """Add up the compressed sizes of static files."""
    return sum(len(gzip.compress(Path(str(finders.find(name))).read_bytes(), 6)) for name in names)


def test_a_first_visit_is_light(get: Callable[..., HttpRequest]) -> None:
    html = render_to_string("ui/public.html", {}, get())
    loaded = [name for name in re.findall(r'/static/([^"]+)', html) if not name.endswith(".woff2")]
    assert {"ui/css/govuk.css", "ui/css/netral.css", "ui/js/ui.js", "ui/js/govuk-frontend.min.js"} <= set(loaded)
    assert len(gzip.compress(html.encode(), 6)) + weight(loaded) < OWN_SHARE


def test_the_fullest_page_stays_under_the_limit(get: Callable[..., HttpRequest]) -> None:
    html = render_to_string("ui/gallery.html", gallery_context(), get())
    files = [name for name in re.findall(r'/static/([^"]+)', html) if not name.endswith(".woff2")]
    assert len(gzip.compress(html.encode(), 6)) + weight([*files, "ui/js/htmx.min.js"]) < LIMIT


def test_vendored_files_keep_their_licences_and_ask_nobody_else() -> None:
    for licence in ("govuk-frontend", "htmx", "plus-jakarta-sans"):
        assert finders.find(f"ui/licences/{licence}.txt")
    for name in ("govuk", "netral"):
        css = Path(str(finders.find(f"ui/css/{name}.css"))).read_text()
        assert "GDS Transport" not in css
        assert "@import" not in css
        assert all(address.startswith("../fonts/") for address in re.findall(r'url\("?([^")]+)', css))
