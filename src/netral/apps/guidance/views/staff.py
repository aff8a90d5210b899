"""The board, one request, the board of readings, and the answers to look at again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from netral.apps.guidance import queries
from netral.apps.guidance.actions import acknowledgements, release
from netral.apps.guidance.comparison import verdict_now
from netral.apps.guidance.domain.states import ASK, State, Verb
from netral.apps.guidance.forms.aftercare import ContactForm, ReviewForm
from netral.apps.guidance.inputs import ReaderInput
from netral.apps.guidance.labels import STATES, URGENCIES, act_title, facts_shown
from netral.apps.guidance.links import link_of
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest, PublishedAnswer, RequestFile
from netral.apps.guidance.routes import may_pass_up
from netral.apps.guidance.tables import ReadingTable, RequestTable, Reviewed, ReviewTable, verdict_now as verdict_mark
from netral.apps.guidance.view_models import answer_shown, published_shown
from netral.apps.guidance.views import replies, requests
from netral.apps.guidance.views.pages import request_or_404
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import today_in, zone_of
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.refusals import message_of
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, ran
from netral.foundation.workflow.work import with_turn

CONTINUE = gettext_lazy("Lanjutkan konsep")
PAGES: dict[Verb, StepPage[Verb]] = {
    page.verb: page
    for page in (
        requests.SEND,
        requests.WITHDRAW,
        replies.ESCALATE,
        replies.HAND_BACK,
        replies.REFUSE,
        replies.DRAFT,
        replies.SEND_BACK,
        replies.APPROVE,
        replies.PUBLISH,
    )
}


@allowed("guidance.view")
@require_GET
def board(request: HttpRequest) -> HttpResponseBase:
    """List the requests in the reader's scope."""
    actor = actor_of(request)
    rows, mine = queries.requests_of(actor), queries.waiting_for(actor)
    context = {
        "may_ask": actor.may(ASK),
        "late": queries.late(rows).count(),
        "waiting": mine.count(),
    }
    table = RequestTable(with_turn(rows, mine))
    return table_response(request, table, template="guidance/board.html", context=context)


