"""Every address of the site: pages for the public first, then pages for staff, then accounts."""

from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from netral.config.urls.public import public
from netral.config.urls.staff import staff

urlpatterns = [
    *public,
    path("petugas/", include(staff)),
    path("akun/", include("netral.foundation.account_security.urls")),
    path("akun/", include("netral.foundation.accounts.urls")),
    # A token would set a cookie on every page; all that another site can do here is change the language.
    path("bahasa/", csrf_exempt(set_language), name="set_language"),
]

handler400 = "netral.foundation.ui.errors.handler400"
handler403 = "netral.foundation.ui.errors.handler403"
handler404 = "netral.foundation.ui.errors.handler404"
handler500 = "netral.foundation.ui.errors.handler500"
