"""Pages of the personnel office: rounds of quizzes, links, reminders and slips."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy as later_
from django.views.decorators.http import require_GET, require_POST

from netral.apps.learning.actions import rounds as actions
from netral.apps.learning.forms import RoundForm
from netral.apps.learning.models import Round
from netral.apps.learning.parameters import quiz_rules
from netral.apps.learning.queries.coverage import coverage_by_unit, total
from netral.apps.learning.queries.governments import sees_people_of, today_in
from netral.apps.learning.queries.rounds import edition_for, ending, not_invited, reminders_of, rounds_of, without_email
from netral.apps.learning.tables import RemindersTable, RoundsTable
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.outreach.labels import CALL_STATUSES, invited_words, reminded_words
from netral.foundation.outreach.slips import SlipPages
from netral.foundation.registry.queries import government_of_actor
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import pressed
from netral.foundation.workflow.work import with_turn

_SLIPS = SlipPages(
    title=later_("Slip kuis"),
    lead=later_(
        "Untuk ASN tanpa e-mail yang belum lulus. Cetak, potong, dan serahkan langsung kepada pemiliknya. "
        "Tiap pencetakan tercatat."
    ),
    nobody=later_("Tidak ada slip yang perlu dicetak: semua punya e-mail atau sudah lulus."),
    nobody_in_unit=later_("Tidak ada slip untuk unit ini: semua punya e-mail atau sudah lulus."),
    until=later_("Pindai kode ini dengan ponsel dan kerjakan kuis netralitas paling lambat %(day)s."),
    filename="slip-kuis.pdf",
    call_route="learning_round",
    units_route="learning_round_slips",
    unit_route="learning_unit_slips",
)


@allowed("learning.view")
@require_GET
def rounds(request: HttpRequest) -> HttpResponseBase:
    """List the rounds of the reader's government, or of those she supervises."""
    actor = actor_of(request)
    context = {"may_create": actor.may("learning.manage") and government_of_actor(actor) is not None}
    table = RoundsTable(with_turn(rounds_of(actor), ending(actor)))
    return table_response(request, table, template="learning/rounds.html", context=context)


@allowed("learning.manage")
@form_page
def create(request: HttpRequest) -> HttpResponse:
    """Prepare a round; only who keeps a roster can invite it."""
    actor = actor_of(request)
    government = government_of_actor(actor)
    institution = Institution.objects.filter(pk=actor.institution_id).first() if actor.institution_id else None
    if government is None or institution is None:
        return render(request, "learning/round_create.html", {"government": None})
    form = RoundForm(request.POST if request.method == "POST" else None, today=today_in(government))
    if form.is_bound and form.is_valid():
        made = actions.create_round(inputs=form.inputs(), institution=institution, government=government, by=actor)
        return redirect("learning_round", made.pk)
    context = {"form": form, "government": government, "rules": quiz_rules()}
    return render(request, "learning/round_create.html", context)


@allowed("learning.view")
@require_GET
def found(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show a round: how far it is, and what can be done."""
    shown, actor = _round(request, ident), actor_of(request)
    edition = edition_for(shown.government)
    sees_people = sees_people_of(actor, shown.government)
    context = {
        "round": shown,
        "tone": CALL_STATUSES[shown.status][1],
        "stage": quiz_rules().label_of(edition.stage),
        "catalogue": edition.catalogue[:12],
        "rules": quiz_rules(),
        "counts": total(coverage_by_unit(shown.government, edition)),
        # Whoever sees no people would count nobody here.
        "waiting": not_invited(shown).count() if sees_people else 0,
        "may_manage": actor.may("learning.manage") and actor.institution_id == shown.institution_id,
        "sees_people": sees_people,
    }
    return render(request, "learning/round.html", context)


@allowed("learning.manage")
@require_POST
def open_round(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open a round and invite everybody."""
    return _do(request, ident, lambda shown, by: invited_words(actions.open_round(found=shown, by=by)))


@allowed("learning.manage")
@require_POST
def invite(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Invite who joined the roster since."""
    return _do(request, ident, lambda shown, by: invited_words(actions.invite_newcomers(found=shown, by=by)))


@allowed("learning.manage")
@require_POST
def remind(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Remind by e-mail everybody who has not passed."""
    return _do(request, ident, lambda shown, by: reminded_words(actions.remind(found=shown, by=by)))


@allowed("learning.manage")
@require_POST
def close(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a round."""

    def do(shown: Round, by: Actor) -> str:
        actions.close_round(found=shown, by=by)
        return _("Putaran ditutup. Tautan pribadi hanya menampilkan hasil dan sertifikat.")

    return _do(request, ident, do)


@allowed("learning.view")
@require_GET
def reminders(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """List who was reminded, and when."""
    shown = _round(request, ident)
    if not sees_people_of(actor_of(request), shown.government):
        raise Http404
    table = RemindersTable(reminders_of(shown, actor_of(request)))
    return table_response(request, table, template="learning/reminders.html", context={"round": shown})


@allowed("learning.manage")
@require_GET
def slips(request: HttpRequest, ident: UUID) -> HttpResponse:
    """List the units that need printed slips."""
    shown = _round(request, ident)
    return _SLIPS.units(request, shown, without_email(shown))


@allowed("learning.manage")
@require_GET
def unit_slips(request: HttpRequest, ident: UUID, unit: UUID) -> HttpResponse:
    """Send the printed slips of one unit."""
    shown = _round(request, ident)
    return _SLIPS.sheet(request, shown, lambda by: actions.print_slips(found=shown, unit_id=unit, by=by))


def _round(request: HttpRequest, ident: UUID) -> Round:
    return get_object_or_404(rounds_of(actor_of(request)), pk=ident)


def _do(request: HttpRequest, ident: UUID, step: Callable[[Round, Actor], str]) -> HttpResponse:
    shown = _round(request, ident)
    return pressed(request, lambda by: step(shown, by), "learning_round", ident)
