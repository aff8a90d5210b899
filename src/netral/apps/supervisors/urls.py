"""Addresses of supervisors."""

from django.urls import URLPattern, path

from netral.apps.supervisors.views import candidates, comments, panel, scores, selection

public_urlpatterns: list[URLPattern] = [
    path("pengawas/pengumuman/<uuid:ident>/", comments.announcement, name="selection_announcement"),
    path("pengawas/tanggapan/<uuid:ident>/", comments.comment, name="comment"),
    path("pengawas/tanggapan/diterima/<uuid:ident>/", comments.sent, name="comment_sent"),
]
staff_urlpatterns: list[URLPattern] = [
    path("pengawas/seleksi/", selection.candidates, name="selection_list"),
    path("pengawas/seleksi/formasi/", selection.vacancies, name="selection_vacancies"),
    path("pengawas/seleksi/rekrutmen/<uuid:ident>/", selection.recruitment, name="selection_recruitment"),
    path("pengawas/seleksi/rekrutmen/<uuid:ident>/nama/", panel.announce, name="selection_announce"),
    path("pengawas/seleksi/rekrutmen/<uuid:ident>/hasil/", panel.results, name="selection_results"),
    path("pengawas/seleksi/rekrutmen/<uuid:ident>/nilai/", scores.scores, name="selection_scores"),
    path("pengawas/seleksi/<uuid:ident>/", selection.vacancy, name="selection_vacancy"),
    path("pengawas/seleksi/<uuid:ident>/wawancara/", panel.schedule, name="selection_schedule"),
    path("pengawas/seleksi/<uuid:ident>/putusan/", panel.decide, name="selection_decide"),
    path("pengawas/seleksi/<uuid:ident>/berita-acara.pdf", selection.minutes, name="selection_minutes"),
    path("pengawas/lamaran/<uuid:ident>/seleksi/", candidates.application, name="selection_application"),
    path("pengawas/lamaran/<uuid:ident>/pemeriksaan/", candidates.check, name="selection_check"),
    path("pengawas/lamaran/<uuid:ident>/penentuan/", candidates.settle, name="selection_settle"),
    path("pengawas/lamaran/<uuid:ident>/kelengkapan/", candidates.ask_completion, name="selection_completion"),
    path("pengawas/lamaran/<uuid:ident>/gugur/", candidates.lapse, name="selection_lapse"),
    path("pengawas/lamaran/<uuid:ident>/tanggapan/<uuid:comment>/", candidates.weigh, name="selection_weigh"),
    path("pengawas/lamaran/<uuid:ident>/nilai/", candidates.mark, name="selection_mark"),
    path("pengawas/lamaran/<uuid:ident>/tidak-hadir/", candidates.absence, name="selection_absence"),
    path("pengawas/lamaran/<uuid:ident>/undur-diri/", candidates.recuse, name="selection_recuse"),
]
