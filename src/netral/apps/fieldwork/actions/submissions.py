"""What phones send: an observation's content, its files whole or in pieces, and its number once nothing is missing."""

import hashlib
from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction

from netral.apps.fieldwork.content_facts import ContentFacts, read_facts
from netral.apps.fieldwork.domain import submissions
from netral.apps.fieldwork.domain.observations import OWN, TABLE, ObservationState, ObservationVerb
from netral.apps.fieldwork.domain.submissions import FileConflict, SubmissionRefused
from netral.apps.fieldwork.events import (
    OBSERVATION_ANSWERED,
    OBSERVATION_BEGUN,
    OBSERVATION_CORRECTED,
    OBSERVATION_FILE_ARRIVED,
    OBSERVATION_FILE_REFUSED,
    OBSERVATION_PIECE_ARRIVED,
    OBSERVATION_RECEIVED,
)
from netral.apps.fieldwork.inputs import FilePiece, Receipt, SentContent
from netral.apps.fieldwork.models import Device, FilePart, FormVersion, Observation, ObservationContent, ObservationFile
from netral.apps.fieldwork.queries.form_versions import published_form
from netral.apps.fieldwork.queries.observations import content_by_instance, receipt_of
from netral.engines.steps.table import gettext_noop as _
from netral.foundation.files.actions import store_file
from netral.foundation.files.capacity import StoreFull
from netral.foundation.files.intake import FileRefused, Upload
from netral.foundation.institutions.numbers import next_in_year
from netral.foundation.institutions.queries import supervisor_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.phones.domain import clock_ahead
from netral.foundation.regions.models import Tier
from netral.foundation.regions.queries import day_in, today_in

PURPOSE, SERIES = "observation", "observation"
_KEY = "the device proved its secret"


@action
def receive_content(*, sent: SentContent, device: Device, files: Mapping[str, Upload], by: Actor) -> Receipt:
    """Keep what an observation says for the first time, with the files that came along.

    Raises:
        SubmissionRefused: it can never be taken as it is; the words say why and what to do.
        IntegrityError: it came at the same moment on another connection, and was first.
    """
    with elevated(_KEY):
        submissions.check_in_time(device.observer.last_day, today_in(device.observer.region.code))
        form = _form_of(sent)
        facts = read_facts(form, sent.instance, device.observer)
        submissions.check_file_number(len(facts.files))
        add = _add_correction if sent.instance.deprecated_id else _add_observation
        content = add(sent, form, facts, device, by)
        _take_files(content, files, by)
        return _settled(content, by)


@action
def receive_files(*, content: ObservationContent, files: Mapping[str, Upload], by: Actor) -> Receipt:
    """Keep files of an observation that is known already."""
    with elevated(_KEY):
        locked = _locked(content)
        _take_files(locked, files, by)
        record(OBSERVATION_PIECE_ARRIVED, subject=locked.observation, by=by, data={"files": len(files)})
        return _settled(locked, by)


@action
def receive_piece(*, content: ObservationContent, piece: FilePiece, by: Actor) -> Receipt:
    """Keep a piece of a file that an observation declared; a whole file is stored if it is what was declared.

    Raises:
        SubmissionRefused: the observation names no such file.
        FileConflict: the piece does not continue what has arrived, or the file arrived damaged.
    """
    with elevated(_KEY):
        locked = _locked(content)
        file = locked.observation.files.filter(name=piece.name).first()
        if file is None:
            raise SubmissionRefused(_("Amatan ini tidak menyebut lampiran %(name)s."), name=piece.name)
        data = {"file": file.pk, "offset": piece.offset, "size": len(piece.content)}
        record(OBSERVATION_PIECE_ARRIVED, subject=locked.observation, by=by, data=data)
        if not file.stored_id and not file.refusal:
            _take_piece(file, piece, by)
        return _settled(locked, by)


def _form_of(sent: SentContent) -> FormVersion:
    form = published_form(sent.instance.form_id, sent.instance.version)
    if form is None:
        raise SubmissionRefused(
            _("Formulir %(form)s versi %(version)s tidak pernah terbit. Ambil formulir terbaru, lalu isi di sana."),
            form=sent.instance.form_id,
            version=sent.instance.version,
        )
    return form


def _add_observation(
    sent: SentContent, form: FormVersion, facts: ContentFacts, device: Device, by: Actor
) -> ObservationContent:
    moment, observer = now(), device.observer
    ahead = clock_ahead(sent.device_time, moment)
    observation = Observation.objects.create(
        scopes=list(device.scopes),
        instance_id=sent.instance.instance_id,
        form=form,
        device=device,
        observer=observer,
        device_time=sent.device_time,
        ahead_s=round(ahead.total_seconds()),
        outdated=not form.valid_on(day_in(observer.region.code, moment)),
        first_at=moment,
        **facts.columns,
    )
    content = _add_content(observation, sent, facts)
    data = {"form": form.code, "version": form.version, "files": len(facts.files), "sha256": content.sha256}
    record(OBSERVATION_BEGUN, subject=observation, by=by, data={**data, "ahead_s": observation.ahead_s})
    return content


