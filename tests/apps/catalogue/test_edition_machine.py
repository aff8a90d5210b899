"""A region that is sent bundles of every kind, in any order: it keeps exactly those that come next and unharmed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from netral.apps.catalogue.actions.editions import publish_edition, receive_edition
from netral.apps.catalogue.dataset import shipped_documents
from netral.apps.catalogue.editions.documents import EditionRefused
from netral.apps.catalogue.models import Edition, Ruleset
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from tests.apps.catalogue.lawbooks import bundle_of, changed_rules, resealed, with_title

OTHER_KEY = bytes(range(32))
PULLED = "catalogue.edition_pulled"


class Region(RuleBasedStateMachine):
    """Keeps what it should have pulled; the database has to agree after every step."""

    sound: list[bytes]
    foreign: list[bytes]
    rewritten: list[bytes]

    @initialize()
    def begin(self) -> None:
        """Open a transaction of its own, so that every run begins with an empty region."""
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.kept = 0

    @rule(number=st.integers(0, 2))
    def pull(self, number: int) -> None:
        """Send a good bundle; only the next one is taken."""
        if number == self.kept:
            edition = receive_edition(content=self.sound[number], origin="uji", by=SYSTEM)
            assert bundle_of(edition) == self.sound[number]
            self.kept += 1
        else:
            self.refuse(self.sound[number])

    @rule(number=st.integers(0, 2), kind=st.sampled_from(["foreign", "rewritten"]))
    def forge(self, number: int, kind: str) -> None:
        """Send a bundle signed by another key, or signed well but of another history."""
        self.refuse((self.foreign if kind == "foreign" else self.rewritten)[number])

    @rule(number=st.integers(0, 2), place=st.floats(0, 1, exclude_max=True), bits=st.integers(1, 255))
    def flip(self, number: int, place: float, bits: int) -> None:
        """Send a bundle with one byte changed."""
        content = bytearray(self.sound[number])
        content[int(place * len(content))] ^= bits
        self.refuse(bytes(content))

    @rule(number=st.integers(0, 2), share=st.floats(0, 1, exclude_max=True))
    def cut(self, number: int, share: float) -> None:
        """Send a bundle that ends too early."""
        self.refuse(self.sound[number][: int(share * len(self.sound[number]))])

    @invariant()
    def nothing_else_is_kept(self) -> None:
        """Compare the tables with what was rightly taken."""
        kept = list(Edition.objects.values_list("number", flat=True))
        assert kept == list(range(1, getattr(self, "kept", 0) + 1))
        assert Ruleset.objects.count() == Event.objects.filter(kind=PULLED).count() == len(kept)

    def refuse(self, content: bytes) -> None:
        """Send what must not be taken."""
        with pytest.raises(EditionRefused):
            receive_edition(content=content, origin="uji", by=SYSTEM)

    def teardown(self) -> None:
        """Undo everything this run kept."""
        if hasattr(self, "outer"):
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)


@pytest.mark.django_db
def test_a_region_keeps_only_what_comes_next_and_unharmed() -> None:
    with clock.at(datetime(2024, 10, 7, 3, 0, tzinfo=UTC)), transaction.atomic():
        laws: list[dict[str, Any]] = [shipped_documents(), with_title("Judul kedua"), changed_rules(1)]
        made = [publish_edition(documents=law, title="Uji", notes="", by=SYSTEM) for law in laws]
        Region.sound = [bundle_of(edition) for edition in made]
        Region.foreign = [resealed(edition, seed=OTHER_KEY) for edition in made]
        Region.rewritten = [
            resealed(edition, seed=configured.CATALOGUE_KEY.key(), previous="0" * 64) for edition in made
        ]
        transaction.set_rollback(True)

    run_state_machine_as_test(
        Region,
        settings=settings(
            max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
