"""What sanctions do on news from below: a decided violation becomes a recommendation for each person."""

from datetime import date

from django.utils.translation import gettext_noop

from netral.apps.cases import api as cases
from netral.apps.sanctions.actions import recommend
from netral.apps.sanctions.outcomes import tell_of_sending
from netral.apps.sanctions.routes import NoRoute, RecommendationRoute, receiver_kind, route_of
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.regions.queries import day_in


def recommend_to_employer(event: Event) -> None:
    """Send one recommendation for each person a decision found to have broken a norm.

    Where Netral sends it to nobody, the case keeps why. Where an institution is not registered the decision waits.

    Raises:
        StepRefused: the receiver or the one who decides is not registered, so that nothing of the step is kept.
    """
    decision = cases.decision_of(event.subject_id)
    act_date = decision.case.act_date
    if decision.finding is cases.Finding.NOT_VIOLATION or act_date is None:
        return
    try:
        route = _route(decision, act_date)
    except NoRoute as refusal:
        cases.keep_unsent(decision.case.id, str(refusal), SYSTEM)
        return
    sent = [
        recommend(decision=decision, person=person, position=position, act_date=act_date, route=route, by=SYSTEM)
        for position, person in enumerate(decision.proven, start=1)
    ]
    tell_of_sending(decision.case.report_id, sent, SYSTEM)


def _route(decision: cases.DecisionView, act_date: date) -> RecommendationRoute:
    today = day_in(decision.case.region_code, decision.decided_at)
    receiver_kind(decision.norm_id, act_date, today)
    if not decision.proven:
        raise NoRoute(
            gettext_noop("Tidak ada terlapor yang dinyatakan terbukti. Bila perlu, teruskan putusan dengan surat.")
        )
    return route_of(decision, act_date, today)
