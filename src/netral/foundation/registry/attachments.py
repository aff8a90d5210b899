"""Whose roster a stored file is: whoever may see the import may open it."""

from django.db.models import Q

from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor
from netral.foundation.registry.queries import imports_of


def sees_import(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the roster of an import the actor sees, or holds its refused rows."""
    return imports_of(actor).filter(Q(file=stored) | Q(bad_csv=stored) | Q(bad_xlsx=stored)).exists()
