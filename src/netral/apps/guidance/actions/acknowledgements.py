"""Acknowledging: the units that asked confirm that they read the answer, and those that did not are reminded."""

from collections.abc import Sequence

from netral.apps.guidance import notifications
from netral.apps.guidance.domain import states
from netral.apps.guidance.domain.states import ASK
from netral.apps.guidance.events import ANSWER_READ, CONTACT_SET, OVERDUE_TOLD, UNITS_REMINDED
from netral.apps.guidance.inputs import ReaderInput
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest
from netral.engines.steps.table import check_permission
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record


@action
def confirm_read(*, unit: ConcernedUnit, reader: ReaderInput, by: Actor) -> None:
    """Record who read the answer for a unit, and when; once and for all.

    Raises:
        StepRefused: it is confirmed already, the answer is not published, or no name is given.
    """
    row = _locked(unit)
    states.check_published(row.published_at is not None)
    states.check_unread(row.read_at is not None)
    states.check_words(reader.name)
    row.read_at, row.reader_name, row.reader_office = now(), reader.name.strip(), reader.office.strip()
    row.save()
    data = {"unit": row.unit_id, "row": row.pk, "by_link": by.kind == "link"}
    record(ANSWER_READ, subject=row.request, by=by, data=data)


@action
def set_contact(*, unit: ConcernedUnit, contact: str, by: Actor) -> None:
    """Say to which e-mail address the reminders of a unit go; empty takes it away.

    Raises:
        StepRefused: the actor does not ask for this government.
    """
    check_permission(ASK, by.permissions)
    row = _locked(unit)
    row.contact = contact.strip()
    row.save()
    record(CONTACT_SET, subject=row.request, by=by, data={"unit": row.unit_id, "known": bool(row.contact)})


@action
def remind_units(*, units: Sequence[ConcernedUnit], by: Actor) -> int:
    """Remind units that did not confirm; return how many still had not."""
    reminded = []
    for unit in units:
        row = _locked(unit)
        if row.read_at is not None or row.published_at is None:
            continue
        row.reminders, row.reminded_at = row.reminders + 1, now()
        row.save()
        notifications.remind_reader(row, by)
        reminded.append(row)
    record(UNITS_REMINDED, subject=("guidance.concernedunit", ""), by=by, data={"units": len(reminded)})
    return len(reminded)


@action
def tell_overdue(*, request: GuidanceRequest, by: Actor) -> None:
    """Tell those who answer and approve that a request is overdue; nobody is told twice."""
    notifications.tell_answerers(request, notifications.OVERDUE, f"overdue-{request.pk}", by)
    notifications.tell_approvers(request, notifications.OVERDUE, f"overdue-{request.pk}", by)
    record(OVERDUE_TOLD, subject=request, by=by, data={"due_at": request.due_at})


def _locked(unit: ConcernedUnit) -> ConcernedUnit:
    return ConcernedUnit.objects.select_for_update().get(pk=unit.pk)
