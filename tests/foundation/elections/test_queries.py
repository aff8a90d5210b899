"""The loaded election answers for a day."""

from dataclasses import replace
from datetime import date

import pytest

from netral.foundation.elections.actions import load_election
from netral.foundation.elections.domain import Phase
from netral.foundation.elections.models import Election
from netral.foundation.elections.queries import (
    NoElection,
    current_election,
    phase_on,
    stage_on,
    stages,
    stages_on,
)
from netral.foundation.elections.schedules import shipped
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.write_guard import WriteOutsideAction

pytestmark = pytest.mark.django_db


@pytest.fixture
def election() -> Election:
    return load_election(schedule=shipped(), by=SYSTEM)


def test_nothing_is_current_before_a_schedule_is_loaded() -> None:
    with pytest.raises(NoElection, match="Belum ada jadwal"):
        current_election()


def test_loading_stores_every_stage_in_order_and_records_it(election: Election) -> None:
    assert current_election() == election
    assert str(election) == "Pemilihan Kepala Daerah Serentak 2024"
    assert [stage.as_row() for stage in stages(election)] == list(shipped().stages)
    assert Event.objects.get(kind="election.loaded").data == {
        "code": "pilkada-2024",
        "polling_day": "2024-11-27",
        "stages": 16,
    }


def test_loading_a_corrected_schedule_changes_and_removes_stages(election: Election) -> None:
    kept = tuple(replace(row, name=row.name.upper()) for row in shipped().stages if row.code != "adhoc_pengawas")

    again = load_election(schedule=replace(shipped(), stages=kept), by=SYSTEM)

    assert again == election
    assert [stage.as_row() for stage in stages(election)] == list(kept)


def test_phase_and_stage_of_a_day(election: Election) -> None:
    determination = stage_on(date(2024, 9, 22))

    assert phase_on(date(2024, 9, 21)) is Phase.BEFORE_CANDIDATES
    assert phase_on(date(2024, 9, 22)) is Phase.CANDIDATES_DETERMINED
    assert determination is not None
    assert determination.code == "penetapan_paslon"
    assert str(determination) == "Penetapan pasangan calon"
    assert {stage.code for stage in stages_on(date(2024, 11, 27))} == {"pemungutan", "penghitungan"}
    assert stage_on(date(2023, 1, 1)) is None


def test_the_latest_election_is_the_current_one(election: Election) -> None:
    later = replace(shipped(), code="pilkada-uji", polling_day=date(2029, 11, 28))
    moved = tuple(
        replace(row, starts_on=later.polling_day, ends_on=later.polling_day) if row.code == "pemungutan" else row
        for row in later.stages
    )

    assert load_election(schedule=replace(later, stages=moved), by=SYSTEM) == current_election() != election


def test_stages_cannot_be_written_past_the_action(election: Election) -> None:
    with pytest.raises(WriteOutsideAction):
        stages(election)[0].save()
