"""The list of polling stations."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.tables import Column, SearchFilter, Table


class StationsTable(Table):
    """The polling stations a reader may see."""

    caption = _("TPS")
    filename = "tps"
    empty = _("Belum ada TPS. Unggah daftarnya dulu.")
    default_sort = "village"
    columns: ClassVar = (
        Column(_("Kode desa"), "village_id", sortable="village"),
        Column(_("Desa/kelurahan"), "village.name", sortable=True),
        Column(_("Kecamatan"), "village.parent.name", sortable=True),
        Column(_("Nomor TPS"), "number", sortable=True, kind="number"),
        Column(_("Tempat"), "place"),
        Column(_("Pemilihan"), "election.name"),
    )
    filters: ClassVar = (SearchFilter(("village__name", "village__parent__name", "place")),)
