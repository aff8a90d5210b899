"""The interface alone, without the storeys above it."""

from collections.abc import Callable
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from pytest_django import Settings

PROCESSORS = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "django.template.context_processors.csrf",
]


@pytest.fixture(autouse=True)
def alone(settings: Settings) -> None:
    """Take away the addresses and page context of higher storeys."""
    settings.ROOT_URLCONF = "tests.foundation.ui.urls"
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": PROCESSORS},
        }
    ]
    translation.activate("id")


@pytest.fixture
def draw() -> Callable[..., str]:
    """Render a piece of template with the tags of the interface loaded."""

    def rendered(source: str, **context: Any) -> str:
        return Template("{% load ui %}" + source).render(Context(context))

    return rendered


@pytest.fixture
def get() -> Callable[..., HttpRequest]:
    """Make a GET request by a member of staff."""

    def made(path: str = "/galeri/", **params: str) -> HttpRequest:
        request = RequestFactory().get(path, params)
        vars(request)["actor"] = SimpleNamespace(label="Siti Rahmawati", role="case_officer")
        return request

    return made


def download(response: HttpResponseBase) -> bytes:
    """Read a file response to its end and close it, the way Django's test client does."""
    assert isinstance(response, FileResponse)
    body = b"".join(bytes(part) for part in response)
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
    return body


class Page(HTMLParser):
    """The elements of a page in order, each as (tag, attributes)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep every element that opens."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """List the attributes of the elements of a kind that carry the wanted ones."""
        return [
            attrs for name, attrs in self.elements if name == tag and all(attrs.get(k) == v for k, v in wanted.items())
        ]

    def ids(self) -> list[str]:
        """List every id of the page."""
        return [attrs["id"] for _tag, attrs in self.elements if "id" in attrs]
