"""A stranger checks papers: one file, one code, a whole ZIP, on a phone and without scripts."""

import zipfile
from pathlib import Path

import pytest

from tests.browser.devices import DESK, PHONE, Devices
from tests.browser.soundness import faults

TO_ARCHIVES = "Periksa sampai 5.000 dokumen sekaligus dalam satu ZIP"


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """Return a ZIP of two files that nobody sealed."""
    place = tmp_path / "arsip.zip"
    with zipfile.ZipFile(place, "w") as archive:
        archive.writestr("catatan.txt", "halo")
        archive.writestr("sebuah-nama-berkas-yang-panjang-sekali-tanpa-spasi-dan-tanpa-jeda.pdf", "%PDF-1.7 rusak")
    return place


def test_a_zip_is_checked_and_its_result_taken_along_without_scripts(devices: Devices, packed: Path) -> None:
    device = devices.give(PHONE, scripts=False)
    device.open("/verifikasi/")
    device.press(TO_ARCHIVES)
    device.fill(zip=str(packed)).press("Periksa ZIP")
    assert "Hasil pemeriksaan 2 berkas" in device.text
    with device.page.expect_download() as taken:
        device.find("Unduh CSV").click()
    assert "catatan.txt" in Path(taken.value.path()).read_text(encoding="utf-8")


def test_every_page_of_checking_is_sound(devices: Devices, packed: Path) -> None:
    # The judge of pages is itself a script.
    device = devices.give(DESK)
    device.open("/verifikasi/")
    assert faults(device.page) == []
    device.press(TO_ARCHIVES)
    assert faults(device.page) == []
    device.fill(zip=str(packed)).press("Periksa ZIP")
    assert faults(device.page) == []
