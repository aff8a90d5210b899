"""Addresses of crossings."""

from django.urls import URLPattern, path

from netral.apps.crossings.views import instruments, network, public

public_urlpatterns: list[URLPattern] = [
    path("penyeberangan/<str:code>/", public.region, name="crossings_public"),
]
staff_urlpatterns: list[URLPattern] = [
    path("penyeberangan/", network.crossings, name="crossing_list"),
    path("penyeberangan/baru/", network.new_crossing, name="crossing_new"),
    path("penyeberangan/pelabuhan/baru/", network.new_port, name="port_new"),
    path("penyeberangan/kapal/", network.vessels, name="vessel_list"),
    path("penyeberangan/kapal/baru/", network.new_vessel, name="vessel_new"),
    path("penyeberangan/jadwal/", network.timetable_list, name="timetable_list"),
    path("penyeberangan/jadwal/baru/", network.new_timetable, name="timetable_new"),
    path("penyeberangan/jadwal/<uuid:ident>/", network.timetable, name="timetable"),
    path("penyeberangan/jadwal/<uuid:ident>/akhiri/", network.end_timetable, name="timetable_end"),
    path("penyeberangan/jadwal/<uuid:ident>/tiadakan/", network.leave_out, name="timetable_leave_out"),
    path("penyeberangan/keberangkatan/tambah/", network.extra_departure, name="departure_new"),
    path("penyeberangan/surat/", instruments.instruments, name="instrument_list"),
    path("penyeberangan/surat/baru/", instruments.new_instrument, name="instrument_new"),
    path("penyeberangan/surat/<uuid:ident>/", instruments.instrument, name="instrument"),
    path("penyeberangan/surat/<uuid:ident>/kuota/", instruments.quota, name="instrument_quota"),
    path("penyeberangan/surat/<uuid:ident>/sahkan/", instruments.confirm, name="instrument_confirm"),
    path("penyeberangan/surat/<uuid:ident>/tarik/", instruments.withdraw, name="instrument_withdraw"),
    path("penyeberangan/surat/<uuid:ident>/cabut/", instruments.revoke, name="instrument_revoke"),
    path("penyeberangan/<uuid:ident>/", network.crossing, name="crossing"),
    path("penyeberangan/<uuid:ident>/tutup/", network.close_crossing, name="crossing_close"),
]
