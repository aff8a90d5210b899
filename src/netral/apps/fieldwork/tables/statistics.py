"""Tables of counts, and of those who have sent nothing."""

from typing import Any, ClassVar
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.apps.fieldwork.queries.places import CountedPlace
from netral.apps.fieldwork.queries.statistics import Counted
from netral.apps.supervisors import api as supervisors
from netral.foundation.ui.tables import ChoiceFilter, Column, SearchFilter, Table


def district_address(row: Counted) -> str:
    """Return the address of the observations of a district."""
    return f"{reverse('observation_list')}?kecamatan={row.code}"


class DistrictCountTable(Table):
    """Observations and findings by district."""

    caption = _("Amatan per kecamatan")
    filename = "amatan-per-kecamatan"
    empty = _("Belum ada amatan.")
    columns: ClassVar = (
        Column(_("Kecamatan"), "label", sortable=True, link=district_address),
        Column(_("Kode"), "code", sortable=True),
        Column(_("Amatan"), "observations", sortable=True, kind="number"),
        Column(_("Temuan"), "findings", sortable=True, kind="number"),
    )


def place_address(row: CountedPlace) -> str:
    """Return the address of the observations of a place: of a district, or of a village in it."""
    words = f"&cari={quote(row.label)}" if row.code != row.district else ""
    return f"{reverse('observation_list')}?kecamatan={row.district}{words}"


class PlaceCountTable(Table):
    """What the map shows, in words."""

    caption = _("Amatan di peta")
    filename = "amatan-di-peta"
    empty = _("Belum ada amatan.")
    columns: ClassVar = (
        Column(_("Wilayah"), "label", sortable=True, link=place_address),
        Column(_("Kode"), "code", sortable=True),
        Column(_("Amatan"), "observations", sortable=True, kind="number"),
        Column(_("Bertitik GPS"), "placed", sortable=True, kind="number"),
    )


def phone_standing(row: Any) -> tuple[Any, str]:
    """Return whether she has a phone from which she could send."""
    return (_("Terdaftar, belum mengirim"), "warning") if row.phones else (_("Tanpa ponsel terdaftar"), "bad")


class SilentMonitorTable(Table):
    """People of groups of monitors from whom nothing ever came."""

    caption = _("Pemantau yang belum mengirim apa pun")
    filename = "pemantau-belum-mengirim"
    empty = _("Semua pemantau yang bertugas sudah pernah mengirim amatan.")
    default_sort = "since"
    columns: ClassVar = (
        Column(_("Nama"), "monitor_name", sortable=True),
        Column(_("Kelompok"), "group.name", sortable=True),
        Column(_("Wilayah"), "group.region.name", sortable=True),
        Column(_("Ponsel"), phone_standing, sortable="phones", kind="status"),
        Column(_("Sejak"), "since", sortable=True, kind="date"),
    )
    filters: ClassVar = (
        SearchFilter(("monitor_name", "group__name"), hint=_("Nama atau kelompok")),
        ChoiceFilter(
            _("Ponsel"), "has_phone", [("True", _("Terdaftar")), ("False", _("Tanpa ponsel"))], param="ponsel"
        ),
    )


class SilentTable(Table):
    """Supervisors in office from whom nothing ever came."""

    caption = _("Belum mengirim apa pun")
    filename = "belum-mengirim"
    empty = _("Semua pengawas yang bertugas sudah pernah mengirim amatan.")
    default_sort = "since"
    columns: ClassVar = (
        Column(_("Nama"), "supervisor.name", sortable=True),
        Column(_("Tugas"), lambda row: supervisors.POSTS[row.post], sortable="post"),
        Column(_("Wilayah"), "region.name", sortable=True),
        Column(_("Di"), "region.parent.name"),
        Column(_("Ponsel"), phone_standing, sortable="phones", kind="status"),
        Column(_("Sejak"), "since", sortable=True, kind="date"),
    )
    filters: ClassVar = (
        SearchFilter(("supervisor__name", "region__name"), hint=_("Nama atau desa")),
        ChoiceFilter(
            _("Ponsel"), "has_phone", [("True", _("Terdaftar")), ("False", _("Tanpa ponsel"))], param="ponsel"
        ),
    )
