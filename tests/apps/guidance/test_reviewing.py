"""When an edition of the law is adopted, answers given under the one before have to be looked at again."""

import pytest
from django.urls import reverse

from netral.apps.catalogue import api as catalogue
from netral.apps.catalogue.actions.editions import adopt_edition, publish_edition
from netral.apps.catalogue.editions import current
from netral.apps.guidance import api, queries
from netral.apps.guidance.actions import release
from netral.apps.guidance.comparison import contradictions, verdict_now
from netral.apps.guidance.domain.answers import CATALOGUE
from netral.apps.guidance.domain.states import Position
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from tests.apps.catalogue.lawbooks import changed_rules
from tests.apps.guidance.desk import ACT, ACT_DATE, LIKED, Desk

pytestmark = pytest.mark.django_db


def adopt() -> None:
    """Adopt an edition in which official sources disagree about liking a candidate's post."""
    edition = publish_edition(documents=changed_rules(1), title="Terbitan", notes="Catatan.", by=SYSTEM)
    adopt_edition(edition=edition, effective_at=clock.now(), reason="Berlaku.", by=SYSTEM)
    current.watch()


def test_an_adopted_edition_sends_answers_back_to_be_looked_at(desk: Desk) -> None:
    published = desk.through()
    before, today = catalogue.catalogue_version(), clock.now().date()
    assert not queries.to_review(today).exists()
    adopt()
    assert catalogue.catalogue_version() != before
    assert list(queries.to_review(today)) == [published]
    assert api.matching_answers(ACT, LIKED, ACT_DATE)[0].needs_review
    now_said = verdict_now(published)
    assert now_said is not None
    assert now_said.value == "minta-petunjuk"
    shown = desk.chair.client.get(reverse("guidance_reviews")).content.decode()
    assert "Sumber resmi berbeda" in shown
    release.confirm_answer(published=published, words="Sikap kami tetap.", by=desk.chair.actor)
    assert not queries.to_review(today).exists()
    assert published.catalogue_version == before


def test_a_draft_is_compared_with_the_edition_in_use_when_it_is_published(desk: Desk) -> None:
    request = desk.ask()
    answer = desk.answer(request, Position.CLEAR)
    assert [each.key for each in contradictions(answer.stand, ACT_DATE, "14.03")] == [CATALOGUE]
    adopt()
    # Where the sources disagree the catalogue settles nothing, so nothing is contradicted.
    assert contradictions(answer.stand, ACT_DATE, "14.03") == ()
    desk.approve(request)
    assert desk.publish(request).catalogue_version == catalogue.catalogue_version()
