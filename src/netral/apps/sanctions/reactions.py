"""What sanctions do on news from below: a decided violation becomes a recommendation for each person."""

from netral.apps.cases import api as cases
from netral.apps.sanctions.actions import recommend
from netral.apps.sanctions.outcomes import tell_of_sending
from netral.apps.sanctions.routing import route_of
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.regions.queries import zone_of


def recommend_to_employer(event: Event) -> None:
    """Send one recommendation for each person a decision found to have broken neutrality."""
    decision = cases.decision_of(event.subject_id)
    act_date = decision.case.act_date
    if decision.finding is not cases.Finding.ASN_VIOLATION or act_date is None:
        return
    today = decision.decided_at.astimezone(zone_of(decision.case.region_code)).date()
    route = route_of(decision, act_date, today)
    sent = [
        recommend(decision=decision, person=person, position=position, act_date=act_date, route=route, by=SYSTEM)
        for position, person in enumerate(decision.proven, start=1)
    ]
    tell_of_sending(decision.case.report_id, sent, SYSTEM)
