"""Tables of people and of imports."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.foundation.institutions.models import Institution
from netral.foundation.registry.labels import EMPLOYMENTS, STATUSES
from netral.foundation.registry.models import AsnPerson, RosterImport
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.columns import Column
from netral.foundation.ui.filters import ChoiceFilter, SearchFilter
from netral.foundation.ui.tables import Table

ACTIVE = (("True", _("Aktif")), ("False", _("Tidak aktif")))


def _units() -> list[tuple[Any, str]]:
    # The database shows only the reader's people, and so only their units are offered.
    held = Institution.objects.filter(pk__in=AsnPerson.objects.order_by().values("unit"))
    return list(held.order_by("name").values_list("pk", "name"))


class PeopleTable(Table):
    """The civil servants a reader may see."""

    caption = _("Daftar ASN")
    filename = "daftar-asn"
    default_sort = "name"
    empty = _("Belum ada ASN. Unggah daftar ASN dari berkas XLSX atau CSV.")
    columns = (
        Column(_("Nama"), "name", sortable=True),
        Column(_("NIP"), "nip", sortable=True),
        Column(_("Unit kerja"), "unit.name", sortable=True),
        Column(_("Jabatan"), "position", sortable=True),
        Column(_("Jenis"), "get_employment_display", sortable="employment", key="jenis"),
        Column(_("E-mail"), "email"),
        Column(
            _("Status"),
            lambda row: (_("Aktif"), "good") if row.active else (_("Tidak aktif"), "neutral"),
            kind="status",
            key="status",
        ),
    )

    filters = (
        SearchFilter(("name", "nip", "position"), hint=_("Nama, NIP, atau jabatan")),
        ChoiceFilter(_("Unit kerja"), "unit_id", _units, param="unit"),
        ChoiceFilter(_("Jenis ASN"), "employment", choices_of(EMPLOYMENTS), param="jenis"),
        ChoiceFilter(_("Status"), "active", ACTIVE, param="status"),
    )


class MissingTable(Table):
    """The people whom a full roster left out."""

    caption = _("ASN yang tidak ada dalam berkas")
    filename = "asn-tidak-ada-dalam-berkas"
    default_sort = "name"
    filters = (SearchFilter(("name", "nip", "unit.name")),)
    columns = (
        Column(_("Nama"), "name", sortable=True),
        Column(_("NIP"), "nip", sortable=True),
        Column(_("Unit kerja"), "unit.name", sortable=True),
        Column(_("Jabatan"), "position", sortable=True),
    )


def _page_of(row: RosterImport) -> str:
    return reverse("registry_import", args=[row.pk])


def _status_of(row: RosterImport) -> tuple[Any, str]:
    return STATUSES[row.status]


class ImportsTable(Table):
    """The rosters that were uploaded."""

    caption = _("Berkas yang pernah diunggah")
    filename = "impor-daftar-asn"
    empty = _("Belum ada berkas yang diunggah.")
    columns = (
        Column(_("Berkas"), "file.name", link=_page_of),
        Column(_("Diunggah"), "created_at", kind="datetime", sortable=True),
        Column(_("Status"), _status_of, kind="status", key="status"),
        Column(_("Baris"), "row_count", kind="number"),
        Column(_("Baru"), lambda row: row.counts.get("new"), kind="number", key="baru"),
        Column(_("Berubah"), lambda row: row.counts.get("changed"), kind="number", key="berubah"),
        Column(_("Salah"), lambda row: row.counts.get("bad"), kind="number", key="salah"),
    )


class BadSample(Table):
    """The first bad rows, with what is wrong with each."""

    caption = _("Baris salah")
    exportable = False
    columns = (
        Column(_("Baris"), "row"),
        Column(_("Kolom"), "columns"),
        Column(_("Tertulis"), "values"),
        Column(_("Apa yang salah"), "reasons"),
    )


class ChangedSample(Table):
    """The first rows that would change somebody, with before and after."""

    caption = _("Berubah")
    exportable = False
    columns = (
        Column(_("Baris"), "row_no"),
        Column(_("Nama"), "name"),
        Column(_("NIP"), "nip"),
        Column(_("Sekarang → menjadi"), "changes"),
    )


class NewSample(Table):
    """The first rows that would add somebody."""

    caption = _("Baru")
    exportable = False
    columns = (
        Column(_("Baris"), "row_no"),
        Column(_("Nama"), "name"),
        Column(_("NIP"), "nip"),
        Column(_("Unit kerja"), "unit"),
        Column(_("Jabatan"), "position"),
    )


class UnchangedSample(NewSample):
    """The first rows that say what is known already."""

    caption = _("Sama seperti sekarang")
