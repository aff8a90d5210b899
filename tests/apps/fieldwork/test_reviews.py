"""An observation is asked about, proposed by one and decided by another; the finding opens one case, its clock running
since the supervisor knew."""

from datetime import date, datetime, timedelta

import pytest

from netral.apps.cases.models import Case, CasePerson, Clock
from netral.apps.fieldwork.actions.form_versions import draft_version
from netral.apps.fieldwork.actions.reviews import (
    ask_back,
    close_observation,
    decide_finding,
    propose_finding,
    reopen_observation,
    return_proposal,
)
from netral.apps.fieldwork.domain.observations import ObservationState
from netral.apps.fieldwork.inputs import AccusedInput, FindingInput
from netral.apps.fieldwork.models import FindingProposal, FormVersion, Observation, ReviewNote
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.models import Event
from tests.apps.fieldwork.field import sheet_of, shipped_form
from tests.apps.fieldwork.observed import KNOWN, Outbox, answers, in_the_field, instance_id, member, reviewer
from tests.ground import Person, person

ACT = date(2024, 10, 7)
LURAH = AccusedInput("Budi Santoso", "Lurah", "Kelurahan Selat Baru")


@pytest.fixture
def field(ground: None) -> Outbox:
    return in_the_field()


def proposed(row: Observation, by: Person, known_at: datetime = KNOWN, reason: str = "") -> None:
    inputs = FindingInput("Lurah ikut konvoi kampanye", ACT, known_at, reason, (LURAH,))
    with reading_as(by.actor):
        propose_finding(observation=row, inputs=inputs, by=by.actor)


def decided(row: Observation, by: Person) -> None:
    with reading_as(by.actor):
        decide_finding(observation=row, minutes="12/BA/PLENO/2024", by=by.actor)


def again(row: Observation) -> Observation:
    with elevated("the test reads what came of it"):
        return Observation.objects.get(pk=row.pk)


def cases_opened() -> list[Case]:
    with elevated("the test reads what came of it"):
        return [*Case.objects.all()]


def test_a_finding_opens_one_case_whose_clock_runs_since_the_supervisor_knew(field: Outbox) -> None:
    row, officer, chair = field.quick(), reviewer(), member()
    assert row.number == "AMT/14.03/2024/00001"
    proposed(row, officer)
    decided(row, chair)
    assert again(row).state == ObservationState.FINDING
    [case] = cases_opened()
    assert (case.report_id, case.observation_id, case.reference) == (None, row.pk, row.number)
    assert (case.filed_at, case.act_date, case.institution.path) == (KNOWN, ACT, "bawaslu.14.03")
    with elevated("the test reads what came of it"):
        [clock] = Clock.objects.filter(case=case)
        assert clock.started_at == KNOWN
        assert [*CasePerson.objects.filter(case=case).values_list("name", "office")] == [("Budi Santoso", "Lurah")]
        assert FindingProposal.objects.get().minutes == "12/BA/PLENO/2024"
    with pytest.raises(StepRefused, match="sudah ditetapkan"):
        decided(row, chair)
    assert len(cases_opened()) == 1


def test_a_finding_known_days_ago_shows_that_the_term_is_over(field: Outbox) -> None:
    known = KNOWN - timedelta(days=12)
    row, officer, chair = field.send(answers("Spanduk di kantor lurah", known=known)), reviewer(), member()
    with reading_as(officer.actor):
        inputs = FindingInput("Spanduk di kantor lurah", known.date(), known)
        propose_finding(observation=row, inputs=inputs, by=officer.actor)
    decided(row, chair)
    [case] = cases_opened()
    page = officer.client.get(f"/petugas/perkara/{case.pk}/").content.decode()
    assert "Terlambat" in page
    assert row.number in page
    assert "temuan" in page
    review = officer.client.get(f"/petugas/perkara/{case.pk}/kajian-awal/")
    assert review.status_code == 200
    assert 'value="ask_completion"' not in review.content.decode()


def test_the_panel_decides_and_the_regency_holds_the_case(field: Outbox) -> None:
    row = field.quick()
    first = person("panel_member", "bawaslu.14.03.02", name="Pertama")
    second = person("panel_member", "bawaslu.14.03.02", name="Kedua")
    proposed(row, first)
    with pytest.raises(StepRefused, match="orang lain yang menetapkannya"):
        decided(row, first)
    decided(row, second)
    [case] = cases_opened()
    assert case.scopes == ["bawaslu.14.03"]


