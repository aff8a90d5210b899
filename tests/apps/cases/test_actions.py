"""The steps of a case on a real database: nothing is skipped, nobody acts alone, and each step tells the reporter."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from netral.apps.cases.actions import deciding, intake, investigation
from netral.apps.cases.domain import Finding, Outcome, State
from netral.apps.cases.inputs import PersonInput, ReviewInput
from netral.apps.cases.models import Case, CasePerson, Clock, Decision, Review
from netral.apps.reports.domain.answers import Person as Suspect
from netral.apps.reports.queries import report_by_code
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.write_guard import WriteOutsideAction
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.domain import Verdict
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import verify_document
from tests.apps.cases.desk import MET, SECRET, UNMET, Office, at_noon, file, later
from tests.ground import person

pytestmark = pytest.mark.django_db


def status(code: str) -> str:
    found = report_by_code(code)
    assert found is not None
    return found.status


def clocks(case: Case) -> list[tuple[str, str]]:
    with elevated("test"):
        return [(row.code, row.ending) for row in Clock.objects.filter(case=case)]


def test_a_report_becomes_a_case_with_its_clock(office: Office) -> None:
    case, _code = file()
    assert (case.state, case.act_date, str(case.institution)) == (
        State.INITIAL_REVIEW,
        date(2024, 10, 5),
        "Bawaslu Kabupaten Bengkalis",
    )
    with elevated("test"):
        assert [row.name for row in case.caseperson_set.all()] == ["Bambang Rekaan"]
        running = Clock.objects.get(case=case)
    assert running.code == "PK.KAJIAN_AWAL"
    assert running.due_at.isoformat() == "2024-10-09T16:59:59+00:00"
    assert "2 hari kalender sejak laporan disampaikan 7 Oktober 2024" in running.explanation


def test_a_case_goes_all_the_way_and_its_reporter_hears_each_step(office: Office) -> None:
    case, code = file()
    office.propose(case)
    assert status(code) == "under_review"
    with reading_as(office.chair.actor):
        registered = intake.approve_registration(case=case, by=office.chair.actor)
    assert registered.number == "001/Reg/14.03/X/2024"
    assert status(code) == "registered"
    invitation = office.invite(case)
    assert status(code) == "in_clarification"
    later(hours=21)
    office.hear(invitation)
    office.study(case)
    assert status(code) == "under_study"
    office.convene(case)
    office.vote(case, office.chair)
    office.vote(case, office.member)
    decision = office.decide(case)
    assert status(code) == "forwarded"
    assert clocks(case) == [("PK.KAJIAN_AWAL", "met"), ("PK.TANGANI", "met")]
    assert decision.norm_id == "B2"
    assert {row["level"] for row in decision.sanction_range} == {"berat"}
    assert len(decision.catalogue_version) == 64


def test_two_cases_get_two_numbers(office: Office) -> None:
    numbers = [office.register(file()[0]).number for _ in range(2)]
    assert numbers == ["001/Reg/14.03/X/2024", "002/Reg/14.03/X/2024"]


def test_nobody_registers_what_she_proposed(office: Office) -> None:
    case, _code = file()
    office.propose(case)
    # Somebody who holds both permissions is still one person.
    both = office.officer.actor.permissions | {"cases.approve"}
    alone = type(office.officer.actor)(**{**vars(office.officer.actor), "permissions": both})
    with reading_as(alone), pytest.raises(StepRefused, match="orang lain"):
        intake.approve_registration(case=case, by=alone)
    assert office.fresh(case).number == ""


def test_a_returned_proposal_can_be_made_again(office: Office) -> None:
    case, _code = file()
    office.propose(case)
    with reading_as(office.chair.actor):
        intake.send_back(case=case, words="Alamat terlapor belum diperiksa.", by=office.chair.actor)
    assert office.register(case).number


def test_an_incomplete_report_is_asked_to_be_completed_within_a_term(office: Office) -> None:
    case, code = file()
    inputs = ReviewInput(conditions=UNMET, words="Tambahkan bukti lewat halaman status.")
    with reading_as(office.officer.actor):
        with pytest.raises(StepRefused, match="Bukti"):
            intake.propose_registration(case=case, inputs=inputs, by=office.officer.actor)
        intake.ask_completion(case=case, inputs=inputs, by=office.officer.actor)
        refusal = ReviewInput(words="Tidak dilengkapi.", reason_code="not_completed")
        with pytest.raises(StepRefused, match="masih punya waktu"):
            intake.refuse_report(case=case, inputs=refusal, by=office.officer.actor)
        intake.receive_completion(case=case, by=office.officer.actor)
    assert status(code) == "under_review"
    assert clocks(case) == [("PK.KAJIAN_AWAL", "met"), ("PK.PERBAIKAN", "met"), ("PK.KAJIAN_AWAL", "")]


def test_a_report_not_completed_in_time_is_refused_with_words(office: Office) -> None:
    case, code = file()
    with reading_as(office.officer.actor):
        inputs = ReviewInput(conditions=UNMET, words="Tambahkan bukti.")
        intake.ask_completion(case=case, inputs=inputs, by=office.officer.actor)
        later(days=4)
        refusal = ReviewInput(words="Bukti tidak disampaikan.", reason_code="not_completed")
        intake.refuse_report(case=case, inputs=refusal, by=office.officer.actor)
    assert (status(code), clocks(case)[-1]) == ("refused", ("PK.PERBAIKAN", "lapsed"))


@pytest.mark.parametrize(("reason", "words"), [("", "Kata-kata."), ("karangan", "Kata-kata."), ("formal", " ")])
def test_no_report_is_refused_in_silence(office: Office, reason: str, words: str) -> None:
    case, _code = file()
    inputs = ReviewInput(conditions=UNMET, words=words, reason_code=reason)
    with reading_as(office.officer.actor), pytest.raises(StepRefused):
        intake.refuse_report(case=case, inputs=inputs, by=office.officer.actor)
    assert office.fresh(case).state == State.INITIAL_REVIEW
    with elevated("test"):
        assert not Review.objects.exists()


def test_a_late_step_says_why_and_the_reason_stays(office: Office) -> None:
    case, _code = file()
    later(days=5)
    with pytest.raises(StepRefused, match="Perbawaslu 8/2020 jo 9/2024"):
        office.propose(case)
    office.propose(case, late_reason="Petugas sakit.")
    event = Event.objects.get(kind="case.registration_proposed")
    assert (event.data["late"], event.data["late_reason"]) == ("PK.KAJIAN_AWAL", "Petugas sakit.")


def test_extra_time_runs_on_from_the_end_and_only_once(office: Office) -> None:
    case, _code = file()
    office.register(case)
    with elevated("test"):
        before = Clock.objects.get(case=case, ended_at=None).due_at
    with reading_as(office.chair.actor):
        extra = investigation.extend_time(case=case, words="Saksi berada di luar kota.", by=office.chair.actor)
        with pytest.raises(StepRefused, match=r"134\(6\)"):
            investigation.extend_time(case=case, words="Sekali lagi.", by=office.chair.actor)
    assert extra.due_at == before + timedelta(days=2)
    assert clocks(case)[1:] == [("PK.TANGANI", "extended"), ("PK.TAMBAHAN", "")]


def test_a_study_waits_for_every_invitation(office: Office) -> None:
    case, _code = file()
    office.register(case)
    first, second = office.invite(case), office.invite(case)
    with pytest.raises(StepRefused, match="belum tiba"):
        office.hear(first)
    later(hours=21)
    office.hear(first)
    with pytest.raises(StepRefused, match="tanpa hasil"):
        office.study(case)
    office.hear(second)
    office.study(case)
    assert office.fresh(case).state == State.STUDY


@pytest.mark.parametrize(
    ("happened_on", "offered", "refused"), [((2024, 9, 21), "A2", "B2"), ((2024, 9, 22), "B2", "A2")]
)
def test_the_norm_is_the_one_of_the_day_of_the_act(
    office: Office, happened_on: tuple[int, int, int], offered: str, refused: str
) -> None:
    case, _code = file(happened_on=date(*happened_on))
    office.register(case)
    invitation = office.invite(case)
    later(hours=21)
    office.hear(invitation)
    with pytest.raises(StepRefused, match="tidak berlaku pada tanggal perbuatan"):
        office.study(case, refused)
    office.study(case, offered)
    assert office.fresh(case).norm_id == offered


def test_nobody_decides_alone(office: Office) -> None:
    case, _code = file()
    office.until_plenary(case)
    with pytest.raises(StepRefused, match="kuorum"):
        office.decide(case)
    office.vote(case, office.chair)
    with pytest.raises(StepRefused, match="sudah dicatat"):
        office.vote(case, office.chair)
    with pytest.raises(StepRefused, match="baru 1 dari 2"):
        office.decide(case)
    with elevated("test"):
        assert not Decision.objects.exists()


def test_who_is_no_member_has_no_vote(office: Office) -> None:
    case, _code = file()
    office.until_plenary(case)
    with pytest.raises(StepRefused, match="tidak berwenang"):
        office.vote(case, office.officer)
    # Whoever becomes a member after the plenary was opened belongs to the next one.
    newcomer = person("supervisor_member", "bawaslu.14.03", name="Baru")
    with pytest.raises(StepRefused, match="anggota pleno"):
        office.vote(case, newcomer)


def test_a_dissent_gives_its_reason_and_a_tie_decides_nothing(office: Office) -> None:
    case, _code = file()
    office.until_plenary(case)
    office.vote(case, office.chair)
    with pytest.raises(StepRefused, match="berbeda dari kajian"):
        office.vote(case, office.member, Finding.NOT_VIOLATION)
    office.vote(case, office.member, Finding.NOT_VIOLATION, dissent="Akunnya bukan miliknya.")
    for finding in Finding:
        with pytest.raises(StepRefused, match="separuh suara"):
            office.decide(case, finding)
    with reading_as(office.chair.actor):
        deciding.reopen_plenary(case=case, words="Periksa kepemilikan akun.", by=office.chair.actor)
    office.convene(case)
    with reading_as(office.chair.actor), pytest.raises(StepRefused, match="masih dapat memutus"):
        deciding.reopen_plenary(case=case, words="Ulang.", by=office.chair.actor)
    office.vote(case, office.chair)
    with pytest.raises(StepRefused, match="baru 1 dari 2"):
        office.decide(case)
    office.vote(case, office.member)
    assert office.decide(case).norm_id == "B2"


def test_a_plenary_may_judge_by_a_norm_the_study_did_not_choose(office: Office) -> None:
    case, _code = file()
    office.until_plenary(case, norm="", finding=Finding.NOT_VIOLATION)
    for who in (office.chair, office.member):
        office.vote(case, who, Finding.ASN_VIOLATION, dissent="Unggahan itu jelas memihak.")
    with pytest.raises(StepRefused, match="tidak berlaku pada tanggal perbuatan"):
        office.decide(case)
    with pytest.raises(StepRefused, match="tidak berlaku pada tanggal perbuatan"):
        office.decide(case, norm="A2")
    decision = office.decide(case, norm="B6")
    assert (decision.norm_id, office.fresh(case).norm_id) == ("B6", "B6")


def test_persons_are_judged_one_by_one(office: Office) -> None:
    case, _code = file(accused=(Suspect(name="Satu"), Suspect(name="Dua"), Suspect(description="Tak dikenal")))
    office.until_plenary(case)
    office.vote(case, office.chair)
    office.vote(case, office.member)
    nobody = (Outcome.NOT_PROVEN,) * 3
    with pytest.raises(StepRefused, match="paling sedikit satu"):
        office.decide(case, outcomes=nobody)
    with pytest.raises(StepRefused, match="namanya belum diketahui"):
        office.decide(case, outcomes=(Outcome.PROVEN, Outcome.NOT_PROVEN, Outcome.PROVEN))
    office.decide(case, outcomes=(Outcome.PROVEN, Outcome.NOT_PROVEN, Outcome.NOT_PROVEN))
    with elevated("test"):
        assert list(CasePerson.objects.values_list("outcome", flat=True)) == ["proven", "not_proven", "not_proven"]


def test_what_is_no_violation_is_concluded(office: Office) -> None:
    case, code = file()
    office.until_plenary(case, norm="", finding=Finding.NOT_VIOLATION)
    office.vote(case, office.chair, Finding.NOT_VIOLATION)
    office.vote(case, office.member, Finding.NOT_VIOLATION)
    decision = office.decide(case, Finding.NOT_VIOLATION)
    assert (status(code), decision.sanction_range, decision.norm_id) == ("concluded", [], "")


def test_the_decision_is_sealed_where_the_institution_has_a_key(office: Office) -> None:
    case, _code = file()
    create_seal_key(institution=case.institution, by=SYSTEM)
    decision = office.until_decision(case)
    with elevated("test"):
        document = SealedDocument.objects.get(pk=decision.document_id)
    assert verify_document(document).verdict is Verdict.HOLDS
    assert "Bambang" not in str(document.facts) + document.title


def test_a_person_can_be_named_until_the_study_is_written(office: Office) -> None:
    case, _code = file()
    actor = office.officer.actor
    with reading_as(actor):
        intake.correct_person(case=case, position=None, person=PersonInput(name="Tambahan"), by=actor)
        investigation.correct_act_date(case=case, act_date=date(2024, 10, 4), by=actor)
    office.until_plenary(case)
    with reading_as(actor), pytest.raises(StepRefused, match="Kajian sudah ditulis"):
        intake.correct_person(case=case, position=1, person=PersonInput(name="Lain"), by=actor)
    with elevated("test"):
        assert [row.name for row in case.caseperson_set.all()] == ["Bambang Rekaan", "Tambahan"]


def test_another_office_cannot_take_a_step(office: Office) -> None:
    case, _code = file()
    stranger = person("supervisor_officer", "bawaslu.33.74").actor
    with reading_as(stranger), pytest.raises(Case.DoesNotExist):
        intake.propose_registration(case=case, inputs=ReviewInput(conditions=MET), by=stranger)


def test_rows_are_written_by_actions_only(office: Office) -> None:
    case, _code = file()
    with elevated("test"):
        row = Case.objects.get(pk=case.pk)
        row.state = State.DECIDED
        with pytest.raises(WriteOutsideAction):
            row.save()
        with pytest.raises(WriteOutsideAction):
            Case.objects.update(state=State.DECIDED)


def test_the_database_itself_refuses_a_state_without_its_facts(office: Office) -> None:
    case, _code = file()
    row = office.fresh(case)
    row.state = State.DECIDED
    with elevated("test"), pytest.raises(IntegrityError, match="case_decided_wholly"), transaction.atomic():
        # What lies under the guard of the models, as somebody with a console might use it.
        Model.save_base(row)


def test_the_ledger_names_nobody(office: Office) -> None:
    case, _code = file()
    office.until_decision(case)
    for event in Event.objects.filter(subject_type="cases.case"):
        assert "Bambang" not in str(event.data)
        assert SECRET not in str(event.data)
    assert clock.now() > at_noon(2024, 10, 7)
