"""Elections as dates: the stages of a schedule, and the phase a day falls in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from netral.engines.rules.dated import Verification


class Phase(StrEnum):
    """The parts of an election that the law tells apart."""

    BEFORE_CANDIDATES = "before_candidates"
    CANDIDATES_DETERMINED = "candidates_determined"
    CAMPAIGN = "campaign"
    QUIET = "quiet"
    POLLING = "polling"
    AFTER = "after"


class StageCode(StrEnum):
    """The stages whose first day opens a phase; a schedule may hold any others beside them."""

    DETERMINATION = "penetapan_paslon"
    CAMPAIGN = "kampanye"
    QUIET = "masa_tenang"
    POLLING = "pemungutan"


# Earliest first: a later stage that has begun decides over an earlier one.
PHASE_OPENED_BY = {
    StageCode.DETERMINATION: Phase.CANDIDATES_DETERMINED,
    StageCode.CAMPAIGN: Phase.CAMPAIGN,
    StageCode.QUIET: Phase.QUIET,
    StageCode.POLLING: Phase.POLLING,
}


class ScheduleError(ValueError):
    """A schedule of an election that cannot be used."""


@dataclass(frozen=True, kw_only=True)
class StageRow:
    """One stage, first and last day included. A date the regulation does not give is None."""

    code: str
    name: str
    starts_on: date | None
    ends_on: date | None
    reference: str
    verification: Verification
    note: str = ""

    def contains(self, day: date) -> bool:
        """Whether the stage runs on this day; a stage without both dates never does."""
        return self.starts_on is not None and self.ends_on is not None and self.starts_on <= day <= self.ends_on


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """An election with all its stages."""

    code: str
    name: str
    polling_day: date
    stages: tuple[StageRow, ...]


def phase_of(day: date, stages: Iterable[StageRow]) -> Phase:
    """The phase a day falls in. Raises ScheduleError when a stage that opens a phase has no dates."""
    by_code = {stage.code: stage for stage in stages}
    phase = Phase.BEFORE_CANDIDATES
    for code, opened in PHASE_OPENED_BY.items():
        if day >= _first_day(by_code, code):
            phase = opened
    if phase is Phase.POLLING and not by_code[StageCode.POLLING].contains(day):
        return Phase.AFTER
    return phase


def check_schedule(schedule: Schedule) -> None:
    """Raise ScheduleError when dates are reversed, codes repeat, or the phases do not follow one another."""
    codes = [stage.code for stage in schedule.stages]
    if repeated := {code for code in codes if codes.count(code) > 1}:
        raise ScheduleError(f"{schedule.code}: stages given twice: {', '.join(sorted(repeated))}")
    for stage in schedule.stages:
        if stage.starts_on and stage.ends_on and stage.ends_on < stage.starts_on:
            raise ScheduleError(f"{schedule.code}, stage {stage.code}: ends before it starts")
    by_code = {stage.code: stage for stage in schedule.stages}
    opened = [_first_day(by_code, code) for code in PHASE_OPENED_BY]
    if opened != sorted(opened):
        raise ScheduleError(f"{schedule.code}: determination, campaign, quiet days and polling are out of order")
    if by_code[StageCode.POLLING].starts_on != schedule.polling_day:
        raise ScheduleError(f"{schedule.code}: the polling stage does not start on the polling day")


def _first_day(by_code: dict[str, StageRow], code: str) -> date:
    stage = by_code.get(code)
    if stage is None or stage.starts_on is None or stage.ends_on is None:
        raise ScheduleError(f"stage {code} is missing or has no dates")
    return stage.starts_on
