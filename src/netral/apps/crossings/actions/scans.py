"""Scans that phones send: taken once each, and what two phones let on board twice is found where they meet."""

from collections.abc import Sequence
from datetime import datetime

from netral.apps.crossings.domain.scans import Use, double_uses
from netral.apps.crossings.events import PASS_USED_TWICE, PLATE_PHOTO_TAKEN, SCANS_TAKEN
from netral.apps.crossings.models import FerryDeparture, Port, PortPhone, PriorityPass, Scan
from netral.apps.crossings.scan_inputs import SentScan
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.phones.domain import clock_ahead

PLATE_PHOTO = "plate_photo"
_KEY = "the phone proved its secret"


@action
def take_scans(*, phone: PortPhone, sent: Sequence[SentScan], told: datetime | None, by: Actor) -> list[Scan]:
    """Keep the scans of a phone that are not kept yet, and find the passes that boarded twice.

    `told` is the phone's clock at the moment of sending. Scans that came before change nothing.
    """
    with elevated(_KEY):
        # Two phones that send at the same moment must each find the other's scan.
        Port.objects.select_for_update().get(pk=phone.port_id)
        known = {*Scan.objects.filter(ident__in=[each.ident for each in sent]).values_list("ident", flat=True)}
        fresh = {each.ident: each for each in sent if each.ident not in known}
        rows = Scan.objects.bulk_create(_rows(phone, [*fresh.values()], told))
        ahead = rows[0].ahead_s if rows else 0
        astray = sum(each.boarded for each in fresh.values()) - sum(row.boarded for row in rows)
        data = {"taken": len(rows), "known": len(sent) - len(rows), "astray": astray, "ahead_s": ahead}
        record(SCANS_TAKEN, subject=phone, by=by, data=data)
        for row in _used_twice(rows):
            facts = {"departure": str(row.departure_id), "number": row.number}
            record(PASS_USED_TWICE, subject=row, by=by, data=facts)
        return rows


@action
def keep_plate_photo(*, scan: Scan, photo: Upload, by: Actor) -> Scan:
    """Keep the photo of the plate a phone took beside a scan; one that came before stays.

    Raises:
        FileRefused: it is no picture, empty or too large.
        StoreFull: there is no room for it.
    """
    with elevated(_KEY):
        row: Scan = Scan.objects.select_for_update().get(pk=scan.pk)
        if row.plate_photo_id is None:
            row.plate_photo = store_file(upload=photo, purpose=PLATE_PHOTO, scopes=row.scopes, acknowledged=True, by=by)
            row.save(update_fields=["plate_photo"])
        record(PLATE_PHOTO_TAKEN, subject=row, by=by)
        return row


def _rows(phone: PortPhone, sent: Sequence[SentScan], told: datetime | None) -> list[Scan]:
    passes = {row.number: row for row in PriorityPass.objects.filter(number__in={each.number for each in sent})}
    departures = {
        row.pk: row
        for row in FerryDeparture.objects.filter(
            pk__in={each.departure for each in sent}, crossing__operator=phone.operator_id
        )
    }
    moment = now()
    ahead = round(clock_ahead(told, moment).total_seconds())
    return [
        Scan(
            scopes=list(passes[each.number].scopes) if each.number in passes else list(phone.scopes),
            ident=each.ident,
            phone=phone,
            number=each.number,
            priority_pass=passes.get(each.number),
            # A timetable that changed meanwhile took the departure away: the scan is kept, and belongs to none.
            departure=departures.get(each.departure) if each.departure else None,
            answer=each.answer,
            boarded=each.boarded and each.departure in departures,
            told_at=each.at,
            received_at=moment,
            ahead_s=ahead,
        )
        for each in sent
    ]


def _used_twice(rows: Sequence[Scan]) -> list[Scan]:
    """Return the rows just kept whose pass another phone let on board the same departure, before or after."""
    boarded = [row for row in rows if row.boarded]
    kept = Scan.objects.filter(
        boarded=True,
        number__in={row.number for row in boarded},
        departure__in={row.departure_id for row in boarded},
    )
    fresh = {row.pk: row for row in boarded}
    uses = [Use(row.pk, row.number, row.departure_id, row.phone_id, row.told_at) for row in kept]
    doubled = {use.scan for group in double_uses(uses) for use in group}
    return [row for ident, row in fresh.items() if ident in doubled]
