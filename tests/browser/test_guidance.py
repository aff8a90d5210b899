"""A question to Bawaslu, from the personnel office to the public library, in a real browser."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Request

from tests.browser.devices import PHONE, Device, Devices
from tests.browser.journey import Onlooker
from tests.browser.walking import names_under

QUESTION = (
    "Pegawai kami, Pak Sunaryo dari Dinas Kesehatan, menyukai unggahan calon bupati di Instagram. Bolehkah itu? "
    "Nomor teleponnya 0812-3456-7890."
)
PUBLIC_QUESTION = "Bolehkah PNS menyukai unggahan calon di media sosial?"
PUBLIC_TEXT = "Tidak boleh. Menyukai unggahan calon menunjukkan keberpihakan. Batalkan tanda suka itu."
FACTS = {"fakta-status": "pns", "fakta-objek_akun": "calon", "fakta-tindakan_medsos": "berinteraksi"}
HEAVIEST_BYTES = 100_000


class Correspondence:
    """One question with its answer, each step by whose it is, and the answer that later replaces it."""

    def __init__(self, devices: Devices) -> None:
        self.onlooker = Onlooker()
        self.asker = devices.give(key="kepegawaian")
        # The officer answers on a phone without scripts; axe, which looks at pages, is a script.
        self.officer = devices.give(PHONE, scripts=False, key="petugas")
        self.onlooking_officer = devices.give(PHONE, key="petugas")
        self.chair = devices.give(key="ketua")
        self.reader = devices.give(PHONE, scripts=False)
        self.public = devices.give(PHONE)
        self.answers: list[str] = []
        self.refusal = self.contradiction = ""

    def see(self, device: Device) -> None:
        """Look at the page in view."""
        self.onlooker.look(device)

    def ask(self) -> str:
        """Write, confirm and send a question; return the address of the request."""
        desk = self.asker
        desk.open("/petugas/petunjuk/")
        self.see(desk)
        desk.press("Tanya Bawaslu")
        self.see(desk)
        desk.fill(question=QUESTION).date("act_date", "10-11-2024")
        desk.page.get_by_label("Dinas Kesehatan", exact=True).check(force=True)
        desk.press("Simpan dan lanjut")
        self.see(desk)
        desk.fill(act="media-sosial").press("Simpan dan lanjut")
        self.see(desk)
        desk.fill(**FACTS).press("Simpan dan lanjut")
        self.see(desk)
        self.look(desk, desk.path.replace("kirim", "ubah"))
        desk.press("Simpan dan lanjut")
        desk.press("Kirim ke Bawaslu")
        self.see(desk)
        return desk.path

    def answer(self, request: str, position: str, norms: str) -> None:
        """Write the answer on a phone without scripts, and have it approved."""
        phone, desk = self.officer, self.chair
        phone.open("/petugas/petunjuk/")
        phone.open(request).wait_for_load_state("load")
        phone.press("Tulis jawaban")
        phone.fill(position=position, norms=norms, text=f"Pak Sunaryo: {position}.", **FACTS)
        phone.press("Kirim untuk disetujui")
        assert "Menunggu persetujuan" in phone.text
        desk.open(request)
        self.see(desk)
        desk.press("Setujui jawaban")
        self.contradiction = desk.text
        self.see(desk)
        self.look(desk, f"{request}kembalikan/")
        desk.open(f"{request}persetujuan/")
        desk.press("Setujui, lalu siapkan terbitan")
        self.see(desk)

    def publish(self, request: str, text: str, **choices: str) -> None:
        """Be refused for a name, then publish without it."""
        desk = self.chair
        desk.fill(question=PUBLIC_QUESTION, text="Pak Sunaryo melanggar.").press("Terbitkan")
        self.refusal = desk.page.locator(".govuk-error-summary").inner_text()
        # A refused form is answered 422, which the browser notes; anything else it notes is a fault.
        desk.complaints[:] = [noted for noted in desk.complaints if "422" not in noted]
        desk.fill(question=PUBLIC_QUESTION, text=text, **choices).press("Terbitkan")
        desk.press(PUBLIC_QUESTION)
        self.see(desk)
        self.answers.append(desk.path)

    def look_aside(self, request: str) -> None:
        """Look at the steps that this correspondence does not take."""
        for device, steps in (
            (self.asker, ("tarik",)),
            (self.onlooking_officer, ("teruskan", "turunkan", "jawaban")),
            (self.chair, ("tolak",)),
        ):
            for step in steps:
                self.look(device, f"{request}{step}/")

    def look(self, device: Device, address: str) -> None:
        """Open a page and look at it."""
        device.open(address)
        self.see(device)

    def confirm(self) -> None:
        """Hand the unit its link, and confirm on its phone."""
        desk, phone = self.asker, self.reader
        desk.open("/petugas/petunjuk/dibaca/")
        self.see(desk)
        desk.open("/petugas/petunjuk/dibaca/?reading=waiting").wait_for_load_state("load")
        desk.press("Dinas Kesehatan")
        self.see(desk)
        link = str(desk.page.locator("a[href*='/petunjuk/baca/']").get_attribute("href"))
        address = "/petunjuk/baca/" + link.rstrip("/").rpartition("/")[2] + "/"
        self.look(self.public, address)
        phone.open(address)
        phone.fill(name="Siti Rekaan", office="Kepala Subbagian Umum").press("Kami sudah membaca")
        desk.open("/petugas/petunjuk/dibaca/")


@pytest.fixture(scope="module")
def told(browser: Browser, site: str) -> Iterator[Correspondence]:
    """Tell the correspondence once, and give what was seen on the way."""
    devices = Devices(browser, site)
    story = Correspondence(devices)
    first = story.ask()
    story.look_aside(first)
    story.answer(first, "melanggar", "B2")
    story.publish(first, PUBLIC_TEXT)
    story.confirm()
    second = story.ask()
    story.answer(second, "tidak", "")
    earlier = story.answers[0].rstrip("/").rpartition("/")[2]
    choices = {f"pertentangan-{earlier}": "supersede", "pertentangan-katalog": "keep"}
    story.publish(second, "Boleh bila memantau untuk tugas.", reason="Dibaca lagi bersama provinsi.", **choices)
    story.look(story.public, "/petunjuk/")
    for answer in story.answers:
        story.look(story.public, answer)
        story.look(story.chair, answer.replace("/petunjuk/", "/petugas/petunjuk/tinjau/"))
    story.look(story.chair, "/petugas/petunjuk/tinjau/")
    yield story
    devices.put_away()


def test_every_page_of_the_correspondence_is_sound(told: Correspondence) -> None:
    assert told.onlooker.wrong == {}


def test_no_page_of_guidance_is_forgotten(told: Correspondence) -> None:
    # Two only answer a form that another page shows, and one is a file.
    answers = {"guidance_confirm_own", "guidance_remind", "guidance_data"}
    assert names_under("/petugas/petunjuk/", "/petunjuk/") - answers - told.onlooker.met == set()


def test_a_name_is_refused_with_its_place(told: Correspondence) -> None:
    assert "Sunaryo" in told.refusal


def test_the_approver_saw_both_sides(told: Correspondence) -> None:
    assert re.search(r"Bertentangan dengan jawaban JP/14\.03/2024/\d{4}", told.contradiction)
    assert "Bertentangan dengan katalog" in told.contradiction
    assert PUBLIC_TEXT in told.contradiction


def test_the_unit_confirmed_without_an_account(told: Correspondence) -> None:
    assert "Siti Rekaan" in told.reader.text
    told.asker.open("/petugas/petunjuk/dibaca/")
    assert "Siti Rekaan" in told.asker.text


def test_the_public_reads_searches_and_takes_answers_away_on_a_phone(told: Correspondence, devices: Devices) -> None:
    phone = devices.give(PHONE, scripts=False)
    phone.open("/petunjuk/")
    phone.fill(cari="menyukai unggahan").press("Cari")
    assert phone.page.get_by_role("link", name=PUBLIC_QUESTION).count() >= 1
    assert "Sunaryo" not in phone.text
    phone.open(told.answers[0])
    assert "Sudah diganti oleh" in phone.text
    assert PUBLIC_TEXT in phone.text
    answer = phone.context.request.get(f"{phone.site}/petunjuk/data.json")
    told_in_data = json.loads(answer.text())
    assert {row["position"] for row in told_in_data["answers"]} >= {"melanggar", "tidak"}
    assert "Sunaryo" not in answer.text()


@pytest.mark.parametrize("address", ["/petunjuk/", "first"])
def test_a_first_visit_to_the_library_is_light(told: Correspondence, devices: Devices, address: str) -> None:
    device = devices.give(PHONE)
    requests: list[Request] = []

    def keep(request: Request) -> None:
        requests.append(request)

    device.page.on("requestfinished", keep)
    device.open(told.answers[0] if address == "first" else address)
    sizes = [request.sizes() for request in requests if request.resource_type != "font"]
    assert len(sizes) > 1
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) <= HEAVIEST_BYTES
