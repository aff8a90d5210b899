"""Whose the stored files of supervisors are."""

from netral.apps.supervisors.models import StationList
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_station_list(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file holds the refused rows of a list that the actor sees."""
    return bool(StationList.objects.visible_to(actor).filter(refused=stored).exists())
