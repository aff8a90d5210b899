"""What the states of ceremonies and refused confirmations are called, for the people at the kiosk and the officer."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.foundation.ceremonies.domain import CeremonyStatus, EntryOutcome
from netral.foundation.ceremonies.protocol import EntryRefusal
from netral.foundation.ui.choices import Marked

CEREMONY_STATUSES: Mapping[str, Marked] = {
    CeremonyStatus.PLANNED: (_("Direncanakan"), "neutral"),
    CeremonyStatus.OPEN: (_("Berlangsung"), "good"),
    CeremonyStatus.DONE: (_("Selesai"), "neutral"),
}
ENTRY_OUTCOMES: Mapping[str, Promise] = {
    EntryOutcome.ACCEPTED: _("Diterima"),
    EntryOutcome.REFUSED: _("Ditolak"),
}
# The two that are missing are an app's own words: see `KioskWords`.
REFUSALS: Mapping[str, Promise] = {
    EntryRefusal.MALFORMED: _("Data konfirmasi rusak. Minta orangnya mengonfirmasi lagi."),
    EntryRefusal.UNKNOWN_SLIP: _("Slip ini bukan milik peserta pelantikan ini."),
    EntryRefusal.FORGED: _("Tanda konfirmasi tidak cocok dengan slip dan PIN. Minta orangnya mengonfirmasi lagi."),
    EntryRefusal.POINTS_MISSING: _("Tidak semua butir disetujui."),
    EntryRefusal.NO_REASON: _("Keberatan tanpa alasan."),
    EntryRefusal.NOT_STARTED: _("Dikonfirmasi sebelum pelantikan dimulai."),
    EntryRefusal.ENDED: _("Dikonfirmasi setelah pelantikan selesai."),
    EntryRefusal.KIOSK_OVER: _("Dikonfirmasi setelah kode kios berakhir atau dicabut."),
}
