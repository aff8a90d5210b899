"""Counts of observations, those who have sent nothing, and what somebody herself has sent."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_GET

from netral.apps.fieldwork.domain.observations import ObservationState
from netral.apps.fieldwork.labels import OBSERVATION_STATES
from netral.apps.fieldwork.models import Observation
from netral.apps.fieldwork.observation_map import drawn
from netral.apps.fieldwork.queries import statistics as queries
from netral.apps.fieldwork.queries.observations import last_question, observations_of
from netral.apps.fieldwork.queries.places import counts_by_place, islands_between
from netral.apps.fieldwork.tables.observations import OwnObservationTable
from netral.apps.fieldwork.tables.statistics import (
    DistrictCountTable,
    PlaceCountTable,
    SilentMonitorTable,
    SilentTable,
    place_address,
)
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.accounts.queries import current_day
from netral.foundation.ui.formats import tanggal_pendek
from netral.foundation.ui.tables import table_response


@allowed("fieldwork.view")
@require_GET
def counts(request: HttpRequest) -> HttpResponseBase:
    """Show how many observations came, by day, form, district and state; each figure opens the list."""
    actor, address = actor_of(request), reverse("observation_list")
    rows = observations_of(actor)
    states = queries.counts_by_state(rows)
    context = {
        "states": states_shown(states, address),
        "total": sum(states.values()),
        **bars_shown(rows, f"{address}?"),
        "silent": queries.silent_postings(actor).count(),
        "silent_monitors": queries.silent_monitors(actor).count(),
    }
    table = DistrictCountTable(queries.counts_by_district(rows))
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
        "states": states_shown(states, reverse("own_observations")),
        "questions": [{"row": row, "asked": last_question(row)} for row in asked],
    }
    return table_response(
        request, OwnObservationTable(rows), template="fieldwork/observations/own.html", context=context
    )


@allowed("fieldwork.view")
@require_GET
def silent_monitors(request: HttpRequest) -> HttpResponseBase:
    """List the monitors from whom nothing ever came, and since when they could have sent something."""
    table = SilentMonitorTable(queries.silent_monitors(actor_of(request)))
    return table_response(request, table, template="fieldwork/observations/silent_monitors.html")


@allowed("fieldwork.view")
@require_GET
def district_map(request: HttpRequest) -> HttpResponseBase:
    """Show where observations were made, as circles that open the list, with a table that says the same."""
    counted = counts_by_place(observations_of(actor_of(request)))
    table = PlaceCountTable(counted)
    context = drawn(counted, islands_between(counted), place_address)
    return table_response(request, table, template="fieldwork/observations/map.html", context=context)


def bars_shown(rows: QuerySet[Observation], address: str) -> dict[str, Any]:
    """Return counts by day, form and district as bars; each opens the list at an address, where one is given."""

    def opened(query: str) -> str:
        return f"{address}{query}" if address else ""

    days = queries.counts_by_day(rows, current_day())
    return {
        "days": [
            (tanggal_pendek(day), number, opened(f"tiba_dari={day}&tiba_sampai={day}") if number else "")
            for day, number in days
        ],
        "any_day": any(number for _day, number in days),
        "forms": [
            (row.label, row.observations, opened(f"formulir={row.code}")) for row in queries.counts_by_form(rows)
        ],
        "districts": [
            (row.label, row.observations, opened(f"kecamatan={row.code}")) for row in queries.counts_by_district(rows)
        ],
    }


def states_shown(found: dict[str, int], address: str) -> list[dict[str, Any]]:
    """Return the number of each state that has any, with the list that shows exactly these."""
    return [
        {
            "words": words,
            "tone": tone,
            "number": found[state],
            "url": f"{address}{'&' if '?' in address else '?'}status={state}" if address else "",
        }
        for state, (words, tone) in OBSERVATION_STATES.items()
        if found[state]
    ]
