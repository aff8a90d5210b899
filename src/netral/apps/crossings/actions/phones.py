"""Phones of port officers: a code is made, a phone is enrolled with it, a lost phone is revoked and told so."""

from datetime import datetime

from netral.apps.crossings.domain.scans import INSPECT
from netral.apps.crossings.events import (
    PORT_PHONE_ENROLLED,
    PORT_PHONE_INVITED,
    PORT_PHONE_REVOKED,
    PORT_PHONE_SEEN,
    PORT_PHONE_WIPED,
)
from netral.apps.crossings.models import Port, PortPhone
from netral.apps.crossings.queries.parties import operator_of
from netral.engines.steps.table import StepRefused, StepRepeated, gettext_noop as _
from netral.foundation.accounts.links import digest_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.phones import domain
from netral.foundation.phones.domain import CODE_LIFE, DeviceState, DeviceVerb, clock_ahead, new_code, new_login
from netral.foundation.workflow.steps import Workflow

PORT_PHONES: Workflow[PortPhone, DeviceState, DeviceVerb] = Workflow(
    PortPhone, DeviceState, domain.revocations(INSPECT)
)
_KEY = "the phone's secret is the key"


@action
def invite_port_phone(*, port: Port, by: Actor) -> tuple[PortPhone, str]:
    """Make a code with which one phone of a port's officers is enrolled; the code is shown once.

    Raises:
        StepRefused: the port is another operator's, or it has as many phones as anybody needs.
    """
    operator, _parties = operator_of(by)
    if port.operator_id != operator.pk:
        raise StepRefused(_("Pelabuhan ini milik pengelola lain. Pilih pelabuhan Anda sendiri."))
    # Two codes asked for at the same moment shall not each be the last.
    Port.objects.select_for_update().get(pk=port.pk)
    others = PortPhone.objects.filter(port=port).exclude(state=DeviceState.REVOKED)
    domain.check_few(others.exclude(state=DeviceState.INVITED, code_until__lte=now()).count())
    code, moment = new_code(), now()
    phone: PortPhone = PortPhone.objects.create(
        scopes=[operator.path],
        operator=operator,
        port=port,
        login=new_login(),
        token_digest=digest_of(code),
        code_until=moment + CODE_LIFE,
        invited_at=moment,
    )
    record(PORT_PHONE_INVITED, subject=phone, by=by, data={"port": port.pk, "login": phone.login})
    return phone, code


@action
def enrol_port_phone(*, phone: PortPhone, label: str, by: Actor) -> PortPhone:
    """Enrol the phone on which a code was typed.

    Raises:
        StepRefused: the code was used, revoked or has run out.
    """
    with elevated("the code is the key"):
        row: PortPhone = PortPhone.objects.select_for_update().get(pk=phone.pk)
        domain.check_code(DeviceState(row.state), row.code_until, now())
        row.state, row.label = DeviceState.ENROLLED, label.strip()[:80]
        row.enrolled_at = row.seen_at = now()
        row.save()
        record(PORT_PHONE_ENROLLED, subject=row, by=by, data={"label": row.label})
        return row


@action
def revoke_port_phone(*, phone: PortPhone, words: str, by: Actor) -> None:
    """Revoke a phone that was lost or is not used any more; nothing it sends is taken from now on.

    Raises:
        StepRefused: it was revoked before, or no reason is given.
    """
    row: PortPhone = PortPhone.objects.visible_to(by).select_for_update().get(pk=phone.pk)
    domain.check_revocation(DeviceState(row.state))
    domain.check_reason(words)
    facts = {"from": row.state, "to": DeviceState.REVOKED, "words": words}
    row.state, row.revoked_at, row.revocation_reason = DeviceState.REVOKED, now(), words.strip()
    row.save()
    record(PORT_PHONE_REVOKED, subject=row, by=by, data=facts)


@action
def note_port_phone_seen(*, device: PortPhone, told: datetime | None, by: Actor) -> None:
    """Note that a phone was seen, and by how much its clock ran fast."""
    with elevated(_KEY):
        row: PortPhone = PortPhone.objects.select_for_update().get(pk=device.pk)
        row.seen_at = now()
        row.ahead_s = round(clock_ahead(told, row.seen_at).total_seconds())
        row.save(update_fields=["seen_at", "ahead_s"])
        record(PORT_PHONE_SEEN, subject=row, by=by, data={"ahead_s": row.ahead_s})


@action
def note_port_phone_wiped(*, device: PortPhone, by: Actor) -> None:
    """Note that a revoked phone came back and was told to wipe its keys.

    Raises:
        StepRepeated: it was told a moment ago, on another connection.
    """
    with elevated(_KEY):
        row: PortPhone = PortPhone.objects.select_for_update().get(pk=device.pk)
        if row.wiped_at is not None:
            raise StepRepeated(_("Perangkat ini sudah diberi tahu bahwa ia dicabut."))
        row.wiped_at = now()
        row.save(update_fields=["wiped_at"])
        record(PORT_PHONE_WIPED, subject=row, by=by)
