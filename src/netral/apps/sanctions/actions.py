"""Following a recommendation up: sending, receiving, examining, deciding, carrying out, or closing without sanction."""

from dataclasses import asdict
from datetime import date

from django.utils.translation import gettext as _

from netral.apps.cases import api as cases
from netral.apps.sanctions import domain, papers
from netral.apps.sanctions.domain import State, Verb
from netral.apps.sanctions.events import (
    EXAMINED,
    PROCEEDING_OPENED,
    RECOMMENDATION_ACKNOWLEDGED,
    RECOMMENDATION_CLOSED,
    SANCTION_CARRIED_OUT,
    SANCTION_DECIDED,
    SANCTION_RECOMMENDED,
)
from netral.apps.sanctions.inputs import ExaminationInput, ProceedingInput, SanctionDecisionInput
from netral.apps.sanctions.models import Proceeding, Recommendation, SanctionDecision
from netral.apps.sanctions.outcomes import tell_of_carrying_out, tell_of_closing, tell_of_sanction
from netral.apps.sanctions.routes import RecommendationRoute
from netral.foundation.files.actions import store_file
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.workflow.steps import Workflow, finish

RECOMMENDATIONS = Workflow(Recommendation, State, domain.TABLE)


@action
def recommend(
    *,
    decision: cases.DecisionView,
    person: cases.PersonView,
    position: int,
    act_date: date,
    route: RecommendationRoute,
    by: Actor,
) -> Recommendation:
    """Send the recommendation on one proven person to the receiver and her appointing official."""
    case = decision.case
    sent = Recommendation.objects.create(
        scopes=list(route.scopes),
        case_id=case.id,
        person_id=person.id,
        number=domain.recommendation_number(case.number, position),
        institution=Institution.objects.get(pk=case.institution_id),
        receiver=route.receiver,
        ppk=route.ppk,
        region_id=case.region_code,
        person=person.name,
        office=person.office,
        unit=person.unit,
        status=person.status,
        act_date=act_date,
        norm_id=decision.norm_id,
        norm_title=decision.norm_title,
        basis=decision.basis,
        sanction_range=[dict(row) for row in decision.range_for(person)],
        catalogue_version=decision.catalogue_version,
        sent_at=now(),
    )
    facts = {"case": case.id, "number": sent.number, "receiver": route.receiver.path, "ppk": route.ppk.path}
    record(SANCTION_RECOMMENDED, subject=sent, by=by, data=facts)
    papers.seal_letter(sent, by)
    return sent


@action
def acknowledge(*, recommendation: Recommendation, by: Actor) -> None:
    """Record that the appointing official's office has received the recommendation.

    Raises:
        StepRefused: the step is not possible.
    """
    step = RECOMMENDATIONS.begin(recommendation, Verb.ACKNOWLEDGE, by)
    row = step.subject
    row.acknowledged_at = now()
    finish(step, RECOMMENDATION_ACKNOWLEDGED)


@action
def open_proceeding(*, recommendation: Recommendation, inputs: ProceedingInput, by: Actor) -> Proceeding:
    """Open the examination: name the team, summon the person.

    Raises:
        StepRefused: the team is not named, or the step is not possible.
    """
    step = RECOMMENDATIONS.begin(recommendation, Verb.OPEN, by)
    row = step.subject
    domain.check_words(inputs.team, _("Tim pemeriksa"))
    row.opened_at = now()
    proceeding = Proceeding.objects.create(
        recommendation=row, scopes=row.scopes, opened_at=row.opened_at, **asdict(inputs)
    )
    finish(step, PROCEEDING_OPENED, summoned_for=inputs.summoned_for)
    return proceeding


@action
def record_examination(*, recommendation: Recommendation, inputs: ExaminationInput, by: Actor) -> Proceeding:
    """Record the examination and its minutes; one who did not come is judged by the evidence.

    Raises:
        StepRefused: the day cannot be, the minutes are empty, it is recorded already, or the step is not possible.
    """
    step = RECOMMENDATIONS.begin(recommendation, Verb.EXAMINE, by)
    row = step.subject
    proceeding = Proceeding.objects.select_for_update().get(recommendation=row)
    domain.check_unexamined(proceeding.examined_on)
    domain.check_examination(inputs.examined_on, row.sent_on, row.today)
    domain.check_words(inputs.minutes, _("Berita acara"))
    proceeding.examined_on, proceeding.attended = inputs.examined_on, inputs.attended
    proceeding.minutes = inputs.minutes
    proceeding.save()
    finish(step, EXAMINED, examined_on=inputs.examined_on, attended=inputs.attended)
    return proceeding