def _add_correction(
    sent: SentContent, form: FormVersion, facts: ContentFacts, device: Device, by: Actor
) -> ObservationContent:
    """Add a version to an observation of the same observer; what was decided about it stands."""
    before = content_by_instance(sent.instance.deprecated_id)
    if before is None or before.observation.observer_id != device.observer_id:
        raise SubmissionRefused(
            _("Amatan yang diperbaiki belum tiba atau bukan milik Anda. Kirim amatan pertamanya lebih dulu.")
        )
    observation = _locked(before).observation
    if observation.state != ObservationState.FINDING:
        for name, value in facts.columns.items():
            setattr(observation, name, value)
    observation.form = form
    content = _add_content(observation, sent, facts)
    if observation.state == ObservationState.ASKED:
        observation.state = TABLE.check_step(ObservationState.ASKED, ObservationVerb.ANSWER, {OWN}).target
        record(OBSERVATION_ANSWERED, subject=observation, by=by, data={"ordinal": content.ordinal})
    observation.save()
    data = {"ordinal": content.ordinal, "sha256": content.sha256, "files": len(facts.files)}
    record(OBSERVATION_CORRECTED, subject=observation, by=by, data=data)
    return content


def _add_content(observation: Observation, sent: SentContent, facts: ContentFacts) -> ObservationContent:
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
    # A correction names files again that came with an earlier version and need not be sent again.
    known = {*observation.files.values_list("name", flat=True)}
    ObservationFile.objects.bulk_create(
        ObservationFile(
            observation=observation,
            content=content,
            scopes=content.scopes,
            name=name,
            size=declared[name].size if name in declared else None,
            sha256=declared[name].sha256 if name in declared else "",
        )
        for name in facts.files
        if name not in known
    )
    return content


def _take_files(content: ObservationContent, files: Mapping[str, Upload], by: Actor) -> None:
    """Store the files that the observation waits for; others that came along are none of it."""
    for file in content.observation.files.filter(name__in=[*files], stored=None, refusal=""):
        _store(file, files[file.name], by)


def _take_piece(file: ObservationFile, piece: FilePiece, by: Actor) -> None:
    end = piece.offset + len(piece.content)
    if piece.offset != file.received or file.size is None or end > file.size:
        raise FileConflict(file.received)
    if end < file.size:
        _keep_part(file, piece)
        return
    # What comes in one piece, as photos do, is never kept as a part first.
    kept = [bytes(part.content) for part in file.parts.order_by("offset")] if file.received else []
    whole = b"".join([*kept, piece.content])
    if hashlib.sha256(whole).hexdigest() == file.sha256:
        _store(file, ContentFile(whole, name=file.name), by)
    elif file.received:
        # Damaged on the way: from the beginning, once more.
        file.parts.all().delete()
        file.received = 0
        file.save(update_fields=["received"])


def _keep_part(file: ObservationFile, piece: FilePiece) -> None:
    if piece.content:
        FilePart.objects.create(file=file, scopes=file.scopes, offset=piece.offset, content=piece.content)
        file.received += len(piece.content)
        file.save(update_fields=["received"])


def _store(file: ObservationFile, upload: Upload, by: Actor) -> None:
    """Store a file that arrived whole, in whichever way; pieces of it that came before are not needed any more."""
    try:
        with transaction.atomic():
            stored = store_file(upload=upload, purpose=PURPOSE, scopes=file.scopes, by=by)
    except StoreFull:
        raise
    except FileRefused as refused:
        file.refusal = str(refused)[:300]
        data, kind = {"file": file.pk, "words": file.refusal}, OBSERVATION_FILE_REFUSED
    else:
        file.stored, file.size, file.sha256 = stored, stored.size, stored.sha256
        data, kind = {"file": file.pk, "sha256": file.sha256}, OBSERVATION_FILE_ARRIVED
    if file.received:
        file.parts.all().delete()
    file.received = file.size if file.stored and file.size else 0
    file.save()
    record(kind, subject=file.observation, by=by, data=data)


def _settled(content: ObservationContent, by: Actor) -> Receipt:
    """Give the observation its number once nothing is missing, and say what is known of it."""
    observation = content.observation
    waits = observation.files.filter(stored=None, refusal="").exists()
    if observation.state == ObservationState.INCOMPLETE and not waits:
        office, moment = supervisor_of(observation.observer.region.code, Tier.REGENCY), now()
        year = day_in(observation.region_id, moment).year
        observation.state, observation.received_at = ObservationState.RECEIVED, moment
        # A number is asked for last: others of this office wait from here on.
        sequence = next_in_year(SERIES, office, year)
        observation.number = f"AMT/{office.region_id}/{year}/{sequence:05d}"
        observation.save()
        record(OBSERVATION_RECEIVED, subject=observation, by=by, data={"number": observation.number})
    return receipt_of(observation, content.instance_id)


def _locked(content: ObservationContent) -> ObservationContent:
    """Return a content whose observation is locked, so that two sendings of one observation take turns."""
    observation = (
        Observation.objects.select_for_update(of=("self",))
        .select_related("observer__posting__region", "observer__group__region")
        .get(pk=content.observation_id)
    )
    found: ObservationContent = ObservationContent.objects.get(pk=content.pk)
    found.observation = observation
    return found
