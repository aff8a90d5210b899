"""The pages of guidance, driven as people drive them."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from netral.apps.guidance.domain.answers import CATALOGUE, Choice
from netral.apps.guidance.domain.states import Position, State
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest, PublishedAnswer
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from tests.apps.guidance.desk import (
    ACT,
    LIKED,
    PDF,
    PUBLIC_QUESTION,
    PUBLIC_TEXT,
    QUESTION,
    Desk,
    judge_under_an_earlier_edition,
    later,
)
from tests.ground import Person, person
from tests.look import send_through

pytestmark = pytest.mark.django_db


def page(who: Person, route: str, *place: object) -> Any:
    return who.client.get(reverse(route, args=place))


def send(who: Person, route: str, *place: object, **data: Any) -> Any:
    return send_through(who.client, reverse(route, args=place), data)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def day(name: str, written: str) -> dict[str, str]:
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), written.split("-"), strict=True))


def facts(chosen: dict[str, str]) -> dict[str, str]:
    return {f"fakta-{code}": value for code, value in chosen.items()}


def question(desk: Desk, **other: Any) -> dict[str, Any]:
    units = [str(unit) for unit in desk.units()]
    return {"question": QUESTION, "urgency": "normal", "units": units, **day("act_date", "5-10-2024"), **other}


def answer_given(**other: Any) -> dict[str, Any]:
    said = {"act": ACT, "position": "melanggar", "norms": "b2, B4", "text": "Melanggar.", "valid_to_day": ""}
    return {**said, **facts(LIKED), **day("valid_from", "5-10-2024"), **other}


def the_request() -> GuidanceRequest:
    with elevated("test"):
        return GuidanceRequest.objects.latest("created_at")


def test_a_question_goes_all_the_way_on_its_pages(desk: Desk) -> None:
    asker, officer = desk.asker, desk.officer
    assert "Tanya Bawaslu" in text_of(page(asker, "guidance_board"))
    assert page(asker, "guidance_begin").status_code == 200
    begun = send(asker, "guidance_begin", **question(desk))
    row = the_request()
    assert begun["Location"] == reverse("guidance_act", args=[row.pk])

    # The words propose the act, and a person confirms it.
    proposed = page(asker, "guidance_act", row.pk)
    assert proposed.context["form"].fields["act"].choices[0][0] == ACT
    assert send(asker, "guidance_act", row.pk, act=ACT)["Location"] == reverse("guidance_facts", args=[row.pk])
    assert page(asker, "guidance_facts", row.pk).status_code == 200
    assert send(asker, "guidance_facts", row.pk, **facts(LIKED)).status_code == 302
    checked = text_of(page(asker, "guidance_send", row.pk))
    assert "Pak Suryadi" in checked
    files = [SimpleUploadedFile("surat.pdf", PDF), SimpleUploadedFile("undangan.pdf", PDF)]
    assert send(asker, "guidance_send", row.pk, files=files)["Location"] == reverse("guidance_request", args=[row.pk])
    shown = text_of(page(officer, "guidance_request", row.pk))
    assert "PP/14.03/2024/0001" in shown
    assert "undangan.pdf" in shown

    published = answered_on_its_pages(desk, row)
    public = text_of(Client().get(reverse("guidance_answer", args=[published.pk])))
    assert PUBLIC_TEXT in public
    assert "Suryadi" not in public
    after = text_of(page(asker, "guidance_request", row.pk))
    assert "JP/14.03/2024/0001" in after
    assert "Belum dibaca" in after


def answered_on_its_pages(desk: Desk, row: GuidanceRequest) -> PublishedAnswer:
    officer, chair = desk.officer, desk.chair
    written = page(officer, "guidance_draft", row.pk)
    assert "Melanggar" in text_of(written)
    assert send(officer, "guidance_draft", row.pk, **answer_given()).status_code == 302
    judged = text_of(page(chair, "guidance_approve", row.pk))
    assert "Dedi Penjawab" in judged
    assert send(chair, "guidance_approve", row.pk)["Location"] == reverse("guidance_publish", args=[row.pk])
    assert page(chair, "guidance_publish", row.pk).status_code == 200
    refused = send(chair, "guidance_publish", row.pk, question=PUBLIC_QUESTION, text="Pak Suryadi melanggar.")
    assert refused.status_code == 422
    assert "“Suryadi”" in text_of(refused)
    assert send(chair, "guidance_publish", row.pk, question=PUBLIC_QUESTION, text=PUBLIC_TEXT).status_code == 302
    (published,) = PublishedAnswer.objects.all()
    assert published.norms == ["B2", "B4"]
    return published


def test_pages_of_closed_steps_lead_back_with_the_reason(desk: Desk) -> None:
    request = desk.ask()
    for who, route in (
        (desk.chair, "guidance_approve"),
        (desk.chair, "guidance_publish"),
        (desk.asker, "guidance_send"),
    ):
        answer = who.client.get(reverse(route, args=[request.pk]), follow=True)
        assert "tidak dapat dilakukan" in text_of(answer), route
    assert page(desk.asker, "guidance_draft", request.pk).status_code == 403
    upper = person("supervisor_officer", "bawaslu.14")
    answer = upper.client.get(reverse("guidance_draft", args=[request.pk]), follow=True)
    assert "dipegang lembaga lain" in text_of(answer)


def test_a_stranger_finds_no_request(desk: Desk) -> None:
    request = desk.ask()
    for role, path in (("supervisor_officer", "bawaslu.33.74"), ("personnel_officer", "pemda.33.74.bkpsdm")):
        stranger = person(role, path)
        assert page(stranger, "guidance_request", request.pk).status_code == 404
        assert "PP/14.03" not in text_of(page(stranger, "guidance_board"))
    assert Client().get(reverse("guidance_request", args=[request.pk])).status_code == 302


def test_a_question_with_mistakes_keeps_what_was_typed(desk: Desk) -> None:
    wrong = send(desk.asker, "guidance_begin", **question(desk, question="Boleh?", urgency="urgent", units=[]))
    assert wrong.status_code == 422
    assert "pilih paling sedikit satu" in text_of(wrong)
    short = send(desk.asker, "guidance_begin", **question(desk, question="Boleh?"))
    assert "Pertanyaan terlalu pendek" in text_of(short)
    assert "Boleh?" in text_of(short)
    unexplained = send(desk.asker, "guidance_begin", **question(desk, urgency="urgent"))
    assert "mendesak perlu alasan" in text_of(unexplained)
    with elevated("test"):
        assert not GuidanceRequest.objects.exists()


def test_a_concept_is_edited_and_dropped(desk: Desk) -> None:
    send(desk.asker, "guidance_begin", **question(desk))
    row = the_request()
    filled = page(desk.asker, "guidance_edit", row.pk)
    assert "Pak Suryadi" in text_of(filled)
    longer = send(desk.asker, "guidance_edit", row.pk, **question(desk, question=QUESTION + " Mohon dijawab."))
    assert longer["Location"] == reverse("guidance_act", args=[row.pk])
    assert the_request().question.endswith("Mohon dijawab.")
    assert page(desk.asker, "guidance_facts", row.pk)["Location"] == reverse("guidance_act", args=[row.pk])
    assert send(desk.asker, "guidance_withdraw", row.pk, words="").status_code == 302
    assert the_request().state == State.WITHDRAWN


def test_a_refused_attachment_sends_nothing(desk: Desk) -> None:
    send(desk.asker, "guidance_begin", **question(desk))
    row = the_request()
    send(desk.asker, "guidance_act", row.pk, act=ACT)
    bad = send(desk.asker, "guidance_send", row.pk, files=[SimpleUploadedFile("gambar.exe", b"MZ\x00\x01")])
    assert (bad.status_code, "Jenis berkas ini tidak diterima" in text_of(bad)) == (422, True)
    assert the_request().state == State.CONCEPT


def test_each_side_step_has_its_page(desk: Desk) -> None:
    upper = person("supervisor_officer", "bawaslu.14", name="Petugas Provinsi")
    request = desk.ask()
    assert "Teruskan ke tingkat di atas" in text_of(page(desk.officer, "guidance_request", request.pk))
    assert send(desk.officer, "guidance_pass_up", request.pk, words="").status_code == 422
    assert send(desk.officer, "guidance_pass_up", request.pk, words="Baru pertama.").status_code == 302
    passed = text_of(page(desk.asker, "guidance_request", request.pk))
    assert "Diteruskan dari Bawaslu Kabupaten Bengkalis" in passed
    assert send(upper, "guidance_hand_back", request.pk, words="Cukup di sana.").status_code == 302
    desk.answer(request)
    assert send(desk.chair, "guidance_send_back", request.pk, words="Sebut pasalnya.").status_code == 302
    again = text_of(page(desk.officer, "guidance_draft", request.pk))
    assert "Sebut pasalnya." in again
    assert "Pak Suryadi melanggar." in again
    assert send(desk.chair, "guidance_refuse", request.pk, words="Di luar cakupan.").status_code == 302
    assert "Di luar cakupan." in text_of(page(desk.asker, "guidance_request", request.pk))


def test_the_draft_asks_the_facts_of_the_act_the_officer_chooses(desk: Desk) -> None:
    request = desk.ask("Kapan kami boleh hadir di tempat kampanye calon?", act="luar-cakupan", facts={})
    other = desk.officer.client.get(reverse("guidance_draft", args=[request.pk]), {"perbuatan": "hadir-kampanye"})
    assert "fakta-cara_hadir" in other.context["form"].fields
    unknown = desk.officer.client.get(reverse("guidance_draft", args=[request.pk]), {"perbuatan": "mencuri"})
    assert unknown.status_code == 200
    forged = send(desk.officer, "guidance_draft", request.pk, **answer_given(act="mencuri"))
    assert forged.status_code == 422


def test_the_approver_sees_both_sides_of_a_contradiction_and_decides(desk: Desk) -> None:
    first = desk.through()
    request = desk.ask()
    desk.answer(request, Position.CLEAR)
    seen = text_of(page(desk.chair, "guidance_approve", request.pk))
    assert f"Bertentangan dengan jawaban {first.number}" in seen
    assert "Bertentangan dengan katalog" in seen
    assert PUBLIC_TEXT in seen
    send(desk.chair, "guidance_approve", request.pk)
    given = {"question": PUBLIC_QUESTION, "text": "Boleh untuk memantau."}
    undecided = send(desk.chair, "guidance_publish", request.pk, **given)
    assert (undecided.status_code, "belum diputuskan" in text_of(undecided)) == (422, True)
    given |= {f"pertentangan-{first.pk}": "supersede", f"pertentangan-{CATALOGUE}": "keep"}
    unexplained = send(desk.chair, "guidance_publish", request.pk, **given)
    assert "Tulis alasan menerbitkannya" in text_of(unexplained)
    done = send(desk.chair, "guidance_publish", request.pk, **given, reason="Dibaca lagi bersama provinsi.")
    assert done.status_code == 302
    old = text_of(Client().get(reverse("guidance_answer", args=[first.pk])))
    assert "Sudah diganti oleh" in old
    assert PUBLIC_TEXT in old
    new = PublishedAnswer.objects.get(replaced_at=None)
    shown = text_of(Client().get(reverse("guidance_answer", args=[new.pk])))
    assert "Dibaca lagi bersama provinsi." in shown
    assert first.number in shown
    recorded = text_of(page(desk.chair, "guidance_request", request.pk))
    assert "Yang lama diganti." in recorded


def test_a_doubtful_word_is_offered_for_vouching(desk: Desk) -> None:
    request = desk.ask("Bolehkah pegawai ikut acara Senandung Laut milik tim calon bupati?")
    desk.answer(request)
    desk.approve(request)
    given = {"question": PUBLIC_QUESTION, "text": "Tidak boleh ikut Senandung Laut."}
    refused = send(desk.chair, "guidance_publish", request.pk, **given)
    assert refused.status_code == 422
    assert refused.context["form"].fields["vouched"].choices == [("laut", "laut"), ("senandung", "senandung")]
    done = send(desk.chair, "guidance_publish", request.pk, **given, vouched=["laut", "senandung"])
    assert done.status_code == 302


def test_the_library_is_searched_filtered_and_taken_away(desk: Desk) -> None:
    published = desk.through()
    guest = Client()

    def listed(**query: str) -> bool:
        return PUBLIC_QUESTION in text_of(guest.get(reverse("guidance_library"), query))

    assert listed()
    for query in (
        {"cari": "menyukai unggahan"},
        {"act": ACT},
        {"norma": "B2"},
        {"position": "melanggar"},
        {"lembaga": str(published.institution_id)},
        {"standing": "standing"},
    ):
        assert listed(**query), query
    for query in ({"cari": "bendera"}, {"act": "hadir-kampanye"}, {"position": "tidak"}, {"standing": "replaced"}):
        assert not listed(**query), query
    narrowed = text_of(guest.get(reverse("guidance_library"), {"act": ACT, "urut": "act", "halaman": "1"}))
    assert f"{reverse('guidance_data', args=['json'])}?act={ACT}" in narrowed


def test_open_data_tells_everything_but_who_asked(desk: Desk) -> None:
    published = desk.through()
    guest = Client()
    told = json.loads(guest.get(reverse("guidance_data", args=["json"])).content)
    (row,) = told["answers"]
    assert (row["number"], row["act"], row["facts"], row["position"]) == (
        published.number,
        ACT,
        {**LIKED, "tahap": "after"},
        "melanggar",
    )
    assert row["url"] == f"http://testserver{reverse('guidance_answer', args=[published.pk])}"
    assert (
        json.loads(guest.get(reverse("guidance_data", args=["json"]), {"position": "tidak"}).content)["answers"] == []
    )
    answer: Any = guest.get(reverse("guidance_data", args=["csv"]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("number,url,institution,act,")
    assert len(lines) == 2
    for secret in ("Suryadi", "Dinas Kesehatan", "BKPSDM", "Rahma"):
        assert secret not in json.dumps(told)
        assert secret not in lines[1]
    book: Any = guest.get(reverse("guidance_data", args=["xlsx"]))
    assert b"".join(book.streaming_content)[:2] == b"PK"
    assert guest.get(reverse("guidance_data", args=["pdf"])).status_code == 404


def test_what_differs_what_ended_and_what_awaits_review_says_so(desk: Desk) -> None:
    first = desk.through()
    keep = {str(first.pk): Choice.KEEP, CATALOGUE: Choice.KEEP}
    desk.through(Position.CLEAR, choices=keep, reason="Dua keadaan.")
    guest, address = Client(), reverse("guidance_answer", args=[first.pk])
    assert "Jawaban lain yang berbeda" in text_of(guest.get(address))
    judge_under_an_earlier_edition(first)
    assert "Bawaslu akan meninjaunya lagi" in text_of(guest.get(address))
    listed = text_of(page(desk.chair, "guidance_reviews"))
    assert first.number in listed
    opened = text_of(page(desk.chair, "guidance_review", first.pk))
    assert "Katalog sekarang" in opened
    unsaid = send(desk.chair, "guidance_review", first.pk, conclusion="ends", words="Dicabut.")
    assert "Isi tanggal terakhir" in text_of(unsaid)
    ends = day("valid_to", "7-10-2024")
    assert send(desk.chair, "guidance_review", first.pk, conclusion="ends", words="Dicabut.", **ends).status_code == 302
    assert first.number not in text_of(page(desk.chair, "guidance_reviews"))
    later(days=2)
    assert "sudah berakhir" in text_of(guest.get(address))
    judge_under_an_earlier_edition(PublishedAnswer.objects.get(position="tidak"))
    second = PublishedAnswer.objects.get(position="tidak")
    assert send(desk.chair, "guidance_review", second.pk, conclusion="holds", words="Tetap.").status_code == 302
    assert page(person("supervisor_member", "bawaslu.33.74"), "guidance_review", second.pk).status_code == 404


def test_the_board_of_readings_shows_who_read_and_gives_links_to_those_who_asked(desk: Desk) -> None:
    published = desk.through()
    unit = desk.reading(published)
    board = text_of(page(desk.asker, "guidance_readings"))
    assert "2 dari 2 unit belum mengonfirmasi" in board
    assert "Ingatkan semua" in board
    assert "Ingatkan semua" not in text_of(page(desk.officer, "guidance_readings"))
    assert "/petunjuk/baca/" in text_of(page(desk.asker, "guidance_reading", unit.pk))
    assert "/petunjuk/baca/" not in text_of(page(desk.officer, "guidance_reading", unit.pk))
    assert send(desk.asker, "guidance_reading", unit.pk, contact="bukan surel").status_code == 422
    assert send(desk.asker, "guidance_reading", unit.pk, contact="dinkes@contoh.test").status_code == 302
    with elevated("test"):
        assert ConcernedUnit.objects.get(pk=unit.pk).contact == "dinkes@contoh.test"
    assert page(person("supervisor_officer", "bawaslu.33.74"), "guidance_reading", unit.pk).status_code == 404


def test_late_requests_are_counted_and_listed(desk: Desk) -> None:
    desk.ask()
    later(days=10)
    desk.ask()
    assert "1 permintaan lewat batas waktu" in text_of(page(desk.officer, "guidance_board"))
    late = desk.officer.client.get(reverse("guidance_board"), {"due_state": "late"})
    assert (late.context["table"].total, clock.now() > the_request().created_at) == (1, True)


def test_empty_rooms_say_what_to_do(desk: Desk) -> None:
    assert "Belum ada permintaan petunjuk" in text_of(page(desk.officer, "guidance_board"))
    assert "Belum ada jawaban yang terbit" in text_of(Client().get(reverse("guidance_library")))
    assert "Tidak ada jawaban yang perlu ditinjau" in text_of(page(desk.chair, "guidance_reviews"))
    assert Client().get(reverse("guidance_answer", args=["00000000-0000-0000-0000-000000000000"])).status_code == 404
