"""After a whole journey: the ledger holds, counts every step, and no table or letter says what it should not."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from netral.foundation.ledger.models import Event
from netral.foundation.ledger.sequencer import sequence_pending
from netral.foundation.ledger.verification import verify
from netral.foundation.notices.models import Notice
from tests.journeys import citizen, employer, supervisor
from tests.journeys.cast import Cast
from tests.journeys.citizen import ACCUSED, REPORTER, WORDS, Filed, Sighting
from tests.journeys.pledging import open_campaign
from tests.journeys.post import do_waiting_jobs, letters
from tests.journeys.visitor import PUBLIC_DEVICE, STAFF_DEVICE
from tests.journeys.witness import kinds, tables_with

SEEN = Sighting()
REVIEW = SEEN.at + timedelta(days=1)
DECIDED = REVIEW + timedelta(days=2)
# Each step of the way, by how many events of its kind it leaves.
STEPS = {
    "report.filed": 1,
    "case.opened": 1,
    "case.registration_proposed": 1,
    "case.registered": 1,
    "case.invitation_sent": 1,
    "case.clarification_recorded": 1,
    "case.study_written": 1,
    "case.plenary_convened": 1,
    "case.vote_cast": 3,
    "case.decided": 1,
    "sanction.recommended": 1,
    "sanction.acknowledged": 1,
    "sanction.proceeding_opened": 1,
    "sanction.examined": 1,
    "sanction.decided": 1,
    "sanction.carried_out": 1,
}
NEWCOMER = {"name": "Wahyu Prasetyo", "email": "wahyu@contoh.test", "role_code": "supervisor_officer"}


def the_whole_way(cast: Cast) -> Filed:
    """Take one report from a citizen to a sanction that was carried out."""
    filed = citizen.report(SEEN)
    supervisor.until_decided(cast, filed, REVIEW, "C4")
    row: Any = employer.recommendation_on_the_register(cast.secretary, "001/Reg")
    examined = DECIDED + timedelta(days=15)
    employer.acknowledge(cast, row, DECIDED + timedelta(days=3))
    employer.open_examination(cast, row, DECIDED + timedelta(days=4), examined.date())
    employer.examine(cast, row, examined)
    employer.decide(cast, row, examined + timedelta(days=2), "berat_bebas_jabatan")
    employer.carry_out(cast, row, examined + timedelta(days=3))
    return filed


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_the_ledger_counts_every_step_and_betrays_every_change(cast: Cast, sealing: None) -> None:
    the_whole_way(cast)
    sequence_pending()
    report = verify()
    assert (report.faults, report.waiting) == ([], 0)
    assert report.events == report.size == sum(kinds().values())
    assert kinds() & Counter(dict.fromkeys(STEPS, 99)) == Counter(STEPS)
    change("UPDATE ledger_event SET actor_label = 'Orang Lain' WHERE kind = 'sanction.decided'")
    (fault,) = verify().faults
    assert "(sanction.decided) was changed after it was recorded" in fault


def change(statement: str) -> None:
    """Change one row behind everybody's back, as only the owner of the database can."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == 1


@pytest.mark.django_db
def test_every_step_is_its_own_actors_and_the_public_stays_nobody(cast: Cast) -> None:
    filed = the_whole_way(cast)
    acted = {(event.kind, event.actor) for event in Event.objects.filter(kind__in=STEPS)}
    hers = {
        cast.officer: {"case.registration_proposed", "case.invitation_sent", "case.clarification_recorded"}
        | {"case.study_written"},
        cast.chair: {"case.registered", "case.plenary_convened", "case.vote_cast", "case.decided"},
        cast.members[1]: {"case.vote_cast"},
        cast.members[2]: {"case.vote_cast"},
        cast.secretary: {"sanction.acknowledged", "sanction.proceeding_opened", "sanction.examined"}
        | {"sanction.carried_out"},
        cast.official: {"sanction.decided"},
    }
    expected = {(kind, f"staff:{who.actor.id}") for who, kinds_of_hers in hers.items() for kind in kinds_of_hers}
    expected |= {("report.filed", "public:"), ("case.opened", "system:"), ("sanction.recommended", "system:")}
    assert acted == expected
    told = str(list(Event.objects.values_list("data", "actor_label", "subject_id")))
    assert [word for word in (REPORTER, ACCUSED, WORDS, filed.code) if word in told] == []


@pytest.mark.django_db
def test_no_letter_names_the_accused_or_the_reporter(cast: Cast, sealing: None) -> None:
    open_campaign(cast.personnel)
    the_whole_way(cast)
    cast.administrator.open("accounts_add_person").fill(NEWCOMER)
    do_waiting_jobs()
    # Colleagues hear of every key that is handed on, and of the role that waits for a second person.
    inside = ("Kunci laporan Netral", "Netral: sebuah peran")
    assert len([letter for letter in letters() if not letter.startswith(inside)]) == 2
    kept = [f"{notice.subject}\n{notice.body}" for notice in Notice.objects.all()]
    assert [word for letter in (*letters(), *kept) for word in (ACCUSED, REPORTER, WORDS) if word in letter] == []


@pytest.mark.django_db
def test_no_table_knows_from_where_and_with_what_anybody_came(cast: Cast) -> None:
    filed = the_whole_way(cast)
    citizen.status_by_code(filed, SEEN.at).fill({"text": "Tambahan.", "files": citizen.evidence()})
    assert [tables_with(trace) for trace in (*PUBLIC_DEVICE.values(), filed.code)] == [set(), set(), set()]
    # Whoever signs in finds her own sessions listed, to end one she does not know; nothing else keeps her device.
    assert [tables_with(trace) for trace in STAFF_DEVICE.values()] == [{"usersessions_usersession"}] * 2
    # The search itself finds what is there.
    assert "reports_accused" in tables_with(ACCUSED)
