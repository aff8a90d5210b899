"""The phases of the elections of 2024, and schedules that are refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st

from netral.foundation.elections.domain import Phase, ScheduleError, StageRow, check_schedule, phase_of
from netral.foundation.elections.schedules import shipped

SCHEDULE = shipped()
ORDER = list(Phase)


def stage(code: str) -> StageRow:
    return next(row for row in SCHEDULE.stages if row.code == code)


@pytest.mark.parametrize(
    ("first", "last", "phase"),
    [
        (date(2024, 1, 1), date(2024, 9, 21), Phase.BEFORE_CANDIDATES),
        (date(2024, 9, 22), date(2024, 9, 24), Phase.CANDIDATES_DETERMINED),
        (date(2024, 9, 25), date(2024, 11, 23), Phase.CAMPAIGN),
        (date(2024, 11, 24), date(2024, 11, 26), Phase.QUIET),
        (date(2024, 11, 27), date(2024, 11, 27), Phase.POLLING),
        (date(2024, 11, 28), date(2025, 12, 31), Phase.AFTER),
    ],
)
def test_each_phase_runs_from_its_first_day_to_its_last(first: date, last: date, phase: Phase) -> None:
    assert phase_of(first, SCHEDULE.stages) is phase
    assert phase_of(last, SCHEDULE.stages) is phase


def test_the_campaign_lasts_60_days_and_the_quiet_three() -> None:
    campaign, quiet = stage("kampanye"), stage("masa_tenang")

    assert campaign.starts_on
    assert quiet.starts_on
    assert campaign.ends_on == campaign.starts_on + timedelta(days=59)
    assert quiet.ends_on == quiet.starts_on + timedelta(days=2) == SCHEDULE.polling_day - timedelta(days=1)


@given(st.dates(date(2023, 1, 1), date(2026, 1, 1)), st.integers(0, 400))
def test_phases_never_go_back(day: date, later: int) -> None:
    now, then = (phase_of(d, SCHEDULE.stages) for d in (day, day + timedelta(days=later)))

    assert ORDER.index(now) <= ORDER.index(then)


@given(st.permutations(SCHEDULE.stages), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_the_order_of_the_rows_does_not_matter(rows: list[StageRow], day: date) -> None:
    assert phase_of(day, rows) is phase_of(day, SCHEDULE.stages)


def test_every_row_names_its_source() -> None:
    assert all(row.reference and row.verification for row in SCHEDULE.stages)


def test_a_stage_without_both_dates_never_runs() -> None:
    assert not stage("adhoc_pengawas").contains(date(2024, 6, 1))
    assert not stage("program_anggaran").contains(date(2024, 1, 1))


@pytest.mark.parametrize(
    ("code", "changes", "message"),
    [
        ("kampanye", {"starts_on": None}, "kampanye is missing or has no dates"),
        ("kampanye", {"ends_on": date(2024, 9, 1)}, "kampanye: ends before it starts"),
        ("masa_tenang", {"starts_on": date(2024, 9, 23)}, "out of order"),
        ("pemungutan", {"starts_on": date(2024, 11, 26)}, "does not start on the polling day"),
        ("nomor_urut", {"code": "kampanye"}, "stages given twice: kampanye"),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(code: str, changes: dict[str, Any], message: str) -> None:
    rows = tuple(replace(row, **changes) if row.code == code else row for row in SCHEDULE.stages)

    with pytest.raises(ScheduleError, match=message):
        check_schedule(replace(SCHEDULE, stages=rows))
