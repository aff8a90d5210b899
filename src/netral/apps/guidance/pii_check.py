"""What of a request the guard must not find in a published text."""

from netral.apps.guidance.domain.identities import Found, Known, known_of, scan
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest
from netral.apps.guidance.parameters import public_words
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.queries import units_of


def known_to(request: GuidanceRequest) -> Known:
    """Return the offices, names and words of a request that would give somebody away."""
    texts = [request.question, request.urgency_reason]
    # The label of an actor is "name, role, institution".
    people = [request.asked_by.partition(",")[0]]
    return known_of(texts, offices=_offices(request), people=people, public_words=public_words())


def found_in(request: GuidanceRequest, *texts: str) -> tuple[Found, ...]:
    """Return every place of these texts that would give somebody away."""
    known = known_to(request)
    return tuple(place for text in texts for place in scan(text, known))


def _offices(request: GuidanceRequest) -> list[str]:
    named = ConcernedUnit.objects.filter(request=request).values_list("unit__name", flat=True)
    question = " ".join(request.question.casefold().split())
    mentioned = [name for name in _names_under(request.government) if name.casefold() in question]
    return [request.asker.name, request.government.name, *named, *mentioned]


def _names_under(government: Institution) -> list[str]:
    return list(units_of(government).values_list("name", flat=True))
