"""Pages of the officer about an oath taken at kiosks: what came in, slips, beginning, witnesses, ending, kiosks."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from netral.apps.supervisors.actions.roll_calls import begin_roll_call, open_roll_call
from netral.apps.supervisors.domain.appointments import PREPARE, OathState
from netral.apps.supervisors.models import OathRollCall
from netral.apps.supervisors.oath_kiosks import OATH_AT_KIOSKS
from netral.apps.supervisors.queries.appointments import ceremonies_of
from netral.apps.supervisors.queries.roll_calls import progress_of, roll_calls_of, slips_of
from netral.apps.supervisors.tables.roll_calls import SlipTable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ceremonies.forms import LARGEST_QUEUE
from netral.foundation.ceremonies.views.desk import CeremonyDesk
from netral.foundation.files.bodies import takes_bytes
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import pressed

DESK = CeremonyDesk(OATH_AT_KIOSKS)


@allowed("supervisors.recruit")
@require_POST
def prepare(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Let a planned oath be taken at kiosks too."""
    row = get_object_or_404(ceremonies_of(actor_of(request)), pk=ident)

    def step(by: Actor) -> str:
        open_roll_call(ceremony=row, by=by)
        return _("Kios disiapkan. Cetak slip dan PIN, lalu buka kios pada hari pelantikan.")

    return pressed(request, step, "oath", ident)


@allowed("supervisors.view")
@require_GET
def roll_call(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show who confirmed her oath, the kiosks and the witnesses, looking again by itself while it runs."""
    actor = actor_of(request)
    found = get_object_or_404(roll_calls_of(actor), pk=ident)
    may_manage = actor.may(PREPARE) and _is_ours(found, actor)
    context = {
        **DESK.context(found, may_manage=may_manage),
        "progress": progress_of(found),
        "is_open": found.oath.state == OathState.PLANNED,
    }
    table = SlipTable(slips_of(found))
    return table_response(request, table, template="supervisors/appointments/roll_call.html", context=context)


@allowed("supervisors.recruit")
@require_GET
def slip_list(request: HttpRequest, ident: UUID) -> HttpResponse:
    """List what can be printed, area by area."""
    return DESK.slip_list(request, _managed(request, ident))


@allowed("supervisors.recruit")
@require_GET
def slip_file(request: HttpRequest, ident: UUID, part: str, unit: UUID | None = None) -> HttpResponse:
    """Send slips, PINs, or both on one sheet, of an area or of everybody."""
    return DESK.slip_file(request, _managed(request, ident), part, unit)


@allowed("supervisors.recruit")
@require_GET
def witness_slips(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the slips of the witnesses."""
    return DESK.witness_slips(_managed(request, ident))


@allowed("supervisors.recruit")
@require_POST
def begin(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Begin, on the day of the oath."""
    found = _managed(request, ident)

    def step(by: Actor) -> str:
        begin_roll_call(roll_call=found, by=by)
        return _("Pelantikan dimulai. Kios sekarang menerima konfirmasi.")

    return pressed(request, step, "roll_call_ceremony", ident)


@allowed("supervisors.recruit")
@require_POST
def end(request: HttpRequest, ident: UUID) -> HttpResponse:
    """End: kiosks take nobody more, and what they hold may still come until the oath is closed."""
    return DESK.end(request, _managed(request, ident))


@allowed("supervisors.recruit")
@form_page
def witness(request: HttpRequest, ident: UUID, witness: UUID) -> HttpResponse:
    """Confirm for a witness, with a note."""
    return DESK.witness(request, _managed(request, ident), witness)


@allowed("supervisors.recruit")
@form_page
def open_kiosk(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open a kiosk."""
    return DESK.open_kiosk(request, _managed(request, ident))


@allowed("supervisors.recruit")
@never_cache
@require_GET
def kiosk(request: HttpRequest, ident: UUID, kiosk: UUID) -> HttpResponse:
    """Show the code of a kiosk."""
    return DESK.kiosk(request, _managed(request, ident), kiosk)


@allowed("supervisors.recruit")
@require_POST
def revoke(request: HttpRequest, ident: UUID, kiosk: UUID) -> HttpResponse:
    """Revoke a kiosk."""
    return DESK.revoke(request, _managed(request, ident), kiosk)


@allowed("supervisors.recruit")
@form_page
@takes_bytes(LARGEST_QUEUE)
def queue(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Take the queue of a kiosk as a file."""
    return DESK.queue(request, _managed(request, ident))


def _managed(request: HttpRequest, ident: UUID) -> OathRollCall:
    """Return a roll call of the reader's own institution; those above it see, and hand out no slips."""
    actor = actor_of(request)
    ours = roll_calls_of(actor).filter(oath__decree__recruitment__institution=actor.institution_id)
    return get_object_or_404(ours, pk=ident)


def _is_ours(found: OathRollCall, actor: Actor) -> bool:
    return found.oath.decree.recruitment.institution_id == actor.institution_id
