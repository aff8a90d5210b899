"""Reads the rows of a list of polling stations: which are right, and why the others are not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from netral.engines.steps.table import gettext_noop as _

MOST_DIGITS = len("9999")
LONGEST_PLACE = 200


class StationLine(NamedTuple):
    """One line of a list, as it is written."""

    line: int
    village: str
    number: str
    place: str


class StationRow(NamedTuple):
    """One polling station as a list names it."""

    village: str
    number: int
    place: str


@dataclass(frozen=True)
class RefusedRow:
    """A row that is no polling station: its line in the file, what stood there, and why."""

    line: int
    village: str
    number: str
    place: str
    why: str


@dataclass(frozen=True)
class ReadStations:
    """What a list holds."""

    stations: tuple[StationRow, ...]
    refused: tuple[RefusedRow, ...]


def read_rows(
    rows: Iterable[StationLine],
    known: Callable[[str], bool],
    is_own: Callable[[str], bool],
) -> ReadStations:
    """Sort the lines of a list into polling stations and refused rows.

    `known` says whether a village has a code, `is_own` whether it lies in the area of whoever uploads.
    """
    stations: dict[tuple[str, int], StationRow] = {}
    refused = []
    for line, code, written, place in rows:
        why = _fault(code, written, place, known, is_own)
        if not why and (code, int(written)) in stations:
            why = _("Nomor TPS ini sudah ada di baris sebelumnya untuk desa yang sama. Hapus salah satunya.")
        if why:
            refused.append(RefusedRow(line, code, written, place, why))
            continue
        stations[code, int(written)] = StationRow(code, int(written), place)
    return ReadStations(tuple(stations.values()), tuple(refused))


def _fault(code: str, written: str, place: str, known: Callable[[str], bool], is_own: Callable[[str], bool]) -> str:
    if not known(code):
        return _("Kode desa tidak dikenal: salah tulis, atau desanya sudah digabung. Tulis kode seperti 14.03.02.2001.")
    if not is_own(code):
        return _("Desa ini di luar wilayah lembaga Anda. Minta lembaga di wilayah itu mengunggahnya.")
    if not (written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS and int(written)):
        return _("Nomor TPS bukan angka dari 1 sampai 9999. Tulis angkanya saja.")
    if len(place) > LONGEST_PLACE:
        return _("Nama tempat lebih dari 200 huruf. Singkatkan.")
    return ""
