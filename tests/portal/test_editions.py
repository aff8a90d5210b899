"""The page of editions: what the pulled one changes, and which open cases it would judge otherwise."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from netral.apps.cases import api as cases
from netral.apps.catalogue.actions.editions import publish_edition
from netral.apps.catalogue.dataset import shipped_documents
from netral.apps.catalogue.models import Acknowledgement, Adoption, Edition
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped as shipped_schedule
from netral.foundation.institutions.scopes import reading_as
from netral.foundation.ledger.actors import SYSTEM
from tests.apps.cases import desk
from tests.ground import Person, person
from tests.work import titles

pytestmark = pytest.mark.usefixtures("ground")


def changed_law() -> dict[str, Any]:
    documents = shipped_documents()
    norm = next(row for row in documents["norms"] if row["id"] == "B6")
    norm["sanctions"] = [{"level": "sedang", "verification": "unverified"}]
    return documents


@pytest.fixture
def member() -> Person:
    load_election(schedule=shipped_schedule(), by=SYSTEM)
    return person("supervisor_member", "bawaslu.14.03")


@pytest.fixture
def store(settings: Settings, tmp_path: Path) -> None:
    settings.NETRAL_STORE = str(tmp_path / "files")
    settings.NETRAL_KEYS = str(tmp_path / "keys")


def publish() -> Edition:
    return publish_edition(documents=changed_law(), title="Sanksi baru", notes="Baca dulu.", by=SYSTEM)


def open_case(norm_id: str = "", act: str = "media-sosial") -> cases.OpenCase:
    return cases.OpenCase(
        id="1",
        name="001/LP/PB/Kab.Bengkalis/X/2024",
        url="/petugas/perkara/1/",
        region_code="14.03",
        act_id=act,
        act_date=date(2024, 10, 5),
        norm_id=norm_id,
        term="PK.TANGANI",
        term_started_at=datetime(2024, 10, 7, 3, 0, tzinfo=UTC),
    )


def test_without_an_edition_the_page_says_so(member: Person) -> None:
    text = member.client.get(reverse("editions")).content.decode()

    assert "Tidak ada terbitan yang menunggu" in text
    assert "katalog bawaan" in text


def test_it_is_read_acknowledged_and_adopted(member: Person) -> None:
    secretary = person("ppk_secretary", "pemda.14.03.ppk")
    assert (titles(member), titles(secretary)) == ([], [])
    edition = publish()
    assert (titles(member), titles(secretary)) == (["Terbitan 1"], ["Terbitan 1"])
    secretary.client.post(reverse("edition_acknowledge", args=[1]))
    assert titles(secretary) == []
    text = member.client.get(reverse("editions")).content.decode()
    assert "Terbitan 1: Sanksi baru" in text
    assert "Sanksi" in text
    assert "0 dari 0 perkara terbuka" in text
    assert reverse("edition_adopt", args=[1]) not in text

    member.client.post(reverse("edition_acknowledge", args=[1]))
    assert titles(member) == ["Terbitan 1"]
    assert "Bawaslu Kabupaten Bengkalis" in member.client.get(reverse("editions")).content.decode()
    answer = member.client.post(
        reverse("edition_adopt", args=[1]),
        {"mulai_day": "7", "mulai_month": "10", "mulai_year": "2024", "alasan": "Pleno."},
    )
    assert answer.status_code == 302, answer.content.decode()
    assert Adoption.objects.get().edition == edition
    assert titles(member) == []
    assert "terbitan 1, Sanksi baru, sejak 7 Oktober 2024" in member.client.get(reverse("editions")).content.decode()


def test_a_day_that_passed_and_a_unit_that_has_not_read_are_refused(member: Person) -> None:
    publish()
    url, day = reverse("edition_adopt", args=[1]), {"mulai_day": "7", "mulai_month": "10", "mulai_year": "2024"}

    assert "Tandai dulu" in member.client.post(url, {**day, "alasan": "Pleno."}).content.decode()
    assert "sudah lewat" in member.client.post(url, {**day, "mulai_day": "6", "alasan": "Pleno."}).content.decode()
    assert not Adoption.objects.exists()


def test_open_cases_that_would_be_judged_otherwise_are_listed(member: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    publish()
    listed = (open_case("B6"), open_case("B5", "partai-politik"))
    monkeypatch.setattr(cases, "open_cases", lambda by: listed)
    text = member.client.get(reverse("editions")).content.decode()

    assert "1 dari 2 perkara terbuka" in text
    assert "Tingkat sanksi berubah: 1" in text
    assert "<del>Hukuman disiplin berat, Sanksi bagi PPPK</del> <ins>Hukuman disiplin sedang</ins>" in text


def test_a_real_open_case_that_would_be_judged_otherwise_is_listed(ground: None, store: None) -> None:
    desk.load_calendar()
    office = desk.Office()
    claims, reads, decided = (desk.file()[0] for _ in range(3))
    office.register(reads)
    office.until_plenary(claims, norm="B6")
    office.until_plenary(decided, norm="B6")
    office.vote(decided, office.chair)
    office.vote(decided, office.member)
    office.decide(decided, norm="B6")
    publish()
    actor = office.chair.actor

    with reading_as(actor):
        found = {case.id: case for case in cases.open_cases(actor)}
    assert set(found) == {str(claims.pk), str(reads.pk)}
    open_one = found[str(claims.pk)]
    assert (open_one.act_id, open_one.act_date, open_one.region_code) == (
        "media-sosial",
        date(2024, 10, 5),
        "14.03.02.2001",
    )
    assert open_one.norm_id == "B6"
    assert found[str(reads.pk)].norm_id == ""
    assert open_one.url == reverse("case", args=[claims.pk])
    assert open_one.term_started_at

    text = office.chair.client.get(reverse("editions")).content.decode()
    assert "2 dari 2 perkara terbuka" in text
    assert open_one.url in text
    assert reverse("case", args=[decided.pk]) not in text
    assert "Tingkat sanksi berubah: 2" in text

    elsewhere = person("supervisor_member", "bawaslu.33.74")
    with reading_as(elsewhere.actor):
        assert cases.open_cases(elsewhere.actor) == ()
    assert "0 dari 0 perkara terbuka" in elsewhere.client.get(reverse("editions")).content.decode()


def test_another_role_reads_and_marks_but_does_not_adopt() -> None:
    load_election(schedule=shipped_schedule(), by=SYSTEM)
    publish()
    officer = person("personnel_officer", "pemda.14.03.bkpsdm")

    assert "perkara terbuka" not in officer.client.get(reverse("editions")).content.decode()
    officer.client.post(reverse("edition_acknowledge", args=[1]))
    assert officer.client.get(reverse("edition_adopt", args=[1])).status_code == 403
    officer.client.post(reverse("edition_acknowledge", args=[1]))
    with_all = person("supervisor_member", "bawaslu.14.03")
    assert "BKPSDM Kabupaten Bengkalis" in with_all.client.get(reverse("editions")).content.decode()
    assert Acknowledgement.objects.visible_to(officer.actor).count() <= 1
