"""Oaths taken at kiosks: prepared from a planned ceremony, begun on its day, ended with it."""

from datetime import datetime

from netral.apps.supervisors.appointment_steps import OATHS
from netral.apps.supervisors.domain.appointments import OathVerb, check_begun
from netral.apps.supervisors.events import OATH_BEGUN, OATH_TO_KIOSKS, ROLL_CALL_DONE
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import OathCeremony, OathRollCall, RollCallKiosk, RollCallSlip
from netral.apps.supervisors.oath_jobs import prepare_later
from netral.apps.supervisors.oath_kiosks import OATH_AT_KIOSKS, slip_token_of
from netral.apps.supervisors.queries.appointments import called_to, days_of
from netral.foundation.accounts.links import digest_of
from netral.foundation.ceremonies.actions.ceremonies import begin_ceremony, plan_ceremony
from netral.foundation.ceremonies.actions.kiosks import revoke_kiosk
from netral.foundation.ceremonies.domain import CeremonyInput, CeremonyStatus, WitnessInput
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record
from netral.foundation.workflow.steps import finish


@action
def open_roll_call(*, ceremony: OathCeremony, by: Actor) -> OathRollCall:
    """Let a planned oath be taken at kiosks too: everybody called gets a slip, and nothing is typed twice.

    Raises:
        StepRefused: it has kiosks already, it is closed or called off, or the step is not hers.
    """
    step = OATHS.begin(ceremony, OathVerb.CALL, by)
    row = step.subject
    roll_call = OathRollCall(oath=row, scopes=row.scopes)
    plan_ceremony(kind=OATH_AT_KIOSKS, ceremony=roll_call, inputs=_inputs(row), by=by)
    # Nobody is struck out or named anew while a ceremony is planned: whoever has a slip now is whoever is called.
    slips = [(uuid7(), each) for each in called_to(row)]
    RollCallSlip.objects.bulk_create(
        RollCallSlip(
            id=ident,
            scopes=each.scopes,
            ceremony=roll_call,
            appointee=each,
            token_digest=digest_of(slip_token_of(ident)),
        )
        for ident, each in slips
    )
    finish(step, OATH_TO_KIOSKS, slips=len(slips))
    prepare_later(roll_call.pk)
    return roll_call


@action
def begin_roll_call(*, roll_call: OathRollCall, by: Actor) -> None:
    """Begin: from now on kiosks take oaths.

    Raises:
        StepRefused: its day has not come, it began before, the oath is closed or called off, or the step is not hers.
    """
    OATHS.check(roll_call.oath, OathVerb.MARK, by)
    check_begun(*days_of(roll_call.oath))
    begin_ceremony(kind=OATH_AT_KIOSKS, ceremony=roll_call, by=by)
    record(OATH_BEGUN, subject=roll_call.oath, by=by)


@action
def end_roll_call(*, roll_call: OathRollCall, kiosks: list[RollCallKiosk], revoke: bool, by: Actor) -> None:
    """End with its ceremony: kiosks take nobody more, and what they still hold is refused with the reason.

    The kiosks come locked. Revoked, they forget whom they knew as soon as they hear of it.
    """
    moment = now()
    for each in kiosks:
        _end_kiosk(each, moment, revoke, by)
    if roll_call.status != CeremonyStatus.DONE:
        roll_call.status, roll_call.done_at = CeremonyStatus.DONE, moment
        roll_call.save(update_fields=["status", "done_at"])
    record(ROLL_CALL_DONE, subject=roll_call, by=by, data={"kiosks": len(kiosks)})


def _end_kiosk(kiosk: RollCallKiosk, moment: datetime, revoke: bool, by: Actor) -> None:
    if revoke and kiosk.revoked_at is None:
        revoke_kiosk(kind=OATH_AT_KIOSKS, kiosk=kiosk, by=by)
    elif kiosk.expires_at > moment:
        kiosk.expires_at = moment
        kiosk.save(update_fields=["expires_at"])


def _inputs(oath: OathCeremony) -> CeremonyInput:
    recruitment = oath.decree.recruitment
    return CeremonyInput(
        title=f"{POSTS[recruitment.post]}, {oath.decree.number}",
        place=oath.place,
        held_on=oath.at.astimezone(zone_at(recruitment.institution)).date(),
        officiant_name=oath.officiant,
        officiant_position=oath.officiant_title,
        witnesses=tuple(WitnessInput(each["name"], "", each["title"]) for each in oath.witnesses),
    )
