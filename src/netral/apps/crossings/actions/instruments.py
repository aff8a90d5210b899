"""Drafting the instrument that grants priority, its quotas, and putting it in force by a second person."""

from uuid import UUID

from netral.apps.crossings.actions.endings import end_passes_of
from netral.apps.crossings.domain import instruments as domain
from netral.apps.crossings.domain.instruments import DRAFT, INSTRUMENT_TABLE, InstrumentState, InstrumentVerb
from netral.apps.crossings.events import (
    INSTRUMENT_CONFIRMED,
    INSTRUMENT_DRAFTED,
    INSTRUMENT_QUOTA_SET,
    INSTRUMENT_REVOKED,
    INSTRUMENT_WITHDRAWN,
)
from netral.apps.crossings.inputs import InstrumentInput, QuotaInput
from netral.apps.crossings.models import Instrument, InstrumentQuota
from netral.apps.crossings.queries.instruments import same_instrument
from netral.apps.crossings.queries.network import largest_places
from netral.apps.crossings.queries.parties import government_behind
from netral.engines.steps.table import StepRefused, check_permission, gettext_noop as _
from netral.foundation.files.actions import store_file
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today
from netral.foundation.ledger.recording import action, record
from netral.foundation.workflow.steps import Workflow, finish


def _held(instrument: Instrument, verb: InstrumentVerb, by: Actor) -> None:
    if instrument.government_id != by.institution_id:
        raise StepRefused(_("Surat ini milik pemerintah daerah lain. Petugas di sana yang melakukan langkah ini."))
    if verb is InstrumentVerb.CONFIRM:
        domain.check_second(str(instrument.drafted_by_id), by.id)


INSTRUMENTS = Workflow(Instrument, InstrumentState, INSTRUMENT_TABLE, further=_held)


@action
def draft_instrument(*, inputs: InstrumentInput, by: Actor) -> Instrument:
    """Record an instrument of the actor's government with its scan, to be put in force by a second person.

    Raises:
        StepRefused: the actor may not, something is missing, its days cannot be, or its number is recorded already.
        FileRefused: the scan is of a kind not accepted.
    """
    check_permission(DRAFT, by.permissions)
    government, parties = government_behind(by)
    Institution.objects.select_for_update(no_key=True).get(pk=government.pk)
    domain.check_instrument(inputs.number, inputs.issuer, inputs.roles, inputs.issued_on, today(zone_at(government)))
    domain.check_validity(inputs.valid_from, inputs.valid_until)
    domain.check_unrecorded(same_instrument(government, inputs.number))
    row: Instrument = Instrument.objects.create(
        scopes=parties.scopes,
        government=government,
        number=inputs.number.strip(),
        title=inputs.title.strip(),
        issuer=inputs.issuer.strip(),
        issued_on=inputs.issued_on,
        valid_from=inputs.valid_from,
        valid_until=inputs.valid_until,
        roles=[*inputs.roles],
        standing=inputs.standing,
        by_rule=inputs.by_rule,
        must_carry=inputs.must_carry.strip(),
        scan=store_file(upload=inputs.scan, purpose="crossing_instrument", scopes=parties.scopes, by=by),
        drafted_by_id=UUID(by.id),
        drafted_at=now(),
    )
    facts = {"number": row.number, "first": row.valid_from, "last": row.valid_until, "roles": row.roles}
    record(INSTRUMENT_DRAFTED, subject=row, by=by, data={**facts, "issuer": row.issuer})
    return row


@action
def set_quota(*, instrument: Instrument, inputs: QuotaInput, by: Actor) -> None:
    """Say how many priority places each departure of a crossing has by a draft; a class of 0 has none.

    Raises:
        StepRefused: the actor may not, it is no draft any more, or a quota exceeds the places of the vessels.
    """
    check_permission(DRAFT, by.permissions)
    row: Instrument = Instrument.objects.visible_to(by).select_for_update(of=("self",)).get(pk=instrument.pk)
    if row.government_id != by.institution_id:
        raise StepRefused(_("Surat ini milik pemerintah daerah lain. Petugas di sana yang melakukan langkah ini."))
    if row.state != InstrumentState.DRAFT:
        raise StepRefused(_("Kuota hanya dapat diubah sebelum surat disahkan. Susun surat baru bila perlu."))
    given = {vehicle: places for vehicle, places in inputs.places.items() if places}
    for vehicle, places in given.items():
        domain.check_quota(places, largest_places(inputs.crossing, vehicle))
    InstrumentQuota.objects.filter(instrument=row, crossing=inputs.crossing).delete()
    for vehicle, places in given.items():
        InstrumentQuota.objects.create(
            scopes=row.scopes, instrument=row, crossing=inputs.crossing, vehicle_class=vehicle, places=places
        )
    told = {str(vehicle): places for vehicle, places in given.items()}
    record(INSTRUMENT_QUOTA_SET, subject=row, by=by, data={"crossing": inputs.crossing.code, "places": told})


@action
def confirm_instrument(*, instrument: Instrument, by: Actor) -> Instrument:
    """Put an instrument in force.

    Raises:
        StepRefused: the actor drafted it herself, it gives no crossing any place, or the step is not possible.
    """
    step = INSTRUMENTS.begin(instrument, InstrumentVerb.CONFIRM, by)
    row = step.subject
    domain.check_has_quota(row.quotas.count())
    row.confirmed_at = now()
    finish(step, INSTRUMENT_CONFIRMED, number=row.number)
    return row


@action
def withdraw_instrument(*, instrument: Instrument, words: str, by: Actor) -> None:
    """Withdraw a draft, with the reason.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    step = INSTRUMENTS.begin(instrument, InstrumentVerb.WITHDRAW, by)
    domain.check_reason(words)
    step.subject.reason, step.subject.ended_at = words.strip(), now()
    finish(step, INSTRUMENT_WITHDRAWN, words=words.strip())


@action
def revoke_instrument(*, instrument: Instrument, words: str, by: Actor) -> Instrument:
    """Revoke an instrument in force, with the reason; its passes end with it.

    Raises:
        StepRefused: no reason is given, or the step is not possible.
    """
    step = INSTRUMENTS.begin(instrument, InstrumentVerb.REVOKE, by)
    domain.check_reason(words)
    row = step.subject
    row.reason, row.ended_at = words.strip(), now()
    finish(step, INSTRUMENT_REVOKED, words=words.strip())
    end_passes_of(instrument=row, words=row.reason, by=by)
    return row
