"""Addresses of the account's e-mail address, beside django-allauth's."""

from django.urls import path

from netral.foundation.account_security.views import public, staff

urlpatterns = [
    path("email/", staff.address, name="account_email"),
    path("email/konfirmasi/<str:token>/", public.confirm, name="account_confirm_address"),
    path("email/pulihkan/<str:token>/", public.restore, name="account_restore_address"),
]
