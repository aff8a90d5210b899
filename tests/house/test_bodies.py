"""Every page has a limit to what may be sent to it, and only pages that take files have more than a form needs."""

import inspect
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from netral.foundation.files.bodies import BodyLimitMiddleware, limit_of
from netral.foundation.ledger.actors import PUBLIC
from tests.house.test_routes import ROUTES

MEGABYTE = 1024 * 1024
# Who takes files; the sanctions' decision, the guidance's letters and the papers of grants go through shared pages.
TAKING = {
    "instrument_new",
    "verify",
    "verify_archive",
    "registry_upload",
    "ceremony_queue",
    "ceremony_people",
    "recommendation_decide",
    "edition_pull",
    "catalogue_overlay_add",
    "norm_confirm",
    "learning_material_add",
    "supervisor_list_upload",
    "supervisor_photo",
    "learning_attendance_upload",
    "stations_upload",
    "guidance_send",
    "comment",
    "selection_scores",
    "selfcheck_reopen",
    "report_evidence",
    "report_add",
    "honorarium_take_list",
    "loan_hand_over",
    "loan_bring_back",
    "application_documents",
    "application_add",
    "application_counter",
    "application_bring",
    "grant_pay",
    "grant_return",
    "grant_sign",
    "grant_spend",
    "roll_call_ceremony_queue",
    "form_upload",
    "box_take",
    "openrosa_submission",
    "field_observation",
    "field_piece",
    "port_scans",
    "port_plate_photo",
}


def source_of(view: Any) -> str:
    """Return the text of a view of ours, empty for those of others."""
    inner = inspect.unwrap(view)
    return inspect.getsource(inner) if (inner.__module__ or "").startswith("netral.") else ""


def test_the_pages_that_take_files_are_known() -> None:
    large = {pattern.name for _, pattern in ROUTES if limit_of(pattern.callback) > settings.FORM_BYTES}
    assert large == TAKING


def test_a_page_that_reads_files_says_so() -> None:
    silent = [
        address
        for address, pattern in ROUTES
        if "request.FILES" in source_of(pattern.callback) and limit_of(pattern.callback) == settings.FORM_BYTES
    ]
    assert silent == []


class Sender:
    """A body that is made up while it is read, and counts how much of it was."""

    def __init__(self, size: int) -> None:
        self.size, self.sent = size, 0

    def read(self, wanted: int = -1) -> bytes:
        piece = min(wanted if wanted >= 0 else self.size, self.size - self.sent)
        self.sent += piece
        return bytes(piece)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/lapor/apa/", "/", "/akun/masuk/", "/tidak-ada/", "/lapor/bukti/"])
def test_a_body_beyond_the_limit_is_refused_and_never_parsed(address: str) -> None:
    limit = 520 * MEGABYTE if address == "/lapor/bukti/" else 2 * MEGABYTE
    body = Sender(limit)
    request = RequestFactory().post(address)
    request.META.update(CONTENT_LENGTH=str(limit), CONTENT_TYPE="multipart/form-data; boundary=x")
    vars(request).update(_stream=body, actor=PUBLIC)
    answer = BodyLimitMiddleware(lambda _: HttpResponse("reached"))(request)
    assert answer.status_code == 413
    assert answer["Connection"] == "close"
    page = answer.content.decode()
    assert "Kiriman terlalu besar" in page
    assert ("504 MB" if address == "/lapor/bukti/" else "1 MB") in page
    # It is read away, so that the browser comes to the answer.
    assert body.sent == limit


@pytest.mark.django_db
def test_a_form_as_large_as_its_page_takes_goes_through() -> None:
    answer = Client().post(reverse("report_what"), {"account": "a" * (MEGABYTE - 1024)})
    assert answer.status_code == 302


@pytest.mark.django_db
def test_a_body_of_unknown_length_is_refused() -> None:
    answer = Client().generic("POST", "/lapor/apa/", b"", HTTP_TRANSFER_ENCODING="chunked")
    assert answer.status_code == 411
    assert "Content-Length" in answer.content.decode()
