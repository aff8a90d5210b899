"""What the pages of an import show of it."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from netral.engines.tables.cells import as_text
from netral.foundation.registry.examination import local_copy
from netral.foundation.registry.labels import hidden_parts
from netral.foundation.registry.models import RosterImport
from netral.foundation.registry.tables import BadSample, ChangedSample, NewSample, UnchangedSample
from netral.foundation.ui.tables import Table

SAMPLE_ROWS = 3


def look_of(roster: RosterImport) -> dict[str, Any]:
    """Return each head with what stands below it in the first rows, and what of the sheet is hidden from view."""
    with local_copy(roster.file, roster.sheet) as file:
        below = (row.cells for row in file.rows() if row.number > roster.head_row and not row.flaw)
        rows = list(islice(below, SAMPLE_ROWS))
    sample = [
        (header or _("Kolom %(n)s") % {"n": index + 1}, [as_text(cells[index]) for cells in rows if index < len(cells)])
        for index, header in enumerate(roster.headers)
    ]
    return {"sample": sample, "hidden": hidden_parts(file.sheet)}


def preview_of(roster: RosterImport) -> list[Table]:
    """Return the first rows of each kind as tables, the bad ones first; kinds without rows are left out."""
    samples = roster.samples
    tables: list[Table] = [
        BadSample([_bad(line) for line in samples.get("bad", [])]),
        ChangedSample([{**row, "changes": "; ".join(_changes(row))} for row in samples.get("changed", [])]),
        NewSample(samples.get("new", [])),
        UnchangedSample(samples.get("unchanged", [])),
    ]
    return [table for table in tables if table.data]


def _bad(line: dict[str, Any]) -> dict[str, Any]:
    faults = line["faults"]
    return {
        "row": line["row"],
        "columns": "; ".join(fault["column"] for fault in faults),
        "values": "; ".join(fault["value"] or "–" for fault in faults),
        "reasons": " ".join(fault["reason"] for fault in faults),
    }


def _changes(row: dict[str, Any]) -> Iterator[str]:
    labels = {
        "name": _("Nama"),
        "unit": _("Unit kerja"),
        "position": _("Jabatan"),
        "email": _("E-mail"),
        "phone": _("Nomor telepon"),
    }
    if not row["old_active"]:
        yield _("Status: tidak aktif → aktif")
    differing = [field for field in labels if row[field] != row[f"old_{field}"]]
    for field in differing:
        yield f"{labels[field]}: {row[f'old_{field}'] or '–'} → {row[field] or '–'}"
    if row["old_active"] and not differing:
        yield _("Jenis ASN, tanggal lahir, atau desa")
