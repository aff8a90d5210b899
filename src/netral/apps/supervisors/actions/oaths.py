"""Oath ceremonies: planned for a decree, attendance written down, closed with minutes, or called off."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from netral.apps.supervisors.actions.roll_calls import end_roll_call
from netral.apps.supervisors.appointment_steps import DECREES, OATHS
from netral.apps.supervisors.domain.appointments import (
    AppointeeState,
    DecreeVerb,
    OathVerb,
    check_attendance,
    check_begun,
    check_ceremony_day,
)
from netral.apps.supervisors.events import (
    OATH_ATTENDED,
    OATH_CANCELLED,
    OATH_CLOSED,
    OATH_CONTINUED,
    OATH_EXPLAINED,
    OATH_PLANNED,
)
from netral.apps.supervisors.models import Appointee, Decree, OathAttendance, OathCeremony
from netral.apps.supervisors.oath_jobs import install_later
from netral.apps.supervisors.papers.appointments import minutes_document, minutes_draft
from netral.apps.supervisors.papers.register import seal_paper
from netral.apps.supervisors.queries.appointments import attendants_of, called_to, days_of, sworn_at, unposted
from netral.apps.supervisors.queries.roll_calls import confirmed_at_kiosk, kiosk_record_of, kiosks_held, roll_call_of
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.accounts.queries import user_of
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.workflow.steps import finish

SERIES = "supervisors.oath"


@dataclass(frozen=True)
class OathWitness:
    """One who sees the oath taken, as printed."""

    name: str
    title: str


@dataclass(frozen=True, kw_only=True)
class OathPlan:
    """When, where and before whom an oath is taken."""

    at: datetime
    place: str
    officiant: str
    officiant_title: str
    witnesses: tuple[OathWitness, ...]


@action
def plan_oath(*, decree: Decree, plan: OathPlan, by: Actor) -> OathCeremony:
    """Plan a ceremony for everybody whom a decree names and who is not sworn in yet.

    Raises:
        StepRefused: one is planned, nobody waits for it, its day is before the decree, or the step is not hers.
    """
    row = DECREES.begin(decree, DecreeVerb.PLAN, by).subject
    on = plan.at.astimezone(zone_at(row.recruitment.institution)).date()
    check_ceremony_day(on, row.signed_on, row.ends_on)
    ceremony: OathCeremony = OathCeremony.objects.create(
        scopes=row.scopes,
        decree=row,
        at=plan.at,
        place=plan.place,
        officiant=plan.officiant,
        officiant_title=plan.officiant_title,
        witnesses=[{"name": each.name, "title": each.title} for each in plan.witnesses],
        planned_at=now(),
    )
    facts = {"decree": row.pk, "at": plan.at, "called": called_to(ceremony).count()}
    record(OATH_PLANNED, subject=ceremony, by=by, data=facts)
    return ceremony


@action
def mark_attendance(*, ceremony: OathCeremony, present: Collection[UUID], by: Actor) -> OathCeremony:
    """Write down who of everybody called came; who is not among them was away, and reasons given before stay.

    Whoever confirmed her oath at a kiosk was there, ticked or not.

    Raises:
        StepRefused: its day has not come, a name is not called to it, or the step is not hers.
    """
    step = OATHS.begin(ceremony, OathVerb.MARK, by)
    row = step.subject
    check_begun(*days_of(row))
    called = {each.pk: each for each in called_to(row)}
    if not called.keys() >= {*present}:
        raise StepRefused(_("Ada nama yang tidak lagi menunggu sumpah di sini. Muat ulang halaman ini."))
    came = {*present, *confirmed_at_kiosk(row)}
    reasons = dict(row.attendance.values_list("appointee", "reason"))
    OathAttendance.objects.bulk_create(
        (
            OathAttendance(
                scopes=each.scopes,
                ceremony=row,
                appointee=each,
                present=ident in came,
                reason="" if ident in came else reasons.get(ident, ""),
            )
            for ident, each in called.items()
        ),
        update_conflicts=True,
        unique_fields=["ceremony", "appointee"],
        update_fields=["present", "reason"],
    )
    finish(step, OATH_ATTENDED, present=len(came), called=len(called))
    return row


@action
def explain_absences(*, ceremony: OathCeremony, reasons: Mapping[UUID, str], by: Actor) -> OathCeremony:
    """Write down why people were away, by the row of their attendance.

    Raises:
        StepRefused: the ceremony is not open any more, or the step is not hers.
    """
    step = OATHS.begin(ceremony, OathVerb.EXPLAIN, by)
    for each in step.subject.attendance.filter(present=False, pk__in=[*reasons]):
        each.reason = reasons[each.pk]
        each.save()
    told = {str(ident): reason for ident, reason in reasons.items()}
    finish(step, OATH_EXPLAINED, number=len(reasons), reasons=told)
    return step.subject


@action
def cancel_oath(*, ceremony: OathCeremony, reason: str, by: Actor) -> OathCeremony:
    """Call off a ceremony; whoever was called waits for another one.

    Raises:
        StepRefused: it is closed or called off already, or the step is not hers.
    """
    kiosks = kiosks_held(ceremony)
    step = OATHS.begin(ceremony, OathVerb.CANCEL, by)
    if (roll_call := roll_call_of(step.subject)) is not None:
        end_roll_call(roll_call=roll_call, kiosks=kiosks, revoke=True, by=by)
    finish(step, OATH_CANCELLED, reason=reason)
    return step.subject


@action
def close_oath(*, ceremony: OathCeremony, by: Actor) -> OathCeremony:
    """Close a ceremony with sealed minutes: who came is sworn in, and a job certifies and posts them.

    Raises:
        StepRefused: its day has not come, attendance or a reason is missing, there is no seal key, or it is not hers.
    """
    kiosks = kiosks_held(ceremony)
    step = OATHS.begin(ceremony, OathVerb.CLOSE, by)
    row = step.subject
    on, day = days_of(row)
    check_begun(on, day)
    check_attendance(attendants_of(row))
    if (roll_call := roll_call_of(row)) is not None:
        end_roll_call(roll_call=roll_call, kiosks=kiosks, revoke=False, by=by)
    row.closed_at, row.closed_by = now(), user_of(by)
    came = Appointee.objects.filter(attendance__ceremony=row, attendance__present=True)
    sworn = came.update(state=AppointeeState.SWORN, ceremony=row)
    institution = row.decree.recruitment.institution
    turn = next_in_year(SERIES, institution, on.year)
    row.number = f"{turn:03d}/BA-SUMPAH/{row.decree.recruitment.region_id}/{on.year}"
    finish(step, OATH_CLOSED, number=row.number, sworn=sworn)
    attendance = list(row.attendance.select_related("appointee__application__vacancy__polling_station__village"))
    kiosk_record = kiosk_record_of(row)
    seal_paper(minutes_draft(row), lambda issue: minutes_document(row, attendance, issue, kiosk_record), by)
    install_later(row.pk)
    return row


@action
def continue_oath(*, ceremony: OathCeremony, by: Actor) -> OathCeremony:
    """Try again, in the name of whoever asks now, to certify and post those sworn in who are not yet.

    Raises:
        StepRefused: it is not closed, everybody is posted, or the step is not hers.
    """
    step = OATHS.begin(ceremony, OathVerb.CONTINUE, by)
    row = step.subject
    row.closed_by = user_of(by)
    again = unposted(row).exclude(hindrance="").values("pk")
    sworn_at(row).filter(pk__in=[each["pk"] for each in again]).update(hindrance="")
    finish(step, OATH_CONTINUED, waiting=unposted(row).count())
    install_later(row.pk)
    return row
