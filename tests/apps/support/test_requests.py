"""Requests and answers: numbered without gaps, seen by two institutions, answered once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.support.actions.requests import answer_support, ask_support, withdraw_request
from netral.apps.support.domain.requests import LetterState
from netral.apps.support.events import LETTER_ANSWERED, LETTER_ASKED
from netral.apps.support.models import SupportRequest
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.models import SealedDocument
from tests.apps.support.lending import DAY, LAST, officer, parts, treasurer
from tests.ground import Person
from tests.look import send_through
from tests.work import waits

pytestmark = pytest.mark.usefixtures("ground")


def asked(who: Person, subject: str = "Ruang rapat") -> SupportRequest:
    with elevated("test"):
        return ask_support(subject=subject, text="Mohon ruang rapat.", due_on=LAST, by=who.actor)


def fresh(letter: SupportRequest) -> SupportRequest:
    with elevated("test"):
        return SupportRequest.objects.get(pk=letter.pk)


def test_it_is_asked_and_answered_on_the_pages_with_sealed_letters(client: Client) -> None:
    asks, answers = treasurer(), officer()
    with elevated("test"):
        for who in (asks, answers):
            create_seal_key(institution=who.membership.institution, by=SYSTEM)
    sent = {"hal": "Ruang rapat", "isi": "Mohon ruang rapat.", **parts("batas", LAST)}
    assert asks.client.post(reverse("support_request_ask"), sent).status_code == 302
    with elevated("test"):
        letter = SupportRequest.objects.get()
    address = reverse("support_request", args=[letter.pk])
    assert [item.url for item in waits(answers)] == [address]
    assert waits(asks) == []
    answer = reverse("support_request_answer", args=[letter.pk])
    assert send_through(answers.client, answer, {"jawaban": "Ruang tersedia."}).status_code == 302
    assert waits(answers) == []
    page = asks.client.get(address).content.decode()
    assert "Ruang tersedia." in page
    for file in ("surat.pdf", "jawaban.pdf"):
        paper = asks.client.get(reverse("support_request_paper", args=[letter.pk, file]))
        assert paper.content.startswith(b"%PDF")
    assert asks.client.get(reverse("support_request_paper", args=[letter.pk, "lain.pdf"])).status_code == 404
    with elevated("test"):
        documents = [*SealedDocument.objects.filter(subject_id=str(letter.pk))]
    assert {document.kind for document in documents} == {"support_request", "support_answer"}
    for document in documents:
        assert "asli" in client.get(reverse("verify_code", args=[document.code])).content.decode()
    again = answers.client.post(answer, {"jawaban": "Yang lain."}, follow=True).content.decode()
    assert "Langkah ini sudah Anda simpan barusan" in again
    assert fresh(letter).answer == "Ruang tersedia."


def test_the_government_asks_too_and_each_counts_its_own_numbers() -> None:
    bawaslu, government = treasurer(), officer()
    numbers = [asked(who, f"Hal {place}").number for place, who in enumerate((bawaslu, government, bawaslu))]
    assert numbers == [
        "MINTA/BAWASLU-14.03/2024/001",
        "MINTA/PEMDA-14.03/2024/001",
        "MINTA/BAWASLU-14.03/2024/002",
    ]
    assert len(waits(government)) == 2
    assert len(waits(bawaslu)) == 1


def test_a_second_click_sends_nothing_more() -> None:
    asks = treasurer()
    sent = {"hal": "Ruang rapat", "isi": "Mohon ruang rapat.", **parts("batas", LAST)}
    asks.client.post(reverse("support_request_ask"), sent)
    again = asks.client.post(reverse("support_request_ask"), sent)
    assert again.status_code == 422
    assert "sudah dikirim dengan nomor MINTA/BAWASLU-14.03/2024/001" in again.content.decode()
    assert asked(asks, "Hal lain").sequence == 2


def test_a_refused_request_leaves_no_gap() -> None:
    asks = treasurer()
    with reading_as(asks.actor), pytest.raises(StepRefused, match="sudah lewat"):
        ask_support(subject="Ruang", text="Mohon.", due_on=DAY - timedelta(1), by=asks.actor)
    with reading_as(asks.actor), pytest.raises(StepRefused, match="belum lengkap"):
        ask_support(subject=" ", text="Mohon.", due_on=LAST, by=asks.actor)
    assert asked(asks).sequence == 1


def test_no_other_office_sees_it() -> None:
    letter = asked(treasurer())
    for stranger in (treasurer("bawaslu.33.74"), officer("pemda.33.74")):
        assert waits(stranger) == []
        with reading_as(stranger.actor):
            assert not SupportRequest.objects.exists()
        for route in ("support_request", "support_request_answer"):
            assert stranger.client.get(reverse(route, args=[letter.pk])).status_code == 404


def test_the_asker_does_not_answer_itself_and_the_other_does_not_withdraw() -> None:
    asks, answers = treasurer(), officer()
    letter = asked(asks)
    with reading_as(asks.actor), pytest.raises(StepRefused, match="ditujukan kepada lembaga lain"):
        answer_support(letter=letter, words="Ya", by=asks.actor)
    with reading_as(answers.actor), pytest.raises(StepRefused, match="dibuat lembaga lain"):
        withdraw_request(letter=letter, words="Tidak perlu", by=answers.actor)
    assert fresh(letter).state == LetterState.OPEN


def test_it_is_withdrawn_with_a_reason_and_then_not_answered() -> None:
    asks, answers = treasurer(), officer()
    letter = asked(asks)
    address = reverse("support_request_withdraw", args=[letter.pk])
    assert asks.client.post(address, {"alasan": ""}).status_code == 422
    assert send_through(asks.client, address, {"alasan": "Sudah ada ruang."}).status_code == 302
    assert waits(answers) == []
    with reading_as(answers.actor), pytest.raises(StepRefused, match="sudah ditarik"):
        answer_support(letter=letter, words="Ya", by=answers.actor)
    assert "Sudah ada ruang." in answers.client.get(reverse("support_request", args=[letter.pk])).content.decode()


def test_without_a_key_it_is_sent_unsealed_and_says_so() -> None:
    asks = treasurer()
    page = asks.client.get(reverse("support_request", args=[asked(asks).pk])).content.decode()
    assert "tidak bersegel" in page


def test_an_overdue_answer_is_shown() -> None:
    asks, answers = treasurer(), officer()
    asked(asks)
    with clock.at(datetime(2024, 10, 11, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))):
        page = asks.client.get(reverse("support_request_list")).content.decode()
        assert "Jawaban yang lewat batas waktu: 1." in " ".join(page.split())
        (item,) = waits(answers)
        assert item.overdue_at(clock.now())


def test_what_was_typed_is_personal_in_the_ledger() -> None:
    asks, answers = treasurer(), officer()
    letter = asked(asks)
    with elevated("test"):
        answer_support(letter=letter, words="Ruang tersedia.", by=answers.actor)
    said = [*Event.objects.filter(subject_id=letter.pk).order_by("id").values_list("data", flat=True)]
    typed = {key for data in said for key, value in data.items() if value in ("Ruang rapat", "Ruang tersedia.")}
    assert typed == {*LETTER_ASKED.personal, *LETTER_ANSWERED.personal}
