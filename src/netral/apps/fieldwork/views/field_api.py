"""The door of the web app in the field: enrolment, forms and questions, observations and pieces of their files."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from netral.apps.fieldwork.actions.devices import enrol_device
from netral.apps.fieldwork.deliveries import deliver, deliver_piece, own_content, receipt_for
from netral.apps.fieldwork.device_access import DOOR
from netral.apps.fieldwork.domain.submissions import PIECE, ContentConflict, FileConflict, SubmissionRefused
from netral.apps.fieldwork.inputs import FilePiece, SentContent
from netral.apps.fieldwork.labels import invalid_words
from netral.apps.fieldwork.models import Device
from netral.apps.fieldwork.offered_forms import forms_for, villages_csv
from netral.apps.fieldwork.openrosa import CONTENT, VILLAGES, MediaFile
from netral.apps.fieldwork.phone_answers import (
    enrolment,
    offered_form,
    question,
    read_declared,
    receipt_shown,
    standing,
)
from netral.apps.fieldwork.queries.devices import actor_behind, device_by_code
from netral.apps.fieldwork.queries.form_versions import published_by_id
from netral.apps.fieldwork.queries.observations import phone_states, questions_to
from netral.apps.fieldwork.queries.observers import why_away
from netral.engines.steps.table import StepRefused
from netral.engines.xforms.instance import LARGEST_INSTANCE, InstanceInvalid, read_instance
from netral.foundation.accounts.access import keyed
from netral.foundation.drafts.throttle import wrong_codes
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.files.capacity import StoreFull
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.clock import now
from netral.foundation.phones.domain import tidy_code
from netral.foundation.phones.door import BadRequest, device_moment, read_object, refused
from netral.foundation.phones.repeats import slowed
from netral.foundation.regions.queries import today_in
from netral.foundation.ui.refusals import message_of

_MOST_STATES = 200
_AGAIN_S = 60


@csrf_exempt
@keyed("code")
@require_POST
def enrol(request: HttpRequest) -> JsonResponse:
    """Enrol the phone on which a code was typed."""
    try:
        asked = read_object(request.body)
        device = device_by_code(tidy_code(str(asked.get("code", ""))))
        if device is None:
            wrong_codes.wrong_answer()
            return refused(400, _("Kode ini tidak dikenal. Periksa hurufnya, atau minta kode baru."))
        enrol_device(device=device, label=str(asked.get("label", "")), by=actor_behind(device))
    except BadRequest as error:
        return refused(400, str(error))
    except StepRefused as refusal:
        return refused(400, message_of(refusal))
    return JsonResponse(enrolment(device), status=201)


@keyed("device")
@require_safe
@DOOR.with_secret
def offered(request: HttpRequest, device: Device) -> JsonResponse:
    """Tell a phone which forms are valid, what was asked about its observations, and where they stand."""
    DOOR.note_contact(device, device_moment(request.headers.get("Device-Time", "")))
    with elevated("the device proved its secret"):
        asked = [question(each) for each in questions_to(device)]
        states = [standing(each) for each in phone_states(device, _MOST_STATES)]
    villages = MediaFile(VILLAGES, villages_csv(device), reverse("field_villages"))
    listed = [offered_form(form, villages) for form in forms_for(device)]
    away = why_away(device.observer, today_in(device.observer.region.code))
    notice = message_of(away) if away else ""
    told = {"forms": listed, "questions": asked, "states": states, "notice": notice}
    return JsonResponse({**told, "now": now().isoformat()})


@keyed("device")
@require_safe
@DOOR.with_secret
def form(_request: HttpRequest, _device: Device, ident: UUID) -> HttpResponse:
    """Hand out a published form."""
    row = published_by_id(ident)
    if row is None:
        return refused(404, _("Formulir ini tidak ada lagi. Muat ulang daftar formulir."))
    return HttpResponse(row.xml, content_type="application/xml; charset=utf-8")


@keyed("device")
@require_safe
@DOOR.with_secret
def villages(_request: HttpRequest, device: Device) -> HttpResponse:
    """Hand out the list of villages."""
    return HttpResponse(villages_csv(device), content_type="text/csv; charset=utf-8")


@csrf_exempt
@keyed("device")
@require_POST
@takes_bytes(LARGEST_INSTANCE)
@DOOR.with_secret
@slowed(refused, CONTENT)
def observation(request: HttpRequest, device: Device) -> JsonResponse:
    """Take what an observation says, and which files are to follow."""
    content = request.FILES.get(CONTENT)
    if content is None:
        return refused(400, _("Kiriman ini tidak berisi amatan (xml_submission_file). Kirim lagi dari aplikasinya."))
    try:
        raw = content.read()
        declared = read_declared(request.POST.get("berkas", "[]"))
        told = device_moment(request.POST.get("device_time", ""))
        receipt = deliver(SentContent(raw, read_instance(raw), declared, told), device, {})
    except BadRequest as error:
        return refused(400, str(error))
    except InstanceInvalid as invalid:
        return refused(422, invalid_words(invalid), final=True)
    except ContentConflict as refusal:
        return refused(409, message_of(refusal))
    except SubmissionRefused as refusal:
        return refused(422, message_of(refusal), final=True)
    return JsonResponse(receipt_shown(receipt), status=201)


@csrf_exempt
@keyed("device")
@require_safe
@DOOR.with_secret
def known(_request: HttpRequest, device: Device, instance_id: str) -> JsonResponse:
    """Say what has come of an observation."""
    content = own_content(instance_id, device)
    if content is None:
        return refused(404, _("Amatan ini belum tiba."))
    return JsonResponse(receipt_shown(receipt_for(content)))


@csrf_exempt
@keyed("device")
@require_http_methods(["PUT"])
@takes_bytes(PIECE)
@DOOR.with_secret
@slowed(refused, CONTENT)
def piece(request: HttpRequest, device: Device, instance_id: str, name: str) -> JsonResponse:
    """Take a piece of a file, from the byte on where the last one ended."""
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isascii() or not offset.isdecimal() or len(request.body) > PIECE:
        return refused(400, _("Potongan berkas tidak menyebut letaknya, atau lebih besar dari 1 MB."))
    try:
        receipt = deliver_piece(instance_id, FilePiece(name, int(offset), request.body), device)
    except FileConflict as refusal:
        return JsonResponse({"error": message_of(refusal), "received": refusal.received}, status=409)
    except SubmissionRefused as refusal:
        return refused(404, message_of(refusal))
    except StoreFull as full:
        later = refused(503, str(full))
        later["Retry-After"] = str(_AGAIN_S)
        return later
    left = {each.name: each.received for each in receipt.missing}
    return JsonResponse({"received": left.get(name, int(offset) + len(request.body)), **receipt_shown(receipt)})
