"""Setting timetables, leaving days out, closing a crossing, and making the departures of the days to come."""

from datetime import date, datetime

from netral.apps.crossings.domain import departures, schedules
from netral.apps.crossings.domain.network import OPERATE
from netral.apps.crossings.events import (
    CROSSING_CLOSED,
    DAY_LEFT_OUT,
    DEPARTURE_ADDED,
    DEPARTURES_MADE,
    TIMETABLE_ENDED,
    TIMETABLE_SET,
)
from netral.apps.crossings.inputs import TimetableInput
from netral.apps.crossings.models import Crossing, FerryDeparture, Timetable, TimetableException, Vessel
from netral.apps.crossings.queries.parties import operator_of
from netral.apps.crossings.queries.timetables import is_sailing, sailings_of, unwanted
from netral.engines.steps.table import StepRefused, check_permission, gettext_noop as _
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record


@action
def set_timetable(*, inputs: TimetableInput, by: Actor) -> Timetable:
    """Set when a crossing departs, and make its departures.

    Raises:
        StepRefused: the actor may not, crossing or vessel are another's, no day is chosen, or the days are over.
    """
    operator = _operating(by)
    if {inputs.crossing.operator_id, inputs.vessel.operator_id} != {operator.pk}:
        raise StepRefused(_("Penyeberangan atau kapal itu milik pengelola lain. Pilih dari daftar Anda."))
    schedules.check_timetable(inputs.weekdays, inputs.valid_from, inputs.valid_until)
    if inputs.valid_until < today(zone_at(operator)):
        raise StepRefused(_("Masa jadwal itu sudah lewat. Isi hari terakhir yang akan datang."))
    _check_alone(inputs)
    row: Timetable = Timetable.objects.create(
        scopes=inputs.crossing.scopes,
        crossing=inputs.crossing,
        vessel=inputs.vessel,
        weekdays=sorted(set(inputs.weekdays)),
        departs=inputs.departs,
        valid_from=inputs.valid_from,
        valid_until=inputs.valid_until,
    )
    facts = {"crossing": row.crossing.code, "departs": f"{row.departs:%H:%M}", "weekdays": row.weekdays}
    record(TIMETABLE_SET, subject=row, by=by, data={**facts, "first": row.valid_from, "last": row.valid_until})
    _make(operator, by)
    return row


@action
def end_timetable(*, timetable: Timetable, last: date, by: Actor) -> Timetable:
    """Let a timetable hold until a day only.

    Raises:
        StepRefused: the actor may not, or the day lies outside the timetable's days.
    """
    operator = _operating(by)
    row: Timetable = Timetable.objects.select_for_update(of=("self",)).get(pk=timetable.pk, crossing__operator=operator)
    if not row.valid_from <= last < row.valid_until:
        raise StepRefused(_("Hari terakhir harus di dalam masa jadwal dan lebih awal dari yang sekarang."))
    facts = {"before": row.valid_until, "last": last}
    row.valid_until = last
    row.save()
    record(TIMETABLE_ENDED, subject=row, by=by, data=facts)
    _make(operator, by)
    return row


@action
def leave_out_day(*, timetable: Timetable, day: date, words: str, by: Actor) -> TimetableException:
    """Let a timetable not hold on a day, with the reason.

    Raises:
        StepRefused: the actor may not, no reason is given, or the day is over, outside its days or left out already.
    """
    operator = _operating(by)
    row: Timetable = Timetable.objects.select_for_update(of=("self",)).get(pk=timetable.pk, crossing__operator=operator)
    if not words.strip():
        raise StepRefused(_("Alasan belum diisi. Tulis sebabnya; pemegang pas membacanya."))
    holds = row.valid_from <= day <= row.valid_until and day.isoweekday() in row.weekdays
    if not holds or day < today(zone_at(operator)):
        raise StepRefused(_("Jadwal ini tidak berangkat pada hari itu, atau harinya sudah lewat."))
    if row.exceptions.filter(day=day).exists():
        raise StepRefused(_("Hari itu sudah ditiadakan dari jadwal ini."))
    left: TimetableException = TimetableException.objects.create(
        scopes=row.scopes, timetable=row, day=day, words=words.strip()
    )
    record(DAY_LEFT_OUT, subject=row, by=by, data={"day": day, "words": words.strip()})
    _make(operator, by)
    return left


