"""Addresses of supervisors."""

from django.urls import URLPattern, path

from netral.apps.supervisors.views import coverage, dismissals, lists, own, postings, public, steps

public_urlpatterns: list[URLPattern] = [
    path("pengawas/kartu/<str:token>/", public.card, name="supervisor_card_page"),
    path("pengawas/kartu/<str:token>/foto/", public.card_photo, name="supervisor_card_photo"),
    path("pengawas/cakupan/", public.country, name="supervisor_totals"),
    path("pengawas/cakupan/<str:code>/", public.region, name="supervisor_totals_region"),
]
staff_urlpatterns: list[URLPattern] = [
    path("pengawas/", postings.postings, name="supervisor_postings"),
    path("pengawas/saya/", own.own, name="supervisor_own"),
    path("pengawas/tempatkan/", postings.post, name="supervisor_post"),
    path("pengawas/unduh/", postings.export, name="supervisor_export"),
    path("pengawas/kosong/", coverage.empty, name="supervisor_empty"),
    path("pengawas/cakupan/", coverage.own_region, name="supervisor_coverage_own"),
    path("pengawas/cakupan/<str:code>/", coverage.coverage, name="supervisor_coverage"),
    path("pengawas/impor/", lists.upload, name="supervisor_list_upload"),
    path("pengawas/impor/<uuid:ident>/", lists.taken, name="supervisor_list"),
    path("pengawas/pemeriksaan/<uuid:ident>/", dismissals.dismissal, name="supervisor_dismissal"),
    path("pengawas/pemeriksaan/<uuid:ident>/keterangan/", steps.hear, name="supervisor_hearing"),
    path("pengawas/pemeriksaan/<uuid:ident>/putusan/", steps.decide, name="supervisor_verdict"),
    path("pengawas/<uuid:ident>/", postings.posting, name="supervisor_posting"),
    path("pengawas/<uuid:ident>/ganti/", steps.replace, name="supervisor_replace"),
    path("pengawas/<uuid:ident>/mundur/", steps.resign, name="supervisor_resign"),
    path("pengawas/<uuid:ident>/cuti/", steps.leave, name="supervisor_leave"),
    path("pengawas/<uuid:ident>/kembali/", steps.come_back, name="supervisor_return"),
    path("pengawas/<uuid:ident>/pemeriksaan/", steps.accuse, name="supervisor_accuse"),
    path("pengawas/<uuid:ident>/kode-telepon/", postings.phone_code, name="supervisor_phone_code"),
    path("pengawas/<uuid:ident>/kartu/", postings.card, name="supervisor_card"),
    path("pengawas/<uuid:ident>/kartu.pdf", postings.card_file, name="supervisor_card_file"),
    path("pengawas/<uuid:ident>/foto/", postings.photo, name="supervisor_photo"),
]
