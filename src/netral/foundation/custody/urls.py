"""Addresses of the institution's key."""

from django.urls import URLPattern, path

from netral.foundation.custody.views import members, paper, staff

public_urlpatterns: list[URLPattern] = []
staff_urlpatterns = [
    path("kunci-laporan/", staff.overview, name="custody_key"),
    path("kunci-laporan/buka/", staff.open_again, name="custody_open"),
    path("kunci-laporan/kode-baru/", paper.prepare, name="custody_prepare"),
    path("kunci-laporan/kode-baru/kertas/", paper.show, name="custody_paper"),
    path("kunci-laporan/kode-baru/cocokkan/", paper.confirm, name="custody_confirm"),
    path("kunci-laporan/pulihkan/", paper.restore, name="custody_restore"),
    path("kunci-laporan/ganti/", staff.replace, name="custody_replace"),
    path("kunci-laporan/segel-ulang/", staff.seal_anew, name="custody_settle"),
    path("kunci-laporan/beri/<uuid:user_id>/", members.grant, name="custody_grant"),
    path("kunci-laporan/cabut/<uuid:user_id>/", members.revoke, name="custody_revoke"),
]
