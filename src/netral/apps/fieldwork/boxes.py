"""Taking in the outbox of a phone that an observer handed over: each observation as if the phone had sent it."""

from dataclasses import dataclass
from typing import BinaryIO

from django.core.files.base import ContentFile

from netral.apps.fieldwork.box_files import Box, BoxedObservation
from netral.apps.fieldwork.deliveries import deliver
from netral.apps.fieldwork.domain.submissions import ContentConflict, SubmissionRefused
from netral.apps.fieldwork.inputs import Receipt, SentContent
from netral.apps.fieldwork.labels import invalid_words
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.queries.devices import device_by_login, devices_of, secret_of
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.engines.xforms.instance import InstanceInvalid, read_instance
from netral.foundation.ledger.actors import Actor
from netral.foundation.phones.door import device_moment
from netral.foundation.ui.refusals import message_of


@dataclass(frozen=True)
class BoxOutcome:
    """What became of one observation of a box: its receipt, or why it was not taken."""

    instance_id: str
    receipt: Receipt | None = None
    refusal: str = ""


def take_box(file: BinaryIO, by: Actor) -> tuple[Device, list[BoxOutcome]]:
    """Take in a box from a phone of the actor's region; one that came before is answered as it was.

    Raises:
        BoxRefused: it is no box, or was changed since it was packed.
        StepRefused: its phone is not one of her region.
    """
    box = Box(file)
    device = device_by_login(box.login)
    if device is None or not devices_of(by).filter(pk=device.pk).exists():
        raise StepRefused(
            _("Ponsel berkas ini tidak terdaftar di wilayah Anda. Serahkan ke kantor yang mendaftarkannya.")
        )
    box.require_proof(secret_of(device))
    # Looked through before any of it is taken, so that a damaged box leaves nothing half done.
    found = [*box.observations()]
    return device, [_outcome(box, each, device) for each in found]


def _outcome(box: Box, observation: BoxedObservation, device: Device) -> BoxOutcome:
    try:
        sent = SentContent(
            observation.xml, read_instance(observation.xml), observation.files, device_moment(observation.device_time)
        )
        files = {each.name: ContentFile(box.content(observation, each.name), each.name) for each in observation.files}
        return BoxOutcome(observation.instance_id, deliver(sent, device, files))
    except InstanceInvalid as invalid:
        return BoxOutcome(observation.instance_id, refusal=invalid_words(invalid))
    except (ContentConflict, SubmissionRefused) as refusal:
        return BoxOutcome(observation.instance_id, refusal=message_of(refusal))
