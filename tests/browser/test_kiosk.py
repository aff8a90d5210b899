"""A kiosk in a real browser: loaded once, used without a network; what it took is sealed when the network is back."""

import random
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import album
from tests.browser.devices import TABLET, Device, Devices
from tests.browser.soundness import axe, faults

PATIENCE = 30_000
# The words of a slip, as pdftotext gives them: the name, the code, the PIN.
_CODE = re.compile(r"Kode: ([a-z2-7]{26})")
_PIN = re.compile(r"^(\d{3} \d{3})$", re.MULTILINE)
_NIP = re.compile(r"\b\d{18}\b")
_NOBODY = "199505052019032004"


@dataclass(frozen=True)
class Slip:
    """What somebody holds in her hands."""

    code: str
    pin: str


@pytest.fixture
def officer(devices: Devices) -> Device:
    """Give the personnel officer, with a ceremony that has begun."""
    desk = devices.give(key="kepegawaian")
    desk.open("/petugas/ikrar/")
    desk.page.locator("#konten a", has_text="Ikrar netralitas Pilkada 2024").first.click()
    desk.press("Pelantikan dengan kios")
    return desk


def planned(desk: Device, title: str, people: int) -> None:
    """Plan a ceremony for some people who have not signed, and begin it."""
    campaign = desk.path.removesuffix("pelantikan/")
    desk.open(f"{campaign}orang/?status=invited")
    invited = _NIP.findall(desk.text)
    random.SystemRandom().shuffle(invited)
    desk.open(f"{campaign}pelantikan/baru/")
    assert faults(desk.page) == []
    desk.fill(judul=title, tempat="Aula", pejabat="Dewi Rekaan", jabatan_pejabat="Sekretaris Daerah")
    desk.date("hari", "12-11-2024")
    desk.fill(saksi1_nama="Rina Rekaan", saksi1_jabatan="Asisten", saksi2_nama="Joko Rekaan", saksi2_jabatan="Kabag")
    desk.press("Simpan dan pilih peserta")
    assert faults(desk.page) == []
    desk.fill(nip=_NOBODY).press("Tambahkan orang-orang ini")
    assert "1 NIP tidak bisa ditambahkan" in desk.text
    # Who was called to another ceremony of the demo is not called to this one.
    calling = desk.path
    while f"{people} peserta sejauh ini" not in desk.text:
        desk.fill(nip=invited.pop()).press("Tambahkan orang-orang ini")
        desk.open(calling)
    assert faults(desk.page) == []
    desk.page.locator(".govuk-back-link").click()


def slips_of(desk: Device, folder: Path) -> list[Slip]:
    """Print slips and return what stands on them."""
    desk.press("Cetak slip dan PIN")
    assert faults(desk.page) == []
    with desk.page.expect_download() as waiting:
        desk.find("Slip dengan PIN yang dilipat ke belakang").click()
    file = folder / "slip.pdf"
    waiting.value.save_as(file)
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    desk.page.locator(".govuk-back-link").click()
    return [Slip(code, pin) for code, pin in zip(_CODE.findall(text), _PIN.findall(text), strict=True)]


def kiosk_link(desk: Device, label: str) -> str:
    """Open a kiosk and return its address on this site."""
    desk.press("Buka kios")
    assert faults(desk.page) == []
    desk.fill(nama=label).press("Buka kios")
    assert faults(desk.page) == []
    link = desk.page.locator("#konten a[href*='/kios/']").get_attribute("href") or ""
    desk.page.locator(".govuk-back-link").click()
    return "/kios/" + link.rpartition("/kios/")[2]


class Kiosk:
    """A tablet on a table."""

    def __init__(self, devices: Devices, address: str) -> None:
        self.device = devices.give(TABLET)
        self.page: Page = self.device.page
        self.page.goto(self.device.site + address)
        self.queue = self.page.locator(".kios-queue")
        self.heading = self.page.locator("h1")

    def wait(self, heading: str) -> "Kiosk":
        """Wait for a screen."""
        expect(self.heading).to_have_text(heading, timeout=PATIENCE)
        return self

    def agree(self, slip: Slip) -> "Kiosk":
        """Show a slip and tick every point."""
        self.wait("Pindai slip Anda")
        self.page.get_by_label("Atau ketik kode pada slip").fill(slip.code)
        self.page.get_by_label("Atau ketik kode pada slip").press("Enter")
        agreed = self.page.get_by_role("button", name="Saya menyetujui semuanya")
        expect(agreed).to_be_visible()
        for tick in self.page.locator('[data-slot="points"] label').all():
            tick.click()
        agreed.click()
        return self.wait("Ketik PIN Anda")

    def pin(self, pin: str) -> "Kiosk":
        """Type a PIN and confirm."""
        self.page.get_by_label("PIN enam angka pada slip Anda").fill(pin.replace(" ", ""))
        self.press("Konfirmasi")
        return self

    def press(self, words: str) -> "Kiosk":
        """Press a button."""
        self.page.get_by_role("button", name=words).click()
        return self

    def look(self, picture: str = "") -> None:
        """Expect nothing wrong with the screen."""
        assert axe(self.page) == []
        assert self.page.evaluate("document.documentElement.scrollWidth") <= TABLET
        if picture:
            album.take(self.page, picture)


