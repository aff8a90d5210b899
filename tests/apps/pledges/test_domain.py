"""Steps, windows, tries and texts of pledges."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from netral.apps.pledges import domain
from netral.apps.pledges.domain import Access, PledgeCounts, PledgeStatus, Tries, Window
from netral.apps.pledges.texts import templates, templates_on
from netral.engines.steps.table import StepRefused
from netral.foundation.outreach.domain import CallStatus

NOON = datetime(2024, 10, 7, 5, 0, tzinfo=UTC)
days = st.dates(date(2024, 1, 1), date(2025, 12, 31))


@given(first=days, length=st.integers(0, 200), today=days, status=st.sampled_from(CallStatus))
def test_a_pledge_may_be_signed_only_on_the_days_of_an_open_campaign(
    first: date, length: int, today: date, status: CallStatus
) -> None:
    last = first + timedelta(days=length)
    access = Window(status, first, last).access(today)
    assert (access == Access.OPEN) == (status == CallStatus.OPEN and first <= today <= last)
    if today > last:
        assert access == Access.OVER


@given(st.text(max_size=30))
def test_only_the_digits_of_a_number_count(typed: str) -> None:
    known = "198706012010012001"
    assert domain.same_number(typed, known) == ("".join(filter(str.isdigit, typed)) == known)


def test_a_number_may_be_typed_with_blanks_and_dots() -> None:
    assert domain.same_number("19870601 201001 2 001", "198706012010012001")
    assert domain.same_number("19870601.201001.2.001", "198706012010012001")


@given(st.builds(PledgeCounts, *[st.integers(0, 100)] * 4))
def test_a_share_lies_between_nothing_and_all(counts: PledgeCounts) -> None:
    whole = PledgeCounts(
        counts.opened + counts.signed + counts.declined + counts.invited, counts.opened, counts.signed, counts.declined
    )
    assert 0 <= whole.share <= 1
    assert whole.silent == counts.invited
    assert (whole + whole).share == pytest.approx(whole.share)


def test_reminders_leave_a_day_between() -> None:
    assert domain.may_remind(None, NOON)
    assert not domain.may_remind(NOON, NOON + timedelta(hours=1))
    assert domain.may_remind(NOON, NOON + timedelta(hours=20))


def test_every_text_has_points_a_basis_and_a_source() -> None:
    for text in templates().values():
        assert len(text.points) >= 3
        assert text.basis
        assert text.reference
        assert text.verification in ("official", "secondary", "unverified")
    assert templates_on(date(2024, 10, 7))
    assert not templates_on(date(2020, 1, 1))


def test_a_text_is_complete_with_all_its_points_and_not_before() -> None:
    text = next(iter(templates().values()))
    codes = [point.code for point in text.points]
    assert text.is_complete(codes)
    assert not text.is_complete(codes[:3])
    assert not text.is_complete([])


class LinkLife(RuleBasedStateMachine):
    """A personal link in the hands of anybody: however it is used, the rules hold."""

    def __init__(self) -> None:
        super().__init__()
        self.status, self.tries, self.now = PledgeStatus.INVITED, Tries(), NOON
        self.wrong_since_pause = 0
        self.signed_count = 0

    def step(self, to: PledgeStatus) -> bool:
        try:
            domain.check_pledge_step(self.status, to)
        except StepRefused:
            return False
        self.status = to
        return True

    @rule(to=st.sampled_from([PledgeStatus.OPENED, PledgeStatus.DECLINED, PledgeStatus.INVITED]))
    def use(self, to: PledgeStatus) -> None:
        before = self.status
        moved = self.step(to)
        assert not (before == PledgeStatus.SIGNED and moved)

    @precondition(lambda self: not self.tries.is_paused(self.now))
    @rule()
    def type_wrong(self) -> None:
        self.wrong_since_pause += 1
        self.tries = self.tries.after_wrong(self.now)
        if self.tries.is_paused(self.now):
            assert self.wrong_since_pause == domain.MOST_TRIES
            self.wrong_since_pause = 0

    @precondition(lambda self: not self.tries.is_paused(self.now))
    @rule()
    def type_right(self) -> None:
        self.signed_count += self.step(PledgeStatus.SIGNED)

    @rule(minutes=st.integers(1, 20))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def signs_once(self) -> None:
        assert self.signed_count <= 1
        assert (self.status == PledgeStatus.SIGNED) == (self.signed_count == 1)

    @invariant()
    def keeps_count_below_the_limit(self) -> None:
        assert 0 <= self.tries.wrong < domain.MOST_TRIES
        assert self.tries.left > 0


TestLinkLife = LinkLife.TestCase


ALL_STEPS = [(now, to) for now in PledgeStatus for to in PledgeStatus]


@pytest.mark.parametrize(("now", "to"), ALL_STEPS)
def test_the_table_of_steps_holds_these_and_no_others(now: PledgeStatus, to: PledgeStatus) -> None:
    known = {
        ("invited", "opened"),
        ("opened", "signed"),
        ("opened", "declined"),
        ("declined", "opened"),
        ("signed", "withdrawn"),
        ("withdrawn", "opened"),
    }
    try:
        domain.check_pledge_step(now, to)
        may = True
    except StepRefused:
        may = False
    assert may == ((now.value, to.value) in known)


@pytest.mark.parametrize(
    ("position", "is_head"),
    [
        ("Kepala Dinas Kesehatan", True),
        ("kepala  dinas", True),
        ("Plt. Kepala Dinas Kesehatan", True),
        ("Pj. Camat Bantan", True),
        ("Kepala Dinasti", False),
        ("Kepala", False),
        ("Sekretaris Camat", False),
        ("Camatan", False),
        ("", False),
        ("Plt.", False),
    ],
)
def test_a_head_is_known_by_whole_words_at_the_beginning(position: str, is_head: bool) -> None:
    assert domain.is_head_of_unit(position, ["Kepala Dinas", "Camat", ""]) == is_head


@given(called=st.booleans(), first=st.booleans(), head=st.booleans(), day=days, since=st.none() | days)
def test_heads_always_have_their_turn_and_staff_once_called_or_on_their_day(
    called: bool, first: bool, head: bool, day: date, since: date | None
) -> None:
    came = domain.Turns(first, called, since).has_come(head, day)
    assert came == (head or not first or called or (since is not None and day >= since))


def test_closing_is_taken_back_on_its_day_alone() -> None:
    domain.check_reopening(date(2024, 10, 7), date(2024, 10, 7))
    with pytest.raises(StepRefused):
        domain.check_reopening(date(2024, 10, 7), date(2024, 10, 8))
