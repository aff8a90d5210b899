"""The pages of the self-check, guidance, learning and editions that stand in the guide, with what it says there."""

import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from netral.apps.catalogue.dataset import shipped_documents, version_of
from netral.apps.catalogue.editions.bundle import Heading, packed, sealed
from netral.apps.catalogue.editions.documents import stamped
from netral.apps.catalogue.editions.keys import own_signer
from netral.apps.catalogue.judging.scenarios import shipped_scenarios
from tests.browser.album import pictured
from tests.browser.devices import DESK, HEIGHT, PHONE, Device, Devices
from tests.browser.soundness import faults

TODAY, LAST_DAY = "11-11-2024", "30-11-2024"
LIKED = "saya menyukai unggahan calon bupati di instagram"
LIKING = "Menyukai, mengomentari, membagikan, atau mengikuti akun dan unggahan calon"
WATCHED = "saya menonton kampanye akbar calon bupati di lapangan"
QUESTION = "Seorang PPPK menyukai unggahan calon bupati di Instagram pada malam hari. Apakah itu melanggar?"
PUBLIC_QUESTION = "Bolehkah PPPK menyukai unggahan calon di media sosial?"
PUBLIC_ANSWER = "Tidak boleh. Menyukai unggahan calon menunjukkan keberpihakan. Batalkan tanda suka itu."
FACTS = {"fakta-status": "pppk", "fakta-objek_akun": "calon", "fakta-tindakan_medsos": "berinteraksi"}
# A slip is narrow: the address stands on two lines.
_LINK = re.compile(r"/belajar/\s*(\w{26})/")
_POSTER = re.compile(r"/hadir/(\w{26})/")
_READER = re.compile(r"/petunjuk/baca/[^/]+/")


def see(device: Device, name: str, heading: str) -> Device:
    """Take the picture of the page in view."""
    pictured(device.page, name, heading)
    return device


def follow(device: Device, selector: str) -> Device:
    """Follow the first link that matches."""
    with device.page.expect_navigation():
        device.page.locator(selector).first.click()
    return device


def paper(device: Device, press: Callable[[], None], folder: Path) -> str:
    """Return what a downloaded PDF says."""
    with device.page.expect_download() as waiting:
        press()
    kept = folder / waiting.value.suggested_filename
    waiting.value.save_as(kept)
    return subprocess.run(["pdftotext", "-layout", kept, "-"], capture_output=True, text=True, check=True).stdout


def test_the_self_check(devices: Devices) -> None:
    phone = devices.give(PHONE)
    phone.open("/cek/")
    phone.fill(kata=LIKED)
    see(phone, "cek-1-tulis", "Netral atau tidak? Cek dulu").press("Cek")
    phone.fill(pilihan="media-sosial")
    see(phone, "cek-2-perbuatan", "Mana yang paling sesuai?").press("Lanjut")
    see(phone, "cek-5-jawaban", "Melanggar").press("Simpan di sini, beri saya kode")
    see(phone, "cek-7-kode", "Resi disimpan. Catat kodenya")


def test_what_the_self_check_asks_and_where_voices_differ(devices: Devices) -> None:
    phone = devices.give(PHONE)
    phone.open("/cek/")
    phone.fill(kata=WATCHED).press("Cek")
    phone.fill(pilihan="hadir-kampanye").press("Lanjut")
    see(phone, "cek-3-pertanyaan", "Bagaimana Anda hadir?")
    phone.fill(jawaban="menonton").press("Lanjut")
    see(phone, "cek-4-pastikan", "Apakah Anda juga melakukan salah satu dari ini?").press("Tidak ada yang lain")
    see(phone, "cek-6-minta-petunjuk", "Minta petunjuk dahulu")


def asked(devices: Devices) -> str:
    """Ask Bawaslu as the personnel office, and return the address of the request."""
    desk = devices.give(key="kepegawaian")
    desk.open("/petugas/petunjuk/baru/")
    desk.fill(question=QUESTION).date("act_date", "10-11-2024")
    desk.page.get_by_label("Dinas Kesehatan", exact=True).check(force=True)
    see(desk, "petunjuk-1-tanya", "Tanya Bawaslu").press("Simpan dan lanjut")
    desk.fill(act="media-sosial").press("Simpan dan lanjut")
    desk.fill(**FACTS).press("Simpan dan lanjut")
    see(desk, "petunjuk-2-kirim", "Periksa lalu kirim").press("Kirim ke Bawaslu")
    return desk.path


