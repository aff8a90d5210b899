"""Reads of applications: those an actor may see, one by its code, likely doubles, and the match with the roster."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Prefetch, QuerySet

from netral.apps.supervisors.domain.applications import ApplicationState, Channel
from netral.apps.supervisors.events import APPLICATION_SUBMITTED
from netral.apps.supervisors.models import Application, ApplicationDocument, Vacancy
from netral.apps.supervisors.queries.candidates import came_in
from netral.engines.vault.codes import fingerprint, normalised
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import reference
from netral.foundation.registry.models import AsnPerson

# Above this, names that differ by a letter or two are alike, and those that share one word are not.
_ALIKE = 0.45
_MOST_DOUBLES = 10
# As long as the applicant may still wait, or come back, for her paper.
CODE_RENEWABLE = timedelta(hours=24)


def applications_of(actor: Actor) -> QuerySet[Application]:
    """Return the applications an actor may see, the newest first."""
    visible: QuerySet[Application] = Application.objects.visible_to(actor)
    # For the whole country the order by time finds a page sooner than any narrowing.
    if not is_national(actor):
        visible = visible.filter(came_in(actor))
    rows = visible.select_related("vacancy__region", "vacancy__polling_station__village")
    return rows.order_by("-submitted_at", "-pk")


def is_national(actor: Actor) -> bool:
    """Say whether an actor sees the applications of the whole country."""
    return any("." not in path for path in actor.paths)


def application_for(actor: Actor, ident: UUID) -> Application:
    """Return one application an actor may see, with its documents.

    Raises:
        Application.DoesNotExist: there is none with this identifier in her scope.
    """
    # A panel sees the applications of its villages, and not the regency's recruitment they came in.
    with elevated("what an actor's own application belongs to was announced to everybody"):
        return _whole(Application.objects.visible_to(actor)).get(pk=ident)


def application_by_code(typed: str) -> Application | None:
    """Return the application a code opens; a code that cannot be one takes the same way as a wrong one."""
    return application_by_digest(digest_of(typed))


def application_by_digest(digest: bytes) -> Application | None:
    """Return the application with this digest of its code."""
    with elevated("application code"):
        return _whole(Application.objects.filter(code_digest=digest)).first()


def digest_of(typed: str) -> bytes:
    """Return the keyed hash under which an application is found by its code."""
    return fingerprint(normalised(typed) or "", settings.RECEIPT_KEY.key())


def may_renew_code(application: Application, actor: Actor) -> bool:
    """Say whether an actor entered an application at the counter within a day, and nobody checked it yet."""
    if application.channel != Channel.COUNTER or application.state != ApplicationState.SUBMITTED:
        return False
    kind, ident = reference(application)
    entered = Event.objects.filter(kind=APPLICATION_SUBMITTED.code, subject_type=kind, subject_id=ident)
    own = entered.filter(actor=f"{actor.kind}:{actor.id}", at__gte=now() - CODE_RENEWABLE)
    return actor.may("supervisors.recruit") and own.exists()


def entered_just_now(vacancy: Vacancy, nik: str, actor: Actor) -> Application | None:
    """Return the application that an actor entered at the counter for a NIK, while she may renew its code."""
    rows = Application.objects.visible_to(actor).filter(recruitment=vacancy.recruitment_id, nik=nik)
    return next((row for row in rows if may_renew_code(row, actor)), None)


def without_documents(actor: Actor) -> QuerySet[Application]:
    """Return the applications to an actor's institution, not checked yet, without any document, the oldest first."""
    own = {"recruitment__institution": actor.institution_id, "state": ApplicationState.SUBMITTED}
    waiting = Application.objects.visible_to(actor).filter(**own)
    return waiting.filter(applicationdocuments=None).order_by("submitted_at", "pk")


def doubles_of(application: Application, actor: Actor) -> list[tuple[Application, str]]:
    """Return applications to the same institution that may be the same person's, each with the reason's code.

    A hint for a person to look at, never a decision.
    """
    others = Application.objects.visible_to(actor).exclude(pk=application.pk)
    others = others.filter(recruitment__institution=application.recruitment.institution_id)
    same_nik = others.filter(nik=application.nik)
    same_day = others.filter(birth_date=application.birth_date).exclude(nik=application.nik)
    alike = same_day.annotate(likeness=TrigramSimilarity("name", application.name)).filter(likeness__gte=_ALIKE)
    found: dict[UUID, tuple[Application, str]] = {}
    for reason, rows in (("nik", same_nik), ("phone", others.filter(phone=application.phone)), ("name", alike)):
        for row in rows.select_related("vacancy__region").order_by("-submitted_at")[:_MOST_DOUBLES]:
            found.setdefault(row.pk, (row, reason))
    return list(found.values())


def roster_match(application: Application) -> AsnPerson | None:
    """Return the civil servant of the roster with exactly this NIP, for staff to confirm or deny."""
    if not application.nip:
        return None
    with elevated("a NIP that the applicant gave herself is compared with the roster"):
        return AsnPerson.objects.filter(nip=application.nip).select_related("unit").first()


def _whole(rows: QuerySet[Application]) -> QuerySet[Application]:
    documents = ApplicationDocument.objects.select_related("file")
    return rows.select_related(
        "recruitment__institution",
        "vacancy__recruitment__institution",
        "vacancy__region",
        "vacancy__polling_station__village",
        "village",
        "person__unit",
    ).prefetch_related(Prefetch("applicationdocuments", queryset=documents))
