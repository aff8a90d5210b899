"""The lists of postings, of areas and their seats, of totals by region, and of imported lists."""

from datetime import date
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as translated, gettext_lazy as _

from netral.apps.supervisors.domain.coverage import EMPTY, FULL, Figures, Spot
from netral.apps.supervisors.domain.postings import EndCause, PostingState
from netral.apps.supervisors.labels import DONE, END_CAUSES, POSTING_STATES, POSTS
from netral.apps.supervisors.models import Posting, SupervisorList
from netral.apps.supervisors.queries.areas import districts_read
from netral.apps.supervisors.queries.postings import WITH_ACCOUNT, WITHOUT_ACCOUNT
from netral.foundation.regions.models import Region
from netral.foundation.regions.queries import today_in
from netral.foundation.ui.choices import choices_of
from netral.foundation.ui.formats import tanggal_pendek
from netral.foundation.ui.tables import ChoiceFilter, Column, SearchFilter, Table
from netral.foundation.workflow.work import TURN_FILTER


def posting_url(row: Posting) -> str:
    """Return the address of a posting."""
    return reverse("supervisor_posting", args=[row.pk])


def area_url(code: str) -> str:
    """Return the address of the postings of an area."""
    return f"{reverse('supervisor_postings')}?wilayah={code}"


def empty_url(region: Region) -> str:
    """Return where an empty area is filled: the page of its region's seats."""
    return reverse("supervisor_coverage", args=[region.parent_id])


def list_url(row: SupervisorList) -> str:
    """Return the address of an uploaded list."""
    return reverse("supervisor_list", args=[row.pk])


def last_day_of(row: Posting) -> date | None:
    """Return the last day of a posting; nothing where it was withdrawn before its first."""
    return row.last_day if row.last_day >= row.starts_on else None


def standing_of(row: Posting) -> tuple[Any, str]:
    """Return how a posting stands today, and its tone: who leaves on a day to come serves until then."""
    if row.end_cause == EndCause.WITHDRAWN:
        return END_CAUSES[EndCause.WITHDRAWN], "neutral"
    if row.state != PostingState.ACTIVE and row.in_office(today_in(row.region_id)):
        return translated("Bertugas sampai %(day)s") % {"day": tanggal_pendek(row.last_day)}, "warning"
    return POSTING_STATES[row.state]


class PostingTable(Table):
    """Postings by area, post and state."""

    caption = _("Pengawas yang ditempatkan")
    filename = "pengawas"
    empty = _("Belum ada pengawas yang ditempatkan di wilayah ini. Tempatkan seorang, atau impor daftar yang ada.")
    default_sort = "place"
    columns: ClassVar = (
        Column(_("Nama"), "supervisor.name", sortable=True, link=posting_url),
        Column(_("Tugas"), lambda row: POSTS[row.post], sortable="post"),
        Column(_("Tempat"), "place", sortable="region_id", key="place"),
        Column(_("Di"), "region.parent.name"),
        Column(_("Mulai"), "starts_on", sortable=True, kind="date"),
        Column(_("Sampai"), last_day_of, key="last_day", kind="date"),
        Column(_("Akun"), lambda row: _("Ada") if row.membership_id else _("Tanpa akun")),
        Column(_("Status"), standing_of, sortable="state", kind="status"),
    )

    filters: ClassVar = (
        SearchFilter(("supervisor__name", "region__name", "number"), hint=_("Nama, desa, atau nomor")),
        ChoiceFilter(_("Tugas"), "post", [*POSTS.items()], param="tugas"),
        ChoiceFilter(_("Kecamatan"), "in_district", districts_read, param="kecamatan"),
        ChoiceFilter(_("Status"), "state", choices_of(POSTING_STATES), param="status"),
        ChoiceFilter(
            _("Akun"), "has_account", [(WITH_ACCOUNT, _("Ada akun")), (WITHOUT_ACCOUNT, _("Tanpa akun"))], param="akun"
        ),
        TURN_FILTER,
    )


