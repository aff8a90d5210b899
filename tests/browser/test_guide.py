"""The user guide: every page it shows is there, says what the guide says, and stands in it as a picture."""

import re
from pathlib import Path

import pytest

from netral.demo.cast.people import post
from tests.browser import album
from tests.browser.album import pictured
from tests.browser.devices import DESK, PHONE, Devices
from tests.browser.soundness import faults

GUIDE = album.FOLDER.parent
TODAY = "11-11-2024"
_PICTURE = re.compile(r"!\[([^\]]*)\]\(gambar/([\w-]+)\.png\)")
HEAVIEST_BYTES = 150_000
SHORTEST_ALT = 15


@pytest.mark.parametrize(
    ("address", "name", "heading", "width"),
    [
        ("/", "publik-1-beranda", "Menjaga netralitas ASN dalam Pilkada", PHONE),
        ("/norma/C4/", "publik-2-norma", "Menjadi peserta kampanye dengan memakai fasilitas negara", PHONE),
        ("/angka/14.03/", "publik-3-angka", "Kabupaten Bengkalis", DESK),
        ("/akun/login/", "petugas-1-masuk", "Masuk untuk petugas", PHONE),
    ],
)
def test_what_everybody_sees(devices: Devices, address: str, name: str, heading: str, width: int) -> None:
    device = devices.give(width)
    device.open(address)
    pictured(device.page, name, heading)


@pytest.mark.parametrize(
    ("key", "address", "name", "heading"),
    [
        ("kepegawaian", "/petugas/asn/", "kepegawaian-6-daftar", "Daftar ASN"),
        ("bkn", "/petugas/rekomendasi/tindak-lanjut/", "bkn-1-tindak-lanjut", "Tindak lanjut"),
        ("pengelola", "/petugas/orang/", "admin-1-orang", "Orang di Bawaslu Kabupaten Bengkalis"),
        ("pengelola", "/petugas/orang/tambah/", "admin-2-tambah", "Tambah rekan di Bawaslu Kabupaten Bengkalis"),
    ],
)
def test_what_staff_sees(devices: Devices, key: str, address: str, name: str, heading: str) -> None:
    desk = devices.give(key=key)
    desk.open(address)
    assert post(key).name in desk.text
    pictured(desk.page, name, heading)


def test_an_observation_that_became_a_finding(devices: Devices) -> None:
    desk = devices.give(key="petugas")
    desk.open("/petugas/lapangan/?status=finding")
    with desk.page.expect_navigation():
        desk.page.locator("#konten a", has_text="AMT/14.03/2024/").first.click()
    assert "Ponsel hp-" in desk.text
    pictured(desk.page, "amatan-1-satu", desk.page.locator("h1").inner_text())


def test_a_sealed_pledge_is_checked(devices: Devices, tmp_path: Path) -> None:
    officer, phone = devices.give(key="kepegawaian"), devices.give(PHONE)
    sealed = tmp_path / "ikrar.pdf"
    officer.open("/petugas/ikrar/")
    officer.press("Ikrar netralitas Pilkada 2024")
    officer.open(f"{officer.path}orang/?status=signed")
    with officer.page.expect_download() as waiting:
        officer.page.locator("#konten a[href$='/dokumen/']").first.click()
    waiting.value.save_as(sealed)
    phone.open("/verifikasi/")
    phone.fill(berkas=str(sealed)).press("Periksa berkas")
    assert "Segel sah" in phone.text
    pictured(phone.page, "publik-4-verifikasi", phone.page.locator("h1").inner_text())


def test_the_appointing_official_decides(devices: Devices) -> None:
    secretary = devices.give(key="sekretariat")
    secretary.open("/petugas/rekomendasi/")
    row = secretary.page.locator("#konten tr", has_text="Diterima PPK").first
    with secretary.page.expect_navigation():
        row.get_by_role("link").first.click()
    recommendation = secretary.path
    secretary.press("Buka pemeriksaan")
    secretary.date("summoned_for", "20-11-2024").fill(team="Camat Bantan, Inspektorat, BKPSDM")
    secretary.press("Buka pemeriksaan")
    secretary.press("Hasil pemeriksaan")
    secretary.date("examined_on", TODAY).fill(attended="yes", minutes="Mengakui perbuatannya di depan tim.")
    secretary.press("Simpan hasil")
    official = devices.give(key="ppk")
    official.open(recommendation)
    official.press("Keputusan sanksi")
    official.date("decided_on", TODAY).fill(number="800/123/BKPSDM/2024", official="Bupati Bengkalis")
    official.page.locator("#konten [name=sanction]").first.check(force=True)
    pictured(official.page, "ppk-5-keputusan", "Keputusan sanksi")
    # Only after an examination can one be closed without a sanction.
    official.open(recommendation + "tutup/")
    assert faults(official.page) == []


def test_the_guide_shows_every_picture_and_no_other() -> None:
    shown = [found for page in sorted(GUIDE.glob("*.md")) for found in _PICTURE.findall(page.read_text("utf-8"))]
    kept = {picture.stem: picture.stat().st_size for picture in album.FOLDER.glob("*.png")}
    assert sorted({name for _alt, name in shown}) == sorted(kept)
    assert [name for alt, name in shown if len(alt) < SHORTEST_ALT] == []
    assert [name for name, size in kept.items() if size > HEAVIEST_BYTES] == []
