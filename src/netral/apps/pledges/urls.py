"""Addresses of pledges."""

from django.urls import URLPattern, path

from netral.apps.pledges.views import public, staff

public_urlpatterns: list[URLPattern] = [
    path("ikrar/<str:token>/", public.start, name="pledge_start"),
    path("ikrar/<str:token>/butir/", public.points, name="pledge_points"),
    path("ikrar/<str:token>/tanda-tangan/", public.sign, name="pledge_sign"),
    path("ikrar/<str:token>/selesai/", public.done, name="pledge_done"),
    path("ikrar/<str:token>/dokumen/", public.document, name="pledge_document"),
    path("ikrar/<str:token>/menolak/", public.decline, name="pledge_decline"),
]
staff_urlpatterns: list[URLPattern] = [
    path("ikrar/", staff.campaigns, name="campaign_list"),
    path("ikrar/baru/", staff.create, name="campaign_create"),
    path("ikrar/<uuid:ident>/", staff.campaign, name="campaign"),
    path("ikrar/<uuid:ident>/orang/", staff.people, name="campaign_people"),
    path("ikrar/<uuid:ident>/orang/<uuid:pledge>/dokumen/", staff.copy, name="pledge_copy"),
    path("ikrar/<uuid:ident>/buka/", staff.open_campaign, name="campaign_open"),
    path("ikrar/<uuid:ident>/undang/", staff.invite, name="campaign_invite"),
    path("ikrar/<uuid:ident>/ingatkan/", staff.remind, name="campaign_remind"),
    path("ikrar/<uuid:ident>/tutup/", staff.close, name="campaign_close"),
    path("ikrar/<uuid:ident>/slip/", staff.slips, name="campaign_slips"),
    path("ikrar/<uuid:ident>/slip/<uuid:unit>/", staff.unit_slips, name="campaign_unit_slips"),
]
