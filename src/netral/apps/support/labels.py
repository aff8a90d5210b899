"""Words and marks for what the domain of support only names."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.support.domain.grants import LineKind, State
from netral.foundation.ui.choices import Marked

GRANT_STATES: Mapping[str, Marked] = {
    State.ASKED: (_("Menunggu persetujuan pemda"), "warning"),
    State.AGREED: (_("Disetujui, menunggu NPHD"), "warning"),
    State.SIGNED: (_("NPHD ditandatangani, belum dibayar"), "neutral"),
    State.PAYING: (_("Dibayar bertahap"), "neutral"),
    State.SETTLED: (_("Selesai"), "good"),
}
LINES: Mapping[str, Promise] = {
    LineKind.HONORARIUM: _("Honorarium pengawas"),
    LineKind.OPERATIONS: _("Operasional dan sekretariat"),
    LineKind.GOODS: _("Barang dan perlengkapan"),
    LineKind.TRAVEL: _("Perjalanan dinas dan transportasi"),
    LineKind.OTHER: _("Lain-lain"),
}
