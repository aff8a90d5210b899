"""What of fieldwork waits for an actor: forms to publish, observations to review, findings to decide."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.domain.form_versions import PUBLISH
from netral.apps.fieldwork.domain.monitors import ACCEPT, ACCREDIT, GroupState
from netral.apps.fieldwork.domain.observations import DECIDE, REVIEW, ObservationState
from netral.apps.fieldwork.models import FormVersion, MonitorGroup, Observation
from netral.apps.fieldwork.queries import form_versions, monitors, observations
from netral.apps.fieldwork.queries.observations import ANSWERED, NEW
from netral.foundation.ledger.actors import Actor
from netral.foundation.regions.queries import zone_of
from netral.foundation.workflow.work import Words, Work, WorkItem, list_address


def work_of(actor: Actor) -> tuple[Work, ...]:
    """Return the observations, groups of monitors and forms whose next step is an actor's."""
    return (*_observations(actor), _groups(actor), _forms(actor))


def _forms(actor: Actor) -> Work:
    return Work(
        _("Formulir yang menunggu diterbitkan"),
        list_address("form_versions"),
        (PUBLISH,),
        form_versions.waiting_for(actor),
        _version,
        "form_versions",
    )


def _groups(actor: Actor) -> Work:
    return Work(
        _("Kelompok pemantau yang menunggu diperiksa atau diterima"),
        list_address("monitor_list"),
        (ACCREDIT, ACCEPT),
        monitors.waiting_for(actor).order_by("applied_at", "pk"),
        _group,
        "monitor_list",
    )


def _observations(actor: Actor) -> tuple[Work, ...]:
    here, entry = list_address("observation_list"), "observation_list"
    return (
        Work(
            _("Amatan yang menunggu diperiksa"),
            f"{here}&tanya={NEW}",
            (REVIEW,),
            observations.to_be_read(actor, NEW),
            _to_review,
            entry,
        ),
        Work(
            _("Amatan yang pertanyaannya sudah dijawab"),
            f"{here}&tanya={ANSWERED}",
            (REVIEW,),
            observations.to_be_read(actor, ANSWERED),
            _answered,
            entry,
        ),
        Work(
            _("Temuan yang menunggu ditetapkan"),
            f"{here}&status={ObservationState.PROPOSED}",
            (DECIDE,),
            observations.to_be_decided(actor),
            _to_decide,
            entry,
        ),
    )


def _to_review(row: Observation) -> WorkItem:
    return _item(row, _("Amatan baru tiba: baca, lalu tanya balik, usulkan, atau tutup."))


def _answered(row: Observation) -> WorkItem:
    return _item(row, _("Pengawas menjawab pertanyaan balik: baca perbaikannya."))


def _to_decide(row: Observation) -> WorkItem:
    return _item(row, _("Orang lain mengusulkannya sebagai temuan. Tetapkan, atau kembalikan."))


def _item(row: Observation, why: Words) -> WorkItem:
    title = f"{row.number}: {row.title}"
    zone = zone_of(row.region_id).key
    return WorkItem(title, reverse("observation", args=[row.pk]), why, row.received_at or row.first_at, zone=zone)


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
