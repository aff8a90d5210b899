"""Asking, answering, passing up, refusing: what each step leaves behind and what it refuses."""

from datetime import date, timedelta
from typing import Any

import pytest

from netral.apps.guidance.actions import replies, requests
from netral.apps.guidance.domain.states import Position, State, Urgency
from netral.apps.guidance.inputs import AnswerInput, QuestionInput
from netral.apps.guidance.models import Answer, ConcernedUnit, GuidanceRequest, RequestFile
from netral.engines.steps.table import StepRefused
from netral.foundation.files.intake import FileRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.apps.guidance.desk import ACT, ACT_DATE, LIKED, QUESTION, Desk, later, lay_province, letter, noon
from tests.ground import Person, person

pytestmark = pytest.mark.django_db


def kinds(request: GuidanceRequest) -> list[str]:
    rows = Event.objects.filter(subject_id=str(request.pk)).order_by("at", "id")
    return list(rows.values_list("kind", flat=True))


def told(number: str) -> set[str]:
    return set(Notice.objects.filter(body__contains=number).values_list("user__name", flat=True))


def test_a_request_is_numbered_by_its_receiver_and_year_and_due_by_our_standard(desk: Desk) -> None:
    first, second = desk.ask(), desk.ask()
    assert (first.number, second.number) == ("PP/14.03/2024/0001", "PP/14.03/2024/0002")
    # Monday 7 October and five working days.
    assert first.due_at is not None
    assert first.due_at.date() == date(2024, 10, 14)
    assert "5 hari kerja" in first.due_explanation
    assert "belum diverifikasi" in first.due_explanation
    clock.travel(noon(2025, 1, 6))
    assert desk.ask().number == "PP/14.03/2025/0001"
    assert told("PP/14.03/2024/0001") == {"Dedi Penjawab"}


def test_an_urgent_request_is_due_sooner_and_says_why(desk: Desk) -> None:
    asked = desk.ask(urgency=Urgency.URGENT)
    assert asked.due_at is not None
    assert asked.due_at.date() == date(2024, 10, 9)
    inputs = QuestionInput(QUESTION, desk.units(), ACT_DATE, Urgency.URGENT, " ")
    with reading_as(desk.asker.actor), pytest.raises(StepRefused, match="alasan"):
        requests.start_request(inputs=inputs, by=desk.asker.actor)


def test_each_government_asks_the_supervisor_of_its_tier(desk: Desk) -> None:
    lay_province()
    assert desk.ask().receiver == desk.officer.membership.institution
    province = person("personnel_officer", "pemda.14.00.bkpsdm").actor
    with reading_as(province):
        inputs = QuestionInput(QUESTION, [desk.unit()], ACT_DATE)
        with pytest.raises(StepRefused, match="unit"):
            # Units of another government are not taken.
            requests.start_request(inputs=inputs, by=province)
        unit = province.institution_id
        assert unit is not None
        made = requests.start_request(inputs=QuestionInput(QUESTION, [unit], ACT_DATE), by=province)
        requests.confirm_act(request=made, act=ACT, by=province)
        sent = requests.send_request(request=made, by=province)
    assert (sent.number, str(sent.receiver)) == ("PP/14/2024/0001", "Bawaslu Provinsi Riau")


def test_a_concept_is_changed_until_it_is_sent_and_facts_belong_to_their_act(desk: Desk) -> None:
    by = desk.asker.actor
    with reading_as(by):
        made = requests.start_request(inputs=desk.question(), by=by)
        with pytest.raises(StepRefused, match="Perbuatan belum dipilih"):
            requests.send_request(request=made, by=by)
        requests.confirm_act(request=made, act=ACT, by=by)
        requests.confirm_facts(request=made, facts=LIKED, by=by)
        with pytest.raises(StepRefused):
            requests.confirm_facts(request=made, facts={"cara_hadir": "menonton"}, by=by)
        requests.confirm_act(request=made, act=ACT, by=by)
        assert GuidanceRequest.objects.get(pk=made.pk).facts == LIKED
        requests.confirm_act(request=made, act="hadir-kampanye", by=by)
        assert GuidanceRequest.objects.get(pk=made.pk).facts == {}
        other = QuestionInput(QUESTION + " Mohon jawaban.", [desk.unit("dinas_pendidikan")], ACT_DATE)
        requests.change_question(request=made, inputs=other, by=by)
        assert [str(row.unit) for row in ConcernedUnit.objects.filter(request=made)] == ["Dinas Pendidikan"]
        requests.send_request(request=made, by=by)
        with pytest.raises(StepRefused):
            requests.change_question(request=made, inputs=other, by=by)
        # Who asked reads the answer too.
        units = {str(row.unit) for row in ConcernedUnit.objects.filter(request=made)}
    assert units == {"Dinas Pendidikan", "BKPSDM Kabupaten Bengkalis"}


