"""The list of heads of governments who are candidates."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.tables import Column, SearchFilter, Table


class IncumbentTable(Table):
    """Incumbents by government and election."""

    caption = _("Calon petahana")
    filename = "calon-petahana"
    empty = _("Belum ada calon petahana yang dicatat.")
    default_sort = "government__name"
    columns: ClassVar = (
        Column(_("Pemerintah daerah"), "government.name", sortable=True),
        Column(_("Pemilihan"), "election.name", sortable=True),
        Column(_("Nama"), "name", sortable=True),
        Column(_("Menjabat sejak"), "since", sortable=True, kind="date"),
        Column(_("Sumber"), "source"),
    )
    filters: ClassVar = (SearchFilter(("government__name", "name")),)
