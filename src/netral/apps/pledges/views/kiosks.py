"""Pages of the personnel office about kiosks: opening one, its code, revoking it, and the file of its queue."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from netral.apps.pledges.views.ceremonies import DESK, ceremony_or_404
from netral.foundation.accounts.access import allowed
from netral.foundation.ceremonies.forms import LARGEST_QUEUE
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.ui.methods import form_page


@allowed("pledges.manage")
@form_page
def open_kiosk(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open a kiosk."""
    return DESK.open_kiosk(request, ceremony_or_404(request, ident))


@allowed("pledges.manage")
@never_cache
@require_GET
def kiosk(request: HttpRequest, ident: UUID, kiosk: UUID) -> HttpResponse:
    """Show the code of a kiosk."""
    return DESK.kiosk(request, ceremony_or_404(request, ident), kiosk)


@allowed("pledges.manage")
@require_POST
def revoke(request: HttpRequest, ident: UUID, kiosk: UUID) -> HttpResponse:
    """Revoke a kiosk."""
    return DESK.revoke(request, ceremony_or_404(request, ident), kiosk)


@allowed("pledges.manage")
@form_page
@takes_bytes(LARGEST_QUEUE)
def queue(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take the queue of a kiosk as a file."""
    return DESK.queue(request, ceremony_or_404(request, ident))
