"""The field app's own page, the worker that keeps it without a network, and the manifest by which it is installed."""

from pathlib import Path
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from netral.foundation.accounts.access import public
from netral.foundation.phones.installed import PhoneApp

APP = PhoneApp(
    page="/lapangan/",
    family="netral-lapangan-",
    name=_("Netral Lapangan"),
    short_name=_("Lapangan"),
    files=Path(__file__).parents[1] / "static" / "fieldwork",
    icons="fieldwork/icons",
    templates=("fieldwork/field/app.html", "phones/entry.html", "fieldwork/field/parts/home.html"),
)
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
    return render(request, "fieldwork/field/app.html", {"addresses": APP.addresses})


@public
@cache_control(no_cache=True)
@require_GET
def worker(request: HttpRequest) -> HttpResponseBase:
    """Send the worker; its text changes with any file it keeps, and that is how a browser knows a new version."""
    return HttpResponse(APP.worker_source(), content_type="text/javascript")


@public
@cache_control(no_cache=True)
@require_GET
def manifest(request: HttpRequest) -> HttpResponseBase:
    """Say under which name and with which picture the app is put on the home screen."""
    return JsonResponse(APP.install_manifest(), content_type="application/manifest+json")