def test_a_question_to_bawaslu(devices: Devices) -> None:
    request = asked(devices)
    officer, chair = devices.give(key="petugas"), devices.give(key="ketua")
    officer.open(request)
    officer.press("Tulis jawaban")
    officer.fill(position="melanggar", norms="B6", text=PUBLIC_ANSWER, **FACTS)
    see(officer, "petunjuk-3-jawaban", "Tulis jawaban").press("Kirim untuk disetujui")
    chair.open(request)
    chair.press("Setujui jawaban")
    see(chair, "petunjuk-4-setujui", "Setujui jawaban").press("Setujui, lalu siapkan terbitan")
    chair.fill(question=PUBLIC_QUESTION, text=PUBLIC_ANSWER)
    decisions = chair.page.locator("#konten [name^='pertentangan-'][value='keep']")
    for number in range(decisions.count()):
        decisions.nth(number).check(force=True)
    if decisions.count():
        chair.fill(reason="Dibaca lagi bersama provinsi.")
    see(chair, "petunjuk-5-terbit", "Terbitkan jawaban").press("Terbitkan")
    answer = chair.page.get_by_role("link", name="JP/14.03/").get_attribute("href") or ""
    read(devices)
    phone = devices.give(PHONE)
    phone.open(answer)
    see(phone, "petunjuk-8-pustaka", PUBLIC_QUESTION)


def read(devices: Devices) -> None:
    """Hand the unit its link, and look at what its reader sees."""
    desk, phone = devices.give(key="kepegawaian"), devices.give(PHONE)
    desk.open("/petugas/petunjuk/dibaca/")
    see(desk, "petunjuk-6-dibaca", "Sudah dibaca atau belum")
    # The newest stands last.
    desk.page.get_by_role("link", name="Dinas Kesehatan").last.click()
    desk.page.wait_for_load_state("load")
    link = desk.page.locator("a[href*='/petunjuk/baca/']").get_attribute("href") or ""
    found = _READER.search(link)
    assert found
    phone.open(found[0])
    see(phone, "petunjuk-7-baca", PUBLIC_QUESTION)


@pytest.fixture
def officer(devices: Devices) -> Device:
    """Give the personnel officer her desk."""
    return devices.give(DESK, key="kepegawaian")


def quiz_link(officer: Device, folder: Path) -> str:
    """Open a round of quizzes, and return the personal link on one of its slips."""
    officer.open("/petugas/sosialisasi/kuis/baru/")
    officer.fill(judul="Kuis masa kampanye").date("mulai", TODAY).date("selesai", LAST_DAY).press("Simpan konsep")
    officer.press("Buka dan undang sekarang")
    see(officer, "pembelajaran-4-putaran", "Kuis masa kampanye")
    officer.press("Cetak slip untuk yang tidak punya e-mail")
    slips = officer.page.locator("#konten a[href*='/slip/']").first
    found = _LINK.search(paper(officer, slips.click, folder))
    assert found
    return f"/belajar/{found[1]}/"


def answer_rightly(phone: Device) -> None:
    """Answer what the story in view asks for."""
    said = phone.text
    expected = {found.expected.value for found in shipped_scenarios() if " ".join(found.story.split()) in said}
    assert len(expected) == 1, said
    phone.fill(jawaban=expected.pop())


def test_a_quiz_is_passed(devices: Devices, officer: Device, tmp_path: Path) -> None:
    phone = devices.give(PHONE)
    phone.open(quiz_link(officer, tmp_path))
    see(phone, "belajar-1-tautan", "Belajar netralitas ASN").press("Mulai kuis")
    answer_rightly(phone)
    see(phone, "belajar-2-soal", "Soal 1 dari 8").press("Kirim jawaban")
    see(phone, "belajar-3-pembahasan", "Benar").press("Soal berikutnya")
    while True:
        answer_rightly(phone)
        phone.press("Kirim jawaban")
        if "Lihat hasil" in phone.text:
            break
        phone.press("Soal berikutnya")
    phone.press("Lihat hasil")
    see(phone, "belajar-4-lulus", "Anda lulus")


