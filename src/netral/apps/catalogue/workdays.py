"""The calendar of working days: public holidays of the `holidays` package, and joint leave as decreed each year."""

from datetime import date
from functools import cache
from importlib.resources import files

import holidays
import yaml
from pydantic import TypeAdapter

from netral.engines.deadlines.terms import WorkCalendar

_YEARS = TypeAdapter(dict[int, dict[date, str]])


@cache
def working_calendar() -> WorkCalendar:
    """The calendar for every year whose joint leave is known."""
    text = (files("netral.apps.catalogue") / "data" / "joint_leave.yaml").read_text(encoding="utf-8")
    joint_leave = _YEARS.validate_python(yaml.safe_load(text)["years"])
    closed: dict[date, str] = {}
    for year, days in joint_leave.items():
        closed |= days
        closed |= dict(holidays.country_holidays("ID", years=year, language="id"))
    return WorkCalendar(holidays=closed, known_years=frozenset(joint_leave))
