"""What a refused confirmation is called, for the people at the kiosk and the officer."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from netral.apps.pledges.ceremonies.protocol import Refusal

REFUSALS: Mapping[str, Promise] = {
    Refusal.MALFORMED: _("Data konfirmasi rusak. Minta orangnya mengonfirmasi lagi."),
    Refusal.UNKNOWN_SLIP: _("Slip ini bukan milik peserta pelantikan ini."),
    Refusal.FORGED: _("Tanda konfirmasi tidak cocok dengan slip dan PIN. Minta orangnya mengonfirmasi lagi."),
    Refusal.POINTS_MISSING: _("Tidak semua butir disetujui."),
    Refusal.NO_REASON: _("Keberatan tanpa alasan."),
    Refusal.SIGNED_BEFORE: _("Sudah berikrar sebelumnya. Tidak perlu diulang."),
    Refusal.NOT_STARTED: _("Dikonfirmasi sebelum pelantikan dimulai."),
    Refusal.ENDED: _("Dikonfirmasi setelah pelantikan selesai."),
    Refusal.CAMPAIGN_OVER: _("Dikonfirmasi setelah kampanye ikrar ditutup."),
    Refusal.KIOSK_OVER: _("Dikonfirmasi setelah kode kios berakhir atau dicabut."),
}
