"""Addresses of reports."""

from django.urls import path

from netral.apps.reports.views import quarantine, staff, status, submission, wizard

public_urlpatterns = [
    path("lapor/", wizard.start, name="report_start"),
    path("lapor/apa/", wizard.what, name="report_what"),
    path("lapor/siapa/", wizard.who, name="report_who"),
    path("lapor/di-mana/", wizard.where, name="report_where"),
    path("lapor/kapan/", wizard.when, name="report_when"),
    path("lapor/bukti/", wizard.evidence, name="report_evidence"),
    path("lapor/pelapor/", wizard.reporter, name="report_reporter"),
    path("lapor/periksa/", submission.check, name="report_check"),
    path("lapor/terkirim/", submission.sent, name="report_sent"),
    path("lapor/tanda-bukti.pdf", submission.proof, name="report_proof"),
    path("lapor/keluar/", submission.leave, name="report_leave"),
    path("lapor/status/", status.status, name="report_status"),
    path("lapor/status/laporan/", status.opened, name="report_opened"),
    path("lapor/status/tambah/", status.add, name="report_add"),
    path("lapor/status/identitas/", status.identify, name="report_identify"),
]
staff_urlpatterns = [
    path("laporan/", staff.listing, name="report_list"),
    path("laporan/menunggu/", quarantine.listing, name="report_quarantine"),
    path("laporan/menunggu/buka/", quarantine.admit, name="report_admit"),
    path("laporan/<uuid:report_id>/", staff.detail, name="report_detail"),
    path("laporan/<uuid:report_id>/balas/", staff.answer, name="report_answer"),
    path("laporan/<uuid:report_id>/perbuatan/", staff.act, name="report_act"),
    path("laporan/<uuid:report_id>/identitas/", staff.identity, name="report_identity"),
]
