"""A stranger checks papers on a phone without scripts: one file, one code, a whole ZIP."""

import zipfile
from pathlib import Path

from tests.browser.devices import DESK, PHONE, Devices
from tests.browser.soundness import faults


def test_a_zip_is_checked_and_its_result_taken_along(devices: Devices, tmp_path: Path) -> None:
    packed = tmp_path / "arsip.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("catatan.txt", "halo")
        archive.writestr("sebuah-nama-berkas-yang-panjang-sekali-tanpa-spasi-dan-tanpa-jeda.pdf", "%PDF-1.7 rusak")
    for width in (PHONE, DESK):
        device = devices.give(width, scripts=False)
        device.open("/verifikasi/")
        assert faults(device.page) == []
        device.press("Periksa sampai 5.000 dokumen sekaligus dalam satu ZIP")
        assert faults(device.page) == []
        device.fill(zip=str(packed)).press("Periksa ZIP")
        assert "Hasil pemeriksaan 2 berkas" in device.text
        assert faults(device.page) == []
        with device.page.expect_download() as taken:
            device.find("Unduh CSV").click()
        assert "catatan.txt" in Path(taken.value.path()).read_text(encoding="utf-8")
