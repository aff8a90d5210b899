"""Addresses of crossings: the network and its passes of the staff, and the port officers' app."""

from django.urls import URLPattern, path

from netral.apps.crossings.views import phones, port_api, port_pages

port_app_urlpatterns = [
    path("dermaga/", port_pages.app_page, name="port_app"),
    path("dermaga/pekerja.js", port_pages.worker, name="port_worker"),
    path("dermaga/manifest.json", port_pages.manifest, name="port_manifest"),
    path("dermaga/api/perangkat", port_api.enrol, name="port_enrol"),
    path("dermaga/api/muat", port_api.held, name="port_held"),
    path("dermaga/api/pindaian", port_api.scans, name="port_scans"),
    path("dermaga/api/pindaian/<uuid:ident>/plat", port_api.plate_photo, name="port_plate_photo"),
]
port_phone_urlpatterns = [
    path("dermaga/ponsel/", phones.phones, name="port_phones"),
    path("dermaga/ponsel/baru/", phones.new, name="port_phone_new"),
    path("dermaga/ponsel/<uuid:ident>/", phones.phone, name="port_phone"),
    path("dermaga/ponsel/<uuid:ident>/cabut/", phones.revoke, name="port_phone_revoke"),
    path("dermaga/pindai/", phones.scans, name="scan_list"),
]

public_urlpatterns: list[URLPattern] = [*port_app_urlpatterns]
staff_urlpatterns: list[URLPattern] = [*port_phone_urlpatterns]
