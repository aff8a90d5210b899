"""Reads of the selection: applications and vacancies in an actor's scope, and which of them wait for her."""

from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.comments import is_open
from netral.apps.supervisors.domain.interviews import LEAST_ASSESSORS
from netral.apps.supervisors.domain.posts import Post, rule_of
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import (
    AdministrativeCheck,
    Application,
    CompletionRequest,
    Interview,
    InterviewAssessment,
    PublicComment,
    Recruitment,
    Recusal,
    Vacancy,
    VacancyDecision,
    WrittenScore,
)
from netral.apps.supervisors.parameters import post_rules
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today

UNCHECKED = (ApplicationState.SUBMITTED, ApplicationState.INCOMPLETE)
UNDECIDED = (*UNCHECKED, ApplicationState.QUALIFIED)


def candidates_of(actor: Actor) -> QuerySet[Application]:
    """Return the applications an actor may see, with what their lines of a list show."""
    visible: QuerySet[Application] = Application.objects.visible_to(actor)
    return visible.select_related("recruitment__institution", "vacancy__region", "vacancy__polling_station__village")


def candidate_for(actor: Actor, ident: UUID) -> Application:
    """Return one application an actor may see.

    Raises:
        Application.DoesNotExist: there is none with this identifier in her scope.
    """
    return candidates_of(actor).select_related("village").get(pk=ident)


def vacancies_seen(actor: Actor) -> QuerySet[Vacancy]:
    """Return the vacancies an actor may see, with how many are still in the selection of each."""
    visible: QuerySet[Vacancy] = Vacancy.objects.visible_to(actor)
    related = visible.select_related("recruitment__institution", "region", "polling_station__village", "decision")
    return related.annotate(
        received=_number_of(),
        qualified=_number_of(ApplicationState.QUALIFIED),
        selectable=_number_of(*UNDECIDED),
    )


def vacancy_for(actor: Actor, ident: UUID) -> Vacancy:
    """Return one vacancy an actor may see.

    Raises:
        Vacancy.DoesNotExist: there is none with this identifier in her scope.
    """
    return vacancies_seen(actor).get(pk=ident)


def selection_for(actor: Actor, ident: UUID) -> Recruitment:
    """Return one recruitment an actor may see.

    Raises:
        Recruitment.DoesNotExist: there is none with this identifier in her scope.
    """
    visible: QuerySet[Recruitment] = Recruitment.objects.visible_to(actor)
    return visible.select_related("institution", "region", "election").get(pk=ident)


def is_handler(recruitment: Recruitment, actor: Actor) -> bool:
    """Say whether a recruitment is that of the actor's own institution, which alone takes its steps."""
    return recruitment.institution_id == actor.institution_id


def has_test(recruitment: Recruitment) -> bool:
    """Say whether the post of a recruitment has a written test, by the law on the day it opened."""
    return rule_of(post_rules(), Post(recruitment.post), recruitment.opens_on).written_test


def comments_taken(recruitment: Recruitment) -> bool:
    """Say whether the public may comment on the announced names today."""
    announced = recruitment.announced_at is not None and recruitment.state == RecruitmentState.SELECTION
    day = today(zone_at(recruitment.institution))
    return announced and is_open(recruitment.comments_from, recruitment.comments_until, day)


def unready(applications: QuerySet[Application], *, with_test: bool) -> QuerySet[Application]:
    """Return the qualified who can be neither ranked nor passed over yet: marks, absence or test score is missing."""
    interviews = Interview.objects.filter(application=OuterRef("pk"))
    assessments = InterviewAssessment.objects.filter(interview__application=OuterRef("pk"), withdrawn=False)
    marked = assessments.exclude(score=None).order_by().values("interview").annotate(n=Count("pk")).values("n")
    counted = applications.annotate(marks_in=Subquery(marked[:1], output_field=IntegerField()))
    few = Q(marks_in=None) | Q(marks_in__lt=LEAST_ASSESSORS)
    missing = few | Q(Exists(assessments.filter(score=None)))
    if with_test:
        missing |= ~Q(Exists(WrittenScore.objects.filter(application=OuterRef("pk"), replaced_at=None)))
    present = ~Q(Exists(interviews.exclude(absent_at=None)))
    return counted.filter(present & missing, state=ApplicationState.QUALIFIED)


