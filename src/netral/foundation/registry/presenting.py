"""What the pages of an import show of it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from netral.foundation.registry.domain import as_text
from netral.foundation.registry.examining import local_copy
from netral.foundation.registry.models import RosterImport

SAMPLE_ROWS = 3
_COMPARED = ("name", "unit", "position", "email", "phone")


def sample_of(roster: RosterImport) -> list[tuple[str, list[str]]]:
    """Return each head with what stands below it in the first rows, to see which column is which."""
    with local_copy(roster.file) as file:
        below = (cells for number, cells in file.rows() if number > roster.head_row)
        rows = list(islice(below, SAMPLE_ROWS))
    return [
        (header or _("Kolom %(n)s") % {"n": index + 1}, [as_text(cells[index]) for cells in rows if index < len(cells)])
        for index, header in enumerate(roster.headers)
    ]


def preview_of(roster: RosterImport) -> dict[str, Any]:
    """Return the first rows of each kind, with what would change."""
    changed = [{**row, "changes": list(_changes(row))} for row in roster.samples.get("changed", [])]
    return {**roster.samples, "changed": changed}


def _changes(row: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    labels = {
        "name": _("Nama"),
        "unit": _("Unit kerja"),
        "position": _("Jabatan"),
        "email": _("E-mail"),
        "phone": _("Nomor telepon"),
    }
    if not row["old_active"]:
        yield _("Status"), _("Tidak aktif"), _("Aktif")
    for field in _COMPARED:
        if row[field] != row[f"old_{field}"]:
            yield labels[field], row[f"old_{field}"] or "–", row[field] or "–"
