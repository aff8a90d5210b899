"""Pages of recruitment: the list, a new one, one with its vacancies, and each of its steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from netral.apps.supervisors.actions import recruitment as actions
from netral.apps.supervisors.actions.extension import extend_vacancies
from netral.apps.supervisors.actions.recruitment import RECRUITMENTS
from netral.apps.supervisors.domain.posts import Post, PostRule, rule_of
from netral.apps.supervisors.domain.recruitment import RECRUITMENT_TABLE, RecruitmentState, RecruitmentVerb
from netral.apps.supervisors.forms.extension import ExtensionForm
from netral.apps.supervisors.forms.recruitment import (
    CancelRecruitmentForm,
    CloseRecruitmentForm,
    OpeningDaysForm,
    OpenRecruitmentForm,
    PostChoiceForm,
)
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.models import Recruitment
from netral.apps.supervisors.parameters import post_rules
from netral.apps.supervisors.queries import recruitment as queries
from netral.apps.supervisors.queries.extension import by_rule, proposals_for, rules_for
from netral.apps.supervisors.tables.recruitment import (
    RecruitmentsTable,
    RecruitmentVacanciesTable,
    VacanciesTable,
    recruitment_status,
)
from netral.engines.rules.dated import holds
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ui.formats import tanggal
from netral.foundation.ui.methods import form_page
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.pages import StepPage, StepPages, ran
from netral.foundation.workflow.work import with_turn


def _about(row: Recruitment) -> str:
    return f"{POSTS[row.post]}, {row.region}, {tanggal(row.opens_on)} – {tanggal(queries.closing_day(row))}"


def _context(row: Recruitment) -> dict[str, Any]:
    return {"post": POSTS[row.post], "zone": zone_at(row.institution).key, "last_day": queries.closing_day(row)}


PAGES: StepPages[Recruitment, RecruitmentState, RecruitmentVerb] = StepPages(
    RECRUITMENTS,
    queries.recruitment_for,
    "recruitment",
    "recruitment",
    "supervisors/recruitment/step.html",
    _about,
    context=_context,
)
OPEN = StepPage(
    RecruitmentVerb.OPEN,
    "recruitment_open",
    _("Buka pendaftaran"),
    _("Buka pendaftaran"),
    _("Pendaftaran dibuka dan tampil untuk umum."),
    OpenRecruitmentForm,
    run=lambda row, _form, by: actions.open_recruitment(recruitment=row, by=by),
)
EXTEND = StepPage(
    RecruitmentVerb.EXTEND,
    "recruitment_extend",
    _("Perpanjang pendaftaran"),
    _("Perpanjang"),
    _("Pendaftaran diperpanjang."),
    ExtensionForm,
    template="supervisors/recruitment/extend.html",
    run=lambda row, form, by: extend_vacancies(
        recruitment=row,
        chosen=form.chosen(),
        until=form.cleaned_data["sampai"],
        reason=form.cleaned_data["alasan"],
        by=by,
    ),
)
CLOSE = StepPage(
    RecruitmentVerb.CLOSE,
    "recruitment_close",
    _("Tutup pendaftaran"),
    _("Tutup pendaftaran"),
    _("Pendaftaran ditutup. Seleksi dapat dimulai."),
    CloseRecruitmentForm,
    template="supervisors/recruitment/close.html",
    run=lambda row, _form, by: actions.close_recruitment(recruitment=row, by=by),
)
CANCEL = StepPage(
    RecruitmentVerb.CANCEL,
    "recruitment_cancel",
    _("Batalkan draf"),
    _("Batalkan draf"),
    _("Draf rekrutmen dibatalkan."),
    CancelRecruitmentForm,
    run=lambda row, _form, by: actions.cancel_recruitment(recruitment=row, by=by),
)
STEP_PAGES = {page.verb: page for page in (OPEN, EXTEND, CLOSE, CANCEL)}


@allowed("supervisors.view")
@require_GET
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the recruitments in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.recruitments_of(actor), queries.to_close(actor))
    return table_response(request, RecruitmentsTable(rows), template="supervisors/recruitment/list.html")


@allowed("supervisors.view")
@require_GET
def vacancies(request: HttpRequest) -> HttpResponseBase:
    """List the vacancies of all recruitments in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.vacancies_of(actor), queries.short_of_applicants(actor))
    return table_response(request, VacanciesTable(rows), template="supervisors/recruitment/vacancies.html")


