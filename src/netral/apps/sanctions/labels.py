"""Labels and tones of the states of a recommendation."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from netral.apps.sanctions.domain import State
from netral.foundation.ui.choices import Marked

STATES: Mapping[str, Marked] = {
    State.SENT: (_("Dikirim"), "warning"),
    State.ACKNOWLEDGED: (_("Diterima PPK"), "neutral"),
    State.PROCEEDING: (_("Pemeriksaan"), "neutral"),
    State.DECIDED: (_("Sanksi diputus"), "good"),
    State.CARRIED_OUT: (_("Sanksi dijalankan"), "good"),
    State.CLOSED: (_("Ditutup tanpa sanksi"), "bad"),
}
