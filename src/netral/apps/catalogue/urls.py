"""Addresses of the catalogue."""

from django.urls import path

from netral.apps.catalogue.views import public

public_urlpatterns = [
    path("norma/", public.norms, name="norms"),
    path("norma/<str:norm_id>/", public.norm, name="norm"),
]
