"""Devices: a code is made, a phone is enrolled with it, a lost phone is revoked and told so."""

from datetime import datetime

from netral.apps.fieldwork.domain.devices import ENROL
from netral.apps.fieldwork.domain.monitors import ACCREDIT
from netral.apps.fieldwork.domain.observations import OWN
from netral.apps.fieldwork.events import (
    DEVICE_ENROLLED,
    DEVICE_INVITED,
    DEVICE_REVOKED,
    DEVICE_SEEN,
    DEVICE_WIPED,
    OBSERVER_ADDED,
)
from netral.apps.fieldwork.models import Device, Observer
from netral.apps.fieldwork.queries.devices import HOLDER
from netral.apps.fieldwork.queries.observers import why_away
from netral.apps.supervisors import api as supervisors
from netral.engines.steps.table import StepRepeated, gettext_noop as _
from netral.foundation.accounts.links import digest_of
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.phones import domain
from netral.foundation.phones.domain import CODE_LIFE, DeviceState, DeviceVerb, clock_ahead, new_code, new_login
from netral.foundation.workflow.steps import Workflow

# A lost phone is revoked by its office, by whoever accredits its holder's group, or by its holder.
REVOCATIONS: dict[str, Workflow[Device, DeviceState, DeviceVerb]] = {
    permission: Workflow(Device, DeviceState, domain.revocations(permission)) for permission in (ENROL, ACCREDIT, OWN)
}


@action
def invite_supervisor(*, posting: supervisors.Posting, by: Actor) -> tuple[Device, str]:
    """Make a code for a phone of a supervisor in a posting, who observes from now on.

    Raises:
        StepRefused: she is not in office, or has as many devices as anybody needs.
    """
    observer, created = Observer.objects.get_or_create(
        posting=posting, defaults={"scopes": list(posting.scopes), "added_at": now()}
    )
    if created:
        record(OBSERVER_ADDED, subject=observer, by=by, data={"posting": posting.pk})
    return _invite(observer, by)


@action
def invite_device(*, observer: Observer, by: Actor) -> tuple[Device, str]:
    """Make a code with which one who observes enrols one phone; the code is shown once.

    Raises:
        StepRefused: she is not in office, or has as many devices as anybody needs.
    """
    return _invite(observer, by)


@action
def enrol_device(*, device: Device, label: str, by: Actor) -> Device:
    """Enrol the phone on which a code was typed.

    Raises:
        StepRefused: the code was used, revoked or has run out, or the supervisor is not in office any more.
    """
    with elevated("the code is the key"):
        row: Device = Device.objects.select_for_update(of=("self",)).select_related(*HOLDER).get(pk=device.pk)
        domain.check_code(DeviceState(row.state), row.code_until, now())
        if away := why_away(row.observer, current_day()):
            raise away
        row.state, row.label = DeviceState.ENROLLED, label.strip()[:80]
        row.enrolled_at = row.seen_at = now()
        row.save()
        record(DEVICE_ENROLLED, subject=row, by=by, data={"label": row.label})
        return row


@action
def revoke_device(*, device: Device, words: str, by: Actor) -> None:
    """Revoke a device that was lost or is not used any more; nothing it sends is taken from now on.

    Raises:
        StepRefused: it was revoked before, or no reason is given.
    """
    row: Device = Device.objects.visible_to(by).select_for_update().get(pk=device.pk)
    domain.check_revocation(DeviceState(row.state))
    domain.check_reason(words)
    facts = {"from": row.state, "to": DeviceState.REVOKED, "words": words}
    row.state, row.revoked_at, row.revocation_reason = DeviceState.REVOKED, now(), words.strip()
    row.save()
    record(DEVICE_REVOKED, subject=row, by=by, data=facts)


@action
def note_wiped(*, device: Device, by: Actor) -> None:
    """Note that a revoked device came back and was told to wipe its keys.

    Raises:
        StepRepeated: it was told a moment ago, on another connection.
    """
    with elevated("the device's secret is the key"):
        row: Device = Device.objects.select_for_update().get(pk=device.pk)
        if row.wiped_at is not None:
            raise StepRepeated(_("Perangkat ini sudah diberi tahu bahwa ia dicabut."))
        row.wiped_at = now()
        row.save(update_fields=["wiped_at"])
        record(DEVICE_WIPED, subject=row, by=by)


@action
def note_seen(*, device: Device, told: datetime | None, by: Actor) -> None:
    """Note that a device was seen, and by how much its clock ran fast."""
    with elevated("the device's secret is the key"):
        row: Device = Device.objects.select_for_update().get(pk=device.pk)
        row.seen_at = now()
        row.ahead_s = round(clock_ahead(told, row.seen_at).total_seconds())
        row.save(update_fields=["seen_at", "ahead_s"])
        record(DEVICE_SEEN, subject=row, by=by, data={"ahead_s": row.ahead_s})


def _invite(observer: Observer, by: Actor) -> tuple[Device, str]:
    if away := why_away(observer, current_day()):
        raise away
    # Two codes asked for at the same moment shall not each be the fifth.
    Observer.objects.select_for_update().get(pk=observer.pk)
    others = Device.objects.filter(observer=observer).exclude(state=DeviceState.REVOKED)
    # Those invited and never enrolled, whose codes have run out, are no phones.
    domain.check_few(others.exclude(state=DeviceState.INVITED, code_until__lte=now()).count())
    code, moment = new_code(), now()
    device: Device = Device.objects.create(
        scopes=list(observer.scopes),
        observer=observer,
        login=new_login(),
        token_digest=digest_of(code),
        code_until=moment + CODE_LIFE,
        invited_at=moment,
    )
    record(DEVICE_INVITED, subject=device, by=by, data={"observer": observer.pk, "login": device.login})
    return device, code
