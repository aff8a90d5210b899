"""Sign-in is held back after five wrong passwords in a row, and let go again."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from netral.foundation.accounts.domain import ALLOWED_FAILURES, HOLD, WINDOW, Failures

START = datetime(2024, 10, 7, 3, 12, tzinfo=UTC)
gaps = st.lists(st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=40)), min_size=1, max_size=30)


@given(gaps)
def test_it_is_held_only_after_enough_failures_close_together(waits: list[timedelta]) -> None:
    failures, at, moments = Failures(0, START), START, []
    for wait in waits:
        at += wait
        moments.append(at)
        failures = failures.after_another(at)
        if failures.held(at):
            recent = [moment for moment in moments if at - moment <= WINDOW]
            assert len(recent) >= ALLOWED_FAILURES


def test_five_wrong_passwords_hold_it_for_a_quarter_of_an_hour() -> None:
    failures = Failures(0, START)
    for _ in range(ALLOWED_FAILURES):
        assert not failures.held(START)
        failures = failures.after_another(START)
    assert failures.held(START + HOLD - timedelta(seconds=1))
    assert not failures.held(START + HOLD)
    assert failures.after_another(START + HOLD).count == 1
