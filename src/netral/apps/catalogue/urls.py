"""Addresses of the catalogue."""

from django.urls import path

from netral.apps.catalogue.views import public, staff

public_urlpatterns = [
    path("norma/", public.norms, name="norms"),
    path("norma/<str:norm_id>/", public.norm, name="norm"),
    path("perbuatan/", public.acts, name="acts"),
    path("perbuatan/<slug:code>/", public.act, name="act"),
]
staff_urlpatterns = [
    path("terbitan/tarik/", staff.pull, name="edition_pull"),
    path("terbitan/<int:number>/dibaca/", staff.acknowledge, name="edition_acknowledge"),
    path("terbitan/<int:number>/pakai/", staff.adopt, name="edition_adopt"),
    path("aturan-daerah/", staff.overlay_list, name="catalogue_overlays"),
    path("aturan-daerah/tambah/", staff.add_overlay, name="catalogue_overlay_add"),
    path("aturan-daerah/<uuid:ident>/cabut/", staff.withdraw_overlay, name="catalogue_overlay_withdraw"),
    path("norma/<str:norm_id>/verifikasi/", staff.confirm, name="norm_confirm"),
    path("verifikasi-norma/<uuid:ident>/cabut/", staff.withdraw_confirmation, name="norm_confirmation_withdraw"),
]
