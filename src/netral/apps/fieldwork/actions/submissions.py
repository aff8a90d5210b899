"""What phones send: an observation's content, its files whole or in pieces, and its number once nothing is missing.

The same sending may come any number of times; what it leaves behind is the same as if it came once.
"""

import hashlib
from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from netral.apps.fieldwork.content_reading import read_facts
from netral.apps.fieldwork.domain import observations as domain, submissions
from netral.apps.fieldwork.domain.observations import OWN, TABLE, ObservationState, ObservationVerb
from netral.apps.fieldwork.domain.submissions import ContentConflict, FileConflict, SubmissionRefused
from netral.apps.fieldwork.events import (
    OBSERVATION_ANSWERED,
    OBSERVATION_BEGUN,
    OBSERVATION_CORRECTED,
    OBSERVATION_FILE_ARRIVED,
    OBSERVATION_FILE_REFUSED,
    OBSERVATION_RECEIVED,
)
from netral.apps.fieldwork.inputs import DeclaredFile, FilePiece, Receipt, SentContent
from netral.apps.fieldwork.models import Device, FilePart, FormVersion, Observation, ObservationContent, ObservationFile
from netral.apps.fieldwork.queries.form_versions import published_form
from netral.apps.fieldwork.queries.observations import content_by_instance, receipt_of
from netral.engines.steps.table import gettext_noop as _
from netral.foundation.files.actions import store_file
from netral.foundation.files.intake import FileRefused, Upload
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import supervisor_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.regions.models import Tier
from netral.foundation.regions.queries import day_in, today_in

PURPOSE, SERIES = "observation", "observation"
_KEY = "the device proved its secret"


@action
def receive_content(*, sent: SentContent, device: Device, files: Mapping[str, Upload] | None = None) -> Receipt:
    """Keep what an observation says, with the files that came along; complete ones get a number.

    Raises:
        SubmissionRefused: it can never be taken as it is; the words say why and what to do.
        ContentConflict: other content came under its identifier before.
    """
    by = holder_of_link(str(device.pk))
    with elevated(_KEY):
        content = _known(sent) or _keep_content(sent, device, by)
        observation = _locked(content)
        for name, upload in (files or {}).items():
            _take_whole(content, name, upload, by)
        return _settled(observation, content, by)


@action
def receive_piece(*, instance_id: str, piece: FilePiece, device: Device) -> Receipt:
    """Keep a piece of a file that an observation declared.

    Raises:
        SubmissionRefused: no such observation or file is known of this supervisor.
        FileConflict: the piece does not continue what has arrived.
    """
    by = holder_of_link(str(device.pk))
    with elevated(_KEY):
        content = content_by_instance(instance_id)
        if content is None or content.observation.posting_id != device.posting_id:
            raise SubmissionRefused(_("Amatan ini belum dikenal. Kirim isinya lebih dulu, lalu lampirannya."))
        observation = _locked(content)
        _take_piece(content, piece, by)
        return _settled(observation, content, by)


def _known(sent: SentContent) -> ObservationContent | None:
    content = content_by_instance(sent.instance.instance_id)
    if content is not None and content.sha256 != hashlib.sha256(sent.xml).hexdigest():
        raise ContentConflict(
            _("Amatan lain sudah tiba dengan tanda yang sama. Buka amatan ini, simpan sebagai amatan baru, lalu kirim.")
        )
    return content


def _keep_content(sent: SentContent, device: Device, by: Actor) -> ObservationContent:
    submissions.check_in_time(device.posting.last_day, today_in(device.posting.region_id))
    form = published_form(sent.instance.form_id, sent.instance.version)
    if form is None:
        raise SubmissionRefused(
            _("Formulir %(form)s versi %(version)s tidak pernah terbit. Ambil formulir terbaru, lalu isi lagi di sana."),
            form=sent.instance.form_id,
            version=sent.instance.version,
        )
    try:
        with transaction.atomic():
            if sent.instance.deprecated_id:
                return _keep_correction(sent, form, device, by)
            return _keep_first(sent, form, device, by)
    except IntegrityError:
        # The same observation came at the same moment on another connection, and was first.
        content = _known(sent)
        if content is None:
            raise
        return content


def _keep_first(sent: SentContent, form: FormVersion, device: Device, by: Actor) -> ObservationContent:
    moment, posting = now(), device.posting
    facts = read_facts(form, sent.instance, posting)
    ahead = domain.clock_ahead(sent.device_time, moment)
    observation = Observation.objects.create(
        scopes=list(device.scopes),
        instance_id=sent.instance.instance_id,
        form=form,
        device=device,
        posting=posting,
        device_time=sent.device_time,
        ahead_s=round(ahead.total_seconds()),
        outdated=not form.valid_on(day_in(posting.region_id, moment)),
        first_at=moment,
        **facts.columns,
    )
    content = _add_content(observation, sent, facts.files)
    data = {"form": form.code, "version": form.version, "files": len(facts.files), "sha256": content.sha256}
    record(OBSERVATION_BEGUN, subject=observation, by=by, data={**data, "ahead_s": observation.ahead_s})
    return content


