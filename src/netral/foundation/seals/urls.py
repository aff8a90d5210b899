"""Addresses of the verification of sealed documents."""

from django.urls import URLPattern, path

from netral.foundation.seals.views import public

public_urlpatterns: list[URLPattern] = [
    path("verifikasi/", public.verify, name="verify"),
    path("verifikasi/<str:code>/", public.verify_code, name="verify_code"),
]
staff_urlpatterns: list[URLPattern] = []
