"""Instalments: by the rules of the day of signing, worth the whole, due when the law says; how long money lasts."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from netral.apps.catalogue import api as catalogue
from netral.apps.support.domain.coverage import Inflow, MonthlyNeed, coverage, delayed, even_needs
from netral.apps.support.domain.incumbents import Incumbency, flag_of
from netral.apps.support.domain.instalments import amounts_of, end_of_return, plan, rule_of_return
from netral.apps.support.domain.terms import TermReminder, reminder_owed
from netral.apps.support.parameters import incumbency_rules, instalment_rules
from netral.engines.deadlines.terms import WorkCalendar
from netral.engines.steps.table import StepRefused

POLLING = date(2024, 11, 27)
DAY = timedelta(days=1)
sums = st.integers(1, 10**13)
days = st.dates(date(2020, 1, 1), date(2024, 11, 26))


def working_days_on(day: date, length: int, calendar: WorkCalendar) -> date:
    while length:
        day += DAY
        length -= calendar.reason_closed(day) is None
    return day


def months_before(day: date, months: int) -> date:
    year, month = day.year, day.month
    for _number in range(months):
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@given(agreed=sums, signed_on=days, polling=st.dates(date(2020, 6, 1), date(2030, 12, 31)))
def test_two_steps_are_the_whole_and_due_as_counted_by_hand(agreed: int, signed_on: date, polling: date) -> None:
    calendar = catalogue.working_calendar()
    first, second = plan(instalment_rules(), agreed, signed_on, polling, calendar)
    assert first.amount + second.amount == agreed
    assert first.amount == agreed * 40 // 100
    assert first.due_on == working_days_on(signed_on, 14, calendar)
    assert second.due_on == months_before(polling, 5)


@given(agreed=sums, parts=st.lists(st.integers(1, 100), min_size=1, max_size=9))
def test_the_last_part_takes_what_rounding_leaves(agreed: int, parts: list[int]) -> None:
    shares = [Decimal(part) / 1000 for part in parts]
    shares[-1] += 1 - sum(shares)
    amounts = amounts_of(agreed, shares)
    assert sum(amounts) == agreed
    assert all(abs(amount - agreed * share) < len(parts) for amount, share in zip(amounts, shares, strict=True))


def test_the_second_step_of_2024_ends_on_27_june() -> None:
    _first, second = plan(instalment_rules(), 100, date(2023, 11, 10), POLLING, catalogue.working_calendar())
    assert second.due_on == date(2024, 6, 27)


def test_the_older_rule_has_three_steps() -> None:
    planned = plan(instalment_rules(), 1001, date(2019, 10, 1), date(2020, 9, 23), WorkCalendar())
    assert [each.amount for each in planned] == [400, 500, 101]
    assert [each.due_on for each in planned] == [date(2019, 10, 21), date(2020, 5, 23), date(2020, 8, 23)]


def test_a_day_without_a_rule_is_refused() -> None:
    with pytest.raises(StepRefused, match="tidak tercatat"):
        plan(instalment_rules(), 100, date(2018, 5, 1), POLLING, WorkCalendar())
    with pytest.raises(StepRefused, match="tidak tercatat"):
        rule_of_return(instalment_rules(), date(2018, 5, 1))


def test_shares_that_are_not_the_whole_are_no_rule() -> None:
    with pytest.raises(ValueError, match="not 1"):
        amounts_of(100, [Decimal("0.4"), Decimal("0.5")])


def test_the_remainder_goes_back_within_three_months() -> None:
    rule = rule_of_return(instalment_rules(), date(2025, 1, 31))
    assert end_of_return(rule, date(2025, 1, 31)) == date(2025, 4, 30)


@pytest.mark.parametrize(
    ("left", "told", "owed"),
    [
        (15, TermReminder.NONE, None),
        (14, TermReminder.NONE, TermReminder.NEAR),
        (13, TermReminder.NEAR, None),
        (3, TermReminder.NEAR, TermReminder.VERY_NEAR),
        (0, TermReminder.VERY_NEAR, None),
        (-1, TermReminder.VERY_NEAR, TermReminder.LATE),
        (-1, TermReminder.NONE, TermReminder.LATE),
        (-40, TermReminder.LATE, None),
    ],
)
def test_a_term_is_told_once_at_each_mark(left: int, told: TermReminder, owed: TermReminder | None) -> None:
    assert reminder_owed(POLLING + left * DAY, told, POLLING) is owed


@pytest.mark.parametrize(
    ("given_on", "incumbents", "is_flagged"),
    [
        (date(2024, 3, 21), [Incumbency("pilkada-2024", date(2021, 2, 26))], False),
        (date(2024, 3, 22), [Incumbency("pilkada-2024", date(2021, 2, 26))], True),
        (date(2024, 3, 22), [], False),
        (date(2024, 3, 22), [Incumbency("pilkada-2020", date(2016, 2, 17))], False),
        (date(2024, 3, 22), [Incumbency("pilkada-2024", date(2024, 4, 1))], False),
    ],
)
def test_support_of_an_incumbent_is_flagged_from_its_day(
    given_on: date, incumbents: list[Incumbency], *, is_flagged: bool
) -> None:
    rule = flag_of(given_on, incumbents, incumbency_rules())
    assert (rule is not None) is is_flagged
    assert rule is None or rule.provenance.reference == "UU 10/2016 Ps 71 ayat (3)"


def test_a_late_instalment_leaves_supervisors_unpaid() -> None:
    inflows = (Inflow("first", date(2024, 6, 1), 200), Inflow("second", date(2024, 7, 31), 300))
    needs = [MonthlyNeed(date(2024, month, 1), 100, 10) for month in (6, 7, 8, 9, 10)]
    assert coverage(inflows, needs).first_uncovered is None
    late = coverage(delayed(inflows, "second", 6), needs)
    assert [month.people_unpaid for month in late.months] == [0, 0, 10, 0, 0]
    assert late.first_uncovered is not None
    assert late.first_uncovered.need.month == date(2024, 8, 1)
    assert late.most_unpaid == 10


@given(
    amounts=st.lists(st.integers(0, 10**9), max_size=5),
    months=st.integers(1, 24),
    total=st.integers(0, 10**9),
    people=st.integers(1, 500),
)
def test_no_more_is_paid_than_came_and_no_more_than_is_owed(
    amounts: list[int], months: int, total: int, people: int
) -> None:
    inflows = [Inflow(str(n), date(2024, 1, 15) + n * 40 * DAY, amount) for n, amount in enumerate(amounts)]
    needs = even_needs(date(2024, 1, 20), months, total, people)
    assert sum(need.amount for need in needs) == total
    cover = coverage(inflows, needs)
    assert sum(month.paid for month in cover.months) <= min(sum(amounts), total)
    assert all(0 <= month.people_unpaid <= people and month.unpaid >= 0 for month in cover.months)
    assert cover.months[-1].unpaid == total - sum(month.paid for month in cover.months)
