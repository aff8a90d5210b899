"""Addresses of sanctions."""

from django.urls import URLPattern, path

from netral.apps.sanctions.views import staff

public_urlpatterns: list[URLPattern] = []
staff_urlpatterns: list[URLPattern] = [
    path("rekomendasi/", staff.register, name="recommendation_register"),
    path("rekomendasi/tindak-lanjut/", staff.follow_up, name="recommendation_follow_up"),
    path("rekomendasi/<uuid:ident>/", staff.detail, name="recommendation"),
    path("rekomendasi/<uuid:ident>/surat.pdf", staff.letter, name="recommendation_letter"),
    path("rekomendasi/<uuid:ident>/terima/", staff.acknowledge, name="recommendation_acknowledge"),
    path("rekomendasi/<uuid:ident>/pemeriksaan/", staff.open_proceeding, name="recommendation_open"),
    path("rekomendasi/<uuid:ident>/hasil-pemeriksaan/", staff.examine, name="recommendation_examine"),
    path("rekomendasi/<uuid:ident>/keputusan/", staff.decide, name="recommendation_decide"),
    path("rekomendasi/<uuid:ident>/pelaksanaan/", staff.carry_out, name="recommendation_carry_out"),
    path("rekomendasi/<uuid:ident>/tutup/", staff.close, name="recommendation_close"),
]
