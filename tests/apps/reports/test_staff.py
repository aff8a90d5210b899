"""The officers' inbox: who sees what, who opens whose name, and what leaves the house in a file."""

import csv
import io
from typing import Any

import pytest
from django.urls import reverse

from netral.apps.reports import api
from netral.apps.reports.domain.answers import statement_digest
from netral.apps.reports.models import Accused, Evidence, Message, Report, ReporterIdentity, StatusNote
from netral.apps.reports.queries import filed_statement
from netral.foundation.files.tasks import copy_file
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from tests.apps.reports.reporter import NAMED, Reporter, only_report
from tests.ground import Person, person

pytestmark = pytest.mark.django_db

LIST = "/petugas/laporan/"


@pytest.fixture
def report(reporter: Reporter) -> Report:
    """Return a report about Bengkalis, filed with a name."""
    reporter.answer(NAMED).send()
    return only_report()


@pytest.fixture
def officer(ground: None) -> Person:
    """Return the officer of Bengkalis."""
    return person("supervisor_officer", "bawaslu.14.03")


@pytest.fixture
def stranger(ground: None) -> Person:
    """Return the officer of Semarang."""
    return person("supervisor_officer", "bawaslu.33.74")


def exported(who: Person) -> list[dict[str, str]]:
    content = streamed(who.client.get(f"{LIST}?unduh=csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def streamed(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_the_receiving_officer_reads_the_report(report: Report, officer: Person) -> None:
    assert report.number in officer.client.get(LIST).content.decode()
    page = officer.client.get(reverse("report_detail", args=[report.pk])).content.decode()
    assert "Bambang Rekaan" in page
    assert "Isi sama dengan saat dikirim" in page
    assert "foto.jpg" in page


def test_the_province_above_reads_it_too(report: Report) -> None:
    above = person("supervisor_officer", "bawaslu.14")
    assert report.number in above.client.get(LIST).content.decode()


def test_another_region_sees_it_nowhere(report: Report, stranger: Person) -> None:
    assert report.number not in stranger.client.get(LIST).content.decode()
    assert exported(stranger) == []
    assert stranger.client.get(reverse("report_detail", args=[report.pk])).status_code == 404
    assert stranger.client.post(reverse("report_answer", args=[report.pk]), {"text": "x"}).status_code == 404
    assert stranger.client.post(reverse("report_identity", args=[report.pk])).status_code == 404
    with elevated("test"):
        file = Evidence.objects.exclude(file=None).get()
    assert stranger.client.get(reverse("file_download", args=[file.file_id])).status_code == 404


def test_the_database_itself_hides_every_part(report: Report, stranger: Person) -> None:
    models = (Report, Accused, ReporterIdentity, Evidence, StatusNote)
    with reading_as(stranger.actor):
        assert [model.objects.count() for model in models] == [0] * len(models)
    with elevated("test"):
        assert all(model.objects.count() for model in models)


def test_every_model_that_hangs_on_a_report_is_hidden(report: Report) -> None:
    assert not Report.objects.exists()
    assert not Message.objects.exists()


def test_the_officer_downloads_the_evidence(report: Report, officer: Person) -> None:
    with elevated("test"):
        file = Evidence.objects.exclude(file=None).get()
    copy_file(str(file.file_id))
    response = officer.client.get(reverse("file_download", args=[file.file_id]))
    assert streamed(response).startswith(b"\xff\xd8")


def test_opening_a_name_is_recorded_with_who_asked(report: Report, officer: Person) -> None:
    address = reverse("report_detail", args=[report.pk])
    assert NAMED["name"] not in officer.client.get(address).content.decode()
    assert not Event.objects.filter(kind="report.identity_opened").exists()
    page = officer.client.post(reverse("report_identity", args=[report.pk])).content.decode()
    assert NAMED["name"] in page
    event = Event.objects.get(kind="report.identity_opened")
    assert event.actor == f"staff:{officer.actor.id}"
    assert event.subject_id == str(report.pk)


def test_who_may_only_view_opens_no_name(report: Report) -> None:
    member = person("supervisor_member", "bawaslu.14.03")
    assert member.client.get(reverse("report_detail", args=[report.pk])).status_code == 200
    assert member.client.post(reverse("report_identity", args=[report.pk])).status_code == 403
    assert member.client.post(reverse("report_answer", args=[report.pk]), {"text": "x"}).status_code == 403


def test_without_a_name_there_is_none_to_open(reporter: Reporter, officer: Person) -> None:
    reporter.answer().send()
    assert officer.client.post(reverse("report_identity", args=[only_report().pk])).status_code == 404


def test_exports_name_no_reporter_and_no_accused(report: Report, officer: Person) -> None:
    (row,) = exported(officer)
    assert row["Nomor"] == report.number
    for secret in (*NAMED.values(), "Bambang Rekaan"):
        assert secret not in str(row)


def test_the_inbox_is_filtered(report: Report, officer: Person) -> None:
    for query, found in (
        ("status=filed", True),
        ("status=refused", False),
        ("tingkat=village", True),
        ("tingkat=regency", False),
        ("route=initial_information", False),
        ("cari=mobil+dinas", True),
        ("act=foto-unggah", False),
        ("urut=region__name", True),
    ):
        page = officer.client.get(f"{LIST}?{query}")
        assert (report.number in page.content.decode()) == found, query


def test_the_officer_sees_what_the_words_speak_of_and_decides_herself(report: Report, officer: Person) -> None:
    address = reverse("report_act", args=[report.pk])
    page = officer.client.get(reverse("report_detail", args=[report.pk])).content.decode()
    proposals = page[page.index("Usulan dari isi laporan") : page.index("Semua perbuatan")]
    assert 'value="fasilitas-negara"' in proposals
    assert "Belum ditetapkan" in page

    assert officer.client.post(address, {"act": "pengerahan"}).status_code == 302

    with elevated("test"):
        now_said = only_report()
        assert (now_said.act, now_said.decided_act) == ("fasilitas-negara", "pengerahan")
        assert statement_digest(filed_statement(now_said)) == report.digest
    event = Event.objects.get(kind="report.act_confirmed")
    assert event.data == {"act": "pengerahan", "before": "fasilitas-negara"}
    with reading_as(officer.actor):
        assert api.report(report.pk, officer.actor).act_id == "pengerahan"


def test_only_an_act_of_the_catalogue_and_only_by_its_officer_is_set(
    report: Report, officer: Person, stranger: Person
) -> None:
    address = reverse("report_act", args=[report.pk])
    refused = officer.client.post(address, {"act": "luar-cakupan"})
    assert refused.status_code == 200
    assert stranger.client.post(address, {"act": "pengerahan"}).status_code == 404
    assert person("supervisor_member", "bawaslu.14.03").client.post(address, {"act": "pengerahan"}).status_code == 403
    assert not Event.objects.filter(kind="report.act_confirmed").exists()


def test_those_without_the_permission_are_kept_out(report: Report) -> None:
    personnel = person("personnel_officer", "pemda.14.03.bkpsdm")
    assert personnel.client.get(LIST).status_code == 403
    assert Reporter().client.get(LIST).status_code == 302


def test_what_was_filed_is_found_again_by_its_digest(report: Report, reporter: Reporter, officer: Person) -> None:
    reporter.open(reporter.get("report_sent").context["sent"].code)
    reporter.post("report_add", {"links": "https://contoh.test/kemudian"})
    with elevated("test"):
        assert statement_digest(filed_statement(only_report())) == report.digest


def test_other_apps_see_a_report_without_its_reporter(report: Report, officer: Person, stranger: Person) -> None:
    with reading_as(officer.actor):
        view = api.report(report.pk, officer.actor)
    assert (view.number, view.region_code, view.act_id) == (report.number, "14.03.02.2001", "fasilitas-negara")
    assert [(row.name, row.unit) for row in view.accused] == [("Bambang Rekaan", "Kantor Lurah Selat Baru")]
    assert view.evidence_count == 1
    assert {row.code: row.met for row in view.conditions}["F.IDENTITAS"]
    assert NAMED["name"] not in repr(view)
    with reading_as(stranger.actor), pytest.raises(Report.DoesNotExist):
        api.report(report.pk, stranger.actor)


def test_totals_count_what_a_region_received(report: Report) -> None:
    api.tell_reporter(report_id=report.pk, status="registered", text="", by=SYSTEM)
    assert api.counts("14.03")["received"] == 1
    assert api.counts("14")["reached.registered"] == 1
    assert api.counts("")["now.registered"] == 1
    assert api.counts("33") == {}
    assert api.counts("14.0") == {}