@action
def decide_sanction(*, recommendation: Recommendation, inputs: SanctionDecisionInput, by: Actor) -> SanctionDecision:
    """Record the decision of the appointing official, with its signed document.

    Raises:
        StepRefused: the sanction is outside the norm's range, its level is disputed and no source of it is named, the
            date cannot be, nobody was examined, it is decided already, or the step is not possible.
        FileRefused: the document is no PDF, empty, or too large.
    """
    step = RECOMMENDATIONS.begin(recommendation, Verb.DECIDE, by)
    row = step.subject
    examined_on = domain.check_examined(Proceeding.objects.get(recommendation=row).examined_on)
    domain.check_sanction(inputs.sanction_code, row.offered, row.basis)
    level = _level(row, inputs)
    domain.check_words(inputs.number, _("Nomor keputusan"))
    domain.check_decision_date(
        inputs.decided_on, act=row.act_date, sent=row.sent_on, examined=examined_on, today=row.today
    )
    document = store_file(upload=inputs.document, purpose="decision", scopes=row.scopes, by=by)
    decision = SanctionDecision.objects.create(
        recommendation=row,
        scopes=row.scopes,
        number=inputs.number,
        decided_on=inputs.decided_on,
        sanction_code=inputs.sanction_code,
        sanction_title=row.offered[inputs.sanction_code],
        level_source=f"{level.name}: {level.source}"[:400] if level.conflict else "",
        official=inputs.official,
        document=document,
        recorded_at=now(),
    )
    row.decided_at = decision.recorded_at
    facts = {"case": row.case_id, "sanction": inputs.sanction_code, "number": inputs.number, "date": inputs.decided_on}
    if level.conflict:
        facts |= {"conflict": level.conflict, "level": level.code, "level_source": decision.level_source}
    finish(step, SANCTION_DECIDED, **facts)
    tell_of_sanction(row, decision, by)
    return decision


@action
def carry_out(*, recommendation: Recommendation, carried_out_on: date, by: Actor) -> None:
    """Record the day the sanction was carried out.

    Raises:
        StepRefused: the day lies before the decision or in the future, or the step is not possible.
    """
    step = RECOMMENDATIONS.begin(recommendation, Verb.CARRY_OUT, by)
    row = step.subject
    decision = SanctionDecision.objects.get(recommendation=row)
    domain.check_carried_out(carried_out_on, decision.decided_on, row.today)
    row.carried_out_at, row.carried_out_on = now(), carried_out_on
    finish(step, SANCTION_CARRIED_OUT, case=row.case_id, on=carried_out_on)
    tell_of_carrying_out(row, by)


@action
def close_without_sanction(*, recommendation: Recommendation, words: str, by: Actor) -> None:
    """Close a recommendation without a sanction, with the reason.

    Raises:
        StepRefused: nobody was examined, no reason is given, or the step is not possible.
    """
    step = RECOMMENDATIONS.begin(recommendation, Verb.CLOSE, by)
    row = step.subject
    domain.check_examined(Proceeding.objects.get(recommendation=row).examined_on)
    domain.check_words(words, _("Alasan"))
    row.closed_at, row.closing_reason = now(), words
    finish(step, RECOMMENDATION_CLOSED, case=row.case_id, words=words)
    tell_of_closing(row, by)


def _level(row: Recommendation, inputs: SanctionDecisionInput) -> cases.Level:
    """Return the level of the sanction chosen, checked against the source that the decision names for it."""
    code = next(found["level"] for found in row.sanction_range if found["code"] == inputs.sanction_code)
    levels = {level.code: level for level in row.levels}
    domain.check_level_source(inputs.level_source, code, {level.code for level in row.levels if level.conflict})
    return levels[code]
