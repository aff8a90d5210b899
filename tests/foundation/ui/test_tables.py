"""Tables over lists and queries: filter, order, page, links."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from hypothesis import given, strategies as st
from pytest_django import DjangoAssertNumQueries

from netral.foundation.ui.tables import ChoiceFilter, Column, DateRangeFilter, SearchFilter, Table, table_response
from tests.foundation.ui.conftest import Page, download
from tests.foundation.ui.gallery import CaseTable, EmptyTable, cases

Draw = Callable[..., str]
Get = Callable[..., HttpRequest]


def shown(table: Table) -> list[str]:
    """List the first column of the page."""
    return [row[0]["text"] for row in table.cells()]


def test_a_search_finds_every_word_in_any_field() -> None:
    table = CaseTable(cases(), {"cari": "KAMPANYE 004"})
    assert shown(table) == ["004/REG/LP/X/2024"]
    assert table.is_filtered


def test_filters_narrow_together() -> None:
    table = CaseTable(cases(), {"state": "putus", "filed_on_dari": "2024-09-10", "filed_on_sampai": "2024-09-12"})
    assert table.total
    assert {(row.state, row.filed_on.day) for row in table.rows} <= {("putus", day) for day in (10, 11, 12)}
    assert table.active_choices == 2


@pytest.mark.parametrize(
    "params", [{"state": "x' OR 1=1"}, {"filed_on_dari": "kemarin"}, {"halaman": "99"}, {"baris": "7"}]
)
def test_nonsense_in_the_address_changes_nothing(params: dict[str, str]) -> None:
    table = CaseTable(cases(), params)
    assert table.total == 130
    assert not table.is_filtered
    assert len(shown(table)) in (25, 5)


@pytest.mark.parametrize(("size", "pages"), [("25", 6), ("50", 3), ("100", 2)])
def test_pages_hold_every_row_once(size: str, pages: int) -> None:
    seen: list[str] = []
    for number in range(1, pages + 1):
        seen += shown(CaseTable(cases(), {"baris": size, "halaman": str(number)}))
    assert len(seen) == len(set(seen)) == 130


def test_order_turns_around_and_keeps_unknown_last() -> None:
    rising = [row.witnesses for row in CaseTable(cases(), {"urut": "witnesses"}).rows]
    falling = [row.witnesses for row in CaseTable(cases(), {"urut": "-witnesses"}).rows]
    unknown = rising.count(None)
    assert unknown
    assert rising[-unknown:] == falling[-unknown:] == [None] * unknown
    assert rising[:-unknown] == sorted(rising[:-unknown]) == falling[:-unknown][::-1]


def test_only_a_sortable_column_sorts() -> None:
    assert CaseTable(cases(), {"urut": "seen_at"}).sort == "number"
    assert CaseTable(cases(), {"urut": "-title"}).sort == "-title"


@given(st.lists(st.one_of(st.none(), st.integers(-5, 5)), max_size=40), st.booleans())
def test_sorting_loses_no_row(values: list[int | None], falling: bool) -> None:
    class Numbers(Table):
        columns = (Column("N", "n", sortable=True),)

    table = Numbers([{"n": value} for value in values], {"urut": "-n" if falling else "n"})
    assert sorted(map(repr, table.rows)) == sorted(repr({"n": value}) for value in values)


def test_links_keep_what_was_chosen() -> None:
    table = CaseTable(cases(), {"state": "putus", "cari": "a", "tab": "semua", "halaman": "2"}, "/perkara/")
    head = next(head for head in table.headers() if head["column"].name == "title")
    assert head["url"] == "/perkara/?state=putus&cari=a&tab=semua&urut=title"
    assert table.url(halaman=3) == "/perkara/?state=putus&cari=a&tab=semua&halaman=3"
    assert table.clear_url == "/perkara/?tab=semua"
    assert table.hidden_params() == [("tab", "semua")]
    assert table.download_links()[0] == ("CSV", "/perkara/?state=putus&cari=a&tab=semua&unduh=csv")


def test_two_tables_share_a_page() -> None:
    params = {"cari": "001", "lama_cari": "002"}
    assert shown(CaseTable(cases(), params)) == ["001/REG/LP/X/2024"]
    assert shown(EmptyTable(cases(), params)) == ["002/REG/LP/X/2024"]


def test_the_page_has_caption_heads_and_a_scroll_region(draw: Draw) -> None:
    html = draw("{% render_table table %}", table=CaseTable(cases(), {"urut": "-filed_on"}, "/p/"))
    page = Page(html)
    assert len(page.all("th", scope="col")) == 7
    assert page.all("th", **{"aria-sort": "descending"})
    assert page.all("div", role="region", tabindex="0", **{"aria-label": "Perkara terdaftar"})
    assert len(page.all("nav")) == 1
    assert page.all("a", **{"aria-current": "page"})
    assert "Baris 1–25 dari 130" in html
    assert "21 Okt 2024, 12.12 WIT" in html
    assert len(page.ids()) == len(set(page.ids()))


def test_an_empty_table_says_so(draw: Draw) -> None:
    assert "Belum ada perkara." in draw("{% render_table table %}", table=EmptyTable([]))
    html = draw("{% render_table table %}", table=CaseTable(cases(), {"cari": "tidak ada"}, "/p/"))
    assert "Tidak ada baris yang cocok dengan saringan ini." in html
    assert Page(html).all("a", href="/p/")


def test_values_from_rows_are_escaped(draw: Draw) -> None:
    class Names(Table):
        columns = (Column("Nama", "name", link=lambda row: "/?x=" + row["name"]),)

    html = draw("{% render_table table %}", table=Names([{"name": '"><script>alert(1)</script>'}]))
    assert "<script" not in html


class Permissions(Table):
    """Permissions, because Django always has more than a page of them."""

    caption = "Izin"
    default_sort = "content_type__model"
    columns = (
        Column("Kode", "codename", sortable=True),
        Column("Model", "content_type.model", sortable=True),
        Column("Rumit", lambda row: row.name.upper(), sortable=True, key="rumit"),
        Column("Panjang", lambda row: len(row.name), sortable="name", kind="number"),
    )
    filters = (
        SearchFilter(("codename", "content_type.model")),
        ChoiceFilter("App", "content_type.app_label", lambda: [("auth", "Akun"), ("sessions", "Sesi")]),
    )


def permissions() -> Any:
    return Permission.objects.select_related("content_type")


@pytest.mark.django_db
def test_a_query_is_filtered_sorted_and_paged_in_the_database() -> None:
    # Other apps have sessions too.
    djangos = permissions().exclude(content_type__app_label="learning")
    found = Permissions(djangos, {"cari": "SESSION \0 add_s", "urut": "-codename"})
    assert shown(found) == ["add_session"]
    chosen = Permissions(permissions(), {"content_type__app_label": "auth"})
    assert chosen.total == Permission.objects.filter(content_type__app_label="auth").count() > 0
    falling = [row.codename for row in Permissions(permissions(), {"urut": "-codename"}).rows]
    assert falling == sorted(falling, reverse=True)


@pytest.mark.django_db
def test_rows_of_equal_rank_keep_their_place() -> None:
    total = Permission.objects.count()
    assert total > 25
    seen: list[Any] = []
    for number in range(1, -(-total // 25) + 1):
        seen += [row.pk for row in Permissions(permissions(), {"halaman": str(number)}).page.object_list]
    assert sorted(seen) == sorted(Permission.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_a_query_sorts_by_a_path_only() -> None:
    table = Permissions(permissions(), {"urut": "rumit"})
    assert table.sort == "content_type__model"
    assert [column.name for column in table.sortable_columns()] == ["codename", "content_type__model", "name"]
    assert shown(Permissions(permissions(), {"urut": "name"}))


@pytest.mark.django_db
def test_grouped_rows_stay_grouped() -> None:
    class Grouped(Table):
        columns = (
            Column("App", "content_type__app_label", sortable=True),
            Column("Jumlah", "many", sortable=True, kind="number"),
        )

    rows = Permission.objects.values("content_type__app_label").annotate(many=Count("pk"))
    table = Grouped(rows, {"urut": "-many", "baris": "50"})
    counts = [row["many"] for row in table.rows]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == Permission.objects.count()
    assert len(shown(table)) == Permission.objects.values("content_type__app_label").distinct().count()


@pytest.mark.django_db
def test_a_query_is_read_whole_before_the_view_answers(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    response = Permissions(permissions(), {"baris": "25"}).export("csv")
    # Once the view has answered, the reader's scope in the database may be gone.
    with django_assert_num_queries(0):
        body = download(response).decode("utf-8-sig")
    assert len(body.splitlines()) == Permission.objects.count() + 1


@pytest.mark.django_db
def test_days_hold_their_moments_in_a_query() -> None:
    class Sessions(Table):
        columns = (Column("Kunci", "session_key"),)
        filters = (DateRangeFilter("Berakhir", "expire_date", moment=True),)

    # 20.00 UTC is already the next day in Jakarta.
    evening = datetime(2024, 10, 20, 20, tzinfo=UTC)
    for days in range(3):
        Session.objects.create(session_key=f"k{days}", session_data="", expire_date=evening + timedelta(days=days))
    chosen = {"expire_date_dari": "2024-10-21", "expire_date_sampai": "2024-10-22"}
    assert shown(Sessions(Session.objects.all(), chosen)) == ["k0", "k1"]


def test_a_view_answers_with_page_or_file(get: Get) -> None:
    page = table_response(get(cari="004"), CaseTable(cases()), template="ui/parts/table.html", context={"x": 1})
    assert isinstance(page, HttpResponse)
    assert b"004/REG/LP/X/2024" in page.content
    assert b"005/REG" not in page.content
    file = table_response(get(cari="004", unduh="csv"), CaseTable(cases()), template="ui/parts/table.html")
    assert file["Content-Disposition"] == 'attachment; filename="perkara.csv"'
    assert download(file).count(b"\r\n") == 2


def test_a_table_may_refuse_downloads(get: Get) -> None:
    class Closed(CaseTable):
        exportable = False

    page = table_response(get(unduh="csv"), Closed(cases()), template="ui/parts/table.html")
    assert page["Content-Type"].startswith("text/html")
    assert isinstance(page, HttpResponse)
    assert b"unduh=" not in page.content
