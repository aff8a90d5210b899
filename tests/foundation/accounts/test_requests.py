"""An administrator cannot read reports by inviting herself or a friend: a second person has to agree."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from netral.foundation.accounts.actions import RoleRefused, approve_role, end_role, grant_role
from netral.foundation.accounts.models import Membership, RoleRequest, User
from netral.foundation.accounts.queries import staff_of
from netral.foundation.accounts.tasks import lapse_requests
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.ground import Person, person
from tests.keys import prove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]
PLACE = "bawaslu.14.03"
FRIEND = "teman@contoh.test"


@pytest.fixture
def manager(ground: None) -> Person:
    return person("administrator", PLACE)


def invite(manager: Person, email: str, name: str = "Sari Utami", role: str = "supervisor_officer") -> str:
    form = {"name": name, "email": email, "role_code": role}
    return prove(manager.client).post(reverse("accounts_add_person"), form, follow=True).content.decode()


def reads(email: str) -> bool:
    user = User.objects.get(email=email)
    browser = Client()
    browser.force_login(user)
    institution = Institution.objects.get(path=PLACE)
    listed = user in staff_of(institution.pk, "reports.view", clock.now().date())
    opened = browser.get(reverse("report_list")).status_code == 200
    assert listed == opened
    return opened


@pytest.mark.parametrize("role", ["supervisor_officer", "supervisor_member", "administrator"])
def test_nobody_gives_herself_a_role(manager: Person, role: str) -> None:
    own = manager.membership.user
    for email, name in ((own.email, "Nama Lain"), (own.email.replace("@", "+2@"), "Nama Lain"), (FRIEND, own.name)):
        assert "untuk dirinya sendiri" in invite(manager, email, name, role)
    assert Membership.objects.count() == 1
    assert not RoleRequest.objects.exists()
    assert User.objects.count() == 1


def test_a_friend_reads_nothing_until_a_member_agrees_and_all_hear_of_it(manager: Person) -> None:
    head = person("supervisor_member", PLACE)
    assert "menunggu persetujuan orang kedua" in invite(manager, FRIEND)
    assert not reads(FRIEND)
    asked = RoleRequest.objects.get()
    told = set(Notice.objects.filter(template="account_security/role_asked").values_list("address", flat=True))
    assert told == {FRIEND, head.membership.user.email, manager.membership.user.email}
    address = reverse("accounts_request", args=[asked.pk])
    assert manager.client.get(address).status_code == 403
    assert "Sari Utami" in prove(head.client).get(reverse("accounts_requests")).content.decode()
    assert "Alasan" in head.client.post(address, {"jawaban": "tolak"}).content.decode()
    head.client.post(address, {"jawaban": "setuju"})
    assert reads(FRIEND)
    assert head.client.post(address, {"jawaban": "setuju"}).status_code == 404
    assert {"account.role_asked", "account.role_approved"} <= set(Event.objects.values_list("kind", flat=True))


def test_a_refused_role_stays_closed_and_the_reason_is_kept(manager: Person) -> None:
    head = person("supervisor_member", PLACE)
    invite(manager, FRIEND)
    asked = RoleRequest.objects.get()
    answers = {"jawaban": "tolak", "alasan": "Bukan pegawai kami."}
    prove(head.client).post(reverse("accounts_request", args=[asked.pk]), answers)
    asked.refresh_from_db()
    assert (asked.outcome, asked.reason) == ("refused", "Bukan pegawai kami.")
    assert not reads(FRIEND)


def test_a_member_who_manages_accounts_too_does_not_approve(manager: Person) -> None:
    head = person("supervisor_member", PLACE)
    own = head.membership
    grant_role(
        user=own.user,
        institution=own.institution,
        role_code="administrator",
        valid_from=own.valid_from,
        by=manager.actor,
    )
    invite(manager, FRIEND)
    with pytest.raises(RoleRefused, match="tidak menyetujui peran"):
        approve_role(asked=RoleRequest.objects.get(), by=head.actor)
    assert not reads(FRIEND)


def test_without_members_the_nearest_tier_above_answers_and_no_other(manager: Person) -> None:
    province, elsewhere = person("supervisor_member", "bawaslu.14"), person("supervisor_member", "bawaslu.33.74")
    invite(manager, FRIEND, role="supervisor_member")
    asked = RoleRequest.objects.get()
    address = reverse("accounts_request", args=[asked.pk])
    assert prove(elsewhere.client).get(address).status_code == 404
    with pytest.raises(RoleRefused, match="peran lain"):
        approve_role(asked=asked, by=elsewhere.actor)
    prove(province.client).post(address, {"jawaban": "setuju"})
    assert reads(FRIEND)


def test_an_unanswered_request_lapses_and_a_role_is_not_made_longer(manager: Person) -> None:
    head = person("supervisor_member", PLACE)
    invite(manager, FRIEND)
    with clock.at(clock.now() + timedelta(days=15)):
        with pytest.raises(RoleRefused, match="lewat waktu"):
            approve_role(asked=RoleRequest.objects.get(), by=head.actor)
        assert (lapse_requests(), lapse_requests()) == (1, 0)
    held, day = head.membership, clock.now().date()
    end_role(membership=held, valid_to=day, by=manager.actor)
    with pytest.raises(RoleRefused, match="tidak diperpanjang"):
        end_role(membership=held, valid_to=day + timedelta(days=30), by=manager.actor)
