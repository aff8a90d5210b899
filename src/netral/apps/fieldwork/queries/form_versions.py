"""Reads of the versions of observation forms: an actor's, those published, and what waits for a second person."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from netral.apps.fieldwork.domain.form_versions import DROPPED, FormState
from netral.apps.fieldwork.models import FormVersion
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.kinds import KINDS
from netral.foundation.ledger.models import Event

_OPEN_TO_ALL = "what was published is for every supervisor and monitor"


def versions_of(actor: Actor) -> QuerySet[FormVersion]:
    """Return the versions an actor may see."""
    rows: QuerySet[FormVersion] = FormVersion.objects.visible_to(actor)
    return rows.select_related("sheet")


def version_for(actor: Actor, ident: UUID) -> FormVersion:
    """Return one version an actor may see.

    Raises:
        FormVersion.DoesNotExist: there is none with this identifier in her scope.
    """
    return versions_of(actor).get(pk=ident)


def waiting_for(actor: Actor) -> QuerySet[FormVersion]:
    """Return the proposed versions that an actor may publish, because others made them, the oldest first."""
    others = versions_of(actor).filter(state=FormState.PROPOSED)
    return others.exclude(drafted_by_id=actor.id).exclude(proposed_by_id=actor.id).order_by("proposed_at", "pk")


def before(version: FormVersion) -> FormVersion | None:
    """Return the published version that a version is compared with: the last one, or the one it followed."""
    others = FormVersion.objects.filter(code=version.code, state=FormState.PUBLISHED).exclude(pk=version.pk)
    if version.state == FormState.PUBLISHED:
        others = others.filter(valid_from__lt=version.valid_from)
    last: FormVersion | None = others.order_by("-valid_from").first()
    return last


def others_of(version: FormVersion) -> QuerySet[FormVersion]:
    """Return the other versions of the same form, the newest first."""
    rows: QuerySet[FormVersion] = FormVersion.objects.filter(code=version.code).exclude(pk=version.pk)
    return rows.exclude(state__in=DROPPED).order_by("-drafted_at")


def valid_forms(day: date) -> Sequence[FormVersion]:
    """Return the versions that are valid on a day, by code, whoever asks."""
    running = Q(valid_to=None) | Q(valid_to__gte=day)
    with elevated(_OPEN_TO_ALL):
        return list(FormVersion.objects.filter(running, state=FormState.PUBLISHED, valid_from__lte=day))


def published_form(code: str, version: str) -> FormVersion | None:
    """Return a version that is or was published, whoever asks."""
    with elevated(_OPEN_TO_ALL):
        row: FormVersion | None = FormVersion.objects.filter(
            code=code, version=version, state=FormState.PUBLISHED
        ).first()
        return row


def history_of(version: FormVersion) -> list[dict[str, object]]:
    """Return what happened with a version, the newest first, in the form the timeline takes."""
    events = Event.objects.filter(subject_id=str(version.pk), kind__startswith="form.").order_by("-at", "-id")
    return [{"at": event.at, "title": KINDS.label(event.kind), "by": event.actor_label} for event in events]


def published_by_id(ident: UUID) -> FormVersion | None:
    """Return a version that is or was published by its identifier, whoever asks."""
    with elevated(_OPEN_TO_ALL):
        row: FormVersion | None = FormVersion.objects.filter(pk=ident, state=FormState.PUBLISHED).first()
        return row


def form_choices() -> list[tuple[str, str]]:
    """Return code and title of every form that is or was published, each once, in its latest words."""
    with elevated(_OPEN_TO_ALL):
        rows = FormVersion.objects.filter(state=FormState.PUBLISHED).order_by("code", "-valid_from")
        return [*rows.distinct("code").values_list("code", "title")]