def test_two_people_confirm_without_a_network_and_are_sealed_when_it_is_back(
    officer: Device, devices: Devices, tmp_path: Path
) -> None:
    planned(officer, "Pelantikan tanpa jaringan", 3)
    slips = slips_of(officer, tmp_path)
    kiosk = Kiosk(devices, kiosk_link(officer, "Meja 1")).wait("Kios belum bisa dipakai")
    kiosk.look()
    officer.press("Mulai pelantikan")
    ready(kiosk)
    kiosk.device.context.set_offline(True)
    kiosk.page.reload()
    two_confirm(kiosk, slips[:2])
    both_outlive_the_page(kiosk)
    shown_again(kiosk, slips[0])
    five_wrong(kiosk, slips[2])
    network_is_back(kiosk)
    two_are_sealed(officer)


def ready(kiosk: Kiosk) -> None:
    """Expect the kiosk to hold all it needs once the ceremony has begun."""
    kiosk.press("Periksa lagi").wait("Pindai slip Anda")
    expect(kiosk.queue).to_contain_text("Siap dipakai tanpa jaringan: 3 peserta", timeout=PATIENCE)
    kiosk.look("kios-1-pindai")


def both_outlive_the_page(kiosk: Kiosk) -> None:
    """Expect what was confirmed to be there after the page was loaded anew, still without a network."""
    kiosk.page.reload()
    kiosk.wait("Pindai slip Anda")
    expect(kiosk.queue).to_contain_text("2 menunggu dikirim sejak")
    kiosk.look("kios-3-antrean")


def network_is_back(kiosk: Kiosk) -> None:
    """Expect the queue to empty by itself."""
    kiosk.device.context.set_offline(False)
    expect(kiosk.queue).to_contain_text("Tidak ada yang menunggu", timeout=PATIENCE)
    expect(kiosk.queue).to_contain_text("Jaringan: ada")
    # What the browser says of a network that is not there is no complaint.
    kiosk.device.complaints.clear()


def two_confirm(kiosk: Kiosk, slips: list[Slip]) -> None:
    """Let two people confirm, the first after a wrong PIN."""
    first, second = slips
    kiosk.agree(first).pin("000 000" if first.pin != "000 000" else "000 001")
    expect(kiosk.page.get_by_role("alert")).to_contain_text("sisa percobaan: 4")
    kiosk.look("kios-2-pin")
    kiosk.pin(first.pin).wait("Terima kasih")
    kiosk.look()
    kiosk.press("Orang berikutnya").agree(second).pin(second.pin).wait("Terima kasih")
    expect(kiosk.queue).to_contain_text("2 menunggu dikirim sejak")
    expect(kiosk.queue).to_contain_text("Jaringan: tidak ada")


def shown_again(kiosk: Kiosk, slip: Slip) -> None:
    """Expect a slip that was used to be told so."""
    kiosk.page.get_by_label("Atau ketik kode pada slip").fill(slip.code)
    kiosk.press("Lanjut")
    expect(kiosk.page.get_by_role("alert")).to_contain_text("sudah mengonfirmasi")


def two_are_sealed(officer: Device) -> None:
    """Expect the officer's page to show two sealed pledges soon."""
    sealed = officer.page.locator("table .ui-status", has_text="Disegel")
    for _try in range(30):
        officer.page.reload()
        if sealed.count() == 2:
            break
        officer.page.wait_for_timeout(1_000)
    assert sealed.count() == 2, officer.text
    assert faults(officer.page) == []
    album.take(officer.page, "pelantikan-1-langsung")


def five_wrong(kiosk: Kiosk, slip: Slip) -> None:
    """Expect a slip to be paused after five wrong PINs."""
    kiosk.agree(slip)
    wrong = "111 111" if slip.pin != "111 111" else "222 222"
    for left in (4, 3, 2, 1):
        kiosk.pin(wrong)
        expect(kiosk.page.get_by_role("alert")).to_contain_text(f"sisa percobaan: {left}")
    kiosk.pin(wrong)
    expect(kiosk.page.get_by_role("alert")).to_contain_text("dihentikan sampai pukul")
    kiosk.page.get_by_label("Atau ketik kode pada slip").fill(slip.code)
    kiosk.press("Lanjut")
    expect(kiosk.page.get_by_role("alert")).to_contain_text("dihentikan sampai pukul")
    kiosk.wait("Pindai slip Anda")
