"""Addresses of support."""

from django.urls import URLPattern

public_urlpatterns: list[URLPattern] = []
staff_urlpatterns: list[URLPattern] = []
