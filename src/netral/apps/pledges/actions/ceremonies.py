"""Who is called to a ceremony: whole units, or people one by one."""

from collections.abc import Sequence
from uuid import UUID

from netral.apps.pledges import events
from netral.apps.pledges.ceremonies.jobs import prepare_later
from netral.apps.pledges.ceremonies.status import callable_in
from netral.apps.pledges.domain import CEREMONY_MOVED
from netral.apps.pledges.models import Ceremony, Pledge
from netral.engines.steps.table import StepRefused
from netral.foundation.ceremonies.domain import CeremonyStatus
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.recording import action, record
from netral.foundation.outreach.domain import CallStatus


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


def _call(ceremony: Ceremony, pledges: Sequence[UUID]) -> int:
    new = Pledge.objects.filter(pk__in=pledges).exclude(ceremony=ceremony)
    return int(new.update(ceremony=ceremony))


def _require_before_end(ceremony: Ceremony) -> None:
    if ceremony.status == CeremonyStatus.DONE or ceremony.campaign.stands != CallStatus.OPEN:
        raise StepRefused(CEREMONY_MOVED)
