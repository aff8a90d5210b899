"""Addresses that no page has, answered before any of them is looked for in the database."""

import re
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

# PostgreSQL keeps no NUL in a text, and none of the others belongs into an address.
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class PrintableAddressMiddleware:
    """Says of an address with control characters that there is no such page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _CONTROL.search(request.path_info):
            raise Http404("no address holds control characters")
        return self.get_response(request)
