"""The pages of the law on a phone, without scripts, and to a screen reader: norms, acts, editions."""

import pytest

from tests.browser.devices import DESK, PHONE, Devices
from tests.browser.soundness import faults

PAGES = ["/norma/", "/norma/B6/", "/norma/B8/", "/perbuatan/", "/perbuatan/media-sosial/", "/perbuatan/hadir-kampanye/"]
ROOMS = ["/petugas/terbitan/", "/petugas/aturan-daerah/", "/petugas/terbitan/tarik/", "/petugas/norma/A1/verifikasi/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_law_is_sound(devices: Devices, address: str) -> None:
    device = devices.give(PHONE)

    assert faults(device.open(address)) == []


@pytest.mark.parametrize("address", [*ROOMS, "/petugas/aturan-daerah/tambah/"])
def test_a_room_of_the_law_is_sound(devices: Devices, address: str) -> None:
    device = devices.give(DESK, key="ketua")

    assert faults(device.open(address)) == []


def test_the_law_is_read_without_scripts(devices: Devices) -> None:
    device = devices.give(PHONE, scripts=False)
    device.open("/perbuatan/")
    device.press("Menyukai, mengomentari")

    assert device.path == "/perbuatan/media-sosial/"
    assert "Dilarang" in device.text
    device.press("Mengunggah, mengomentari")
    assert "Riwayat" in device.text
