"""Pages of the personnel office: rounds of quizzes, links, reminders and slips."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from netral.apps.learning import papers
from netral.apps.learning.actions import rounds as actions
from netral.apps.learning.forms import RoundForm
from netral.apps.learning.labels import ROUND_STATUSES
from netral.apps.learning.models import Round
from netral.apps.learning.parameters import quiz_rules
from netral.apps.learning.queries.coverage import coverage_by_unit, total
from netral.apps.learning.queries.governments import sees_people_of, today_in
from netral.apps.learning.queries.rounds import edition_for, not_invited, reminders_of, rounds_of, slips_by_unit
from netral.apps.learning.tables import RemindersTable, RoundsTable
from netral.engines.steps.refusal import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.registry.queries import government_of_actor
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import pressed


@allowed("learning.view")
@require_GET
def rounds(request: HttpRequest) -> HttpResponseBase:
    """List the rounds of the reader's government, or of those she supervises."""
    actor = actor_of(request)
    context = {"may_create": actor.may("learning.manage") and government_of_actor(actor) is not None}
    return table_response(request, RoundsTable(rounds_of(actor)), template="learning/rounds.html", context=context)


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
        "tone": ROUND_STATUSES[shown.status][1],
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
    return _do(request, ident, lambda shown, by: _invited(actions.open_round(found=shown, by=by)))


@allowed("learning.manage")
@require_POST
def invite(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Invite who joined the roster since."""
    return _do(request, ident, lambda shown, by: _invited(actions.invite_newcomers(found=shown, by=by)))


@allowed("learning.manage")
@require_POST
def remind(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Remind by e-mail everybody who has not passed."""
    return _do(request, ident, lambda shown, by: _reminded(actions.remind(found=shown, by=by)))


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
    return render(request, "learning/slips.html", {"round": shown, "units": slips_by_unit(shown)})


@allowed("learning.manage")
@require_GET
def unit_slips(request: HttpRequest, ident: UUID, unit: UUID) -> HttpResponse:
    """Send the printed slips of one unit."""
    shown = _round(request, ident)
    try:
        printed = actions.print_slips(found=shown, unit_id=unit, by=actor_of(request))
    except StepRefused as refusal:
        messages.warning(request, message_of(refusal))
        return redirect("learning_round", ident)
    if not printed:
        messages.info(request, _("Tidak ada slip untuk unit ini: semua punya e-mail atau sudah lulus."))
        return redirect("learning_round_slips", ident)
    return pdf_response(papers.slips_pdf(shown, printed), "slip-kuis.pdf")


def _round(request: HttpRequest, ident: UUID) -> Round:
    return get_object_or_404(rounds_of(actor_of(request)), pk=ident)


def _do(request: HttpRequest, ident: UUID, step: Callable[[Round, Actor], str]) -> HttpResponse:
    shown = _round(request, ident)
    return pressed(request, lambda by: step(shown, by), "learning_round", ident)


def _invited(number: int) -> str:
    return ngettext("%(n)s ASN diundang.", "%(n)s ASN diundang.", number) % {"n": number}


def _reminded(number: int) -> str:
    if not number:
        return _("Tidak ada yang perlu diingatkan sekarang. Pengingat dikirim paling sering sekali dalam 20 jam.")
    return ngettext("%(n)s ASN diingatkan.", "%(n)s ASN diingatkan.", number) % {"n": number}
