"""Whose paper a stored file of support is: whoever may see the grant may open it."""

from netral.apps.support.models import Grant, GrantPayment, GrantReturn, GrantSpending
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_grant(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the agreement or a proof of a grant the actor sees."""
    parts = (GrantPayment, GrantSpending, GrantReturn)
    return Grant.objects.visible_to(actor).filter(agreement=stored).exists() or any(
        part.objects.visible_to(actor).filter(proof=stored).exists() for part in parts
    )
