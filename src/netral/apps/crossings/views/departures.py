"""Departures with their booked priority: the list, one with its passes, the manifest, closing and cancelling."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from netral.apps.crossings.actions import departures as actions
from netral.apps.crossings.actions.departures import DEPARTURES
from netral.apps.crossings.cancellations import counted_moves
from netral.apps.crossings.domain.departures import DepartureState, DepartureVerb
from netral.apps.crossings.domain.network import OPERATE
from netral.apps.crossings.domain.passes import PassState
from netral.apps.crossings.forms.passes import DepartureCancelForm, DepartureCloseForm
from netral.apps.crossings.labels import CAUSES
from netral.apps.crossings.models import FerryDeparture
from netral.apps.crossings.queries import passes as queries
from netral.apps.crossings.tables.passes import (
    DepartureTable,
    ManifestTable,
    departure_standing,
    pass_standing,
    vehicle,
)
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ui.formats import waktu_pendek
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages
from netral.foundation.workflow.work import with_turn

Pages = StepPages[FerryDeparture, DepartureState, DepartureVerb]
_STEP = "crossings/departures/step.html"


def moves_told(departure: FerryDeparture) -> list[str]:
    """Return in words where the passes of a departure would go if it were cancelled now."""
    return [_told(target, state, many) for target, state, many in counted_moves(departure)]


def _about(departure: FerryDeparture) -> str:
    told = moves_told(departure) or [_("Belum ada pas untuk keberangkatan ini.")]
    return f"{departure}. {' '.join(told)}"


def _context(departure: FerryDeparture) -> Mapping[str, Any]:
    return {"moves": moves_told(departure)}


CLOSING: Pages = StepPages(DEPARTURES, queries.departure_for, "departure", "departure", _STEP, str)
CANCELLING: Pages = StepPages(
    DEPARTURES, queries.departure_for, "departure", "departure", _STEP, _about, context=_context
)
CLOSE = StepPage(
    DepartureVerb.CLOSE,
    "departure_close",
    gettext_lazy("Tutup keberangkatan"),
    gettext_lazy("Tutup"),
    gettext_lazy("Keberangkatan ditutup."),
    DepartureCloseForm,
    run=lambda row, form, by: actions.close_departure(
        departure=row,
        turned_away=form.cleaned_data["ditolak"],
        ordinary_waiting=form.cleaned_data["penumpang_menunggu"],
        by=by,
    ),
)
CANCEL = StepPage(
    DepartureVerb.CANCEL,
    "departure_cancel",
    gettext_lazy("Batalkan keberangkatan"),
    gettext_lazy("Batalkan"),
    gettext_lazy("Keberangkatan dibatalkan. Pasnya pindah, dan pemegangnya diberi tahu."),
    DepartureCancelForm,
    run=lambda row, form, by: actions.cancel_departure(
        departure=row, cause=form.cause(), words=form.cleaned_data["keterangan"], by=by
    ),
)


@allowed("crossings.view")
@require_GET
def departures(request: HttpRequest) -> HttpResponseBase:
    """List the departures in the reader's scope, with their booked priority."""
    actor = actor_of(request)
    rows = with_turn(queries.departures_of(actor), queries.unclosed(actor))
    return table_response(request, DepartureTable(rows), template="crossings/departures/list.html")


@allowed("crossings.view")
@require_GET
def detail(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one departure, its passes and its waiting list."""
    row, actor = CLOSING.row_or_404(request, ident), actor_of(request)
    status, tone = departure_standing(row)
    operates = actor.may(OPERATE) and row.crossing.operator_id == actor.institution_id
    passes = [
        {"row": each, "standing": pass_standing(each), "vehicle": vehicle(each)}
        for each in queries.passes_on(row, actor)
        if each.state in (PassState.GRANTED, PassState.WAITING, PassState.ASKED)
    ]
    context = {
        "departure": row,
        "status": status,
        "tone": tone,
        "cause": CAUSES[row.cause] if row.cause else "",
        "operates": operates,
        "is_open": operates and row.state == DepartureState.PLANNED,
        "passes": passes,
        "timeline": queries.history_of(row, row.zone.key),
        "zone": row.zone.key,
    }
    return render(request, "crossings/departures/departure.html", context)


@allowed(OPERATE)
@require_GET
def manifest(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show who boards with priority, to print or to download."""
    row = CLOSING.row_or_404(request, ident)
    table = ManifestTable(queries.manifest_of(row, actor_of(request)))
    context = {"departure": row, "zone": row.zone.key}
    return table_response(request, table, template="crossings/departures/manifest.html", context=context)


@allowed(OPERATE)
@form_page
def close(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a departure with what was counted."""
    return CLOSING.answer(request, CLOSING.row_or_404(request, ident), CLOSE)


@allowed(OPERATE)
@form_page
def cancel(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Cancel a departure; the look says how many passes go where."""
    return CANCELLING.answer(request, CANCELLING.row_or_404(request, ident), CANCEL)


def _told(target: FerryDeparture | None, state: str | None, many: int) -> str:
    if target is None:
        words = ngettext(
            "%(many)s pas berakhir, karena belum ada keberangkatan berikutnya.",
            "%(many)s pas berakhir, karena belum ada keberangkatan berikutnya.",
            many,
        )
        return words % {"many": many}
    facts = {"many": many, "when": waktu_pendek(target.departs_at, target.zone)}
    if state == PassState.GRANTED:
        return ngettext("%(many)s pas pindah ke %(when)s.", "%(many)s pas pindah ke %(when)s.", many) % facts
    return ngettext("%(many)s menunggu di %(when)s.", "%(many)s menunggu di %(when)s.", many) % facts
