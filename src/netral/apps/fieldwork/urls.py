"""Addresses of fieldwork: forms and observations of the staff, and the door of OpenRosa clients."""

from django.urls import URLPattern, path

from netral.apps.fieldwork.views import form_versions

public_urlpatterns: list[URLPattern] = []

staff_urlpatterns: list[URLPattern] = [
    path("lapangan/formulir/", form_versions.versions, name="form_versions"),
    path("lapangan/formulir/unggah/", form_versions.upload, name="form_upload"),
    path("lapangan/formulir/<uuid:ident>/", form_versions.version, name="form_version"),
    path("lapangan/formulir/<uuid:ident>/xform/", form_versions.xform, name="form_xform"),
    path("lapangan/formulir/<uuid:ident>/ajukan/", form_versions.propose, name="form_propose"),
    path("lapangan/formulir/<uuid:ident>/terbitkan/", form_versions.publish, name="form_publish"),
    path("lapangan/formulir/<uuid:ident>/tolak/", form_versions.reject, name="form_reject"),
    path("lapangan/formulir/<uuid:ident>/tarik/", form_versions.withdraw, name="form_withdraw"),
    path("lapangan/formulir/<uuid:ident>/akhiri/", form_versions.end, name="form_end"),
]
