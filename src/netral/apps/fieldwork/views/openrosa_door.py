"""The door of OpenRosa clients such as ODK Collect: form list, manifest, form, media, and submission."""

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from netral.apps.fieldwork.deliveries import deliver
from netral.apps.fieldwork.device_access import with_digest
from netral.apps.fieldwork.domain.submissions import ContentConflict, SubmissionRefused
from netral.apps.fieldwork.inputs import Receipt, SentContent
from netral.apps.fieldwork.labels import invalid_words
from netral.apps.fieldwork.models import Device, FormVersion
from netral.apps.fieldwork.offered_forms import forms_for, needs_villages, villages_csv
from netral.apps.fieldwork.openrosa import (
    CONTENT,
    VILLAGES,
    ListedForm,
    MediaFile,
    form_list,
    manifest,
    message,
    with_headers,
)
from netral.apps.fieldwork.queries.form_versions import published_by_id
from netral.engines.steps.table import StepRefused
from netral.engines.xforms.instance import InstanceInvalid, read_instance
from netral.foundation.accounts.access import keyed
from netral.foundation.accounts.links import absolute
from netral.foundation.files.bodies import takes_files
from netral.foundation.files.capacity import StoreFull
from netral.foundation.phones.repeats import slowed
from netral.foundation.ui.refusals import message_of

PURPOSE = "observation"
_LONGEST = 25 * 1024 * 1024
_STATUS: Mapping[type[Exception], int] = {
    InstanceInvalid: 400,
    ContentConflict: 409,
    SubmissionRefused: 403,
    StoreFull: 503,
}


@keyed("device")
@require_safe
@with_digest
def forms(_request: HttpRequest, device: Device) -> HttpResponse:
    """List the forms that are valid today."""
    return form_list(_listed(form) for form in forms_for(device))


@keyed("device")
@require_safe
@with_digest
def form(_request: HttpRequest, _device: Device, ident: UUID) -> HttpResponse:
    """Hand out a published form."""
    return with_headers(HttpResponse(_form_or_404(ident).xml, content_type="text/xml; charset=utf-8"))


@keyed("device")
@require_safe
@with_digest
def form_manifest(_request: HttpRequest, device: Device, ident: UUID) -> HttpResponse:
    """Name the files that a form needs on the phone."""
    row = _form_or_404(ident)
    url = absolute(reverse("openrosa_villages"))
    return manifest([MediaFile(VILLAGES, villages_csv(device), url)] if needs_villages(row) else [])


@keyed("device")
@require_safe
@with_digest
def villages(_request: HttpRequest, device: Device) -> HttpResponse:
    """Hand out the list of villages."""
    return with_headers(HttpResponse(villages_csv(device), content_type="text/csv; charset=utf-8"))


@csrf_exempt
@keyed("device")
@require_http_methods(["HEAD", "POST"])
@takes_files(PURPOSE)
@with_digest
@slowed(message, CONTENT)
def submission(request: HttpRequest, device: Device) -> HttpResponse:
    """Take an observation; its files may follow in further posts that repeat its content."""
    if request.method == "HEAD":
        answer = with_headers(HttpResponse(status=204))
        answer["X-OpenRosa-Accept-Content-Length"] = str(_LONGEST)
        answer["Location"] = absolute(reverse("openrosa_submission"))
        return answer
    content = request.FILES.get(CONTENT)
    if content is None:
        return message(400, _("Kiriman ini tidak berisi amatan (xml_submission_file). Kirim lagi dari aplikasinya."))
    raw = content.read()
    try:
        files = {name: request.FILES.getlist(name)[-1] for name in request.FILES if name != CONTENT}
        return message(201, _told(deliver(SentContent(raw, read_instance(raw)), device, files)))
    except (InstanceInvalid, ContentConflict, SubmissionRefused, StoreFull) as refusal:
        return message(_STATUS[type(refusal)], _words_of(refusal))


def _told(receipt: Receipt) -> str:
    if receipt.refused:
        told = "; ".join(f"{name}: {words}" for name, words in receipt.refused)
        return _("Amatan diterima, tetapi ada lampiran yang tidak diterima. %(told)s") % {"told": told}
    if receipt.missing:
        names = ", ".join(each.name for each in receipt.missing)
        return _("Isi amatan diterima. Menunggu lampiran: %(names)s.") % {"names": names}
    return _("Amatan diterima dengan nomor %(number)s.") % {"number": receipt.number}


def _words_of(refusal: Exception) -> str:
    if isinstance(refusal, InstanceInvalid):
        return invalid_words(refusal)
    return message_of(refusal) if isinstance(refusal, StepRefused) else str(refusal)


def _listed(row: FormVersion) -> ListedForm:
    media = absolute(reverse("openrosa_manifest", args=[row.pk])) if needs_villages(row) else ""
    return ListedForm(row, absolute(reverse("openrosa_form", args=[row.pk])), media)


def _form_or_404(ident: UUID) -> FormVersion:
    row = published_by_id(ident)
    if row is None:
        raise Http404
    return row
