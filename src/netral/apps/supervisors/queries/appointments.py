"""Reads of appointments: who is to be appointed, decrees, oath ceremonies, and what of them waits."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from netral.apps.supervisors.domain.applications import ApplicationState
from netral.apps.supervisors.domain.appointments import AppointeeState, Attendant, DecreeState, OathState
from netral.apps.supervisors.domain.postings import PostingState
from netral.apps.supervisors.domain.posts import Post, rule_of
from netral.apps.supervisors.domain.recruitment import RecruitmentState
from netral.apps.supervisors.models import Application, Appointee, Decree, OathCeremony, Recruitment, Vacancy
from netral.apps.supervisors.parameters import post_rules
from netral.foundation.institutions.queries import zone_at
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now, today

# A job that has posted nobody further for so long is not at work any more.
STOPPED = timedelta(hours=1)
_PEOPLE = (
    "application__recruitment",
    "application__vacancy__region__parent",
    "application__vacancy__polling_station__village",
    "certificate",
    "posting",
)


def appointments_of(actor: Actor) -> QuerySet[Recruitment]:
    """Return the decided recruitments an actor may see, each with how many chosen are without a decree."""
    visible: QuerySet[Recruitment] = Recruitment.objects.visible_to(actor)
    waiting = _unappointed().filter(recruitment=OuterRef("pk")).order_by().values("recruitment")
    return (
        visible.filter(state=RecruitmentState.DECIDED)
        .select_related("institution", "election", "region")
        .annotate(unappointed=_number(waiting))
    )


def appointment_for(actor: Actor, ident: UUID) -> Recruitment:
    """Return one decided recruitment an actor may see.

    Raises:
        Recruitment.DoesNotExist: there is none with this identifier in her scope.
    """
    return appointments_of(actor).get(pk=ident)


def to_appoint(recruitment: Recruitment) -> QuerySet[Application]:
    """Return the chosen whom no decree names yet, in the order of the annex: by area, then by name."""
    rows = _unappointed().filter(recruitment=recruitment)
    return _with_area(rows).order_by("vacancy__region", "vacancy__polling_station__number", "name", "pk")


def next_reserves(recruitment: Recruitment) -> list[Application]:
    """Return the first reserve of each area that has a seat without anybody appointed to it."""
    reserves = Application.objects.filter(recruitment=recruitment, state=ApplicationState.RESERVE, appointees=None)
    first: dict[UUID, Application] = {}
    for row in _with_area(reserves).order_by("vacancy__region", "vacancy", "decidedplaces__order", "pk"):
        first.setdefault(row.vacancy_id, row)
    free = _vacancies_with_a_free_seat(first)
    return [row for row in first.values() if row.vacancy_id in free]


def decrees_of(actor: Actor) -> QuerySet[Decree]:
    """Return the decrees an actor may see, each with how many it names, who are sworn, and who are not yet."""
    visible: QuerySet[Decree] = Decree.objects.visible_to(actor)
    people = Appointee.objects.filter(decree=OuterRef("pk")).order_by().values("decree")
    return visible.select_related("recruitment__institution", "recruitment__region", "recruitment__election").annotate(
        named=_number(people),
        sworn=_number(people.filter(state=AppointeeState.SWORN)),
        unsworn=_number(people.filter(state=AppointeeState.NAMED)),
    )


def decree_for(actor: Actor, ident: UUID) -> Decree:
    """Return one decree an actor may see.

    Raises:
        Decree.DoesNotExist: there is none with this identifier in her scope.
    """
    return decrees_of(actor).select_related("corrects", "corrected_by").get(pk=ident)


def people_of(decree: Decree) -> QuerySet[Appointee]:
    """Return whom a decree names, in the order of its annex."""
    return _people(Appointee.objects.filter(decree=decree))


def appointee_for(actor: Actor, ident: UUID) -> Appointee:
    """Return somebody named by a decree whom an actor may see.

    Raises:
        Appointee.DoesNotExist: there is none with this identifier in her scope.
    """
    visible: QuerySet[Appointee] = Appointee.objects.visible_to(actor)
    return _people(visible).select_related("decree__recruitment__institution").get(pk=ident)


def ceremonies_of(actor: Actor) -> QuerySet[OathCeremony]:
    """Return the oath ceremonies an actor may see, each with how many were sworn in, and how far that got."""
    visible: QuerySet[OathCeremony] = OathCeremony.objects.visible_to(actor)
    sworn = Appointee.objects.filter(ceremony=OuterRef("pk")).order_by().values("ceremony")
    return visible.select_related(
        "decree__recruitment__institution", "decree__recruitment__region", "decree__recruitment__election", "closed_by"
    ).annotate(
        sworn_in=_number(sworn),
        certified=_number(sworn.exclude(certificate=None)),
        posted=_number(sworn.exclude(posting=None)),
        hindered=_number(sworn.filter(posting=None).exclude(hindrance="")),
    )


def ceremony_for(actor: Actor, ident: UUID) -> OathCeremony:
    """Return one oath ceremony an actor may see.

    Raises:
        OathCeremony.DoesNotExist: there is none with this identifier in her scope.
    """
    return ceremonies_of(actor).get(pk=ident)


def called_to(ceremony: OathCeremony) -> QuerySet[Appointee]:
    """Return who is to come to a ceremony that is not closed: whoever the decree names and is not sworn in yet."""
    return people_of(ceremony.decree).filter(state=AppointeeState.NAMED)


def days_of(ceremony: OathCeremony) -> tuple[date, date]:
    """Return the day of a ceremony and today, both where it is held."""
    zone = zone_at(ceremony.decree.recruitment.institution)
    return ceremony.at.astimezone(zone).date(), today(zone)


def sworn_at(ceremony: OathCeremony) -> QuerySet[Appointee]:
    """Return who was sworn in at a ceremony."""
    return _people(Appointee.objects.filter(ceremony=ceremony))


def to_certify(ceremony: OathCeremony) -> QuerySet[Appointee]:
    """Return who was sworn in at a ceremony and has no certificate yet."""
    return sworn_at(ceremony).filter(certificate=None)


def to_post(ceremony: OathCeremony) -> QuerySet[Appointee]:
    """Return who was sworn in at a ceremony, is not posted yet, and whose posting was not refused."""
    return sworn_at(ceremony).filter(posting=None, hindrance="")


def unposted(ceremony: OathCeremony) -> QuerySet[Appointee]:
    """Return who was sworn in at a ceremony and is not posted yet, refused or not."""
    return sworn_at(ceremony).filter(posting=None)


def attendants_of(ceremony: OathCeremony) -> list[Attendant]:
    """Return everybody called to a ceremony that is not closed, each with what was written down of her."""
    seen = {each.appointee_id: each for each in ceremony.attendance.all()}
    people = ((row.application.name, seen.get(row.pk)) for row in called_to(ceremony))
    return [Attendant(name, found.present, found.reason) if found else Attendant(name, None) for name, found in people]


def legal_last_day(recruitment: Recruitment) -> date | None:
    """Return the last day in office that the law gives the post of a recruitment; None where it gives none."""
    polling_day = recruitment.election.polling_day
    term = rule_of(post_rules(), Post(recruitment.post), polling_day).term(polling_day)
    return term[1] if term else None


def undecreed(actor: Actor) -> QuerySet[Recruitment]:
    """Return the decided recruitments of the actor's office with chosen whom no decree names, the oldest first."""
    ours = appointments_of(actor).filter(institution=actor.institution_id)
    return ours.filter(Exists(_unappointed().filter(recruitment=OuterRef("pk")))).order_by("decided_at", "pk")


