"""Whose evidence a stored file is: whoever may see the report may open it."""

from netral.apps.reports.models import Report
from netral.foundation.files.models import StoredFile
from netral.foundation.ledger.actors import Actor


def sees_report(stored: StoredFile, actor: Actor) -> bool:
    """Say whether the file is evidence of a report the actor sees, also of a held one, which she has to look into."""
    return bool(Report.objects.visible_to(actor).filter(evidences__file=stored).exists())
