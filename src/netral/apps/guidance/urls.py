"""Addresses of guidance: the public library, personal links of readers, and the desk of those who ask and answer."""

from django.urls import URLPattern

library_urlpatterns: list[URLPattern] = []

# The self-check joins here: put `*selfcheck_urlpatterns` (netral.apps.guidance.selfcheck.urls) before the library's.
public_urlpatterns: list[URLPattern] = [*library_urlpatterns]
staff_urlpatterns: list[URLPattern] = []
