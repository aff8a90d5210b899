"""The calendar of working days: public holidays and joint leave, as decreed each year."""

from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from netral.engines.deadlines.terms import WorkCalendar
from netral.engines.yaml_reader import read_yaml

_YEARS = TypeAdapter(dict[int, dict[date, str]])


@cache
def working_calendar() -> WorkCalendar:
    """The calendar for every year whose joint leave is known."""
    joint_leave = _years("joint_leave.yaml")
    closed: dict[date, str] = {}
    for year, days in joint_leave.items():
        # A day that is both is named as the holiday it is.
        closed |= days | _years("public_holidays.yaml")[year]
    return WorkCalendar(holidays=closed, known_years=frozenset(joint_leave))


@cache
def _years(file: str) -> dict[int, dict[date, str]]:
    text = (files("netral.apps.catalogue") / "data" / file).read_text(encoding="utf-8")
    return _YEARS.validate_python(read_yaml(text)["years"])
