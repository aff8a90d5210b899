"""Session data of a browser: the personal link last opened in it, and how many people it entered at a poster."""

from uuid import UUID

from django.http import HttpRequest

from netral.apps.learning.models import Invitation, Session
from netral.apps.learning.queries.rounds import invitation_by_id

_LINK = "learning_link"
_ENTERED = "learning_entered"


def remember(request: HttpRequest, invitation: Invitation) -> None:
    """Remember whose link was opened, so that the poster of a session need not ask."""
    request.session[_LINK] = str(invitation.pk)


def forget(request: HttpRequest) -> None:
    """Forget whose link was opened, on a phone that is lent."""
    request.session.pop(_LINK, None)


def remembered(request: HttpRequest) -> Invitation | None:
    """Return whose link was opened last in this browser."""
    known = request.session.get(_LINK)
    return invitation_by_id(UUID(known)) if known else None


def entered(request: HttpRequest, session: Session) -> int:
    """Return how many people this browser entered at a session."""
    return int(request.session.get(_ENTERED, {}).get(str(session.pk), 0))


def count_entry(request: HttpRequest, session: Session) -> None:
    """Count one more person entered at a session."""
    request.session[_ENTERED] = {str(session.pk): entered(request, session) + 1}
