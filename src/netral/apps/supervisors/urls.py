"""Addresses of supervisors."""

from django.urls import URLPattern, path

from netral.apps.supervisors.views import polling_stations, recruitment, vacancies

public_urlpatterns: list[URLPattern] = [
    path("pengawas/", vacancies.vacancies, name="vacancies"),
    path("pengawas/wilayah/<str:code>/", vacancies.area, name="vacancies_area"),
]
staff_urlpatterns: list[URLPattern] = [
    path("pengawas/rekrutmen/", recruitment.listing, name="recruitment_list"),
    path("pengawas/rekrutmen/baru/", recruitment.plan, name="recruitment_plan"),
    path("pengawas/rekrutmen/<uuid:ident>/", recruitment.detail, name="recruitment"),
    path("pengawas/rekrutmen/<uuid:ident>/buka/", recruitment.open_applications, name="recruitment_open"),
    path("pengawas/rekrutmen/<uuid:ident>/perpanjang/", recruitment.extend, name="recruitment_extend"),
    path("pengawas/rekrutmen/<uuid:ident>/tutup/", recruitment.close, name="recruitment_close"),
    path("pengawas/rekrutmen/<uuid:ident>/batal/", recruitment.cancel, name="recruitment_cancel"),
    path("pengawas/lowongan/", recruitment.vacancies, name="recruitment_vacancies"),
    path("pengawas/tps/", polling_stations.listing, name="stations"),
    path("pengawas/tps/unggah/", polling_stations.upload, name="stations_upload"),
    path("pengawas/tps/<uuid:ident>/", polling_stations.result, name="station_list"),
]
