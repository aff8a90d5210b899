"""Reads of sessions: by reader, by poster, who is invited, who came."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from netral.apps.learning.domain.sessions import Gate, SessionStatus, Times
from netral.apps.learning.models import Attendance, Material, Session
from netral.apps.learning.parameters import attendance_rules
from netral.foundation.accounts.links import row_by_token
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.paths import ancestors, covers
from netral.foundation.institutions.queries import zone_at
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.outreach.queries import counted_by_unit
from netral.foundation.registry.models import AsnPerson

_AHEAD = timedelta(days=60)


def sessions_of(actor: Actor) -> QuerySet[Session]:
    """Return the sessions an actor may see, the latest first."""
    return with_places(Session.objects.visible_to(actor)).order_by("-starts_at", "-pk")


def unrecorded(actor: Actor) -> QuerySet[Session]:
    """Return the sessions of the actor's institution that are over and not recorded, the oldest first."""
    over = sessions_of(actor).filter(status=SessionStatus.PLANNED, ends_at__lt=now())
    return over.filter(institution=actor.institution_id).order_by("ends_at", "pk")


def with_places(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Return sessions with the institutions their pages name."""
    return sessions.select_related("institution__region", "government__region")


def session_by_poster(token: str) -> Session | None:
    """Return the session whose poster holds a token, whoever scanned it."""
    return row_by_token(with_places(Session.objects.all()), token, "the poster is the key")


def times_of(session: Session) -> Times:
    """Return when a session is, in the time zone of its government."""
    return Times(session.starts_at, session.ends_at, zone_at(session.government))


def gate_of(session: Session) -> Gate:
    """Say whether the poster of a session works now."""
    return times_of(session).gate(session.stands, now(), attendance_rules())


def is_overdue(session: Session) -> bool:
    """Say whether a session ended without being recorded as held or cancelled."""
    return times_of(session).is_overdue(session.stands, now())


def invited_to(session: Session) -> QuerySet[AsnPerson]:
    """Return the active civil servants a session calls, as far as the reader may see."""
    wanted = Q(pk__in=[])
    for path in session.invited:
        wanted |= Q(scopes__under=path)
    found = AsnPerson.objects.filter(wanted, active=True)
    return found.select_related("unit").order_by("name", "nip")


def invited_units(session: Session) -> list[Institution]:
    """Return the units called by name; all of the government when it was called as a whole."""
    return list(Institution.objects.filter(path__in=session.invited).order_by("name"))


def calls(session: Session, person: AsnPerson) -> bool:
    """Say whether a session calls somebody."""
    return any(covers(path, scope) for path in session.invited for scope in person.scopes)


def attendances_of(session: Session, actor: Actor) -> QuerySet[Attendance]:
    """Return who came, also what was undone, as far as the actor may see."""
    found = Attendance.objects.visible_to(actor).filter(session=session)
    return found.select_related("person", "unit", "session__government")


def present_at(session: Session) -> QuerySet[Attendance]:
    """Return who came and was not undone, by unit and name."""
    found = Attendance.objects.filter(session=session, undone_at=None)
    return found.select_related("person", "unit").order_by("unit__name", "person__name")


def numbers_by_unit(session: Session) -> list[tuple[UUID, str, int, int]]:
    """Return how many of each unit are called and came, as (unit, name, called, came): numbers only.

    Whoever came counts in the unit she worked in that day, also when she moved or left since; so the numbers are
    those of the attendance list.
    """
    with elevated("numbers per unit, nobody's data"):
        present = present_at(session)
        came = counted_by_unit(present)
        absent = counted_by_unit(invited_to(session).exclude(pk__in=present.values("person")))
    people = Counter({unit: number for unit, _name, number in came})
    called = people + Counter({unit: number for unit, _name, number in absent})
    names = {unit: str(name) for unit, name, _number in (*came, *absent)}
    rows = [(unit, name, called[unit], people[unit]) for unit, name in names.items()]
    return sorted(rows, key=lambda row: row[1].casefold())


def coming_for(person: AsnPerson) -> list[Session]:
    """Return the next sessions that call somebody; to be read with every row readable."""
    moment = now()
    near = Session.objects.filter(
        status=SessionStatus.PLANNED,
        ends_at__gt=moment,
        starts_at__lt=moment + _AHEAD,
        government__path__in=_above(person),
    )
    return [each for each in with_places(near).order_by("starts_at") if calls(each, person)]


def materials_for(person: AsnPerson) -> list[Material]:
    """Return the files of sessions that called somebody and were not cancelled; to be read with every row readable."""
    handed_out = Material.objects.filter(session__government__path__in=_above(person))
    found = handed_out.exclude(session__status=SessionStatus.CANCELLED).select_related("session", "file")
    return [each for each in found.order_by("-session__starts_at", "added_at") if calls(each.session, person)]


def _above(person: AsnPerson) -> list[str]:
    """Return the paths among which somebody's government is."""
    return [path for scope in person.scopes for path in ancestors(scope)]