def test_attachments_go_to_both_sides_and_a_refused_one_sends_nothing(desk: Desk) -> None:
    by = desk.asker.actor
    with reading_as(by):
        made = requests.start_request(inputs=desk.question(), by=by)
        requests.confirm_act(request=made, act=ACT, by=by)
        with pytest.raises(FileRefused):
            requests.send_request(request=made, files=[letter(), letter("virus.exe", b"MZ\x00\x01")], by=by)
    assert desk.fresh(made).state == State.CONCEPT
    with reading_as(by):
        requests.send_request(request=made, files=[letter("satu.pdf"), letter("dua.pdf")], by=by)
    with reading_as(desk.officer.actor):
        names = [row.stored.name for row in RequestFile.objects.filter(request=made)]
    assert sorted(names) == ["dua.pdf", "satu.pdf"]


def test_an_answer_needs_a_second_person(desk: Desk) -> None:
    request = desk.ask()
    desk.answer(request)
    both = person("supervisor_member", "bawaslu.14.03", name="Dua Peran").actor
    with elevated("test"):
        answer = Answer.objects.get(request=request)
        assert (answer.version, answer.catalogue_verdict, answer.norms) == (1, "melanggar", ["B2"])
    writes_and_approves = type(both)(
        **{**vars(both), "permissions": both.permissions | {"guidance.answer"}, "id": desk.officer.actor.id}
    )
    with reading_as(writes_and_approves), pytest.raises(StepRefused, match="orang lain"):
        replies.approve_answer(request=request, by=writes_and_approves)
    desk.approve(request)
    assert desk.fresh(request).state == State.APPROVED
    assert kinds(request)[-2:] == ["guidance.drafted", "guidance.approved"]


def test_an_answer_sent_back_is_written_anew_and_the_first_stays_readable(desk: Desk) -> None:
    request = desk.ask()
    desk.answer(request)
    with reading_as(desk.chair.actor):
        with pytest.raises(StepRefused):
            replies.send_back(request=request, words=" ", by=desk.chair.actor)
        replies.send_back(request=request, words="Sebut pasalnya.", by=desk.chair.actor)
    desk.answer(request)
    desk.approve(request)
    with reading_as(desk.chair.actor):
        # Approved, but a contradiction came up: it can still go back.
        replies.send_back(request=request, words="Bandingkan dulu.", by=desk.chair.actor)
    desk.answer(request, Position.ASK)
    with elevated("test"):
        rows = list(Answer.objects.filter(request=request).order_by("version"))
    assert [(row.version, row.return_reason) for row in rows] == [
        (1, "Sebut pasalnya."),
        (2, "Bandingkan dulu."),
        (3, ""),
    ]
    assert "Dedi Penjawab" in told("dikembalikan")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"text": " "}, "belum ditulis"),
        ({"norms": ["Z9"]}, "Z9"),
        ({"norms": []}, "paling sedikit satu norma"),
        ({"act": "luar-cakupan", "facts": {}}, "Perbuatan"),
        ({"facts": {"status": "raja"}}, "status"),
        ({"valid_to": ACT_DATE - timedelta(days=1)}, "berlaku"),
    ],
)
def test_an_answer_that_cannot_stand_is_refused(desk: Desk, change: dict[str, Any], why: str) -> None:
    request = desk.ask()
    given: dict[str, Any] = {
        "act": ACT,
        "facts": LIKED,
        "position": Position.VIOLATION,
        "norms": ["B2"],
        "text": "Melanggar.",
        "valid_from": ACT_DATE,
        **change,
    }
    inputs = AnswerInput(**given)
    with reading_as(desk.officer.actor), pytest.raises(StepRefused, match=why):
        replies.draft_answer(request=request, inputs=inputs, by=desk.officer.actor)
    assert desk.fresh(request).state == State.RECEIVED


