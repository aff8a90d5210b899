"""What a visitor reads when there is no room, or when too many do the same at once: why, and how to lose nothing."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import loader

from netral.foundation.files.capacity import is_full
from netral.foundation.ledger.rates import TooManyNow

_RETRY_SECONDS = {507: 300, 429: 60}


class OverloadMiddleware:
    """Answers for a view that found no room or too many at once, where the view has no page of its own for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Give the page of a bound that was met; every other fault goes its way."""
        if isinstance(exception, TooManyNow):
            return _page(request, 429)
        return _page(request, 507) if is_full(exception) else None


def _page(request: HttpRequest, status: int) -> HttpResponse:
    again = request.get_full_path() if request.method == "GET" else ""
    answer = HttpResponse(loader.render_to_string(f"{status}.html", {"again": again}, request), status=status)
    answer["Retry-After"] = str(_RETRY_SECONDS[status])
    answer["Cache-Control"] = "no-store"
    return answer
