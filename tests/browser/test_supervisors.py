"""From a village without a supervisor to somebody who is posted there, on the phones and desks of everybody concerned."""

from pathlib import Path

import pytest
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.models import Institution
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.supervisors.applicant import ANSWERS
from tests.browser.devices import PHONE, Devices
from tests.browser.wayfarer import Crowd, Wayfarer
from tests.ground import person

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("ground"),
]

PANEL = "bawaslu.14.03.02"


@pytest.fixture
def site(small_site: str) -> str:
    """Serve this test's own rows: the demo's day is past every closing date."""
    return small_site


@pytest.fixture
def crowd(devices: Devices, settings: Settings, tmp_path: Path) -> Crowd:
    """Let everybody go one way, with files and keys apart."""
    settings.NETRAL_STORE = str(tmp_path / "files")
    settings.NETRAL_KEYS = str(tmp_path / "keys")
    return Crowd(devices)


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, str]:
    """Give photographs of the papers that an applicant shows."""
    made = {}
    for kind in ("ktp", "ijazah", "surat_sehat"):
        place = tmp_path / f"{kind}.jpg"
        Image.new("RGB", (320, 240), (90, 20, 30)).save(place, quality=70)
        made[kind] = str(place)
    return made


def recruited(officer: Wayfarer) -> None:
    """Draft a recruitment and open it."""
    officer.press("Rekrutmen pengawas").press("Buat rekrutmen").fill(jabatan="village").press("Lanjut")
    officer.date("buka", "07-10-2024").date("tutup", "10-10-2024").press("Simpan draf")
    officer.press("Buka pendaftaran").confirm("Buka pendaftaran")
    assert "Pendaftaran dibuka dan tampil untuk umum" in officer.text


def begun(phone: Wayfarer) -> str:
    """Find the vacancy by its village, and begin; return the code."""
    phone.open("/pengawas/").press("Riau").open("/pengawas/").fill(cari="selat baru").press("Cari")
    phone.press("Bantan").picture("calon-1-lowongan")
    phone.press("Lamar").press("Mulai melamar")
    return phone.page.locator(".lamar-line").inner_text()


def answered(phone: Wayfarer, *steps: str) -> None:
    """Answer these questions, one page each."""
    for step in steps:
        assert phone.device.path == reverse("application_question", args=[step])
        given = dict(ANSWERS[step])
        if step == "alamat":
            phone.fill(cari=given.pop("cari")).press("Cari")
        ticks = given.pop("pernyataan", [])
        phone.fill(**given).tick(*ticks)
        if step == "pendidikan":
            phone.picture("calon-2-pertanyaan")
        phone.press("Simpan dan lanjut")


def left(phone: Wayfarer) -> None:
    """Let a phone forget the application."""
    phone.page.locator("#konten summary").click()
    phone.press("Keluar dari ponsel ini")
    assert reverse("application_status") == phone.device.path


def sent(phone: Wayfarer, code: str, papers: dict[str, str]) -> None:
    """Go on by the code, answer the rest, show the papers and send the application."""
    steps = [*ANSWERS]
    phone.open("/pengawas/status/").fill(kode=code.upper().replace("-", " ")).press("Buka").press("Lengkapi jawaban")
    answered(phone, *steps[steps.index("kontak") :])
    phone.fill(**papers).press("Simpan dan lanjut").picture("calon-3-periksa")
    phone.press("Kirim lamaran")
    assert "Lamaran terkirim" in phone.text
    receipt = phone.device.context.request.get(phone.device.site + reverse("application_receipt"))
    assert receipt.body().startswith(b"%PDF")


def test_a_village_gets_its_supervisor(crowd: Crowd, papers: dict[str, str]) -> None:
    load_election(schedule=shipped(), by=SYSTEM)
    create_seal_key(institution=Institution.objects.get(path=PANEL), by=SYSTEM)
    officer = crowd.officer(person("recruitment_officer", PANEL, name="Rina"))
    recruited(officer)
    first_phone, phone = crowd.passer(PHONE, scripts=False), crowd.passer(PHONE, scripts=False)
    code = begun(first_phone)
    answered(first_phone, *[*ANSWERS][:4])
    left(first_phone)
    sent(phone, code, papers)
    assert crowd.way.wrong == {}
