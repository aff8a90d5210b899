"""Kinds of events of cases. Their data name rows, never people; words of officers count as personal."""

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import event_kind

WORDS = ("words", "late_reason")

CASE_OPENED = event_kind("case.opened", _("Perkara dibuka untuk kajian awal"))
REGISTRATION_PROPOSED = event_kind("case.registration_proposed", _("Registrasi diusulkan"), personal=WORDS)
COMPLETION_ASKED = event_kind("case.completion_asked", _("Perbaikan laporan diminta"), personal=WORDS)
COMPLETION_RECEIVED = event_kind("case.completion_received", _("Perbaikan laporan diterima"), personal=WORDS)
CASE_REFUSED = event_kind("case.refused", _("Laporan tidak diregister"), personal=WORDS)
PROPOSAL_RETURNED = event_kind("case.proposal_returned", _("Usulan registrasi dikembalikan"), personal=WORDS)
CASE_REGISTERED = event_kind("case.registered", _("Perkara diregister"), personal=WORDS)
TIME_EXTENDED = event_kind("case.time_extended", _("Waktu penanganan ditambah"), personal=WORDS)
INVITATION_SENT = event_kind("case.invitation_sent", _("Undangan klarifikasi dikirim"), personal=WORDS)
CLARIFICATION_RECORDED = event_kind("case.clarification_recorded", _("Hasil klarifikasi dicatat"), personal=WORDS)
STUDY_WRITTEN = event_kind("case.study_written", _("Kajian ditulis"), personal=WORDS)
PLENARY_CONVENED = event_kind("case.plenary_convened", _("Pleno dibuka"), personal=WORDS)
VOTE_CAST = event_kind("case.vote_cast", _("Suara pleno dicatat"), personal=WORDS)
ACT_DATE_CORRECTED = event_kind("case.act_date_corrected", _("Tanggal perbuatan diperbaiki"))
PERSON_CORRECTED = event_kind("case.person_corrected", _("Data terlapor diperbaiki"))
PLENARY_REOPENED = event_kind("case.plenary_reopened", _("Pleno tanpa putusan"), personal=WORDS)
CASE_NOT_FORWARDED = event_kind("case.not_forwarded", _("Putusan tidak diteruskan"), personal=WORDS)
CASE_DECIDED = event_kind("case.decided", _("Perkara diputus pleno"), personal=WORDS)
