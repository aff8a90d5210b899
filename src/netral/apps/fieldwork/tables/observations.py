"""The list of observations, and its points as GeoJSON."""

import json
from collections.abc import Iterator
from typing import Any, ClassVar

from django.http import StreamingHttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.domain.observations import ObservationState
from netral.apps.fieldwork.labels import OBSERVATION_STATES
from netral.apps.fieldwork.models import Observation
from netral.apps.fieldwork.queries.form_versions import form_choices
from netral.apps.fieldwork.queries.monitors import group_choices
from netral.apps.fieldwork.queries.observations import ANSWERED, NEW
from netral.apps.supervisors import api as supervisors
from netral.foundation.regions.queries import day_in, zone_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER

GEOJSON = "geojson"
_CHUNK = 2000


def address(row: Observation) -> str:
    """Return the address of an observation's page."""
    return reverse("observation", args=[row.pk])


def number(row: Observation) -> Any:
    """Return its number; words where files are still missing."""
    return row.number or _("Belum bernomor")


def status(row: Observation) -> tuple[Any, str]:
    """Return the words and tone of a state."""
    return OBSERVATION_STATES[row.state]


def arrived(row: Observation) -> Any:
    """Return when it arrived whole, or what came first of it."""
    return row.received_at or row.first_at


def observer(row: Observation) -> str:
    """Return who observed."""
    return row.observer.name


def zone(row: Observation) -> str:
    """Return the name of the time zone it happened in."""
    return zone_of(row.region_id).key


class ObservationTable(Table):
    """Observations by form, area, day and state."""

    caption = _("Amatan")
    filename = "amatan"
    empty = _("Belum ada amatan. Amatan tiba di sini begitu ponsel pengawas terhubung.")
    default_sort = "-first_at"
    columns: ClassVar = (
        Column(_("Nomor"), number, sortable="number", link=address),
        Column(_("Yang diamati"), "title", sortable=True),
        Column(_("Formulir"), "form.title", sortable=True),
        Column(_("Wilayah"), "region.name", sortable=True),
        Column(_("Pengawas"), observer),
        Column(_("Status"), status, sortable="state", kind="status"),
        Column(_("Tiba"), arrived, sortable="first_at", kind="datetime", zone=zone),
    )
    filters: ClassVar = (
        SearchFilter(
            (
                "number",
                "title",
                "region__name",
                "device__login",
                "observer__posting__supervisor__name",
                "observer__monitor_name",
            ),
            hint=_("Nomor, isi, desa, atau nama pengawas"),
        ),
        ChoiceFilter(_("Status"), "state", choices_of(OBSERVATION_STATES), param="status"),
        ChoiceFilter(_("Formulir"), "form__code", form_choices, param="formulir"),
        ChoiceFilter(_("Kecamatan"), "in_district", supervisors.districts_read, param="kecamatan"),
        ChoiceFilter(
            _("Pertanyaan balik"), "answer", [(NEW, _("Belum ditanya")), (ANSWERED, _("Sudah dijawab"))], param="tanya"
        ),
        ChoiceFilter(_("Kelompok pemantau"), "observer__group", group_choices, param="kelompok"),
        TURN_FILTER,
        DateRangeFilter(_("Tiba"), "first_at", moment=True, param="tiba"),
    )

    def download_links(self) -> list[tuple[str, str]]:
        """List the downloads, the points on a map among them."""
        return [*super().download_links(), ("GeoJSON", self.url(unduh=GEOJSON, halaman=None))]


def geojson_response(rows: Any) -> StreamingHttpResponse:
    """Send the places of observations as GeoJSON (RFC 7946), without a word that somebody wrote."""
    placed = rows.filter(latitude__isnull=False, longitude__isnull=False)
    # Read before the response leaves, while the reader's scope still holds in the database.
    parts = [*_features(placed)]
    answer = StreamingHttpResponse(iter(parts), content_type="application/geo+json")
    answer["Content-Disposition"] = content_disposition_header(True, "amatan.geojson") or "attachment"
    return answer


def _features(rows: Any) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    for place, row in enumerate(rows.iterator(chunk_size=_CHUNK)):
        yield ("," if place else "") + json.dumps(_feature(row))
    yield "]}"


def _feature(row: Observation) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [row.longitude, row.latitude]},
        "properties": {
            "number": row.number,
            "form": row.form.code,
            "day": day_in(row.region_id, row.known_at or row.first_at).isoformat(),
            "region": row.region_id,
            "state": ObservationState(row.state).value,
            "accuracy_m": row.accuracy,
        },
    }


class OwnObservationTable(Table):
    """Somebody's own observations."""

    caption = _("Amatan saya")
    filename = "amatan-saya"
    empty = _("Belum ada amatan. Kirim dari ponsel Anda, lalu lihat di sini apa jadinya.")
    default_sort = "-first_at"
    columns: ClassVar = (
        Column(_("Nomor"), number, sortable="number"),
        Column(_("Yang diamati"), "title", sortable=True),
        Column(_("Formulir"), "form.title", sortable=True),
        Column(_("Wilayah"), "region.name", sortable=True),
        Column(_("Status"), status, sortable="state", kind="status"),
        Column(_("Tiba"), arrived, sortable="first_at", kind="datetime", zone=zone),
    )
    filters: ClassVar = (
        SearchFilter(("number", "title"), hint=_("Nomor atau isi")),
        ChoiceFilter(_("Status"), "state", choices_of(OBSERVATION_STATES), param="status"),
    )
