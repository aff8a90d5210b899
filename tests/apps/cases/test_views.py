"""The pages of a case, driven as officers drive them."""

import io
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from netral.apps.cases.domain import State
from netral.apps.cases.forms import condition_field
from netral.apps.cases.labels import refusal_reasons
from netral.apps.cases.models import Case, Clock, Invitation, Review
from netral.apps.catalogue import api as catalogue
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.cases.desk import SECRET, WIB, Office, file, later
from tests.ground import Person, person
from tests.look import send_through

pytestmark = pytest.mark.django_db


def page(who: Person, route: str, *place: object) -> Any:
    return who.client.get(reverse(route, args=place))


def send(who: Person, route: str, *place: object, **data: str) -> Any:
    return send_through(who.client, reverse(route, args=place), data)


def reviewed(conclusion: str, **other: str) -> dict[str, str]:
    day = clock.now().date()
    rows = [*catalogue.conditions("formal", day), *catalogue.conditions("material", day)]
    return {**{condition_field(row.code): "yes" for row in rows}, "conclusion": conclusion, **other}


def moment(name: str, when: datetime) -> dict[str, str]:
    local = when.astimezone(WIB)
    parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H.%M}"}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_every_step_is_taken_on_its_page(office: Office) -> None:
    case, _code = file()
    create_seal_key(institution=case.institution, by=SYSTEM)
    officer, chair, member = office.officer, office.chair, office.member
    to_case = reverse("case", args=[case.pk])

    def took(response: Any, state: State) -> None:
        assert (response.status_code, response.get("Location")) == (302, to_case), text_of(response)
        assert office.fresh(case).state == state

    took(send(officer, "case_review", case.pk, **reviewed("propose")), State.REGISTRATION_PROPOSED)
    took(send(chair, "case_registration", case.pk, conclusion="approve"), State.REGISTERED)
    invited = {"invited": "Bambang Rekaan", "capacity": "accused", "place": "Kantor Bawaslu"}
    when = moment("scheduled_at", clock.now() + timedelta(hours=3))
    took(send(officer, "case_invite", case.pk, **invited, **when), State.CLARIFICATION)
    with elevated("test"):
        invitation = Invitation.objects.get(case=case)
    later(hours=4)
    heard = send(officer, "case_clarification", case.pk, invitation.pk, attended="yes", minutes="Mengakui.")
    took(heard, State.CLARIFICATION)
    study = {"facts": "Fakta.", "analysis": "Analisis.", "norm": "B2", "proposed": "asn_violation"}
    took(send(officer, "case_study", case.pk, **study), State.STUDY)
    took(send(chair, "case_plenary", case.pk), State.PLENARY)
    took(send(chair, "case_vote", case.pk, finding="asn_violation"), State.PLENARY)
    took(send(member, "case_vote", case.pk, finding="asn_violation"), State.PLENARY)
    decision = {"finding": "asn_violation", "person_1": "proven", "status_1": "pns", "words": "Terbukti."}
    took(send(chair, "case_decide", case.pk, **decision), State.DECIDED)
    shown = text_of(page(officer, "case", case.pk))
    assert "Pelanggaran netralitas ASN" in shown
    assert "Perkara diputus pleno" in shown
    paper = page(officer, "case_paper", case.pk)
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_each_page_of_a_step_opens_for_the_one_whose_step_it_is(office: Office) -> None:
    case, _code = file()
    opened = []

    def follow(who: Person) -> None:
        shown = page(who, "case", case.pk)
        assert shown.context["next"]["mine"]
        response = who.client.get(shown.context["next"]["url"])
        assert response.status_code == 200
        opened.append(response.context["page"].route)

    follow(office.officer)
    office.propose(case)
    follow(office.chair)
    send(office.chair, "case_registration", case.pk, conclusion="approve")
    follow(office.officer)
    invitation = office.invite(case)
    follow(office.officer)
    later(hours=21)
    office.hear(invitation)
    follow(office.officer)
    office.study(case)
    follow(office.chair)
    office.convene(case)
    follow(office.member)
    office.vote(case, office.member)
    office.vote(case, office.chair)
    follow(office.chair)
    assert opened == [
        "case_review",
        "case_registration",
        "case_invite",
        "case_clarification",
        "case_study",
        "case_plenary",
        "case_vote",
        "case_decide",
    ]


