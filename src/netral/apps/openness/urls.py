"""Addresses of the public figures."""

from django.urls import path

from netral.apps.openness.views import public

public_urlpatterns = [
    path("angka/", public.country, name="openness_country"),
    path("angka/definisi/", public.definitions, name="openness_definitions"),
    path("angka/<str:code>.<slug:kind>", public.data, name="openness_data"),
    path("angka/<str:code>/", public.region, name="openness_region"),
]
