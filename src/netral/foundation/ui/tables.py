"""Tables that can be filtered, sorted, paged and downloaded, over a query or a list. See the README for an example."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from netral.foundation.ui.columns import Column, read
from netral.foundation.ui.exports import CONTENT_TYPES, export_response
from netral.foundation.ui.filters import ChoiceFilter, DateRangeFilter, Filter, SearchFilter

__all__ = ["ChoiceFilter", "Column", "DateRangeFilter", "SearchFilter", "Table", "table_response"]

PAGE_SIZES = (25, 50, 100)
# A table counts and pages no further: whoever has more rows searches or filters, and downloads bring them all.
MOST_COUNTED = 10_000
EXPORT_CHUNK = 2000


class FirstRows(Sequence[Any]):
    """The rows of a query that are paged through, so that its length never decides how long a page takes."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.rows = rows

    @cached_property
    def found(self) -> int:
        """How many rows there are; one more than the most where there are more."""
        return self.rows.order_by()[: MOST_COUNTED + 1].count()

    def __len__(self) -> int:
        return min(self.found, MOST_COUNTED)

    def __getitem__(self, part: Any) -> Any:
        query = self.rows.query
        if not query.select_related or query.group_by or query.distinct or query.combinator:
            return self.rows[part]
        # First which rows are on the page, then what belongs to them: else all are joined before most are left out.
        return self.rows.filter(pk__in=list(self.rows.values_list("pk", flat=True)[part]))


