"""Importing the polling stations of an election."""

import tempfile

from django.core.files import File
from django.utils.translation import gettext as _

from netral.apps.supervisors import events
from netral.apps.supervisors.domain.polling_stations import ReadStations, RefusedRow
from netral.apps.supervisors.models import PollingStation, StationList
from netral.engines.steps.table import check_permission
from netral.foundation.elections.models import Election
from netral.foundation.files.actions import store_file
from netral.foundation.files.models import StoredFile
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.ui.exports import harmless, write_xlsx

PURPOSE = "station_list"


@action
def import_stations(
    *, read: ReadStations, name: str, election: Election, institution: Institution, by: Actor
) -> StationList:
    """Keep the right rows of a list, and the others as a file with the reason beside each.

    A polling station that is known already only gets the place the list names.

    Raises:
        StepRefused: the actor may not.
        FileRefused: there is no room for the file of refused rows.
    """
    check_permission("supervisors.recruit", by.permissions)
    villages = {row.village for row in read.stations}
    stored = PollingStation.objects.filter(election=election, village__in=villages).select_for_update()
    known = {(station.village_id, station.number): station for station in stored}
    new, changed = [], []
    for row in read.stations:
        station = known.get((row.village, row.number))
        if station is None:
            new.append(
                PollingStation(
                    scopes=[f"bawaslu.{row.village}"],
                    election=election,
                    number=row.number,
                    village_id=row.village,
                    place=row.place,
                )
            )
        elif row.place and row.place != station.place:
            station.place = row.place
            changed.append(station)
    PollingStation.objects.bulk_create(new)
    PollingStation.objects.bulk_update(changed, ["place"])
    counts = {
        "added": len(new),
        "changed": len(changed),
        "unchanged": len(read.stations) - len(new) - len(changed),
        "bad": len(read.refused),
    }
    kept = StationList.objects.create(
        scopes=[institution.path],
        institution=institution,
        election=election,
        name=name[:200],
        imported_at=now(),
        refused=_kept(read.refused, institution, by) if read.refused else None,
        **counts,
    )
    record(events.STATIONS_IMPORTED, subject=kept, by=by, data={"election": election.code, **counts})
    return kept


def _kept(refused: tuple[RefusedRow, ...], institution: Institution, by: Actor) -> StoredFile:
    """Store the refused rows as a workbook that can be corrected and uploaded again."""
    heads = ["kode desa", "nomor TPS", "tempat", "nomor baris", "alasan"]
    lines = [[row.village, row.number, row.place, str(row.line), _(row.why)] for row in refused]
    with tempfile.TemporaryFile() as book:
        write_xlsx(book, ([harmless(cell) for cell in line] for line in [heads, *lines]), _("Baris salah"))
        book.seek(0)
        upload = File(book, name=f"{_('Baris salah')}.xlsx")
        return store_file(upload=upload, purpose=PURPOSE, scopes=[institution.path], by=by)