@action
def close_crossing(*, crossing: Crossing, on: date, by: Actor) -> Crossing:
    """Close a crossing from a day on; its timetables make no departures from then on.

    Raises:
        StepRefused: the actor may not, or it is closed already.
    """
    operator = _operating(by)
    row: Crossing = Crossing.objects.select_for_update(of=("self",)).get(pk=crossing.pk, operator=operator)
    if row.closed_on is not None:
        raise StepRefused(_("Penyeberangan ini sudah ditutup. Daftarkan yang baru bila dibuka lagi."))
    row.closed_on = on
    row.save()
    record(CROSSING_CLOSED, subject=row, by=by, data={"code": row.code, "on": on})
    _make(operator, by)
    return row


@action
def add_departure(*, crossing: Crossing, vessel: Vessel, departs_at: datetime, by: Actor) -> FerryDeparture:
    """Add an extra departure.

    Raises:
        StepRefused: the actor may not, crossing or vessel are another's, or the moment is over or taken.
    """
    operator = _operating(by)
    if {crossing.operator_id, vessel.operator_id} != {operator.pk}:
        raise StepRefused(_("Penyeberangan atau kapal itu milik pengelola lain. Pilih dari daftar Anda."))
    departures.check_ahead(departs_at, now())
    departures.check_not_twice(is_sailing(crossing, departs_at))
    row: FerryDeparture = FerryDeparture.objects.create(
        scopes=crossing.scopes, crossing=crossing, vessel=vessel, departs_at=departs_at
    )
    record(DEPARTURE_ADDED, subject=row, by=by, data={"crossing": crossing.code, "departs_at": departs_at})
    return row


@action
def make_departures(*, operator: Institution, by: Actor) -> tuple[int, int]:
    """Make the departures of the days to come; return how many were made, and how many taken away.

    One that no timetable makes any more goes, unless somebody holds a pass for it: then it stays until it is cancelled.
    """
    Institution.objects.select_for_update(no_key=True).get(pk=operator.pk)
    return _make(operator, by)


def _operating(by: Actor) -> Institution:
    check_permission(OPERATE, by.permissions)
    operator, _parties = operator_of(by)
    # Two clicks at once wait for each other here, so that the second sees the first.
    Institution.objects.select_for_update(no_key=True).get(pk=operator.pk)
    return operator


def _check_alone(inputs: TimetableInput) -> None:
    """Refuse a timetable that departs at the time of another on a day that both hold."""
    others = Timetable.objects.filter(
        crossing=inputs.crossing,
        departs=inputs.departs,
        weekdays__overlap=[*inputs.weekdays],
        valid_from__lte=inputs.valid_until,
        valid_until__gte=inputs.valid_from,
    )
    if others.exists():
        raise StepRefused(_("Penyeberangan ini sudah punya jadwal pada jam dan hari itu. Akhiri jadwal lama dulu."))


def _make(operator: Institution, by: Actor) -> tuple[int, int]:
    wanted = sailings_of(operator, zone_at(operator))
    loose, held = unwanted(operator, wanted)
    FerryDeparture.objects.filter(pk__in=[row.pk for row in loose]).delete()
    rows = {row.pk: row for row in Timetable.objects.filter(crossing__operator=operator).select_related("crossing")}
    moments = [each.departs_at for each in wanted]
    there = FerryDeparture.objects.filter(crossing__operator=operator, departs_at__in=moments)
    known = set(there.values_list("crossing", "departs_at"))
    made = 0
    for each in wanted:
        row = rows[each.timetable]
        if (row.crossing_id, each.departs_at) in known:
            continue
        known.add((row.crossing_id, each.departs_at))
        FerryDeparture.objects.create(
            scopes=row.scopes,
            crossing=row.crossing,
            timetable=row,
            vessel_id=row.vessel_id,
            departs_at=each.departs_at,
        )
        made += 1
    record(DEPARTURES_MADE, subject=operator, by=by, data={"made": made, "gone": len(loose), "kept": len(held)})
    return made, len(loose)
