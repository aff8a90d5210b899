"""Addresses of stored files."""

from django.urls import URLPattern, path

from netral.foundation.files.views import staff

public_urlpatterns: list[URLPattern] = []
staff_urlpatterns = [
    path("berkas/<uuid:ident>/", staff.download, name="file_download"),
    path("berkas/<uuid:ident>/asli/", staff.original, name="file_original"),
]
