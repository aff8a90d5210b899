"""Whose letter a stored file is: whoever may see the request may open it."""

from netral.apps.guidance.models import RequestFile
from netral.apps.guidance.queries import requests_of
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_request(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file was sent with a request the actor sees."""
    requests = RequestFile.objects.filter(stored=stored).values("request")
    return requests_of(actor).filter(pk__in=requests).exists()
