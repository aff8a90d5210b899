"""The page of a form answers a glance as it answers a reader, and nothing else."""

import re
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

import netral
from netral.foundation.ui.methods import form_page


@pytest.mark.parametrize(("method", "status"), [("GET", 200), ("HEAD", 200), ("POST", 200), ("PUT", 405)])
def test_which_methods_the_page_of_a_form_answers(method: str, status: int) -> None:
    def shown(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.method)

    assert form_page(shown)(RequestFactory().generic(method, "/")).status_code == status


def test_no_page_that_can_be_read_turns_a_glance_away() -> None:
    package = Path(netral.__file__).parent
    deaf = re.compile(r"""require_http_methods\(\[(?=[^\]]*"GET")(?![^\]]*"HEAD")""")
    assert [path for path in package.rglob("*.py") if deaf.search(path.read_text(encoding="utf-8"))] == []