def _keep_correction(sent: SentContent, form: FormVersion, device: Device, by: Actor) -> ObservationContent:
    """Add a version to an observation of the same supervisor; what was decided about it stands."""
    before = content_by_instance(sent.instance.deprecated_id)
    if before is None or before.observation.posting_id != device.posting_id:
        raise SubmissionRefused(
            _("Amatan yang diperbaiki belum tiba atau bukan milik Anda. Kirim amatan pertamanya lebih dulu.")
        )
    observation = _locked(before)
    facts = read_facts(form, sent.instance, device.posting)
    for name, value in facts.columns.items():
        setattr(observation, name, value)
    observation.form = form
    content = _add_content(observation, sent, facts.files)
    if observation.state == ObservationState.ASKED:
        observation.state = TABLE.check_step(ObservationState.ASKED, ObservationVerb.ANSWER, {OWN}).target
        record(OBSERVATION_ANSWERED, subject=observation, by=by, data={"ordinal": content.ordinal})
    observation.save()
    data = {"ordinal": content.ordinal, "sha256": content.sha256, "files": len(facts.files)}
    record(OBSERVATION_CORRECTED, subject=observation, by=by, data=data)
    return content


def _add_content(observation: Observation, sent: SentContent, names: tuple[str, ...]) -> ObservationContent:
    submissions.check_file_number(len(names))
    content = ObservationContent.objects.create(
        observation=observation,
        scopes=observation.scopes,
        ordinal=observation.contents.count() + 1,
        instance_id=sent.instance.instance_id,
        xml=sent.xml,
        sha256=hashlib.sha256(sent.xml).hexdigest(),
        received_at=now(),
    )
    declared = {each.name: each for each in sent.files}
    ObservationFile.objects.bulk_create(
        _expected(content, name, declared.get(name)) for name in names if not _came_before(observation, name)
    )
    return content


def _expected(content: ObservationContent, name: str, declared: DeclaredFile | None) -> ObservationFile:
    return ObservationFile(
        observation_id=content.observation_id,
        content=content,
        scopes=content.scopes,
        name=name,
        size=declared.size if declared else None,
        sha256=declared.sha256 if declared else "",
    )


def _came_before(observation: Observation, name: str) -> bool:
    """Say whether an earlier version brought the file, so that a correction need not send it again."""
    return observation.files.filter(name=name, stored__isnull=False).exists()


def _take_whole(content: ObservationContent, name: str, upload: Upload, by: Actor) -> None:
    file = content.observation.files.filter(name=name, stored=None, refusal="").first()
    if file is not None:
        _store(file, upload, by)


def _take_piece(content: ObservationContent, piece: FilePiece, by: Actor) -> None:
    file = content.observation.files.filter(name=piece.name).first()
    if file is None:
        raise SubmissionRefused(_("Amatan ini tidak menyebut lampiran %(name)s."), name=piece.name)
    if file.stored_id or file.refusal:
        return
    if piece.offset != file.received or file.size is None or piece.offset + len(piece.content) > file.size:
        raise FileConflict(file.received)
    if piece.content:
        FilePart.objects.create(file=file, scopes=file.scopes, offset=piece.offset, content=piece.content)
    file.received += len(piece.content)
    file.save()
    if file.received < file.size:
        return
    whole = b"".join(bytes(part.content) for part in file.parts.order_by("offset"))
    file.parts.all().delete()
    if hashlib.sha256(whole).hexdigest() != file.sha256:
        # Damaged on the way: from the beginning, once more.
        file.received = 0
        file.save()
        return
    _store(file, ContentFile(whole, name=file.name), by)


def _store(file: ObservationFile, upload: Upload, by: Actor) -> None:
    try:
        with transaction.atomic():
            stored = store_file(upload=upload, purpose=PURPOSE, scopes=file.scopes, by=by)
    except FileRefused as refused:
        file.refusal = str(refused)[:300]
        file.save()
        data = {"file": file.pk, "words": file.refusal}
        record(OBSERVATION_FILE_REFUSED, subject=file.observation, by=by, data=data)
        return
    file.stored, file.size, file.sha256, file.received = stored, stored.size, stored.sha256, stored.size
    file.save()
    record(OBSERVATION_FILE_ARRIVED, subject=file.observation, by=by, data={"file": file.pk, "sha256": file.sha256})


def _settled(observation: Observation, content: ObservationContent, by: Actor) -> Receipt:
    """Give the observation its number once nothing is missing, and say what is known of it."""
    missing = observation.files.filter(stored=None, refusal="").exists()
    if observation.state == ObservationState.INCOMPLETE and not missing:
        office = supervisor_of(observation.region_id, Tier.REGENCY)
        moment = now()
        year = day_in(observation.region_id, moment).year
        observation.state, observation.received_at = ObservationState.RECEIVED, moment
        # A number is asked for last: others of this office wait from here on.
        sequence = next_in_year(SERIES, office, year)
        observation.number = f"AMT/{office.region_id}/{year}/{sequence:05d}"
        observation.save()
        record(OBSERVATION_RECEIVED, subject=observation, by=by, data={"number": observation.number})
    else:
        record(OBSERVATION_BEGUN, subject=observation, by=by, data={"again": True, "content": content.ordinal})
    return receipt_of(observation, content.instance_id)


def _locked(content: ObservationContent) -> Observation:
    return Observation.objects.select_for_update().get(pk=content.observation_id)
