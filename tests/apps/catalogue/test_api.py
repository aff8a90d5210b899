"""The front door of the catalogue."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, strategies as st

from netral.apps.catalogue import api
from netral.apps.catalogue.domain import search_norms
from netral.apps.catalogue.rows import ConditionKind
from netral.apps.catalogue.workdays import working_calendar
from netral.engines.deadlines.terms import Suspension, TermError
from netral.engines.rules.dated import NotInForceError
from netral.foundation.elections.domain import Phase

CAMPAIGN = date(2024, 10, 7)
REGISTERED = datetime(2024, 10, 7, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("act", "phase", "norms"),
    [
        ("media-sosial", Phase.BEFORE_CANDIDATES, ["A2", "A4", "D2", "D3", "D4", "D5"]),
        ("media-sosial", Phase.CANDIDATES_DETERMINED, ["B2", "B6", "D2", "D3", "D4", "D5"]),
        ("media-sosial", Phase.QUIET, ["B2", "B6", "D2", "D3", "D4", "D5"]),
        ("dukungan-ktp", None, ["B10", "D2", "D3", "D4", "D5"]),
        ("keluarga-calon", Phase.BEFORE_CANDIDATES, ["A3", "A7", "D2", "D3", "D4", "D5", "F2", "F3"]),
        ("keputusan-mutasi", Phase.BEFORE_CANDIDATES, ["B11", "D2", "D3", "D4", "D5", "E2", "E3"]),
        ("keputusan-mutasi", Phase.CAMPAIGN, ["B11", "D2", "D3", "D4", "D5", "D6", "E1", "E2", "E3"]),
        ("lain", Phase.CAMPAIGN, []),
    ],
)
def test_an_act_breaks_the_norms_of_its_phase(act: str, phase: Phase | None, norms: list[str]) -> None:
    assert [norm.id for norm in api.norms_for_act(act, CAMPAIGN, phase)] == norms


def test_a_norm_is_that_of_the_day() -> None:
    assert api.norm("D2", date(2023, 1, 3)).id == "D2"
    with pytest.raises(NotInForceError):
        api.norm("D2", date(2023, 1, 2))
    assert "D2" not in {norm.id for norm in api.norms_in_force(date(2023, 1, 2))}


def test_the_law_a_norm_stands_on_is_that_of_the_day() -> None:
    old, new = (
        {choice.provision.reference for choice in api.basis_for("B6", day)} for day in (date(2023, 10, 30), CAMPAIGN)
    )

    assert any("UU 5/2014" in reference for reference in old)
    assert not any("UU 5/2014" in reference for reference in new)
    assert any("UU 20/2023" in reference for reference in new)


def test_disputed_sanctions_are_offered_side_by_side() -> None:
    lighter, heavier, contract = api.sanctions_for("B8", CAMPAIGN)

    assert (lighter.claim.level, heavier.claim.level, contract.claim.level) == ("sedang", "berat", "pppk")
    assert [sanction.rank for sanction in heavier.sanctions] == [1, 2, 3]
    assert "K2" in {conflict.code for conflict in api.conflicts_of("B8", CAMPAIGN)}


def test_a_status_has_its_own_ladder_and_its_own_norms() -> None:
    assert [choice.claim.level for choice in api.sanctions_for("B8", CAMPAIGN, "pppk")] == ["pppk"]
    assert [choice.claim.level for choice in api.sanctions_for("B8", CAMPAIGN)] == ["sedang", "berat", "pppk"]
    bound = [api.binds("C1", status, CAMPAIGN) for status in ("pns", "lurah", "pppk", "kades", "")]
    assert bound == [True, True, False, False, False]
    # To be a candidate is no status, so that this norm binds none.
    assert not api.binds("E6", "pns", CAMPAIGN)


def test_the_handler_is_the_one_of_the_day_it_is_sent() -> None:
    last = date(2024, 8, 24)
    sent = [api.handlers_for("B2", last, day)[0].forwards_to for day in (last, date(2024, 8, 25))]
    assert sent == ["kasn", "bkn"]


def test_the_criminal_route_and_the_election_commission_both_handle_transfers() -> None:
    assert [handler.code for handler in api.handlers_for("E2", CAMPAIGN)] == ["gakkumdu", "kpu"]
    assert api.handlers_for("F1", CAMPAIGN) == ()


def test_handling_ends_on_the_third_day_in_the_regions_own_time() -> None:
    riau, papua = (api.deadline("PK.TANGANI", REGISTERED, region).due for region in ("14.03", "91.03"))

    assert riau.isoformat() == "2024-10-10T23:59:59+07:00"
    assert papua.isoformat() == "2024-10-10T23:59:59+09:00"


def test_handling_may_be_prolonged_by_its_own_extension_only() -> None:
    found = api.deadline("PK.TANGANI", REGISTERED, "14.03", extended_by=["PK.TAMBAHAN"])

    assert found.due.date() == date(2024, 10, 12)
    with pytest.raises(TermError, match=r"PK\.PERBAIKAN does not extend PK\.TANGANI"):
        api.deadline("PK.TANGANI", REGISTERED, "14.03", extended_by=["PK.PERBAIKAN"])


def test_suspended_days_do_not_count() -> None:
    outage = Suspension(date(2024, 10, 8), date(2024, 10, 8), "Sistem padam")

    assert api.deadline("PK.TANGANI", REGISTERED, "14.03", suspensions=[outage]).due.date() == date(2024, 10, 11)


def test_dates_derived_from_the_calendar_of_2024() -> None:
    wib = ZoneInfo("Asia/Jakarta")
    ban = api.deadline("MUTASI.LARANG", datetime(2024, 9, 22, tzinfo=wib), "14.03")
    grant = api.deadline("NPHD.T2", datetime(2024, 11, 27, tzinfo=wib), "14.03")

    assert ban.due == datetime(2024, 3, 22, tzinfo=wib)
    assert grant.due.date() == date(2024, 6, 27)


def test_holidays_and_joint_leave_are_not_working_days() -> None:
    calendar = working_calendar()

    assert calendar.reason_closed(date(2024, 11, 27)) == "Hari Pemilihan Kepala Daerah"
    assert calendar.reason_closed(date(2024, 12, 26)) == "Cuti Bersama Hari Raya Natal"
    assert calendar.reason_closed(CAMPAIGN) is None
    assert calendar.is_incomplete_for(2030)


def test_every_public_holiday_is_that_of_the_package_it_was_copied_from() -> None:
    calendar = working_calendar()
    found = {day: name for day, name in calendar.holidays.items() if not name.startswith("Cuti Bersama")}

    assert found == dict(holidays.country_holidays("ID", years=sorted(calendar.known_years), language="id"))


def test_every_term_can_be_counted_everywhere() -> None:
    for term in api.terms_in_force(date(2024, 10, 7)):
        found = api.deadline(term.code, REGISTERED, "14.03")
        assert (found.due > REGISTERED) == (term.length > 0)
        assert term.basis in found.explanation


def test_conditions_are_found_by_kind() -> None:
    assert {condition.code for condition in api.conditions("material", CAMPAIGN)} == {
        "M.KEJADIAN",
        "M.URAIAN",
        "M.BUKTI",
    }
    assert len(api.conditions(ConditionKind.FORMAL, CAMPAIGN)) == 4


def test_the_public_can_say_that_none_of_the_acts_fits() -> None:
    assert api.acts_for_public()[-1].code == "lain"


@given(st.dates(date(2022, 9, 22), date(2027, 1, 1)))
def test_every_forbidden_act_has_a_handler_on_every_day(day: date) -> None:
    assert [norm.id for norm in api.norms_in_force(day) if norm.routes and not api.handlers_for(norm.id, day)] == []


@given(st.text(max_size=20), st.text(max_size=20))
def test_more_words_never_find_more(first: str, second: str) -> None:
    law = api.norms_in_force(CAMPAIGN)

    assert set(search_norms(law, f"{first} {second}")) <= set(search_norms(law, first))
