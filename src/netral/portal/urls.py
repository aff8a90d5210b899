"""Addresses of the portal."""

from django.urls import path

from netral.portal.views import editions, public, staff

public_urlpatterns = [path("", public.home, name="home")]
staff_urlpatterns = [path("", staff.desk, name="desk"), path("terbitan/", editions.editions, name="editions")]
