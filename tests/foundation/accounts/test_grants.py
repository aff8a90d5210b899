"""Nobody gives herself a role, and a role that reads reports needs a second person of another function."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, strategies as st

from netral.foundation.accounts.domain import Approver, Identity, Verdict, check_approval, check_grant, reads_reports
from netral.foundation.accounts.roles import roles
from netral.foundation.institutions.models import Kind

DAY = date(2024, 10, 7)
ANA = Identity.of("1", "Ana Lestari", ["ana.lestari@contoh.test"])
BUDI = Identity.of("2", "Budi Santoso", ["budi@contoh.test"])
CITRA = Identity.of("3", "Citra Dewi", ["citra@contoh.test"])
people = st.sampled_from(
    [
        ANA,
        BUDI,
        CITRA,
        Identity.of("4", "Orang Lain", ["AnaLestari+kedua@contoh.test"]),
        Identity.of("5", "ana  LESTARI", ["lain@contoh.test"]),
    ]
)


@given(giver=people, receiver=people, manages=st.booleans(), role=st.sampled_from(sorted(roles())))
def test_no_person_ever_gives_a_role_that_reads_reports_alone(
    giver: Identity, receiver: Identity, manages: bool, role: str
) -> None:
    sensitive = roles()[role].is_sensitive
    verdict = check_grant(giver=giver, manages=manages, receiver=receiver, sensitive=sensitive)
    allowed = manages and not giver.is_same(receiver)
    assert (verdict in {Verdict.AT_ONCE, Verdict.SECOND_PERSON}) == allowed
    assert (verdict is Verdict.AT_ONCE) == (allowed and not sensitive)


@given(approver=people, asker=people, receiver=people, is_asked=st.booleans(), manages=st.booleans())
def test_an_approval_always_takes_three_parts_by_two_people(
    approver: Identity, asker: Identity, receiver: Identity, is_asked: bool, manages: bool
) -> None:
    verdict = check_approval(
        approver=Approver(approver, is_asked, manages),
        concerned=[asker, receiver],
        is_open=True,
        answer_by=DAY,
        day=DAY,
    )
    second = not approver.is_same(asker) and not approver.is_same(receiver)
    assert (verdict is Verdict.AT_ONCE) == (second and is_asked and not manages)


@pytest.mark.parametrize(
    ("is_open", "day"), [(False, DAY), (True, DAY + timedelta(days=1))], ids=["answered", "too late"]
)
def test_a_closed_or_late_request_is_not_approved(is_open: bool, day: date) -> None:
    approver = Approver(CITRA, is_asked=True, manages=False)
    verdict = check_approval(approver=approver, concerned=[ANA, BUDI], is_open=is_open, answer_by=DAY, day=day)
    assert verdict is Verdict.TOO_LATE


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ana.lestari@contoh.test", "analestari@contoh.test", True),
        ("ana@contoh.test", "ANA+netral@Contoh.test", True),
        ("ana@contoh.test", "ana@lain.test", False),
    ],
)
def test_two_addresses_of_one_mailbox_are_one_person(one: str, other: str, same: bool) -> None:
    assert Identity.of("1", "Ana", [one]).is_same(Identity.of("2", "Beda", [other])) is same


def test_every_role_that_reads_reports_names_who_approves_and_no_manager_does() -> None:
    known = roles()
    for role, kind in product(known.values(), Kind):
        if kind in role.institution_kinds:
            approvers = [known[code] for code in role.approved_by]
            assert bool(approvers) == role.is_sensitive, role.code
            assert all("accounts.approve" in each.permissions for each in approvers)
            assert not any("accounts.manage" in each.permissions for each in approvers)


def test_a_manager_of_accounts_reads_no_report() -> None:
    both = [
        role.code
        for role in roles().values()
        if reads_reports(role.permissions) and "accounts.manage" in role.permissions
    ]
    assert both == []
