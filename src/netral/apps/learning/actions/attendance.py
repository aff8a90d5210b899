"""Attendance: by the poster, by a list, by ticks; and undoing a wrong entry."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from netral.apps.learning import events
from netral.apps.learning.domain.sessions import Gate, Way, check_recording
from netral.apps.learning.models import Attendance, Invitation, Session
from netral.apps.learning.parameters import attendance_rules
from netral.apps.learning.queries.sessions import calls, gate_of, invited_to, times_of
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record
from netral.foundation.registry.models import AsnPerson


@dataclass(frozen=True)
class Recorded:
    """What became of a list of people: how many are new, and how many were present already."""

    new: int
    known: int


@action
def ask_attendance(*, session: Session, nip: str, by: Actor) -> None:
    """Take a NIP typed at the poster; who is called is recorded, and nobody learns whether that happened.

    Raises:
        StepRefused: the poster does not work now.
    """
    _require_open(session)
    with elevated("the poster of the session is the key"):
        person = AsnPerson.objects.select_related("unit").filter(nip=nip, active=True).first()
        if person is not None and calls(session, person):
            _enter(session, [person], Way.QR)
        # The public log says that somebody asked, and not whether the number exists.
        record(events.ATTENDANCE_ASKED, subject=session, by=by)


@action
def attend_by_link(*, session: Session, invitation: Invitation, by: Actor) -> bool:
    """Record the holder of a personal link at the poster; return whether the session calls her.

    Raises:
        StepRefused: the poster does not work now.
    """
    _require_open(session)
    with elevated("the poster and the personal link are the keys"):
        person = AsnPerson.objects.select_related("unit").get(pk=invitation.person_id)
        is_called = person.active and calls(session, person)
        if is_called:
            _enter(session, [person], Way.LINK)
        record(events.ATTENDANCE_ASKED, subject=session, by=by)
    return is_called


@action
def record_attendance(*, session: Session, people: Sequence[AsnPerson], way: Way, by: Actor) -> Recorded:
    """Record people by list or by ticks; whoever is present already stays as she is.

    Raises:
        StepRefused: the session was called off, or its doors are not open yet.
    """
    check_recording(session.stands, times_of(session), now(), attendance_rules())
    called = set(invited_to(session).values_list("pk", flat=True))
    wanted = [person for person in people if person.pk in called]
    new = _enter(session, wanted, way)
    facts = {"new": new, "known": len(wanted) - new, "way": way.value}
    record(events.ATTENDANCE_RECORDED, subject=session, by=by, data=facts)
    return Recorded(new, len(wanted) - new)


@action
def undo_attendance(*, attendance: Attendance, reason: str, by: Actor) -> Attendance:
    """Undo a wrong entry; it stays readable with its reason, and she may be recorded again.

    Raises:
        StepRefused: it was undone before.
    """
    locked = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    if locked.undone_at is not None:
        raise StepRefused(_("Kehadiran ini sudah dibatalkan sebelumnya."))
    locked.undone_at, locked.undo_reason = now(), reason
    locked.save(update_fields=["undone_at", "undo_reason"])
    record(events.ATTENDANCE_UNDONE, subject=locked, by=by, data={"reason": reason})
    return locked


def _enter(session: Session, people: Collection[AsnPerson], way: Way) -> int:
    moment = now()
    is_late = way in (Way.QR, Way.LINK) and times_of(session).is_late(moment, attendance_rules())
    present = set(Attendance.objects.filter(session=session, undone_at=None).values_list("person", flat=True))
    new = [
        Attendance(
            scopes=list(person.scopes),
            session=session,
            person=person,
            unit=person.unit,
            way=way.value,
            recorded_at=moment,
            is_late=is_late,
        )
        for person in people
        if person.pk not in present
    ]
    # Two phones may enter one person at the same moment: the constraint keeps one of them.
    Attendance.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _require_open(session: Session) -> None:
    gate = gate_of(session)
    if gate is not Gate.OPEN:
        raise StepRefused(_("Poster ini tidak berlaku sekarang. Minta panitia mencatat kehadiran Anda."))
