"""The order of the follow-up: who is waited for, steps out of turn, second presses, and names that would do harm."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.reports.domain.answers import Person as Suspect
from netral.apps.reports.models import StatusNote
from netral.apps.sanctions import actions
from netral.apps.sanctions.models import Recommendation
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.cases.desk import Office, file, later
from tests.apps.sanctions.followup import FollowUp, today
from tests.ground import Person, person
from tests.work import waits

pytestmark = pytest.mark.django_db
EVIL = "=HYPERLINK(\"http://jahat.example\") <script>alert('x')</script>"


def waiting(*people: Person) -> list[int]:
    return [len(waits(who)) for who in people]


def recorded(followup: FollowUp) -> tuple[int, int]:
    """Return how many events the recommendation has, and how often its reporter was told something."""
    with elevated("the test looks at everything"):
        told = StatusNote.objects.filter(report_id=followup.report_id).count()
    return Event.objects.filter(subject_id=str(followup.row.pk)).count(), told


def close(followup: FollowUp, words: str = "Sudah meninggal.") -> None:
    with reading_as(followup.official.actor):
        actions.close_without_sanction(recommendation=followup.row, words=words, by=followup.official.actor)


def refused(followup: FollowUp, *steps: Callable[[], None]) -> None:
    """Each step is refused, and leaves neither an event nor a word to the reporter."""
    before, state = recorded(followup), followup.fresh().state
    for step in steps:
        with pytest.raises(StepRefused):
            step()
    assert (recorded(followup), followup.fresh().state) == (before, state)


def test_no_step_is_taken_out_of_turn_or_twice_and_each_is_waited_for_by_whom_may_take_it(followup: FollowUp) -> None:
    secretary, official = followup.secretary, followup.official
    stranger = person("ppk_secretary", "pemda.33.74.ppk", name="Lain")
    auditor = person("inspectorate_officer", "pemda.14.03.inspektorat", name="Lain")

    def closed() -> None:
        close(followup)

    assert waiting(secretary, official, stranger, auditor) == [1, 0, 0, 0]
    refused(followup, followup.open, followup.carry_out, closed)
    followup.acknowledge()
    refused(followup, followup.acknowledge, followup.carry_out, closed)
    assert waiting(secretary, official, stranger, auditor) == [1, 0, 0, 0]
    followup.open()
    refused(followup, followup.acknowledge, followup.open, followup.decide, followup.carry_out, closed)
    later(days=8)
    followup.examine()
    assert waiting(secretary, official, stranger, auditor) == [0, 1, 0, 0]
    refused(followup, followup.acknowledge, followup.open, followup.examine, followup.carry_out)
    followup.decide()
    refused(followup, followup.acknowledge, followup.open, followup.examine, followup.decide, closed)
    assert waiting(secretary, official, stranger, auditor) == [1, 0, 0, 0]
    followup.carry_out()
    refused(
        followup, followup.acknowledge, followup.open, followup.examine, followup.decide, followup.carry_out, closed
    )
    assert waiting(secretary, official, stranger, auditor) == [0, 0, 0, 0]


def test_another_office_takes_no_step_even_when_it_knows_the_row(followup: FollowUp) -> None:
    secretary = person("ppk_secretary", "pemda.33.74.ppk", name="Lain").actor
    official = person("ppk_official", "pemda.33.74.ppk", name="Lain").actor
    before = recorded(followup)
    # The row is read without bounds, as by a page that forgot to scope: the action looks again.
    with elevated("the page forgot to ask"):
        with pytest.raises(Recommendation.DoesNotExist):
            actions.acknowledge(recommendation=followup.row, by=secretary)
        with pytest.raises(Recommendation.DoesNotExist):
            actions.carry_out(recommendation=followup.row, carried_out_on=today(), by=secretary)
        with pytest.raises(Recommendation.DoesNotExist):
            actions.close_without_sanction(recommendation=followup.row, words="Ditutup.", by=official)
    assert recorded(followup) == before


def test_a_recommendation_is_closed_once_with_visible_words(followup: FollowUp) -> None:
    followup.until_examined()
    refused(followup, lambda: close(followup, " \n "))
    close(followup)
    refused(followup, lambda: close(followup, "Lagi."), followup.decide, followup.carry_out)
    with elevated("the test looks at everything"):
        told = [*StatusNote.objects.filter(report_id=followup.report_id).order_by("at", "id")]
    assert "tanpa sanksi" in told[-1].text
    assert not any("meninggal" in note.text for note in told)


def test_a_name_from_a_report_runs_nowhere(office: Office) -> None:
    create_seal_key(institution=Institution.objects.get(path="bawaslu.14.03"), by=SYSTEM)
    case, _code = file(accused=(Suspect(name=EVIL, description="Lurah", unit="@SUM(1)"),))
    office.until_decision(case)
    secretary = person("ppk_secretary", "pemda.14.03.ppk")
    with elevated("the test looks at everything"):
        row = Recommendation.objects.get()
    register = reverse("recommendation_register")
    for address in (register, reverse("recommendation", args=[row.pk])):
        page = secretary.client.get(address).content.decode()
        assert "jahat.example" in page
        assert "<script>alert" not in page
    exported = b"".join(secretary.client.get(register, {"unduh": "csv"})).decode("utf-8-sig")
    assert "'=HYPERLINK" in exported
    assert "'@SUM" in exported
    letter = reverse("recommendation_letter", args=[row.pk])
    assert secretary.client.get(letter).content.startswith(b"%PDF")
    assert person("ppk_secretary", "pemda.33.74.ppk", name="Lain").client.get(letter).status_code == 404
    assert Client().get(letter).status_code == 302
