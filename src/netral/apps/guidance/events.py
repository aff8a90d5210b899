"""Kinds of events of guidance. Their data name rows and codes; words of officials count as personal."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

REQUEST_STARTED = event_kind("guidance.started", _("Konsep permintaan dibuat"))
REQUEST_CHANGED = event_kind("guidance.changed", _("Konsep permintaan diubah"))
REQUEST_SENT = event_kind("guidance.sent", _("Permintaan dikirim"))
REQUEST_WITHDRAWN = event_kind("guidance.withdrawn", _("Permintaan ditarik"), personal=("words",))
REQUEST_PASSED_UP = event_kind("guidance.passed_up", _("Permintaan diteruskan ke tingkat di atas"), personal=("words",))
REQUEST_HANDED_BACK = event_kind("guidance.handed_back", _("Permintaan dikembalikan ke penerima"), personal=("words",))
REQUEST_REFUSED = event_kind("guidance.refused", _("Permintaan ditolak"), personal=("words",))
ANSWER_DRAFTED = event_kind("guidance.drafted", _("Rancangan jawaban ditulis"))
ANSWER_SENT_BACK = event_kind("guidance.sent_back", _("Rancangan dikembalikan"), personal=("words",))
ANSWER_APPROVED = event_kind("guidance.approved", _("Jawaban disetujui"))
ANSWER_PUBLISHED = event_kind("guidance.published", _("Jawaban diterbitkan"), personal=("words", "vouched"))
ANSWER_REPLACED = event_kind("guidance.replaced", _("Jawaban diganti"), personal=("words",))
ANSWER_CONFIRMED = event_kind("guidance.confirmed", _("Jawaban ditinjau: masih berlaku"), personal=("words",))
ANSWER_ENDED = event_kind("guidance.ended", _("Masa berlaku jawaban diakhiri"), personal=("words",))
ANSWER_READ = event_kind("guidance.read", _("Jawaban dikonfirmasi sudah dibaca"))
CONTACT_SET = event_kind("guidance.contact_set", _("Kontak unit diisi"))
UNITS_REMINDED = event_kind("guidance.reminded", _("Unit diingatkan membaca"))
OVERDUE_TOLD = event_kind("guidance.overdue", _("Keterlambatan jawaban diberitahukan"))
REVIEW_ASKED = event_kind("guidance.review_asked", _("Peninjauan jawaban diminta"))
