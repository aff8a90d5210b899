"""The lists of appointments: decided recruitments, decrees, whom a decree names, and oath ceremonies."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.domain.appointments import AppointeeState
from netral.apps.supervisors.labels import APPOINTEE_STATES, DECREE_STATES, OATH_STATES, POSTS
from netral.apps.supervisors.models import Appointee, Decree, OathCeremony, Recruitment
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def appointment_url(row: Recruitment) -> str:
    """Return the address of the appointments of a recruitment."""
    return reverse("appointment", args=[row.pk])


def decree_url(row: Decree) -> str:
    """Return the address of a decree."""
    return reverse("decree", args=[row.pk])


def oath_url(row: OathCeremony) -> str:
    """Return the address of a ceremony."""
    return reverse("oath", args=[row.pk])


def oath_zone(row: OathCeremony) -> str:
    """Return the name of the time zone of a ceremony."""
    return zone_at(row.decree.recruitment.institution).key


def appointee_url(row: Appointee) -> str:
    """Return the address of somebody named by a decree."""
    return reverse("appointee", args=[row.pk])


def certificate_url(row: Appointee) -> str:
    """Return the address of a certificate; nothing before it is sealed."""
    return reverse("appointee_certificate", args=[row.pk]) if row.certificate_id else ""


def posting_url(row: Appointee) -> str:
    """Return the address of the posting of somebody sworn in; nothing before it is there."""
    return reverse("supervisor_posting", args=[row.posting_id]) if row.posting_id else ""


def posted_words(row: Appointee) -> Any:
    """Return whether somebody is posted, or why not."""
    if row.posting_id:
        return _("Sudah")
    return row.hindrance or (_("Belum") if row.state == AppointeeState.SWORN else "")


class AppointmentTable(Table):
    """Decided recruitments, and how many chosen are without a decree."""

    caption = _("Rekrutmen yang sudah ditetapkan")
    filename = "pengangkatan"
    empty = _("Belum ada rekrutmen yang hasilnya diumumkan.")
    default_sort = "-decided_at"
    columns: ClassVar = (
        Column(_("Rekrutmen"), str, sortable="number", link=appointment_url, key="rekrutmen"),
        Column(_("Jabatan"), lambda row: POSTS[row.post], sortable="post", key="jabatan"),
        Column(_("Wilayah"), "region.name", sortable=True),
        Column(_("Terpilih tanpa keputusan"), "unappointed", sortable=True, kind="number"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "region__name"), hint=_("Nomor atau wilayah")),
        ChoiceFilter(_("Jabatan"), "post", choices_of(POSTS)),
        TURN_FILTER,
    )


class DecreeTable(Table):
    """Decrees, with how many of those they name are sworn in."""

    caption = _("Keputusan pengangkatan")
    filename = "keputusan"
    empty = _("Belum ada keputusan pengangkatan.")
    default_sort = "-signed_on"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=decree_url),
        Column(_("Jabatan"), lambda row: POSTS[row.recruitment.post], sortable="recruitment.post", key="jabatan"),
        Column(_("Tanggal"), "signed_on", sortable=True, kind="date"),
        Column(_("Nama"), "named", sortable=True, kind="number"),
        Column(_("Disumpah"), "sworn", sortable=True, kind="number"),
        Column(_("Menunggu sumpah"), "unsworn", sortable=True, kind="number"),
        Column(_("Status"), lambda row: DECREE_STATES[row.state], sortable="state", kind="status", key="status"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "signer"), hint=_("Nomor atau penanda tangan")),
        ChoiceFilter(_("Jabatan"), "recruitment.post", choices_of(POSTS)),
        ChoiceFilter(_("Status"), "state", choices_of(DECREE_STATES)),
        TURN_FILTER,
    )


class AnnexTable(Table):
    """Whom a decree names, as in its annex, and how far each got."""

    caption = _("Lampiran: yang diangkat")
    filename = "lampiran"
    empty = _("Tidak ada nama yang cocok.")
    default_sort = "order"
    columns: ClassVar = (
        Column(_("No."), "order", sortable=True, kind="number"),
        Column(_("Nama"), "application.name", sortable=True, link=appointee_url),
        Column(_("Wilayah"), lambda row: str(row.application.vacancy), key="wilayah"),
        Column(_("Status"), lambda row: APPOINTEE_STATES[row.state], sortable="state", kind="status", key="status"),
        Column(
            _("Sertifikat"),
            lambda row: _("Unduh") if row.certificate_id else "",
            link=certificate_url,
            key="sertifikat",
        ),
        Column(_("Penempatan"), posted_words, link=posting_url, key="penempatan"),
    )
    filters: ClassVar = (
        SearchFilter(("application__name", "application__vacancy__region__name"), hint=_("Nama atau desa")),
        ChoiceFilter(_("Status"), "state", choices_of(APPOINTEE_STATES)),
    )


class OathTable(Table):
    """Oath ceremonies, and how far what follows them got."""

    caption = _("Pelantikan")
    filename = "pelantikan"
    empty = _("Belum ada pelantikan yang direncanakan.")
    default_sort = "-at"
    columns: ClassVar = (
        Column(_("Waktu"), "at", sortable=True, kind="datetime", zone=oath_zone, link=oath_url),
        Column(_("Tempat"), "place", sortable=True),
        Column(_("Keputusan"), "decree.number", sortable=True),
        Column(_("Disumpah"), "sworn_in", sortable=True, kind="number"),
        Column(_("Ditempatkan"), "posted", sortable=True, kind="number"),
        Column(_("Ditolak"), "hindered", sortable=True, kind="number"),
        Column(_("Status"), lambda row: OATH_STATES[row.state], sortable="state", kind="status", key="status"),
    )
    filters: ClassVar = (
        SearchFilter(("decree__number", "place"), hint=_("Nomor keputusan atau tempat")),
        ChoiceFilter(_("Status"), "state", choices_of(OATH_STATES)),
        TURN_FILTER,
    )
