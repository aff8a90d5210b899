"""One change of an institution's keys at a time."""

from uuid import UUID

from netral.foundation.institutions.models import Institution


def lock_institution(institution_id: UUID) -> Institution:
    """Wait until nobody else changes the keys of an institution; needs an open transaction.

    The lock lets rows that point to the institution come in: reports are filed while keys change.
    """
    return Institution.objects.select_for_update(no_key=True).get(pk=institution_id)
