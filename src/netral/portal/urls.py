"""Addresses of the portal."""

from django.urls import path

from netral.portal.views import public, staff

public_urlpatterns = [path("", public.home, name="home")]
staff_urlpatterns = [path("", staff.desk, name="desk")]
