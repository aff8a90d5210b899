"""Tables of recruitments and of their vacancies, for staff and for everyone."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.labels import POSTS, RECRUITMENT_STATES
from netral.apps.supervisors.models import Recruitment, Vacancy
from netral.apps.supervisors.queries.vacancies import apply_address
from netral.foundation.ui.choices import Words, choices_of
from netral.foundation.ui.filters import Filter
from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def recruitment_page(row: Recruitment) -> str:
    """Return the address of a recruitment."""
    return reverse("recruitment", args=[row.pk])


def recruitment_status(row: Recruitment) -> tuple[Any, str]:
    """Return the words and tone of a recruitment's state."""
    return RECRUITMENT_STATES[row.state]


def _name(row: Recruitment) -> Words:
    return row.number or _("Draf, belum bernomor")


def _post(row: Recruitment) -> Words:
    return POSTS[row.post]


def _vacancy_post(row: Vacancy) -> Words:
    return POSTS[row.recruitment.post]


def _vacancy_recruitment(row: Vacancy) -> str:
    return recruitment_page(row.recruitment)


def _district(row: Vacancy) -> str:
    return str(row.region.parent or "") if len(row.region_id) > len("14.03.02") else str(row.region)


def _apply(row: Vacancy) -> str:
    return apply_address(row.pk)


def _apply_words(_row: Vacancy) -> Words:
    return _("Lamar")


class RecruitmentsTable(Table):
    """The recruitments a reader may see."""

    caption = _("Rekrutmen pengawas")
    filename = "rekrutmen-pengawas"
    empty = _("Belum ada rekrutmen.")
    default_sort = "-opens_on"
    columns: ClassVar = (
        Column(_("Nomor"), _name, sortable="number", link=recruitment_page),
        Column(_("Jabatan"), _post, sortable="post"),
        Column(_("Wilayah"), "region.name", sortable=True),
        Column(_("Lembaga"), "institution.name", sortable=True),
        Column(_("Dibuka"), "opens_on", sortable=True, kind="date"),
        Column(_("Ditutup"), "closes_on", sortable=True, kind="date"),
        Column(_("Lowongan"), "areas", sortable=True, kind="number"),
        Column(_("Pelamar"), "applicants", sortable=True, kind="number"),
        Column(_("Status"), recruitment_status, sortable="state", kind="status"),
    )
    filters: ClassVar = (
        SearchFilter(("number", "region__name", "institution__name"), hint=_("Nomor atau wilayah")),
        ChoiceFilter(_("Jabatan"), "post", choices_of(POSTS)),
        ChoiceFilter(_("Status"), "state", choices_of(RECRUITMENT_STATES)),
        TURN_FILTER,
        DateRangeFilter(_("Dibuka"), "opens_on"),
    )


class RecruitmentVacanciesTable(Table):
    """The vacancies of one recruitment, with how many applied."""

    caption = _("Lowongan")
    filename = "lowongan-pengawas"
    empty = _("Belum ada lowongan.")
    default_sort = "region"
    columns: ClassVar = (
        Column(_("Wilayah"), str, sortable="region", link=_vacancy_recruitment),
        Column(_("Kecamatan"), _district),
        Column(_("Jabatan"), _vacancy_post, sortable="recruitment__post"),
        Column(_("Kursi"), "seats", sortable=True, kind="number"),
        Column(_("Pelamar"), "applicants", sortable=True, kind="number"),
        Column(_("Perempuan"), "women", sortable=True, kind="number"),
        Column(_("Sampai"), "until", sortable=True, kind="date"),
        Column(_("Alasan perpanjangan"), "extension_reason"),
    )
    filters: ClassVar[Sequence[Filter]] = (
        SearchFilter(("region__name", "region__parent__name"), hint=_("Desa atau kecamatan")),
    )


class VacanciesTable(RecruitmentVacanciesTable):
    """The vacancies of every recruitment a reader may see."""

    filters: ClassVar[Sequence[Filter]] = (
        SearchFilter(("region__name", "region__parent__name"), hint=_("Desa atau kecamatan")),
        ChoiceFilter(_("Jabatan"), "recruitment.post", choices_of(POSTS), param="jabatan"),
        ChoiceFilter(_("Status"), "recruitment.state", choices_of(RECRUITMENT_STATES), param="status"),
        TURN_FILTER,
        DateRangeFilter(_("Sampai"), "until"),
    )


class OpeningsTable(Table):
    """The open vacancies of one district, for everyone."""

    caption = _("Lowongan yang dibuka")
    filename = "lowongan-pengawas"
    empty = _("Tidak ada lowongan yang dibuka di sini sekarang.")
    exportable = False
    default_sort = "region"
    columns: ClassVar = (
        Column(_("Wilayah"), str, sortable="region"),
        Column(_("Jabatan"), _vacancy_post, sortable="recruitment__post"),
        Column(_("Kursi"), "seats", kind="number"),
        Column(_("Sampai"), "until", sortable=True, kind="date"),
        Column(_("Melamar"), _apply_words, link=_apply),
    )
    filters: ClassVar = (
        SearchFilter(("region__name",), hint=_("Nama desa/kelurahan")),
        ChoiceFilter(_("Jabatan"), "recruitment.post", choices_of(POSTS), param="jabatan"),
    )
