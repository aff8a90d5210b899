"""What the measurement of supervisors calls a wrong page."""

import pytest
from django.test import Client

from netral.bench.scratch.applicants import Crowd
from netral.bench.supervisors import Ask, check

ASK = Ask("seats", Client(), "/petugas/", "dari 12")
CROWD = Crowd(("Siti Rekaan", "Budi Rekaan"), ("14.03.01.2001", "14.03.01.2002", "33.74.01.1001"), 7)


def test_a_page_that_counts_what_was_seeded_is_right() -> None:
    check(ASK, 200, "<p>Baris 1-12\n dari 12</p>")


@pytest.mark.parametrize(("status", "page"), [(200, "Baris 1-11 dari 11"), (302, "Baris 1-12 dari 12")])
def test_a_page_that_counts_others_is_wrong(status: int, page: str) -> None:
    with pytest.raises(RuntimeError, match="seats"):
        check(ASK, status, page)


def test_the_crowd_knows_who_applied_where() -> None:
    assert CROWD.within("14.03") == [0, 1, 3, 4, 6]
    assert CROWD.number(2) == "LMR/33.74/2024/000002"
    assert CROWD.name(3) == "Budi Rekaan"
