"""Confirmation of norms: by a named officer, with a document, for the row exactly as it stands."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from netral.apps.catalogue import api, queries
from netral.apps.catalogue.actions.confirmations import Evidence, confirm_norm, withdraw_confirmation
from netral.apps.catalogue.actions.editions import adopt_edition, publish_edition
from netral.apps.catalogue.editions import current
from netral.apps.catalogue.editions.documents import EditionRefused
from netral.apps.catalogue.models import Confirmation
from netral.foundation.files.intake import FileRefused
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.ledger.clock import now
from netral.foundation.ledger.models import Event
from tests.apps.catalogue.lawbooks import with_title
from tests.ground import Person, person

DAY = date(2024, 10, 7)
pytestmark = pytest.mark.usefixtures("ground")


def paper(content: bytes = b"%PDF-1.7\n%%EOF\n") -> SimpleUploadedFile:
    return SimpleUploadedFile("skb.pdf", content, "application/pdf")


def confirm(who: Person, norm_id: str = "B6") -> Confirmation:
    evidence = Evidence(paper(), "SKB 22-9-2022 Lampiran II huruf B", "31")
    return confirm_norm(norm=api.norm(norm_id, DAY), evidence=evidence, by=who.actor)


@pytest.fixture
def officer() -> Person:
    return person("supervisor_officer", "bawaslu.14.03", name="Dedi Kurniawan")


def test_a_norm_is_confirmed_with_a_document(officer: Person, client: Client) -> None:
    assert api.confirmed_by("B6", DAY) == ""
    confirm(officer)

    assert api.confirmed_by("B6", DAY) == officer.actor.label
    assert Event.objects.filter(kind="catalogue.norm_confirmed").count() == 1
    page = client.get(reverse("norm", args=["B6"])).content.decode()
    assert f"Terverifikasi oleh {officer.actor.label} pada 7 Oktober 2024 dengan naskah SKB 22-9-2022" in page
    assert ">Terverifikasi<" in client.get(reverse("norms")).content.decode()


def test_the_same_row_is_not_confirmed_twice(officer: Person) -> None:
    confirm(officer)

    with pytest.raises(EditionRefused, match="sudah diverifikasi dengan isi yang sama"):
        confirm(officer)


def test_a_changed_row_needs_a_new_confirmation(officer: Person, client: Client) -> None:
    confirm(officer)
    confirm(officer, "A1")
    edition = publish_edition(documents=with_title("Judul baru"), title="Satu", notes="", by=SYSTEM)
    adopt_edition(edition=edition, effective_at=now(), reason="Berlaku.", by=SYSTEM)
    current.watch()

    assert api.confirmed_by("B6", DAY) == ""
    assert api.confirmed_by("A1", DAY) == officer.actor.label
    assert "Untuk rumusan yang lama" in client.get(reverse("norm", args=["B6"])).content.decode()


def test_a_confirmation_is_withdrawn_with_its_reason_and_can_be_given_anew(officer: Person) -> None:
    found = confirm(officer)
    withdraw_confirmation(confirmation=found, reason="Salah halaman.", by=officer.actor)

    assert api.confirmed_by("B6", DAY) == ""
    with pytest.raises(EditionRefused, match="sudah dicabut"):
        withdraw_confirmation(confirmation=found, reason="Lagi.", by=officer.actor)
    confirm(officer)
    assert [bool(each.withdrawn_at) for each in queries.confirmations_ever("B6")] == [True, False]


def test_a_document_of_another_kind_is_refused(officer: Person) -> None:
    evidence = Evidence(paper(b"<html>"), "SKB", "1")

    with pytest.raises(FileRefused):
        confirm_norm(norm=api.norm("B6", DAY), evidence=evidence, by=officer.actor)
    assert not Confirmation.objects.exists()


def test_the_page_takes_the_document_and_says_what_is_wrong(officer: Person) -> None:
    url = reverse("norm_confirm", args=["B6"])
    answer = officer.client.post(url, {"naskah": paper(b"<html>"), "kutipan": "SKB", "halaman": "1"})
    assert "Jenis berkas ini tidak diterima" in answer.content.decode()

    officer.client.post(url, {"naskah": paper(), "kutipan": "SKB", "halaman": "1"})
    found = Confirmation.objects.get()
    answer = officer.client.post(reverse("norm_confirmation_withdraw", args=[found.pk]), {"alasan": "Salah."})
    assert answer.headers["Location"] == reverse("norm", args=["B6"])
    assert queries.confirmation_of(api.norm("B6", DAY)) is None


def test_only_who_may_confirm_does(client: Client) -> None:
    secretary = person("ppk_secretary", "pemda.14.03.ppk")

    assert secretary.client.get(reverse("norm_confirm", args=["B6"])).status_code == 403
