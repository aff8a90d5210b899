"""The page everyone sees first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netral.foundation.accounts.access import public


@public
def home(request: HttpRequest) -> HttpResponse:
    """Show what a visitor can do here."""
    return render(request, "portal/home.html")
