"""The pages of the key, walked from the first sign-in to getting back in with the paper."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from netral.foundation.accounts.actions import create_account, end_role, grant_role
from netral.foundation.accounts.models import User
from netral.foundation.custody.queries import key_in_use
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.notices.models import Notice
from tests.foundation.custody.drawer import Drawer
from tests.foundation.custody.test_sign_in import reads, signed_in
from tests.ground import PASSWORD, person
from tests.keys import prove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]


def hired(institution: Institution, name: str) -> User:
    user = create_account(email=f"{name}@contoh.test", name=name.title(), password=PASSWORD, by=SYSTEM)
    grant_role(
        user=user,
        institution=institution,
        role_code="supervisor_officer",
        valid_from=date(2024, 1, 1),
        by=SYSTEM,
    )
    return user


def groups_shown(browser: Client) -> list[str]:
    page = browser.post(reverse("custody_paper"))
    assert "no-store" in page.headers["Cache-Control"]
    return re.findall(r'govuk-!-font-weight-bold">([a-z]{10})<', page.content.decode())


def confirmed(browser: Client) -> list[str]:
    groups = groups_shown(browser)
    number = browser.session["custody_paper"][1]
    browser.post(reverse("custody_confirm"), {"group": groups[number - 1].upper()})
    return groups


def test_the_first_sign_in_leads_to_the_key_once_and_taking_over_needs_the_paper(bengkalis: Institution) -> None:
    browser = signed_in(hired(bengkalis, "ani"))
    assert browser.get(reverse("desk")).headers["Location"] == reverse("custody_key")
    assert browser.get(reverse("desk")).status_code == 200
    assert "Ambil alih kunci" in browser.get(reverse("custody_key")).content.decode()
    groups = groups_shown(prove(browser))
    assert len(groups) == 7
    wrong = browser.post(reverse("custody_confirm"), {"group": "bababababa"})
    assert "Tidak sama" in wrong.content.decode()
    assert not reads(browser)
    confirmed(browser)
    assert reads(browser)


def test_paper_gets_a_colleague_back_in(bengkalis: Institution, drawer: Drawer) -> None:
    secret = drawer.file(bengkalis)
    first, second = signed_in(hired(bengkalis, "ani")), signed_in(hired(bengkalis, "budi"))
    groups = confirmed(prove(first))
    assert drawer.slips[secret][0] == getattr(key_in_use(bengkalis.pk), "pk", None)
    mistyped = prove(second).post(reverse("custody_restore"), {"code": " ".join([*groups[:6], "zzzzzzzzzz"])})
    assert "Kelompok 7 salah ketik" in mistyped.content.decode()
    second.post(reverse("custody_restore"), {"code": " ".join(groups)})
    assert reads(second)


def test_granting_revoking_and_replacing(bengkalis: Institution, drawer: Drawer) -> None:
    drawer.file(bengkalis)
    ani, budi = hired(bengkalis, "ani"), hired(bengkalis, "budi")
    first, second = signed_in(ani), signed_in(budi)
    confirmed(prove(first))
    first.post(reverse("custody_grant", args=[budi.pk]))
    assert reads(second)
    assert first.get(reverse("custody_replace")).status_code == 200
    first.post(reverse("custody_replace"))
    assert reads(first)
    assert reads(second)
    assert first.get(reverse("custody_revoke", args=[budi.pk])).status_code == 200
    first.post(reverse("custody_revoke", args=[budi.pk]))
    assert not reads(second)
    assert reads(first)
    assert {key for key, _slip in drawer.slips.values()} == {getattr(key_in_use(bengkalis.pk), "pk", None)}


def test_whoever_holds_the_key_hears_what_becomes_of_it(bengkalis: Institution) -> None:
    ani, budi, cici = (hired(bengkalis, name) for name in ("ani", "budi", "cici"))
    first, second, third = (prove(signed_in(each)) for each in (ani, budi, cici))
    groups = confirmed(first)
    assert told("custody.taken_over") == {"ani"}
    first.post(reverse("custody_grant", args=[budi.pk]))
    assert told("custody.access_granted") == {"ani", "budi"}
    letter = Notice.objects.get(template="custody/changed", user=ani, body__contains="diberikan")
    assert all(words in letter.body for words in ("oleh Ani", "berubah: Budi", bengkalis.name))
    third.post(reverse("custody_restore"), {"code": " ".join(groups)})
    assert told("custody.restored_with_paper") == {"ani", "budi", "cici"}
    second.post(reverse("custody_replace"))
    assert told("custody.key_rotated") == {"ani", "budi", "cici"}
    second.post(reverse("custody_revoke", args=[ani.pk]))
    assert told("custody.access_revoked") == {"ani", "budi", "cici"}


def test_an_ended_role_is_told_to_those_who_keep_the_key(bengkalis: Institution) -> None:
    ani, budi = person("supervisor_officer", bengkalis.path, name="Ani"), person("supervisor_officer", bengkalis.path)
    held = budi.membership
    end_role(membership=held, valid_to=held.valid_from, by=SYSTEM)
    event = Event.objects.get(kind="custody.access_revoked")
    letters = Notice.objects.filter(key__contains=str(event.pk))
    assert {letter.user for letter in letters} == {ani.membership.user, held.user}
    assert all("oleh Sistem" in letter.body for letter in letters)


def told(kind: str) -> set[str]:
    """Return who was written to about the last event of a kind."""
    event = Event.objects.filter(kind=kind).latest("at")
    letters = Notice.objects.filter(template="custody/changed", key__contains=str(event.pk))
    return {letter.address.partition("@")[0] for letter in letters}


def test_a_member_of_another_institution_sees_her_own(bengkalis: Institution) -> None:
    person("supervisor_officer", bengkalis.path)
    page = person("supervisor_officer", "bawaslu.33.74").client.get(reverse("custody_key")).content.decode()
    assert "Semarang" in page
    assert "Bengkalis" not in page
