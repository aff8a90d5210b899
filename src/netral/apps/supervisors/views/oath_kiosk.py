"""The kiosk at which oaths are taken: its page, and what it loads and sends."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from netral.apps.supervisors.oath_kiosks import OATH_AT_KIOSKS
from netral.foundation.accounts.access import keyed
from netral.foundation.ceremonies.views.kiosk import KioskPages

PAGES = KioskPages(OATH_AT_KIOSKS)


@keyed("kiosk code")
@never_cache
@require_GET
def page(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the kiosk."""
    return PAGES.page(request, token)


@keyed("kiosk code")
@never_cache
@require_GET
def worker(request: HttpRequest, token: str) -> HttpResponseBase:
    """Send the script that keeps the page for the time without a network."""
    return PAGES.worker(request, token)


@keyed("kiosk code")
@never_cache
@require_GET
def roster(request: HttpRequest, token: str) -> HttpResponseBase:
    """Send who takes part."""
    return PAGES.roster(request, token)


# The code in the address is the only authority: a session, which forgery could borrow, is not looked at.
@csrf_exempt
@keyed("kiosk code")
@never_cache
@require_POST
def deliver(request: HttpRequest, token: str) -> HttpResponseBase:
    """Take confirmations and answer each."""
    return PAGES.deliver(request, token)
