"""The heads of governments who are candidates: the list, and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from netral.apps.support.actions.incumbents import record_incumbent
from netral.apps.support.forms.incumbents import IncumbentForm
from netral.apps.support.parties import NoParties, parties_of
from netral.apps.support.queries.incumbents import incumbents_of
from netral.apps.support.tables.incumbents import IncumbentTable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import ran


@allowed("support.view")
@require_GET
def incumbents(request: HttpRequest) -> HttpResponseBase:
    """List the incumbents in the reader's scope."""
    actor = actor_of(request)
    context = {"may_record": actor.may("support.agree")}
    table = IncumbentTable(incumbents_of(actor))
    return table_response(request, table, template="support/grants/incumbents.html", context=context)


@allowed("support.agree")
@form_page
def new_incumbent(request: HttpRequest) -> HttpResponse:
    """Record that the head of the government of the reader's region is a candidate."""
    actor = actor_of(request)
    try:
        parties = parties_of(actor)
    except NoParties as refusal:
        messages.error(request, message_of(refusal))
        return redirect("incumbent_list")
    form = IncumbentForm(request.POST if request.method == "POST" else None)

    def run() -> None:
        data = form.cleaned_data
        record_incumbent(
            government=parties.government,
            election=parties.election,
            name=data["nama"],
            since=data["sejak"],
            source=data["sumber"],
            by=actor,
        )

    if form.is_bound and ran(form, run):
        messages.success(request, _("Calon petahana dicatat. Dukungan pemerintahnya sejak tanggal aturan ditandai."))
        return redirect("incumbent_list")
    status = 422 if form.is_bound else 200
    return render(request, "support/grants/incumbent.html", {"form": form, "parties": parties}, status=status)
