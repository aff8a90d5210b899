"""A ceremony through the officer's pages: planned, people called, slips printed, begun, witnessed, ended."""

import subprocess
from datetime import date

import pytest
from django.urls import reverse

from netral.apps.pledges.ceremonies.codes import pin_of, witness_token_of
from netral.apps.pledges.ceremonies.kind import INAUGURATION
from netral.apps.pledges.ceremonies.participants import numbers_in
from netral.apps.pledges.ceremonies.status import called_to
from netral.apps.pledges.links import token_of
from netral.apps.pledges.models import Campaign, Ceremony, Pledge
from netral.apps.pledges.sealing.runner import seal_waiting
from netral.apps.pledges.tasks import prepare_ceremony
from netral.engines.steps.table import StepRefused
from netral.foundation.ceremonies.actions.ceremonies import plan_ceremony
from netral.foundation.ceremonies.domain import CeremonyInput
from netral.foundation.ceremonies.protocol import EntryKind
from netral.foundation.ceremonies.queries import witnesses_of
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated, reading_as
from netral.foundation.ledger.models import Event
from tests.apps.pledges.conftest import pledge_of
from tests.apps.pledges.kiosks import WITNESSES, Device, begun, planned
from tests.foundation.registry.files import AGUS, HOTMAN, SITI
from tests.ground import Person, person

pytestmark = pytest.mark.django_db
FILLED = {
    "judul": "Pelantikan",
    "tempat": "Aula",
    "hari_day": "7",
    "hari_month": "10",
    "hari_year": "2024",
    "pejabat": "Dewi",
    "jabatan_pejabat": "Sekretaris Daerah",
    "saksi1_nama": "Rina",
    "saksi1_nip": "19700101 200001 2 001",
    "saksi1_jabatan": "Asisten",
    "saksi2_nama": "Joko",
    "saksi2_jabatan": "Kepala Bagian",
}


def page(officer: Person, name: str, *args: object) -> str:
    answer = officer.client.get(reverse(name, args=args))
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def send(officer: Person, name: str, *args: object, **given_: str) -> str:
    return officer.client.post(reverse(name, args=args), given_, follow=True).content.decode()


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def the_ceremony() -> Ceremony:
    with elevated("the test looks at everything"):
        return Ceremony.objects.select_related("campaign").get()


def called(ceremony: Ceremony) -> list[Pledge]:
    with elevated("the test looks at everything"):
        return list(called_to(ceremony))


@pytest.mark.parametrize(
    "field", ["saksi1_nama", "saksi2_nama"], ids=["who-officiates-as-witness", "one-witness-twice"]
)
def test_nobody_stands_twice_in_a_ceremony(campaign: Campaign, officer: Person, field: str) -> None:
    name = {"saksi1_nama": " DEWI ", "saksi2_nama": "rina"}[field]
    assert "tidak boleh tercantum dua kali" in send(officer, "ceremony_plan", campaign.pk, **{**FILLED, field: name})
    with elevated("the test looks at everything"):
        assert not Ceremony.objects.exists()


def test_an_officer_plans_calls_prints_begins_and_ends(campaign: Campaign, officer: Person) -> None:
    assert "Rencanakan pelantikan" in page(officer, "ceremony_list", campaign.pk)
    assert "Peserta pelantikan" in send(officer, "ceremony_plan", campaign.pk, **FILLED)
    ceremony = the_ceremony()
    with elevated("the test looks at everything"):
        assert [witness.nip for witness in witnesses_of(INAUGURATION, ceremony)] == ["197001012000012001", ""]
    unit = Institution.objects.get(path="pemda.14.03.opd_dinas_kesehatan")
    assert "2 peserta ditambahkan" in send(officer, "ceremony_people", ceremony.pk, units="1", unit=str(unit.pk))
    send(officer, "ceremony_kiosk_open", ceremony.pk, nama="Meja 1")
    assert "Sudah ada kios dengan nama ini" in send(officer, "ceremony_kiosk_open", ceremony.pk, nama="meja 1")
    assert "Pelantikan dimulai" in send(officer, "ceremony_begin", ceremony.pk)
    assert "tidak bisa sekarang" in send(officer, "ceremony_begin", ceremony.pk)
    assert "Pelantikan selesai" in send(officer, "ceremony_end", ceremony.pk)
    assert "sudah selesai" in send(officer, "ceremony_kiosk_open", ceremony.pk, nama="Meja 2")
    kinds = list(Event.objects.filter(kind__startswith="pledge.ceremony").order_by("at").values_list("kind", flat=True))
    assert kinds == [f"pledge.ceremony_{step}" for step in ("planned", "called", "opened", "done")]


