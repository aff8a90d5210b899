"""Several at once: numbers stay apart, and no contradiction slips through between looking and publishing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from netral.apps.guidance.actions import release, requests
from netral.apps.guidance.actions.acknowledgements import confirm_read
from netral.apps.guidance.domain.states import Position
from netral.apps.guidance.inputs import PublicationInput, ReaderInput
from netral.apps.guidance.models import ConcernedUnit, GuidanceRequest, PublishedAnswer
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import Actor, holder_of_link
from netral.foundation.ledger.models import Event
from tests.apps.guidance.desk import ACT, PUBLIC_QUESTION, PUBLIC_TEXT, Desk

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
MANY = 12
PARTLY = {"status": "pns"}


def test_requests_sent_at_once_get_numbers_of_their_own(desk: Desk) -> None:
    by = desk.asker.actor
    with reading_as(by):
        made = [requests.start_request(inputs=desk.question(), by=by) for _ in range(MANY)]
        for row in made:
            requests.confirm_act(request=row, act=ACT, by=by)

    def send(row: GuidanceRequest) -> str:
        try:
            with reading_as(by):
                return requests.send_request(request=row, by=by).number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        numbers = sorted(pool.map(send, made))
    assert numbers == [f"PP/14.03/2024/{place:04d}" for place in range(1, MANY + 1)]


def test_of_two_contradicting_answers_published_at_once_the_second_is_refused(desk: Desk) -> None:
    rows = []
    # With one fact known the catalogue settles nothing, so the two contradict each other alone.
    for position in (Position.VIOLATION, Position.ASK):
        request = desk.ask(facts=PARTLY)
        desk.answer(request, position, facts=PARTLY)
        desk.approve(request)
        rows.append(request)
    by = desk.chair.actor

    def publish(row: GuidanceRequest) -> str:
        try:
            with reading_as(by):
                inputs = PublicationInput(PUBLIC_QUESTION, PUBLIC_TEXT)
                return release.publish_answer(request=row, inputs=inputs, by=by).number
        except StepRefused as refusal:
            return str(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(publish, rows))
    assert said[1] == "JP/14.03/2024/0001"
    assert "belum diputuskan" in said[0]
    assert PublishedAnswer.objects.count() == 1


def test_one_reading_confirmed_many_times_at_once_is_one(desk: Desk) -> None:
    unit = desk.reading(desk.through())
    names = [f"Pembaca {place}" for place in range(8)]

    def confirm(name: str) -> bool:
        by: Actor = holder_of_link(f"guidance-unit:{unit.pk}")
        try:
            with elevated("test"):
                confirm_read(unit=unit, reader=ReaderInput(name, "Staf"), by=by)
        except StepRefused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(confirm, names))
    assert done.count(True) == 1
    with elevated("test"):
        assert ConcernedUnit.objects.get(pk=unit.pk).reader_name == names[done.index(True)]
    assert Event.objects.filter(kind="guidance.read").count() == 1
