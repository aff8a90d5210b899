"""Who may do what in which order: other offices' rows, second presses, and names that would do harm."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from netral.apps.learning import events
from netral.apps.learning.actions import attendance, quiz_attempts, sessions
from netral.apps.learning.domain.sessions import Way
from netral.apps.learning.links import token_of
from netral.apps.learning.models import Attendance, Invitation, Material, Round, Session
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import holder_of_link
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.registry.import_steps import import_file
from netral.foundation.registry.models import AsnPerson
from tests.apps.learning.conftest import (
    BEGINS,
    BENGKALIS,
    attempts_of,
    invitation_of,
    make_session,
    right_answer,
    take_quiz,
)
from tests.foundation.registry.files import AGUS, SITI, csv_file
from tests.ground import Person

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
EVIL = "=HYPERLINK(\"http://jahat.example\") <script>alert('x')</script>"


def count(kind: EventKind) -> int:
    return Event.objects.filter(kind=kind.code).count()


def attended(session: Session, who: Person, nip: str) -> Attendance:
    with reading_as(who.actor):
        one = AsnPerson.objects.select_related("unit").get(nip=nip)
        attendance.record_attendance(session=session, people=[one], way=Way.TICK, by=who.actor)
        return Attendance.objects.get(session=session, person=one)


def material_of(session: Session, who: Person) -> Material:
    with reading_as(who.actor):
        upload = ContentFile(PDF, name="paparan.pdf")
        return sessions.add_material(session=session, upload=upload, by=who.actor)


def test_a_material_opens_for_who_sees_its_session_and_only_its_organiser_removes_it(
    session: Session, officer: Person, neighbour: Person, supervisor: Person
) -> None:
    material = material_of(session, officer)
    file = reverse("file_download", args=[material.file_id])
    assert b"".join(officer.client.get(file)) == PDF
    assert supervisor.client.get(file).status_code == 200
    assert neighbour.client.get(file).status_code == 404
    place = [session.pk, material.pk]
    assert neighbour.client.post(reverse("learning_material_remove", args=place)).status_code == 404
    refused = supervisor.client.post(reverse("learning_material_remove", args=place), follow=True).content.decode()
    assert "diselenggarakan oleh BKPSDM Kabupaten Bengkalis" in refused
    with reading_as(supervisor.actor), pytest.raises(StepRefused, match="diselenggarakan"):
        sessions.remove_material(material=material, by=supervisor.actor)
    with elevated("the test looks at everything"):
        assert Material.objects.filter(pk=material.pk).exists()


def test_a_cancelled_session_takes_no_material_and_prints_no_poster(session: Session, officer: Person) -> None:
    with reading_as(officer.actor):
        sessions.cancel_session(session=session, reason="Banjir.", by=officer.actor)
        cancelled = Session.objects.select_related("institution").get(pk=session.pk)
        with pytest.raises(StepRefused, match="posternya tidak berlaku"):
            sessions.print_poster(session=cancelled, by=officer.actor)
    with pytest.raises(StepRefused, match="materi tidak bisa ditambahkan"):
        material_of(session, officer)
    assert (count(events.POSTER_PRINTED), count(events.MATERIAL_ADDED)) == (0, 0)


def test_an_entry_is_undone_at_its_own_session_and_once(session: Session, officer: Person, neighbour: Person) -> None:
    entry, other = attended(session, officer, SITI[0]), make_session(officer, BEGINS + timedelta(hours=3))
    elsewhere = reverse("learning_attendance_undo", args=[other.pk, entry.pk])
    assert officer.client.post(elsewhere, {"alasan": "Salah."}).status_code == 404
    with reading_as(neighbour.actor), pytest.raises(Attendance.DoesNotExist):
        attendance.undo_attendance(attendance=entry, reason="Salah.", by=neighbour.actor)
    with reading_as(officer.actor):
        attendance.undo_attendance(attendance=entry, reason="Salah.", by=officer.actor)
        with pytest.raises(StepRefused, match="sudah dibatalkan"):
            attendance.undo_attendance(attendance=entry, reason="Lain.", by=officer.actor)
        assert Attendance.objects.get(pk=entry.pk).undo_reason == "Salah."


def test_a_quiz_is_answered_in_order_each_question_once_and_passed_once(siti: Invitation) -> None:
    holder = holder_of_link(str(siti.pk))
    begun = quiz_attempts.start_quiz(invitation=siti, by=holder)
    assert quiz_attempts.start_quiz(invitation=siti, by=holder).pk == begun.pk
    with pytest.raises(StepRefused, match="sudah dijawab"):
        quiz_attempts.answer_question(attempt=begun, number=2, answer="tidak", by=holder)
    with pytest.raises(StepRefused, match="setelah kuis lulus"):
        quiz_attempts.issue_certificate(attempt=begun, by=holder)
    for number in range(1, begun.length + 1):
        (attempt,) = attempts_of(siti)
        answer = right_answer(attempt)
        quiz_attempts.answer_question(attempt=attempt, number=number, answer=answer, by=holder)
        with pytest.raises(StepRefused, match="sudah dijawab"):
            quiz_attempts.answer_question(attempt=attempt, number=number, answer="tidak", by=holder)
    with pytest.raises(StepRefused, match="sudah lulus"):
        quiz_attempts.start_quiz(invitation=siti, by=holder)
    (passed,) = attempts_of(siti)
    assert (passed.passed, passed.right) == (True, passed.length)
    first = quiz_attempts.issue_certificate(attempt=passed, by=holder)
    assert quiz_attempts.issue_certificate(attempt=passed, by=holder).pk == first.pk
    assert (count(events.CERTIFICATE_ISSUED), count(events.QUIZ_PASSED)) == (1, 1)


def test_a_link_opens_nothing_of_another_person(siti: Invitation) -> None:
    agus, phone = invitation_of(AGUS[0]), Client()
    take_quiz(Client(), siti, token_of(siti.pk))
    for name, more in (("result", []), ("certificate", []), ("feedback", [1])):
        answer = phone.get(reverse(f"learning_{name}", args=[token_of(agus.pk), *more]))
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            reverse("learning_start", args=[token_of(agus.pk)]),
        )
    assert attempts_of(agus) == []
    assert "Siti" not in phone.get(reverse("learning_start", args=[token_of(agus.pk)])).content.decode()


def test_a_name_from_the_roster_runs_nowhere(officer: Person, round_: Round, session: Session, tmp_path: Path) -> None:
    roster = tmp_path / "jahat.csv"
    roster.write_bytes(csv_file((SITI[0], EVIL, *SITI[2:])).read())
    import_file(roster, Institution.objects.get(path=BENGKALIS), officer.actor)
    attended(session, officer, SITI[0])
    addresses = [
        reverse("learning_attendance", args=[session.pk]),
        reverse("learning_people", args=[session.government_id]),
        reverse("learning_start", args=[token_of(invitation_of(SITI[0]).pk)]),
    ]
    for address in addresses:
        page = officer.client.get(address).content.decode()
        assert "jahat.example" in page, address
        assert "<script>alert" not in page, address
    for address in addresses[:2]:
        exported = officer.client.get(address, {"unduh": "csv"}).getvalue().decode("utf-8-sig")
        assert "jahat.example" in exported
        assert not re.search(r'(^|,)"?=HYPERLINK', exported, re.MULTILINE), exported
