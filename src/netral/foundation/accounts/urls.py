"""Addresses of sign-in, second factors and sessions."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
