"""Links of those invited to a quiz, and those on the posters of sessions."""

from uuid import UUID

from django.urls import reverse

from netral.foundation.accounts.links import absolute, token_for


def token_of(invitation_id: UUID) -> str:
    """Return the token of a personal link."""
    return token_for("netral.apps.learning.link", invitation_id)


def poster_token_of(session_id: UUID) -> str:
    """Return the token on the poster of a session."""
    return token_for("netral.apps.learning.session", session_id)


def link_of(invitation_id: UUID) -> str:
    """Return the whole address of a personal link."""
    return absolute(reverse("learning_start", args=[token_of(invitation_id)]))


def poster_link_of(session_id: UUID) -> str:
    """Return the whole address on the poster of a session."""
    return absolute(reverse("learning_attend", args=[poster_token_of(session_id)]))
