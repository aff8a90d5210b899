"""What the public does: light pages, without scripts, by keyboard alone, in two languages."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Request, expect

from tests.browser.devices import PHONE, Device, Devices
from tests.browser.soundness import faults

HEAVIEST_BYTES = 100_000
PUBLIC_PAGES = [
    "/",
    "/cek/",
    "/lapor/",
    "/lapor/status/",
    "/verifikasi/",
    "/norma/",
    "/norma/C4/",
    "/angka/",
    "/angka/14.03/",
]
CODE = re.compile(r"\b(?:[a-z]+-){5}[a-z]+\b")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Give a photo as a phone takes it."""
    place = tmp_path / "foto.jpg"
    Image.effect_noise((640, 480), 40).convert("RGB").save(place, quality=70)
    return place


@pytest.mark.parametrize("address", PUBLIC_PAGES)
def test_a_first_visit_is_light(devices: Devices, address: str) -> None:
    device = devices.give(PHONE)
    requests: list[Request] = []

    def keep(request: Request) -> None:
        requests.append(request)

    device.page.on("requestfinished", keep)
    device.open(address)
    weights = {
        request.url: request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]
        for request in requests
        if request.resource_type != "font"
    }
    assert len(weights) > 1
    assert sum(weights.values()) <= HEAVIEST_BYTES, weights


@pytest.mark.parametrize("address", [*PUBLIC_PAGES, "/akun/login/"])
def test_every_public_page_speaks_english_too(devices: Devices, address: str) -> None:
    device = devices.give()
    device.open(address)
    indonesian = device.page.locator("h1").inner_text()
    with device.page.expect_navigation():
        device.page.get_by_role("button", name="English").click()
    assert device.path == address
    assert faults(device.page, "en") == []
    # Norms and names of places are the words of the law and of the map: they stay.
    if address not in ("/norma/C4/", "/angka/", "/angka/14.03/"):
        assert device.page.locator("h1").inner_text() != indonesian
    with device.page.expect_navigation():
        device.page.get_by_role("button", name="Bahasa Indonesia").click()
    assert device.page.locator("h1").inner_text() == indonesian


def test_a_citizen_reports_and_asks_after_it_without_scripts(devices: Devices, photo: Path) -> None:
    phone = devices.give(PHONE, scripts=False)
    phone.open("/lapor/")
    phone.press("Mulai melapor")
    phone.press("Simpan dan lanjut")
    summary = phone.page.locator(".govuk-error-summary")
    assert "Ceritakan dulu apa yang terjadi" in summary.inner_text()
    summary.get_by_role("link").first.click()
    assert phone.page.url.endswith("#id_account")
    phone.fill(act="media-sosial", account="Membagikan kiriman calon di grup kantor.").press("Simpan dan lanjut")
    phone.fill(**{"orang-0-description": "Kepala seksi di kantor camat"}).press("Simpan dan lanjut")
    phone.fill(search="selat baru").press("Cari")
    phone.page.get_by_label("Selat Baru").first.check()
    phone.fill(place="Grup WhatsApp kantor").press("Simpan dan lanjut")
    phone.date("happened_on", "10-11-2024").date("known_on", "10-11-2024").press("Simpan dan lanjut")
    phone.fill(files=str(photo)).press("Unggah")
    assert "foto.jpg" in phone.text
    phone.press("Simpan dan lanjut")
    phone.fill(mode="tanpa_nama").press("Simpan dan lanjut")
    phone.press("Kirim laporan")
    found = CODE.search(phone.text)
    assert found, phone.text
    stranger = devices.give(PHONE, scripts=False)
    stranger.open("/lapor/status/")
    stranger.fill(code="bukan-kode-yang-benar-sama-sekali").press("Lihat status")
    assert stranger.page.locator(".govuk-error-summary").is_visible()
    stranger.fill(code=found[0].upper().replace("-", " ")).press("Lihat status")
    assert re.search(r"LP/14\.03/2024/\d{5}", stranger.text)
    stranger.press("Tambahkan identitas")
    assert stranger.path == "/lapor/status/identitas/"
    assert stranger.page.get_by_label("Nama lengkap").is_visible()


def test_a_citizen_reports_by_keyboard_alone(devices: Devices) -> None:
    phone = devices.give(PHONE)
    phone.open("/lapor/")
    keys = phone.page.keyboard
    _walk_to(phone, "Mulai melapor")
    _enter(phone)
    _walk_to(phone, "Ceritakan dengan kata-kata Anda")
    keys.type("Hadir di kampanye dan naik ke panggung.")
    keys.press("Tab")
    keys.press("Space")
    _walk_to(phone, "Simpan dan lanjut")
    _enter(phone)
    _walk_to(phone, "Nama")
    keys.type("Seseorang")
    _walk_to(phone, "Simpan dan lanjut")
    _enter(phone)
    _walk_to(phone, "Cari desa, kecamatan, atau kabupaten/kota")
    keys.type("selat baru")
    _enter(phone)
    expect(phone.page.locator("[name=region]").first).to_be_visible()
    assert phone.path == "/lapor/di-mana/"


def test_the_way_to_the_content_is_one_key(devices: Devices) -> None:
    phone = devices.give(PHONE)
    phone.open("/norma/")
    phone.page.keyboard.press("Tab")
    assert _focused(phone) == "Langsung ke isi"
    phone.page.keyboard.press("Enter")
    assert phone.page.evaluate("document.activeElement.id") == "konten"


def _walk_to(phone: Device, words: str) -> None:
    """Press Tab until the focus is on what reads so."""
    passed = []
    for _ in range(40):
        phone.page.keyboard.press("Tab")
        passed.append(_focused(phone))
        if passed[-1] == words:
            return
    raise AssertionError(f"{words!r} was not reached; {passed} were")


def _focused(phone: Device) -> str:
    find = "e => (e.labels?.[0] ?? e).innerText.replace(/\\s+/g, ' ').trim()"
    return str(phone.page.evaluate(f"({find})(document.activeElement)"))


def _enter(phone: Device) -> None:
    with phone.page.expect_navigation():
        phone.page.keyboard.press("Enter")
