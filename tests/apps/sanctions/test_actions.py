"""The follow-up on a real database: who receives, what is refused, what the reporter hears."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from netral.apps.cases.domain import Finding, Outcome
from netral.apps.reports.domain.answers import Person as Suspect
from netral.apps.reports.models import StatusNote
from netral.apps.reports.queries import report_by_code
from netral.apps.sanctions import actions, api
from netral.apps.sanctions.domain import State
from netral.apps.sanctions.inputs import SanctionDecisionInput
from netral.apps.sanctions.models import Recommendation, SanctionDecision
from netral.apps.sanctions.papers import letter_of
from netral.engines.steps.table import StepRefused
from netral.foundation.files.intake import FileRefused
from netral.foundation.files.models import StoredFile
from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.domain import Verdict
from netral.foundation.seals.models import SealedDocument
from netral.foundation.seals.queries import verify_document
from netral.foundation.ui.refusals import message_of
from tests.apps.cases.desk import SECRET, Office, at_noon, file, later
from tests.apps.sanctions.followup import FollowUp, letter, today
from tests.ground import GROUND_LAID, person

pytestmark = pytest.mark.django_db


def heard(code: str) -> list[str]:
    found = report_by_code(code)
    with elevated("test"):
        return [note.text for note in StatusNote.objects.filter(report=found).order_by("at", "id")]


def status(code: str) -> str:
    found = report_by_code(code)
    assert found is not None
    return found.status


@action
def found_kasn() -> None:
    Institution.objects.create(
        code="kasn", path="kasn", name="KASN", kind=Kind.KASN, region=None, valid_to=date(2024, 8, 24)
    )
    record(GROUND_LAID, subject=("test", "kasn"), by=SYSTEM)


def test_a_decided_violation_becomes_one_recommendation_for_each_proven_person(office: Office) -> None:
    case, _code = file(accused=(Suspect(name="Satu"), Suspect(name="Dua"), Suspect(name="Tiga")))
    office.until_plenary(case)
    office.vote(case, office.chair)
    office.vote(case, office.member)
    office.decide(case, outcomes=(Outcome.PROVEN, Outcome.NOT_PROVEN, Outcome.PROVEN))
    with elevated("test"):
        rows = list(Recommendation.objects.select_related("receiver", "ppk"))
    assert [(row.person, row.number) for row in rows] == [
        ("Satu", "001/Reg/14.03/X/2024/R1"),
        ("Tiga", "001/Reg/14.03/X/2024/R2"),
    ]
    assert {(row.receiver.path, row.ppk.path) for row in rows} == {("bkn", "pemda.14.03.ppk")}
    assert set(rows[0].scopes) == {"bawaslu.14.03", "pemda.14.03", "bkn"}
    assert {level["level"] for level in rows[0].sanction_range} == {"berat"}


def test_the_letter_is_sealed_and_its_public_facts_name_no_civil_servant(office: Office) -> None:
    case, _code = file()
    create_seal_key(institution=case.institution, by=SYSTEM)
    office.until_decision(case)
    with elevated("test"):
        document = letter_of(Recommendation.objects.get())
    assert document is not None
    assert verify_document(document).verdict is Verdict.HOLDS
    assert "Bambang" not in document.title + str(document.facts)
    with reading_as(person("ppk_official", "pemda.33.74.ppk").actor):
        assert not SealedDocument.objects.exists()
    with reading_as(person("ppk_official", "pemda.14.03.ppk").actor):
        # The letter, not the decision: that one names what concerns others.
        assert [seen.kind for seen in SealedDocument.objects.all()] == ["recommendation"]


def test_what_is_no_violation_recommends_nothing(office: Office) -> None:
    case, _code = file()
    office.until_plenary(case, norm="", finding=Finding.NOT_VIOLATION)
    for who in (office.chair, office.member):
        office.vote(case, who, Finding.NOT_VIOLATION)
    office.decide(case, Finding.NOT_VIOLATION)
    with elevated("test"):
        assert not Recommendation.objects.exists()


@pytest.mark.parametrize(("day", "receiver"), [((2024, 8, 20), "kasn"), ((2024, 8, 26), "bkn")])
def test_the_receiver_is_the_one_of_the_day_it_is_sent(
    office: Office, day: tuple[int, int, int], receiver: str
) -> None:
    found_kasn()
    clock.travel(at_noon(*day))
    case, _code = file(happened_on=date(2024, 8, day[2] - 2))
    office.until_decision(case, norm="A2")
    with elevated("test"):
        sent = Recommendation.objects.get()
    assert (sent.receiver.path, sent.norm_id) == (receiver, "A2")
    assert {row["code"] for row in sent.sanction_range} == {"moral_tertutup", "moral_terbuka"}


@action
def close_ppk() -> None:
    Institution.objects.filter(kind=Kind.PPK).update(valid_to=date(2024, 1, 1))
    record(GROUND_LAID, subject=("test", "ppk"), by=SYSTEM)


def test_a_decision_without_a_receiver_is_refused_whole(office: Office) -> None:
    case, _code = file()
    office.until_plenary(case)
    for who in (office.chair, office.member):
        office.vote(case, who)
    close_ppk()
    with pytest.raises(StepRefused, match="belum terdaftar"):
        office.decide(case)
    assert office.fresh(case).decided_at is None


def test_the_follow_up_goes_all_the_way_and_the_reporter_hears_no_name(followup: FollowUp) -> None:
    assert status(followup.code) == "forwarded"
    followup.until_examined()
    followup.decide()
    assert status(followup.code) == "forwarded"
    later(days=3)
    followup.carry_out()
    assert status(followup.code) == "concluded"
    row = followup.fresh()
    assert (row.state, row.carried_out_on) == (State.CARRIED_OUT, today())
    told = heard(followup.code)
    assert "Badan Kepegawaian Negara" in told[-3]
    assert "Penurunan jabatan" in told[-2]
    assert not any("Bambang" in text for text in told)
    assert [event.kind for event in Event.objects.filter(subject_id=str(row.pk)).order_by("at", "id")] == [
        "sanction.recommended",
        "sanction.acknowledged",
        "sanction.proceeding_opened",
        "sanction.examined",
        "sanction.decided",
        "sanction.carried_out",
    ]


@pytest.mark.parametrize("sanction", ["ringan_lisan", "sedang_tukin_6", "moral_terbuka", "pdth", ""])
def test_a_sanction_outside_the_norms_range_is_refused_with_its_basis(followup: FollowUp, sanction: str) -> None:
    followup.until_examined()
    with pytest.raises(StepRefused, match="SKB 2022"):
        followup.decide(sanction)
    with elevated("test"):
        assert not SanctionDecision.objects.exists()
        assert not StoredFile.objects.filter(purpose="decision").exists()


@pytest.mark.parametrize(
    ("offset", "words"), [(1, "belum tiba"), (-1, "sebelum pemeriksaan"), (-9, "rekomendasi"), (-30, "perbuatan")]
)
def test_a_decision_with_an_impossible_date_is_refused(followup: FollowUp, offset: int, words: str) -> None:
    followup.until_examined()
    with pytest.raises(StepRefused, match=words):
        followup.decide(on=today() + timedelta(days=offset))


def test_a_decision_needs_an_examination_and_a_document_that_is_a_pdf(followup: FollowUp) -> None:
    followup.acknowledge()
    followup.open()
    with pytest.raises(StepRefused, match="Pemeriksaan belum dicatat"):
        followup.decide()
    followup.examine()
    with pytest.raises(FileRefused):
        followup.decide(content=b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert followup.fresh().state == State.PROCEEDING


def test_there_is_only_one_decision(followup: FollowUp) -> None:
    followup.until_examined()
    followup.decide()
    with pytest.raises(StepRefused, match="hanya punya satu keputusan"):
        followup.decide("berat_pdhtaps")


def test_the_secretary_does_not_decide(followup: FollowUp) -> None:
    followup.until_examined()
    inputs = SanctionDecisionInput("1", today(), "berat_turun_jabatan", "Bupati", letter())
    with reading_as(followup.secretary.actor), pytest.raises(StepRefused, match="berwenang"):
        actions.decide_sanction(recommendation=followup.row, inputs=inputs, by=followup.secretary.actor)


def test_closing_without_sanction_gives_its_reason(followup: FollowUp) -> None:
    followup.until_examined()
    official = followup.official.actor
    with reading_as(official):
        with pytest.raises(StepRefused, match="Alasan belum diisi"):
            actions.close_without_sanction(recommendation=followup.row, words=" ", by=official)
        with override("en"), pytest.raises(StepRefused) as refused:
            actions.close_without_sanction(recommendation=followup.row, words=" ", by=official)
        with override("en"):
            assert "Alasan" not in message_of(refused.value)
        actions.close_without_sanction(recommendation=followup.row, words="Sudah pensiun.", by=official)
    assert status(followup.code) == "concluded"
    assert followup.fresh().state == State.CLOSED


def test_a_report_is_concluded_with_the_last_of_its_persons(office: Office) -> None:
    case, code = file(accused=(Suspect(name="Satu"), Suspect(name="Dua")))
    office.until_decision(case)
    secretary, official = person("ppk_secretary", "pemda.14.03.ppk"), person("ppk_official", "pemda.14.03.ppk")
    seen = []
    with elevated("test"):
        rows = list(Recommendation.objects.order_by("number"))
    for row in rows:
        work = FollowUp.__new__(FollowUp)
        work.row, work.secretary, work.official = row, secretary, official
        work.until_examined().decide()
        work.carry_out()
        seen.append(status(code))
    assert seen == ["forwarded", "concluded"]


def test_the_employer_sees_nothing_of_the_report_nor_of_who_reported(followup: FollowUp) -> None:
    with reading_as(followup.official.actor):
        row = Recommendation.objects.get()
        assert SECRET not in str(vars(row))
        assert "Siti" not in str(vars(row))
        assert str(followup.case.report_id) not in str(vars(row))


@pytest.mark.parametrize(
    ("role", "path", "count"),
    [
        ("ppk_secretary", "pemda.14.03.ppk", 1),
        ("ppk_secretary", "pemda.33.74.ppk", 0),
        ("bkn_officer", "bkn", 1),
        ("supervisor_officer", "bawaslu.14.03", 1),
        ("supervisor_officer", "bawaslu.33.74", 0),
    ],
)
def test_each_office_sees_its_own_recommendations(followup: FollowUp, role: str, path: str, count: int) -> None:
    actor = person(role, path, name="Lain").actor
    with reading_as(actor):
        assert Recommendation.objects.count() == count


def test_totals_count_persons_and_cases_apart(office: Office) -> None:
    case, _code = file(accused=(Suspect(name="Satu"), Suspect(name="Dua")))
    office.until_decision(case)
    counted = {row.code: (row.cases, row.persons) for row in api.counts("14")}
    assert counted["recommended"] == (1, 2)
    assert counted["acknowledged"] == (0, 0)
    assert {row.code: row.persons for row in api.counts("33")}["recommended"] == 0
    later(days=12)
    (ppk,) = api.follow_up()
    assert (ppk.ppk, ppk.recommended, ppk.oldest_open_days) == ("Bupati Bengkalis", 2, 12)
