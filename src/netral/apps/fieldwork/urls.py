"""Addresses of fieldwork: forms and observations of the staff, and the door of OpenRosa clients."""

from django.urls import URLPattern, path

from netral.apps.fieldwork.views import field_api, field_pages, form_versions, openrosa_door

openrosa_urlpatterns = [
    path("lapangan/odk/formList", openrosa_door.forms, name="openrosa_forms"),
    path("lapangan/odk/submission", openrosa_door.submission, name="openrosa_submission"),
    path("lapangan/odk/formulir/<uuid:ident>.xml", openrosa_door.form, name="openrosa_form"),
    path("lapangan/odk/formulir/<uuid:ident>/manifest", openrosa_door.form_manifest, name="openrosa_manifest"),
    path("lapangan/odk/villages.csv", openrosa_door.villages, name="openrosa_villages"),
]

field_urlpatterns = [
    path("lapangan/api/perangkat", field_api.enrol, name="field_enrol"),
    path("lapangan/api/muat", field_api.offered, name="field_offered"),
    path("lapangan/api/formulir/<uuid:ident>", field_api.form, name="field_form"),
    path("lapangan/api/villages.csv", field_api.villages, name="field_villages"),
    path("lapangan/api/amatan", field_api.observation, name="field_observation"),
    path("lapangan/api/amatan/<str:instance_id>", field_api.known, name="field_known"),
    path("lapangan/api/amatan/<str:instance_id>/<str:name>", field_api.piece, name="field_piece"),
]

field_page_urlpatterns = [
    path("lapangan/", field_pages.app_page, name="field_app"),
    path("lapangan/pekerja.js", field_pages.worker, name="field_worker"),
    path("lapangan/manifest.json", field_pages.manifest, name="field_manifest"),
]

public_urlpatterns: list[URLPattern] = [*openrosa_urlpatterns, *field_urlpatterns, *field_page_urlpatterns]

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