def test_a_request_is_passed_up_answered_there_or_handed_back(desk: Desk) -> None:
    request = desk.ask()
    upper = person("supervisor_officer", "bawaslu.14", name="Petugas Provinsi")
    top = person("supervisor_officer", "bawaslu", name="Petugas Pusat")

    def go(who: Person, words: str = "Belum pernah ditafsirkan.", *, back: bool = False) -> str:
        step = replies.hand_back if back else replies.pass_up
        with reading_as(who.actor):
            step(request=request, words=words, by=who.actor)
        return str(desk.fresh(request).answerer)

    # The tier above sees it, but does not hold it yet.
    with pytest.raises(StepRefused, match="dipegang lembaga lain"):
        go(upper)
    with pytest.raises(StepRefused, match="Alasan"):
        go(desk.officer, " ")
    with pytest.raises(StepRefused, match="tidak diteruskan"):
        go(desk.officer, back=True)
    assert go(desk.officer) == "Bawaslu Provinsi Riau"
    with pytest.raises(StepRefused, match="dipegang lembaga lain"):
        desk.answer(request)
    assert go(upper) == "Bawaslu Republik Indonesia"
    with pytest.raises(StepRefused, match="Tidak ada tingkat"):
        go(top)
    assert go(top, back=True) == "Bawaslu Provinsi Riau"
    assert go(upper, back=True) == "Bawaslu Kabupaten Bengkalis"
    # Number and due date are those of its first receiver.
    assert desk.fresh(request).number == "PP/14.03/2024/0001"
    assert kinds(request)[-4:] == ["guidance.passed_up"] * 2 + ["guidance.handed_back"] * 2
    assert {"Petugas Provinsi", "Petugas Pusat", "Rahma Penanya"} <= told(request.number)
    desk.answer(request)


def test_versions_are_numbered_across_the_tiers_that_wrote_them(desk: Desk) -> None:
    request = desk.ask()
    upper = person("supervisor_officer", "bawaslu.14", name="Petugas Provinsi").actor
    chair = person("supervisor_member", "bawaslu.14", name="Ketua Provinsi").actor
    with reading_as(desk.officer.actor):
        replies.pass_up(request=request, words="Minta pendapat.", by=desk.officer.actor)
    with reading_as(upper):
        inputs = AnswerInput(ACT, LIKED, Position.VIOLATION, ["B2"], "Melanggar.", ACT_DATE)
        replies.draft_answer(request=request, inputs=inputs, by=upper)
    with reading_as(chair):
        replies.send_back(request=request, words="Cukup dijawab di kabupaten.", by=chair)
    with reading_as(upper):
        replies.hand_back(request=request, words="Cukup dijawab di kabupaten.", by=upper)
    # What the province wrote is not shown to the regency, but counted.
    with reading_as(desk.officer.actor):
        assert not Answer.objects.filter(request=request).exists()
    assert desk.answer(request).version == 2


def test_the_asker_withdraws_before_the_answer_with_a_reason_and_not_after(desk: Desk) -> None:
    by = desk.asker.actor
    for steps in (0, 1, 2):
        request = desk.ask()
        for step in (desk.answer, desk.approve)[:steps]:
            step(request)
        with reading_as(by):
            with pytest.raises(StepRefused, match="Alasan"):
                requests.withdraw_request(request=request, words="", by=by)
            requests.withdraw_request(request=request, words="Sudah terjawab.", by=by)
        assert (desk.fresh(request).state, desk.fresh(request).closing_reason) == (State.WITHDRAWN, "Sudah terjawab.")
    published = desk.through()
    with elevated("test"):
        request = GuidanceRequest.objects.get(answer=published.answer_id)
    with reading_as(by), pytest.raises(StepRefused):
        requests.withdraw_request(request=request, words="Terlambat.", by=by)


def test_a_concept_is_dropped_without_a_word_and_gets_no_number(desk: Desk) -> None:
    by = desk.asker.actor
    with reading_as(by):
        made = requests.start_request(inputs=desk.question(), by=by)
        requests.withdraw_request(request=made, by=by)
    assert (desk.fresh(made).state, desk.fresh(made).number) == (State.WITHDRAWN, "")
    assert desk.ask().number == "PP/14.03/2024/0001"


def test_a_request_out_of_scope_is_refused_with_the_reason(desk: Desk) -> None:
    request = desk.ask("Kapan gaji ketiga belas pegawai kami dibayarkan?", act="luar-cakupan", facts={})
    by = desk.chair.actor
    with reading_as(desk.officer.actor), pytest.raises(StepRefused):
        replies.refuse_request(request=request, words="Di luar cakupan.", by=desk.officer.actor)
    with reading_as(by):
        replies.refuse_request(request=request, words="Tanyakan ke BKN.", by=by)
    row = desk.fresh(request)
    assert (row.state, row.closing_reason, row.closed_at is not None) == (State.REFUSED, "Tanyakan ke BKN.", True)
    assert "Rahma Penanya" in told("tidak dapat dijawab")
    later(days=30)
    assert not row.overdue_at(clock.now())


def test_only_those_who_ask_may_ask(desk: Desk) -> None:
    for who in (desk.officer, desk.chair, person("ppk_official", "pemda.14.03.ppk")):
        with reading_as(who.actor), pytest.raises(StepRefused, match="tidak berwenang"):
            requests.start_request(inputs=desk.question(), by=who.actor)
