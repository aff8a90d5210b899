"""People of the tests with keys of their own, without browsers."""

from dataclasses import dataclass, field
from datetime import date

from netral.foundation.accounts.actions import create_account, grant_role
from netral.foundation.accounts.models import Membership
from netral.foundation.accounts.queries import actor_from
from netral.foundation.custody.keyring import Keyring, MemberPair
from netral.foundation.custody.unlock import open_or_make
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM, Actor


@dataclass
class Colleague:
    """Somebody who may read reports, with her own key open."""

    membership: Membership
    actor: Actor
    member: MemberPair
    password: str
    former: list[MemberPair] = field(default_factory=list)

    @property
    def keys(self) -> Keyring:
        """Return her keys, as a request of hers has them."""
        member = self.member
        return Keyring(self.actor, lambda: member)

    def sign_in(self) -> None:
        """Open her key with her password, or make a new one when it does not open."""
        opened = open_or_make(self.membership.user, self.password)
        assert opened is not None
        self.member = opened.member


def colleague(institution: Institution, name: str, role: str = "supervisor_officer") -> Colleague:
    """Hire somebody who then signs in for the first time."""
    password = f"sandi-{name}-2024"
    user = create_account(email=f"{name}@contoh.test", name=name.title(), password=password, by=SYSTEM)
    since = date(2024, 1, 1)
    membership = grant_role(user=user, institution=institution, role_code=role, valid_from=since, by=SYSTEM)
    assert isinstance(membership, Membership)
    opened = open_or_make(user, password)
    assert opened is not None
    return Colleague(membership, actor_from(membership), opened.member, password)
