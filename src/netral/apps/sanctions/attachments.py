"""Whose decision a stored file is: whoever may see the recommendation may open it."""

from netral.apps.sanctions.models import SanctionDecision
from netral.apps.sanctions.queries import recommendations_of
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_recommendation(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the decision on a recommendation the actor sees."""
    decided = SanctionDecision.objects.filter(document=stored).values("recommendation")
    return recommendations_of(actor).filter(pk__in=decided).exists()
