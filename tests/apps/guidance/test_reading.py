"""Acknowledging, reminding, and what the morning does."""

from datetime import date
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from netral.apps.guidance.actions import acknowledgements
from netral.apps.guidance.inputs import ReaderInput
from netral.apps.guidance.links import token_of
from netral.apps.guidance.models import ConcernedUnit
from netral.apps.guidance.tasks import morning
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.links import digest_of
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.apps.guidance.desk import PUBLIC_TEXT, Desk, judge_under_an_earlier_edition, later, noon

pytestmark = pytest.mark.django_db
READER = ReaderInput("Siti Pembaca", "Kepala Subbagian Umum")


def fresh(unit: ConcernedUnit) -> ConcernedUnit:
    with elevated("test"):
        return ConcernedUnit.objects.select_related("unit", "request").get(pk=unit.pk)


def letters(template: str) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(template=template).order_by("created_at", "address")
    return [(row.address.partition("@")[0].partition(".")[0], row.subject) for row in rows]


def test_a_unit_confirms_by_its_link_without_an_account(desk: Desk) -> None:
    unit = desk.reading(desk.through())
    link = reverse("guidance_read", args=[token_of(unit.pk)])
    phone = Client()
    shown = phone.get(link)
    assert shown.status_code == 200
    assert PUBLIC_TEXT in shown.content.decode()
    empty = phone.post(link, {"name": "", "office": ""})
    assert (empty.status_code, "“Nama Anda” belum diisi." in empty.content.decode()) == (422, True)
    assert phone.post(link, {"name": READER.name, "office": READER.office}).status_code == 302
    row = fresh(unit)
    assert (row.reader_name, row.reader_office, row.read_at is not None) == (READER.name, READER.office, True)
    assert "Siti Pembaca" in phone.get(link).content.decode()
    # A second confirmation changes nothing.
    again = phone.post(link, {"name": "Orang Lain", "office": "Staf"})
    assert again.status_code == 422
    assert fresh(unit).reader_name == READER.name


def test_the_digests_of_links_that_were_sent_outlive_the_change_of_their_form() -> None:
    change = import_module("netral.apps.guidance.migrations.0003_token_digest_as_bytes").Migration.operations[0]
    digest = digest_of("a" * 26)
    with connection.cursor() as cursor:
        # A temporary table hides the real one, which only its owner may change.
        cursor.execute("CREATE TEMPORARY TABLE guidance_concernedunit (token_digest bytea UNIQUE)")
        cursor.execute("INSERT INTO guidance_concernedunit VALUES (%s)", [digest])
        for statements, stored in ((change.reverse_sql, digest.hex()), (change.sql, digest)):
            cursor.execute(statements)
            cursor.execute("SELECT token_digest FROM guidance_concernedunit")
            assert cursor.fetchone() == (stored,)


def test_a_link_opens_nothing_before_the_answer_is_out_or_when_it_is_mistyped(desk: Desk) -> None:
    request = desk.ask()
    with elevated("test"):
        unit = ConcernedUnit.objects.filter(request=request).first()
    assert unit is not None
    for token in (token_of(unit.pk), "a" * 26, "x"):
        answer = Client().get(reverse("guidance_read", args=[token]))
        assert answer.status_code == 404
        assert "Tautan tidak dikenal" in answer.content.decode()
        assert "Suryadi" not in answer.content.decode()
    with elevated("test"), pytest.raises(StepRefused, match="belum terbit"):
        acknowledgements.confirm_read(unit=unit, reader=READER, by=desk.asker.actor)


def test_those_who_asked_confirm_for_their_own_office_alone(desk: Desk) -> None:
    published = desk.through()
    own, other = desk.reading(published, "BKPSDM Kabupaten Bengkalis"), desk.reading(published)
    confirm = desk.asker.client.post
    assert confirm(reverse("guidance_confirm_own", args=[own.pk])).status_code == 302
    assert fresh(own).reader_name == "Rahma Penanya"
    assert confirm(reverse("guidance_confirm_own", args=[other.pk])).status_code == 404
    assert fresh(other).read_at is None


def test_units_that_did_not_read_are_reminded_once_their_term_is_over(desk: Desk) -> None:
    published = desk.through()
    unit, own = desk.reading(published), desk.reading(published, "BKPSDM Kabupaten Bengkalis")
    # Published on Monday 7 October: three working days end on Thursday.
    assert unit.remind_from is not None
    assert unit.remind_from.date() == date(2024, 10, 10)
    with reading_as(desk.asker.actor):
        acknowledgements.set_contact(unit=unit, contact="dinkes@contoh.test", by=desk.asker.actor)
    with elevated("test"):
        acknowledgements.confirm_read(unit=own, reader=READER, by=desk.asker.actor)
    morning()
    assert letters("guidance_unread") == []
    clock.travel(noon(2024, 10, 11))
    morning()
    morning()
    assert letters("guidance_unread") == [("dinkes", "Mohon dibaca: jawaban petunjuk PP/14.03/2024/0001")]
    assert token_of(unit.pk) in Notice.objects.get(template="guidance_unread").body
    assert (fresh(unit).reminders, fresh(own).reminders) == (1, 0)


def test_without_a_contact_those_who_asked_are_told(desk: Desk) -> None:
    desk.through()
    clock.travel(noon(2024, 10, 11))
    before = Notice.objects.count()
    morning()
    told = Notice.objects.order_by("created_at")[before:]
    assert {row.user.name for row in told if row.user} == {"Rahma Penanya"}
    assert all("belum membaca" in row.subject for row in told)


def test_reminding_by_hand_reaches_those_who_did_not_read(desk: Desk) -> None:
    desk.through()
    answer = desk.asker.client.post(reverse("guidance_remind"), follow=True)
    assert "2 unit diingatkan" in answer.content.decode()
    assert desk.officer.client.post(reverse("guidance_remind")).status_code == 403


def test_a_contact_is_set_by_those_who_ask_alone(desk: Desk) -> None:
    unit = desk.reading(desk.through())
    with reading_as(desk.officer.actor), pytest.raises(StepRefused):
        acknowledgements.set_contact(unit=unit, contact="x@contoh.test", by=desk.officer.actor)


def test_late_answers_are_told_once_to_those_who_answer_and_approve(desk: Desk) -> None:
    request = desk.ask()
    later(days=3)
    morning()
    assert not Event.objects.filter(kind="guidance.overdue").exists()
    later(days=5)
    morning()
    later(days=1)
    morning()
    late = Notice.objects.filter(subject__contains="melewati batas waktu")
    assert sorted(row.user.name for row in late if row.user) == ["Dedi Penjawab", "Nur Ketua"]
    assert request.number in late[0].subject


def test_approvers_are_asked_once_to_look_at_answers_of_another_edition(desk: Desk) -> None:
    published = desk.through()
    morning()
    assert letters("guidance_review") == []
    judge_under_an_earlier_edition(published)
    morning()
    later(days=1)
    morning()
    (row,) = Notice.objects.filter(template="guidance_review")
    assert (row.user.name if row.user else "", "1 jawaban" in row.body) == ("Nur Ketua", True)
