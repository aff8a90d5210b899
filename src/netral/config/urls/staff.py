"""Addresses of signed-in staff, under `petugas/`."""

from netral.portal.urls import staff_urlpatterns as portal_patterns

staff = [*portal_patterns]
