"""Letting colleagues in and out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.gates import freshly, freshly_from
from netral.foundation.accounts.models import User
from netral.foundation.custody.actions.access import grant_access, revoke_access
from netral.foundation.custody.domain import KeyClosed
from netral.foundation.custody.views.pages import institution_of, settled, standing
from netral.foundation.ui.refusals import message_of


@require_POST
@allowed("reports.review")
@freshly_from("custody_key")
def grant(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a colleague access."""
    user, institution = get_object_or_404(User, pk=user_id), institution_of(request)
    try:
        grant_access(institution=institution, user=user, by=actor_of(request))
    except KeyClosed:
        raise
    except StepRefused as refusal:
        messages.warning(request, message_of(refusal))
    else:
        messages.success(request, _("%(name)s sekarang dapat membaca laporan lembaga ini.") % {"name": user.name})
    return redirect("custody_key")


@allowed("reports.review")
@freshly
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Take the key from a colleague."""
    user, institution = get_object_or_404(User, pk=user_id), institution_of(request)
    if request.method == "POST":
        try:
            revoke_access(institution=institution, users=[user], by=actor_of(request))
        except StepRefused as refusal:
            messages.warning(request, message_of(refusal))
            return redirect("custody_key")
        messages.success(request, _("Akses %(name)s dicabut dan kunci diganti.") % {"name": user.name})
        return settled(request, institution)
    return render(request, "custody/revoke.html", {**standing(request), "member": user})
