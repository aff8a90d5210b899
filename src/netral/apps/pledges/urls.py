"""Addresses of pledges."""

from django.urls import URLPattern, path

from netral.apps.pledges.views import drafts, files, public, staff, steps

public_urlpatterns: list[URLPattern] = [
    path("ikrar/<str:token>/", public.start, name="pledge_start"),
    path("ikrar/<str:token>/butir/", public.points, name="pledge_points"),
    path("ikrar/<str:token>/tanda-tangan/", public.sign, name="pledge_sign"),
    path("ikrar/<str:token>/selesai/", public.done, name="pledge_done"),
    path("ikrar/<str:token>/dokumen/", public.document, name="pledge_document"),
    path("ikrar/<str:token>/menolak/", public.decline, name="pledge_decline"),
    path("ikrar/<str:token>/pikir-lagi/", public.reconsider, name="pledge_reconsider"),
    path("ikrar/<str:token>/cabut/", public.withdraw, name="pledge_withdraw"),
]
staff_urlpatterns: list[URLPattern] = [
    path("ikrar/", staff.campaigns, name="campaign_list"),
    path("ikrar/baru/", drafts.create, name="campaign_create"),
    path("ikrar/<uuid:ident>/", staff.campaign, name="campaign"),
    path("ikrar/<uuid:ident>/konsep/", drafts.draft, name="campaign_draft"),
    path("ikrar/<uuid:ident>/ubah/", drafts.edit, name="campaign_edit"),
    path("ikrar/<uuid:ident>/unit/", drafts.units, name="campaign_units"),
    path("ikrar/<uuid:ident>/kepala/", drafts.heads, name="campaign_heads"),
    path("ikrar/<uuid:ident>/contoh/", drafts.preview, name="campaign_preview"),
    path("ikrar/<uuid:ident>/hapus/", drafts.delete, name="campaign_delete"),
    path("ikrar/<uuid:ident>/ulangi/", drafts.renew, name="campaign_renew"),
    path("ikrar/<uuid:ident>/angka/", staff.figures, name="campaign_figures"),
    path("ikrar/<uuid:ident>/orang/", staff.people, name="campaign_people"),
    path("ikrar/<uuid:ident>/orang/<uuid:pledge>/", staff.person, name="campaign_person"),
    path("ikrar/<uuid:ident>/orang/<uuid:pledge>/kepala/", steps.set_head, name="campaign_set_head"),
    path("ikrar/<uuid:ident>/orang/<uuid:pledge>/cabut/", staff.withdraw, name="campaign_withdraw"),
    path("ikrar/<uuid:ident>/orang/<uuid:pledge>/dokumen/", files.copy, name="pledge_copy"),
    path("ikrar/<uuid:ident>/buka/", steps.open_campaign, name="campaign_open"),
    path("ikrar/<uuid:ident>/undang/", steps.invite, name="campaign_invite"),
    path("ikrar/<uuid:ident>/panggil-staf/", steps.call_staff, name="campaign_call_staff"),
    path("ikrar/<uuid:ident>/ingatkan/", steps.remind, name="campaign_remind"),
    path("ikrar/<uuid:ident>/ringkasan/", steps.send_overviews, name="campaign_overviews"),
    path("ikrar/<uuid:ident>/tutup/", steps.close, name="campaign_close"),
    path("ikrar/<uuid:ident>/buka-lagi/", steps.reopen, name="campaign_reopen"),
    path("ikrar/<uuid:ident>/slip/", files.slips, name="campaign_slips"),
    path("ikrar/<uuid:ident>/slip/<uuid:unit>/", files.unit_slips, name="campaign_unit_slips"),
    path("ikrar/<uuid:ident>/arsip/", files.archive, name="campaign_archive"),
    path("ikrar/<uuid:ident>/arsip/semua/", files.whole_archive, name="campaign_whole_archive"),
    path("ikrar/<uuid:ident>/arsip/<uuid:unit>/", files.unit_archive, name="campaign_unit_archive"),
]
