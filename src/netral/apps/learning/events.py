"""The kinds of events of learning."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import Rate, event_kind

# What the holder of one link does by hand, and how many scan one poster: ten a second, as before a full hall.
_BY_HAND = Rate(timedelta(hours=1), per_subject=60)
_AT_POSTER = Rate(timedelta(minutes=1), per_subject=600)

SESSION_PLANNED = event_kind("learning.session_planned", _("Sesi sosialisasi direncanakan"), personal=("speaker",))
SESSION_CHANGED = event_kind("learning.session_changed", _("Sesi sosialisasi diubah"), personal=("speaker",))
SESSION_ANNOUNCED = event_kind("learning.session_announced", _("Undangan sesi dikirim"))
SESSION_HELD = event_kind("learning.session_held", _("Sesi sosialisasi terlaksana"))
SESSION_CANCELLED = event_kind("learning.session_cancelled", _("Sesi sosialisasi dibatalkan"))
SESSION_LETTERS_SENT = event_kind("learning.session_letters_sent", _("Surat tentang sesi dikirim"))
POSTER_PRINTED = event_kind("learning.poster_printed", _("Poster kehadiran dicetak"))
MATERIAL_ADDED = event_kind("learning.material_added", _("Materi sesi ditambahkan"))
MATERIAL_REMOVED = event_kind("learning.material_removed", _("Materi sesi dihapus"))
ATTENDANCE_RECORDED = event_kind("learning.attendance_recorded", _("Kehadiran dicatat"))
ATTENDANCE_ASKED = event_kind("learning.attendance_asked", _("Kehadiran diajukan lewat poster"), rate=_AT_POSTER)
ATTENDANCE_UNDONE = event_kind("learning.attendance_undone", _("Kehadiran dibatalkan"), personal=("reason",))
ROUND_CREATED = event_kind("learning.round_created", _("Putaran kuis dibuat"))
ROUND_OPENED = event_kind("learning.round_opened", _("Putaran kuis dibuka"))
ROUND_EXTENDED = event_kind("learning.round_extended", _("ASN baru diundang ikut kuis"))
ROUND_CLOSED = event_kind("learning.round_closed", _("Putaran kuis ditutup"))
LINKS_SENT = event_kind("learning.links_sent", _("Tautan kuis dikirim"))
REMINDED = event_kind("learning.reminded", _("Pengingat kuis dikirim"))
SLIPS_PRINTED = event_kind("learning.slips_printed", _("Slip kuis dicetak"))
QUIZ_STARTED = event_kind("learning.quiz_started", _("Kuis dimulai"), rate=_BY_HAND)
QUESTION_ANSWERED = event_kind("learning.question_answered", _("Soal kuis dijawab"), personal=("answer",))
QUIZ_PASSED = event_kind("learning.quiz_passed", _("Kuis lulus"), personal=("right",))
QUIZ_FAILED = event_kind("learning.quiz_failed", _("Kuis belum lulus"), personal=("right",))
CERTIFICATE_ISSUED = event_kind("learning.certificate_issued", _("Sertifikat diterbitkan"))
CERTIFICATE_TAKEN = event_kind("learning.certificate_taken", _("Salinan sertifikat diunduh"), rate=_BY_HAND)
LOCAL_TEXT_KEPT = event_kind("learning.local_text_kept", _("Teks bahasa daerah disimpan"))
LOCAL_TEXT_REMOVED = event_kind("learning.local_text_removed", _("Teks bahasa daerah dihapus"))
