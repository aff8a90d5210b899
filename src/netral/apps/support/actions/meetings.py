"""Planning a meeting, noting what was agreed, sealing its minutes, calling it off, and reporting what was done."""

from netral.apps.support import letters
from netral.apps.support.domain import meetings as domain
from netral.apps.support.domain.meetings import (
    CONVENE,
    MEETING_TABLE,
    OUTCOME_TABLE,
    AgreedOutcome,
    MeetingState,
    MeetingVerb,
    OutcomeVerb,
)
from netral.apps.support.events import (
    AGREED_ACTION_REPORTED,
    MEETING_AGREED,
    MEETING_CALLED_OFF,
    MEETING_MINUTED,
    MEETING_PLANNED,
    MEETING_STRUCK,
)
from netral.apps.support.loan_inputs import AgreedInput, MeetingInput
from netral.apps.support.models import AgreedAction, Meeting
from netral.apps.support.queries.meetings import same_meeting
from netral.apps.support.queries.parties import sides_of
from netral.engines.steps.table import check_permission
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record
from netral.foundation.workflow.steps import Workflow, finish


def _convened(meeting: Meeting, _verb: MeetingVerb, by: Actor) -> None:
    domain.check_convened(party=by.institution_id in (meeting.supervisor_id, meeting.government_id))


def _owned(agreed: AgreedAction, _verb: OutcomeVerb, by: Actor) -> None:
    domain.check_owner(owns=agreed.owner_id == by.institution_id)
    domain.check_minuted(agreed.meeting.state)


MEETINGS = Workflow(Meeting, MeetingState, MEETING_TABLE, further=_convened)
OUTCOMES = Workflow(AgreedAction, AgreedOutcome, OUTCOME_TABLE, further=_owned)


@action
def plan_meeting(*, inputs: MeetingInput, by: Actor) -> Meeting:
    """Plan a meeting with the other side of one's region.

    Raises:
        StepRefused: the actor may not, the day is over, or it is planned already.
    """
    check_permission(CONVENE, by.permissions)
    sides = sides_of(by)
    day = today(zone_at(sides.supervisor))
    domain.check_plan(inputs.day, day)
    sequence = next_in_year("support_meeting", sides.supervisor, day.year)
    # The number makes a second click wait for the first, and is given back with the refusal.
    domain.check_unplanned(same_meeting(sides.supervisor, inputs.day, inputs.place))
    meeting: Meeting = Meeting.objects.create(
        scopes=sides.scopes,
        number=domain.meeting_number(sequence, str(sides.supervisor.region_id), day.year),
        supervisor=sides.supervisor,
        government=sides.government,
        called_by=sides.own,
        day=inputs.day,
        place=inputs.place,
        participants=inputs.participants,
        agenda=inputs.agenda,
        planned_at=now(),
    )
    facts = {"number": meeting.number, "on": inputs.day, "called_by": sides.own.path}
    said = {"participants": inputs.participants, "agenda": inputs.agenda}
    record(MEETING_PLANNED, subject=meeting, by=by, data={**facts, **said})
    return meeting


@action
def note_agreed(*, meeting: Meeting, inputs: AgreedInput, by: Actor) -> AgreedAction:
    """Note what one side took on; it binds once the minutes are sealed.

    Raises:
        StepRefused: the meeting's day has not come, the term lies before it, or the step is not possible.
    """
    step = MEETINGS.begin(meeting, MeetingVerb.AGREE, by)
    row = step.subject
    domain.check_held(row.day, row.today)
    domain.check_due(inputs.due_on, row.day)
    domain.check_text(inputs.what)
    domain.check_convened(party=inputs.owner.pk in (row.supervisor_id, row.government_id))
    agreed: AgreedAction = AgreedAction.objects.create(
        meeting=row,
        scopes=row.scopes,
        owner=inputs.owner,
        office=inputs.office,
        what=inputs.what,
        due_on=inputs.due_on,
    )
    finish(step, MEETING_AGREED, owner=inputs.owner.path, due_on=inputs.due_on, words=inputs.what)
    return agreed


@action
def strike_agreed(*, agreed: AgreedAction, by: Actor) -> None:
    """Take out what was noted by mistake, before the minutes are sealed.

    Raises:
        StepRefused: the minutes are sealed, or the step is not possible.
        AgreedAction.DoesNotExist: it was taken out already.
    """
    step = MEETINGS.begin(agreed.meeting, MeetingVerb.STRIKE, by)
    row: AgreedAction = AgreedAction.objects.select_for_update().get(pk=agreed.pk)
    words = row.what
    row.delete()
    finish(step, MEETING_STRUCK, words=words)


@action
def seal_minutes(*, meeting: Meeting, minutes: str, by: Actor) -> Meeting:
    """Write the minutes of a meeting and seal them with what was agreed; without a seal key they stand unsealed.

    Raises:
        StepRefused: the meeting's day has not come, the minutes are empty, or the step is not possible.
    """
    step = MEETINGS.begin(meeting, MeetingVerb.MINUTE, by)
    row = step.subject
    domain.check_held(row.day, row.today)
    domain.check_text(minutes)
    row.minutes, row.minuted_at = minutes, now()
    agreed = list(row.agreed.select_related("owner"))
    finish(step, MEETING_MINUTED, agreed=len(agreed), words=minutes)
    letters.seal_minutes(row, agreed, by)
    return row


@action
def call_off(*, meeting: Meeting, words: str, by: Actor) -> None:
    """Call a planned meeting off, with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    step = MEETINGS.begin(meeting, MeetingVerb.CALL_OFF, by)
    domain.check_text(words)
    step.subject.reason = words
    finish(step, MEETING_CALLED_OFF, words=words)


@action
def report_done(*, agreed: AgreedAction, note: str = "", by: Actor) -> None:
    """Record that what one's side took on was done.

    Raises:
        StepRefused: it is the other side's, recorded already, or its minutes are not sealed.
    """
    _report(agreed, OutcomeVerb.FULFIL, note, by)


@action
def report_missed(*, agreed: AgreedAction, note: str, by: Actor) -> None:
    """Record that what one's side took on was not done, and why.

    Raises:
        StepRefused: no reason is given, it is the other side's, recorded already, or its minutes are not sealed.
    """
    domain.check_text(note)
    _report(agreed, OutcomeVerb.MISS, note, by)


def _report(agreed: AgreedAction, verb: OutcomeVerb, note: str, by: Actor) -> None:
    step = OUTCOMES.begin(agreed, verb, by)
    step.subject.note, step.subject.reported_at = note, now()
    finish(step, AGREED_ACTION_REPORTED, meeting=agreed.meeting_id, words=note)
