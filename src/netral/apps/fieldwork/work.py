"""What of fieldwork waits for an actor."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.domain.form_versions import PUBLISH
from netral.apps.fieldwork.domain.monitors import ACCEPT, ACCREDIT, GroupState
from netral.apps.fieldwork.models import FormVersion, MonitorGroup
from netral.apps.fieldwork.queries import form_versions, monitors
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.work import Work, WorkItem, list_address


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the forms that wait for an actor to publish them, and the groups that wait for her check or acceptance."""
    return (
        Work(
            _("Formulir yang menunggu diterbitkan"),
            list_address("form_versions"),
            (PUBLISH,),
            form_versions.waiting_for(actor),
            _version,
            "form_versions",
        ),
        Work(
            _("Kelompok pemantau yang menunggu diperiksa atau diterima"),
            list_address("monitor_list"),
            (ACCREDIT, ACCEPT),
            monitors.waiting_for(actor).order_by("applied_at", "pk"),
            _group,
            "monitor_list",
        ),
    )


def _version(row: FormVersion) -> WorkItem:
    why = _("Versi ini diajukan orang lain dan menunggu Anda terbitkan.")
    return WorkItem(str(row), reverse("form_version", args=[row.pk]), why, row.proposed_at or row.drafted_at)


def _group(row: MonitorGroup) -> WorkItem:
    if row.state == GroupState.APPLIED:
        why = _("Kelompok ini mendaftar sendiri: cocokkan isiannya dengan suratnya.")
    else:
        why = _("Petugas lain sudah memeriksa kelompok ini: terima, kembalikan, atau tolak.")
    zone = zone_of(row.region_id).key
    return WorkItem(str(row), reverse("monitor_group", args=[row.pk]), why, row.applied_at, zone=zone)
