"""The lines of a checked ZIP as a table."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from netral.foundation.seals.batches import Line
from netral.foundation.ui.tables import Column, Table

# More lines would make the page too heavy for a phone; the files to download have them all.
SHOWN = 500


def _page_of(line: Line) -> str | None:
    return reverse("verify_code", args=[line.shown_code]) if line.code else None


class LineTable(Table):
    """One line for each file of a ZIP."""

    caption = _("Hasil tiap berkas")
    filename = "pemeriksaan-zip"
    exportable = False
    columns = (
        Column(_("Berkas"), "name"),
        Column(_("Hasil"), "words", kind="status"),
        Column(_("Penyegel"), "signer"),
        Column(_("Disegel pada"), "sealed_at", kind="datetime"),
        Column(_("Kode pemeriksaan"), "shown_code", link=_page_of),
    )

    @property
    def size(self) -> int:
        """Lines on the page, which has no further ones."""
        return SHOWN