def test_a_refused_step_says_why_and_keeps_what_was_typed(office: Office) -> None:
    case, _code = file()
    typed = reviewed("ask_completion", words="Tolong lengkapi bukti.")
    response = send(office.officer, "case_review", case.pk, **typed)
    assert response.status_code == 422
    assert "tidak ada yang perlu diperbaiki" in text_of(response)
    assert "Tolong lengkapi bukti." in text_of(response)
    assert office.fresh(case).state == State.INITIAL_REVIEW


def test_every_conclusion_is_looked_at_and_what_lasts_is_said(office: Office) -> None:
    case, _code = file()
    url, post = reverse("case_review", args=[case.pk]), office.officer.client.post
    reason = refusal_reasons(clock.now().date())[0].code
    refused = post(url, reviewed("refuse", reason_code=reason, words="Bukan urusan netralitas."))
    assert refused.status_code == 200
    assert "Laporan yang tidak diregister selesai di sini" in text_of(refused)
    assert "Bukan urusan netralitas." in text_of(refused)
    proposed = post(url, reviewed("propose"))
    assert proposed.status_code == 200
    assert "selesai di sini" not in text_of(proposed)
    assert office.fresh(case).state == State.INITIAL_REVIEW
    assert send(office.officer, "case_review", case.pk, **reviewed("propose")).status_code == 302
    assert office.fresh(case).state == State.REGISTRATION_PROPOSED


def test_the_province_reads_a_case_of_a_regency_and_takes_no_step_in_it(office: Office) -> None:
    case, _code = file()
    province = person("supervisor_officer", "bawaslu.14", name="Petugas Provinsi")
    assert page(province, "case", case.pk).status_code == 200
    assert page(province, "case_review", case.pk).status_code == 302
    sent = province.client.post(reverse("case_review", args=[case.pk]), reviewed("propose"), follow=True)
    assert "ditangani lembaga lain" in text_of(sent)
    renamed = send(province, "case_person", case.pk, 1, name="Orang Lain", office="", unit="")
    assert renamed.status_code == 422
    assert "ditangani lembaga lain" in text_of(renamed)
    assert office.fresh(case).state == State.INITIAL_REVIEW


def test_a_name_that_no_paper_could_print_is_refused(office: Office) -> None:
    case, _code = file()
    refused = send(office.officer, "case_person", case.pk, 1, name="Bejo \U0001f600", office="", unit="")
    assert refused.status_code == 422
    assert "tidak dapat dicetak di surat: \U0001f600" in text_of(refused)


def test_the_review_starts_from_what_a_machine_can_tell_and_shows_the_report(office: Office) -> None:
    case, _code = file()
    shown = page(office.officer, "case_review", case.pk)
    assert SECRET in text_of(shown)
    initial = shown.context["form"].initial
    assert (initial["M_URAIAN"], initial["F_WAKTU"], initial["M_BUKTI"]) == ("yes", "yes", "no")
    assert initial["M_BUKTI_reason"]
    # What the officer finds met needs no reason, even when the machine had one.
    typed = reviewed("propose", M_BUKTI_reason="Tambahkan foto.")
    assert send(office.officer, "case_review", case.pk, **typed).status_code == 302
    with elevated("test"):
        assert [row["reason"] for row in Review.objects.get().conditions if row["reason"]] == []


def test_a_late_step_asks_for_its_reason(office: Office) -> None:
    case, _code = file()
    assert "late_reason" not in page(office.officer, "case_review", case.pk).context["form"].fields
    later(days=4)
    assert "late_reason" in page(office.officer, "case_review", case.pk).context["form"].fields
    assert send(office.officer, "case_review", case.pk, **reviewed("propose")).status_code == 422
    late = reviewed("propose", late_reason="Listrik padam.")
    assert send(office.officer, "case_review", case.pk, **late).status_code == 302
    assert "Listrik padam." in text_of(page(office.officer, "case", case.pk))


