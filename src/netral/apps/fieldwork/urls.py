"""Addresses of fieldwork: forms, observations, phones and monitors of the staff, and the doors without an account."""

from django.urls import URLPattern, path

from netral.apps.fieldwork.views import (
    boxes,
    devices,
    field_api,
    field_pages,
    form_versions,
    monitors,
    observations,
    openrosa_door,
    registration,
    statistics,
)

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

registration_urlpatterns = [
    path("lapangan/odk/", registration.openrosa_start, name="openrosa_start"),
    path("pemantau/", registration.monitor_register, name="monitor_register"),
    path("pemantau/status/", registration.monitor_status, name="monitor_status"),
]

public_urlpatterns: list[URLPattern] = [
    *openrosa_urlpatterns,
    *field_urlpatterns,
    *field_page_urlpatterns,
    *registration_urlpatterns,
]

device_urlpatterns = [
    path("lapangan/ponsel/", devices.devices, name="device_list"),
    path("lapangan/ponsel/baru/", devices.new, name="device_new"),
    path("lapangan/ponsel/<uuid:ident>/", devices.device, name="device"),
    path("lapangan/ponsel/<uuid:ident>/cabut/", devices.revoke, name="device_revoke"),
    path("lapangan/saya/ponsel/", devices.own, name="own_devices"),
    path("lapangan/saya/ponsel/baru/", devices.own_new, name="own_device_new"),
    path("lapangan/saya/ponsel/<uuid:ident>/", devices.own_device, name="own_device"),
    path("lapangan/saya/ponsel/<uuid:ident>/cabut/", devices.own_revoke, name="own_device_revoke"),
]
monitor_urlpatterns = [
    path("lapangan/pemantau/", monitors.groups, name="monitor_list"),
    path("lapangan/pemantau/<uuid:ident>/", monitors.group, name="monitor_group"),
    path("lapangan/pemantau/<uuid:ident>/periksa/", monitors.check, name="monitor_check"),
    path("lapangan/pemantau/<uuid:ident>/terima/", monitors.accept, name="monitor_accept"),
    path("lapangan/pemantau/<uuid:ident>/kembalikan/", monitors.return_, name="monitor_return"),
    path("lapangan/pemantau/<uuid:ident>/tolak/", monitors.refuse, name="monitor_refuse"),
    path("lapangan/pemantau/<uuid:ident>/akhiri/", monitors.end, name="monitor_end"),
    path("lapangan/pemantau/<uuid:ident>/orang/", monitors.people, name="monitor_people"),
    path("lapangan/pemantau/orang/<uuid:ident>/keluar/", monitors.remove, name="monitor_remove"),
    path("lapangan/pemantau/orang/<uuid:ident>/kode/", monitors.code, name="monitor_code"),
    path("lapangan/pemantau/ponsel/<uuid:ident>/", devices.monitor_device, name="monitor_device"),
    path("lapangan/pemantau/ponsel/<uuid:ident>/cabut/", devices.monitor_device_revoke, name="monitor_device_revoke"),
]

observation_urlpatterns = [
    path("lapangan/", observations.observations, name="observation_list"),
    path("lapangan/hitungan/", statistics.counts, name="observation_statistics"),
    path("lapangan/hitungan/belum-mengirim/", statistics.silent, name="observation_silent"),
    path("lapangan/hitungan/belum-mengirim/pemantau/", statistics.silent_monitors, name="observation_silent_monitors"),
    path("lapangan/hitungan/peta/", statistics.district_map, name="observation_map"),
    path("lapangan/saya/", statistics.own, name="own_observations"),
    path("lapangan/<uuid:ident>/", observations.observation, name="observation"),
    path("lapangan/<uuid:ident>/tanya/", observations.ask, name="observation_ask"),
    path("lapangan/<uuid:ident>/usulkan/", observations.propose, name="observation_propose"),
    path("lapangan/<uuid:ident>/kembalikan/", observations.send_back, name="observation_return"),
    path("lapangan/<uuid:ident>/tetapkan/", observations.decide, name="observation_decide"),
    path("lapangan/<uuid:ident>/tutup/", observations.close, name="observation_close"),
    path("lapangan/<uuid:ident>/buka-lagi/", observations.reopen, name="observation_reopen"),
]

staff_urlpatterns: list[URLPattern] = [
    path("lapangan/kotak/", boxes.take, name="box_take"),
    *observation_urlpatterns,
    *device_urlpatterns,
    *monitor_urlpatterns,
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