def test_a_session_and_who_came(devices: Devices, officer: Device, tmp_path: Path) -> None:
    officer.open("/petugas/sosialisasi/baru/")
    officer.fill(judul="Netral di media sosial", mulai="00.05", selesai="23.50", tempat="Aula BKPSDM")
    see(officer.date("hari", TODAY), "pembelajaran-1-rencana", "Rencanakan sesi").press("Simpan sesi")
    session = officer.path
    see(officer, "pembelajaran-2-sesi", "Netral di media sosial")
    found = _POSTER.search(paper(officer, officer.find("Cetak poster kehadiran (PDF)").click, tmp_path))
    assert found
    phone = devices.give(PHONE)
    phone.open(f"/hadir/{found[1]}/")
    see(phone.fill(nip="198803152011012009").date("lahir", "15-3-1988"), "belajar-5-hadir", "Catat kehadiran")
    officer.open(session)
    officer.press("Daftar hadir")
    follow(officer, "#konten a[href*='/hadir/unit/']")
    for number in range(3):
        officer.page.locator("#konten [name=orang]").nth(number).check(force=True)
    officer.press("Catat yang dicentang")
    see(officer, "pembelajaran-3-hadir", "Daftar hadir")


def test_coverage_and_posters(devices: Devices, officer: Device) -> None:
    officer.open("/petugas/sosialisasi/cakupan/")
    see(officer, "pembelajaran-5-cakupan", "Cakupan pembelajaran")
    phone = devices.give(PHONE)
    phone.open("/poster/")
    see(phone, "pembelajaran-6-poster", "Poster dan kartu")


def test_norms_and_their_confirmation(devices: Devices) -> None:
    phone, desk = devices.give(PHONE), devices.give(key="petugas")
    phone.open("/norma/")
    see(phone, "norma-1-daftar", "Yang dilarang dan yang boleh")
    phone.open("/perbuatan/media-sosial/")
    see(phone, "norma-2-perbuatan", LIKING)
    desk.open("/norma/B6/")
    desk.press("Verifikasi norma ini dengan naskahnya")
    desk.fill(kutipan="SKB 22-9-2022 Lampiran II huruf B angka 6", halaman="17")
    see(desk, "norma-3-verifikasi", "Verifikasi norma B6")


def edition(folder: Path) -> Path:
    """Write an edition of the publisher that the served site trusts, which is itself."""
    documents = shipped_documents()
    norm = next(row for row in documents["norms"] if row["id"] == "B6")
    norm["sanctions"] = [{"level": "sedang", "verification": "unverified"}]
    moment = datetime(2024, 11, 8, 3, tzinfo=UTC)
    made = stamped(None, documents, moment)
    heading = Heading(1, "Katalog November 2024", "Contoh terbitan. Sanksi untuk B6 berubah.", moment, "")
    bundle = sealed(heading, made, version_of(made), own_signer())
    written = folder / "netral-katalog-0001.zip"
    written.write_bytes(packed(bundle.manifest_bytes, bundle.signature, bundle.documents))
    return written


def test_an_edition_is_pulled_and_read_before_it_is_adopted(devices: Devices, tmp_path: Path) -> None:
    chair = devices.give(key="ketua")
    chair.open("/petugas/terbitan/tarik/")
    chair.fill(berkas=str(edition(tmp_path))).press("Tarik terbitan")
    for summary in chair.page.locator("#konten details summary").all():
        summary.click()
    see(chair, "norma-4-terbitan", "Terbitan norma")
    assert faults(chair.page) == []
    chair.page.set_viewport_size({"width": DESK, "height": HEIGHT[DESK]})
    chair.press("Tandai: lembaga saya sudah membaca")
    chair.press("Pakai terbitan ini")
    see(chair.fill(alasan="Pleno 11-11-2024."), "norma-5-pakai", "Pakai terbitan 1")
    chair.open("/petugas/aturan-daerah/tambah/")
    chair.fill(judul="Larangan tambahan", rujukan="Perbup Bengkalis 12/2024 Pasal 3")
    see(chair, "norma-6-aturan-daerah", "Tambah aturan Kabupaten Bengkalis")


def test_the_officer_sets_the_act_of_a_report(devices: Devices) -> None:
    officer = devices.give(key="petugas")
    officer.open("/petugas/laporan/")
    follow(officer, "#konten tbody a")
    assert "Perbuatan menurut petugas" in officer.text
    see(officer, "pengawas-12-perbuatan", officer.page.locator("h1").inner_text())