def waiting_for(actor: Actor) -> QuerySet[Application]:
    """Return the applications whose next step is the actor's: a check, a settlement, a weighing, or marks."""
    wanted = Q(pk__in=[])
    if actor.may("supervisors.recruit"):
        wanted |= to_check(actor) | to_complete() | to_lapse() | to_weigh()
    if actor.may("supervisors.decide"):
        wanted |= to_settle(actor)
    if actor.may("supervisors.assess"):
        wanted |= to_mark(actor)
    ours = candidates_of(actor).filter(recruitment__institution=actor.institution_id)
    return ours.filter(wanted).order_by("submitted_at", "pk")


def to_check(actor: Actor) -> Q:
    """Tell which applications lack a check that this officer may make."""
    checks = _checks()
    undone = ~Q(Exists(checks.filter(place=2))) & ~Q(Exists(checks.filter(officer_id=actor.id)))
    running = Q(recruitment__state__in=[RecruitmentState.OPEN, RecruitmentState.SELECTION])
    return Q(state=ApplicationState.SUBMITTED) & running & undone


def to_complete() -> Q:
    """Tell which applications were found incomplete, and whose applicant has not been asked yet."""
    return Q(state=ApplicationState.SUBMITTED) & (Q(_agreed()) | Q(Exists(_checks().filter(place=3))))


def to_lapse() -> Q:
    """Tell which applications were not completed in time."""
    late = CompletionRequest.objects.filter(application=OuterRef("pk"), last_day__gte=current_day())
    return Q(state=ApplicationState.INCOMPLETE) & ~Q(Exists(late))


def to_settle(actor: Actor) -> Q:
    """Tell which applications two officers judged differently, neither of them this member."""
    checks = _checks()
    settled = Q(Exists(checks.filter(place=3))) | Q(Exists(checks.filter(officer_id=actor.id)))
    settled |= Q(Exists(Recusal.objects.filter(application=OuterRef("pk"), member_id=actor.id)))
    return Q(Exists(checks.filter(place=2))) & ~Q(_agreed()) & ~settled & Q(state=ApplicationState.SUBMITTED)


def to_weigh() -> Q:
    """Tell which applications have comments to be weighed, once no more can come."""
    unweighed = PublicComment.objects.filter(application=OuterRef("pk"), weight="")
    over = Q(recruitment__comments_until__lt=current_day())
    return Q(state=ApplicationState.QUALIFIED) & over & Q(Exists(unweighed))


def to_mark(actor: Actor) -> Q:
    """Tell which applications an assessor has interviewed and not marked."""
    own = InterviewAssessment.objects.filter(assessor_id=actor.id, score=None, withdrawn=False)
    held = own.filter(interview__application=OuterRef("pk"), interview__absent_at=None, interview__at__lte=now())
    return Q(state=ApplicationState.QUALIFIED) & Q(Exists(held))


def ready_for(actor: Actor) -> QuerySet[Vacancy]:
    """Return the vacancies that the actor's panel can decide now."""
    candidates = Application.objects.filter(vacancy=OuterRef("pk"))
    posts = [rule.post for rule in post_rules() if rule.written_test]
    unscored = unready(candidates.filter(recruitment__post__in=posts), with_test=True)
    waiting = unready(candidates.exclude(recruitment__post__in=posts), with_test=False)
    comments = PublicComment.objects.filter(application__vacancy=OuterRef("pk"), weight="")
    blocked = [candidates.filter(state__in=UNCHECKED), unscored, waiting, comments]
    found = vacancies_seen(actor).filter(
        Q(Exists(candidates.filter(state=ApplicationState.QUALIFIED))),
        *(~Q(Exists(rows)) for rows in blocked),
        ~Q(Exists(VacancyDecision.objects.filter(vacancy=OuterRef("pk")))),
        recruitment__institution=actor.institution_id,
        recruitment__state=RecruitmentState.SELECTION,
        recruitment__comments_until__lt=current_day(),
    )
    return found.order_by("recruitment__comments_until", "pk")


def _number_of(*states: ApplicationState) -> Coalesce:
    """Return how many applications of a vacancy are in these states, or in any, without grouping the vacancies."""
    found = Application.objects.filter(vacancy=OuterRef("pk"), **({"state__in": states} if states else {}))
    counted = found.order_by().values("vacancy").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _checks() -> QuerySet[AdministrativeCheck]:
    return AdministrativeCheck.objects.filter(application=OuterRef("pk"), superseded=False)


def _agreed() -> Exists:
    same = AdministrativeCheck.objects.filter(application=OuterRef("application"), superseded=False, place=1)
    return Exists(_checks().filter(Q(Exists(same.filter(verdict=OuterRef("verdict")))), place=2))
