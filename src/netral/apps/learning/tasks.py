"""Writing letters in the background: personal links, reminders, and what becomes of a session."""

from uuid import UUID

from procrastinate.contrib.django import app

from netral.apps.learning.actions.rounds import send_links
from netral.apps.learning.actions.sessions import send_session_letters
from netral.apps.learning.mailings import LINKS_TASK, SESSION_TASK
from netral.apps.learning.models import Round, Session
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import SYSTEM


@app.task(name=LINKS_TASK)
def send_links_of(round_id: str) -> None:
    """Write every letter a round owes, batch by batch, each batch in a transaction of its own."""
    with elevated("personal links are sent to their holders"):
        found = Round.objects.select_related("government").get(pk=round_id)
        while send_links(found=found, by=SYSTEM):
            continue


@app.task(name=SESSION_TASK)
def send_letters_about(session_id: str, number: int) -> None:
    """Tell everybody a session calls how it stands, batch by batch, each batch in a transaction of its own."""
    with elevated("who is called to a session is told"):
        session = Session.objects.get(pk=session_id)
        after: UUID | None = None
        while after := send_session_letters(session=session, number=number, after=after, by=SYSTEM):
            continue
