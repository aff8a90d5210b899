"""Kinds of events of support. Their data hold identifiers, days and sums; words that somebody typed are personal."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

FACILITY_LISTED = event_kind("facility.listed", _("Fasilitas didaftarkan"), personal=("name",))
LOAN_ASKED = event_kind("loan.asked", _("Fasilitas diminta"), personal=("purpose",))
LOAN_OFFERED = event_kind("loan.offered", _("Fasilitas ditawarkan"), personal=("words",))
LOAN_AGREED = event_kind("loan.agreed", _("Pinjaman disetujui"))
LOAN_REFUSED = event_kind("loan.refused", _("Pinjaman ditolak"), personal=("words",))
LOAN_WITHDRAWN = event_kind("loan.withdrawn", _("Pinjaman ditarik"), personal=("words",))
LOAN_HANDED_OVER = event_kind("loan.handed_over", _("Fasilitas diserahkan"), personal=("by_whom", "to_whom", "words"))
LOAN_BROUGHT_BACK = event_kind(
    "loan.brought_back", _("Fasilitas dikembalikan"), personal=("by_whom", "to_whom", "words")
)
LOAN_SETTLED = event_kind("loan.settled", _("Kerugian diselesaikan"), personal=("words",))
LOAN_CLOSED = event_kind("loan.closed", _("Pinjaman ditutup"))
LOAN_OVERDUE = event_kind("loan.overdue", _("Fasilitas terlambat kembali"))
LETTER_ASKED = event_kind("support_request.asked", _("Permintaan dikirim"), personal=("subject",))
LETTER_ANSWERED = event_kind("support_request.answered", _("Permintaan dijawab"), personal=("words",))
LETTER_WITHDRAWN = event_kind("support_request.withdrawn", _("Permintaan ditarik"), personal=("words",))
MEETING_PLANNED = event_kind("meeting.planned", _("Pertemuan direncanakan"), personal=("participants", "agenda"))
MEETING_AGREED = event_kind("meeting.agreed", _("Kesepakatan dicatat"), personal=("words",))
MEETING_STRUCK = event_kind("meeting.struck", _("Kesepakatan dihapus sebelum notula"), personal=("words",))
MEETING_MINUTED = event_kind("meeting.minuted", _("Notula disegel"), personal=("words",))
MEETING_CALLED_OFF = event_kind("meeting.called_off", _("Pertemuan dibatalkan"), personal=("words",))
AGREED_ACTION_REPORTED = event_kind("agreed_action.reported", _("Hasil kesepakatan dicatat"), personal=("words",))
RATE_SET = event_kind("honorarium.rate_set", _("Tarif honor ditetapkan"))
MONTH_RECKONED = event_kind("honorarium.month_reckoned", _("Honor satu bulan dihitung"))
BANK_LIST_TAKEN = event_kind("honorarium.bank_list_taken", _("Daftar bank diimpor"))
PAYMENT_WITHDRAWN = event_kind(
    "honorarium.payment_withdrawn", _("Pembayaran honor dibatalkan"), personal=("amount", "reason")
)
MISSED_MONTH_TOLD = event_kind("honorarium.missed_month_told", _("Surat honor yang belum dibayar dikirim"))
GRANT_ASKED = event_kind("support.grant_asked", _("Hibah diminta"))
GRANT_REVISED = event_kind("support.grant_revised", _("Permintaan hibah diubah"))
GRANT_AGREED = event_kind("support.grant_agreed", _("Jumlah hibah disetujui"))
GRANT_SIGNED = event_kind("support.grant_signed", _("NPHD ditandatangani"))
GRANT_PAID = event_kind("support.grant_paid", _("Pembayaran hibah dicatat"))
GRANT_PAYMENT_WITHDRAWN = event_kind(
    "support.grant_payment_withdrawn", _("Pembayaran hibah dibatalkan"), personal=("words",)
)
GRANT_RETURN_WITHDRAWN = event_kind(
    "support.grant_return_withdrawn", _("Pengembalian hibah dibatalkan"), personal=("words",)
)
GRANT_INSTRUMENT = event_kind("support.grant_instrument", _("Surat dasar pembayaran dicatat"))
GRANT_SPENT = event_kind("support.grant_spent", _("Belanja hibah dicatat"), personal=("words",))
GRANT_CORRECTED = event_kind("support.grant_corrected", _("Belanja hibah dikoreksi"), personal=("words",))
GRANT_PROPOSED = event_kind("support.grant_proposed", _("Usul pengesahan calon terpilih dicatat"))
GRANT_RETURNED = event_kind("support.grant_returned", _("Sisa hibah dikembalikan"))
GRANT_SETTLED = event_kind("support.grant_settled", _("Hibah selesai"))
GRANT_TERM_TOLD = event_kind("support.grant_term_told", _("Batas waktu hibah diingatkan"))
INCUMBENT_RECORDED = event_kind("support.incumbent_recorded", _("Calon petahana dicatat"), personal=("name", "words"))
