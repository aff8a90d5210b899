"""Filing under load, and what is never stored."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections
from psycopg import sql

from netral.apps.reports import draft_store
from netral.apps.reports.actions import AlreadyFiled, ReportIncomplete, file_report
from netral.apps.reports.domain.answers import Step
from netral.apps.reports.draft_store import OpenDraft
from netral.apps.reports.models import Report
from netral.foundation.files.intake import FileRefused
from netral.foundation.files.models import StoredFile
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger.actors import PUBLIC
from netral.foundation.ledger.models import Event
from tests.apps.reports.reporter import NAMED, Reporter, photo

MANY = 32
WHO_ASKED = ("203.0.113.77", "PeramblanRahasia")


def written() -> OpenDraft:
    """Return a draft that is ready to be sent."""
    reporter = Reporter().answer()
    draft = draft_store.find(reporter.client.cookies["lapor"].value)
    assert draft is not None
    return draft


def send(draft: OpenDraft) -> str:
    """Send a draft in a thread of its own, with a connection of its own."""
    try:
        return file_report(draft=draft, by=PUBLIC).number
    except AlreadyFiled as before:
        return before.sent.number
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_thirty_two_reports_at_once_get_thirty_two_numbers(reporter: Reporter) -> None:
    drafts = [written() for _ in range(MANY)]
    with ThreadPoolExecutor(MANY) as pool:
        numbers = sorted(pool.map(send, drafts))
    assert numbers == [f"LP/14.03/2024/{place:05d}" for place in range(1, MANY + 1)]
    with elevated("test"):
        assert Report.objects.count() == MANY
        assert Report.objects.values("receipt_hash").distinct().count() == MANY
        assert StoredFile.objects.count() == MANY


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_one_draft_sent_many_times_at_once_is_one_report(reporter: Reporter) -> None:
    draft = written()
    with ThreadPoolExecutor(8) as pool:
        numbers = set(pool.map(send, [draft] * 8))
    assert numbers == {"LP/14.03/2024/00001"}
    with elevated("test"):
        assert Report.objects.count() == 1
        assert Event.objects.filter(kind="report.filed").count() == 1


@pytest.mark.django_db
def test_an_unfinished_draft_is_refused_with_what_is_missing(reporter: Reporter) -> None:
    _token, draft = draft_store.begin()
    with pytest.raises(ReportIncomplete) as refusal:
        file_report(draft=draft, by=PUBLIC)
    assert refusal.value.steps == tuple(Step)


@pytest.mark.django_db
def test_a_failure_leaves_the_draft_whole(reporter: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = written()
    monkeypatch.setattr("netral.apps.reports.actions.EVIDENCE", "roster")
    with pytest.raises(FileRefused, match="Jenis berkas ini tidak diterima"):
        file_report(draft=draft, by=PUBLIC)
    monkeypatch.undo()
    assert file_report(draft=draft, by=PUBLIC).number == "LP/14.03/2024/00001"


@pytest.mark.django_db
def test_nothing_anywhere_says_from_where_or_with_what_somebody_reported(reporter: Reporter) -> None:
    reporter.answer(NAMED)
    reporter.open(reporter.send())
    reporter.post("report_add", {"text": "tambahan", "files": [photo("dua.jpg")]})
    for table, row in _every_row():
        for trace in WHO_ASKED:
            assert trace not in row, table


@pytest.mark.django_db
def test_a_reporter_gets_no_session(reporter: Reporter) -> None:
    reporter.answer().send()
    assert set(reporter.client.cookies) <= {"lapor", "lapor_status", "csrftoken"}
    assert not any(table == "django_session" for table, _row in _every_row())


def _every_row() -> Iterator[tuple[str, str]]:
    with elevated("test"), connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
            yield from ((table, row) for (row,) in cursor.fetchall())
