"""Whatever is changed behind the ledger's back is found."""

import threading

import pytest
from django.db import connections

from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.sequencer import sequence_pending
from netral.foundation.ledger.verification import verify

HAPPENED = EventKind("test.happened", "Terjadi")


@action
def happen(*, times: int) -> None:
    """Record some events."""
    for number in range(times):
        record(HAPPENED, subject=("test", str(number)), by=SYSTEM, data={"number": number, "name": "Ni Luh Ayu"})


@pytest.mark.django_db
def test_an_untouched_ledger_verifies() -> None:
    happen(times=37)
    sequence_pending()
    happen(times=5)
    assert sequence_pending() == 5
    happen(times=2)
    report = verify()
    assert (report.ok, report.events, report.size, report.waiting) == (True, 44, 42, 2)


CHANGES = [
    "UPDATE ledger_event SET data = jsonb_set(data, '{number}', '99') WHERE subject_id = '3'",
    "UPDATE ledger_event SET at = at + interval '1 second' WHERE subject_id = '3'",
    "UPDATE ledger_event SET actor_label = 'Orang lain' WHERE subject_id = '3'",
    "UPDATE ledger_event SET kind = 'test.other' WHERE subject_id = '3'",
    "UPDATE ledger_event SET salt = decode('00112233445566778899aabbccddeeff', 'hex') WHERE subject_id = '3'",
    "DELETE FROM ledger_event WHERE subject_id = '3'",
    "DELETE FROM ledger_leaf WHERE position = 3",
    "DELETE FROM ledger_checkpoint WHERE size = 10",
    "UPDATE ledger_checkpoint SET note = replace(note, E'\n10\n', E'\n11\n') WHERE size = 10",
    "UPDATE ledger_checkpoint SET frontier = frontier || frontier WHERE size = 10",
    "UPDATE ledger_leaf SET position = CASE position WHEN 3 THEN 1003 ELSE 3 END WHERE position IN (3)",
]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_by_the_database_owner_is_found(change: str) -> None:
    happen(times=10)
    sequence_pending()
    assert verify().ok
    with connections["owner"].cursor() as cursor:
        cursor.execute(change)
        assert cursor.rowcount == 1
    assert not verify().ok


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_log_cut_back_to_an_earlier_checkpoint_is_found() -> None:
    happen(times=6)
    sequence_pending()
    happen(times=4)
    sequence_pending()
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE id IN (SELECT event_id FROM ledger_leaf WHERE position >= 6)")
        cursor.execute("DELETE FROM ledger_leaf WHERE position >= 6")
        cursor.execute("DELETE FROM ledger_checkpoint WHERE size > 6")
    assert [fault for fault in verify().faults if "was cut: it had 10 leaves, now 6" in fault]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_events_recorded_at_once_get_each_one_place() -> None:
    def record_some() -> None:
        for _ in range(10):
            happen(times=1)
            sequence_pending()
        connections.close_all()

    threads = [threading.Thread(target=record_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = verify()
    assert (report.ok, report.events, report.size) == (True, 40, 40)