def test_a_form_that_lacks_a_witness_says_which(campaign: Campaign, officer: Person) -> None:
    answer = send(officer, "ceremony_plan", campaign.pk, **{**FILLED, "saksi2_nama": "", "saksi1_nip": "123"})
    assert "Saksi 2: tulis namanya" in answer
    assert "NIP harus 18 angka" in answer
    answer = send(officer, "ceremony_plan", campaign.pk, **{**FILLED, "hari_day": "6", "saksi3_nama": "Budi"})
    assert "Hari itu sudah lewat" in answer
    assert "Isi nama dan jabatan saksi ini" in answer


def test_each_number_that_calls_nobody_is_named(campaign: Campaign, officer: Person) -> None:
    first, second = begun(campaign, officer), planned(campaign, officer)
    device = Device(first, officer)
    device.send(device.confirm(pledge_of(HOTMAN[0])))
    listed = f"1. Siti {SITI[0]}\n{HOTMAN[0]}\n199505052019032004\n12345678\n"
    answer = send(officer, "ceremony_people", second.pk, nip=listed)
    assert "0 orang ditambahkan. 4 NIP" in answer
    for expected in ("Sudah menjadi peserta Pelantikan pengawas", "Sudah berikrar", "Tidak diundang", "12345678"):
        assert expected in answer
    assert called(second) == []
    assert "Tidak ada NIP yang terbaca" in send(officer, "ceremony_people", second.pk, nip="halo")


def test_people_are_called_by_number_and_prepared_by_the_job(campaign: Campaign, officer: Person) -> None:
    ceremony = planned(campaign, officer)
    assert "2 peserta ditambahkan" in send(
        officer, "ceremony_people", ceremony.pk, nip=f"{AGUS[0]};{SITI[0]}\n{SITI[0]}\n{AGUS[0]}"
    )
    assert all(pledge.pin_verifier is None for pledge in called(ceremony))
    prepare_ceremony(ceremony_id=str(ceremony.pk))
    assert all(pledge.pin_verifier is not None for pledge in called(ceremony))


def test_slips_and_pins_are_printed_together_or_apart_and_each_print_is_on_record(
    campaign: Campaign, officer: Person
) -> None:
    ceremony = begun(campaign, officer)
    siti = pledge_of(SITI[0])
    pin, token = pin_of(siti.pk), token_of(siti.pk)
    printed = {}
    for part in ("gabung", "slip", "pin"):
        answer = officer.client.get(reverse("ceremony_slip_all", args=[ceremony.pk, part]))
        assert answer["Content-Type"] == "application/pdf"
        printed[part] = text_of(answer.content)
        assert "Siti Aisyah" in printed[part]
    shown = f"{pin[:3]} {pin[3:]}"
    assert [shown in printed[part] for part in ("gabung", "slip", "pin")] == [True, False, True]
    assert [token in printed[part] for part in ("gabung", "slip", "pin")] == [True, True, False]
    assert Event.objects.filter(kind="pledge.ceremony_printed").count() == 3
    assert not Event.objects.filter(data__icontains=pin).exists()
    unit = officer.client.get(reverse("ceremony_slip_unit", args=[ceremony.pk, "slip", siti.unit_id]))
    assert "Agus" not in text_of(unit.content)
    assert officer.client.get(reverse("ceremony_slip_all", args=[ceremony.pk, "lain"])).status_code == 404


