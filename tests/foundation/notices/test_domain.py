"""When a message is tried again, and when it is given up."""

from __future__ import annotations

import smtplib

import pytest
from hypothesis import given, strategies as st

from netral.foundation.notices.domain import MOST_ATTEMPTS, is_last, is_permanent, one_line, wait_after


@pytest.mark.parametrize(
    ("error", "permanent"),
    [
        (smtplib.SMTPRecipientsRefused({"a@contoh.test": (550, b"no such user")}), True),
        (smtplib.SMTPRecipientsRefused({"a@contoh.test": (450, b"try later")}), False),
        (smtplib.SMTPDataError(554, b"refused"), True),
        (smtplib.SMTPDataError(451, b"busy"), False),
        (smtplib.SMTPServerDisconnected("gone"), False),
        (ConnectionRefusedError(111, "refused"), False),
    ],
)
def test_only_a_lasting_refusal_is_permanent(error: Exception, permanent: bool) -> None:
    assert is_permanent(error) is permanent


def test_waits_double_and_end_within_a_working_day() -> None:
    waits = [wait_after(attempts) for attempts in range(1, MOST_ATTEMPTS)]
    assert waits[:3] == [120, 240, 480]
    assert 4 * 3600 < sum(waits) < 8 * 3600
    assert [is_last(MOST_ATTEMPTS - 1), is_last(MOST_ATTEMPTS)] == [False, True]


@given(st.text(max_size=300), st.integers(5, 200))
def test_a_subject_is_always_one_line(text: str, longest: int) -> None:
    line = one_line(text, longest)
    assert len(line) <= longest
    assert len(line.splitlines()) <= 1
