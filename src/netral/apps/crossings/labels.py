"""Words and tones of what crossings show."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.departures import CancelCause, DepartureState
from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.domain.scans import Answer
from netral.apps.crossings.queries.scans import BOARDED, DOUBLE, REFUSED
from netral.foundation.ui.choices import Marked

VEHICLES: Mapping[str, Promise] = {
    VehicleClass.FOOT: _("Jalan kaki"),
    VehicleClass.MOTORCYCLE: _("Sepeda motor"),
    VehicleClass.CAR: _("Mobil"),
    VehicleClass.TRUCK: _("Truk atau bus"),
}
WEEKDAYS: Mapping[int, Promise] = {
    1: _("Senin"),
    2: _("Selasa"),
    3: _("Rabu"),
    4: _("Kamis"),
    5: _("Jumat"),
    6: _("Sabtu"),
    7: _("Minggu"),
}
DEPARTURE_STATES: Mapping[str, Marked] = {
    DepartureState.PLANNED: (_("Direncanakan"), "neutral"),
    DepartureState.GONE: (_("Sudah berangkat"), "good"),
    DepartureState.CANCELLED: (_("Dibatalkan"), "bad"),
}
CAUSES: Mapping[str, Promise] = {
    CancelCause.WEATHER: _("Cuaca"),
    CancelCause.TIDE: _("Air surut atau pasang"),
    CancelCause.VESSEL: _("Kapal rusak atau docking"),
    CancelCause.OTHER: _("Sebab lain"),
}
INSTRUMENT_STATES: Mapping[str, Marked] = {
    InstrumentState.DRAFT: (_("Menunggu pengesahan"), "warning"),
    InstrumentState.IN_FORCE: (_("Berlaku"), "good"),
    InstrumentState.WITHDRAWN: (_("Rancangan ditarik"), "neutral"),
    InstrumentState.REVOKED: (_("Dicabut"), "bad"),
}
NOT_YET: Marked = (_("Belum mulai berlaku"), "neutral")
OVER: Marked = (_("Masa berlaku habis"), "neutral")
# Scans of port officers' phones.
SCAN_OUTCOMES: Mapping[str, Marked] = {
    BOARDED: (_("Naik"), "good"),
    REFUSED: (_("Tidak naik"), "neutral"),
    DOUBLE: (_("Naik dua kali"), "bad"),
}
SCAN_ANSWERS: Mapping[str, Promise] = {
    Answer.BOARD: _("Boleh naik"),
    Answer.EXPIRED: _("Sudah habis masanya"),
    Answer.NOT_YET_VALID: _("Belum berlaku"),
    Answer.REVOKED: _("Dicabut"),
    Answer.OTHER_CROSSING: _("Untuk penyeberangan lain"),
    Answer.OTHER_DEPARTURE: _("Untuk keberangkatan lain"),
    Answer.QUOTA_USED: _("Jatah keberangkatan sudah terpakai"),
    Answer.ALREADY_USED: _("Sudah dipakai"),
    Answer.FORGED: _("Palsu: tanda tangannya tidak cocok"),
    Answer.UNKNOWN_KEY: _("Kuncinya tidak dikenal"),
    Answer.DAMAGED: _("Kodenya rusak"),
    Answer.FOREIGN: _("Bukan kode pas"),
}
