"""The public comments on announced names in its window; the applicant never learns who wrote."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from netral.apps.supervisors.actions.comments import answer_comment, weigh_comment
from netral.apps.supervisors.domain.comments import Weight
from netral.apps.supervisors.models import PublicComment
from netral.apps.supervisors.queries.comments import comments_for_applicant
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import holder_of_link
from netral.foundation.ledger.models import Event
from tests.apps.supervisors.applicants import opening
from tests.apps.supervisors.panel import AFTER_COMMENTS, FIRST, LAST, act, announced, checked, panel
from tests.conftest import WIB
from tests.look import send_through
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")
SAID = {"nama": "Budi Pelapor", "kontak": "0812999", "tanggapan": "Ia pengurus partai sampai 2023."}


def stored() -> PublicComment:
    with elevated("the test reads what was written"):
        return PublicComment.objects.get()


def test_names_are_announced_only_once_everybody_is_checked() -> None:
    found, people = opening(), panel()
    page, announce = (
        reverse(name, args=[found.recruitment.pk]) for name in ("selection_announcement", "selection_announce")
    )
    stranger, officer = Client(), people.officers[0].client
    assert stranger.get(page).status_code == 404
    days = {
        "dari_day": 7,
        "dari_month": 10,
        "dari_year": 2024,
        "sampai_day": 9,
        "sampai_month": 10,
        "sampai_year": 2024,
    }
    assert "belum selesai diperiksa" in send_through(officer, announce, days).content.decode()
    checked(found, people)
    backwards = days | {"sampai_day": 6}
    assert "sebelum hari pertamanya" in send_through(officer, announce, backwards).content.decode()
    assert send_through(officer, announce, days).status_code == 302
    shown = stranger.get(page).content.decode()
    for application in found.applications:
        assert application.name in shown
        assert application.nik not in shown
        assert application.phone not in shown
    assert "Selat Baru" in shown
    assert officer.get(announce).status_code == 302, "it cannot be done twice"


def test_a_comment_with_evidence_gets_a_number_and_reaches_officers_alone() -> None:
    found, people = opening(applicants=1), panel()
    announced(found, people)
    row, stranger = found.applications[0], Client()
    photo = SimpleUploadedFile("bukti.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64)
    sent = stranger.post(reverse("comment", args=[row.pk]), {**SAID, "bukti_1": photo})
    assert sent.status_code == 302
    receipt = stranger.get(sent.headers["Location"]).content.decode()
    comment = stored()
    assert comment.number in receipt
    assert SAID["tanggapan"] not in receipt
    assert (
        SAID["tanggapan"]
        not in stranger.get(reverse("selection_announcement", args=[found.recruitment.pk])).content.decode()
    )
    page = people.officers[0].client.get(reverse("application_detail", args=[row.pk])).content.decode()
    assert SAID["nama"] in page
    assert "bukti.png" in page
    assert {*Event.objects.get(kind="comment.sent").data} - {"author", "contact", "text"} == {"number", "files"}


def test_a_file_that_is_not_accepted_loses_nothing_that_was_typed() -> None:
    found, people = opening(applicants=1), panel()
    announced(found, people)
    program = SimpleUploadedFile("bukti.exe", b"MZ" + b"0" * 64)
    answer = Client().post(reverse("comment", args=[found.applications[0].pk]), {**SAID, "bukti_1": program})
    assert answer.status_code == 422
    assert SAID["tanggapan"] in answer.content.decode()
    with elevated("the test reads what was written"):
        assert not PublicComment.objects.exists()


@pytest.mark.parametrize("day", [6, 10], ids=["before", "after"])
def test_outside_its_window_no_comment_is_taken(day: int) -> None:
    found, people = opening(applicants=1), panel()
    announced(found, people)
    with clock.at(datetime(2024, 10, day, 9, tzinfo=WIB)):
        answer = Client().post(reverse("comment", args=[found.applications[0].pk]), SAID)
    assert answer.status_code == 403
    assert "7 Oktober 2024" in answer.content.decode()
    with elevated("the test reads what was written"):
        assert not PublicComment.objects.exists()


def test_a_name_that_was_not_announced_cannot_be_commented_on() -> None:
    found = opening(applicants=1)
    assert Client().post(reverse("comment", args=[found.applications[0].pk]), SAID).status_code == 404


def test_the_applicant_answers_once_and_never_learns_who_wrote() -> None:
    found, people = opening(), panel()
    announced(found, people)
    row, other = found.applications
    Client().post(reverse("comment", args=[row.pk]), SAID)
    (seen,) = comments_for_applicant(row)
    assert SAID["nama"] not in repr(seen)
    assert SAID["kontak"] not in repr(seen)
    assert comments_for_applicant(other) == []
    comment, by = stored(), holder_of_link(str(row.pk))
    with pytest.raises(PublicComment.DoesNotExist):
        answer_comment(application=other, comment_id=comment.pk, text="Bukan saya", by=by)
    answer_comment(application=row, comment_id=comment.pk, text="Saya keluar 2017.", by=by)
    with pytest.raises(StepRefused):
        answer_comment(application=row, comment_id=comment.pk, text="Maksud saya 2018.", by=by)
    assert stored().answer == "Saya keluar 2017."


def test_a_comment_is_weighed_with_a_reason_when_none_can_come_any_more() -> None:
    found, people = opening(applicants=1), panel()
    announced(found, people)
    row, officer = found.applications[0], people.officers[0]
    Client().post(reverse("comment", args=[row.pk]), SAID)
    given = {"application": row, "comment": stored(), "weight": Weight.UNPROVEN, "reason": "SK mundur tertanggal 2017"}
    with pytest.raises(StepRefused, match="belum selesai"):
        act(weigh_comment, officer, **given)
    assert waits(officer) == []
    with clock.at(AFTER_COMMENTS):
        assert [item.why for item in waits(officer)] == ["Ada tanggapan masyarakat yang belum dipertimbangkan."]
        address = reverse("selection_weigh", args=[row.pk, stored().pk])
        sent = {"pertimbangan": "unproven", "alasan": given["reason"]}
        assert send_through(officer.client, address, sent).status_code == 302
        with pytest.raises(StepRefused, match="sudah dipertimbangkan"):
            act(weigh_comment, officer, **given)
        assert waits(officer) == []
    assert (FIRST.day, LAST.day) == (7, 9)
