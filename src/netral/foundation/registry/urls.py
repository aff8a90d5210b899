"""Addresses of the roster, all for staff."""

from django.urls import URLPattern, path

from netral.foundation.registry.views import staff

public_urlpatterns: list[URLPattern] = []
staff_urlpatterns: list[URLPattern] = [
    path("asn/", staff.people, name="registry_people"),
    path("asn/impor/", staff.imports, name="registry_imports"),
    path("asn/impor/unggah/", staff.upload, name="registry_upload"),
    path("asn/impor/<uuid:ident>/", staff.show_import, name="registry_import"),
    path("asn/impor/<uuid:ident>/lembar/", staff.sheet, name="registry_sheet"),
    path("asn/impor/<uuid:ident>/kolom/", staff.columns, name="registry_columns"),
    path("asn/impor/<uuid:ident>/putusan/", staff.decide, name="registry_decide"),
    path("asn/impor/<uuid:ident>/tidak-ada/", staff.missing, name="registry_missing"),
]
