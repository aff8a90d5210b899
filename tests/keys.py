"""Keys for the people of the tests: what their sign-in would open, without a page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client, RequestFactory
from django.urls import reverse

from netral.engines.vault import passwords
from netral.engines.vault.boxes import pair_from
from netral.engines.vault.recovery import new_recovery
from netral.foundation.accounts.models import User
from netral.foundation.custody import sessions
from netral.foundation.custody.actions.access import grant_access
from netral.foundation.custody.actions.key_change import take_over
from netral.foundation.custody.api import current_key
from netral.foundation.custody.keyring import Keyring, MemberPair, holding
from netral.foundation.custody.models import InstitutionKey, MemberKey
from netral.foundation.custody.queries import holders_of
from netral.foundation.custody.unlock import open_or_make
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import Actor

# The password of everybody whom `tests.ground.person` makes.
PASSWORD = "kata-sandi-uji-2024"


@contextmanager
def reading_keys(actor: Actor, password: str = PASSWORD) -> Iterator[Keyring]:
    """Let a block act as somebody who has signed in with her password: her rows show, and her keys open."""
    member = _opened(User.objects.get(pk=actor.id), password)
    with reading_as(actor), holding(Keyring(actor, lambda: member)) as keys:
        yield keys


def equip(user: User, actor: Actor, client: Client, password: str = PASSWORD) -> None:
    """Give somebody her own key, let her hold her institution's, and let her browser open both."""
    give_browser(client, user, _opened(user, password))
    institution = Institution.objects.get(pk=str(actor.institution_id))
    key = current_key(institution)
    if key.is_entrusted:
        with reading_keys(actor, password):
            take_over(institution=institution, paper_public=new_recovery()[1], by=actor)
        return
    colleague = _colleague(key, actor)
    with reading_as(actor), holding(colleague):
        grant_access(institution=institution, user=user, by=colleague.actor)


def prove(client: Client, password: str = PASSWORD) -> Client:
    """Answer with a password the question who she is, which a browser is asked before a grave change."""
    answer = client.post(reverse("account_reauthenticate"), {"password": password})
    assert answer.status_code == 302, "the password was not accepted"
    return client


def give_browser(client: Client, user: User, member: MemberPair) -> None:
    """Keep an opened key in a browser's session, as sign-in does."""
    request = RequestFactory().get("/")
    request.session = client.session
    sessions.keep(request, user.pk, member)
    request.session.save()
    client.cookies[sessions.COOKIE] = vars(request)[sessions.TO_SET]


def _opened(user: User, password: str) -> MemberPair:
    opened = open_or_make(user, password)
    assert opened is not None
    return opened.member


def _colleague(key: InstitutionKey, actor: Actor) -> Keyring:
    """Return the keys of somebody who holds the institution's, to let another in."""
    with reading_as(actor):
        opened = [own for member in holders_of(key) if (own := _tried(member)) is not None]
    assert opened, "nobody of the tests holds this key"
    return Keyring(actor, lambda: opened[0])


def _tried(member: MemberKey) -> MemberPair | None:
    try:
        private = passwords.unlock(bytes(member.locked or b""), PASSWORD)
    except passwords.WrongPassword:
        return None
    return MemberPair(member.pk, pair_from(private))
