"""Addresses of the verification of sealed documents."""

from django.urls import URLPattern, path

from netral.foundation.seals.views import archives, public

public_urlpatterns: list[URLPattern] = [
    path("verifikasi/", public.verify, name="verify"),
    path("verifikasi/zip/", archives.verify_archive, name="verify_archive"),
    path("verifikasi/zip/unduh/", archives.archive_lines, name="verify_archive_lines"),
    path("verifikasi/<str:code>/", public.verify_code, name="verify_code"),
    path("verifikasi/<str:code>/bukti/", public.verify_proof, name="verify_proof"),
]
staff_urlpatterns: list[URLPattern] = []
