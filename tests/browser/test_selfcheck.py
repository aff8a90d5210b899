"""The self-check on a cheap phone: with scripts and without, every page sound, nothing of it left behind."""

import json
from pathlib import Path

import pytest

from tests.browser.devices import PHONE, Device, Devices
from tests.browser.soundness import faults

HEAVIEST_BYTES = 100_000
ASKED = "saya nonton kampanye akbar calon bupati di lapangan"


def wrong_with(phone: Device, *, scripts: bool = True) -> list[str]:
    """Return what is wrong with the page; where scripts do not run, axe does not either, and its width is looked at."""
    if scripts:
        return faults(phone.page)
    spilled = phone.page.evaluate("document.documentElement.scrollWidth") - PHONE
    return [f"spills over by {spilled} px"] if spilled > 0 else []


def choose(phone: Device, act: str) -> Device:
    """Choose one of the acts the text was taken for, or find it among all."""
    if phone.page.locator(f"[name='pilihan'][value='{act}']").count():
        phone.fill(pilihan=act).press("Lanjut")
        return phone
    phone.fill(pilihan="bukan-ini").press("Lanjut")
    with phone.page.expect_navigation():
        phone.page.locator(f"button[value='{act}']").click()
    return phone


def answer_all(phone: Device, **answers: str) -> list[str]:
    """Answer every question that comes, and return what was wrong on their pages."""
    wrong: list[str] = []
    while phone.page.locator("#konten [name='fakta']").count():
        wrong += wrong_with(phone)
        asked = phone.page.locator("#konten [name='fakta']").get_attribute("value") or ""
        phone.fill(jawaban=answers[asked]).press("Lanjut")
    return wrong


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_one_sentence_comes_to_an_answer_on_a_phone(devices: Devices, scripts: bool) -> None:
    phone = devices.give(PHONE, scripts=scripts)
    phone.open("/")
    phone.press("Cek: netral atau tidak?")
    wrong = wrong_with(phone, scripts=scripts)
    phone.fill(kata="saya like postingan calon bupati di instagram").press("Cek")
    wrong += wrong_with(phone, scripts=scripts)
    choose(phone, "media-sosial")
    wrong += wrong_with(phone, scripts=scripts)
    phone.page.locator("summary", has_text="Apa status Anda?").click()
    wrong += wrong_with(phone, scripts=scripts)
    phone.fill(fakta_status="pppk").press("Benar, lanjut")
    wrong += wrong_with(phone, scripts=scripts)
    assert phone.page.locator("h1").inner_text() == "Melanggar"
    assert "PPPK" in phone.text
    assert "belum diverifikasi" in phone.text
    assert wrong == []


def test_voices_that_differ_and_an_answer_that_changes(devices: Devices) -> None:
    phone = devices.give(PHONE)
    phone.open("/cek/")
    phone.fill(kata=ASKED).press("Cek")
    choose(phone, "hadir-kampanye").press("Benar, lanjut")
    wrong = answer_all(phone, cara_hadir="menonton", atribut="tidak", jam_kerja="tidak")
    assert phone.page.locator("h1").inner_text() == "Minta petunjuk dahulu"
    assert "Menteri Dalam Negeri, 9 Juli 2024: boleh." in phone.text
    wrong += wrong_with(phone)
    phone.page.locator("summary", has_text="atribut calon").click()
    phone.fill(fakta_atribut="ya").press("Nilai lagi")
    assert phone.page.locator("h1").inner_text() == "Melanggar"
    assert wrong == []


def test_mistakes_are_told_and_all_acts_can_be_searched(devices: Devices) -> None:
    phone = devices.give(PHONE)
    phone.open("/cek/")
    phone.press("Cek")
    assert "Tulis dulu" in phone.page.locator(".govuk-error-summary").inner_text()
    wrong = wrong_with(phone)
    phone.press("Pilih dari daftar perbuatan saja")
    wrong += wrong_with(phone)
    phone.fill(cari="baliho").press("Cari")
    assert phone.page.locator("[name='pilihan']").count() == 1
    phone.fill(cari="sepeda").press("Cari")
    assert "Tidak ada perbuatan dengan kata" in phone.text
    wrong += wrong_with(phone)
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Kembali").click()
    assert phone.page.locator("h1").inner_text().startswith("Netral atau tidak?")
    assert wrong == []


def test_a_receipt_is_downloaded_kept_opened_and_erased(devices: Devices, tmp_path: Path) -> None:
    phone = devices.give(PHONE)
    phone.open("/cek/")
    phone.fill(kata="saya like postingan calon bupati di instagram").press("Cek")
    choose(phone, "media-sosial").press("Benar, lanjut")
    with phone.page.expect_download() as download:
        phone.find("Unduh resi (JSON)").click()
    place = tmp_path / download.value.suggested_filename
    download.value.save_as(place)
    assert json.loads(place.read_bytes())["verdict"] == "melanggar"
    phone.press("Simpan di sini, beri saya kode")
    wrong = wrong_with(phone)
    code = phone.page.locator(".cek-code").inner_text()
    other = devices.give(PHONE)
    other.open("/cek/resi/buka/")
    wrong += wrong_with(other)
    other.fill(berkas=str(place)).press("Nilai ulang berkas")
    assert "Resi ini asli" in other.text
    wrong += wrong_with(other)
    other.open("/cek/resi/buka/")
    other.fill(kode=code).press("Buka")
    assert "Resi ini asli" in other.text
    wrong += wrong_with(other)
    other.press("Hapus resi ini")
    wrong += wrong_with(other)
    assert "Resi sudah dihapus" in other.text
    assert wrong == []


def test_the_answer_is_as_light_as_the_first_page(devices: Devices) -> None:
    phone = devices.give(PHONE)
    phone.open("/cek/")
    weights: list[int] = []
    phone.page.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    phone.fill(kata="saya like postingan calon bupati di instagram").press("Cek")
    choose(phone, "media-sosial").press("Benar, lanjut")
    phone.page.wait_for_load_state("networkidle")
    assert weights
    assert sum(weights) <= HEAVIEST_BYTES


def test_paper_shows_the_answer_and_no_buttons(devices: Devices) -> None:
    phone = devices.give(PHONE)
    phone.open("/cek/")
    phone.fill(kata="saya like postingan calon bupati di instagram").press("Cek")
    choose(phone, "media-sosial").press("Benar, lanjut")
    phone.page.emulate_media(media="print")
    assert phone.page.get_by_role("heading", name="Melanggar").is_visible()
    assert not phone.page.get_by_role("button", name="Unduh resi (JSON)").is_visible()
    assert not phone.page.get_by_role("button", name="Nilai lagi").is_visible()
