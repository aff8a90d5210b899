"""Counts of observations, those who have sent nothing, and what somebody herself has sent."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from netral.apps.fieldwork.domain.observations import ObservationState
from netral.apps.fieldwork.labels import OBSERVATION_STATES
from netral.apps.fieldwork.queries import statistics as queries
from netral.apps.fieldwork.queries.observations import last_question, observations_of
from netral.apps.fieldwork.tables.observations import OwnObservationTable
from netral.apps.fieldwork.tables.statistics import DistrictCountTable, SilentTable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.queries import current_day
from netral.foundation.ui.formats import tanggal_pendek
from netral.foundation.ui.tables import table_response


@allowed("fieldwork.view")
@require_GET
def counts(request: HttpRequest) -> HttpResponseBase:
    """Show how many observations came, by day, form, district and state; each figure opens the list."""
    actor, address = actor_of(request), reverse("observation_list")
    states = queries.counts_by_state(observations_of(actor))
    days = queries.counts_by_day(actor, current_day())
    districts = queries.counts_by_district(actor)
    context = {
        "states": _states(states, address),
        "total": sum(states.values()),
        "days": [
            (tanggal_pendek(day), number, f"{address}?tiba_dari={day}&tiba_sampai={day}" if number else "")
            for day, number in days
        ],
        "any_day": any(number for _day, number in days),
        "forms": [
            (row.label, row.observations, f"{address}?formulir={row.code}") for row in queries.counts_by_form(actor)
        ],
        "districts": [(row.label, row.observations, f"{address}?kecamatan={row.code}") for row in districts],
        "silent": queries.silent_postings(actor).count(),
    }
    table = DistrictCountTable(districts)
    return table_response(request, table, template="fieldwork/observations/statistics.html", context=context)


@allowed("fieldwork.view")
@require_GET
def silent(request: HttpRequest) -> HttpResponseBase:
    """List the supervisors in office from whom nothing ever came, and since when they could have sent something."""
    table = SilentTable(queries.silent_postings(actor_of(request)))
    return table_response(request, table, template="fieldwork/observations/silent.html")


@allowed("fieldwork.own")
@require_GET
def own(request: HttpRequest) -> HttpResponseBase:
    """Show somebody her own observations, what was asked about them, and how many became what."""
    rows = queries.own_observations(actor_of(request))
    asked = rows.filter(state=ObservationState.ASKED).order_by("received_at")
    states = queries.counts_by_state(rows)
    context = {
        "states": _states(states, reverse("own_observations")),
        "questions": [{"row": row, "asked": last_question(row)} for row in asked],
    }
    return table_response(
        request, OwnObservationTable(rows), template="fieldwork/observations/own.html", context=context
    )


def _states(found: dict[str, int], address: str) -> list[dict[str, Any]]:
    """Return the number of each state that has any, with the list that shows exactly these."""
    return [
        {"words": words, "tone": tone, "number": found[state], "url": f"{address}?status={state}"}
        for state, (words, tone) in OBSERVATION_STATES.items()
        if found[state]
    ]
