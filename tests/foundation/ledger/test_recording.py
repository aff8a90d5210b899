"""An action either leaves both its rows and its event, or neither."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from netral.foundation.institutions.models import Institution, Kind
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.kinds import EventKind
from netral.foundation.ledger.models import Event
from netral.foundation.ledger.recording import action, record
from netral.foundation.ledger.write_guard import ActionNotRecorded, WriteOutsideAction

pytestmark = pytest.mark.django_db
NAMED = EventKind("test.named", "Dinamai")


@action
def name_institution(*, name: str, recorded: bool = True) -> Institution:
    """Write one row, and its event unless told otherwise."""
    institution = Institution.objects.create(code=name, name=name, kind=Kind.BKN, path=name)
    if recorded:
        record(NAMED, subject=institution, by=SYSTEM, data={"name": name})
    return institution


def test_an_action_leaves_its_rows_and_its_event() -> None:
    institution = name_institution(name="bkn")
    event = Event.objects.get()
    assert Institution.objects.get() == institution
    assert (event.kind, event.subject_id, event.data) == ("test.named", str(institution.pk), {"name": "bkn"})


def test_an_action_that_records_nothing_is_rolled_back() -> None:
    with pytest.raises(ActionNotRecorded, match="name_institution"):
        name_institution(name="bkn", recorded=False)
    assert not Institution.objects.exists()


def test_a_float_cannot_be_recorded() -> None:
    @action
    def measure() -> None:
        record(NAMED, subject=("test", "1"), by=SYSTEM, data={"share": 0.5})

    with pytest.raises(TypeError, match=r"0\.5"):
        measure()


def test_every_way_to_write_is_refused_outside_an_action() -> None:
    institution = name_institution(name="bkn")
    writes: list[Callable[[], object]] = [
        institution.save,
        institution.delete,
        lambda: Institution.objects.create(code="x", name="x", kind=Kind.BKN, path="x"),
        lambda: Institution.objects.all().update(name="x"),
        lambda: Institution.objects.all().delete(),
        lambda: Institution.objects.bulk_create([institution]),
        lambda: Institution.objects.bulk_update([institution], ["name"]),
    ]
    for write in writes:
        with pytest.raises(WriteOutsideAction, match="Institution"):
            write()
    assert Institution.objects.get().name == "bkn"


def test_the_web_role_cannot_change_or_remove_an_event() -> None:
    name_institution(name="bkn")
    for write in (lambda: Event.objects.update(kind="x"), lambda: Event.objects.all().delete()):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            write()
