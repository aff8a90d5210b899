"""The lists of the selection, one vacancy with its ranking, and one recruitment up to its results."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.domain.selection import VacancyState
from netral.apps.supervisors.labels import POSTS
from netral.apps.supervisors.minutes import minutes_of, outcome_words
from netral.apps.supervisors.models import VacancyDecision
from netral.apps.supervisors.parameters import weights_of
from netral.apps.supervisors.queries import selection as queries
from netral.apps.supervisors.queries.comments import unweighed
from netral.apps.supervisors.queries.merit import decided_places, ranking_of, women_share
from netral.apps.supervisors.selection_labels import TIES
from netral.apps.supervisors.steps import ANNOUNCEMENTS, VACANCIES
from netral.apps.supervisors.tables.selection import CandidateTable, SelectionVacancyTable
from netral.apps.supervisors.views.panel import RECRUITMENT_PAGES, VACANCY_PAGES, recruitment_steps, vacancy_steps
from netral.foundation.accounts.access import actor_of, allowed
from netral.foundation.institutions.queries import zone_at
from netral.foundation.seals.queries import pdf_of
from netral.foundation.ui.exports import pdf_response
from netral.foundation.ui.tables import table_response
from netral.foundation.workflow.work import with_turn


@allowed("supervisors.assess")
@require_GET
def candidates(request: HttpRequest) -> HttpResponseBase:
    """List the applications in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.candidates_of(actor), queries.waiting_for(actor))
    return table_response(request, CandidateTable(rows), template="supervisors/selection/candidates.html")


@allowed("supervisors.assess")
@require_GET
def vacancies(request: HttpRequest) -> HttpResponseBase:
    """List the vacancies in the reader's scope."""
    actor = actor_of(request)
    rows = with_turn(queries.vacancies_seen(actor), queries.ready_for(actor))
    return table_response(request, SelectionVacancyTable(rows), template="supervisors/selection/vacancies.html")


@allowed("supervisors.assess")
@require_GET
def vacancy(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Show one vacancy: its applicants, the ranking once everything is in, and the decision."""
    row, actor = VACANCY_PAGES.row_or_404(request, ident), actor_of(request)
    decision = VacancyDecision.objects.filter(vacancy=row).first()
    ranking = None if decision else ranking_of(row)
    context = {
        "vacancy": row,
        "post": POSTS[row.recruitment.post],
        "applications": queries.candidates_of(actor).filter(vacancy=row).order_by("submitted_at", "pk"),
        "decision": decision,
        "places": [(place, outcome_words(place)) for place in decided_places(row)] if decision else (),
        "minutes": minutes_of(decision) if decision else None,
        "ranked": [(each, TIES[each.place.tie] if each.place and each.place.tie else "") for each in ranking.rows]
        if ranking
        else (),
        "unready": queries.unready(row.applications.all(), with_test=queries.has_test(row.recruitment)),
        "unweighed": unweighed(row.pk).count(),
        "is_empty": VACANCIES.state_of(row) is VacancyState.UNDECIDED
        and not row.applications.filter(state__in=queries.UNDECIDED).exists(),
        "women": women_share(row, ranking),
        "weights": weights_of(Post(row.recruitment.post)),
        "steps": vacancy_steps(row, actor),
        "zone": zone_at(row.recruitment.institution).key,
    }
    return render(request, "supervisors/selection/vacancy.html", context)


@allowed("supervisors.assess")
@require_GET
def minutes(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Send the sealed minutes of a decision."""
    row = VACANCY_PAGES.row_or_404(request, ident)
    decision = VacancyDecision.objects.filter(vacancy=row).first()
    document = minutes_of(decision) if decision else None
    if document is None:
        raise Http404
    return pdf_response(pdf_of(document), "berita-acara.pdf")


@allowed("supervisors.assess")
@require_GET
def recruitment(request: HttpRequest, ident: UUID) -> HttpResponseBase:
    """Show how far the selection of one recruitment got, and its vacancies."""
    row, actor = RECRUITMENT_PAGES.row_or_404(request, ident), actor_of(request)
    applications = queries.candidates_of(actor).filter(recruitment=row)
    rows = with_turn(queries.vacancies_seen(actor).filter(recruitment=row), queries.ready_for(actor))
    context = {
        "recruitment": row,
        "post": POSTS[row.post],
        "state": ANNOUNCEMENTS.state_of(row),
        "unchecked": applications.filter(state__in=queries.UNCHECKED).count(),
        "qualified": applications.filter(state=ApplicationState.QUALIFIED).count(),
        "has_test": queries.has_test(row),
        "is_ours": queries.is_handler(row, actor) and actor.may("supervisors.recruit"),
        "steps": recruitment_steps(row, actor),
        "zone": zone_at(row.institution).key,
    }
    table = SelectionVacancyTable(rows)
    return table_response(request, table, template="supervisors/selection/recruitment.html", context=context)
