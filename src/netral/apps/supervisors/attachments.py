"""Whose photo or list a stored file is: whoever sees the supervisor or the list may open it."""

from netral.apps.supervisors.models import ApplicationDocument, StationList, Supervisor, SupervisorList
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_supervisor(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is the photo of a supervisor the actor sees."""
    return Supervisor.objects.visible_to(actor).filter(photo=stored).exists()


def sees_list(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is a list the actor sees, or the bad rows of one."""
    lists = SupervisorList.objects.visible_to(actor)
    return lists.filter(file=stored).exists() or lists.filter(bad_rows=stored).exists()


def sees_station_list(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file holds the refused rows of a list that the actor sees."""
    return bool(StationList.objects.visible_to(actor).filter(refused=stored).exists())


def sees_application(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is a document of an application the actor sees."""
    return bool(ApplicationDocument.objects.visible_to(actor).filter(file=stored).exists())
