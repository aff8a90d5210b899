"""A departure: planned, then gone or cancelled; how many priority places it has left, and where its passes move."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from netral.apps.crossings.domain.network import OPERATE, VehicleClass
from netral.engines.steps.table import StepRefused, Table, Transition, gettext_noop as _

D = TypeVar("D")


class DepartureState(StrEnum):
    """Where a departure stands."""

    PLANNED = "planned"
    GONE = "gone"
    CANCELLED = "cancelled"


class DepartureVerb(StrEnum):
    """What can be done with a departure."""

    CLOSE = "close"
    CANCEL = "cancel"


class CancelCause(StrEnum):
    """Why a departure was cancelled."""

    WEATHER = "weather"
    TIDE = "tide"
    VESSEL = "vessel"
    OTHER = "other"


DEPARTURE_TABLE = Table(
    (
        Transition(DepartureState.PLANNED, DepartureVerb.CLOSE, DepartureState.GONE, OPERATE),
        Transition(DepartureState.PLANNED, DepartureVerb.CANCEL, DepartureState.CANCELLED, OPERATE),
    ),
    elsewhere=_("Keberangkatan ini sudah ditutup atau dibatalkan. Buka lagi halamannya untuk melihat keadaannya."),
    known={
        (DepartureState.CANCELLED, DepartureVerb.CANCEL): _(
            "Keberangkatan ini sudah dibatalkan, dan pas di dalamnya sudah dipindahkan."
        ),
        (DepartureState.GONE, DepartureVerb.CLOSE): _("Keberangkatan ini sudah ditutup. Angkanya sudah dicatat."),
    },
)
# A departure is closed by hand; this long before its time nobody can know yet who boards.
_CLOSED_AT_MOST_BEFORE = timedelta(minutes=15)
# For so long a pass is offered before its departure, and held good after it, because ferries leave late.
BOARDING_BEFORE, BOARDING_AFTER = timedelta(hours=3), timedelta(hours=3)


def check_words(cause: CancelCause, words: str) -> None:
    """Refuse a cancellation for another cause that does not say which."""
    if cause is CancelCause.OTHER and not words.strip():
        raise StepRefused(_("Sebab pembatalan belum dijelaskan. Tulis sebabnya; pemegang pas membacanya."))


def check_closing(departs_at: datetime, now: datetime) -> None:
    """Refuse to close a departure long before its time."""
    if now < departs_at - _CLOSED_AT_MOST_BEFORE:
        raise StepRefused(_("Keberangkatan ini belum waktunya. Tutup paling cepat 15 menit sebelum jamnya."))


def check_refused_count(count: int) -> None:
    """Refuse a count of people turned away that cannot be."""
    if not 0 <= count <= 10_000:
        raise StepRefused(_("Jumlah harus 0 sampai 10.000. Periksa lagi angkanya."))


def check_ahead(departs_at: datetime, now: datetime) -> None:
    """Refuse an extra departure in the past."""
    if departs_at <= now:
        raise StepRefused(_("Jam berangkat itu sudah lewat. Isi jam yang akan datang."))


def check_not_twice(same: bool) -> None:
    """Refuse a second departure of a crossing at the same moment."""
    if same:
        raise StepRefused(_("Penyeberangan ini sudah berangkat pada jam itu. Periksa lagi jamnya."))


def places_left(quota: int, booked: int) -> int:
    """Return how many priority places are left; never less than none, though a quota was made smaller later."""
    return max(quota - booked, 0)


def next_with_place(
    departures: Iterable[tuple[D, datetime]],
    quota: int,
    booked: Mapping[D, int],
    after: datetime,
) -> D | None:
    """Return the first departure after a moment that has a priority place left; None where none has.

    `departures` are identifiers with their moments; `booked` counts the places taken of those that have any.
    """
    for ident, departs_at in sorted(departures, key=lambda each: each[1]):
        if departs_at > after and places_left(quota, booked.get(ident, 0)):
            return ident
    return None


def check_class(vehicle: VehicleClass, plate: str, *, with_plate: bool) -> None:
    """Refuse a vehicle without plate, and a plate without vehicle."""
    if with_plate and not plate:
        raise StepRefused(_("Nomor polisi kendaraan belum diisi. Petugas pelabuhan mencocokkannya di dermaga."))
    if not with_plate and plate:
        raise StepRefused(_("Pejalan kaki tidak punya nomor polisi. Kosongkan, atau pilih kendaraannya."))
