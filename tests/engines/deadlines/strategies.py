"""Terms, moments, zones and calendars for the deadline tests."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from netral.engines.deadlines.terms import Boundary, StartRule, Term, Unit, WorkCalendar
from netral.engines.rules.dated import Verification

WIB, WITA, WIT = (ZoneInfo(f"Asia/{city}") for city in ("Jakarta", "Makassar", "Jayapura"))

zones = st.sampled_from([WIB, WITA, WIT])
calendars = st.builds(
    WorkCalendar,
    holidays=st.dictionaries(st.dates(date(2023, 1, 1), date(2026, 12, 31)), st.just("Libur"), max_size=40),
)
units = st.sampled_from(Unit)
lengths = st.integers(1, 90)
start_rules = st.sampled_from(StartRule)


def moments(zone: ZoneInfo) -> st.SearchStrategy[datetime]:
    """Moments of the years 2024 and 2025 in this zone."""
    minutes = st.integers(0, 2 * 366 * 24 * 60)
    return minutes.map(lambda passed: datetime(2024, 1, 1, tzinfo=zone) + timedelta(minutes=passed))


def make_term(
    length: int,
    unit: Unit,
    start_rule: StartRule = StartRule.EXCLUDED,
    boundary: Boundary = Boundary.CLOSES,
    verification: Verification = Verification.OFFICIAL,
) -> Term:
    """A term that runs from a registration."""
    return Term(
        code="UJI",
        length=length,
        unit=unit,
        from_event="register",
        start_rule=start_rule,
        basis="UU 1/2015 Ps 134(5)",
        verification=verification,
        valid_from=date(2022, 9, 22),
        boundary=boundary,
    )


def at(day: date, hour: int = 10, minute: int = 12, zone: ZoneInfo = WIB) -> datetime:
    """A moment of this day in a zone."""
    return datetime.combine(day, time(hour, minute), tzinfo=zone)


def end_of(day: date, zone: ZoneInfo = WIB) -> datetime:
    """The last second of a day in a zone."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone) - timedelta(seconds=1)
