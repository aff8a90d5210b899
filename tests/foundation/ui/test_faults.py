"""A fault of ours and a database out of reach are answered apart, without asking the database anything."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from netral.foundation.ui.errors import handler500


def answer_to(fault: Exception) -> tuple[int, str, str]:
    """Return what the reader gets when a page fails."""
    try:
        raise fault
    except type(fault):
        answer = handler500(RequestFactory().get("/petugas/perkara/"))
    return answer.status_code, answer.content.decode(), answer.headers.get("Retry-After", "")


def test_a_database_out_of_reach_is_a_pause() -> None:
    status, page, again = answer_to(OperationalError("connection refused"))
    assert (status, again) == (503, "15")
    assert "connection refused" not in page


@pytest.mark.parametrize("fault", [ValueError("x"), KeyError("y")])
def test_any_other_fault_is_ours(fault: Exception) -> None:
    status, page, again = answer_to(fault)
    assert (status, again) == (500, "")
    assert "<h1" in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/angka/%00/", "/angka/%00.csv", "/norma/%0a/", "/%7f"])
def test_no_page_has_control_characters_in_its_address(address: str) -> None:
    assert Client().get(address).status_code == 404
