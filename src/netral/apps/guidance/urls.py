"""Addresses of guidance: the public library, personal links of readers, and the desk of those who ask and answer."""

from django.urls import URLPattern, path

from netral.apps.guidance.selfcheck.urls import selfcheck_urlpatterns
from netral.apps.guidance.views import public, reader, replies, requests, staff

library_urlpatterns = [
    path("petunjuk/", public.library, name="guidance_library"),
    path("petunjuk/data.<str:kind>", public.data, name="guidance_data"),
    path("petunjuk/baca/<str:token>/", reader.read, name="guidance_read"),
    path("petunjuk/<uuid:ident>/", public.answer, name="guidance_answer"),
]


public_urlpatterns: list[URLPattern] = [*selfcheck_urlpatterns, *library_urlpatterns]

staff_urlpatterns: list[URLPattern] = [
    path("petunjuk/", staff.board, name="guidance_board"),
    path("petunjuk/baru/", requests.begin, name="guidance_begin"),
    path("petunjuk/dibaca/", staff.readings, name="guidance_readings"),
    path("petunjuk/dibaca/ingatkan/", staff.remind, name="guidance_remind"),
    path("petunjuk/dibaca/<uuid:ident>/", staff.unit_reading, name="guidance_reading"),
    path("petunjuk/dibaca/<uuid:ident>/konfirmasi/", staff.confirm_own, name="guidance_confirm_own"),
    path("petunjuk/tinjau/", staff.reviews, name="guidance_reviews"),
    path("petunjuk/tinjau/<uuid:ident>/", staff.review, name="guidance_review"),
    path("petunjuk/<uuid:ident>/", staff.detail, name="guidance_request"),
    path("petunjuk/<uuid:ident>/ubah/", requests.edit, name="guidance_edit"),
    path("petunjuk/<uuid:ident>/perbuatan/", requests.act, name="guidance_act"),
    path("petunjuk/<uuid:ident>/keadaan/", requests.facts, name="guidance_facts"),
    path("petunjuk/<uuid:ident>/kirim/", requests.send, name="guidance_send"),
    path("petunjuk/<uuid:ident>/tarik/", requests.withdraw, name="guidance_withdraw"),
    path("petunjuk/<uuid:ident>/teruskan/", replies.pass_up, name="guidance_pass_up"),
    path("petunjuk/<uuid:ident>/turunkan/", replies.hand_back, name="guidance_hand_back"),
    path("petunjuk/<uuid:ident>/tolak/", replies.refuse, name="guidance_refuse"),
    path("petunjuk/<uuid:ident>/jawaban/", replies.draft, name="guidance_draft"),
    path("petunjuk/<uuid:ident>/kembalikan/", replies.send_back, name="guidance_send_back"),
    path("petunjuk/<uuid:ident>/persetujuan/", replies.approve, name="guidance_approve"),
    path("petunjuk/<uuid:ident>/terbit/", replies.publish, name="guidance_publish"),
]
