"""Instruments: two persons put one in force, its quotas fit the ferries, and everybody may read what it grants."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from netral.apps.crossings.actions.instruments import (
    confirm_instrument,
    draft_instrument,
    revoke_instrument,
    set_quota,
    withdraw_instrument,
)
from netral.apps.crossings.domain.instruments import InstrumentState
from netral.apps.crossings.domain.network import VehicleClass
from netral.apps.crossings.inputs import QuotaInput
from netral.apps.crossings.models import Crossing, Instrument, InstrumentQuota
from netral.engines.steps.table import StepRefused
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger import clock
from netral.foundation.ledger.models import Event
from tests.apps.crossings.ferries import (
    PDF,
    crossing,
    drafted,
    ferry,
    in_force,
    letter,
    official,
    operator,
    timetable,
)
from tests.ground import Person, person
from tests.look import send_through
from tests.work import titles

pytestmark = pytest.mark.usefixtures("ground")

SENT = {
    "nomor": "551/DISHUB/2024",
    "perihal": "Prioritas pengawas",
    "penerbit": "Bupati Rekaan",
    "tanggal_day": 1, "tanggal_month": 10, "tanggal_year": 2024,
    "mulai_day": 1, "mulai_month": 10, "mulai_year": 2024,
    "selesai_day": 30, "selesai_month": 11, "selesai_year": 2024,
    "jabatan": ["village"],
    "otomatis": "on",
}  # fmt: skip


def two() -> tuple[Person, Person]:
    return official("Ani Rekaan"), official("Budi Rekaan")


def way_with_ferry(who: Person) -> Crossing:
    way = crossing(who.actor)
    timetable(who.actor, way, ferry(who.actor))
    return way


def test_two_persons_put_an_instrument_in_force_in_their_pages(client: Client) -> None:
    runs, (drafter, second) = operator(), two()
    way = way_with_ferry(runs)
    sent = {**SENT, "berkas": SimpleUploadedFile("surat.pdf", PDF, "application/pdf")}
    assert drafter.client.post(reverse("instrument_new"), sent).status_code == 302
    with elevated("the test reads what was written"):
        row = Instrument.objects.get()
    page = reverse("instrument", args=[row.pk])
    assert "Isi kuota" in drafter.client.get(page).content.decode()
    assert titles(drafter) == []
    assert titles(second) == ["551/DISHUB/2024"]
    refused = send_through(second.client, reverse("instrument_confirm", args=[row.pk]), {"cocok": "on"})
    assert "belum punya kuota" in refused.content.decode()
    quota = {"penyeberangan": way.pk, "tempat_car": 2, "tempat_foot": 5, "tempat_motorcycle": 0, "tempat_truck": 0}
    assert drafter.client.post(reverse("instrument_quota", args=[row.pk]), quota).status_code == 302
    alone = send_through(drafter.client, reverse("instrument_confirm", args=[row.pk]), {"cocok": "on"})
    assert "Orang kedua" in drafter.client.get(alone.url).content.decode()
    done = send_through(second.client, reverse("instrument_confirm", args=[row.pk]), {"cocok": "on"})
    assert done.status_code == 302
    with elevated("the test reads what was written"):
        row.refresh_from_db()
        assert (row.state, row.by_rule, row.standing) == (InstrumentState.IN_FORCE, True, False)
        assert [*InstrumentQuota.objects.values_list("vehicle_class", "places")] == [("car", 2), ("foot", 5)]
        kinds = Event.objects.filter(subject_id=row.pk).order_by("at").values_list("kind", flat=True)
        assert [*kinds] == ["instrument.drafted", "instrument.quota_set", "instrument.confirmed"]
    assert titles(second) == []
    public = client.get(reverse("crossings_public", args=["14.03"])).content.decode()
    assert "551/DISHUB/2024" in public
    assert "Mobil: paling banyak 2 tempat prioritas" in public
    assert "Bupati Rekaan" not in public


def test_what_an_instrument_lacks_is_told_and_nothing_is_stored() -> None:
    drafter = official()
    answer = drafter.client.post(reverse("instrument_new"), SENT)
    assert answer.status_code == 422
    assert "pilih berkasnya dulu" in answer.content.decode()
    wrong = {**SENT, "berkas": SimpleUploadedFile("surat.pdf", b"MZ\x90 program", "application/pdf")}
    assert drafter.client.post(reverse("instrument_new"), wrong).status_code == 422
    with elevated("the test reads what was written"):
        assert not Instrument.objects.exists()


@pytest.mark.parametrize(
    ("places", "words"), [(25, "melebihi tempat kapal di penyeberangan itu (24)"), (2_001, "1 sampai 2.000 tempat")]
)
def test_a_quota_fits_the_ferries_of_the_crossing(places: int, words: str) -> None:
    runs, drafter = operator(), official()
    way = way_with_ferry(runs)
    with elevated("test"):
        row = draft_instrument(inputs=letter(), by=drafter.actor)
        with pytest.raises(StepRefused) as refused:
            set_quota(instrument=row, inputs=QuotaInput(way, {VehicleClass.CAR: places}), by=drafter.actor)
        assert words in str(refused.value)
        assert not InstrumentQuota.objects.exists()


def test_a_number_stands_once_until_its_draft_is_withdrawn() -> None:
    drafter = official()
    with elevated("test"):
        first = draft_instrument(inputs=letter(), by=drafter.actor)
        with pytest.raises(StepRefused, match="551/DISHUB/2024 sudah dicatat"):
            draft_instrument(inputs=letter("551/dishub/2024"), by=drafter.actor)
        with pytest.raises(StepRefused, match="Alasan belum diisi"):
            withdraw_instrument(instrument=first, words=" ", by=drafter.actor)
        withdraw_instrument(instrument=first, words="Salah nomor", by=drafter.actor)
        again = draft_instrument(inputs=letter(), by=drafter.actor)
        assert again.state == InstrumentState.DRAFT


def test_quotas_stand_still_once_it_is_in_force_and_it_is_revoked_with_a_reason(client: Client) -> None:
    runs, (drafter, second) = operator(), two()
    way = way_with_ferry(runs)
    row = in_force(drafter.actor, second.actor, way)
    with elevated("test"):
        with pytest.raises(StepRefused, match="sebelum surat disahkan"):
            set_quota(instrument=row, inputs=QuotaInput(way, {VehicleClass.CAR: 3}), by=drafter.actor)
        with pytest.raises(StepRefused, match="sudah berlaku"):
            confirm_instrument(instrument=row, by=second.actor)
        revoke_instrument(instrument=row, words="Surat diganti", by=second.actor)
        row.refresh_from_db()
        assert (row.state, row.reason) == (InstrumentState.REVOKED, "Surat diganti")
        assert not row.holds(date(2024, 10, 7))
    assert "551/DISHUB/2024" not in client.get(reverse("crossings_public", args=["14.03"])).content.decode()


def test_an_instrument_that_ends_soon_is_on_the_desk() -> None:
    runs, (drafter, second) = operator(), two()
    in_force(drafter.actor, second.actor, way_with_ferry(runs))
    assert "551/DISHUB/2024" not in titles(drafter)
    with clock.at(clock.now().replace(month=11, day=20)):
        assert "551/DISHUB/2024" in titles(drafter)


def test_another_government_neither_sees_nor_decides(client: Client) -> None:
    runs, drafter, stranger = operator(), official(), official(path="pemda.33.74")
    row = drafted(drafter.actor, way_with_ferry(runs))
    for name in ("instrument", "instrument_quota", "instrument_confirm", "instrument_withdraw", "instrument_revoke"):
        assert stranger.client.get(reverse(name, args=[row.pk])).status_code == 404
    with reading_as(stranger.actor), pytest.raises(Instrument.DoesNotExist):
        confirm_instrument(instrument=row, by=stranger.actor)
    reader = person("treasurer", "bawaslu.14.03")
    assert reader.client.get(reverse("instrument", args=[row.pk])).status_code == 200
    assert client.get(reverse("crossings_public", args=["99.99"])).status_code == 404