@allowed("guidance.view")
@require_GET
def detail(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one request: what was asked, how far it got, the next step, and who read the answer."""
    row, actor = request_or_404(request, ident), actor_of(request)
    status, tone = STATES[row.state]
    published = queries.published_of(row)
    context = {
        "row": row,
        "status": status,
        "tone": tone,
        "zone": zone_of(row.region_id).key,
        "urgency": URGENCIES[row.urgency],
        "act": act_title(row.act) if row.act else "",
        "facts": facts_shown(row.act, row.facts),
        "files": [part.stored for part in RequestFile.objects.filter(request=row).select_related("stored")],
        "units": queries.units_asking(row),
        "late": row.overdue_at(now()),
        "next": _next(row, actor),
        "others": _others(row, actor),
        "answers": [answer_shown(answer) for answer in queries.answers_to(row)],
        "published": published_shown(published) if published else None,
        "discrepancies": queries.discrepancies_of(row),
        "timeline": queries.timeline(row),
    }
    return render(request, "guidance/request.html", context)


@allowed("guidance.view")
@require_GET
def readings(request: HttpRequest) -> HttpResponseBase:
    """List which unit confirmed that it read which answer."""
    actor = actor_of(request)
    rows = queries.readings_of(actor)
    context = {"units": rows.count(), "unread": rows.filter(read_at=None).count(), "may_remind": actor.may(ASK)}
    table = ReadingTable(with_turn(rows, queries.unread_by(actor)))
    return table_response(request, table, template="guidance/readings.html", context=context)


@allowed("guidance.view")
@form_page
def unit_reading(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one unit's reading; those who asked set its contact and get its link."""
    unit, actor = _unit_or_404(request, ident), actor_of(request)
    given = request.POST if request.method == "POST" else None
    form = ContactForm(given, initial={"contact": unit.contact})
    if form.is_bound and ran(
        form, lambda: acknowledgements.set_contact(unit=unit, contact=form.cleaned_data["contact"], by=actor)
    ):
        messages.success(request, _("Kontak disimpan."))
        return redirect("guidance_reading", unit.pk)
    context = {
        "unit": unit,
        "form": form,
        "link": link_of(unit.pk) if actor.may(ASK) else "",
        "is_mine": unit.unit_id == actor.institution_id,
        "zone": zone_of(unit.request.region_id).key,
    }
    return render(request, "guidance/reading.html", context, status=422 if form.is_bound else 200)


@allowed("guidance.ask")
@require_POST
def confirm_own(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Confirm for one's own office that the answer was read."""
    unit, actor = _unit_or_404(request, ident), actor_of(request)
    if unit.unit_id != actor.institution_id:
        raise Http404
    name, _comma, office = actor.label.partition(", ")
    try:
        acknowledgements.confirm_read(unit=unit, reader=ReaderInput(name, office), by=actor)
    except StepRefused as refusal:
        messages.error(request, message_of(refusal))
    else:
        messages.success(request, _("Terima kasih. Jawaban dicatat sudah dibaca."))
    return redirect("guidance_reading", unit.pk)


@allowed("guidance.ask")
@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """Remind every unit of the government that did not confirm yet."""
    actor = actor_of(request)
    waiting = list(queries.readings_of(actor).filter(read_at=None))
    count = acknowledgements.remind_units(units=waiting, by=actor) if waiting else 0
    messages.success(request, _("%(count)s unit diingatkan.") % {"count": count})
    return redirect("guidance_readings")


@allowed("guidance.approve")
@require_GET
def reviews(request: HttpRequest) -> HttpResponseBase:
    """List the answers last looked at under another catalogue, those it now contradicts first."""
    rows = queries.reviews_of(actor_of(request))
    found = [Reviewed(row, verdict.value if (verdict := verdict_now(row)) else "") for row in rows]
    found.sort(key=lambda each: not each.differs)
    return table_response(request, ReviewTable(found), template="guidance/reviews.html")


@allowed("guidance.approve")
@form_page
def review(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Look at an answer again: it holds, or it ends."""
    actor = actor_of(request)
    row: PublishedAnswer = get_object_or_404(queries.held_by(queries.library(), actor), pk=ident)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if form.is_bound and ran(form, lambda: _reviewed(row, form, actor)):
        messages.success(request, _("Hasil tinjauan disimpan."))
        return redirect("guidance_reviews")
    verdict = verdict_now(row)
    words, tone = verdict_mark(Reviewed(row, verdict.value if verdict else ""))
    context = {**published_shown(row), "form": form, "verdict": words, "verdict_tone": tone}
    return render(request, "guidance/review.html", context, status=422 if form.is_bound else 200)


def _reviewed(row: PublishedAnswer, form: ReviewForm, by: Actor) -> None:
    data = form.cleaned_data
    if data["conclusion"] == "holds":
        release.confirm_answer(published=row, words=data["words"], by=by)
    else:
        release.end_answer(published=row, valid_to=data["valid_to"], words=data["words"], by=by)


def _unit_or_404(request: HttpRequest, ident: UUID) -> ConcernedUnit:
    try:
        return queries.unit_for(actor_of(request), ident)
    except ConcernedUnit.DoesNotExist as error:
        raise Http404 from error


def _next(row: GuidanceRequest, actor: Actor) -> dict[str, Any] | None:
    step = queries.next_step(row, actor)
    if step is None:
        return None
    page = PAGES[step.verb]
    title = CONTINUE if row.state == State.CONCEPT else page.title
    return {"title": title, "url": reverse(page.route, args=[row.pk]), "mine": step.mine}


def _others(row: GuidanceRequest, actor: Actor) -> list[dict[str, Any]]:
    """Return what else the reader can do with a request beside its next step."""
    step = queries.next_step(row, actor)
    verbs = [verb for verb in queries.verbs_of(row, actor) if verb in PAGES and not (step and verb is step.verb)]
    impossible = set()
    if not may_pass_up(row, today_in(row.region_id)):
        impossible.add(Verb.ESCALATE)
    if not row.is_passed_up:
        impossible.add(Verb.HAND_BACK)
    pages = [PAGES[verb] for verb in verbs if verb not in impossible]
    return [{"title": page.title, "url": reverse(page.route, args=[row.pk])} for page in pages]
