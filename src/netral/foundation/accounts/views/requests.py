"""Roles that wait for a second person: which, and her answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.actions import RoleRefused, approve_role, refuse_role
from netral.foundation.accounts.domain import APPROVE
from netral.foundation.accounts.forms import AnswerForm
from netral.foundation.accounts.gates import freshly
from netral.foundation.accounts.grants import requests_for
from netral.foundation.accounts.models import RoleRequest
from netral.foundation.accounts.queries import current_day
from netral.foundation.ledger.actors import Actor


@allowed(APPROVE)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """List the roles that wait for the reader."""
    return render(request, "accounts/requests.html", {"waiting": requests_for(actor_of(request), current_day())})


@allowed(APPROVE)
@freshly
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show who is to hold which role and who asks, and take the answer."""
    actor = actor_of(request)
    theirs = {asked.pk for asked in requests_for(actor, current_day())}
    asked = get_object_or_404(RoleRequest.objects.filter(pk__in=theirs), pk=request_id)
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            text = _settle(asked, form, actor)
        except RoleRefused as refusal:
            form.add_error("jawaban", str(refusal))
        else:
            messages.success(request, text % {"name": asked.user.name})
            return redirect("accounts_requests")
    return render(request, "accounts/request.html", {"asked": asked, "form": form})


def _settle(asked: RoleRequest, form: AnswerForm, actor: Actor) -> str:
    if form.cleaned_data["jawaban"] == "setuju":
        approve_role(asked=asked, by=actor)
        return _("Peran %(name)s berlaku sekarang.")
    refuse_role(asked=asked, reason=form.cleaned_data["alasan"], by=actor)
    return _("Peran %(name)s ditolak.")
