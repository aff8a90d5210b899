"""What of appointments waits for an actor."""

from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.appointments import OathState
from netral.apps.supervisors.models import Decree, OathCeremony, Recruitment
from netral.apps.supervisors.queries.appointments import undecreed, unfinished, unsworn
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ledger.actors import Actor
from netral.foundation.workflow.work import Work, WorkItem, list_address

ENTRY = "appointment_list"


def appointment_work(actor: Actor) -> tuple[Work, ...]:
    """Return chosen without a decree, decrees without a ceremony, and ceremonies that are not done with."""
    decide, prepare = ("supervisors.decide",), ("supervisors.recruit",)
    undone = (*prepare, *decide)
    return (
        Work(_("Terpilih tanpa keputusan"), list_address(ENTRY), decide, undecreed(actor), _undecreed, ENTRY),
        Work(_("Keputusan yang belum disumpah"), list_address("decree_list"), prepare, unsworn(actor), _unsworn, ENTRY),
        Work(_("Pelantikan yang belum selesai"), list_address("oath_list"), undone, unfinished(actor), _undone, ENTRY),
    )


def _undecreed(row: Recruitment) -> WorkItem:
    zone = zone_at(row.institution)
    return WorkItem(
        title=str(row),
        url=reverse("appointment", args=[row.pk]),
        why=_("Ada yang terpilih dan belum diangkat: tetapkan keputusannya."),
        since=row.decided_at or datetime.combine(row.closes_on, time.max, zone),
        zone=zone.key,
    )


def _unsworn(row: Decree) -> WorkItem:
    return WorkItem(
        title=row.number,
        url=reverse("decree", args=[row.pk]),
        why=_("Ada yang belum disumpah: rencanakan pelantikan."),
        since=row.issued_at,
        zone=zone_at(row.recruitment.institution).key,
    )


def _undone(row: OathCeremony) -> WorkItem:
    over = row.state == OathState.PLANNED
    return WorkItem(
        title=f"{row.decree.number}, {row.place}",
        url=reverse("oath", args=[row.pk]),
        why=_("Pelantikan sudah lewat: catat kehadiran, lalu tutup.")
        if over
        else _("Ada yang disumpah tetapi belum ditempatkan: lihat sebabnya, lalu lanjutkan."),
        since=row.at,
        zone=zone_at(row.decree.recruitment.institution).key,
    )
