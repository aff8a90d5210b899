"""Outreach in a real browser: a session, a quiz with and without scripts, the board and the posters."""

import io
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Download, expect

from tests.browser.devices import DESK, PHONE, Device, Devices
from tests.browser.soundness import faults

TODAY, LAST_DAY = "11-11-2024", "30-11-2024"
# A slip is narrow: the address stands on two lines.
_LINK = re.compile(r"/belajar/\s*(\w{26})/")
_POSTER = re.compile(r"/hadir/(\w{26})/")


def sound(device: Device) -> None:
    """Look at the page in view at both widths, and put the device back to its own."""
    size = device.page.viewport_size
    assert faults(device.page) == [], device.path
    if size:
        device.page.set_viewport_size(size)


def text_of(download: Download, folder: Path) -> str:
    """Return what a downloaded PDF says."""
    paper = folder / download.suggested_filename
    download.save_as(paper)
    return subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout


def fetched(device: Device, words: str, folder: Path) -> str:
    """Follow a link to a PDF and return what it says."""
    with device.page.expect_download() as waiting:
        device.find(words).click()
    return text_of(waiting.value, folder)


@pytest.fixture
def officer(devices: Devices) -> Device:
    """Give the personnel officer her desk."""
    return devices.give(DESK, key="kepegawaian")


@pytest.fixture
def token(officer: Device, tmp_path: Path) -> str:
    """Open a round of quizzes and return the personal link on one of its slips."""
    officer.open("/petugas/sosialisasi/")
    sound(officer)
    officer.press("Kuis skenario")
    sound(officer)
    officer.press("Buat putaran kuis")
    sound(officer)
    officer.fill(judul="Kuis masa kampanye").date("mulai", TODAY).date("selesai", LAST_DAY).press("Simpan konsep")
    sound(officer)
    officer.press("Buka dan undang sekarang")
    sound(officer)
    officer.press("Pengingat yang dikirim")
    sound(officer)
    back(officer)
    officer.press("Cetak slip untuk yang tidak punya e-mail")
    sound(officer)
    with officer.page.expect_download() as waiting:
        officer.page.locator("#konten a[href*='/slip/']").first.click()
    found = _LINK.search(text_of(waiting.value, tmp_path))
    assert found
    return found[1]


def passed_by(device: Device) -> None:
    """Say only that there is a page, where nothing can examine it."""
    assert device.page.locator("h1").count() == 1, device.path


def back(device: Device) -> None:
    """Follow the link back, which stands above the content."""
    with device.page.expect_navigation():
        device.page.locator(".govuk-back-link").click()


def answer_all(phone: Device, choose: str) -> None:
    """Answer every question with one answer, reading what is said to each."""
    while "Lihat hasil" not in phone.text:
        phone.fill(jawaban=choose).press("Kirim jawaban")
        expect(phone.page.locator("h1")).to_have_text(re.compile("Benar|Belum tepat"))
        expect(phone.page.get_by_role("heading", name="Mengapa")).to_be_visible()
        if "Soal berikutnya" in phone.text:
            phone.press("Soal berikutnya")
    phone.press("Lihat hasil")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_quiz_on_a_small_phone(devices: Devices, token: str, scripts: bool) -> None:
    phone = devices.give(PHONE, scripts=scripts)
    # What examines a page is a script itself.
    look = sound if scripts else passed_by
    phone.open(f"/belajar/{token}/")
    look(phone)
    phone.press("Mulai kuis")
    assert "Soal 1 dari 8" in phone.text
    look(phone)
    phone.press("Kirim jawaban")
    summary = phone.page.locator(".govuk-error-summary")
    assert "Pilih satu jawaban" in summary.inner_text()
    look(phone)
    phone.fill(jawaban="melanggar").press("Kirim jawaban")
    look(phone)
    back(phone)
    assert "Anda sampai di soal 2 dari 8" in phone.text
    phone.press("Lanjutkan kuis")
    answer_all(phone, "melanggar")
    look(phone)
    assert phone.path == f"/belajar/{token}/hasil/"
    # Verdicts are balanced, so that nobody passes who gives one answer to everything.
    assert "Untuk lulus perlu 6" in phone.text
    phone.press("Coba lagi")
    assert "Soal 1 dari 8" in phone.text


def planned(officer: Device, title: str, day: str) -> Device:
    """Plan a session that lasts nearly the whole day."""
    officer.open("/petugas/sosialisasi/")
    officer.press("Rencanakan sesi")
    sound(officer)
    officer.fill(judul=title, mulai="00.05", selesai="23.50", tempat="Aula BKPSDM").date("hari", day)
    officer.press("Simpan sesi")
    sound(officer)
    return officer


