"""A form is read with every fault told, published by a second person, and valid on some days; then it stays."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from netral.apps.fieldwork.actions import form_versions as actions
from netral.apps.fieldwork.domain.form_versions import FormState
from netral.apps.fieldwork.form_content import dump, load
from netral.apps.fieldwork.models import FormVersion
from netral.apps.fieldwork.queries.form_versions import valid_forms
from netral.cli.form_publication import FormNotPublished, publish_form
from netral.engines.steps.table import StepRefused
from netral.engines.xforms.workbook import workbook_of
from netral.foundation.accounts.queries import current_day
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.apps.fieldwork.field import SHIPPED, editors, publish_shipped, sheet_of, shipped_form, shipped_text
from tests.foundation.ui.conftest import Page
from tests.ground import Person, person
from tests.look import send_through
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")


def workbook(version: str = "", code: str = "kejadian_cepat", **cells: str) -> SimpleUploadedFile:
    """Return a shipped form as a workbook, with another version and other cells of its survey ("C3")."""
    book = load_workbook(io.BytesIO(workbook_of(shipped_text(code))))
    for place, value in cells.items():
        book["survey"][place] = value
    if version:
        heads = [cell.value for cell in book["settings"][1]]
        book["settings"].cell(2, heads.index("version") + 1, version)
    kept = io.BytesIO()
    book.save(kept)
    return SimpleUploadedFile("formulir.xlsx", kept.getvalue())


def uploaded(who: Person, sheet: SimpleUploadedFile) -> FormVersion:
    answer = who.client.post(reverse("form_upload"), {"berkas": sheet})
    assert answer.status_code == 302, answer.content.decode()
    with reading_as(who.actor):
        return FormVersion.objects.get(pk=answer["Location"].rstrip("/").rpartition("/")[2])


def state_of(row: FormVersion) -> str:
    with elevated("the test reads the state"):
        row.refresh_from_db()
        return row.state


@pytest.mark.parametrize("code", [*SHIPPED])
def test_a_form_is_kept_as_it_was_read(code: str) -> None:
    form = shipped_form(code)
    assert load(dump(form)) == form


def test_two_people_bring_a_form_to_the_phones_in_their_pages() -> None:
    maker, publisher = editors()
    row = uploaded(maker, workbook())
    page = maker.client.get(reverse("form_version", args=[row.pk])).content.decode()
    assert "Apa yang terjadi?" in page
    assert "What is happening?" in page
    assert reverse("form_publish", args=[row.pk]) not in page
    day = current_day() + timedelta(days=2)
    sent = {"mulai_day": day.day, "mulai_month": day.month, "mulai_year": day.year}
    assert maker.client.post(reverse("form_propose", args=[row.pk]), sent).status_code == 302
    assert [item.url for item in waits(publisher)] == [reverse("form_version", args=[row.pk])]
    assert waits(maker) == []
    send_through(publisher.client, reverse("form_publish", args=[row.pk]), {})
    assert state_of(row) == FormState.PUBLISHED
    assert waits(publisher) == []
    assert valid_forms(current_day()) == []
    assert [form.pk for form in valid_forms(day)] == [row.pk]
    with elevated("the test reads the ledger"):
        kinds = Event.objects.filter(subject_id=str(row.pk)).order_by("at").values_list("kind", flat=True)
        assert [*kinds] == ["form.drafted", "form.proposed", "form.published"]


def test_nobody_publishes_what_she_made_or_proposed() -> None:
    maker, publisher = editors()
    with elevated("the test acts"):
        row = actions.draft_version(form=shipped_form("form_a"), sheet=sheet_of("form_a"), by=maker.actor)
        with pytest.raises(StepRefused, match="belum diajukan"):
            actions.publish_version(version=row, by=publisher.actor)
        actions.propose_version(version=row, valid_from=current_day(), by=publisher.actor)
        for own in (maker, publisher):
            with pytest.raises(StepRefused, match="orang lain yang menerbitkannya"):
                actions.publish_version(version=row, by=own.actor)
        third = person("form_editor", "bawaslu", name="Ketiga")
        actions.publish_version(version=row, by=third.actor)
        with pytest.raises(StepRefused, match="sudah terbit"):
            actions.publish_version(version=row, by=third.actor)
    assert state_of(row) == FormState.PUBLISHED


def test_a_new_version_ends_the_old_one_the_day_before_and_shows_what_changed() -> None:
    maker, publisher = editors()
    old = publish_shipped(maker, publisher)
    new = uploaded(maker, workbook("2026120102", C3="Apa yang Anda lihat?"))
    page = maker.client.get(reverse("form_version", args=[new.pk])).content.decode()
    assert "Yang berubah dari versi" in page
    assert "Apa yang terjadi?" in page
    assert "Apa yang Anda lihat?" in page
    first = current_day() + timedelta(days=5)
    with elevated("the test acts"):
        actions.propose_version(version=new, valid_from=first, by=maker.actor)
        actions.publish_version(version=new, by=publisher.actor)
    assert state_of(old) == FormState.PUBLISHED
    assert old.valid_to == first - timedelta(days=1)
    assert [form.version for form in valid_forms(first)] == ["2026120102"]
    assert [form.version for form in valid_forms(first - timedelta(days=1))] == [old.version]


def links(who: Person, row: FormVersion) -> dict[str, str]:
    """Return the steps that a version's page offers, and whether each looks like its main button."""
    page = Page(who.client.get(reverse("form_version", args=[row.pk])).content.decode())
    below = reverse("form_version", args=[row.pk])
    found = [each for each in page.all("a") if (each.get("href") or "").startswith(below)]
    return {
        str(each["href"]): "button" if "govuk-button" in (each.get("class") or "") else "link"
        for each in found
        if each["href"] not in (below, reverse("form_xform", args=[row.pk]))
    }


