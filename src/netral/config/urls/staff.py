"""Addresses of signed-in staff, under `petugas/`."""

from netral.foundation.accounts.urls import staff_urlpatterns as account_patterns
from netral.foundation.files.urls import staff_urlpatterns as file_patterns
from netral.portal.urls import staff_urlpatterns as portal_patterns

staff = [*portal_patterns, *account_patterns, *file_patterns]
