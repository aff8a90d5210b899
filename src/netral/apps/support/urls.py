"""Addresses of support."""

from django.urls import URLPattern, path

from netral.apps.support.views import calendar, facilities, meetings, public_loans, requests

public_urlpatterns: list[URLPattern] = [
    path("dukungan/fasilitas/<str:region>/", public_loans.lent, name="lent_facilities"),
]
staff_urlpatterns: list[URLPattern] = [
    path("dukungan/fasilitas/", facilities.inventory, name="facility_list"),
    path("dukungan/fasilitas/daftarkan/", facilities.list_facility, name="facility_add"),
    path("dukungan/pinjaman/", facilities.loans, name="loan_list"),
    path("dukungan/pinjaman/terlambat/", facilities.late, name="loan_late"),
    path("dukungan/pinjaman/kerusakan/", facilities.harmed, name="loan_harmed"),
    path("dukungan/pinjaman/kalender/", calendar.calendar, name="loan_calendar"),
    path("dukungan/pinjaman/minta/", facilities.ask, name="loan_ask"),
    path("dukungan/pinjaman/tawarkan/", facilities.offer_unasked, name="loan_offer_unasked"),
    path("dukungan/pinjaman/<uuid:ident>/", facilities.detail, name="loan"),
    path("dukungan/pinjaman/<uuid:ident>/persetujuan.pdf", facilities.agreement, name="loan_agreement"),
    path("dukungan/pinjaman/<uuid:ident>/tawarkan/", facilities.offer, name="loan_offer"),
    path("dukungan/pinjaman/<uuid:ident>/tolak/", facilities.refuse, name="loan_refuse"),
    path("dukungan/pinjaman/<uuid:ident>/tarik-tawaran/", facilities.retract, name="loan_retract"),
    path("dukungan/pinjaman/<uuid:ident>/setujui/", facilities.agree, name="loan_agree"),
    path("dukungan/pinjaman/<uuid:ident>/tolak-tawaran/", facilities.decline, name="loan_decline"),
    path("dukungan/pinjaman/<uuid:ident>/batalkan/", facilities.withdraw, name="loan_withdraw"),
    path("dukungan/pinjaman/<uuid:ident>/serah-terima/", facilities.hand_over, name="loan_hand_over"),
    path("dukungan/pinjaman/<uuid:ident>/pengembalian/", facilities.bring_back, name="loan_bring_back"),
    path("dukungan/pinjaman/<uuid:ident>/penyelesaian/", facilities.settle, name="loan_settle"),
    path("dukungan/pinjaman/<uuid:ident>/tutup/", facilities.close, name="loan_close"),
    path("dukungan/permintaan/", requests.requests, name="support_request_list"),
    path("dukungan/permintaan/baru/", requests.ask, name="support_request_ask"),
    path("dukungan/permintaan/<uuid:ident>/", requests.detail, name="support_request"),
    path("dukungan/permintaan/<uuid:ident>/jawab/", requests.answer, name="support_request_answer"),
    path("dukungan/permintaan/<uuid:ident>/tarik/", requests.withdraw, name="support_request_withdraw"),
    path("dukungan/permintaan/<uuid:ident>/<str:file>", requests.paper, name="support_request_paper"),
    path("dukungan/pertemuan/", meetings.meetings, name="meeting_list"),
    path("dukungan/pertemuan/rencana/", meetings.plan, name="meeting_plan"),
    path("dukungan/pertemuan/<uuid:ident>/", meetings.detail, name="meeting"),
    path("dukungan/pertemuan/<uuid:ident>/notula.pdf", meetings.minutes_paper, name="meeting_minutes_paper"),
    path("dukungan/pertemuan/<uuid:ident>/kesepakatan/", meetings.agree, name="meeting_agree"),
    path("dukungan/pertemuan/<uuid:ident>/notula/", meetings.minutes, name="meeting_minutes"),
    path("dukungan/pertemuan/<uuid:ident>/batalkan/", meetings.call_off, name="meeting_call_off"),
    path("dukungan/kesepakatan/", meetings.agreed, name="agreed_list"),
    path("dukungan/kesepakatan/<uuid:ident>/", meetings.agreed_action, name="agreed_action"),
    path("dukungan/kesepakatan/<uuid:ident>/hapus/", meetings.strike, name="agreed_action_strike"),
    path("dukungan/kesepakatan/<uuid:ident>/selesai/", meetings.done, name="agreed_action_done"),
    path("dukungan/kesepakatan/<uuid:ident>/tidak-dilaksanakan/", meetings.missed, name="agreed_action_missed"),
]
