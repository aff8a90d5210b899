"""Pages speak Indonesian, until the visitor chooses English on the page."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


def heading(client: Client) -> str:
    """Return the beginning of the home page's text."""
    return client.get(reverse("home"), headers={"accept-language": "en-US"}).content.decode()


def test_a_phone_set_to_english_still_gets_indonesian() -> None:
    page = heading(Client())
    assert '<html lang="id"' in page
    assert "Laporkan pelanggaran" in page


def test_the_switch_on_the_page_is_followed() -> None:
    client = Client()
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = heading(client)
    assert '<html lang="en"' in page
    assert "Report a violation" in page


def test_an_unknown_language_is_indonesian() -> None:
    client = Client()
    client.cookies["django_language"] = "xx"
    assert '<html lang="id"' in heading(client)


def test_the_switch_needs_no_cookie_and_leads_nowhere_else() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("set_language"), {"language": "en", "next": "https://lain.test/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert set(client.cookies) == {"django_language"}
