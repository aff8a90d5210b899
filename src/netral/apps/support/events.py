"""Kinds of events of support. Their data hold identifiers, days and sums; words that somebody typed are personal."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

GRANT_ASKED = event_kind("support.grant_asked", _("Hibah diminta"))
GRANT_REVISED = event_kind("support.grant_revised", _("Permintaan hibah diubah"))
GRANT_AGREED = event_kind("support.grant_agreed", _("Jumlah hibah disetujui"))
GRANT_SIGNED = event_kind("support.grant_signed", _("NPHD ditandatangani"))
GRANT_PAID = event_kind("support.grant_paid", _("Pembayaran hibah dicatat"))
GRANT_INSTRUMENT = event_kind("support.grant_instrument", _("Surat dasar pembayaran dicatat"))
GRANT_SPENT = event_kind("support.grant_spent", _("Belanja hibah dicatat"), personal=("words",))
GRANT_CORRECTED = event_kind("support.grant_corrected", _("Belanja hibah dikoreksi"), personal=("words",))
GRANT_PROPOSED = event_kind("support.grant_proposed", _("Usul pengesahan calon terpilih dicatat"))
GRANT_RETURNED = event_kind("support.grant_returned", _("Sisa hibah dikembalikan"))
GRANT_SETTLED = event_kind("support.grant_settled", _("Hibah selesai"))
GRANT_TERM_TOLD = event_kind("support.grant_term_told", _("Batas waktu hibah diingatkan"))
INCUMBENT_RECORDED = event_kind("support.incumbent_recorded", _("Calon petahana dicatat"), personal=("name", "words"))
