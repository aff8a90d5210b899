"""Addresses that anyone may open."""

from netral.portal.urls import public_urlpatterns as portal_patterns

public = [*portal_patterns]
