"""The steps of a supervisor's people, each in her own browser, found and taken on the pages."""

from datetime import date, datetime, timedelta
from typing import Any

from netral.apps.cases.forms import condition_field
from netral.apps.catalogue import api as catalogue
from netral.foundation.ledger import clock
from tests.journeys.cast import Cast
from tests.journeys.citizen import ACCUSED, Filed, parts
from tests.journeys.visitor import Visitor
from tests.journeys.witness import recorded

VIOLATION, NO_VIOLATION = "asn_violation", "not_violation"
MINUTES = "Terlapor mengakui memakai mobil dinas itu."
UNMET = "Foto belum menunjukkan pelat mobil."
DECIDED_WORDS = "Pleno menilai alat bukti cukup."


def case_on_the_board(officer: Visitor, filed: Filed) -> Any:
    """Find the case of a report on the officer's board."""
    return officer.open("case_board").follow(filed.number).part("case_id")


def answers(day: date, unmet: str = "", **others: str) -> dict[str, str]:
    """Find every condition met but one."""
    found = dict(others)
    for row in (*catalogue.conditions("formal", day), *catalogue.conditions("material", day)):
        name = condition_field(row.code)
        found[name] = "no" if row.code == unmet else "yes"
        found[f"{name}_reason"] = UNMET if row.code == unmet else ""
    return found


def review(cast: Cast, case: Any, at: datetime, **more: str) -> None:
    """Find every condition met, and propose registration."""
    with clock.at(at), recorded("case.registration_proposed", cast.officer.actor):
        cast.officer.open("case_review", case).fill(answers(at.date(), conclusion="propose", **more))


def register(cast: Cast, case: Any, at: datetime) -> None:
    """Approve what the officer proposed."""
    with clock.at(at), recorded("case.registered", cast.chair.actor):
        cast.chair.open("case_registration", case).fill({"conclusion": "approve"})


def invite(cast: Cast, case: Any, at: datetime, hearing: datetime) -> None:
    """Invite the accused."""
    when = {**parts("scheduled_at", hearing.date()), "scheduled_at_time": f"{hearing:%H.%M}"}
    with clock.at(at), recorded("case.invitation_sent", cast.officer.actor):
        page = cast.officer.open("case_invite", case)
        page.fill({"invited": ACCUSED, "capacity": "accused", "place": "Kantor Bawaslu", **when})


def hear(cast: Cast, case: Any, at: datetime) -> None:
    """Record what she said, on the page that the case leads to."""
    with clock.at(at), recorded("case.clarification_recorded", cast.officer.actor):
        page = cast.officer.open("case", case).follow("Hasil klarifikasi")
        page.fill({"attended": "yes", "minutes": MINUTES})


def study(cast: Cast, case: Any, at: datetime, norm: str, proposed: str = VIOLATION) -> None:
    """Write the study."""
    with clock.at(at), recorded("case.study_written", cast.officer.actor):
        page = cast.officer.open("case_study", case)
        page.fill(
            {"facts": "Bukti saling menguatkan.", "analysis": "Unsur terpenuhi.", "proposed": proposed, "norm": norm}
        )


def convene(cast: Cast, case: Any, at: datetime) -> None:
    """Open the plenary."""
    with clock.at(at), recorded("case.plenary_convened", cast.chair.actor):
        cast.chair.open("case_plenary", case).fill()


def vote(member: Visitor, case: Any, at: datetime, finding: str = VIOLATION) -> None:
    """Cast one vote."""
    with clock.at(at), recorded("case.vote_cast", member.actor):
        member.open("case_vote", case).fill({"finding": finding})


def decide(cast: Cast, case: Any, at: datetime, finding: str = VIOLATION) -> None:
    """Set the decision down."""
    outcome = "proven" if finding == VIOLATION else "not_proven"
    with clock.at(at), recorded("case.decided", cast.chair.actor):
        page = cast.chair.open("case_decide", case)
        page.fill({"finding": finding, "person_1": outcome, "status_1": "pns", "words": DECIDED_WORDS})


def until_registered(cast: Cast, filed: Filed, at: datetime) -> Any:
    """Take a report as far as its registration."""
    with clock.at(at):
        case = case_on_the_board(cast.officer, filed)
    review(cast, case, at)
    register(cast, case, at + timedelta(hours=2))
    return case


def until_heard(cast: Cast, filed: Filed, at: datetime) -> Any:
    """Take a report as far as the hearing of the accused, a day after the review."""
    case = until_registered(cast, filed, at)
    hearing = at + timedelta(days=1)
    invite(cast, case, at + timedelta(hours=3), hearing)
    hear(cast, case, hearing + timedelta(hours=1))
    return case


def until_decided_after_hearing(cast: Cast, case: Any, at: datetime, norm: str) -> None:
    """Write the study, and the day after it let everybody vote and decide that neutrality was broken."""
    study(cast, case, at, norm)
    plenary = at.replace(hour=9) + timedelta(days=1)
    # Who is no member yet when the plenary opens does not belong to it.
    members = cast.members
    convene(cast, case, plenary)
    for member in members:
        vote(member, case, plenary + timedelta(minutes=20))
    decide(cast, case, plenary + timedelta(hours=1))


def until_decided(cast: Cast, filed: Filed, at: datetime, norm: str) -> Any:
    """Take a report as far as a decision that neutrality was broken, two days after the review."""
    case = until_heard(cast, filed, at)
    until_decided_after_hearing(cast, case, at + timedelta(days=1, hours=5), norm)
    return case