def test_another_region_neither_sees_nor_decides(field: Outbox) -> None:
    row, stranger = field.quick(), reviewer("bawaslu.33.74")
    with reading_as(stranger.actor), pytest.raises(Observation.DoesNotExist):
        ask_back(observation=row, words="Siapa?", by=stranger.actor)
    assert stranger.client.get(f"/petugas/lapangan/{row.pk}/").status_code == 404
    assert stranger.client.get(f"/petugas/lapangan/{row.pk}/tanya/").status_code == 404


def test_a_question_needs_words_and_its_answer_brings_the_observation_back(field: Outbox) -> None:
    row, officer = field.quick(), reviewer()
    with reading_as(officer.actor):
        with pytest.raises(StepRefused, match="belum ditulis"):
            ask_back(observation=row, words=" ", by=officer.actor)
        ask_back(observation=row, words="Plat nomornya berapa?", by=officer.actor)
    assert again(row).state == ObservationState.ASKED
    field.send(answers("Lurah ikut konvoi, BM 1234 XX"), replaces=instance_id(1))
    assert again(row).state == ObservationState.RECEIVED
    with elevated("the test reads what came of it"):
        assert ReviewNote.objects.get().words == "Plat nomornya berapa?"
        asked = Event.objects.get(kind="observation.asked")
    assert "Plat" not in str({key: value for key, value in asked.data.items() if key != "words"})


def test_a_correction_after_the_finding_leaves_it_as_decided(field: Outbox) -> None:
    row, officer, chair = field.quick(), reviewer(), member()
    proposed(row, officer)
    decided(row, chair)
    field.send(answers("Ternyata bukan lurah", known=KNOWN + timedelta(hours=1)), replaces=instance_id(1))
    after = again(row)
    assert (after.state, after.known_at, after.title) == (ObservationState.FINDING, KNOWN, "Lurah ikut konvoi")
    with elevated("the test reads what came of it"):
        assert after.contents.count() == 2
        assert FindingProposal.objects.get().known_at == KNOWN
    [case] = cases_opened()
    assert case.filed_at == KNOWN


def test_another_moment_of_knowing_needs_a_reason_and_never_lies_after_the_arrival(field: Outbox) -> None:
    row = field.send(answers("Lurah ikut konvoi", known=KNOWN + timedelta(seconds=20)))
    officer = reviewer()
    with pytest.raises(StepRefused, match="mengapa diubah"):
        proposed(row, officer, KNOWN - timedelta(days=1))
    with pytest.raises(StepRefused, match="sesudah amatan tiba"):
        proposed(row, officer, KNOWN + timedelta(days=1), "Salah jam")
    proposed(row, officer)
    assert again(row).state == ObservationState.PROPOSED


def test_returned_closed_and_reopened_with_reasons(field: Outbox) -> None:
    row, officer, chair = field.quick(), reviewer(), member()
    proposed(row, officer)
    with reading_as(chair.actor):
        return_proposal(observation=row, words="Siapa yang dilihat?", by=chair.actor)
    with reading_as(officer.actor):
        close_observation(observation=row, words="Bukan ASN.", by=officer.actor)
        with pytest.raises(StepRefused):
            ask_back(observation=row, words="Siapa?", by=officer.actor)
        reopen_observation(observation=row, words="Ternyata ASN.", by=officer.actor)
    assert again(row).state == ObservationState.RECEIVED
    with elevated("the test reads what came of it"):
        assert [*ReviewNote.objects.values_list("verb", flat=True)] == ["return", "close", "reopen"]
    assert cases_opened() == []


def test_the_database_shows_published_forms_to_every_office_and_no_other(field: Outbox) -> None:
    officer = reviewer()
    with elevated("the test makes a draft of one"):
        maker = person("form_editor", "bawaslu", name="Lain")
        draft_version(form=shipped_form("form_a"), sheet=sheet_of("form_a"), by=maker.actor)
        assert FormVersion.objects.count() == 2
    with reading_as(officer.actor):
        assert [*FormVersion.objects.values_list("code", flat=True)] == ["kejadian_cepat"]
        assert not FormVersion.objects.visible_to(officer.actor).exists()
