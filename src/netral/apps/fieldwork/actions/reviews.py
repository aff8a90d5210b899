"""What reviewers do with an observation: ask back, propose a finding, return or decide it, close and reopen."""

from dataclasses import asdict

from netral.apps.fieldwork.domain import observations as domain
from netral.apps.fieldwork.domain.observations import ObservationState, ObservationVerb
from netral.apps.fieldwork.events import (
    FINDING_DECIDED,
    FINDING_PROPOSED,
    FINDING_RETURNED,
    OBSERVATION_ASKED,
    OBSERVATION_CLOSED,
    OBSERVATION_REOPENED,
)
from netral.apps.fieldwork.inputs import FindingInput
from netral.apps.fieldwork.models import FindingProposal, Observation, ReviewNote
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action
from netral.foundation.regions.queries import day_in
from netral.foundation.workflow.steps import Step, Workflow, finish

ObservationStep = Step[Observation, ObservationState, ObservationVerb]
OBSERVATIONS: Workflow[Observation, ObservationState, ObservationVerb] = Workflow(
    Observation, ObservationState, domain.TABLE
)


@action
def ask_back(*, observation: Observation, words: str, by: Actor) -> None:
    """Ask the observer something, which her phone shows at its next contact.

    Raises:
        StepRefused: nothing is asked, or the step is not possible.
    """
    _say(observation, ObservationVerb.ASK, OBSERVATION_ASKED, words, by)


@action
def propose_finding(*, observation: Observation, inputs: FindingInput, by: Actor) -> None:
    """Propose an observation as a finding, for a second person to decide.

    Raises:
        StepRefused: the moment of knowing or the day of the act does not fit, or the step is not possible.
    """
    step = OBSERVATIONS.begin(observation, ObservationVerb.PROPOSE, by)
    row = step.subject
    domain.check_known_at(inputs.known_at, row.first_at)
    domain.check_reason(row.known_at, inputs.known_at, inputs.known_reason)
    domain.check_act(inputs.act_date, day_in(row.region_id, inputs.known_at))
    values = {
        "title": inputs.title.strip(),
        "act_date": inputs.act_date,
        "known_at": inputs.known_at,
        "known_reason": inputs.known_reason.strip(),
        "persons": [asdict(each) for each in inputs.persons],
        "proposed_at": now(),
        "proposed_by_name": by.label,
    }
    # What was proposed before and returned is proposed anew; the ledger remembers both.
    FindingProposal.objects.update_or_create(observation=row, defaults={"scopes": list(row.scopes), **values})
    row.proposed_by = by.id
    facts = {"known_at": inputs.known_at, "act_date": inputs.act_date, "persons": len(inputs.persons)}
    finish(step, FINDING_PROPOSED, words=inputs.known_reason, **facts)


@action
def return_proposal(*, observation: Observation, words: str, by: Actor) -> None:
    """Return a proposed finding to the reviewers, with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    _say(observation, ObservationVerb.RETURN, FINDING_RETURNED, words, by)


@action
def decide_finding(*, observation: Observation, minutes: str, by: Actor) -> None:
    """Decide that an observation is a finding, which another proposed; news of it opens a case.

    Raises:
        StepRefused: she proposed it herself, or the step is not possible.
    """
    step = OBSERVATIONS.begin(observation, ObservationVerb.DECIDE, by)
    row = step.subject
    domain.check_second_person(row.proposed_by, by.id)
    proposal = FindingProposal.objects.select_for_update().get(observation=row)
    proposal.minutes, proposal.decided_by_name = minutes.strip(), by.label
    proposal.save()
    row.decided_at = now()
    finish(
        step,
        FINDING_DECIDED,
        observation=row.pk,
        region=row.region_id,
        known_at=proposal.known_at,
        minutes=proposal.minutes,
        persons=proposal.persons,
    )


@action
def close_observation(*, observation: Observation, words: str, by: Actor) -> None:
    """Close an observation that is no finding, with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    _say(observation, ObservationVerb.CLOSE, OBSERVATION_CLOSED, words, by)


@action
def reopen_observation(*, observation: Observation, words: str, by: Actor) -> None:
    """Open a closed observation again, with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    _say(observation, ObservationVerb.REOPEN, OBSERVATION_REOPENED, words, by)


def _say(observation: Observation, verb: ObservationVerb, kind: EventKind, words: str, by: Actor) -> None:
    """Take a step that consists of words, and keep them with the observation."""
    step = OBSERVATIONS.begin(observation, verb, by)
    domain.check_words(words)
    ReviewNote.objects.create(
        observation=step.subject,
        scopes=step.subject.scopes,
        verb=verb,
        words=words.strip(),
        by_name=by.label,
        at=now(),
    )
    finish(step, kind, words=words)
