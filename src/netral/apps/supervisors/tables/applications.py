"""Lists of applications and of the vacancies that take them at the counter; no column or file of them holds a NIK."""

from collections.abc import Mapping
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.supervisors.labels import APPLICATION_STATES, CHANNELS, POSTS, SEXES
from netral.apps.supervisors.models import Application, Recruitment, Vacancy
from netral.apps.supervisors.queries.areas import districts_read
from netral.apps.supervisors.queries.candidates import is_called
from netral.engines.identifiers.pasted import identifier
from netral.foundation.regions.queries import zone_of
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.tables import ChoiceFilter, Column, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER

_MOST_CHOICES = 60
_SEARCHED = _("Nama, atau awal nomor lamaran")


class ApplicantFilter(SearchFilter):
    """Names that hold every word, and numbers that begin with it, among rows that are few already."""

    def apply(self, rows: QuerySet[Any], given: Mapping[str, str]) -> QuerySet[Any]:
        """Keep the rows found by every word."""
        for word in identifier(given.get(self.param, "")).split():
            rows = rows.filter(self.found(word))
        return rows

    def found(self, word: str) -> Q:
        """Return the condition for one word."""
        return Q(name__icontains=word) | Q(number__istartswith=word)


class NationalFilter(ApplicantFilter):
    """The same among all applications of the country, by the indexes there are for names and numbers."""

    def found(self, word: str) -> Q:
        """Return the condition for one word."""
        return is_called(word)


class DistrictFilter(ChoiceFilter):
    """Rows whose area lies in the chosen district."""

    def apply(self, rows: QuerySet[Any], given: Mapping[str, str]) -> QuerySet[Any]:
        """Keep the rows of the district itself and of the villages in it."""
        shown = self.shown(given)
        if not shown["active"]:
            return rows
        code = shown["value"]
        return rows.filter(Q(vacancy__region_id=code) | Q(vacancy__region__code__startswith=f"{code}."))


def _recruitments() -> list[tuple[Any, str]]:
    # The database shows only the reader's own.
    rows = Recruitment.objects.select_related("region").order_by("-opens_on", "region__name")[:_MOST_CHOICES]
    return [(row.pk, f"{POSTS[row.post]}, {row.region.name}, {row.opens_on:%Y}") for row in rows]


def _detail(row: Application) -> str:
    return reverse("application_detail", args=[row.pk])


def _zone(row: Application) -> ZoneInfo:
    return zone_of(row.vacancy.region_id, row.submitted_at.date())


def _state(row: Application) -> tuple[Any, str]:
    return APPLICATION_STATES[row.state]


class ApplicationTable(Table):
    """Applications an institution may see."""

    caption = _("Lamaran pengawas")
    filename = "lamaran-pengawas"
    empty = _("Belum ada lamaran. Lamaran muncul di sini begitu dikirim, atau dicatat di loket.")
    columns: ClassVar = [
        Column(_("Nomor"), "number", sortable=True, link=_detail),
        Column(_("Nama"), "name", sortable=True),
        Column(_("Jenis kelamin"), lambda row: SEXES[row.sex], key="kelamin"),
        Column(_("Untuk"), lambda row: str(row.vacancy), key="untuk"),
        Column(_("Status"), _state, sortable="state", kind="status", key="status"),
        Column(_("Jalur"), lambda row: CHANNELS[row.channel], key="jalur"),
        Column(_("Dikirim"), "submitted_at", sortable=True, kind="datetime", zone=lambda row: _zone(row).key),
    ]

    filters: ClassVar = [
        ApplicantFilter(("name", "number"), hint=_SEARCHED),
        ChoiceFilter(_("Rekrutmen"), "recruitment_id", _recruitments, param="rekrutmen"),
        DistrictFilter(_("Kecamatan"), "vacancy.region_id", districts_read, param="kecamatan"),
        ChoiceFilter(_("Status"), "state", choices_of(APPLICATION_STATES), param="status"),
        TURN_FILTER,
        ChoiceFilter(_("Jalur"), "channel", choices_of(CHANNELS), param="jalur"),
        ChoiceFilter(_("Jenis kelamin"), "sex", choices_of(SEXES), param="kelamin"),
    ]


class NationalTable(ApplicationTable):
    """The same for a reader of the whole country."""

    filters: ClassVar = [NationalFilter(("name", "number"), hint=_SEARCHED), *ApplicationTable.filters[1:]]


def _counter(row: Vacancy) -> str:
    return reverse("application_counter", args=[row.pk])


class CounterTable(Table):
    """Vacancies for which staff may take an application at the counter."""

    caption = _("Lowongan yang dibuka")
    filename = "lowongan-loket"
    exportable = False
    empty = _("Tidak ada lowongan yang sedang dibuka. Lamaran dapat dicatat sesudah rekrutmen dibuka.")
    columns: ClassVar = [
        Column(_("Untuk"), str, key="untuk", link=_counter),
        Column(_("Jabatan"), lambda row: POSTS[row.recruitment.post], key="jabatan"),
        Column(_("Sampai"), "until", sortable=True, kind="date"),
    ]
    filters: ClassVar = [
        SearchFilter(("region.name",), hint=_("Nama desa atau kecamatan")),
        ChoiceFilter(_("Jabatan"), "recruitment.post", choices_of(POSTS), param="jabatan"),
    ]
