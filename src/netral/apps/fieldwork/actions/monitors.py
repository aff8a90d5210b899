"""Groups of monitors: one registers itself, is checked and accepted by two, gets its people, and ends."""

from datetime import date

from django.db import IntegrityError, transaction

from netral.apps.fieldwork.domain import monitors as domain
from netral.apps.fieldwork.domain.monitors import ACCREDIT, GROUP_TABLE, GroupState, GroupVerb
from netral.apps.fieldwork.events import (
    GROUP_ACCEPTED,
    GROUP_CHECKED,
    GROUP_ENDED,
    GROUP_REFUSED,
    GROUP_REGISTERED,
    GROUP_RETURNED,
    MONITOR_REMOVED,
    MONITORS_ADDED,
)
from netral.apps.fieldwork.inputs import GroupEntry
from netral.apps.fieldwork.models import MonitorGroup, Observer
from netral.apps.fieldwork.queries.monitors import registration_code
from netral.engines.steps.table import StepRepeated, check_permission, gettext_noop as _
from netral.foundation.accounts.links import digest_of
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.queries import supervisor_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Tier
from netral.foundation.workflow.steps import Workflow, finish

GROUPS: Workflow[MonitorGroup, GroupState, GroupVerb] = Workflow(MonitorGroup, GroupState, GROUP_TABLE)
_NO_ACCOUNT = "a group that registers itself has no account and sees no row"


@action
def register_group(*, entry: GroupEntry, form_mark: str, by: Actor) -> MonitorGroup:
    """Register a group; the mark of the form that was sent makes its receipt code.

    Raises:
        StepRefused: the days do not fit, or an institution gave no number.
        StepRepeated: this form was sent before; what was sent first stands.
        TooManyNow: more registrations came within the hour than strangers may send.
    """
    domain.check_period(entry.starts_on, entry.ends_on, current_day())
    domain.check_number(entry.kind, entry.accreditation)
    with elevated(_NO_ACCOUNT):
        try:
            with transaction.atomic():
                return _create(entry, registration_code(form_mark), by)
        except IntegrityError as error:
            raise StepRepeated(
                _("Formulir ini sudah terkirim sebelumnya. Isian yang pertama yang tersimpan.")
            ) from error


@action
def check_group(*, group: MonitorGroup, by: Actor) -> None:
    """Note that what a group wrote was checked, for a second person to accept.

    Raises:
        StepRefused: its days are over, or the step is not possible.
    """
    step = GROUPS.begin(group, GroupVerb.CHECK, by)
    row = step.subject
    domain.check_period(row.starts_on, row.ends_on, current_day())
    row.checked_by_id, row.checked_by, row.reason = by.id, by.label, ""
    finish(step, GROUP_CHECKED)


@action
def return_group(*, group: MonitorGroup, words: str, by: Actor) -> None:
    """Give a checked group back to be checked again, with what is missing.

    Raises:
        StepRefused: nothing is said, or the step is not possible.
    """
    step = GROUPS.begin(group, GroupVerb.RETURN, by)
    domain.check_reason(words)
    step.subject.reason = words.strip()
    finish(step, GROUP_RETURNED, words=words)


@action
def accept_group(*, group: MonitorGroup, by: Actor) -> None:
    """Accept a group that somebody else checked.

    Raises:
        StepRefused: she checked it herself, its days are over, or the step is not possible.
    """
    step = GROUPS.begin(group, GroupVerb.ACCEPT, by)
    row = step.subject
    domain.check_second_person(row.checked_by_id, by.id)
    domain.check_period(row.starts_on, row.ends_on, current_day())
    row.accepted_at, row.accepted_by, row.reason = now(), by.label, ""
    finish(step, GROUP_ACCEPTED, starts_on=row.starts_on, ends_on=row.ends_on)


@action
def refuse_group(*, group: MonitorGroup, words: str, by: Actor) -> None:
    """Refuse a group, with the reason, which it reads.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    step = GROUPS.begin(group, GroupVerb.REFUSE, by)
    domain.check_reason(words)
    step.subject.reason = words.strip()
    finish(step, GROUP_REFUSED, words=words)


@action
def end_group(*, group: MonitorGroup, last_day: date, words: str, by: Actor) -> None:
    """End the days of an accepted group early; what it observed until then stands.

    Raises:
        StepRefused: the day does not fit, no reason is given, or the step is not possible.
    """
    step = GROUPS.begin(group, GroupVerb.END, by)
    row = step.subject
    domain.check_reason(words)
    domain.check_ending(last_day, row.starts_on, row.ends_on, current_day())
    row.ends_on, row.reason = last_day, words.strip()
    finish(step, GROUP_ENDED, last_day=last_day, words=words)


@action
def add_monitors(*, group: MonitorGroup, typed: str, by: Actor) -> int:
    """Add people to an accepted group, one name a line, and return how many are new; who is there stays as she is.

    Raises:
        StepRefused: the group is not accepted, or no name or too many were written.
    """
    check_permission(ACCREDIT, by.permissions)
    row: MonitorGroup = MonitorGroup.objects.visible_to(by).select_for_update().get(pk=group.pk)
    domain.check_people_taken(GroupState(row.state))
    names = domain.monitor_names(typed)
    known = {name.casefold() for name in row.monitors.filter(left_on=None).values_list("monitor_name", flat=True)}
    new = [name for name in names if name.casefold() not in known]
    for name in new:
        Observer.objects.create(group=row, monitor_name=name, scopes=list(row.scopes), added_at=now())
    record(MONITORS_ADDED, subject=row, by=by, data={"people": len(new)})
    return len(new)


@action
def remove_monitor(*, monitor: Observer, by: Actor) -> None:
    """Take somebody out of a group; today is her last day.

    Raises:
        StepRefused: she was taken out before.
    """
    check_permission(ACCREDIT, by.permissions)
    row: Observer = Observer.objects.visible_to(by).exclude(group=None).select_for_update().get(pk=monitor.pk)
    domain.check_still_there(row.left_on)
    row.left_on = current_day()
    row.save()
    record(MONITOR_REMOVED, subject=row, by=by, data={"group": row.group_id, "last_day": row.left_on})


def _create(entry: GroupEntry, code: str, by: Actor) -> MonitorGroup:
    office = supervisor_of(entry.region.code, Tier.REGENCY)
    row: MonitorGroup = MonitorGroup.objects.create(
        scopes=[office.path],
        kind=entry.kind,
        name=entry.name,
        accreditation=entry.accreditation,
        region=entry.region,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        contact_name=entry.contact_name,
        contact_email=entry.contact_email,
        contact_phone=entry.contact_phone,
        token_digest=digest_of(code),
        applied_at=now(),
    )
    facts = {"kind": entry.kind, "region": entry.region.code, "starts_on": entry.starts_on, "ends_on": entry.ends_on}
    record(GROUP_REGISTERED, subject=row, by=by, data={**facts, "contact": entry.contact_name})
    return row
