"""The board of cases, the page of one case, its decision as a document, and corrections of its facts."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from netral.apps.cases import queries
from netral.apps.cases.actions import intake, investigation
from netral.apps.cases.domain import State, Verb
from netral.apps.cases.forms import ActDateForm, PersonForm
from netral.apps.cases.labels import CAPACITIES, FINDINGS, OUTCOMES, STATES
from netral.apps.cases.models import Case, CasePerson, Clock
from netral.apps.cases.ranges import levels_of
from netral.apps.cases.tables import CaseTable
from netral.apps.cases.views.pages import STEP_PAGES, case_or_404
from netral.apps.catalogue import api as catalogue
from netral.apps.fieldwork import api as fieldwork
from netral.apps.reports import api as reports
from netral.engines.rules.dated import Verification
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.regions.queries import full_name, zone_of
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.grades import headed_grade
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import ran
from netral.foundation.workflow.work import with_turn


@allowed("cases.view")
@require_GET
def board(request: HttpRequest) -> HttpResponseBase:
    """List the cases in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.cases_of(actor), queries.waiting_for(actor), queries.watched_by(actor))
    return table_response(request, CaseTable(rows), template="cases/board.html")


@allowed("cases.view")
@require_GET
def detail(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show one case: its facts, persons, clocks, history, and the next step."""
    case = case_or_404(request, case_id)
    actor = actor_of(request)
    status, tone = STATES[case.state]
    holds = case.institution_id == actor.institution_id
    context = {
        "case": case,
        "source": _origin(case, actor),
        "status": status,
        "tone": tone,
        "zone": zone_of(case.region_id).key,
        "place": full_name(case.region_id),
        "clocks": _clocks(case),
        "persons": _persons(case),
        "invitations": _invitations(case),
        "study": case.study_set.first(),
        "plenary": case.plenary_set.last(),
        "decision": (decision := case.decision_set.first()),
        "levels": levels_of(decision.sanction_range if decision else ()),
        "findings": FINDINGS,
        "timeline": queries.timeline(case),
        "next": _next(case, queries.next_step(case, actor)),
        "may_extend": holds and _may_extend(case) and actor.may("cases.approve"),
        "may_invite": holds and case.state == State.CLARIFICATION and actor.may("cases.handle"),
        "may_correct": holds and actor.may("cases.handle") and _correctable(case),
    }
    return render(request, "cases/case.html", context)


@allowed("cases.view")
@require_GET
def paper(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Send the sealed decision."""
    case = case_or_404(request, case_id)
    decision = case.decision_set.exclude(document_id="").first()
    if decision is None:
        raise Http404
    document = get_object_or_404(SealedDocument.objects.visible_to(actor_of(request)), pk=decision.document_id)
    return pdf_response(pdf_of(document), "putusan.pdf")


@allowed("cases.handle")
@form_page
def person(request: HttpRequest, case_id: UUID, position: int | None = None) -> HttpResponse:
    """Add somebody the case accuses, or correct her name and office."""
    case = case_or_404(request, case_id)
    known = get_object_or_404(CasePerson, case=case, position=position) if position else None
    initial = (
        {"name": known.name, "office": known.office, "unit": known.unit, "status": known.status} if known else None
    )
    form, by = PersonForm(request.POST or None, initial=initial), actor_of(request)
    if ran(form, lambda: intake.correct_person(case=case, position=position, person=form.inputs(), by=by)):
        messages.success(request, _("Data terlapor disimpan."))
        return redirect("case", case.pk)
    title = _("Perbaiki data terlapor") if known else _("Tambah terlapor")
    return _correction(request, case, form, title)


@allowed("cases.handle")
@form_page
def act_date(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Correct the day of the act."""
    case = case_or_404(request, case_id)
    form, by = ActDateForm(request.POST or None, initial={"act_date": case.act_date}), actor_of(request)

    def correct() -> None:
        investigation.correct_act_date(case=case, act_date=form.cleaned_data["act_date"], by=by)

    if ran(form, correct, at="act_date"):
        messages.success(request, _("Tanggal perbuatan disimpan."))
        return redirect("case", case.pk)
    return _correction(request, case, form, _("Perbaiki tanggal perbuatan"))


def _origin(case: Case, actor: Actor) -> dict[str, Any]:
    """Return where the case comes from, and the address of its report or observation for those who may open it."""
    if case.report_id is not None:
        return {"label": _("Laporan"), "url": reports.officer_url(case.report_id)}
    observation = fieldwork.officer_url(case.observation_id) if case.observation_id else ""
    return {"label": _("Asal"), "finding": True, "url": observation if actor.may(fieldwork.VIEW) else ""}


def _correction(request: HttpRequest, case: Case, form: Any, title: str) -> HttpResponse:
    context = {"case": case, "form": form, "title": title}
    return render(request, "cases/correction.html", context, status=422 if form.is_bound and form.errors else 200)


def _clocks(case: Case) -> list[dict[str, Any]]:
    moment, zone = now(), zone_of(case.region_id)
    return [
        {
            "row": clock,
            "overdue": clock.overdue_at(moment),
            "source": _source(clock),
            "questions": catalogue.questions_on_term(clock.code, clock.started_at.astimezone(zone).date()),
        }
        for clock in case.clock_set.all()
    ]


def _source(clock: Clock) -> str:
    # The explanation of a term already says so when nobody has verified it.
    return "" if clock.verification == Verification.UNVERIFIED else headed_grade(clock.verification)


def _persons(case: Case) -> list[dict[str, Any]]:
    names = catalogue.status_names()
    return [
        {"row": row, "outcome": OUTCOMES.get(row.outcome, ""), "status": names.get(row.status, row.status)}
        for row in case.caseperson_set.all()
    ]


def _invitations(case: Case) -> list[dict[str, Any]]:
    return [{"row": row, "capacity": CAPACITIES.get(row.capacity, row.capacity)} for row in case.invitation_set.all()]


def _next(case: Case, step: queries.NextStep | None) -> dict[str, Any] | None:
    if step is None:
        return None
    page = STEP_PAGES[step.verb]
    place = [case.pk]
    if step.verb is Verb.RECORD_CLARIFICATION:
        place.append(queries.pending_invitations(case)[0].pk)
    return {"title": page.title, "url": reverse(page.route, args=place), "mine": step.mine, "step": step}


def _may_extend(case: Case) -> bool:
    handled = case.state in {State.REGISTERED, State.CLARIFICATION, State.STUDY}
    clock = queries.running_clock(case)
    return handled and clock is not None and clock.code == "PK.TANGANI"


def _correctable(case: Case) -> bool:
    return case.is_open and case.state not in {State.STUDY, State.PLENARY}
