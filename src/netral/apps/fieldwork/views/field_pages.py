"""The field app's own page, the worker that keeps it without a network, and the manifest by which it is installed."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from netral.foundation.accounts.access import public

PAGE = "/lapangan/"
ADDRESSES = {"api": f"{PAGE}api/", "worker": f"{PAGE}pekerja.js", "manifest": f"{PAGE}manifest.json"}
# Files the house's frame names by `static`; the app's own stand under their plain names, because its modules import
# one another.
FRAME = (
    "ui/css/govuk.css",
    "ui/css/netral.css",
    "ui/fonts/latin.woff2",
    "ui/fonts/latin-ext.woff2",
    "ui/img/mark.svg",
    "ui/js/ui.js",
    "ui/js/govuk-frontend.min.js",
)
SCANNER = ("ceremonies/scanner.js", "ceremonies/jsqr.min.js")
ICON_SIZES = (192, 512)
INK, PAPER = "#4b2a86", "#ffffff"
# What the form engine needs (see static/fieldwork/vendor/web-forms/SOURCE.md); no other page gets it.
ENGINE_POLICY: dict[str, Any] = {
    "script-src": ["'wasm-unsafe-eval'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["blob:"],
    "media-src": [SELF, "blob:"],
    "worker-src": [SELF],
}


@public
@cache_control(no_cache=True)
@require_GET
@csp_update(ENGINE_POLICY)
def app_page(request: HttpRequest) -> HttpResponseBase:
    """Show the field app, which does everything else on the phone."""
    return render(request, "fieldwork/field/app.html", {"addresses": ADDRESSES})


@public
@cache_control(no_cache=True)
@require_GET
def worker(request: HttpRequest) -> HttpResponseBase:
    """Send the worker; its text changes with any file it keeps, and that is how a browser knows a new version."""
    return HttpResponse(worker_source(), content_type="text/javascript")


@public
@cache_control(no_cache=True)
@require_GET
def manifest(request: HttpRequest) -> HttpResponseBase:
    """Say under which name and with which picture the app is put on the home screen."""
    return JsonResponse(install_manifest(), content_type="application/manifest+json")


def own_files() -> tuple[str, ...]:
    """List the app's own static files in a fixed order: scripts, style, icons, form engine, scanner."""
    base = Path(__file__).parents[1] / "static"
    own = (path.relative_to(base).as_posix() for path in (base / "fieldwork").rglob("*") if path.is_file())
    return (*sorted(name for name in own if name.endswith((".js", ".css", ".png"))), *SCANNER)


def worker_source() -> str:
    """Write the worker for the files as they are."""
    assets = [static(name) for name in FRAME] + [f"{settings.STATIC_URL}{name}" for name in own_files()]
    values = {"name": f"netral-lapangan-{_version()}", "page": PAGE, "assets": assets}
    return render_to_string("fieldwork/field/worker.js", {key: json.dumps(value) for key, value in values.items()})


def install_manifest() -> dict[str, Any]:
    """Build the web app manifest."""
    icons = [
        {"src": f"{settings.STATIC_URL}fieldwork/icons/{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICON_SIZES
    ]
    maskable = {**icons[-1], "src": f"{settings.STATIC_URL}fieldwork/icons/maskable-512.png", "purpose": "maskable"}
    return {
        "id": PAGE,
        "name": _("Netral Lapangan"),
        "short_name": _("Lapangan"),
        "lang": "id",
        "start_url": PAGE,
        "scope": PAGE,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": [*icons, maskable],
    }


@cache
def _version() -> str:
    """Digest everything that is kept, the page's templates among it."""
    digest = hashlib.sha256()
    templates = Path(__file__).parents[1] / "templates" / "fieldwork" / "field"
    kept = [Path(str(finders.find(name))) for name in (*FRAME, *own_files())]
    for path in [*kept, *sorted(templates.rglob("*.*"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
