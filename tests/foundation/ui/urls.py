"""Just the addresses the parts of a page ask for by name."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.i18n import set_language


def somewhere(request: HttpRequest) -> HttpResponse:
    """Answer any of the named addresses."""
    return HttpResponse(request.path)


urlpatterns = [
    path("", somewhere, name="home"),
    path("bahasa/", set_language, name="set_language"),
    path("akun/keluar/", somewhere, name="account_logout"),
]