def test_the_page_of_a_step_out_of_turn_leads_back(office: Office) -> None:
    case, _code = file()
    response = office.officer.client.get(reverse("case_study", args=[case.pk]), follow=True)
    assert response.redirect_chain == [(reverse("case", args=[case.pk]), 302)]
    assert "tahap lain" in text_of(response)


def test_only_norms_in_force_on_the_day_of_the_act_are_offered(office: Office) -> None:
    case, _code = file()
    invitation = office.invite(office.register(case))
    later(hours=21)
    office.hear(invitation)
    offered = dict(page(office.officer, "case_study", case.pk).context["form"].fields["norm"].choices)
    assert "B2" in offered
    assert "A2" not in offered
    assert "F1" not in offered
    forged = {"facts": "F", "analysis": "A", "norm": "A2", "proposed": "asn_violation"}
    assert send(office.officer, "case_study", case.pk, **forged).status_code == 422


def test_the_clock_is_explained_on_the_page(office: Office) -> None:
    case, _code = file()
    shown = text_of(page(office.officer, "case", case.pk))
    with elevated("test"):
        running = Clock.objects.get(case=case)
    assert running.explanation in shown
    assert "aturan ini belum diverifikasi" in shown


def test_facts_can_be_corrected_on_their_pages(office: Office) -> None:
    case, _code = file()
    send(office.officer, "case_person", case.pk, 1, name="Bambang Rekaan, S.Sos.", office="Lurah", unit="Selat Baru")
    send(office.officer, "case_person_new", case.pk, name="Orang Kedua")
    date = {"act_date_day": "4", "act_date_month": "10", "act_date_year": "2024"}
    send(office.officer, "case_act_date", case.pk, **date)
    shown = text_of(page(office.officer, "case", case.pk))
    assert "Bambang Rekaan, S.Sos." in shown
    assert "Orang Kedua" in shown
    assert "4 Oktober 2024" in shown
    future = {**date, "act_date_year": "2025"}
    assert send(office.officer, "case_act_date", case.pk, **future).status_code == 422


def test_the_board_filters_and_exports(office: Office) -> None:
    first, _code = file()
    office.register(first)
    second, _code = file()
    board = reverse("case_board")
    client = office.officer.client
    assert client.get(board).context["table"].total == 2
    assert client.get(board, {"state": "registered"}).context["table"].total == 1
    assert client.get(board, {"cari": second.reference}).context["table"].total == 1
    later(days=3)
    late = client.get(board, {"due_state": "late"})
    assert late.context["table"].total == 1
    assert "lewat " in text_of(late)
    later(days=3)
    assert client.get(board, {"due_state": "late"}).context["table"].total == 2
    for order in ("due_at", "-due_at", "label", "title", "state", "persons", "finding", "filed_at"):
        assert client.get(board, {"urut": order}).status_code == 200
    exported = client.get(board, {"unduh": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(exported))).active
    assert sheet is not None
    assert sheet.max_row == 3


@pytest.mark.parametrize(
    ("role", "path", "expected"),
    [
        ("supervisor_officer", "bawaslu.33.74", 404),
        ("supervisor_officer", "bawaslu.14", 200),
        ("personnel_officer", "pemda.14.03.bkpsdm", 403),
        ("ppk_official", "pemda.14.03.ppk", 403),
        ("bkn_officer", "bkn", 403),
    ],
)
def test_a_case_opens_for_its_supervisors_only(office: Office, role: str, path: str, expected: int) -> None:
    case, _code = file()
    who = person(role, path)
    assert page(who, "case", case.pk).status_code == expected
    if expected != 200:
        assert SECRET not in text_of(page(who, "case", case.pk))
        assert send(who, "case_review", case.pk, **reviewed("propose")).status_code in {403, 404}
    assert office.fresh(case).state == State.INITIAL_REVIEW


def test_an_officer_cannot_open_what_members_decide(office: Office) -> None:
    case, _code = file()
    office.propose(case)
    for route in ("case_registration", "case_plenary", "case_decide"):
        assert page(office.officer, route, case.pk).status_code == 403
    assert Case.objects.count() == 0
