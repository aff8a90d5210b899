"""Kinds of events of supervisors."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import Rate, event_kind

# Selection. Who judged, said or gave what about an applicant is personal; that a step was taken is not.
APPLICATION_CHECKED = event_kind(
    "application.checked", _("Lamaran diperiksa"), personal=("verdict", "judged", "reason")
)
APPLICATION_JUDGED = event_kind("application.judged", _("Hasil pemeriksaan lamaran ditetapkan"))
COMPLETION_ASKED = event_kind("application.completion_asked", _("Kelengkapan lamaran diminta"), personal=("text",))
APPLICATION_LAPSED = event_kind("application.lapsed", _("Lamaran gugur karena tidak dilengkapi"), personal=("reason",))
NAMES_ANNOUNCED = event_kind("recruitment.names_announced", _("Nama pelamar diumumkan"))
COMMENT_SENT = event_kind(
    "comment.sent",
    _("Tanggapan masyarakat diterima"),
    personal=("author", "contact", "text"),
    rate=Rate(within=timedelta(hours=1), per_subject=30, overall=3000),
)
COMMENT_ANSWERED = event_kind("comment.answered", _("Tanggapan dijawab pelamar"), personal=("answer",))
COMMENT_WEIGHED = event_kind("comment.weighed", _("Tanggapan dipertimbangkan"), personal=("weight", "reason"))
SCORES_IMPORTED = event_kind("scores.imported", _("Nilai tes tulis diimpor"))
SCORE_RECORDED = event_kind("score.recorded", _("Nilai tes tulis dicatat"), personal=("score", "before"))
INTERVIEWS_SCHEDULED = event_kind("interviews.scheduled", _("Wawancara dijadwalkan"), personal=("assessors",))
INTERVIEW_MARKED = event_kind("interview.marked", _("Wawancara dinilai"), personal=("marks",))
INTERVIEW_MISSED = event_kind("interview.missed", _("Pelamar tidak hadir wawancara"), personal=("words",))
ASSESSOR_RECUSED = event_kind("assessor.recused", _("Penilai mengundurkan diri"), personal=("reason",))
VACANCY_DECIDED = event_kind("vacancy.decided", _("Formasi diputus"), personal=("members",))
APPLICATION_DECIDED = event_kind("application.decided", _("Lamaran diputus"), personal=("outcome", "order", "reason"))
RESULTS_ANNOUNCED = event_kind("recruitment.results_announced", _("Hasil seleksi diumumkan"))
