"""Ceremonies: planned, PINs prepared, slips printed, begun, witnessed, ended."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from netral.engines.steps.table import StepRefused, moves
from netral.foundation.ceremonies import roster
from netral.foundation.ceremonies.domain import FEWEST_WITNESSES, STEPS, CeremonyInput, CeremonyStatus, Participant
from netral.foundation.ceremonies.kinds import CeremonyKind
from netral.foundation.ceremonies.models import CeremonyBase, WitnessBase
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record

PREPARED_AT_ONCE = 200


@action
def plan_ceremony(*, kind: CeremonyKind, ceremony: CeremonyBase, inputs: CeremonyInput, by: Actor) -> None:
    """Plan a ceremony, with two or more witnesses; nobody is called yet.

    The ceremony comes unsaved, with its scopes and with what the app's own columns say.

    Raises:
        StepRefused: what it belongs to is not open, or fewer than two witnesses are named.
    """
    if not kind.is_open(ceremony) or len(inputs.witnesses) < FEWEST_WITNESSES:
        raise StepRefused(kind.words.moved)
    ceremony.title, ceremony.place, ceremony.held_on = inputs.title, inputs.place, inputs.held_on
    ceremony.officiant_name, ceremony.officiant_position = inputs.officiant_name, inputs.officiant_position
    ceremony.created_at = now()
    ceremony.save(force_insert=True)
    for place, each in enumerate(inputs.witnesses, start=1):
        kind.tables.witness.objects.create(
            scopes=list(ceremony.scopes),
            ceremony=ceremony,
            name=each.name,
            nip=each.nip,
            position=each.position,
            place=place,
        )
    data = {"title": inputs.title, "officiant": inputs.officiant_name, "witnesses": len(inputs.witnesses)}
    record(kind.events.planned, subject=ceremony, by=by, data=data)


@action
def prepare_pins(*, kind: CeremonyKind, ceremony: CeremonyBase, by: Actor) -> int:
    """Compute by what kiosks know right PINs, for the next people who lack it; return for how many."""
    called = kind.called(ceremony)
    lacking = list(called.filter(pin_verifier=None)[:PREPARED_AT_ONCE])
    verifiers = roster.verifiers_of(kind, [kind.participant(row) for row in lacking])
    for row in lacking:
        row.pin_verifier = verifiers[row.pk]
    called.model.objects.bulk_update(lacking, ["pin_verifier"])
    record(kind.events.prepared, subject=ceremony, by=by, data={"people": len(lacking)})
    return len(lacking)


@action
def print_slips(
    *, kind: CeremonyKind, ceremony: CeremonyBase, unit_id: UUID | None, part: str, by: Actor
) -> Sequence[Participant]:
    """Hand out who of a unit, or of everybody, has not confirmed, to be printed as slips or PINs; it is on record."""
    people = [each for each in map(kind.participant, kind.called(ceremony)) if not each.confirmed]
    printed = [each for each in people if unit_id in (None, each.unit_id)]
    data = {"unit": str(unit_id or ""), "part": part, "slips": len(printed)}
    record(kind.events.printed, subject=ceremony, by=by, data=data)
    return printed


@action
def begin_ceremony(*, kind: CeremonyKind, ceremony: CeremonyBase, by: Actor) -> None:
    """Begin: from now on kiosks take confirmations.

    Raises:
        StepRefused: it began before, or what it belongs to is closed.
    """
    if not kind.is_open(ceremony):
        raise StepRefused(kind.words.moved)
    locked = _locked(kind, ceremony, CeremonyStatus.OPEN)
    locked.opened_at = now()
    locked.save(update_fields=["status", "opened_at"])
    record(kind.events.opened, subject=locked, by=by)
    ceremony.refresh_from_db()


@action
def end_ceremony(*, kind: CeremonyKind, ceremony: CeremonyBase, by: Actor) -> None:
    """End: what was confirmed before may still arrive from kiosks.

    Raises:
        StepRefused: it has not begun, or is over.
    """
    locked = _locked(kind, ceremony, CeremonyStatus.DONE)
    locked.done_at = now()
    locked.save(update_fields=["status", "done_at"])
    record(kind.events.done, subject=locked, by=by)
    ceremony.refresh_from_db()


@action
def confirm_witness(*, kind: CeremonyKind, witness: WitnessBase, note: str, by: Actor) -> None:
    """Confirm for a witness who could not do it at a kiosk, with a note that says how she did it.

    Raises:
        StepRefused: she confirmed before, or the ceremony has not begun.
    """
    witnesses = kind.tables.witness.objects.select_for_update(of=("self",)).select_related("ceremony")
    locked = witnesses.get(pk=witness.pk)
    if locked.confirmed_at is not None or locked.ceremony.opened_at is None:
        raise StepRefused(kind.words.moved)
    locked.confirmed_at, locked.note = now(), note
    locked.save(update_fields=["confirmed_at", "note"])
    record(kind.events.witness_confirmed, subject=locked, by=by, data={"note": note})


def _locked(kind: CeremonyKind, ceremony: CeremonyBase, to: CeremonyStatus) -> Any:
    locked = kind.tables.ceremony.objects.select_for_update().get(pk=ceremony.pk)
    moves(STEPS, elsewhere=kind.words.moved).transition(CeremonyStatus(locked.status), to)
    locked.status = to
    return locked