def test_witnesses_get_slips_and_may_be_confirmed_by_the_officer(campaign: Campaign, officer: Person) -> None:
    ceremony = begun(campaign, officer)
    with elevated("the test looks at everything"):
        witness = witnesses_of(INAUGURATION, ceremony)[0]
    slips = text_of(officer.client.get(reverse("ceremony_slip_witnesses", args=[ceremony.pk])).content)
    assert WITNESSES[0].name in slips
    assert witness_token_of(witness.pk) in slips
    answer = send(officer, "ceremony_witness", ceremony.pk, witness.pk, catatan="Menandatangani berita acara.")
    assert "Kesaksian Rina Marlina dicatat" in answer
    assert "Menandatangani berita acara." in answer
    assert "tidak bisa sekarang" in send(officer, "ceremony_witness", ceremony.pk, witness.pk, catatan="Lagi.")


def test_the_page_tells_how_far_people_and_kiosks_are(campaign: Campaign, officer: Person) -> None:
    ceremony = begun(campaign, officer)
    device = Device(ceremony, officer, ahead_s=600)
    device.load()
    device.send(device.confirm(pledge_of(SITI[0])), device.confirm(pledge_of(AGUS[0]), pin="999999"), waiting=2)
    shown = page(officer, "ceremony", ceremony.pk)
    for expected in ("Menunggu segel", "Konfirmasi ditolak", "1 diterima, 1 ditolak, 2 menunggu", "meleset 600 detik"):
        assert expected in shown
    assert 'data-refresh="5"' in shown
    seal_waiting()
    assert "Disegel" in page(officer, "ceremony", ceremony.pk)


def test_whoever_is_called_again_elsewhere_is_still_named_where_she_objected(
    campaign: Campaign, officer: Person
) -> None:
    first = begun(campaign, officer)
    device, siti = Device(first, officer), pledge_of(SITI[0])
    device.send(device.confirm(siti, kind=EntryKind.OBJECT, points=(), reason="Saya pikir-pikir dulu."))
    send(officer, "ceremony_end", first.pk)
    second = planned(campaign, officer)
    assert "1 peserta ditambahkan" in send(officer, "ceremony_people", second.pk, nip=SITI[0])
    arrived = page(officer, "ceremony", first.pk).partition("Yang terakhir masuk")[2]
    assert "Siti Aisyah" in arrived
    assert "slip tidak dikenal" not in arrived


def test_the_code_of_a_kiosk_is_shown_until_it_is_revoked(campaign: Campaign, officer: Person) -> None:
    device = Device(begun(campaign, officer), officer)
    where = (device.kiosk.ceremony_id, device.kiosk.pk)
    assert device.token in page(officer, "ceremony_kiosk", *where)
    assert "Kios dicabut" in send(officer, "ceremony_kiosk_revoke", *where)
    assert "sudah dicabut sebelumnya" in send(officer, "ceremony_kiosk_revoke", *where)
    assert device.token not in page(officer, "ceremony_kiosk", *where)


def test_a_neighbour_sees_nothing_and_a_reader_changes_nothing(
    campaign: Campaign, officer: Person, neighbour: Person
) -> None:
    ceremony = begun(campaign, officer)
    reader = person("ppk_secretary", "pemda.14.03.ppk")
    assert neighbour.client.get(reverse("ceremony", args=[ceremony.pk])).status_code == 404
    shown = reader.client.get(reverse("ceremony", args=[ceremony.pk]))
    for name in ("ceremony_begin", "ceremony_end"):
        assert reader.client.post(reverse(name, args=[ceremony.pk])).status_code == 403
        assert neighbour.client.post(reverse(name, args=[ceremony.pk])).status_code == 404
    assert shown.status_code in (200, 404)


def test_fewer_than_two_witnesses_are_refused(campaign: Campaign, officer: Person) -> None:
    inputs = CeremonyInput("P", "Aula", date(2024, 10, 7), "Dewi", "Sekda", WITNESSES[:1])
    with reading_as(officer.actor), pytest.raises(StepRefused):
        plan_ceremony(
            kind=INAUGURATION,
            ceremony=Ceremony(campaign=campaign, scopes=list(campaign.scopes)),
            inputs=inputs,
            by=officer.actor,
        )


def test_numbers_are_found_in_what_people_paste() -> None:
    assert numbers_in("1. Siti 19870601 201001 2 001\nNIP;NAMA\n198706012010012001;Siti;2\n\n7123456\nhalo") == [
        "198706012010012001",
        "7123456",
    ]
