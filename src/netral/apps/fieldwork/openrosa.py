"""Answers in the XML of the OpenRosa protocols (form list, manifest and submission, version 1.0)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from django.http import HttpResponse
from django.utils.http import http_date
from django.utils.xmlutils import SimplerXMLGenerator

from netral.apps.fieldwork.models import FormVersion
from netral.foundation.ledger.clock import now

LIST, MANIFEST = "http://openrosa.org/xforms/xformsList", "http://openrosa.org/xforms/xformsManifest"
RESPONSE = "http://openrosa.org/http/response"
VILLAGES = "villages.csv"


@dataclass(frozen=True)
class MediaFile:
    """A file that a form needs on the phone: its name there, its content, and where it is fetched."""

    name: str
    content: bytes
    url: str

    @property
    def digest(self) -> str:
        """Its MD5, by which a client knows that it holds the same."""
        return hashlib.md5(self.content, usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class ListedForm:
    """A form that is offered, and where it and its manifest are fetched."""

    form: FormVersion
    url: str
    manifest_url: str


def form_list(forms: Iterable[ListedForm]) -> HttpResponse:
    """Return the list of forms."""
    with _Document("xforms", LIST) as document:
        for each in forms:
            with document.element("xform"):
                document.leaf("formID", each.form.code)
                document.leaf("name", each.form.title)
                document.leaf("version", each.form.version)
                document.leaf("hash", f"md5:{each.form.digest}")
                document.leaf("downloadUrl", each.url)
                if each.manifest_url:
                    document.leaf("manifestUrl", each.manifest_url)
    return _answer(document.text())


def manifest(files: Iterable[MediaFile]) -> HttpResponse:
    """Return the files that belong to a form."""
    with _Document("manifest", MANIFEST) as document:
        for each in files:
            with document.element("mediaFile"):
                document.leaf("filename", each.name)
                document.leaf("hash", f"md5:{each.digest}")
                document.leaf("downloadUrl", each.url)
    return _answer(document.text())


def message(status: int, words: str) -> HttpResponse:
    """Return a sentence for the person at the phone."""
    with _Document("OpenRosaResponse", RESPONSE) as document:
        nature = "submit_success" if status < 400 else "submit_error"
        document.leaf("message", words, {"nature": nature})
    return _answer(document.text(), status)


def with_headers(answer: HttpResponse) -> HttpResponse:
    """Add what OpenRosa asks of every answer."""
    answer["X-OpenRosa-Version"] = "1.0"
    answer["Date"] = http_date(now().timestamp())
    return answer


def _answer(text: str, status: int = 200) -> HttpResponse:
    return with_headers(HttpResponse(text, content_type="text/xml; charset=utf-8", status=status))


class _Element:
    def __init__(self, document: "_Document", name: str) -> None:
        self._document, self._name = document, name

    def __enter__(self) -> None:
        self._document.generator.startElement(self._name, {})

    def __exit__(self, *_error: object) -> None:
        self._document.generator.endElement(self._name)


class _Document:
    """A document with one root in one namespace."""

    def __init__(self, root: str, namespace: str) -> None:
        self._buffer, self._root, self._namespace = StringIO(), root, namespace
        self.generator = SimplerXMLGenerator(self._buffer, "utf-8")

    def __enter__(self) -> "_Document":
        self.generator.startDocument()
        self.generator.startElement(self._root, {"xmlns": self._namespace})
        return self

    def __exit__(self, *_error: object) -> None:
        self.generator.endElement(self._root)
        self.generator.endDocument()

    def element(self, name: str) -> _Element:
        """Return an element to write others into."""
        return _Element(self, name)

    def leaf(self, name: str, text: str, attributes: dict[str, str] | None = None) -> None:
        """Write an element that holds text."""
        self.generator.addQuickElement(name, text, attributes or {})

    def text(self) -> str:
        """Return what was written."""
        return self._buffer.getvalue()
