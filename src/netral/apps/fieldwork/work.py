"""What of fieldwork waits for an actor."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.domain.form_versions import PUBLISH
from netral.apps.fieldwork.models import FormVersion
from netral.apps.fieldwork.queries import form_versions
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, list_address


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the forms that wait for an actor to publish them."""
    return (
        Work(
            _("Formulir yang menunggu diterbitkan"),
            list_address("form_versions"),
            (PUBLISH,),
            form_versions.waiting_for(actor),
            _version,
            "form_versions",
        ),
    )


def _version(row: FormVersion) -> WorkItem:
    why = _("Versi ini diajukan orang lain dan menunggu Anda terbitkan.")
    return WorkItem(str(row), reverse("form_version", args=[row.pk]), why, row.proposed_at or row.drafted_at)