@allowed("supervisors.recruit")
@form_page
def plan(request: HttpRequest) -> HttpResponse:
    """Draft a recruitment: first the post, then the days, which the calendar proposes."""
    actor = actor_of(request)
    office = queries.office_of(actor)
    posts = [rule.post for rule in post_rules() if office.kind in (rule.formed_by, rule.else_formed_by)]
    chosen = PostChoiceForm(request.GET or None, posts=posts)
    if not chosen.is_valid():
        return render(request, "supervisors/recruitment/post.html", {"form": chosen, "posts": posts})
    election, post = chosen.cleaned_data["pemilihan"], Post(chosen.cleaned_data["jabatan"])
    proposed = queries.opening_of(election.code, post)
    initial = {"buka": proposed.starts_on, "tutup": proposed.ends_on} if proposed else {}
    form = OpeningDaysForm(request.POST if request.method == "POST" else None, initial=initial)
    made: list[Recruitment] = []

    def draft() -> None:
        inputs = form.inputs(election, post)
        made.append(actions.plan_recruitment(inputs=inputs, institution=office, by=actor))

    if form.is_bound and ran(form, draft):
        messages.success(request, str(_("Draf rekrutmen disimpan. Periksa lowongannya, lalu buka pendaftaran.")))
        return redirect("recruitment", made[0].pk)
    context = {
        "form": form,
        "election": election,
        "post": POSTS[post],
        "office": office,
        "calendar": queries.calendar_of(election.code, post),
        "rules": _rules(post, office),
    }
    return render(request, "supervisors/recruitment/days.html", context, status=422 if form.is_bound else 200)


@allowed("supervisors.view")
@require_GET
def detail(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show a recruitment: its steps, calendar, vacancies, and women's share of each district."""
    row, actor = PAGES.row_or_404(request, ident), actor_of(request)
    status, tone = recruitment_status(row)
    is_open = row.state == RecruitmentState.OPEN
    context = {
        "recruitment": row,
        **_context(row),
        "status": status,
        "tone": tone,
        "steps": _steps(row, actor),
        "calendar": queries.calendar_of(row.election.code, Post(row.post)),
        "rule": rule_of(post_rules(), Post(row.post), row.opens_on),
        "shares": queries.women_by_district(row, actor),
        "quota": [rule for rule in rules_for(row) if rule.least_women is not None],
        "proposed": len(proposals_for(row)) if is_open else 0,
    }
    rows = queries.vacancies_of(actor).filter(recruitment=row)
    table = RecruitmentVacanciesTable(rows)
    return table_response(request, table, template="supervisors/recruitment/recruitment.html", context=context)


@allowed("supervisors.recruit")
@form_page
def open_applications(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Open a recruitment for everyone to apply."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), OPEN)


@allowed("supervisors.recruit")
@form_page
def extend(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Extend chosen vacancies, by what the rules propose."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), EXTEND)


@allowed("supervisors.recruit")
@form_page
def close(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Close a recruitment after its last day."""
    row = PAGES.row_or_404(request, ident)
    return PAGES.answer(request, row, CLOSE, context={"proposals": by_rule(proposals_for(row))})


@allowed("supervisors.recruit")
@form_page
def cancel(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Call a draft off."""
    return PAGES.answer(request, PAGES.row_or_404(request, ident), CANCEL)


def _rules(post: Post, office: Institution) -> list[tuple[PostRule, bool]]:
    """Return the rules of a post, each with whether the office only stands in for another."""
    day = queries.country_day()
    return [(rule, office.kind != rule.formed_by) for rule in post_rules() if rule.post is post and holds(rule, day)]


def _steps(row: Recruitment, actor: Actor) -> list[dict[str, Any]]:
    """Return the steps that the reader can take now."""
    if row.institution_id != actor.institution_id or not actor.may("supervisors.recruit"):
        return []
    verbs = RECRUITMENT_TABLE.verbs(RecruitmentState(row.state))
    pages = [STEP_PAGES[verb] for verb in verbs if verb in STEP_PAGES]
    return [{"title": page.title, "url": reverse(page.route, args=[row.pk])} for page in pages]
