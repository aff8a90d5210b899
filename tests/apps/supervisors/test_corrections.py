"""What was typed wrong can be put right, and the ledger says what and why, not what it was."""

import pytest
from django.urls import reverse

from netral.apps.supervisors.actions.corrections import correct_supervisor
from netral.apps.supervisors.actions.phone_codes import make_phone_code, try_phone_code
from netral.apps.supervisors.inputs import Correction
from netral.apps.supervisors.models import Posting
from netral.engines.steps.table import StepRefused
from netral.foundation.accounts.queries import actor_from
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.models import Event
from netral.foundation.seals.actions.keys import create_seal_key
from netral.foundation.seals.models import SealedDocument
from tests.apps.supervisors.posts import MUNTAI, PHONE, PostingOffice, ready
from tests.ground import person
from tests.look import send_through


@pytest.fixture
def office(ground: None) -> PostingOffice:
    return ready()


def _sent(**said: str) -> dict[str, str]:
    return {"nama": "Siti Rahma", "telepon": PHONE, "email": "", "alasan": "Salah ketik.", **said}


def _again(row: Posting) -> Posting:
    with elevated("the test reads what was written"):
        return Posting.objects.select_related("supervisor__account", "membership").get(pk=row.pk)


def _corrected(office: PostingOffice, row: Posting, **said: str) -> str:
    """Correct through the page, and return the page of the posting that follows."""
    client = office.officer.client
    assert send_through(client, reverse("supervisor_correct", args=[row.pk]), _sent(**said)).status_code == 302
    return client.get(reverse("supervisor_posting", args=[row.pk])).content.decode()


def test_a_name_is_corrected_and_the_card_with_the_old_one_no_longer_counts(office: PostingOffice) -> None:
    row, client = office.post(), office.officer.client
    create_seal_key(institution=Institution.objects.get(path="bawaslu.14.03"), by=SYSTEM)
    client.post(reverse("supervisor_card", args=[row.pk]))
    page = _corrected(office, row, nama="Siti Rahmah")
    assert "Kartu dengan nama lama tidak berlaku lagi. Segel yang baru." in page
    assert "Belum disegel" in page
    assert client.get(reverse("supervisor_card_file", args=[row.pk])).status_code == 404
    assert _again(row).supervisor.name == "Siti Rahmah"
    with elevated("the test reads what was written"):
        assert SealedDocument.objects.get(subject_id=str(row.pk)).withdrawn_at is not None
    client.post(reverse("supervisor_card", args=[row.pk]))
    assert client.get(reverse("supervisor_card_file", args=[row.pk])).status_code == 200
    told = Event.objects.get(kind="supervisor.corrected").data
    assert told == {"fields": ["name"], "reason": "Salah ketik."}
    assert "Perbaiki data" in client.get(reverse("supervisor_posting", args=[row.pk])).content.decode()


def test_a_changed_phone_is_confirmed_anew_and_its_code_is_dead(office: PostingOffice) -> None:
    row, by = office.post(office.who(email="siti@contoh.test")), office.officer.actor
    assert row.membership is not None
    her = actor_from(row.membership)
    with reading_as(by):
        code = make_phone_code(posting=row, by=by)
    with reading_as(her):
        assert try_phone_code(supervisor=row.supervisor, code=code, by=her)
    page = _corrected(office, row, telepon="0813-0000-0000", email="siti@contoh.test")
    assert "Nomor teleponnya belum dipastikan." in page
    kept = _again(row).supervisor
    assert (kept.phone, kept.phone_confirmed_at) == ("081300000000", None)
    assert "081300000000" not in str([*Event.objects.values_list("data", flat=True)])


def test_an_email_is_given_with_an_account_and_then_is_hers_alone(office: PostingOffice) -> None:
    row, client = office.post(), office.officer.client
    url = reverse("supervisor_correct", args=[row.pk])
    assert "E-mailnya diganti." in _corrected(office, row, email="siti@contoh.test")
    given = _again(row).membership
    assert given is not None
    assert given.user.email == "siti@contoh.test"
    refused = client.post(url, _sent(email="lain@contoh.test"))
    assert refused.status_code == 422
    assert "menggantinya sendiri" in refused.content.decode()
    assert _again(row).supervisor.email == "siti@contoh.test"


def test_one_whose_name_was_corrected_keeps_her_account(office: PostingOffice) -> None:
    who = office.who(email="siti@contoh.test")
    row, by = office.post(who), office.officer.actor
    right = Correction(name="Siti Rahmah", phone=PHONE, email="siti@contoh.test", reason="Salah ketik.")
    with reading_as(by):
        correct_supervisor(posting=row, correction=right, by=by)
        with pytest.raises(StepRefused, match="Tidak ada yang berubah"):
            correct_supervisor(posting=row, correction=right, by=by)
    after = office.term(MUNTAI, first=row.ends_on.replace(day=16), last=row.ends_on.replace(day=30))
    new = office.post(office.who("Siti Rahmah", nik=who.nik, email="siti@contoh.test"), after)
    assert new.membership is not None
    assert new.membership.user == _again(row).supervisor.account


def test_without_a_card_none_is_told_of(office: PostingOffice) -> None:
    page = _corrected(office, office.post(), nama="Siti Rahmah")
    assert ("Namanya diganti." in page, "Kartu dengan nama lama" in page) == (True, False)


@pytest.mark.parametrize("phone", ["abcdefgh", "-", "0812", "08123456789012345", "0812 ekor 34567"])
def test_what_is_no_phone_number_is_told(office: PostingOffice, phone: str) -> None:
    row = office.post()
    url = reverse("supervisor_correct", args=[row.pk])
    assert "Tulis seperti 0812 3456 7890." in office.officer.client.post(url, _sent(telepon=phone)).content.decode()
    assert _again(row).supervisor.phone == PHONE


def test_nobody_else_corrects(office: PostingOffice) -> None:
    row = office.post()
    url = reverse("supervisor_correct", args=[row.pk])
    assert person("recruitment_officer", "bawaslu.33.74").client.get(url).status_code == 404
    assert person("treasurer", "bawaslu.14.03", name="Bendahara").client.get(url).status_code == 403
