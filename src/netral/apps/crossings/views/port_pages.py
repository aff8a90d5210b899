"""The port officers' app: its page, the worker that keeps it without a network, and its manifest."""

from pathlib import Path

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from netral.foundation.accounts.access import public
from netral.foundation.phones.installed import PhoneApp

APP = PhoneApp(
    page="/dermaga/",
    family="netral-dermaga-",
    name=_("Netral Dermaga"),
    short_name=_("Dermaga"),
    files=Path(__file__).parents[1] / "static" / "crossings",
    icons="crossings/icons",
    templates=("crossings/dock/app.html", "phones/entry.html", "crossings/dock/boarding.html"),
)


@public
@cache_control(no_cache=True)
@require_GET
@csp_update({"img-src": ["blob:"], "worker-src": ["'self'"]})
def app_page(request: HttpRequest) -> HttpResponseBase:
    """Show the app, which does everything else on the phone."""
    return render(request, "crossings/dock/app.html", {"addresses": APP.addresses})


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
