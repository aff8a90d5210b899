"""Devices: a code is made, a phone is enrolled with it, a lost phone is revoked and told so."""

from netral.apps.fieldwork.domain import devices as domain
from netral.apps.fieldwork.domain.devices import CODE_LIFE, DeviceState, new_code, new_login
from netral.apps.fieldwork.events import DEVICE_ENROLLED, DEVICE_INVITED, DEVICE_REVOKED, DEVICE_WIPED
from netral.apps.fieldwork.models import Device
from netral.apps.supervisors import api as supervisors
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.accounts.links import digest_of
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record


@action
def invite_device(*, posting: supervisors.Posting, by: Actor) -> tuple[Device, str]:
    """Make a code with which a supervisor in office enrols one phone; the code is shown once.

    Raises:
        StepRefused: she is not in office, or has as many devices as anybody needs.
    """
    if not posting.in_office(current_day()):
        raise StepRefused(_("Pengawas ini tidak sedang bertugas, jadi ponselnya tidak dapat didaftarkan."))
    others = Device.objects.filter(posting=posting).exclude(state=DeviceState.REVOKED)
    # Those invited and never enrolled, whose codes have run out, are no phones.
    domain.check_few(others.exclude(state=DeviceState.INVITED, code_until__lte=now()).count())
    code, moment = new_code(), now()
    device: Device = Device.objects.create(
        scopes=list(posting.scopes),
        posting=posting,
        login=new_login(),
        token_digest=digest_of(code),
        code_until=moment + CODE_LIFE,
        invited_at=moment,
    )
    record(DEVICE_INVITED, subject=device, by=by, data={"posting": posting.pk, "login": device.login})
    return device, code


@action
def enrol_device(*, device: Device, label: str) -> Device:
    """Enrol the phone on which a code was typed.

    Raises:
        StepRefused: the code was used, revoked or has run out, or the supervisor is not in office any more.
    """
    with elevated("the code is the key"):
        row: Device = Device.objects.select_for_update(of=("self",)).select_related("posting").get(pk=device.pk)
        domain.check_code(DeviceState(row.state), row.code_until, now())
        if not row.posting.in_office(current_day()):
            raise StepRefused(_("Masa tugas Anda sudah berakhir. Hubungi kantor Anda."))
        row.state, row.label, row.enrolled_at, row.seen_at = DeviceState.ENROLLED, label.strip()[:80], now(), now()
        row.save()
        record(DEVICE_ENROLLED, subject=row, by=holder_of_link(str(row.pk)), data={"label": row.label})
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
    row.state, row.revoked_at, row.revocation_reason = DeviceState.REVOKED, now(), words.strip()
    row.save()
    record(DEVICE_REVOKED, subject=row, by=by, data={"words": words})


@action
def note_wiped(*, device: Device) -> None:
    """Note that a revoked device came back and was told to wipe its keys."""
    with elevated("the device's secret is the key"):
        row: Device = Device.objects.select_for_update().get(pk=device.pk)
        row.wiped_at = row.wiped_at or now()
        row.save(update_fields=["wiped_at"])
        record(DEVICE_WIPED, subject=row, by=holder_of_link(str(row.pk)))
