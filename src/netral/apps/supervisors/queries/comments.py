"""Reads of the public's comments, and of the names they are about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Q, QuerySet

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import Application, PublicComment, Recruitment
from netral.foundation.institutions.scopes import elevated

RESULTS = (ApplicationState.CHOSEN, ApplicationState.RESERVE)
# Whose names stay on the page of names whatever the panel decided since.
ANNOUNCED = (ApplicationState.QUALIFIED, *RESULTS, ApplicationState.NOT_CHOSEN)


@dataclass(frozen=True)
class AnnouncedName:
    """One name as the public sees it; `order` is that of a reserve."""

    ident: UUID
    name: str
    village: str
    order: int | None = None


@dataclass(frozen=True)
class NamesOfVacancy:
    """The names of one vacancy: those who passed the check, or the chosen and the reserves."""

    title: str
    names: tuple[AnnouncedName, ...]
    reserves: tuple[AnnouncedName, ...] = ()


@dataclass(frozen=True)
class CommentForApplicant:
    """A comment as the applicant sees it: never who wrote it."""

    ident: UUID
    number: str
    text: str
    sent_at: datetime
    answer: str
    may_answer: bool


def announcements() -> QuerySet[Recruitment]:
    """Return the recruitments whose names are public, the newest first; call it where every row may be read."""
    found = Recruitment.objects.exclude(announced_at=None).select_related("institution", "region")
    return found.order_by("-announced_at", "pk")


def announced(ident: UUID) -> Recruitment:
    """Return a recruitment whose names are public; call it where every row may be read.

    Raises:
        Recruitment.DoesNotExist: there is none, or nothing of it was announced.
    """
    found = Recruitment.objects.exclude(announced_at=None).select_related("institution", "region", "election")
    return found.get(pk=ident)


def names_of(recruitment: Recruitment) -> list[NamesOfVacancy]:
    """Return the names that were announced by vacancy; call it where every row may be read."""
    rows = _by_vacancy(Application.objects.filter(recruitment=recruitment, state__in=ANNOUNCED))
    return [NamesOfVacancy(title, tuple(_named(row) for row in found)) for title, found in rows]


def results_of(recruitment: Recruitment) -> list[NamesOfVacancy]:
    """Return the chosen and the reserves by vacancy, once the results are announced."""
    if recruitment.state != RecruitmentState.DECIDED:
        return []
    told = []
    for title, found in _by_vacancy(Application.objects.filter(recruitment=recruitment, state__in=RESULTS)):
        chosen = tuple(_named(row) for row in found if row.state == ApplicationState.CHOSEN)
        reserves = [_named(row) for row in found if row.state == ApplicationState.RESERVE]
        told.append(NamesOfVacancy(title, chosen, tuple(sorted(reserves, key=lambda each: each.order or 0))))
    return told


def commentable(ident: UUID) -> Application:
    """Return an announced application, to be commented on; call it where every row may be read.

    Raises:
        Application.DoesNotExist: there is none, or her name was not announced.
    """
    named = Application.objects.filter(state__in=ANNOUNCED).exclude(recruitment__announced_at=None)
    return named.select_related("recruitment__institution", "vacancy__region", "village").get(pk=ident)


def comments_about(application: Application) -> QuerySet[PublicComment]:
    """Return the comments on an application with their files, for officers who see it."""
    return PublicComment.objects.filter(application=application).prefetch_related("evidence__file")


def comments_for_applicant(application: Application) -> list[CommentForApplicant]:
    """Return the comments on her as an applicant sees them by her code: never who wrote them."""
    with elevated("the applicant's own code"):
        rows = list(PublicComment.objects.filter(application=application))
    return [
        CommentForApplicant(
            row.pk, row.number, row.text, row.sent_at, row.answer, may_answer=not row.answer and not row.weight
        )
        for row in rows
    ]


def receipt_of(ident: UUID) -> PublicComment:
    """Return the comment of a receipt; call it where every row may be read.

    Raises:
        PublicComment.DoesNotExist: there is none.
    """
    return PublicComment.objects.select_related("application__recruitment__institution").get(pk=ident)


def unweighed(vacancy_id: UUID) -> QuerySet[PublicComment]:
    """Return the comments on the qualified of a vacancy that nobody has weighed."""
    state = Q(application__state=ApplicationState.QUALIFIED)
    return PublicComment.objects.filter(state, application__vacancy=vacancy_id, weight="")


def _by_vacancy(rows: QuerySet[Application]) -> Iterator[tuple[str, list[Application]]]:
    related = rows.select_related("vacancy__region", "vacancy__polling_station__village", "village")
    ordered = related.prefetch_related("decidedplaces").order_by(
        "vacancy__region", "vacancy__polling_station__number", "name", "pk"
    )
    for vacancy, found in groupby(ordered, key=lambda row: row.vacancy):
        yield str(vacancy), list(found)


def _named(row: Application) -> AnnouncedName:
    place = next(iter(row.decidedplaces.all()), None)
    return AnnouncedName(row.pk, row.name, row.village.name, place.order if place else None)
