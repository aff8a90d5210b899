"""The life of institutions' keys, in whatever order things happen: who should read can, and nobody else."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from netral.engines.vault.boxes import BoxBroken, Pair
from netral.engines.vault.recovery import new_recovery, pair_of
from netral.engines.vault.slips import open_slip
from netral.foundation.accounts.actions import end_role
from netral.foundation.custody.actions.access import grant_access, restore_with_paper, revoke_access
from netral.foundation.custody.actions.key_change import rotate, start_anew, take_over
from netral.foundation.custody.actions.members import discard_member_key
from netral.foundation.custody.domain import KeyClosed
from netral.foundation.custody.keyring import holding
from netral.foundation.custody.models import MemberKey
from netral.foundation.custody.renewal import is_settled, settle
from netral.foundation.custody.sealed_stores import SOURCES
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import SYSTEM
from tests.foundation.custody.attack import reachable
from tests.foundation.custody.drawer import Drawer
from tests.foundation.custody.staff import Colleague, colleague

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
PATHS = ("bawaslu.14.03", "bawaslu.14")
WHO = st.integers(min_value=0, max_value=5)
WHERE = st.sampled_from(PATHS)


class Office:
    """What should be so in one institution: who is there, who holds its key, and what each code on paper opens."""

    def __init__(self, path: str) -> None:
        self.institution = Institution.objects.get(path=path)
        self.people: list[Colleague] = []
        self.holders: list[Colleague] = []
        self.paper = ""
        self.old_papers: list[str] = []
        # Secrets under a key that nobody held when a new one was made, by the code that still opens it.
        self.shut: dict[str, set[UUID]] = {}
        self.departed: list[Pair] = []
        self.remembered: list[Pair] = []

    def hire(self) -> None:
        """Let somebody come who has no access yet."""
        number = len(self.people) + len(self.departed)
        self.people.append(colleague(self.institution, f"{self.institution.path.replace('.', '-')}-{number}"))


@contextlib.contextmanager
def acting(who: Colleague) -> Iterator[None]:
    """Act as somebody in a request of hers."""
    with reading_as(who.actor), holding(who.keys):
        yield


class LifeOfKeys(RuleBasedStateMachine):
    """Everything that happens to keys, with a model of who should be able to read what."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.drawer = Drawer()
        SOURCES[:] = [self.drawer]
        self.offices: dict[str, Office] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize()
    def open_offices(self) -> None:
        for path in PATHS:
            office = self.offices[path] = Office(path)
            for _ in range(3):
                office.hire()
            self.drawer.file(office.institution)
        # Most of what can happen needs a key that members hold; the other office still waits for its first.
        self.takes_over(PATHS[0], 0)
        self.lets_in(PATHS[0], 0, 1)

    @rule(where=WHERE)
    def somebody_reports(self, where: str) -> None:
        self.drawer.file(self.offices[where].institution)

    @rule(where=WHERE)
    def somebody_comes(self, where: str) -> None:
        self.offices[where].hire()

    @rule(where=WHERE, who=WHO)
    def takes_over(self, where: str, who: int) -> None:
        office = self.offices[where]
        if office.paper or not office.people:
            return
        person = office.people[who % len(office.people)]
        code, public = new_recovery()
        with acting(person):
            take_over(institution=office.institution, paper_public=public, by=person.actor)
            settle(office.institution, person.actor)
        office.paper, office.holders = code, [person]

    @rule(where=WHERE, by=WHO, to=WHO)
    def lets_in(self, where: str, by: int, to: int) -> None:
        office = self.offices[where]
        if not office.holders:
            return
        giver, taker = office.holders[by % len(office.holders)], office.people[to % len(office.people)]
        with acting(giver):
            grant_access(institution=office.institution, user=taker.membership.user, by=giver.actor)
        if taker not in office.holders:
            office.holders.append(taker)

    @rule(where=WHERE, who=WHO)
    def takes_back(self, where: str, who: int) -> None:
        """Somebody without keys takes access from a colleague, who stays."""
        self._loses(where, who, lambda office, person: revoke_access(
            institution=office.institution, users=[person.membership.user], by=SYSTEM
        ))  # fmt: skip

    @rule(where=WHERE, who=WHO)
    def leaves(self, where: str, who: int) -> None:
        office = self.offices[where]
        person = self._loses(where, who, lambda office, person: end_role(
            membership=person.membership, valid_to=date(2024, 10, 6), by=SYSTEM
        ))  # fmt: skip
        if person:
            office.people.remove(person)
            office.departed.append(person.member.pair)

    @rule(where=WHERE, who=WHO)
    def loses_password(self, where: str, who: int) -> None:
        office = self.offices[where]
        if not office.people:
            return
        person = office.people[who % len(office.people)]
        office.departed.append(person.member.pair)
        discard_member_key(member=MemberKey.objects.get(pk=person.member.key_id), by=person.actor)
        person.sign_in()
        office.holders = [each for each in office.holders if each is not person]

    @rule(where=WHERE, by=WHO, new_paper=st.booleans())
    def rotates(self, where: str, by: int, new_paper: bool) -> None:
        office = self.offices[where]
        if not office.holders:
            return
        person, (code, public) = office.holders[by % len(office.holders)], new_recovery()
        with acting(person):
            rotate(institution=office.institution, paper_public=public if new_paper else None, by=person.actor)
        if new_paper:
            office.old_papers.append(office.paper)
            office.paper = code

    @rule(where=WHERE, by=WHO)
    def tidies(self, where: str, by: int) -> None:
        office = self.offices[where]
        if office.holders:
            person = office.holders[by % len(office.holders)]
            with acting(person):
                settle(office.institution, person.actor)

    @rule(where=WHERE, who=WHO)
    def restores(self, where: str, who: int) -> None:
        office = self.offices[where]
        if not office.paper or not office.people:
            return
        person = office.people[who % len(office.people)]
        with acting(person):
            restore_with_paper(institution=office.institution, paper=pair_of(office.paper), by=person.actor)
        if person not in office.holders:
            office.holders.append(person)

    @precondition(lambda self: any(office.shut for office in self.offices.values()))
    @rule(where=WHERE, by=WHO)
    def finds_the_old_paper(self, where: str, by: int) -> None:
        office = self.offices[where]
        if not office.shut or not office.holders:
            return
        person, code = office.holders[by % len(office.holders)], next(iter(office.shut))
        with acting(person):
            restore_with_paper(institution=office.institution, paper=pair_of(code), by=person.actor)
        del office.shut[code]
        office.old_papers.append(code)

    @rule(where=WHERE, who=WHO)
    def starts_anew(self, where: str, who: int) -> None:
        office = self.offices[where]
        if not office.paper or office.holders or not office.people:
            return
        person, (code, public) = office.people[who % len(office.people)], new_recovery()
        with acting(person):
            start_anew(institution=office.institution, paper_public=public, by=person.actor)
        office.shut[office.paper] = self._readable(office)
        office.paper, office.holders = code, [person]

    @rule(where=WHERE, by=WHO, which=WHO)
    def hands_over(self, where: str, by: int, which: int) -> None:
        office = self.offices[where]
        other = self.offices[next(path for path in PATHS if path != where)]
        secrets = sorted(self._readable(office))
        if not office.holders or not secrets:
            return
        with acting(office.holders[by % len(office.holders)]):
            self.drawer.hand_over(secrets[which % len(secrets)], other.institution)

    @invariant()
    def those_who_hold_the_key_read_everything(self) -> None:
        for office in self.offices.values():
            secrets = self._readable(office)
            for person in office.holders:
                with acting(person):
                    assert {each: self.drawer.read(each) for each in secrets} == {
                        each: self.drawer.secrets[each] for each in secrets
                    }

    @invariant()
    def the_codes_on_paper_open_everything(self) -> None:
        for office in self.offices.values():
            if office.paper:
                assert self._opened_by([pair_of(office.paper)]) == self._readable(office)
            for code, secrets in office.shut.items():
                assert self._opened_by([pair_of(code)]) == secrets

    @invariant()
    def nobody_else_opens_anything_with_the_whole_database(self) -> None:
        for office in self.offices.values():
            waiting = [each.member.pair for each in office.people if each not in office.holders]
            papers = [pair_of(code) for code in office.old_papers]
            assert self._opened_by([*office.departed, *waiting, *papers]) == set()
            if office.paper and is_settled(office.institution):
                mine = self._readable(office)
                assert self._opened_by(office.remembered) & mine == set()

    @invariant()
    def who_waits_is_told_so(self) -> None:
        for office in self.offices.values():
            for person in office.people:
                if person not in office.holders:
                    for secret in self._readable(office):
                        with acting(person), pytest.raises(KeyClosed):
                            self.drawer.read(secret)

    def _loses(self, where: str, who: int, how: Callable[[Office, Colleague], object]) -> Colleague | None:
        office = self.offices[where]
        if not office.holders:
            return None
        person = office.holders[who % len(office.holders)]
        office.remembered.extend(reachable([person.member.pair])[1:])
        how(office, person)
        office.holders.remove(person)
        return person

    def _readable(self, office: Office) -> set[UUID]:
        owned = {each for each, owner in self.drawer.owners.items() if owner == office.institution}
        return owned - set().union(*office.shut.values()) if office.shut else owned

    def _opened_by(self, pairs: list[Pair]) -> set[UUID]:
        found = set()
        known = reachable(pairs)
        for ident, (_key, slip) in self.drawer.slips.items():
            for pair in known:
                with contextlib.suppress(BoxBroken):
                    open_slip(pair, slip.sealed, slip.context)
                    found.add(ident)
        return found


def test_whatever_happens_to_keys_the_right_people_read_and_nobody_else() -> None:
    before = list(SOURCES)
    try:
        run_state_machine_as_test(
            LifeOfKeys,
            settings=settings(
                max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
    finally:
        SOURCES[:] = before
