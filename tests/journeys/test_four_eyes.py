"""Nobody checks her own work, not even somebody who holds two roles."""

from datetime import date, timedelta
from typing import Any

import pytest

from netral.foundation.accounts.actions import grant_role
from netral.foundation.accounts.models import Membership, User
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from tests.journeys import citizen, supervisor
from tests.journeys.cast import Cast
from tests.journeys.citizen import Sighting
from tests.journeys.supervisor import VIOLATION
from tests.journeys.visitor import Visitor, refused
from tests.journeys.witness import nothing_recorded, recorded

pytestmark = pytest.mark.django_db

SEEN = Sighting()
REVIEW = SEEN.at + timedelta(days=1)


@pytest.fixture
def officer(cast: Cast) -> Visitor:
    """Return the officer, who was elected a member as well."""
    bengkalis = Institution.objects.get(path="bawaslu.14.03")
    user = User.objects.get(pk=cast.officer.actor.id)
    since = date(2024, 10, 1)
    grant_role(user=user, institution=bengkalis, role_code="supervisor_member", valid_from=since, by=SYSTEM)
    act_as(cast.officer, "supervisor_officer")
    return cast.officer


def act_as(who: Visitor, role: str) -> None:
    """Choose which of her roles she works in."""
    held = Membership.objects.get(user_id=who.actor.id, role_code=role)
    who.open("accounts_roles")
    who.post("accounts_use_role", held.pk)


def test_who_proposed_a_registration_cannot_approve_it_in_another_role(cast: Cast, officer: Visitor) -> None:
    filed = citizen.report(SEEN)
    case = supervisor.case_on_the_board(officer, filed)
    supervisor.review(cast, case, REVIEW)
    act_as(officer, "supervisor_member")
    with clock.at(REVIEW), nothing_recorded(), refused("orang lain yang harus menyetujuinya"):
        officer.open("case_registration", case).fill({"conclusion": "approve"})
    supervisor.register(cast, case, REVIEW)


def test_who_wrote_the_study_does_not_vote(cast: Cast, officer: Visitor) -> None:
    case: Any = supervisor.until_heard(cast, citizen.report(SEEN), REVIEW)
    later = REVIEW + timedelta(days=2)
    supervisor.study(cast, case, later, "C4")
    supervisor.convene(cast, case, later)
    act_as(officer, "supervisor_member")
    with clock.at(later), nothing_recorded(), refused("Anda yang menulis kajian ini"):
        officer.open("case_vote", case).fill({"finding": VIOLATION})
    supervisor.vote(cast.chair, case, later)


def test_a_proposal_can_be_sent_back_with_a_reason(cast: Cast) -> None:
    filed = citizen.report(SEEN)
    case = supervisor.case_on_the_board(cast.officer, filed)
    supervisor.review(cast, case, REVIEW)
    with clock.at(REVIEW):
        with nothing_recorded(), refused("Alasan belum ditulis"):
            cast.chair.open("case_registration", case).fill({"conclusion": "send_back"})
        with recorded("case.proposal_returned", cast.chair.actor):
            answers = {"conclusion": "send_back", "words": "Periksa lagi pelat mobilnya."}
            cast.chair.open("case_registration", case).fill(answers)
        assert cast.officer.open("case", case).sees("Usulan registrasi dikembalikan")
    supervisor.review(cast, case, REVIEW)