class Table:
    """A declared table; subclass it, give it rows, hand it to `table_response` or `{% render_table %}`."""

    caption: ClassVar[Any] = ""
    columns: ClassVar[Sequence[Column]] = ()
    filters: ClassVar[Sequence[Filter]] = ()
    default_sort: ClassVar[str] = ""
    empty: ClassVar[Any] = _("Belum ada isinya.")
    filename: ClassVar[str] = "data"
    exportable: ClassVar[bool] = True
    layout: ClassVar[str] = "stacked"
    prefix: ClassVar[str] = ""

    def __init__(self, data: Any, params: Mapping[str, str] | None = None, path: str = "") -> None:
        self.data = data if isinstance(data, QuerySet) else list(data)
        self.path = path
        self.params = self._query_dict(params)

    def bind(self, request: HttpRequest) -> "Table":
        """Read the filters, order and page from a request."""
        self.params, self.path = request.GET.copy(), request.path
        for name in ("rows", "page", "state", "given", "sort"):
            self.__dict__.pop(name, None)
        return self

    @staticmethod
    def _query_dict(params: Mapping[str, str] | None) -> QueryDict:
        query = QueryDict(mutable=True)
        query.update(dict(params or {}))
        return query

    def param(self, name: str) -> str:
        """Give the GET name of a parameter, so that two tables can share a page."""
        return f"{self.prefix}{name}"

    @cached_property
    def given(self) -> dict[str, str]:
        """The parameters of this table without its prefix."""
        cut = len(self.prefix)
        # PostgreSQL refuses text with a null byte, and nobody means one.
        known = {key: str(value).replace("\0", "") for key, value in self.params.items()}
        return {key[cut:]: value for key, value in known.items() if key.startswith(self.prefix)}

    @cached_property
    def state(self) -> list[dict[str, Any]]:
        """What each filter shows now."""
        return [filter_.shown(self.given) for filter_ in self.filters]

    @property
    def is_filtered(self) -> bool:
        """Say whether any filter narrows the rows."""
        return any(shown["active"] for shown in self.state)

    @property
    def active_choices(self) -> int:
        """Count the filters in use beside the search."""
        return sum(shown["active"] for shown in self.state if shown["filter"].kind != "search")

    @property
    def has_more(self) -> bool:
        """Say whether there is more to choose than the search."""
        return bool(self.sortable_columns()) or any(shown["filter"].kind != "search" for shown in self.state)

    @property
    def shows_filters(self) -> bool:
        """Say whether there is anything to filter."""
        return bool(self.filters or self.sortable_columns()) and bool(self.total or self.is_filtered)

    @cached_property
    def sort(self) -> str:
        """The column name to sort by, with a leading minus for descending; only a sortable column counts."""
        wanted = self.given.get("urut", "")
        names = {column.name for column in self.sortable_columns()}
        return wanted if wanted.removeprefix("-") in names else self.default_sort

    def sortable_columns(self) -> list[Column]:
        """List the columns that can be sorted; a query sorts by a path only, a list by anything."""
        by_path = isinstance(self.data, QuerySet)
        return [column for column in self.columns if column.sortable and (column.order_by or not by_path)]

    @cached_property
    def rows(self) -> Any:
        """All rows that pass the filters, in a stable order."""
        rows = self.data
        for filter_ in self.filters:
            rows = filter_.apply(rows, self.given)
        return self._sorted_query(rows) if isinstance(rows, QuerySet) else self._sorted_list(rows)

    def _sorted_column(self) -> tuple[Column | None, bool]:
        name, descending = self.sort.removeprefix("-"), self.sort.startswith("-")
        return next((column for column in self.columns if column.name == name), None), descending

    def _sorted_query(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        column, descending = self._sorted_column()
        path = (column.order_by if column else "") or self.sort.removeprefix("-")
        order = F(path).desc(nulls_last=True) if descending else F(path).asc(nulls_last=True)
        # Rows of equal rank must not change places between pages. Grouped rows are told apart by what they group by.
        grouped = rows.query.values_select if rows.query.group_by else ()
        last = list(grouped) or ["pk"]
        if not path:
            last = [*rows.query.order_by, *last] if rows.ordered and rows.query.order_by else last
            return rows.order_by(*last)
        return rows.order_by(order, *last)

    def _sorted_list(self, rows: list[Any]) -> list[Any]:
        column, descending = self._sorted_column()
        name = self.sort.removeprefix("-")
        if not name:
            return rows
        valued = [(column.value(row) if column else read(row, name), row) for row in rows]
        known = [pair for pair in valued if pair[0] is not None]
        known.sort(key=lambda pair: pair[0].casefold() if isinstance(pair[0], str) else pair[0], reverse=descending)
        return [row for _value, row in known] + [row for value, row in valued if value is None]

    @property
    def size(self) -> int:
        """Rows on a page."""
        wanted = self.given.get("baris", "")
        return int(wanted) if wanted in map(str, PAGE_SIZES) else PAGE_SIZES[0]

    @cached_property
    def page(self) -> Page[Any]:
        """The page asked for, or the nearest that exists."""
        rows = FirstRows(self.rows) if isinstance(self.rows, QuerySet) else self.rows
        return Paginator(rows, self.size).get_page(self.given.get("halaman"))

    @property
    def total(self) -> int:
        """Count the rows that pass the filters, no further than can be paged."""
        return self.page.paginator.count

    @property
    def is_cut(self) -> bool:
        """Say whether there are rows beyond the last page."""
        rows = self.page.paginator.object_list
        return isinstance(rows, FirstRows) and rows.found > MOST_COUNTED

    def cells(self) -> Iterator[list[dict[str, Any]]]:
        """Give the cells of the page, row by row."""
        for row in self.page.object_list:
            yield [column.cell(row) for column in self.columns]

    def headers(self) -> Iterator[dict[str, Any]]:
        """Give the column heads with the link that sorts by them."""
        sortable = self.sortable_columns()
        for column in self.columns:
            ascending = self.sort == column.name
            direction = "ascending" if ascending else "descending" if self.sort == f"-{column.name}" else "none"
            turned = f"-{column.name}" if ascending else column.name
            url = self.url(urut=turned, halaman=None) if column in sortable else ""
            yield {"column": column, "direction": direction, "url": url}

    def url(self, **changes: str | int | None) -> str:
        """Give the address of this table with some parameters changed; None takes one away."""
        query = self.params.copy()
        query.pop(self.param("unduh"), None)
        for name, value in changes.items():
            if value is None:
                query.pop(self.param(name), None)
            else:
                query[self.param(name)] = str(value)
        return f"{self.path}?{query.urlencode()}" if query else self.path or "?"

    def pages(self) -> Iterator[dict[str, Any]]:
        """Give the page numbers to show, with gaps."""
        for number in self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1):
            is_gap = not isinstance(number, int)
            yield {
                "number": number,
                "gap": is_gap,
                "current": number == self.page.number,
                "url": "" if is_gap else self.url(halaman=number),
            }

    def sort_options(self) -> list[tuple[str, Any, bool]]:
        """List the orders to choose from as (value, column label, descending)."""
        return [(sign + c.name, c.label, bool(sign)) for c in self.sortable_columns() for sign in ("", "-")]

    @property
    def previous_url(self) -> str:
        """The address of the page before, empty on the first."""
        return self.url(halaman=self.page.number - 1) if self.page.has_previous() else ""

    @property
    def next_url(self) -> str:
        """The address of the page after, empty on the last."""
        return self.url(halaman=self.page.number + 1) if self.page.has_next() else ""

    def size_links(self) -> list[tuple[int, str, bool]]:
        """List the page sizes as (size, address, chosen)."""
        return [(size, self.url(baris=size, halaman=None), size == self.size) for size in PAGE_SIZES]

    def download_links(self) -> list[tuple[str, str]]:
        """List the downloads as (kind, address)."""
        return [(kind.upper(), self.url(unduh=kind, halaman=None)) for kind in CONTENT_TYPES] if self.exportable else []

    @property
    def clear_url(self) -> str:
        """The address without any filter."""
        return self.url(halaman=None, **{name: None for f in self.filters for name in f.params()})

    def hidden_params(self) -> list[tuple[str, str]]:
        """List the parameters the filter form carries along unseen."""
        own = {self.param(name) for f in self.filters for name in f.params()}
        own |= {self.param(name) for name in ("halaman", "unduh", "urut")}
        return [(key, str(value)) for key, values in self.params.lists() if key not in own for value in values]

    def export(self, kind: str) -> HttpResponseBase:
        """Send every row that passes the filters as a file."""
        columns = [column for column in self.columns if column.export]
        rows = self.rows.iterator(chunk_size=EXPORT_CHUNK) if isinstance(self.rows, QuerySet) else self.rows
        cells = ([column.exported(row) for column in columns] for row in rows)
        return export_response(kind, self.filename, [column.label for column in columns], cells)


def table_response(
    request: HttpRequest, table: Table, *, template: str, context: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """Answer with the page that holds the table, or with the file when a download was asked for."""
    table.bind(request)
    kind = table.given.get("unduh", "")
    if table.exportable and kind in CONTENT_TYPES:
        return table.export(kind)
    return render(request, template, {"table": table, **(context or {})})
