"""The door of the port officers' app: enrolment, what to hold, scans, and photos of plates."""

from uuid import UUID

from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from netral.apps.crossings.actions.phones import enrol_port_phone
from netral.apps.crossings.actions.scans import PLATE_PHOTO, keep_plate_photo, take_scans
from netral.apps.crossings.models import PortPhone
from netral.apps.crossings.phone_access import PORT_DOOR
from netral.apps.crossings.queries.held import doubles_of, held_by
from netral.apps.crossings.queries.phones import actor_behind, phone_by_code, secret_of
from netral.apps.crossings.queries.scans import scan_of
from netral.apps.crossings.scan_inputs import read_scans
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import keyed
from netral.foundation.drafts.throttle import wrong_codes
from netral.foundation.files.bodies import takes_bytes, takes_files
from netral.foundation.files.capacity import StoreFull
from netral.foundation.files.domain import MEGABYTE
from netral.foundation.files.intake import FileRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.phones.domain import tidy_code
from netral.foundation.phones.door import BadRequest, device_moment, read_object, refused
from netral.foundation.phones.repeats import slowed
from netral.foundation.ui.refusals import message_of

_AGAIN_S = 60


@csrf_exempt
@keyed("code")
@require_POST
def enrol(request: HttpRequest) -> JsonResponse:
    """Enrol the phone on which a code was typed."""
    try:
        asked = read_object(request.body)
        phone = phone_by_code(tidy_code(str(asked.get("code", ""))))
        if phone is None:
            wrong_codes.wrong_answer()
            return refused(400, _("Kode ini tidak dikenal. Periksa hurufnya, atau minta kode baru."))
        enrol_port_phone(phone=phone, label=str(asked.get("label", "")), by=actor_behind(phone))
    except BadRequest as error:
        return refused(400, str(error))
    except StepRefused as refusal:
        return refused(400, message_of(refusal))
    facts = {"device": phone.login, "secret": secret_of(phone), "holder": phone.port.name, "post": phone.operator.name}
    return JsonResponse(facts, status=201)


@keyed("device")
@require_safe
@PORT_DOOR.with_secret
def held(request: HttpRequest, phone: PortPhone) -> JsonResponse:
    """Tell a phone what to hold."""
    PORT_DOOR.note_contact(phone, device_moment(request.headers.get("Device-Time", "")))
    return JsonResponse(held_by(phone))


@csrf_exempt
@keyed("device")
@require_POST
@takes_bytes(MEGABYTE)
@PORT_DOOR.with_secret
@slowed(refused)
def scans(request: HttpRequest, phone: PortPhone) -> JsonResponse:
    """Take a batch of scans, each of them once."""
    try:
        sent = read_object(request.body)
        rows = read_scans(sent.get("scans"))
        told = device_moment(str(sent.get("sent_at", "")))
        take_scans(phone=phone, sent=rows, told=told, by=actor_behind(phone))
    except BadRequest as error:
        return refused(400, str(error))
    with elevated("the phone proved its secret"):
        return JsonResponse({"taken": [str(row.ident) for row in rows], "doubles": doubles_of(phone)}, status=201)


@csrf_exempt
@keyed("device")
@require_http_methods(["PUT"])
@takes_files(PLATE_PHOTO)
@PORT_DOOR.with_secret
@slowed(refused)
def plate_photo(request: HttpRequest, phone: PortPhone, ident: UUID) -> HttpResponse:
    """Take the photo of a plate, whole: the phone makes it small first."""
    scan = scan_of(phone, ident)
    if scan is None:
        return refused(404, _("Catatan pindai ini belum tiba. Kirim catatannya lebih dulu, lalu fotonya."))
    photo = ContentFile(request.body, name=f"plat-{ident}.jpg")
    try:
        keep_plate_photo(scan=scan, photo=photo, by=actor_behind(phone))
    except FileRefused as refusal:
        return refused(422, str(refusal))
    except StoreFull as full:
        later = refused(503, str(full))
        later["Retry-After"] = str(_AGAIN_S)
        return later
    return JsonResponse({"kept": True})