def test_a_version_text_is_used_once_and_again_only_after_it_was_dropped() -> None:
    maker, _publisher = editors()
    row = uploaded(maker, workbook())
    again = maker.client.post(reverse("form_upload"), {"berkas": workbook()})
    assert again.status_code == 422
    assert "sudah diunggah" in again.content.decode()
    with elevated("the test acts"):
        actions.withdraw_version(version=row, words="Salah berkas", by=maker.actor)
    assert uploaded(maker, workbook()).state == FormState.DRAFT


@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        (SimpleUploadedFile("a.xlsx", b"PK\x03\x04" + b"x" * 90), "Berkas"),
        (SimpleUploadedFile("a.xlsx", b""), "kosong"),
        (SimpleUploadedFile("a.csv", b"type,name\ntext,a"), "Berkas"),
        (SimpleUploadedFile("a.xlsx", b"\x00" * (2 * 1024 * 1024 + 1)), "2 MB"),
    ],
    ids=["damaged", "empty", "csv", "large"],
)
def test_what_is_no_workbook_is_refused_and_nothing_is_kept(sheet: SimpleUploadedFile, told: str) -> None:
    maker, _publisher = editors()
    answer = maker.client.post(reverse("form_upload"), {"berkas": sheet})
    assert answer.status_code in {200, 422}
    assert told in answer.content.decode()
    with elevated("the test counts"):
        assert not FormVersion.objects.exists()


def test_every_fault_is_told_by_sheet_and_row() -> None:
    maker, _publisher = editors()
    answer = maker.client.post(reverse("form_upload"), {"berkas": workbook(A3="teks", C4="")})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "survey 3" in page
    assert "survey 4" in page


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_only_days_to_come_are_proposed_and_published(days: int) -> None:
    maker, publisher = editors()
    day = current_day() + timedelta(days=days)
    with elevated("the test acts"):
        row = actions.draft_version(form=shipped_form("form_a"), sheet=sheet_of("form_a"), by=maker.actor)
        if days < 0:
            with pytest.raises(StepRefused, match="sudah lewat"):
                actions.propose_version(version=row, valid_from=day, by=maker.actor)
            return
        actions.propose_version(version=row, valid_from=day, by=maker.actor)
        with clock.at(clock.now() + timedelta(days=days + 1)), pytest.raises(StepRefused, match="sudah lewat"):
            actions.publish_version(version=row, by=publisher.actor)


def test_a_version_may_end_without_another() -> None:
    maker, publisher = editors()
    row, day = publish_shipped(maker, publisher), current_day()
    with elevated("the test acts"):
        for last, told in ((day - timedelta(days=1), "sudah lewat"), (date(2023, 1, 1), "sudah lewat")):
            with pytest.raises(StepRefused, match=told):
                actions.end_version(version=row, last_day=last, words="Selesai", by=publisher.actor)
        actions.end_version(version=row, last_day=day, words="Selesai", by=publisher.actor)
    assert valid_forms(day + timedelta(days=1)) == []
    assert len(valid_forms(day)) == 1


def test_what_ends_or_takes_back_a_version_does_not_look_like_the_way_on() -> None:
    maker, publisher = editors()
    row = uploaded(maker, workbook())
    propose, withdraw = (reverse(f"form_{verb}", args=[row.pk]) for verb in ("propose", "withdraw"))
    assert links(maker, row) == {propose: "button", withdraw: "link"}
    with elevated("the test acts"):
        actions.propose_version(version=row, valid_from=current_day(), by=maker.actor)
    assert links(maker, row) == {withdraw: "link", reverse("form_reject", args=[row.pk]): "link"}
    assert links(publisher, row)[reverse("form_publish", args=[row.pk])] == "button"
    with elevated("the test acts"):
        actions.publish_version(version=row, by=publisher.actor)
    assert links(publisher, row) == {reverse("form_end", args=[row.pk]): "link"}


def test_a_rejected_version_says_why_and_regions_see_no_forms() -> None:
    maker, publisher = editors()
    row = uploaded(maker, workbook())
    with elevated("the test acts"):
        actions.propose_version(version=row, valid_from=current_day(), by=maker.actor)
    send_through(publisher.client, reverse("form_reject", args=[row.pk]), {"alasan": "Pertanyaan 2 menyesatkan"})
    assert state_of(row) == FormState.REJECTED
    assert "Pertanyaan 2 menyesatkan" in maker.client.get(reverse("form_version", args=[row.pk])).content.decode()
    officer = person("supervisor_officer", "bawaslu.14.03")
    assert officer.client.get(reverse("form_versions")).status_code == 403
    assert officer.client.get(reverse("form_version", args=[row.pk])).status_code == 403


def test_the_command_line_publishes_in_the_name_of_two() -> None:
    maker, publisher = editors()
    form, sheet, day = shipped_form("form_a"), sheet_of("form_a").read(), current_day()
    emails = {"by": maker.membership.user.email, "second": publisher.membership.user.email}
    officer = person("supervisor_officer", "bawaslu.14.03").membership.user.email
    for given, told in (
        ({**emails, "second": emails["by"]}, "Two different people"),
        ({**emails, "second": "tidak@ada.test"}, "Nobody here"),
        ({**emails, "by": officer}, "fieldwork.draft"),
    ):
        with pytest.raises(FormNotPublished, match=told):
            publish_form(form, sheet, day, **given)
    with pytest.raises(FormNotPublished, match="sudah lewat"):
        publish_form(form, sheet, day - timedelta(days=1), **emails)
    assert "2026120101" in publish_form(form, sheet, day, **emails)
    assert [each.code for each in valid_forms(day)] == ["form_a"]
