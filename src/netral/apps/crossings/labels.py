"""Words and marks for what the domain only names."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.scans import Answer
from netral.apps.crossings.queries.scans import BOARDED, DOUBLE, REFUSED
from netral.foundation.ui.choices import Marked

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
