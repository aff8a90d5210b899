"""Decrees: everybody chosen appointed by one, a reserve by one of her own, and one that takes another's place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from netral.apps.supervisors.appointment_steps import APPOINTEES, APPOINTMENTS, DECREES
from netral.apps.supervisors.domain.appointments import (
    AppointeeState,
    AppointeeVerb,
    AppointmentVerb,
    DecreeVerb,
    check_decree_days,
    decree_number,
)
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.recruitment import NUMBER_CODES
from netral.apps.supervisors.events import APPOINTEE_DROPPED, DECREE_CORRECTED, DECREE_ISSUED
from netral.apps.supervisors.models import Application, Appointee, Decree, Recruitment
from netral.apps.supervisors.papers.appointments import decree_document, decree_draft
from netral.apps.supervisors.papers.register import paper_about, seal_paper
from netral.apps.supervisors.queries.appointments import legal_last_day, next_reserves, people_of, to_appoint
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.actions.documents import withdraw_document
from netral.foundation.workflow.steps import finish

SERIES = "supervisors.decree"


@dataclass(frozen=True, kw_only=True)
class DecreeInput:
    """What a decree says besides names; `ends_on` is needed where the law names no last day in office."""

    signed_on: date
    place: str
    signer: str
    signer_title: str
    ends_on: date | None = None


@action
def issue_decree(*, recruitment: Recruitment, inputs: DecreeInput, by: Actor) -> Decree:
    """Appoint every chosen applicant whom no decree names yet, and seal the decree.

    Raises:
        StepRefused: nobody is left to appoint, the days are wrong, there is no seal key, or the step is not hers.
    """
    row = APPOINTMENTS.begin(recruitment, AppointmentVerb.ISSUE, by).subject
    return _issued(row, list(to_appoint(row)), inputs, by)


@action
def promote_reserve(*, recruitment: Recruitment, application: Application, inputs: DecreeInput, by: Actor) -> Decree:
    """Appoint the next reserve of an area that has a seat without anybody, by a decree of her own.

    Raises:
        StepRefused: she is not the next, the days are wrong, there is no seal key, or the step is not hers.
    """
    row = APPOINTMENTS.begin(recruitment, AppointmentVerb.PROMOTE, by).subject
    if application.pk not in {each.pk for each in next_reserves(row)}:
        raise StepRefused(_("Orang ini bukan cadangan berikutnya di wilayahnya. Muat ulang halaman ini."))
    return _issued(row, [application], inputs, by)


@action
def correct_decree(*, decree: Decree, inputs: DecreeInput, reason: str, by: Actor) -> Decree:
    """Put a new decree in place of one by which nobody is sworn in yet; the paper of that one is withdrawn.

    Raises:
        StepRefused: somebody is sworn in, a ceremony is planned, the days are wrong, or the step is not hers.
    """
    step = DECREES.begin(decree, DecreeVerb.CORRECT, by)
    earlier = step.subject
    again = list(people_of(earlier).filter(state=AppointeeState.NAMED).select_for_update(of=("self",)))
    for each in again:
        each.state = AppointeeState.REPLACED
        each.save()
    applications = [each.application for each in again]
    later = _issued(earlier.recruitment, applications, inputs, by, corrects=earlier, correction=reason)
    if (paper := paper_about(earlier)) is not None and paper.withdrawn_at is None:
        withdraw_document(document=paper, reason=reason, by=by)
    finish(step, DECREE_CORRECTED, by_decree=later.pk, reason=reason)
    return later


@action
def drop_appointee(*, appointee: Appointee, reason: str, by: Actor) -> Appointee:
    """Strike out somebody who will not be sworn in, so that a reserve may be appointed.

    Raises:
        StepRefused: she is sworn in or struck out already, a ceremony is planned, or the step is not the actor's.
    """
    step = APPOINTEES.begin(appointee, AppointeeVerb.DROP, by)
    step.subject.dropped_because = reason
    finish(step, APPOINTEE_DROPPED, reason=reason)
    return step.subject


def _issued(
    recruitment: Recruitment,
    applications: Sequence[Application],
    inputs: DecreeInput,
    by: Actor,
    **corrected: object,
) -> Decree:
    zone = zone_at(recruitment.institution)
    decided = recruitment.decided_at or now()
    ends_on = legal_last_day(recruitment) or inputs.ends_on
    if ends_on is None:
        raise StepRefused(_("Hari terakhir bertugas belum diisi. Isi tanggalnya."))
    check_decree_days(inputs.signed_on, ends_on, decided.astimezone(zone).date(), today(zone))
    year = inputs.signed_on.year
    # One number is given after the other: whoever else issues one waits here, so that none is skipped.
    turn = next_in_year(SERIES, recruitment.institution, year)
    decree: Decree = Decree.objects.create(
        scopes=recruitment.scopes,
        recruitment=recruitment,
        number=decree_number(turn, NUMBER_CODES[Post(recruitment.post)], recruitment.region_id, year),
        signed_on=inputs.signed_on,
        place=inputs.place,
        signer=inputs.signer,
        signer_title=inputs.signer_title,
        ends_on=ends_on,
        issued_at=now(),
        **corrected,
    )
    people = [
        Appointee(application=each, scopes=each.scopes, decree=decree, order=order)
        for order, each in enumerate(applications, start=1)
    ]
    Appointee.objects.bulk_create(people)
    facts = {"number": decree.number, "post": recruitment.post, "people": len(people), "until": ends_on}
    record(DECREE_ISSUED, subject=decree, by=by, data=facts)
    seal_paper(decree_draft(decree), lambda issue: decree_document(decree, people, issue), by)
    return decree