def unsworn(actor: Actor) -> QuerySet[Decree]:
    """Return the decrees of the actor's office that name people for whom no ceremony is planned."""
    planned = OathCeremony.objects.filter(decree=OuterRef("pk"), state=OathState.PLANNED)
    named = Appointee.objects.filter(decree=OuterRef("pk"), state=AppointeeState.NAMED)
    ours = decrees_of(actor).filter(recruitment__institution=actor.institution_id, state=DecreeState.ISSUED)
    return ours.filter(~Exists(planned), Exists(named)).order_by("issued_at", "pk")


def unfinished(actor: Actor) -> QuerySet[OathCeremony]:
    """Return the ceremonies of the actor's office that are over and not closed, or that left somebody unposted."""
    ours = ceremonies_of(actor).filter(decree__recruitment__institution=actor.institution_id)
    over = Q(state=OathState.PLANNED, at__lte=now())
    left = Appointee.objects.filter(ceremony=OuterRef("pk"), posting=None)
    stopped = Q(closed_at__lte=now() - STOPPED) & Exists(left)
    return ours.filter(over | stopped | Exists(left.exclude(hindrance=""))).order_by("at", "pk")


def certificate_of_application(application: Application) -> Appointee | None:
    """Return who was sworn in upon an application and has a certificate, for whoever holds its code."""
    with elevated("whoever holds the code of an application may have its certificate"):
        found = Appointee.objects.filter(application=application, state=AppointeeState.SWORN)
        return found.exclude(certificate=None).select_related("certificate").first()


def own_certificates(actor: Actor) -> list[Appointee]:
    """Return the actor's own certificates of oath, the newest first."""
    with elevated("a supervisor sees the certificates of her own postings"):
        mine = Appointee.objects.filter(posting__supervisor__account__pk=actor.id).exclude(certificate=None)
        return list(mine.select_related("certificate", "decree", "posting").order_by("-posting__starts_on"))


def _unappointed() -> QuerySet[Application]:
    return Application.objects.filter(state=ApplicationState.CHOSEN, appointees=None)


def _with_area(rows: QuerySet[Application]) -> QuerySet[Application]:
    return rows.select_related("vacancy__region__parent", "vacancy__polling_station__village")


def _people(rows: QuerySet[Appointee]) -> QuerySet[Appointee]:
    return rows.select_related(*_PEOPLE).order_by("order", "pk")


def _vacancies_with_a_free_seat(vacancies: dict[UUID, Application]) -> set[UUID]:
    serving = Q(posting=None) | Q(posting__state=PostingState.ACTIVE)
    held = Q(state=AppointeeState.NAMED) | Q(serving, state=AppointeeState.SWORN)
    of_vacancy = Appointee.objects.filter(held, application__vacancy=OuterRef("pk")).order_by()
    chosen = _unappointed().filter(vacancy=OuterRef("pk")).order_by().values("vacancy")
    rows = Vacancy.objects.filter(pk__in=[*vacancies]).annotate(
        taken=_number(of_vacancy.values("application__vacancy")) + _number(chosen)
    )
    return {row.pk for row in rows.filter(taken__lt=F("seats"))}


def _number(grouped: QuerySet[Any, Any]) -> Coalesce:
    counted = grouped.annotate(_found=Count("pk")).values("_found")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
