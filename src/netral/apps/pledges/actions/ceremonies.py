"""Ceremonies: planned, people called, slips printed, kiosks opened, begun, witnessed, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from netral.apps.pledges import events
from netral.apps.pledges.ceremonies import roster
from netral.apps.pledges.ceremonies.codes import kiosk_token_of
from netral.apps.pledges.ceremonies.jobs import prepare_later
from netral.apps.pledges.ceremonies.status import callable_in, called_to
from netral.apps.pledges.ceremonies.steps import check_ceremony_step
from netral.apps.pledges.domain import CEREMONY_MOVED, CeremonyStatus, PledgeStatus
from netral.apps.pledges.models import Campaign, Ceremony, Kiosk, Pledge, Witness
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.accounts.links import digest_of
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record
from netral.foundation.outreach.domain import CallStatus

# A kiosk serves one day: whoever finds the device later opens nothing with it.
KIOSK_LIFE = timedelta(hours=24)
FEWEST_WITNESSES = 2
PREPARED_AT_ONCE = 200


@dataclass(frozen=True)
class WitnessInput:
    """One witness as filled in."""

    name: str
    nip: str
    position: str


@dataclass(frozen=True)
class CeremonyInput:
    """What an officer fills in for a ceremony."""

    title: str
    place: str
    held_on: date
    officiant_name: str
    officiant_position: str
    witnesses: tuple[WitnessInput, ...]


@action
def plan_ceremony(*, campaign: Campaign, inputs: CeremonyInput, by: Actor) -> Ceremony:
    """Plan a ceremony of an open campaign, with two or more witnesses; nobody is called yet.

    Raises:
        StepRefused: the campaign is not open, or fewer than two witnesses are named.
    """
    if campaign.stands != CallStatus.OPEN or len(inputs.witnesses) < FEWEST_WITNESSES:
        raise StepRefused(CEREMONY_MOVED)
    ceremony = Ceremony.objects.create(
        scopes=list(campaign.scopes),
        campaign=campaign,
        title=inputs.title,
        place=inputs.place,
        held_on=inputs.held_on,
        officiant_name=inputs.officiant_name,
        officiant_position=inputs.officiant_position,
        created_at=now(),
    )
    for place, each in enumerate(inputs.witnesses, start=1):
        Witness.objects.create(
            scopes=list(campaign.scopes),
            ceremony=ceremony,
            name=each.name,
            nip=each.nip,
            position=each.position,
            place=place,
        )
    data = {"title": inputs.title, "officiant": inputs.officiant_name, "witnesses": len(inputs.witnesses)}
    record(events.CEREMONY_PLANNED, subject=ceremony, by=by, data=data)
    return ceremony


@action
def call_units(*, ceremony: Ceremony, units: Sequence[UUID], by: Actor) -> int:
    """Call everybody of some units who has not signed; return how many.

    Raises:
        StepRefused: the ceremony is over.
    """
    _require_before_end(ceremony)
    people = Pledge.objects.filter(callable_in(ceremony.campaign), unit__in=list(units))
    called = _call(ceremony, list(people.values_list("pk", flat=True)))
    record(events.CEREMONY_CALLED, subject=ceremony, by=by, data={"called": called, "units": len(units)})
    prepare_later(ceremony.pk)
    return called


@action
def call_people(*, ceremony: Ceremony, pledges: Sequence[UUID], by: Actor) -> int:
    """Call people by their pledges; return how many.

    Raises:
        StepRefused: the ceremony is over.
    """
    _require_before_end(ceremony)
    people = Pledge.objects.filter(callable_in(ceremony.campaign), pk__in=list(pledges))
    called = _call(ceremony, list(people.values_list("pk", flat=True)))
    record(events.CEREMONY_CALLED, subject=ceremony, by=by, data={"called": called})
    prepare_later(ceremony.pk)
    return called


@action
def prepare_pins(*, ceremony: Ceremony, by: Actor) -> int:
    """Compute by what kiosks know right PINs, for the next people who lack it; return for how many."""
    lacking = list(called_to(ceremony).filter(pin_verifier=None)[:PREPARED_AT_ONCE])
    for pledge, verifier in zip(lacking, roster.verifiers_of(lacking).values(), strict=True):
        pledge.pin_verifier = verifier
    Pledge.objects.bulk_update(lacking, ["pin_verifier"])
    record(events.CEREMONY_PREPARED, subject=ceremony, by=by, data={"people": len(lacking)})
    return len(lacking)


@action
def print_slips(*, ceremony: Ceremony, unit_id: UUID | None, part: str, by: Actor) -> Sequence[Pledge]:
    """Hand out the pledges of a unit, or of everybody, to be printed as slips, as PINs, or both; it is on record."""
    people = called_to(ceremony).exclude(status=PledgeStatus.SIGNED)
    pledges = list(people.filter(unit_id=unit_id) if unit_id else people)
    data = {"unit": str(unit_id or ""), "part": part, "slips": len(pledges)}
    record(events.CEREMONY_PRINTED, subject=ceremony, by=by, data=data)
    return pledges


@action
def open_kiosk(*, ceremony: Ceremony, label: str, by: Actor) -> Kiosk:
    """Open a kiosk for a day.

    Raises:
        StepRefused: the ceremony is over.
    """
    _require_before_end(ceremony)
    ident, moment = uuid7(), now()
    kiosk = Kiosk.objects.create(
        id=ident,
        scopes=list(ceremony.scopes),
        ceremony=ceremony,
        label=label,
        token_digest=digest_of(kiosk_token_of(ident)),
        created_at=moment,
        expires_at=moment + KIOSK_LIFE,
    )
    record(events.KIOSK_OPENED, subject=kiosk, by=by, data={"ceremony": str(ceremony.pk), "label": label})
    return kiosk


@action
def revoke_kiosk(*, kiosk: Kiosk, by: Actor) -> None:
    """Revoke a kiosk, whose device is lost or not needed any more; what it took before may come as a file.

    Raises:
        StepRefused: it was revoked before.
    """
    locked = Kiosk.objects.select_for_update().get(pk=kiosk.pk)
    if locked.revoked_at is not None:
        raise StepRefused(_("Kios ini sudah dicabut sebelumnya."))
    locked.revoked_at = now()
    locked.save(update_fields=["revoked_at"])
    record(events.KIOSK_REVOKED, subject=locked, by=by)


@action
def begin_ceremony(*, ceremony: Ceremony, by: Actor) -> None:
    """Begin: from now on kiosks take confirmations.

    Raises:
        StepRefused: it began before, or its campaign is closed.
    """
    if ceremony.campaign.stands != CallStatus.OPEN:
        raise StepRefused(CEREMONY_MOVED)
    locked = _locked(ceremony, CeremonyStatus.OPEN)
    locked.opened_at = now()
    locked.save(update_fields=["status", "opened_at"])
    record(events.CEREMONY_OPENED, subject=locked, by=by)
    ceremony.refresh_from_db()


@action
def end_ceremony(*, ceremony: Ceremony, by: Actor) -> None:
    """End: what was confirmed before may still arrive from kiosks.

    Raises:
        StepRefused: it has not begun, or is over.
    """
    locked = _locked(ceremony, CeremonyStatus.DONE)
    locked.done_at = now()
    locked.save(update_fields=["status", "done_at"])
    record(events.CEREMONY_DONE, subject=locked, by=by)
    ceremony.refresh_from_db()


@action
def confirm_witness(*, witness: Witness, note: str, by: Actor) -> None:
    """Confirm for a witness who could not do it at a kiosk, with a note that says how she did it.

    Raises:
        StepRefused: she confirmed before, or the ceremony has not begun.
    """
    locked = Witness.objects.select_for_update(of=("self",)).select_related("ceremony").get(pk=witness.pk)
    if locked.confirmed_at is not None or locked.ceremony.opened_at is None:
        raise StepRefused(CEREMONY_MOVED)
    locked.confirmed_at, locked.note = now(), note
    locked.save(update_fields=["confirmed_at", "note"])
    record(events.WITNESS_CONFIRMED, subject=locked, by=by, data={"note": note})


def _call(ceremony: Ceremony, pledges: Sequence[UUID]) -> int:
    new = Pledge.objects.filter(pk__in=pledges).exclude(ceremony=ceremony)
    return int(new.update(ceremony=ceremony))


def _require_before_end(ceremony: Ceremony) -> None:
    if ceremony.status == CeremonyStatus.DONE or ceremony.campaign.stands != CallStatus.OPEN:
        raise StepRefused(CEREMONY_MOVED)


def _locked(ceremony: Ceremony, to: CeremonyStatus) -> Ceremony:
    locked = Ceremony.objects.select_for_update().get(pk=ceremony.pk)
    check_ceremony_step(CeremonyStatus(locked.status), to)
    locked.status = to
    return locked
