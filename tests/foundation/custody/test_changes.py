"""Single changes of keys: rules, many slips, roles that end, and two at once."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, connections
from psycopg import sql

from netral.engines.steps.table import StepRefused
from netral.engines.vault.recovery import new_recovery, pair_of
from netral.foundation.accounts.actions import end_role
from netral.foundation.custody.actions.access import grant_access
from netral.foundation.custody.actions.key_change import take_over
from netral.foundation.custody.api import KeyClosed, Reason, as_installation, current_key, opened_pair
from netral.foundation.custody.keyring import holding
from netral.foundation.custody.models import InstitutionKey, KeyGrant
from netral.foundation.custody.queries import key_in_use
from netral.foundation.custody.renewal import is_settled, settle
from netral.foundation.custody.tasks import revoke_departed
from netral.foundation.institutions.actions import seed_institutions
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from tests.foundation.custody.drawer import Drawer
from tests.foundation.custody.staff import Colleague, colleague
from tests.ground import lay_ground

TODAY = date(2024, 10, 7)


def takes_over(who: Colleague, institution: Institution) -> str:
    code, public = new_recovery()
    with reading_as(who.actor), holding(who.keys):
        take_over(institution=institution, paper_public=public, by=who.actor)
    return code


@pytest.mark.django_db
def test_the_installation_opens_what_is_entrusted_and_nothing_afterwards(bengkalis: Institution) -> None:
    key = current_key(bengkalis)
    with pytest.raises(KeyClosed) as closed:
        opened_pair(key)
    assert closed.value.reason is Reason.NOBODY
    with as_installation("test"):
        assert opened_pair(key).public == bytes(key.public)
    takes_over(colleague(bengkalis, "ani"), bengkalis)
    with as_installation("test"), pytest.raises(KeyClosed) as closed:
        opened_pair(key.pk)
    assert closed.value.reason is Reason.TAKEN_OVER


@pytest.mark.django_db
def test_before_the_takeover_a_member_is_told_to_take_over(bengkalis: Institution) -> None:
    ani = colleague(bengkalis, "ani")
    with reading_as(ani.actor), holding(ani.keys), pytest.raises(KeyClosed) as closed:
        opened_pair(current_key(bengkalis))
    assert closed.value.reason is Reason.NOT_TAKEN_OVER


@pytest.mark.django_db
def test_ten_thousand_slips_are_sealed_anew_and_a_broken_one_stops_nothing(
    bengkalis: Institution, drawer: Drawer
) -> None:
    secrets = [drawer.file(bengkalis) for _ in range(10_000)]
    drawer.break_one(secrets[5_000])
    ani = colleague(bengkalis, "ani")
    takes_over(ani, bengkalis)
    with reading_as(ani.actor), holding(ani.keys):
        renewed = settle(bengkalis, ani.actor)
    assert (renewed.slips, renewed.unreadable) == (9_999, 1)
    key = key_in_use(bengkalis.pk)
    assert key is not None
    assert sum(sealed_to == key.pk for sealed_to, _slip in drawer.slips.values()) == 9_999
    assert Event.objects.filter(kind="custody.slips_resealed").count() == 5


@pytest.mark.django_db
def test_a_role_whose_last_day_has_passed_loses_the_key(bengkalis: Institution, drawer: Drawer) -> None:
    secret, ani, budi = drawer.file(bengkalis), colleague(bengkalis, "ani"), colleague(bengkalis, "budi")
    takes_over(ani, bengkalis)
    with reading_as(ani.actor), holding(ani.keys):
        grant_access(institution=bengkalis, user=budi.membership.user, by=ani.actor)
    end_role(membership=budi.membership, valid_to=TODAY, by=SYSTEM)
    assert revoke_departed() == 0
    with clock.at(clock.now() + timedelta(days=1)):
        assert revoke_departed() == 1
        assert revoke_departed() == 0
    with elevated("test"):
        assert not KeyGrant.objects.filter(member_key__user=budi.membership.user).exists()
    assert not is_settled(bengkalis)
    with reading_as(ani.actor), holding(ani.keys):
        assert drawer.read(secret) == drawer.secrets[secret]
        settle(bengkalis, ani.actor)
        assert drawer.read(secret) == drawer.secrets[secret]
    assert is_settled(bengkalis)


@pytest.mark.django_db
@pytest.mark.usefixtures("ground")
def test_seeded_institutions_that_receive_reports_have_keys_at_once() -> None:
    seed_institutions(by=SYSTEM)
    with_keys = set(InstitutionKey.objects.values_list("institution__path", flat=True))
    assert {"bawaslu", "bawaslu.14", "bawaslu.14.03"} <= with_keys
    assert not any(path.startswith("pemda") for path in with_keys)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run acts in threads of their own, each on its own connection; return results or refusals."""
    start = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(number: int) -> None:
        try:
            with clock.at(clock.now()):
                start.wait(10)
                results[number] = acts[number]()
        except StepRefused as refusal:
            results[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_of_two_takeovers_at_once_one_is_refused_and_first_keys_are_made_once() -> None:
    lay_ground()
    institution = Institution.objects.get(path="bawaslu.14.03")
    keys = at_once(*[lambda: current_key(institution).pk] * 4)
    assert len(set(keys)) == 1
    ani, budi = colleague(institution, "ani"), colleague(institution, "budi")
    results = at_once(lambda: takes_over(ani, institution), lambda: takes_over(budi, institution))
    assert sorted(type(each).__name__ for each in results) == ["StepRefused", "str"]
    assert InstitutionKey.objects.filter(institution=institution).count() == 2


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_dump_of_the_database_holds_no_private_key() -> None:
    lay_ground()
    institution = Institution.objects.get(path="bawaslu.14.03")
    with as_installation("test"):
        entrusted = opened_pair(current_key(institution)).private
    ani = colleague(institution, "ani")
    paper = pair_of(takes_over(ani, institution)).private
    with reading_as(ani.actor), holding(ani.keys):
        own = opened_pair(current_key(institution)).private
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
    rows = ""
    with elevated("a dump holds every row"), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
            rows += "\n".join(row for (row,) in cursor.fetchall())
    assert bytes(current_key(institution).public).hex() in rows
    for private in (entrusted, paper, own, ani.member.pair.private):
        assert private.hex() not in rows
