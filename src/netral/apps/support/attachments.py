"""Whose a stored file of support is: whoever may see the loan, the grant or the list may open it."""

from netral.apps.support.models import Grant, GrantPayment, GrantReturn, GrantSpending, LoanPhoto
from netral.apps.support.queries.facilities import loans_of
from netral.apps.support.queries.honoraria import bank_lists_of
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_loan(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is a photo of a loan the actor sees."""
    loans = LoanPhoto.objects.filter(stored=stored).values("loan")
    return loans_of(actor).filter(pk__in=loans).exists()


def sees_bank_list(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is a bank's list the actor sees."""
    return bank_lists_of(actor).filter(file=stored).exists()


def sees_grant(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the agreement or a proof of a grant the actor sees."""
    parts = (GrantPayment, GrantSpending, GrantReturn)
    return Grant.objects.visible_to(actor).filter(agreement=stored).exists() or any(
        part.objects.visible_to(actor).filter(proof=stored).exists() for part in parts
    )