def test_a_poster_opens_the_way_to_be_present(devices: Devices, officer: Device, tmp_path: Path) -> None:
    planned(officer, "Netral di media sosial", TODAY)
    said = fetched(officer, "Cetak poster kehadiran (PDF)", tmp_path)
    found = _POSTER.search(said)
    assert found, said
    phone = devices.give(PHONE)
    phone.open(f"/hadir/{found[1]}/")
    sound(phone)
    phone.fill(nip="198803152011012009").date("lahir", "16-3-1988").press("Catat kehadiran")
    assert "tidak cocok dengan delapan angka pertama" in phone.text
    sound(phone)
    phone.date("lahir", "15-3-1988").press("Catat kehadiran")
    assert "Terima kasih" in phone.text
    sound(phone)


def test_an_officer_records_who_came_and_undoes_what_was_wrong(officer: Device, tmp_path: Path) -> None:
    planned(officer, "Netral di kantor", TODAY).press("Daftar hadir")
    sound(officer)
    officer.page.locator("#konten a[href*='/hadir/unit/']").first.click()
    officer.page.wait_for_url("**/hadir/unit/**")
    sound(officer)
    officer.page.locator("#konten [name=orang]").first.check(force=True)
    officer.press("Catat yang dicentang")
    assert "1 kehadiran dicatat" in officer.text
    assert "Daftar Hadir Sosialisasi" in fetched(officer, "Unduh daftar hadir (PDF)", tmp_path)
    officer.press("Batalkan")
    sound(officer)
    officer.fill(alasan="Salah centang.").press("Batalkan kehadiran")
    assert "Salah centang." in officer.text
    officer.press("Unggah daftar hadir dari berkas")
    sound(officer)
    roster = tmp_path / "hadir.csv"
    roster.write_text("NIP,Nama\n123,Salah\n", encoding="utf-8")
    officer.fill(berkas=str(roster)).press("Unggah")
    assert "Baris 2" in officer.text
    sound(officer)


def test_a_session_that_falls_through_says_why(devices: Devices, officer: Device, tmp_path: Path) -> None:
    planned(officer, "Sesi yang batal", LAST_DAY)
    found = _POSTER.search(fetched(officer, "Cetak poster kehadiran (PDF)", tmp_path))
    assert found
    phone = devices.give(PHONE)
    # The browser itself notes that the page is not there yet.
    phone.open(f"/hadir/{found[1]}/")
    assert "Kehadiran belum dibuka" in phone.text
    sound(phone)
    officer.press("Ubah sesi")
    sound(officer)
    back(officer)
    officer.press("Batalkan sesi")
    sound(officer)
    officer.fill(alasan="Aula dipakai untuk simulasi pemungutan suara.").press("Batalkan sesi")
    sound(officer)
    phone.page.reload()
    assert "Sesi ini dibatalkan" in phone.text
    phone.complaints = [each for each in phone.complaints if "status of 4" not in each]


def test_the_board_shows_the_employer_people_and_the_supervisor_numbers(devices: Devices, officer: Device) -> None:
    officer.open("/petugas/sosialisasi/cakupan/")
    sound(officer)
    officer.press("Lihat daftar per orang")
    sound(officer)
    assert officer.page.locator("#konten tbody tr").count() > 3
    supervisor = devices.give(DESK, key="petugas")
    supervisor.open("/petugas/sosialisasi/cakupan/")
    assert "Anda melihat angka saja" in supervisor.text
    assert not supervisor.find("Lihat daftar per orang").count()
    sound(supervisor)
    province = devices.give(DESK, key="provinsi")
    province.open("/petugas/sosialisasi/cakupan/")
    sound(province)
    province.open("/petugas/sosialisasi/baru/")
    sound(province)


def test_posters_are_there_for_everybody_and_speak_a_local_language(
    devices: Devices, officer: Device, tmp_path: Path
) -> None:
    officer.open("/petugas/sosialisasi/bahasa/")
    sound(officer)
    officer.press("Tambah teks")
    sound(officer)
    officer.fill(perbuatan="media-sosial", bahasa="Melayu Riau", teks="Jangan nak suke-suke gambar calon.")
    officer.press("Simpan teks")
    sound(officer)
    phone = devices.give(PHONE)
    phone.open("/poster/")
    sound(phone)
    phone.page.locator("#daerah").select_option(label="Pemerintah Kabupaten Bengkalis")
    phone.press("Tampilkan")
    with phone.page.expect_download() as waiting:
        phone.page.locator("#konten a[href*='media-sosial/poster.pdf']").click()
    said = text_of(waiting.value, tmp_path)
    assert "Melayu Riau" in said
    assert "Melihat pelanggaran?" in said
    with phone.page.expect_download() as picture:
        phone.page.locator("#konten a[href*='media-sosial/kartu.png']").click()
    assert Image.open(io.BytesIO(picture.value.path().read_bytes())).width == 900
