"""A sending as it is taken whatever happened before: new, known, known and waiting for files, or of other content.

The same sending may come any number of times; what it leaves behind is the same as if it came once.
"""

import hashlib
from collections.abc import Mapping

from django.db import IntegrityError

from netral.apps.fieldwork.actions.submissions import receive_content, receive_files, receive_piece
from netral.apps.fieldwork.domain.submissions import ContentConflict, SubmissionRefused
from netral.apps.fieldwork.inputs import FilePiece, Receipt, SentContent
from netral.apps.fieldwork.models import Device, ObservationContent
from netral.apps.fieldwork.queries.devices import actor_behind
from netral.apps.fieldwork.queries.observations import content_by_instance, receipt_of
from netral.engines.steps.table import gettext_noop as _
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.scopes import elevated

_KEY = "the device proved its secret"


def deliver(sent: SentContent, device: Device, files: Mapping[str, Upload]) -> Receipt:
    """Take an observation with the files that came along.

    Raises:
        SubmissionRefused: it can never be taken as it is; the words say why and what to do.
        ContentConflict: other content came under its identifier before.
    """
    content = _known(sent, device)
    if content is None:
        try:
            return receive_content(sent=sent, device=device, files=files, by=actor_behind(device))
        except IntegrityError:
            content = _known(sent, device)
            if content is None:
                raise
    with elevated(_KEY):
        wanted = {*content.observation.files.filter(stored=None, refusal="").values_list("name", flat=True)}
    if here := {name: file for name, file in files.items() if name in wanted}:
        return receive_files(content=content, files=here, by=actor_behind(device))
    return receipt_for(content)


def deliver_piece(instance_id: str, piece: FilePiece, device: Device) -> Receipt:
    """Take a piece of a file.

    Raises:
        SubmissionRefused: no such observation or file is known of this supervisor.
        FileConflict: the piece does not continue what has arrived.
    """
    content = own_content(instance_id, device)
    if content is None:
        raise SubmissionRefused(_("Amatan ini belum dikenal. Kirim isinya lebih dulu, lalu lampirannya."))
    return receive_piece(content=content, piece=piece, by=actor_behind(device))


def own_content(instance_id: str, device: Device) -> ObservationContent | None:
    """Return the content of an identifier, if it came from the supervisor of a device."""
    with elevated(_KEY):
        content = content_by_instance(instance_id)
        return content if content is not None and content.observation.observer_id == device.observer_id else None


def receipt_for(content: ObservationContent) -> Receipt:
    """Return what is known of the observation of a content."""
    with elevated(_KEY):
        return receipt_of(content.observation, content.instance_id)


def _known(sent: SentContent, device: Device) -> ObservationContent | None:
    with elevated(_KEY):
        content = content_by_instance(sent.instance.instance_id)
    if content is None:
        return None
    same = content.sha256 == hashlib.sha256(sent.xml).hexdigest()
    if not same or content.observation.observer_id != device.observer_id:
        raise ContentConflict(
            _("Amatan lain sudah tiba dengan tanda yang sama. Buka amatan ini, simpan sebagai amatan baru, lalu kirim.")
        )
    return content
