"""The lists of the selection: applications, and vacancies."""

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.labels import APPLICATION_STATES, POSTS
from netral.apps.supervisors.models import Application, Recruitment, Vacancy
from netral.foundation.institutions.queries import zone_at
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def candidate_address(row: Application) -> str:
    """Return the address of the selection of an application."""
    return reverse("application_detail", args=[row.pk])


def candidate_state(row: Application) -> tuple[Any, str]:
    """Return the words and tone of where an application stands."""
    return APPLICATION_STATES[row.state]


def candidate_zone(row: Application) -> str:
    """Return the name of the time zone of an application's institution."""
    return zone_at(row.recruitment.institution).key


def vacancy_address(row: Vacancy) -> str:
    """Return the address of the selection of a vacancy."""
    return reverse("selection_vacancy", args=[row.pk])


def vacancy_state(row: Vacancy) -> tuple[Any, str]:
    """Return whether a vacancy is decided, or has nobody to decide about."""
    if hasattr(row, "decision"):
        return _("Sudah diputus"), "good"
    return (_("Belum diputus"), "warning") if vars(row)["selectable"] else (_("Tanpa calon: perpanjang"), "bad")


def post_of(row: Application | Vacancy) -> Any:
    """Return the post in words."""
    return POSTS[row.recruitment.post]


def announcement_address(row: Recruitment) -> str:
    """Return the public address of the names of a recruitment."""
    return reverse("selection_announcement", args=[row.pk])


def announcement_state(row: Recruitment) -> tuple[Any, str]:
    """Return whether names alone are announced, or the results."""
    return (_("Hasil diumumkan"), "good") if row.decided_at else (_("Nama diumumkan"), "neutral")


def area_of(row: Application) -> str:
    """Return the name of the area that an application is for."""
    return str(row.vacancy)


class CandidateTable(Table):
    """Applications in the selection, by state."""

    caption = _("Lamaran dalam seleksi")
    filename = "seleksi"
    empty = _("Belum ada lamaran.")
    default_sort = "submitted_at"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=candidate_address),
        Column(_("Nama"), "name", sortable=True),
        Column(_("Jabatan"), post_of, sortable="recruitment.post"),
        Column(_("Formasi"), area_of, key="formasi"),
        Column(_("Tahap"), candidate_state, sortable="state", kind="status"),
        Column(_("Diterima"), "submitted_at", sortable=True, kind="date", zone=candidate_zone),
    )
    filters: ClassVar = (
        SearchFilter(("number", "name"), hint=_("Nomor atau nama")),
        ChoiceFilter(_("Tahap"), "state", choices_of(APPLICATION_STATES)),
        ChoiceFilter(_("Jabatan"), "recruitment.post", choices_of(POSTS)),
        TURN_FILTER,
    )


class SelectionVacancyTable(Table):
    """Vacancies with how far their selection got."""

    caption = _("Formasi")
    filename = "formasi"
    empty = _("Belum ada formasi.")
    default_sort = "region"
    columns: ClassVar = (
        Column(_("Formasi"), str, sortable="region", link=vacancy_address, key="region"),
        Column(_("Jabatan"), post_of, sortable="recruitment.post"),
        Column(_("Dicari"), "seats", kind="number"),
        Column(_("Lamaran"), "received", sortable=True, kind="number"),
        Column(_("Memenuhi syarat"), "qualified", sortable=True, kind="number"),
        Column(_("Tahap"), vacancy_state, key="tahap", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("region__name", "region__code"), hint=_("Nama atau kode wilayah")),
        ChoiceFilter(_("Jabatan"), "recruitment.post", choices_of(POSTS)),
        TURN_FILTER,
    )


class AnnouncementTable(Table):
    """The recruitments whose names anybody may read and comment on."""

    caption = _("Pengumuman pengawas")
    filename = "pengumuman-pengawas"
    empty = _("Belum ada nama yang diumumkan.")
    default_sort = "-announced_at"
    columns: ClassVar = (
        Column(_("Nomor"), "number", sortable=True, link=announcement_address),
        Column(_("Jabatan"), lambda row: POSTS[row.post]),
        Column(_("Wilayah"), "region.name", sortable=True),
        Column(_("Diumumkan"), "announced_at", sortable=True, kind="date"),
        Column(_("Tanggapan sampai"), "comments_until", sortable=True, kind="date"),
        Column(_("Status"), announcement_state, kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "region__name"), hint=_("Wilayah atau nomor")),
        ChoiceFilter(_("Jabatan"), "post", choices_of(POSTS)),
        DateRangeFilter(_("Diumumkan"), "announced_at", moment=True, param="hari"),
    )
