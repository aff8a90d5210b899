"""The page staff see first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from netral.foundation.accounts.access import signed_in


@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """Show the signed-in person's work."""
    return render(request, "portal/desk.html")
