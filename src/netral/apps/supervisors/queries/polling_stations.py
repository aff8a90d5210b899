"""Reads of polling stations, and of the lists they came in; reading a file that was uploaded."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.polling_stations import ReadStations, StationLine, read_rows
from netral.apps.supervisors.models import PollingStation, StationList
from netral.engines.tables.columns import Column
from netral.foundation.files.lists import read_list
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.domain import lies_in
from netral.foundation.regions.models import Region, Tier

# Heads seen in lists of polling stations.
COLUMNS = (
    Column(
        "village", ("kode desa", "kode kelurahan", "kode desa kelurahan", "kode wilayah", "kode", "kode kemendagri")
    ),
    Column("number", ("nomor tps", "no tps", "tps", "nomor", "no")),
    Column(
        "place", ("tempat", "lokasi", "alamat", "alamat tps", "lokasi tps", "tempat tps", "nama tempat"), required=False
    ),
)
HEADS: Mapping[str, Promise] = {"village": _("Kode desa"), "number": _("Nomor TPS"), "place": _("Tempat")}


def stations_of(actor: Actor) -> QuerySet[PollingStation]:
    """Return the polling stations an actor may see."""
    visible: QuerySet[PollingStation] = PollingStation.objects.visible_to(actor)
    return visible.select_related("village__parent", "election")


def station_list_for(actor: Actor, ident: UUID) -> StationList:
    """Return one uploaded list an actor may see.

    Raises:
        StationList.DoesNotExist: there is none with this identifier in her scope.
    """
    visible: QuerySet[StationList] = StationList.objects.visible_to(actor)
    return visible.select_related("election", "refused").get(pk=ident)


def read_stations(path: Path, area: str, sheet: str = "") -> ReadStations:
    """Read a list of polling stations; an empty area is the whole country.

    Raises:
        Unreadable: it is no table, lacks a column or any row, or no sheet is called so.
        SheetUnnamed: it has several sheets and none was named.
    """
    listed = read_list(path, COLUMNS, sheet)
    rows = [StationLine(row.number, row.text("village"), row.text("number"), row.text("place")) for row in listed.lines]
    named = {row.village for row in rows}
    known = set(Region.objects.filter(code__in=named, tier=Tier.VILLAGE).values_list("code", flat=True))
    return read_rows(rows, known.__contains__, lambda code: not area or lies_in(code, area))
