"""Sessions: planned, changed, announced, held or called off; their posters and materials."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from netral.apps.learning import events
from netral.apps.learning.domain.sessions import SessionStatus, check_cancel, check_held, check_step
from netral.apps.learning.links import poster_token_of
from netral.apps.learning.mailings import session_batch, write_about, write_to_invited
from netral.apps.learning.models import Attendance, Material, Session
from netral.apps.learning.queries.governments import scopes_of
from netral.apps.learning.queries.sessions import times_of, with_places
from netral.engines.steps.table import StepRefused, gettext_noop as _
from netral.foundation.accounts.links import digest_of
from netral.foundation.files.actions import remove_file, store_file
from netral.foundation.files.intake import Upload
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.identifiers import uuid7
from netral.foundation.ledger.recording import action, record

PURPOSE = "material"


@dataclass(frozen=True)
class SessionInput:
    """What an organiser fills in for a session; `invited` are the paths of the units called."""

    title: str
    invited: Sequence[str]
    starts_at: datetime
    ends_at: datetime
    place: str
    speaker: str


@action
def plan_session(*, inputs: SessionInput, institution: Institution, government: Institution, by: Actor) -> Session:
    """Plan a session; nobody is told yet."""
    ident = uuid7()
    session = Session.objects.create(
        id=ident,
        scopes=scopes_of(government),
        institution=institution,
        government=government,
        token_digest=digest_of(poster_token_of(ident)),
        created_at=now(),
        **_columns(inputs),
    )
    record(events.SESSION_PLANNED, subject=session, by=by, data=_facts(inputs))
    return session


@action
def change_session(*, session: Session, inputs: SessionInput, by: Actor) -> Session:
    """Change a planned session; who was told before is told again.

    Raises:
        StepRefused: it was held or called off.
    """
    locked = _locked(session, by)
    _require_planned(locked)
    for column, value in _columns(inputs).items():
        setattr(locked, column, value)
    if locked.announced_at:
        locked.letters += 1
    locked.save()
    record(events.SESSION_CHANGED, subject=locked, by=by, data=_facts(inputs))
    if locked.announced_at:
        write_to_invited(locked)
    return locked


@action
def announce_session(*, session: Session, by: Actor) -> Session:
    """Tell everybody the session calls, by e-mail.

    Raises:
        StepRefused: it was announced, held or called off before.
    """
    locked = _locked(session, by)
    _require_planned(locked)
    if locked.announced_at:
        raise StepRefused(_("Undangan sesi ini sudah dikirim. Perubahan dikirim sendiri saat sesi diubah."))
    locked.announced_at, locked.letters = now(), 1
    locked.save()
    record(events.SESSION_ANNOUNCED, subject=locked, by=by)
    write_to_invited(locked)
    return locked


@action
def hold_session(*, session: Session, by: Actor) -> Session:
    """Note that a session was held.

    Raises:
        StepRefused: it has not begun, or was called off.
    """
    locked = _locked(session, by)
    check_step(locked.stands, SessionStatus.HELD)
    check_held(times_of(locked), now())
    locked.status, locked.held_at = SessionStatus.HELD, now()
    locked.save()
    record(events.SESSION_HELD, subject=locked, by=by)
    return locked


@action
def cancel_session(*, session: Session, reason: str, by: Actor) -> Session:
    """Call a session off; who was told of it is told this too.

    Raises:
        StepRefused: people came already, or it was held or called off before.
    """
    locked = _locked(session, by)
    check_step(locked.stands, SessionStatus.CANCELLED)
    with elevated("whether anybody came, nobody's data"):
        check_cancel(Attendance.objects.filter(session=locked, undone_at=None).count())
    locked.status, locked.cancelled_at, locked.cancel_reason = SessionStatus.CANCELLED, now(), reason
    if locked.announced_at:
        locked.letters += 1
    locked.save()
    record(events.SESSION_CANCELLED, subject=locked, by=by, data={"reason": reason})
    if locked.announced_at:
        write_to_invited(locked)
    return locked


@action
def send_session_letters(*, session: Session, number: int, after: UUID | None, by: Actor) -> UUID | None:
    """Write the next letters about a session; return the last person written to, None when nobody is left.

    A newer change makes older letters needless: they are not written any more.
    """
    current = with_places(Session.objects.all()).get(pk=session.pk)
    people = session_batch(current, after) if current.letters == number else []
    sent = write_about(current, people, number, by)
    record(events.SESSION_LETTERS_SENT, subject=current, by=by, data={"sent": sent, "number": number})
    return people[-1].pk if people else None


@action
def print_poster(*, session: Session, by: Actor) -> Session:
    """Note that the poster with the code for attendance was printed.

    Raises:
        StepRefused: the session was called off.
    """
    if session.stands == SessionStatus.CANCELLED:
        raise StepRefused(_("Sesi ini dibatalkan, jadi posternya tidak berlaku."))
    record(events.POSTER_PRINTED, subject=session, by=by)
    return session


@action
def add_material(*, session: Session, upload: Upload, by: Actor) -> Material:
    """Keep a file that is handed out at a session.

    Raises:
        FileRefused: the file cannot be taken; its words say why.
        StepRefused: the session was called off.
    """
    locked = _locked(session, by)
    if locked.stands == SessionStatus.CANCELLED:
        raise StepRefused(_("Sesi ini dibatalkan, jadi materi tidak bisa ditambahkan."))
    stored = store_file(upload=upload, purpose=PURPOSE, scopes=locked.scopes, by=by)
    material = Material.objects.create(scopes=locked.scopes, session=locked, file=stored, added_at=now())
    record(events.MATERIAL_ADDED, subject=material, by=by, data={"sha256": stored.sha256})
    return material


@action
def remove_material(*, material: Material, by: Actor) -> None:
    """Take a file of a session away for good.

    Raises:
        StepRefused: another institution organises the session.
    """
    _require_organiser(material.session, by)
    record(events.MATERIAL_REMOVED, subject=material, by=by, data={"sha256": material.file.sha256})
    stored = material.file
    material.delete()
    remove_file(stored=stored, reason="material of a session removed", by=by)


def _locked(session: Session, by: Actor) -> Session:
    _require_organiser(session, by)
    return with_places(Session.objects.select_for_update(of=("self",))).get(pk=session.pk)


def _require_organiser(session: Session, by: Actor) -> None:
    if by.institution_id != session.institution_id:
        raise StepRefused(
            _("Sesi ini diselenggarakan oleh %(name)s. Minta penyelenggaranya melakukan langkah ini."),
            name=session.institution.name,
        )


def _require_planned(session: Session) -> None:
    if session.stands != SessionStatus.PLANNED:
        raise StepRefused(_("Sesi ini sudah terlaksana atau dibatalkan, jadi tidak bisa diubah lagi."))


def _columns(inputs: SessionInput) -> dict[str, object]:
    return {
        "title": inputs.title,
        "invited": list(inputs.invited),
        "starts_at": inputs.starts_at,
        "ends_at": inputs.ends_at,
        "place": inputs.place,
        "speaker": inputs.speaker,
    }


def _facts(inputs: SessionInput) -> dict[str, object]:
    return {
        "title": inputs.title,
        "invited": list(inputs.invited),
        "starts_at": inputs.starts_at.isoformat(),
        "ends_at": inputs.ends_at.isoformat(),
        "speaker": inputs.speaker,
    }
