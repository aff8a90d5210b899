"""The way of one report through the pages, each step by who takes it, and of one pledge beside it."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from django.urls import resolve
from playwright.sync_api import Download, expect

from tests.browser import album
from tests.browser.devices import DESK, HEIGHT, PHONE, Device, Devices
from tests.browser.soundness import faults

TODAY = "11-11-2024"
NIP = "198803152011012009"
ROSTER = f"NIP,NAMA,UNIT KERJA,JABATAN,JENIS\n{NIP},Wulan Rekaan,Dinas Kesehatan,Bidan Terampil,PNS\n"
# An invitation names a minute to come; nobody waits longer for it than this.
PATIENCE = 70
ACCUSED = "Rudi Hartono Rekaan"
_NUMBER = re.compile(r"LP/14\.03/2024/\d{5}")
_CODE = re.compile(r"\b(?:[a-z]+-){5}[a-z]+\b")
# A slip is narrow: the address stands on two lines.
_LINK = re.compile(r"/ikrar/\s*(\w+)/")


class Onlooker:
    """Looks at every kind of page that people pass, once."""

    def __init__(self) -> None:
        self.met: set[str] = set()
        self.wrong: dict[str, list[str]] = {}

    def look(self, device: Device, picture: str = "") -> None:
        """Note what is wrong with the page in view, and take its picture."""
        name = str(resolve(device.path).url_name)
        if picture:
            album.take(device.page, picture)
        if name in self.met:
            return
        self.met.add(name)
        width = device.page.viewport_size["width"] if device.page.viewport_size else DESK
        if found := faults(device.page):
            self.wrong[device.path] = found
        device.page.set_viewport_size({"width": width, "height": HEIGHT[width]})


class Journey:
    """One report from a village to the appointing official, and one pledge on the way."""

    def __init__(self, devices: Devices, folder: Path, photo: Path) -> None:
        self.devices, self.folder, self.photo = devices, folder, photo
        self.onlooker = Onlooker()
        self.receipt = self.number = self.case = ""
        self.hearing = (0, 0)
        self.citizen = devices.give(PHONE)

    def see(self, device: Device, picture: str = "") -> None:
        """Look at the page in view."""
        self.onlooker.look(device, picture)

    def staff(self, key: str) -> Device:
        """Give one of the demo's people her desk."""
        return self.devices.give(DESK, key=key)

    # The citizen

    def report(self) -> None:
        """Report with a photo, page by page, on a phone."""
        self._tell_what_happened(self.citizen)
        self._prove_and_send(self.citizen)

    def _tell_what_happened(self, phone: Device) -> None:
        phone.open("/lapor/")
        self.see(phone, "lapor-1-mulai")
        phone.press("Mulai melapor")
        phone.fill(act="fasilitas-negara", account="Mobil dinas dipakai mengangkut peserta kampanye ke lapangan.")
        self.see(phone, "lapor-2-apa")
        phone.press("Simpan dan lanjut")
        phone.fill(**{"orang-0-name": ACCUSED, "orang-0-unit": "Dinas Perhubungan"})
        self.see(phone, "lapor-3-siapa")
        phone.press("Simpan dan lanjut").locator("[name=search]").fill("selat baru")
        phone.press("Cari").get_by_label("Selat Baru").first.check()
        phone.fill(place="Lapangan bola Selat Baru")
        self.see(phone, "lapor-4-di-mana")
        phone.press("Simpan dan lanjut")
        phone.date("happened_on", "10-11-2024").date("known_on", "10-11-2024").fill(happened_at="09.30")
        self.see(phone, "lapor-5-kapan")
        phone.press("Simpan dan lanjut")

    def _prove_and_send(self, phone: Device) -> None:
        phone.fill(files=str(self.photo)).press("Unggah")
        self.see(phone, "lapor-6-bukti")
        phone.press("Simpan dan lanjut")
        phone.fill(mode="dengan_nama", name="Warga Rekaan", address="Jalan Contoh 1", contact="0812000000")
        self.see(phone, "lapor-7-pelapor")
        phone.press("Simpan dan lanjut")
        self.see(phone, "lapor-8-periksa")
        phone.press("Kirim laporan")
        self.see(phone, "lapor-9-terkirim")
        found = _CODE.search(phone.text)
        assert found, phone.text
        self.receipt = found[0]
        number = _NUMBER.search(phone.text)
        assert number, phone.text
        self.number = number[0]

    def ask_after_it(self, picture: str = "") -> str:
        """Open the report by its code, and return what the page says."""
        phone = self.citizen
        phone.open("/lapor/status/")
        self.see(phone)
        phone.fill(code=self.receipt).press("Lihat status")
        self.see(phone, picture)
        return phone.text

    def complete_it(self) -> None:
        """Add what the officer asks for."""
        self.ask_after_it()
        self.citizen.fill(text="Formulir sudah saya tandatangani di kantor desa.").press("Kirim tambahan")

    # The supervisor

    def review(self, officer: Device) -> None:
        """Ask for completion first, then propose registration."""
        officer.open("/petugas/")
        self.see(officer, "pengawas-1-meja-kerja")
        officer.open("/petugas/perkara/")
        self.see(officer, "pengawas-2-papan")
        officer.press(self.number)
        self.case = officer.path
        self.see(officer, "pengawas-3-perkara")
        self._side_pages(officer)
        officer.press(self.number).locator("h1").wait_for()
        officer.press("Buka identitas pelapor")
        self.see(officer)
        officer.open(self.case)
        self._next(officer)
        self._answer_conditions(officer, unmet=1)
        officer.fill(conclusion="ask_completion", words="Mohon tanda tangani formulir di kantor desa.")
        self.see(officer, "pengawas-4-kajian-awal")
        self._send(officer)
        self.complete_it()
        officer.open(self.case)
        self._next(officer).fill(conclusion="receive")
        self.see(officer)
        self._send(officer)
        self._next(officer)
        self._answer_conditions(officer, unmet=0)
        self._send(officer.fill(conclusion="propose"))

    def register(self, chair: Device) -> None:
        """Approve what the officer proposed."""
        chair.open(self.case)
        self._next(chair).fill(conclusion="approve")
        self.see(chair, "pengawas-5-registrasi")
        self._send(chair)
        self._visit(chair, "tambah-waktu/")

    def invite(self, officer: Device) -> None:
        """Invite the accused for a time that comes within a minute."""
        officer.open(self.case)
        self._next(officer)
        form = officer.path
        self._write_invitation(officer)
        self.see(officer, "pengawas-6-undangan")
        # Looking at the page may take longer than the minute that was still to come.
        while officer.path == form:
            officer.open(form)
            self._write_invitation(officer)
            self._press(officer)

    def _write_invitation(self, officer: Device) -> None:
        hour, minute = self._time(officer)
        self.hearing = (hour + (minute + 1) // 60, (minute + 1) % 60)
        later = f"{self.hearing[0]:02d}.{self.hearing[1]:02d}"
        officer.fill(invited=ACCUSED, capacity="accused", place="Kantor Bawaslu", scheduled_at_time=later)
        officer.date("scheduled_at", TODAY)

    def hear_and_study(self, officer: Device) -> None:
        """Record what the accused said, and write the study."""
        officer.open(self.case)
        officer.page.locator("#konten a[href*='/klarifikasi/']").first.click()
        officer.page.wait_for_url("**/klarifikasi/**")
        self.see(officer, "pengawas-7-klarifikasi")
        self._when_its_time_has_come(officer)
        self._next(officer)
        norm = officer.page.locator("[name=norm]")
        officer.fill(facts="Mobil dinas terlihat pada foto.", analysis="Unsur terpenuhi.", proposed="asn_violation")
        norm.select_option("C4")
        self.see(officer, "pengawas-8-kajian")
        self._send(officer)

    def decide(self, members: list[Device]) -> None:
        """Hold the plenary: every member votes, the chair sets the decision down."""
        chair = members[0]
        chair.open(self.case)
        self._next(chair)
        self.see(chair)
        self._send(chair)
        for member in members:
            member.open(self.case + "pleno/suara/").locator("[value=asn_violation]").first.check(force=True)
            self.see(member, "pengawas-9-suara" if member is chair else "")
            self._send(member)
        self._visit(chair, "pleno/akhiri/")
        chair.open(self.case + "pleno/putusan/")
        chair.fill(finding="asn_violation", person_1="proven", status_1="pns", words="Pleno menilai bukti cukup.")
        self.see(chair, "pengawas-10-putusan")
        self._send(chair, "pengawas-12-periksa")
        self.see(chair, "pengawas-11-diputus")

    # The personnel office and a civil servant

    def import_roster(self, officer: Device) -> None:
        """Upload a small roster and let the worker check and import it."""
        roster = self.folder / "daftar.csv"
        roster.write_text(ROSTER, encoding="utf-8")
        officer.open("/petugas/asn/impor/unggah/")
        officer.fill(berkas=str(roster), cakupan="semua")
        self.see(officer, "kepegawaian-1-unggah")
        self._send(officer)
        self.see(officer, "kepegawaian-2-kolom")
        self._send(officer)
        expect(officer.page.locator("[name=putusan]").first).to_be_visible(timeout=30_000)
        self.see(officer, "kepegawaian-3-hasil")
        result = officer.path
        officer.press("Lihat siapa saja")
        self.see(officer)
        officer.open(result)
        officer.press("Impor yang benar sekarang")
        expect(officer.page.get_by_role("heading", name="Daftar ASN sudah diimpor")).to_be_visible(timeout=30_000)
        self.see(officer)

    def hand_out_slip(self, officer: Device) -> str:
        """Invite the new civil servant, print the slip of her unit, and return the link on it."""
        officer.open("/petugas/ikrar/")
        self.see(officer)
        officer.find("Ikrar netralitas Pilkada 2024").click()
        officer.page.wait_for_url(re.compile(r"/petugas/ikrar/[0-9a-f-]{36}/"))
        self.see(officer, "kepegawaian-4-kampanye")
        officer.press("Undang")
        officer.press("Cetak slip")
        self.see(officer, "kepegawaian-5-slip")
        slip = self._download(officer, officer.find("Dinas Kesehatan").click)
        text = subprocess.run(["pdftotext", "-layout", slip, "-"], capture_output=True, text=True, check=True).stdout
        found = _LINK.search(text, text.index("Wulan Rekaan"))
        assert found, text
        return found[1]

    def pledge(self, token: str) -> Path:
        """Sign by the personal link on a phone, and return the sealed PDF."""
        phone = self.devices.give(PHONE)
        phone.open(f"/ikrar/{token}/")
        self.see(phone, "ikrar-1-undangan")
        phone.open(f"/ikrar/{token}/menolak/")
        self.see(phone)
        phone.open(f"/ikrar/{token}/")
        phone.press("Baca ikrar")
        for tick in phone.page.locator("#konten [type=checkbox]").all():
            tick.check(force=True)
        self.see(phone, "ikrar-2-butir")
        phone.press("Lanjut ke tanda tangan").locator("[name=nip]").fill(NIP)
        self.see(phone, "ikrar-3-tanda-tangan")
        phone.press("Tanda tangani")
        self.see(phone, "ikrar-4-selesai")
        sealed = self._download(phone, phone.find("Unduh ikrar").click)
        phone.press("Periksa sekarang")
        self.see(phone)
        return sealed

    # The appointing official's office

    def examine(self, secretary: Device) -> str:
        """Acknowledge the newest recommendation, examine the accused, and return the recommendation's address."""
        secretary.open("/petugas/rekomendasi/")
        self.see(secretary, "ppk-1-daftar")
        secretary.page.locator("#konten tr", has_text=ACCUSED).get_by_role("link").first.click()
        secretary.page.wait_for_url(re.compile(r"/petugas/rekomendasi/[0-9a-f-]{36}/"))
        recommendation = secretary.path
        self.see(secretary, "ppk-2-rekomendasi")
        self._next(secretary)
        self.see(secretary, "ppk-3-terima")
        self._send(secretary)
        self._next(secretary).date("summoned_for", TODAY).fill(team="Camat Bantan, Inspektorat, BKPSDM")
        self.see(secretary, "ppk-4-pemeriksaan")
        self._send(secretary)
        self._next(secretary).date("examined_on", TODAY).fill(attended="yes", minutes="Mengakui perbuatannya.")
        self.see(secretary)
        self._send(secretary)
        return recommendation

    def look_at_the_decision(self, official: Device, recommendation: str) -> None:
        """Open the decision that waits for the appointing official."""
        official.open(recommendation)
        self._next(official)
        self.see(official)

    # What everybody does

    def _next(self, device: Device) -> Device:
        with device.page.expect_navigation():
            device.page.locator("#konten a.govuk-button").first.click()
        return device

    def _send(self, device: Device, look: str = "") -> None:
        before = device.page.url
        self._press(device)
        if (confirm := device.page.locator("#konten button[name=diperiksa]")).count():
            self.see(device, look)
            with device.page.expect_navigation():
                confirm.click()
        complaint = device.page.locator(".govuk-error-summary")
        assert complaint.count() == 0, f"{before}: {complaint.inner_text()}"

    def _press(self, device: Device) -> None:
        with device.page.expect_navigation():
            device.page.locator("#konten form[method=post] button[type=submit]").last.click()

    def _visit(self, device: Device, part: str) -> None:
        device.open(self.case + part)
        self.see(device)

    def _side_pages(self, officer: Device) -> None:
        for part in ("terlapor/", "terlapor/1/", "tanggal-perbuatan/"):
            self._visit(officer, part)
        officer.open(self.case)

    def _answer_conditions(self, officer: Device, unmet: int) -> None:
        answers = officer.page.locator("#konten input[type=radio][value=yes]").all()
        for number, answer in enumerate(answers):
            name = answer.get_attribute("name") or ""
            met, reason = ("no", "Belum ditandatangani.") if number < unmet else ("yes", "")
            officer.fill(**{name: met, f"{name}_reason": reason})

    def _time(self, device: Device) -> tuple[int, int]:
        shown = re.search(r"pukul (\d\d)\.(\d\d)", device.page.locator(".ui-clock").inner_text())
        assert shown
        return int(shown[1]), int(shown[2])

    def _when_its_time_has_come(self, officer: Device) -> None:
        for _ in range(PATIENCE):
            if self._time(officer) >= self.hearing:
                break
            officer.page.wait_for_timeout(1_000)
            officer.page.reload()
        officer.fill(attended="yes", minutes="Terlapor mengakui memakai mobil dinas.")
        self._send(officer)

    def _download(self, device: Device, ask: Callable[[], None]) -> Path:
        with device.page.expect_download() as waiting:
            ask()
        download: Download = waiting.value
        place = self.folder / download.suggested_filename
        download.save_as(place)
        return place
