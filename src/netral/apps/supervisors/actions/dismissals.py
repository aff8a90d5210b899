"""A proceeding that may end in a dismissal: nobody is dismissed unheard, unless she stayed away from her hearing."""

from dataclasses import dataclass
from datetime import date

from netral.apps.supervisors.actions.postings import DISMISSALS, POSTINGS, dismiss_supervisor
from netral.apps.supervisors.domain.postings import DismissalVerb, PostingVerb, check_hearing_day
from netral.apps.supervisors.events import HEARING_MOVED, SUPERVISOR_ACCUSED, SUPERVISOR_HEARD, SUPERVISOR_JUDGED
from netral.apps.supervisors.inputs import Ending
from netral.apps.supervisors.models import Dismissal, Posting
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.notices.actions import notify
from netral.foundation.regions.queries import today_in
from netral.foundation.workflow.steps import finish

LONGEST_END_REASON = 500


@dataclass(frozen=True, kw_only=True)
class DismissalDecision:
    """What is decided after a hearing; with `last_day` she is dismissed, without it she stays."""

    words: str
    last_day: date | None


@action
def open_dismissal(*, posting: Posting, reasons: str, hearing_on: date, by: Actor) -> Dismissal:
    """Open a proceeding with its reasons, and call the supervisor to be heard.

    Raises:
        StepRefused: the posting is over, a proceeding is open already, or the day of the hearing has passed.
    """
    row = POSTINGS.begin(posting, PostingVerb.ACCUSE, by).subject
    check_hearing_day(hearing_on, today_in(row.region_id), row.last_day)
    opened: Dismissal = Dismissal.objects.create(
        scopes=row.scopes, posting=row, reasons=reasons, hearing_on=hearing_on, opened_at=now()
    )
    record(SUPERVISOR_ACCUSED, subject=opened, by=by, data={"reasons": reasons, "hearing_on": hearing_on})
    _tell(opened, "supervisor_accused", f"{opened.pk}", by)
    return opened


@action
def move_hearing(*, dismissal: Dismissal, hearing_on: date, reason: str, by: Actor) -> Dismissal:
    """Call the supervisor to be heard on another day; every move is told to her.

    Raises:
        StepRefused: she was heard already, it is the same day, the day has passed, or her posting is over by then.
    """
    step = DISMISSALS.begin(dismissal, DismissalVerb.MOVE, by)
    row = step.subject
    check_hearing_day(hearing_on, today_in(row.posting.region_id), row.posting.last_day)
    if hearing_on == row.hearing_on:
        raise StepRefused(_("Hari itu sama dengan hari yang sudah ditetapkan. Pilih hari lain."))
    before, row.hearing_on = row.hearing_on, hearing_on
    event = finish(step, HEARING_MOVED, hearing_on=hearing_on, before=before, reason=reason)
    _tell(row, "supervisor_recalled", f"{event.pk}", by, before=before, reason=reason)
    return row


@action
def record_hearing(*, dismissal: Dismissal, attended: bool, statement: str, by: Actor) -> Dismissal:
    """Record what the supervisor said, or that she did not come on the day she was called for.

    Raises:
        StepRefused: she was heard already, or the day of the hearing has not come, or is not over.
    """
    step = DISMISSALS.begin(dismissal, DismissalVerb.HEAR, by)
    row = step.subject
    today = today_in(row.posting.region_id)
    if attended and row.hearing_on > today:
        raise StepRefused(_("Hari mendengar keterangan belum tiba. Catat keterangannya pada hari itu atau sesudahnya."))
    if not attended and row.hearing_on >= today:
        raise StepRefused(_("Hari mendengar keterangan belum lewat. Tunggu, atau catat keterangannya bila ia hadir."))
    row.attended, row.statement, row.heard_at = attended, statement, now()
    finish(step, SUPERVISOR_HEARD, attended=attended, statement=statement)
    return row


@action
def decide_dismissal(*, dismissal: Dismissal, decision: DismissalDecision, by: Actor) -> Dismissal:
    """Decide: she stays, or her posting and her account end with the day named.

    Raises:
        StepRefused: she was not heard yet, it is decided already, or the day is not in her term.
    """
    step = DISMISSALS.begin(dismissal, DismissalVerb.DECIDE, by)
    row = step.subject
    upheld = decision.last_day is not None
    row.upheld, row.decision, row.last_day, row.decided_at = upheld, decision.words, decision.last_day, now()
    finish(step, SUPERVISOR_JUDGED, upheld=upheld, decision=decision.words)
    if decision.last_day is not None:
        ending = Ending(last_day=decision.last_day, reason=decision.words[:LONGEST_END_REASON])
        dismiss_supervisor(posting=row.posting, ending=ending, by=by)
    _tell(row, "supervisor_judged", f"{row.pk}", by)
    return row


def _tell(row: Dismissal, template: str, key: str, by: Actor, **said: object) -> None:
    """Write to her; without an e-mail the letter is kept, and staff hand it to her."""
    supervisor = row.posting.supervisor
    notify(
        to=supervisor.account or supervisor.email or None,
        template=template,
        context={"name": supervisor.name, "dismissal": row, **said},
        key=f"{template}-{key}",
        by=by,
    )
