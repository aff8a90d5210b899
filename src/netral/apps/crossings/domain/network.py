"""Ports, crossings and vessels: what they must hold, and which classes of vehicles a ferry takes."""

from collections.abc import Mapping
from enum import StrEnum

from netral.engines.steps.table import StepRefused, gettext_noop as _

OPERATE, VIEW = "crossings.operate", "crossings.view"
MAX_PLACES = 2_000


class VehicleClass(StrEnum):
    """With what somebody boards; a ferry has places for each."""

    FOOT = "foot"
    MOTORCYCLE = "motorcycle"
    CAR = "car"
    TRUCK = "truck"


# Whoever boards with one of these shows its plate.
WITH_PLATE = frozenset({VehicleClass.MOTORCYCLE, VehicleClass.CAR, VehicleClass.TRUCK})


def check_name(name: str) -> None:
    """Refuse a port, crossing or vessel without a name."""
    if not name.strip():
        raise StepRefused(_("Nama masih kosong. Isi namanya."))


def check_unknown(known: str) -> None:
    """Refuse what is listed already, told by its name; empty for none."""
    if known:
        raise StepRefused(_("%(name)s sudah ada di daftar. Pakai yang sudah ada, atau beri nama lain."), name=known)


def check_ends(origin: object, destination: object) -> None:
    """Refuse a crossing that ends where it begins."""
    if origin == destination:
        raise StepRefused(_("Pelabuhan asal dan tujuan sama. Pilih dua pelabuhan yang berbeda."))


def check_minutes(minutes: int) -> None:
    """Refuse a crossing that takes no time, or longer than a day."""
    if not 1 <= minutes <= 24 * 60:
        raise StepRefused(_("Lama penyeberangan harus 1 sampai 1.440 menit. Periksa lagi angkanya."))


def check_capacity(places: Mapping[VehicleClass, int]) -> None:
    """Refuse a vessel without any place, or with more than any ferry has."""
    if not any(places.values()):
        raise StepRefused(_("Kapal ini belum punya tempat untuk siapa pun. Isi paling sedikit satu golongan."))
    if any(not 0 <= count <= MAX_PLACES for count in places.values()):
        raise StepRefused(_("Jumlah tempat harus 0 sampai 2.000 untuk tiap golongan. Periksa lagi angkanya."))
