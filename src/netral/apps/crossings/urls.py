"""Addresses of crossings."""

from django.urls import URLPattern, path

from netral.apps.crossings.views import departures, instruments, network, own_passes, pass_pages, passes, public

public_urlpatterns: list[URLPattern] = [
    path("pas/<str:token>/", pass_pages.page, name="pass_page"),
    path("pas/<str:token>/pas.pdf", pass_pages.paper, name="pass_paper"),
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
    path("penyeberangan/keberangkatan/", departures.departures, name="departure_list"),
    path("penyeberangan/keberangkatan/<uuid:ident>/", departures.detail, name="departure"),
    path("penyeberangan/keberangkatan/<uuid:ident>/manifes/", departures.manifest, name="departure_manifest"),
    path("penyeberangan/keberangkatan/<uuid:ident>/tutup/", departures.close, name="departure_close"),
    path("penyeberangan/keberangkatan/<uuid:ident>/batalkan/", departures.cancel, name="departure_cancel"),
    path("penyeberangan/pas/", passes.passes, name="pass_list"),
    path("penyeberangan/pas/minta/", passes.ask, name="pass_ask"),
    path("penyeberangan/pas/minta/<uuid:ident>/", passes.ask_for, name="pass_ask_for"),
    path("penyeberangan/pas/<uuid:ident>/", passes.detail, name="priority_pass"),
    path("penyeberangan/pas/<uuid:ident>/berikan/", passes.grant, name="pass_grant"),
    path("penyeberangan/pas/<uuid:ident>/daftar-tunggu/", passes.queue, name="pass_queue"),
    path("penyeberangan/pas/<uuid:ident>/tolak/", passes.refuse, name="pass_refuse"),
    path("penyeberangan/pas/<uuid:ident>/cabut/", passes.revoke, name="pass_revoke"),
    path("penyeberangan/pas/<uuid:ident>/pindahkan/", passes.move, name="pass_move"),
    path("penyeberangan/pas/<uuid:ident>/tarik/", passes.withdraw, name="pass_withdraw"),
    path("pas-saya/", own_passes.own, name="own_passes"),
    path("pas-saya/minta/", own_passes.ask, name="own_pass_ask"),
    path("pas-saya/<uuid:ident>/", own_passes.one, name="own_pass"),
    path("pas-saya/<uuid:ident>/tarik/", own_passes.withdraw, name="own_pass_withdraw"),
    path("penyeberangan/<uuid:ident>/", network.crossing, name="crossing"),
    path("penyeberangan/<uuid:ident>/tutup/", network.close_crossing, name="crossing_close"),
]
