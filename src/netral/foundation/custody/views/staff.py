"""The institution's key: where it stands, opening one's own again, replacing it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.gates import freshly
from netral.foundation.custody.actions.key_change import rotate
from netral.foundation.custody.domain import KeyClosed
from netral.foundation.custody.queries import members_of
from netral.foundation.custody.renewal import is_settled
from netral.foundation.custody.views.pages import institution_of, settled, standing
from netral.foundation.ui.refusals import message_of


@allowed("reports.view")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show who holds the key, who waits for it, and what can be done."""
    context = standing(request)
    context["members"] = members_of(context["key"])
    context["settled"] = is_settled(context["institution"])
    return render(request, "custody/overview.html", context)


@allowed("reports.view")
@require_GET
def open_again(request: HttpRequest) -> HttpResponse:
    """Ask for the password once more, which opens one's own key, and come back."""
    following = urlencode({"next": reverse("custody_key")})
    return redirect(f"{reverse('account_reauthenticate')}?{following}")


@allowed("reports.review")
@freshly
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest) -> HttpResponse:
    """Replace the key and keep the code on paper."""
    if request.method == "POST":
        institution = institution_of(request)
        try:
            rotate(institution=institution, paper_public=None, by=actor_of(request))
        except KeyClosed:
            raise
        except StepRefused as refusal:
            messages.warning(request, message_of(refusal))
            return redirect("custody_key")
        messages.success(request, _("Kunci sudah diganti. Semua yang memegang kunci lama memegang yang baru."))
        return settled(request, institution)
    return render(request, "custody/replace.html", standing(request))


@require_POST
@allowed("reports.view")
def seal_anew(request: HttpRequest) -> HttpResponse:
    """Go on with sealing anew what still lies under an old generation."""
    return settled(request, institution_of(request))
