"""Addresses of support."""

from django.urls import URLPattern, path

from netral.apps.support.views import grant_entries, grants, incumbents, public

public_urlpatterns: list[URLPattern] = [
    path("dukungan/", public.support, name="support_public"),
    path("dukungan/<str:code>/", public.region, name="support_region"),
]
staff_urlpatterns: list[URLPattern] = [
    path("dukungan/hibah/", grants.grants, name="grant_list"),
    path("dukungan/hibah/baru/", grants.ask, name="grant_ask"),
    path("dukungan/hibah/<uuid:ident>/", grants.grant, name="grant"),
    path("dukungan/hibah/<uuid:ident>/ubah/", grants.revise, name="grant_revise"),
    path("dukungan/hibah/<uuid:ident>/setujui/", grants.agree, name="grant_agree"),
    path("dukungan/hibah/<uuid:ident>/nphd/", grants.sign, name="grant_sign"),
    path("dukungan/hibah/<uuid:ident>/bayar/", grants.pay, name="grant_pay"),
    path("dukungan/hibah/<uuid:ident>/bayar/<uuid:entry>/surat/", grant_entries.instrument, name="grant_instrument"),
    path("dukungan/hibah/<uuid:ident>/belanja/", grants.spend, name="grant_spend"),
    path("dukungan/hibah/<uuid:ident>/belanja/<uuid:entry>/koreksi/", grant_entries.correct, name="grant_correct"),
    path("dukungan/hibah/<uuid:ident>/usul/", grants.propose, name="grant_propose"),
    path("dukungan/hibah/<uuid:ident>/pengembalian/", grants.give_back, name="grant_return"),
    path("dukungan/hibah/<uuid:ident>/selesai/", grants.settle, name="grant_settle"),
    path("dukungan/hibah/<uuid:ident>/andai/", grants.what_if, name="grant_what_if"),
    path("dukungan/petahana/", incumbents.incumbents, name="incumbent_list"),
    path("dukungan/petahana/baru/", incumbents.new_incumbent, name="incumbent_new"),
]
