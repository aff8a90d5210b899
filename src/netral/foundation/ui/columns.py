"""Columns of a table: how a value is read, shown, sorted and exported."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from django.utils.encoding import force_str

from netral.foundation.ui import formats

Kind = Literal["text", "date", "datetime", "number", "percent", "status"]
Accessor = str | Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """One column; `accessor` is a path such as "institution.name" or a function of the row."""

    label: Any
    accessor: Accessor
    sortable: bool | str = False
    link: Callable[[Any], str | None] | str | None = None
    numeric: bool = False
    export: bool | Callable[[Any], Any] = True
    kind: Kind = "text"
    key: str = ""
    zone: Callable[[Any], str] | str | None = None
    # Of a column that picks rows: the form its boxes belong to, which the page lays beside the table.
    form: str = ""

    @property
    def name(self) -> str:
        """The name of the column in addresses."""
        if self.key:
            return self.key
        if isinstance(self.sortable, str):
            return self.sortable.replace(".", "__")
        if isinstance(self.accessor, str):
            return self.accessor.replace(".", "__")
        return self.accessor.__name__.strip("<>_")

    @property
    def order_by(self) -> str:
        """The database path to sort by; empty when the column cannot be sorted."""
        if isinstance(self.sortable, str):
            return self.sortable.replace(".", "__")
        return self.name if self.sortable and isinstance(self.accessor, str) else ""

    @property
    def is_number(self) -> bool:
        """Say whether figures are set to the right."""
        return self.numeric or self.kind in ("number", "percent")

    @property
    def is_date(self) -> bool:
        """Say whether the cells hold days or moments, which are not broken over lines."""
        return self.kind in ("date", "datetime")

    def value(self, row: Any) -> Any:
        """Read the value of a row."""
        return read(row, self.accessor) if isinstance(self.accessor, str) else self.accessor(row)

    def url(self, row: Any) -> str:
        """Give the address a cell links to, empty for none."""
        if callable(self.link):
            return self.link(row) or ""
        return str(read(row, self.link) or "") if self.link else ""

    def cell(self, row: Any) -> dict[str, Any]:
        """Give what the cell of a row shows."""
        value = self.value(row)
        if self.kind == "status" and value:
            text, tone = value if isinstance(value, tuple) else (value, "neutral")
            return {"column": self, "text": text, "tone": tone, "url": ""}
        return {"column": self, "text": self.written(value, self._zone(row)), "tone": "", "url": self.url(row)}

    def written(self, value: Any, zone: str | None = None) -> Any:
        """Write a value the way the language does."""
        if value is None or value == "":
            return "–"
        if isinstance(value, datetime):
            return formats.tanggal_pendek(value, zone) if self.kind == "date" else formats.waktu_pendek(value, zone)
        if isinstance(value, date):
            return formats.tanggal_pendek(value)
        if self.kind == "percent":
            return formats.persen(value)
        return formats.angka(value) if isinstance(value, int | float | Decimal) and self.is_number else value

    def exported(self, row: Any) -> Any:
        """Give the raw value for a file: numbers and dates stay what they are, moments get their offset."""
        value = self.export(row) if callable(self.export) else self.value(row)
        if isinstance(value, tuple):
            value = value[0]
        if isinstance(value, datetime):
            return formats.in_zone(value, self._zone(row)).isoformat(timespec="minutes")
        if value is None or (isinstance(value, int | float | Decimal | date) and not isinstance(value, bool)):
            return value
        return force_str(value)

    def _zone(self, row: Any) -> str | None:
        return self.zone(row) if callable(self.zone) else self.zone


def read(row: Any, path: str) -> Any:
    """Follow a dotted or `__` path through mappings, attributes and plain methods."""
    # A row of `QuerySet.values()` carries the whole path as its key.
    if isinstance(row, Mapping) and path in row:
        return row[path]
    value = row
    for step in path.replace("__", ".").split("."):
        if value is None:
            return None
        value = value.get(step) if isinstance(value, Mapping) else getattr(value, step)
        if callable(value):
            value = value()
    return value