def empty_since(spot: Spot) -> Any:
    """Return since when an area has an empty seat, in words; nothing where it has none."""
    if not spot.empty:
        return ""
    return tanggal_pendek(spot.since) if spot.since else _("Belum pernah terisi")


class SpotTable(Table):
    """The areas of a region, each with its seats."""

    caption = _("Desa dan kelurahan")
    filename = "cakupan-pengawas"
    empty = _("Tidak ada wilayah yang cocok.")
    columns: ClassVar = (
        Column(_("Wilayah"), "name", sortable=True, link=lambda spot: area_url(spot.code)),
        Column(_("Kode"), "code", sortable=True),
        Column(_("Kecamatan"), "district_name", sortable=True),
        Column(_("Tugas"), "seats", kind="number"),
        Column(_("Terisi"), "filled", sortable=True, kind="number"),
        Column(_("Kosong sejak"), empty_since, key="since", export=lambda spot: spot.since),
        Column(_("Tindakan"), lambda spot: DONE[spot.done], sortable=True, kind="status", key="done"),
        Column(_("Pendaftaran sampai"), "until", kind="date"),
    )

    filters: ClassVar = (
        SearchFilter(("name", "code", "district_name"), hint=_("Nama, kode, atau kecamatan")),
        ChoiceFilter(_("Keadaan"), "held", [(EMPTY, _("Kosong")), (FULL, _("Terisi"))], param="keadaan"),
        ChoiceFilter(_("Tindakan"), "done", choices_of(DONE), param="tindakan"),
    )


class FiguresTable(Table):
    """The seats of regions, how many are held and how many are not."""

    caption = _("Cakupan pengawas")
    filename = "cakupan-pengawas"
    empty = _("Belum ada data wilayah.")
    columns: ClassVar = (
        Column(_("Wilayah"), "name", sortable=True, link="url"),
        Column(_("Kode"), "code", sortable=True),
        Column(_("Tugas"), "posts", sortable=True, kind="number"),
        Column(_("Terisi"), "filled", sortable=True, kind="number"),
        Column(_("Kosong"), "empty", sortable=True, kind="number", link="empty_url"),
        Column(_("Bagian terisi"), "share", sortable=True, kind="percent"),
    )
    filters: ClassVar = (SearchFilter(("name", "code")),)


class EmptyAreaTable(Table):
    """Areas that have been without anybody for more than a week."""

    caption = _("Kosong lebih dari 7 hari")
    filename = "desa-tanpa-pengawas"
    empty = _("Tidak ada desa yang kosong lebih dari 7 hari.")
    default_sort = "held_until"
    columns: ClassVar = (
        Column(_("Desa/kelurahan"), "name", sortable=True, link=empty_url),
        Column(_("Kecamatan"), "parent.name"),
        Column(_("Hari terakhir terisi"), "held_until", sortable=True, kind="date"),
    )
    filters: ClassVar = (SearchFilter(("name", "parent__name")), TURN_FILTER)


class SupervisorListTable(Table):
    """Lists of supervisors that were uploaded."""

    caption = _("Daftar yang pernah diunggah")
    filename = "daftar-pengawas-unggahan"
    empty = _("Belum ada daftar yang diunggah.")
    columns: ClassVar = (
        Column(_("Berkas"), "file.name", link=list_url),
        Column(_("Diunggah"), "uploaded_at", sortable=True, kind="datetime"),
        Column(_("Masuk"), "good", kind="number"),
        Column(_("Ditolak"), "bad", kind="number"),
    )


def figures_row(figures: Figures, url: str, empty: str) -> dict[str, Any]:
    """Return figures as a row whose numbers open their rows."""
    return {
        "code": figures.code,
        "name": figures.name,
        "posts": figures.posts,
        "filled": figures.filled,
        "empty": figures.empty,
        "share": figures.share,
        "url": url,
        "empty_url": empty,
    }
