"""Addresses of supervisors."""

from django.urls import URLPattern, path

from netral.apps.supervisors.views import applications, counter, drafts, receipts

public_urlpatterns: list[URLPattern] = [
    path("pengawas/melamar/<uuid:ident>/", drafts.start, name="application_start"),
    path("pengawas/melamar/isi/<slug:step>/", drafts.question, name="application_question"),
    path("pengawas/melamar/dokumen/", drafts.documents, name="application_documents"),
    path("pengawas/melamar/periksa/", drafts.check, name="application_check"),
    path("pengawas/melamar/terkirim/", drafts.sent, name="application_sent"),
    path("pengawas/melamar/keluar/", drafts.leave, name="application_leave"),
    path("pengawas/status/", receipts.status, name="application_status"),
    path("pengawas/status/lamaran/", receipts.opened, name="application_opened"),
    path("pengawas/status/dokumen/", receipts.add, name="application_add"),
    path("pengawas/status/lengkap/", receipts.complete, name="application_complete"),
    path("pengawas/status/tarik/", receipts.withdraw, name="application_withdraw"),
    path("pengawas/status/tanda-terima.pdf", receipts.receipt, name="application_receipt"),
]
staff_urlpatterns: list[URLPattern] = [
    path("pengawas/lamaran/", applications.listing, name="application_list"),
    path("pengawas/lamaran/<uuid:ident>/", applications.detail, name="application_detail"),
    path("pengawas/lamaran/<uuid:ident>/asn/", applications.person, name="application_person"),
    path("pengawas/lamaran/<uuid:ident>/dokumen/", applications.add, name="application_bring"),
    path("pengawas/loket/", counter.vacancies, name="application_counters"),
    path("pengawas/loket/<uuid:ident>/", counter.enter, name="application_counter"),
    path("pengawas/loket/<uuid:ident>/tanda-terima.pdf", counter.slip, name="application_slip"),
]
