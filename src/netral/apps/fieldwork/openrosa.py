"""Answers in the XML of the OpenRosa protocols (form list, manifest and submission, version 1.0)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpResponse
from django.utils.http import http_date

from netral.apps.fieldwork.models import FormVersion
from netral.foundation.ledger.clock import now

LIST, MANIFEST = "http://openrosa.org/xforms/xformsList", "http://openrosa.org/xforms/xformsManifest"
RESPONSE = "http://openrosa.org/http/response"
VILLAGES = "villages.csv"
# The part of a submission that holds what the observation says.
CONTENT = "xml_submission_file"


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
    root = Element("xforms", xmlns=LIST)
    for each in forms:
        parts = {
            "formID": each.form.code,
            "name": each.form.title,
            "version": each.form.version,
            "hash": f"md5:{each.form.digest}",
            "downloadUrl": each.url,
        }
        _add(root, "xform", parts | ({"manifestUrl": each.manifest_url} if each.manifest_url else {}))
    return _answer(root)


def manifest(files: Iterable[MediaFile]) -> HttpResponse:
    """Return the files that belong to a form."""
    root = Element("manifest", xmlns=MANIFEST)
    for each in files:
        _add(root, "mediaFile", {"filename": each.name, "hash": f"md5:{each.digest}", "downloadUrl": each.url})
    return _answer(root)


def message(status: int, words: str) -> HttpResponse:
    """Return a sentence for the person at the phone."""
    root = Element("OpenRosaResponse", xmlns=RESPONSE)
    told = SubElement(root, "message", nature="submit_success" if status < 400 else "submit_error")
    told.text = words
    return _answer(root, status)


def with_headers(answer: HttpResponse) -> HttpResponse:
    """Add what OpenRosa asks of every answer."""
    answer["X-OpenRosa-Version"] = "1.0"
    answer["Date"] = http_date(now().timestamp())
    return answer


def _add(root: Element, name: str, parts: Mapping[str, str]) -> None:
    element = SubElement(root, name)
    for part, text in parts.items():
        SubElement(element, part).text = text


def _answer(root: Element, status: int = 200) -> HttpResponse:
    text = tostring(root, encoding="utf-8", xml_declaration=True)
    return with_headers(HttpResponse(text, content_type="text/xml; charset=utf-8", status=status))
