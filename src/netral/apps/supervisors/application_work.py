"""What of supervisors waits for an actor."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.models import Application
from netral.apps.supervisors.queries.applications import without_documents
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.work import Work, WorkItem, list_address

APPLICATIONS = "application_list"


def application_work(actor: Actor) -> tuple[Work, ...]:
    """Return the applications that came without any document."""
    title, permissions = _("Lamaran tanpa dokumen"), ("supervisors.recruit",)
    rows = without_documents(actor).select_related("vacancy")
    return (Work(title, list_address(APPLICATIONS), permissions, rows, _item, APPLICATIONS),)


def _item(application: Application) -> WorkItem:
    return WorkItem(
        title=application.number,
        url=reverse("application_detail", args=[application.pk]),
        why=_("Belum ada dokumen sama sekali: minta pelamar membawanya ke loket."),
        since=application.submitted_at,
        due=None,
        zone=zone_of(application.vacancy.region_id, application.submitted_at.date()).key,
    )
