"""Kinds of events of supervisors."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from netral.foundation.ledger.kinds import Rate, event_kind

_BY_HAND = Rate(timedelta(hours=1), per_subject=60)
# A kiosk that comes back to the network empties its queue at once, twenty confirmations a time.
_BY_KIOSK = Rate(timedelta(minutes=1), per_subject=600)
_REFUSED = Rate(timedelta(hours=1), per_subject=2000)

SUPERVISOR_REGISTERED = event_kind("supervisor.registered", _("Pengawas didaftarkan"), personal=("name",))
SUPERVISOR_CORRECTED = event_kind("supervisor.corrected", _("Data pengawas diperbaiki"), personal=("reason",))
SUPERVISOR_PHOTO_SET = event_kind("supervisor.photo_set", _("Foto pengawas dipasang"))
SUPERVISOR_POSTED = event_kind("supervisor.posted", _("Pengawas ditempatkan"))
SUPERVISOR_ACCOUNT_GIVEN = event_kind("supervisor.account_given", _("Akun pengawas diberikan"))
SUPERVISOR_ENDED = event_kind("supervisor.ended", _("Masa tugas pengawas berakhir"), personal=("reason",))
SUPERVISOR_ON_LEAVE = event_kind("supervisor.on_leave", _("Cuti pengawas dicatat"), personal=("reason",))
SUPERVISOR_COVERED = event_kind("supervisor.covered", _("Penjaga lain dicatat untuk sisa cuti"), personal=("reason",))
SUPERVISOR_RETURNED = event_kind("supervisor.returned", _("Pengawas kembali dari cuti"))
SUPERVISOR_ACCUSED = event_kind(
    "supervisor.dismissal_opened", _("Pemeriksaan pengawas dibuka"), personal=("reasons", "hearing_on")
)
HEARING_MOVED = event_kind(
    "supervisor.hearing_moved", _("Hari mendengar keterangan dipindah"), personal=("hearing_on", "before", "reason")
)
SUPERVISOR_HEARD = event_kind("supervisor.heard", _("Keterangan pengawas dicatat"), personal=("attended", "statement"))
SUPERVISOR_JUDGED = event_kind(
    "supervisor.dismissal_decided", _("Pemeriksaan pengawas diputus"), personal=("upheld", "decision")
)
PHONE_CODE_MADE = event_kind("supervisor.phone_code_made", _("Kode nomor telepon dibuat"))
PHONE_CODE_REFUSED = event_kind("supervisor.phone_code_refused", _("Kode nomor telepon salah"))
PHONE_CONFIRMED = event_kind("supervisor.phone_confirmed", _("Nomor telepon pengawas dipastikan"))
SUPERVISOR_CARD_ISSUED = event_kind("supervisor.card_issued", _("Kartu pengawas disegel"))
SUPERVISOR_LIST_KEPT = event_kind("supervisor.list_kept", _("Daftar pengawas diunggah"))
SUPERVISOR_LIST_IMPORTED = event_kind("supervisor.list_imported", _("Daftar pengawas diimpor"))
RECRUITMENT_PLANNED = event_kind("supervisors.recruitment_planned", _("Rekrutmen pengawas direncanakan"))
RECRUITMENT_OPENED = event_kind("supervisors.recruitment_opened", _("Pendaftaran calon pengawas dibuka"))
RECRUITMENT_CLOSED = event_kind("supervisors.recruitment_closed", _("Pendaftaran calon pengawas ditutup"))
RECRUITMENT_CANCELLED = event_kind("supervisors.recruitment_cancelled", _("Draf rekrutmen pengawas dibatalkan"))
VACANCIES_EXTENDED = event_kind(
    "supervisors.vacancies_extended", _("Pendaftaran calon pengawas diperpanjang"), personal=("reason",)
)
STATIONS_IMPORTED = event_kind("supervisors.stations_imported", _("Daftar TPS diimpor"))
# Applications: number, vacancy and region; never a word of what somebody told of herself.
APPLICATION_SUBMITTED = event_kind("application.submitted", _("Lamaran pengawas diterima"))
APPLICATION_CODE_RENEWED = event_kind("application.code_renewed", _("Kode lamaran diganti di loket"))
APPLICATION_DOCUMENTS_ADDED = event_kind("application.documents_added", _("Dokumen lamaran ditambah"))
APPLICATION_COMPLETED = event_kind("application.completed", _("Lamaran dilengkapi"))
APPLICATION_WITHDRAWN = event_kind("application.withdrawn", _("Lamaran ditarik"))
APPLICATION_PERSON_SETTLED = event_kind(
    "application.person_settled", _("Kecocokan pelamar dengan daftar ASN ditetapkan")
)
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
# Appointments: numbers, days and how many; who was named, present, away or dropped stands in rows alone.
DECREE_ISSUED = event_kind("decree.issued", _("Keputusan pengangkatan ditetapkan"))
DECREE_CORRECTED = event_kind("decree.corrected", _("Keputusan pengangkatan diganti"), personal=("reason",))
APPOINTEE_DROPPED = event_kind("appointee.dropped", _("Pengangkatan gugur"), personal=("reason",))
OATH_PLANNED = event_kind("oath.planned", _("Pelantikan direncanakan"))
OATH_ATTENDED = event_kind("oath.attended", _("Kehadiran pelantikan dicatat"))
OATH_EXPLAINED = event_kind("oath.explained", _("Alasan tidak hadir dicatat"), personal=("reasons",))
OATH_CANCELLED = event_kind("oath.cancelled", _("Pelantikan dibatalkan"), personal=("reason",))
OATH_CLOSED = event_kind("oath.closed", _("Pelantikan ditutup"))
OATH_CONTINUED = event_kind("oath.continued", _("Penempatan sesudah pelantikan dilanjutkan"))
OATH_CERTIFIED = event_kind("oath.certified", _("Sertifikat pelantikan disegel"))
APPOINTEE_POSTED = event_kind("appointee.posted", _("Yang dilantik ditempatkan"))
APPOINTEE_HINDERED = event_kind("appointee.hindered", _("Penempatan yang dilantik ditolak"), personal=("why",))
# Kiosks of an oath: who swore is known by the identifier of her slip alone.
OATH_TO_KIOSKS = event_kind("oath.to_kiosks", _("Pelantikan memakai kios"))
OATH_BEGUN = event_kind("oath.begun", _("Pelantikan dimulai"))
ROLL_CALL_PLANNED = event_kind("oath.roll_call_planned", _("Kios pelantikan disiapkan"), personal=("officiant",))
ROLL_CALL_PREPARED = event_kind("oath.roll_call_prepared", _("PIN peserta pelantikan disiapkan"))
ROLL_CALL_PRINTED = event_kind("oath.slips_printed", _("Slip pelantikan dicetak"))
ROLL_CALL_OPENED = event_kind("oath.roll_call_opened", _("Pelantikan dengan kios dimulai"))
ROLL_CALL_DONE = event_kind("oath.roll_call_done", _("Pelantikan dengan kios selesai"))
OATH_CONFIRMED = event_kind("oath.confirmed", _("Sumpah dikonfirmasi di kios"))
OATH_WITNESSED = event_kind("oath.witnessed", _("Saksi pelantikan mengonfirmasi"), personal=("note",))
OATH_KIOSK_OPENED = event_kind("oath.kiosk_opened", _("Kios pelantikan dibuka"))
OATH_KIOSK_REVOKED = event_kind("oath.kiosk_revoked", _("Kios pelantikan dicabut"))
OATH_KIOSK_LOADED = event_kind("oath.kiosk_loaded", _("Kios memuat daftar peserta"), rate=_BY_HAND)
OATH_KIOSK_SEEN = event_kind("oath.kiosk_seen", _("Kios mengirim antreannya"), rate=_BY_KIOSK)
OATH_KIOSK_REFUSED = event_kind("oath.kiosk_refused", _("Konfirmasi dari kios ditolak"), rate=_REFUSED)
