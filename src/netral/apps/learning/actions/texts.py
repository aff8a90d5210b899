"""Texts in local languages that a region adds to its posters."""

from dataclasses import dataclass

from netral.apps.learning import events
from netral.apps.learning.models import LocalText
from netral.apps.learning.queries.governments import scopes_of
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import Actor
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.recording import action, record


@dataclass(frozen=True)
class LocalTextInput:
    """What a region says about an act, and in which language."""

    act: str
    language: str
    text: str


@action
def keep_local_text(*, government: Institution, inputs: LocalTextInput, by: Actor) -> LocalText:
    """Keep a region's text about an act; one in the same language is replaced."""
    kept, _created = LocalText.objects.update_or_create(
        government=government,
        act=inputs.act,
        language=inputs.language,
        defaults={"scopes": scopes_of(government), "text": inputs.text, "written_at": now()},
    )
    facts = {"act": inputs.act, "language": inputs.language, "text": inputs.text}
    record(events.LOCAL_TEXT_KEPT, subject=kept, by=by, data=facts)
    return kept


@action
def remove_local_text(*, local: LocalText, by: Actor) -> None:
    """Take a text in a local language off the posters."""
    record(events.LOCAL_TEXT_REMOVED, subject=local, by=by, data={"act": local.act, "language": local.language})
    local.delete()
