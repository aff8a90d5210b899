"""Certificates of oath one by one: for the office, for the supervisor herself, and for whoever holds her code."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from netral.apps.supervisors.models import Application, Appointee
from netral.apps.supervisors.queries.appointments import (
    appointee_for,
    certificate_of_application,
    own_certificates,
)
from netral.apps.supervisors.views.receipts import CODE, with_application
from netral.foundation.accounts.access import actor_of, allowed, keyed
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response


@allowed("supervisors.view")
@require_GET
def certificate(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the certificate of somebody in the reader's scope."""
    try:
        return _sent(appointee_for(actor_of(request), ident))
    except Appointee.DoesNotExist as missing:
        raise Http404 from missing


@allowed("supervisors.own")
@require_GET
def own(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send a supervisor her own certificate."""
    return _sent(next((each for each in own_certificates(actor_of(request)) if each.pk == ident), None))


@keyed(CODE)
@never_cache
@require_GET
@with_application
def by_code(_request: HttpRequest, application: Application) -> HttpResponse:
    """Send the certificate to whoever holds the code of the application."""
    return _sent(certificate_of_application(application))


def _sent(row: Appointee | None) -> HttpResponse:
    if row is None or row.certificate is None:
        raise Http404
    return pdf_response(pdf_of(row.certificate), f"sertifikat-{row.certificate.shown_code}.pdf")
