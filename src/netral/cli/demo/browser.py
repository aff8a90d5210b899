"""A browser without a screen: the story goes through the same pages, forms and permissions as people do."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from netral.config.errors import NetralError


class StoryStuck(NetralError):
    """A page did not answer as the story needs it to."""


class Browser:
    """One person at one device."""

    def __init__(self) -> None:
        # A real browser would send the token of each form; leaving the check on would only test Django.
        self._client = Client(SERVER_NAME="127.0.0.1", headers={"accept-language": "id"})

    def open(self, route: str, *args: object, query: dict[str, str] | None = None) -> HttpResponse:
        """Open a page by its name."""
        return self.get(reverse(route, args=args), query)

    def get(self, address: str, query: dict[str, str] | None = None) -> HttpResponse:
        """Open a page by its address."""
        return self._expect(self._client.get(address, query or {}, follow=True), address)

    def send(self, route: str, *args: object, data: dict[str, Any]) -> HttpResponse:
        """Send a form to a page by its name, and follow where it leads."""
        return self.post(reverse(route, args=args), data)

    def post(self, address: str, data: dict[str, Any]) -> HttpResponse:
        """Send a form to an address, and follow where it leads.

        Raises:
            StoryStuck: the page refused what was sent.
        """
        answer = self._expect(self._client.post(address, data, follow=True), address)
        form = (answer.context or {}).get("form") if answer.context else None
        if form is not None and form.is_bound and form.errors:
            raise StoryStuck(f"{address} refused the form: {form.errors.as_text()}")
        return answer

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the sign-in page.

        Raises:
            StoryStuck: the sign-in failed.
        """
        self._client.post(reverse("account_login"), {"login": email, "password": password})
        if "_auth_user_id" not in self._client.session:
            raise StoryStuck(f"{email} could not sign in")

    def _expect(self, answer: Any, address: str) -> HttpResponse:
        if answer.status_code >= 400:
            raise StoryStuck(f"{address} answered {answer.status_code}")
        page: HttpResponse = answer
        return page
