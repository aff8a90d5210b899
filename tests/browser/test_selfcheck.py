"""The self-check on a cheap phone: with scripts and without, every page sound, nothing of it left behind."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Request

from netral.apps.guidance.selfcheck.domain import MOST_QUESTIONS
from tests.browser.devices import HEIGHT, PHONE, Device, Devices
from tests.browser.soundness import faults

HEAVIEST_BYTES = 100_000
# From the sentence to the answer, the page on which it is written and the answer among them.
MOST_PAGES = 4
LIKED = "saya like postingan calon bupati di instagram"
ASKED = "saya nonton kampanye akbar calon bupati di lapangan"
VOTED = "Kemarin saya mencoblos di TPS"
UNTICKED = "Belum ada yang dicentang"
TICKED = "Ada yang dicentang"


def wrong_with(phone: Device, *, scripts: bool = True) -> list[str]:
    """Return what is wrong with the page; where scripts do not run, axe does not either, and its width is looked at."""
    if scripts:
        found = faults(phone.page)
        phone.page.set_viewport_size({"width": PHONE, "height": HEIGHT[PHONE]})
        return found
    spilled = phone.page.evaluate("document.documentElement.scrollWidth") - PHONE
    return [f"spills over by {spilled} px"] if spilled > 0 else []


def heading(phone: Device) -> str:
    """Return what the page is about."""
    return phone.page.locator("h1").inner_text()


def write(phone: Device, text: str, act: str) -> Device:
    """Write a sentence, and choose one of the acts it was taken for, or find it among all."""
    phone.open("/cek/")
    phone.fill(kata=text).press("Cek")
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
    for _number in range(MOST_QUESTIONS):
        if not phone.page.locator("#konten [name='fakta']").count():
            break
        wrong += wrong_with(phone)
        asked = phone.page.locator("#konten [name='fakta']").get_attribute("value") or ""
        phone.fill(jawaban=answers[asked]).press("Lanjut")
    return wrong


def pages_seen(phone: Device) -> list[str]:
    """Return the pages of the self-check that the phone is shown from now on, as they come."""
    seen: list[str] = []

    def keep(request: Request) -> None:
        if request.is_navigation_request() and urlsplit(request.url).path == "/cek/":
            seen.append(request.url)

    phone.page.on("request", keep)
    return seen


def tap(phone: Device, words: str) -> None:
    """Tap the button that reads so; a complaint above it may name it too."""
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name=words).click()


def save(phone: Device, line: Locator) -> None:
    """Save what was put right in a line."""
    with phone.page.expect_navigation():
        line.get_by_role("button", name="Simpan perubahan").click()


def chip(phone: Device, words: str) -> Locator:
    """Return the line of what was understood that says so."""
    return phone.page.locator("details.cek-fact", has_text=words)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_violation_is_told_in_few_pages_and_can_be_put_right(devices: Devices, scripts: bool) -> None:
    phone = devices.give(PHONE, scripts=scripts)
    phone.open("/")
    phone.press("Cek: netral atau tidak?")
    wrong = wrong_with(phone, scripts=scripts)
    seen = pages_seen(phone)
    phone.fill(kata=LIKED).press("Cek")
    wrong += wrong_with(phone, scripts=scripts)
    phone.fill(pilihan="media-sosial").press("Lanjut")
    wrong += wrong_with(phone, scripts=scripts)
    assert heading(phone) == "Melanggar"
    assert 1 + len(seen) <= MOST_PAGES
    assert "belum diverifikasi" in phone.text
    chip(phone, "Apa status Anda?").locator("summary").first.click()
    wrong += wrong_with(phone, scripts=scripts)
    phone.fill(fakta_status="pppk").press("Nilai lagi")
    assert heading(phone) == "Melanggar"
    assert "PPPK" in chip(phone, "Apa status Anda?").locator("summary").first.inner_text()
    assert wrong == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_nobody_is_cleared_before_one_tap_and_both_slips_are_told(devices: Devices, scripts: bool) -> None:
    phone = devices.give(PHONE, scripts=scripts)
    seen = pages_seen(phone)
    write(phone, VOTED, "hak-pilih")
    assert heading(phone) == "Apakah Anda juga melakukan salah satu dari ini?"
    assert "Dari kata “Kemarin”" in chip(phone, "Kapan?").inner_text()
    wrong = wrong_with(phone, scripts=scripts)
    pages = len(seen) + 1
    tap(phone, "Ya, yang saya centang")
    assert UNTICKED in phone.page.locator(".govuk-error-summary").inner_text()
    wrong += wrong_with(phone, scripts=scripts)
    thing = phone.page.locator("[name=lain]").last
    thing.check(force=True)
    tap(phone, "Tidak ada yang lain")
    assert TICKED in phone.page.locator(".govuk-error-summary").inner_text()
    assert thing.is_checked()
    wrong += wrong_with(phone, scripts=scripts)
    thing.uncheck(force=True)
    tap(phone, "Tidak ada yang lain")
    assert heading(phone) == "Tidak melanggar"
    assert pages <= MOST_PAGES
    wrong += wrong_with(phone, scripts=scripts)
    assert wrong == []


def test_what_is_ticked_beside_a_plain_story_is_judged(devices: Devices) -> None:
    phone = devices.give(PHONE)
    seen = pages_seen(phone)
    write(phone, VOTED, "hak-pilih")
    phone.page.locator("[value='kegiatan_pemilih=memamerkan']").check(force=True)
    tap(phone, "Ya, yang saya centang")
    assert heading(phone) == "Minta petunjuk dahulu"
    assert len(seen) <= MOST_PAGES


def test_a_line_is_put_right_without_answering_and_nothing_chosen_is_lost(devices: Devices) -> None:
    phone = devices.give(PHONE)
    write(phone, VOTED, "hak-pilih")
    phone.page.locator("[name=lain]").last.check(force=True)
    day = chip(phone, "Kapan?")
    day.locator("summary").click()
    phone.date("tanggal", "31-2-2024")
    save(phone, day)
    assert "Tanggal itu tidak ada" in phone.page.locator(".govuk-error-summary").inner_text()
    assert phone.page.locator("[name=lain]").last.is_checked()
    wrong = wrong_with(phone)
    phone.date("tanggal", "7-10-2024")
    # Enter in a field is no answer: it keeps the day, and clears nobody.
    with phone.page.expect_navigation():
        phone.page.locator("[name=tanggal_year]").press("Enter")
    assert heading(phone) == "Apakah Anda juga melakukan salah satu dari ini?"
    assert "7 Oktober 2024 Jawaban Anda." in day.inner_text()
    assert phone.page.locator("[name=lain]").last.is_checked()
    assert wrong == []


def test_a_second_tap_and_the_way_back_lose_nothing(devices: Devices) -> None:
    phone = devices.give(PHONE)
    write(phone, VOTED, "hak-pilih")
    with phone.page.expect_navigation():
        phone.find("Tidak ada yang lain").dblclick()
    phone.page.wait_for_load_state("networkidle")
    assert heading(phone) == "Tidak melanggar"
    for words, here in (("Kembali", "Mana yang paling sesuai?"), ("Kembali", "Netral atau tidak? Cek dulu")):
        with phone.page.expect_navigation():
            phone.page.get_by_role("button", name=words).click()
        assert heading(phone) == here
    assert phone.page.locator("[name=kata]").input_value() == VOTED
    phone.press("Cek")
    phone.fill(pilihan="hak-pilih").press("Lanjut")
    assert heading(phone) == "Tidak melanggar"
    # The browser's own way back keeps no page of answers, but the sentence.
    phone.open("/cek/")
    phone.fill(kata=VOTED).press("Cek")
    with phone.page.expect_navigation():
        phone.page.go_back()
    assert phone.page.locator("[name=kata]").input_value() == VOTED


def test_another_language_keeps_the_page_and_what_was_told(devices: Devices) -> None:
    phone = devices.give(PHONE)
    write(phone, VOTED, "hak-pilih")
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="English").click()
    assert heading(phone) == "Did you also do any of these?"
    assert faults(phone.page, "en") == []
    tap(phone, "Nothing else")
    assert heading(phone) == "No violation"


def test_a_long_list_of_answers_is_folded_and_somebody_else_is_spoken_of(devices: Devices) -> None:
    phone = devices.give(PHONE)
    write(phone, "Kades nyuruh warga pilih calon bupati", "pengerahan")
    status = chip(phone, "Apa status orang itu?")
    status.locator("summary").first.click()
    assert not phone.page.get_by_label("Hakim").is_visible()
    phone.page.locator(".ui-fold__summary:visible").click()
    assert phone.page.get_by_label("Hakim").is_visible()
    assert wrong_with(phone) == []


def test_voices_that_differ_and_an_answer_that_changes(devices: Devices) -> None:
    phone = devices.give(PHONE)
    write(phone, ASKED, "hadir-kampanye")
    wrong = answer_all(phone, cara_hadir="menonton")
    wrong += wrong_with(phone)
    tap(phone, "Tidak ada yang lain")
    assert heading(phone) == "Minta petunjuk dahulu"
    assert "Menteri Dalam Negeri, 9 Juli 2024: boleh." in phone.text
    wrong += wrong_with(phone)
    chip(phone, "atribut calon").locator("summary").click()
    phone.fill(fakta_atribut="ya").press("Nilai lagi")
    assert heading(phone) == "Melanggar"
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
    write(phone, LIKED, "media-sosial")
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
    phone.fill(kata=LIKED).press("Cek")
    phone.fill(pilihan="media-sosial").press("Lanjut")
    phone.page.wait_for_load_state("networkidle")
    assert weights
    assert sum(weights) <= HEAVIEST_BYTES


def test_paper_shows_the_answer_and_no_buttons(devices: Devices) -> None:
    phone = devices.give(PHONE)
    write(phone, LIKED, "media-sosial")
    phone.page.emulate_media(media="print")
    assert phone.page.get_by_role("heading", name="Melanggar").is_visible()
    assert not phone.page.get_by_role("button", name="Unduh resi (JSON)").is_visible()
    assert not phone.page.get_by_role("button", name="Nilai lagi").is_visible()
