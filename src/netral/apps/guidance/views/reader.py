"""The page of a personal link: a unit reads the answer it was given, and confirms, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from netral.apps.guidance.actions.acknowledgements import confirm_read
from netral.apps.guidance.forms.aftercare import ReaderForm
from netral.apps.guidance.models import ConcernedUnit
from netral.apps.guidance.queries import published_of, unit_by_token
from netral.apps.guidance.view_models import published_shown
from netral.foundation.accounts.access import keyed
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import holder_of_link
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.methods import form_page
from netral.foundation.workflow.pages import ran


@keyed("personal link")
@never_cache
@form_page
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Show the published answer to the unit of a link, and take its confirmation."""
    with elevated("personal link"):
        unit = unit_by_token(token)
        if unit is None or unit.published_at is None:
            return render(request, "guidance/unknown_link.html", status=404)
        return _read(request, unit, token)


def _read(request: HttpRequest, unit: ConcernedUnit, token: str) -> HttpResponse:
    published = published_of(unit.request)
    form = ReaderForm(request.POST if request.method == "POST" else None)
    by = holder_of_link(f"guidance-unit:{unit.pk}")
    if form.is_bound and ran(form, lambda: confirm_read(unit=unit, reader=form.inputs(), by=by)):
        return redirect("guidance_read", token)
    context = {
        "unit": unit,
        "form": form,
        "zone": zone_of(unit.request.region_id).key,
        **(published_shown(published) if published else {}),
    }
    return render(request, "guidance/read.html", context, status=422 if form.is_bound else 200)
