"""Addresses of the public figures and of the public log."""

from django.urls import path

from netral.apps.openness.views import ledger, public

public_urlpatterns = [
    path("angka/", public.country, name="openness_country"),
    path("angka/definisi/", public.definitions, name="openness_definitions"),
    path("angka/<str:code>.<slug:kind>", public.data, name="openness_data"),
    path("angka/<str:code>/", public.region, name="openness_region"),
    path("ledger/", ledger.about, name="ledger_about"),
    path("ledger/checkpoint", ledger.checkpoint, name="ledger_checkpoint"),
    path("ledger/cosignatures", ledger.cosignatures, name="ledger_cosignatures"),
    path("ledger/key", ledger.key, name="ledger_key"),
    path("ledger/tile/<path:path>", ledger.tile, name="ledger_tile"),
]
