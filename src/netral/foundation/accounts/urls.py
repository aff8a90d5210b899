"""Addresses of sign-in, second factors, sessions and roles."""

from allauth.urls import urlpatterns as allauth_patterns
from django.urls import path

from netral.foundation.accounts.gates import guarded
from netral.foundation.accounts.views import requests, staff

urlpatterns = guarded(allauth_patterns)

staff_urlpatterns = [
    path("peran/", staff.choose_role, name="accounts_roles"),
    path("peran/<uuid:membership_id>/", staff.use_role, name="accounts_use_role"),
    path("orang/", staff.people, name="accounts_people"),
    path("orang/tambah/", staff.add_person, name="accounts_add_person"),
    path("orang/permintaan/", requests.waiting, name="accounts_requests"),
    path("orang/permintaan/<uuid:request_id>/", requests.answer, name="accounts_request"),
    path("orang/<uuid:membership_id>/akhiri/", staff.end_membership, name="accounts_end_role"),
]
