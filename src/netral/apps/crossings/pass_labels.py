"""Words and tones of passes."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.crossings.domain.passes import PassKind, PassState
from netral.foundation.ui.choices import Marked

PASS_STATES: Mapping[str, Marked] = {
    PassState.ASKED: (_("Menunggu keputusan"), "warning"),
    PassState.WAITING: (_("Daftar tunggu"), "warning"),
    PassState.GRANTED: (_("Berlaku"), "good"),
    PassState.REFUSED: (_("Tidak diberikan"), "bad"),
    PassState.WITHDRAWN: (_("Ditarik"), "neutral"),
    PassState.REVOKED: (_("Dicabut"), "bad"),
}
PASS_OVER: Marked = (_("Sudah lewat"), "neutral")
PASS_NOT_YET: Marked = (_("Belum mulai berlaku"), "warning")
PASS_KINDS: Mapping[str, Promise] = {
    PassKind.TRIP: _("Satu keberangkatan"),
    PassKind.STANDING: _("Pas tetap"),
}
DEPARTURE_UNCLOSED: Marked = (_("Lewat, belum ditutup"), "warning")
