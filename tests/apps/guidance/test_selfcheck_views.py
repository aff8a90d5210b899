"""The pages of the self-check: one sentence to an answer, nothing kept, every answer to be changed."""

import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from netral.apps.guidance.models import KeptReceipt
from netral.apps.guidance.selfcheck.views import pages
from netral.foundation.ledger.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]

LIKED = "saya like postingan calon bupati di instagram"


@dataclass
class Visitor:
    """Somebody without an account who goes from page to page; each page brings along what she told."""

    client: Client = field(default_factory=Client)
    page: str = ""

    def open(self) -> "Visitor":
        """Open the first page."""
        return self._see(self.client.get(reverse("selfcheck")))

    def send(self, step: str, **answers: str | list[str]) -> "Visitor":
        """Send the form of a step."""
        return self._see(self.client.post(reverse("selfcheck"), {**self.carried, "langkah": step, **answers}))

    def answer(self, asked: str, answer: str) -> "Visitor":
        """Answer a question, and leave what was understood as it is."""
        return self.send(pages.QUESTION, **self.day, fakta=asked, jawaban=answer)

    def confirm(self, *things: str) -> "Visitor":
        """Tick what else was part of it; nothing, with one tap."""
        said = {"hal_lain": "ada", "lain": list(things)} if things else {"hal_lain": "tidak-ada"}
        return self.send(pages.CONFIRM, **self.day, **said)

    def go(self, page: str) -> "Visitor":
        """Go to another page of the case."""
        return self._see(self.client.post(reverse("selfcheck"), {**self.carried, "ke": page}))

    def check(self, text: str, act: str) -> "Visitor":
        """Write a text, and choose the act from all of them."""
        return self.open().send(pages.START, kata=text).send(pages.ALL, pilihan=act)

    def tell(self, day: str = "7-10-2024", **facts: str) -> "Visitor":
        """Confirm the facts shown, except those told otherwise."""
        date = dict(zip(("tanggal_day", "tanggal_month", "tanggal_year"), day.split("-"), strict=True))
        return self.send(pages.FACTS, **date, **{f"fakta_{code}": value for code, value in facts.items()})

    @property
    def carried(self) -> dict[str, str]:
        """The case as the page carries it."""
        found = re.search(r'name="keadaan" value="([^"]*)"', self.page)
        assert found, self.page
        return {"keadaan": found[1]}

    @property
    def day(self) -> dict[str, str]:
        """The day and the region as the page shows them."""
        region = re.search(r'<option value="([\d.]+)"\s+selected', self.page)
        day = dict(re.findall(r'name="(tanggal_\w+)"[^>]*?value="(\d+)"', self.page))
        return {**day, **({"daerah": region[1]} if region else {})}

    @property
    def heading(self) -> str:
        """The first heading of the page."""
        found = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", self.page, re.DOTALL)
        assert found, self.page
        return re.sub(r"<[^>]+>", "", found[1])

    def _see(self, response: Any) -> "Visitor":
        assert response.status_code == 200
        self.page = unescape(response.content.decode())
        return self


def test_one_sentence_comes_to_an_answer() -> None:
    visitor = Visitor().open().send(pages.START, kata=LIKED)
    assert visitor.heading == "Mana yang paling sesuai?"
    assert visitor.page.count('name="pilihan"') == 4
    visitor.send(pages.ACTS, pilihan="media-sosial")
    assert visitor.heading == "Melanggar"
    visitor.tell()
    for said in ("Hukuman disiplin berat", "belum diverifikasi", "BKN menerima penerusan", "Batalkan suka"):
        assert said in visitor.page


def test_nothing_written_is_kept_or_put_into_an_address() -> None:
    before = Event.objects.count()
    visitor = Visitor().check(LIKED, "media-sosial").tell()
    assert Event.objects.count() == before
    assert "sessionid" not in visitor.client.cookies
    assert Session.objects.count() == 0
    assert 'method="get"' not in visitor.page


def test_pages_of_the_check_are_not_kept_by_the_browser() -> None:
    answer = Client().post(reverse("selfcheck"), {"langkah": pages.START, "kata": LIKED})
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_sentence_is_asked_for_and_what_was_typed_stays() -> None:
    assert "Tulis dulu apa yang dilakukan" in Visitor().open().send(pages.START, kata="  ").page
    long = "saya " * 500
    assert long.strip() in Visitor().open().send(pages.START, kata=long).page


def test_a_text_that_cannot_be_read_leads_to_all_acts() -> None:
    visitor = Visitor().open().send(pages.START, kata="What a lovely day to walk around the lake with friends")
    assert visitor.heading == "Pilih perbuatan"
    assert "Ini bukan bahasa Indonesia" in visitor.page


def test_none_of_the_likely_acts_leads_to_all_of_them() -> None:
    visitor = Visitor().open().send(pages.START, kata=LIKED).send(pages.ACTS, pilihan="bukan-ini")
    assert visitor.heading == "Pilih perbuatan"
    assert visitor.page.count('name="pilihan"') == 18
    assert visitor.send(pages.ALL, cari="baliho").page.count('name="pilihan"') == 1
    assert "Tidak ada perbuatan dengan kata “xyz”" in visitor.send(pages.ALL, cari="xyz").page


def test_an_act_can_be_chosen_without_writing_anything() -> None:
    visitor = Visitor().open().send(pages.START, daftar="1").send(pages.ALL, pilihan="hak-pilih")
    assert "Pertanyaan 1, paling banyak 3" in visitor.page
    visitor.answer("kegiatan_pemilih", "memilih")
    assert visitor.heading == "Apakah Anda juga melakukan salah satu dari ini?"
    visitor.confirm()
    assert visitor.heading == "Tidak melanggar"
    assert "ASN boleh memilih di TPS" in visitor.page


def test_choosing_no_act_is_told() -> None:
    assert "Pilih satu perbuatan" in Visitor().open().send(pages.START, kata=LIKED).send(pages.ACTS).page


def test_an_answer_can_be_changed_and_the_result_changes() -> None:
    visitor = Visitor().check(LIKED, "media-sosial").tell()
    assert visitor.heading == "Melanggar"
    visitor.tell(objek_akun="penyelenggara").confirm()
    assert visitor.heading == "Tidak melanggar"
    visitor.tell(objek_akun="calon")
    assert visitor.heading == "Melanggar"


def test_the_day_decides_the_phase_and_the_list_of_norms() -> None:
    visitor = Visitor().check(LIKED, "media-sosial").tell(day="1-7-2024")
    assert "Sanksi moral" in visitor.page
    assert "BKN menerima" in visitor.page
    assert "KASN menerima" not in visitor.page
    assert "Hukuman disiplin berat" in visitor.tell(day="7-10-2024").page


def test_a_day_that_is_no_day_is_told() -> None:
    assert "Tanggal itu tidak ada" in Visitor().check(LIKED, "media-sosial").tell(day="31-2-2024").page


def test_words_and_a_day_that_disagree_are_shown() -> None:
    visitor = Visitor().check("saya like postingan bakal calon bupati", "media-sosial")
    assert "Dari kata “bakal calon" in visitor.page
    visitor.tell(day="10-10-2024")
    assert "Menurut tanggal 10 Oktober 2024: “Sudah, calon resmi”" in visitor.page
    assert "Hukuman disiplin berat" in visitor.page


def test_not_knowing_never_clears_and_ends_after_three_questions() -> None:
    visitor = Visitor().open().send(pages.START, daftar="1")
    visitor.send(pages.ALL, pilihan="hadir-kampanye")
    asked = 0
    while found := re.search(r'name="fakta" value="([^"]+)"', visitor.page):
        visitor.answer(found[1], "?")
        asked += 1
    assert 0 < asked <= 3
    assert visitor.heading == "Tergantung"
    assert "Belum diketahui" in visitor.page


def test_a_question_wants_an_answer() -> None:
    visitor = Visitor().open().send(pages.START, daftar="1").send(pages.ALL, pilihan="hak-pilih")
    assert "Pilih satu jawaban" in visitor.send(pages.QUESTION, **visitor.day, fakta="kegiatan_pemilih").page


def test_what_is_ticked_is_judged_with_the_rest() -> None:
    visitor = Visitor().open().send(pages.START, daftar="1").send(pages.ALL, pilihan="hak-pilih")
    visitor.answer("kegiatan_pemilih", "memilih")
    assert "Memakai mobil, gedung, alat, atau uang kantor untuk calon" in visitor.page
    visitor.confirm("kegunaan=kampanye")
    assert visitor.heading == "Melanggar"


def test_ticks_and_buttons_that_disagree_are_told_and_kept() -> None:
    visitor = Visitor().open().send(pages.START, daftar="1").send(pages.ALL, pilihan="hak-pilih")
    visitor.answer("kegiatan_pemilih", "memilih")
    both = visitor.send(pages.CONFIRM, **visitor.day, hal_lain="tidak-ada", lain=["kegunaan=kampanye"])
    assert "Ada yang dicentang" in both.page
    assert re.search(r'value="kegunaan=kampanye"[^>]*checked', both.page)
    assert "Belum ada yang dicentang" in visitor.send(pages.CONFIRM, **visitor.day, hal_lain="ada").page
    assert visitor.send(pages.CONFIRM, **visitor.day, lain=["buatan=sendiri"], hal_lain="ada").heading.startswith(
        "Apakah Anda juga"
    )


def test_somebody_else_is_spoken_of_as_somebody_else() -> None:
    visitor = Visitor().check("Kades nyuruh warga", "pengerahan")
    assert "orang itu" in visitor.heading or "orang itu" in visitor.page
    assert "Kepala desa" in visitor.page
    assert "Anda" not in visitor.heading


def test_whom_the_rules_do_not_bind_is_told_so() -> None:
    visitor = Visitor().check("Saya pensiunan PNS, sekarang jadi relawan calon bupati", "tim-kampanye")
    assert visitor.heading == "Di luar cakupan"
    assert "Pensiunan" in visitor.page
    assert "belum diverifikasi" in visitor.page


def test_a_day_in_words_is_shown_to_be_put_right() -> None:
    visitor = Visitor().check("kemarin saya ikut acara calon bupati", "hadir-kampanye")
    assert "Dari kata “kemarin”." in visitor.page


def test_official_voices_that_differ_stand_side_by_side() -> None:
    visitor = Visitor().check("saya nonton kampanye", "hadir-kampanye")
    visitor.answer("cara_hadir", "menonton")
    assert "Memakai seragam dinas" in visitor.page
    visitor.confirm()
    assert visitor.heading == "Minta petunjuk dahulu"
    assert "Menteri Dalam Negeri, 9 Juli 2024: boleh." in visitor.page
    assert "Bawaslu RI, 15 Juli 2024: jangan hadir" in visitor.page


def test_what_is_not_about_elections_gets_no_verdict() -> None:
    visitor = Visitor().check(LIKED, "luar-cakupan")
    assert visitor.heading == "Di luar cakupan"
    assert "Sanksi" not in visitor.page


def test_one_can_always_go_back() -> None:
    visitor = Visitor().check(LIKED, "media-sosial").tell()
    assert visitor.go(pages.ACTS).heading == "Mana yang paling sesuai?"
    assert LIKED in visitor.go(pages.START).page


@pytest.mark.parametrize("broken", [{}, {"keadaan": "abc"}, {"keadaan": "abc", "langkah": "fakta"}, {"ke": "fakta"}])
def test_a_form_without_a_case_begins_anew(broken: dict[str, str]) -> None:
    answer = Client().post(reverse("selfcheck"), broken)
    assert answer.status_code == 200
    assert "Cek dulu" in answer.content.decode()


def test_a_receipt_is_downloaded_and_holds_to_the_byte() -> None:
    visitor = Visitor().check(LIKED, "media-sosial").tell()
    answer = visitor.client.post(reverse("selfcheck_receipt"), {**visitor.carried, "cara": "unduh"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="resi-cek-media-sosial-2024-10-07.json"'
    receipt = json.loads(answer.content)
    assert receipt["verdict"] == "melanggar"
    assert "postingan" not in answer.content.decode()
    assert KeptReceipt.objects.count() == 0
    assert "Resi ini asli" in _reopened(answer.content)


def test_a_receipt_that_was_changed_is_found_out() -> None:
    visitor = Visitor().check(LIKED, "media-sosial").tell()
    answer = visitor.client.post(reverse("selfcheck_receipt"), {**visitor.carried, "cara": "unduh"})
    changed = answer.content.replace(b'"verdict":"melanggar"', b'"verdict":"tidak"')
    assert "Resi ini tidak cocok" in _reopened(changed)
    unknown = answer.content.replace(json.loads(answer.content)["ruleset"].encode(), b"0" * 64)
    assert "Belum dapat diperiksa" in _reopened(unknown)


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"[]", b"{}", b'{"schema": "netral.receipt.v1"}', b'{"verdict": "tidak", "on": 7}', b"[" * 100_000],
    ids=["no-utf-8", "list", "nothing", "bare", "untrue", "endless"],
)
def test_a_file_that_is_no_receipt_is_told(content: bytes) -> None:
    assert "Berkas itu bukan resi cek" in _reopened(content)


def test_a_receipt_is_kept_for_whoever_holds_the_code() -> None:
    visitor = Visitor().check(LIKED, "media-sosial").tell()
    kept = visitor.client.post(reverse("selfcheck_receipt"), {**visitor.carried, "cara": "simpan"}).content.decode()
    (code,) = re.findall(r'cek-code">([a-z-]+)<', kept)
    (row,) = KeptReceipt.objects.all()
    assert b"media-sosial" not in bytes(row.sealed)
    assert Event.objects.filter(kind="selfcheck.kept").get().data == {}
    opened = Client().post(reverse("selfcheck_reopen"), {"kode": code.upper().replace("-", " ")}).content.decode()
    assert "Resi ini asli" in opened
    erased = Client().post(reverse("selfcheck_reopen"), {"kode": code, "hapus": "1"}).content.decode()
    assert "Resi sudah dihapus" in erased
    assert KeptReceipt.objects.count() == 0
    again = Client().post(reverse("selfcheck_reopen"), {"kode": code}).content.decode()
    assert "Tidak ada resi dengan kode itu" in again


def test_beyond_the_room_for_receipts_the_result_can_still_be_taken_away(settings: Settings) -> None:
    visitor = Visitor().check(LIKED, "media-sosial").tell()
    address = reverse("selfcheck_receipt")
    settings.MOST_KEPT_RECEIPTS = 1
    assert visitor.client.post(address, {**visitor.carried, "cara": "simpan"}).status_code == 200
    refused = visitor.client.post(address, {**visitor.carried, "cara": "simpan"})
    assert refused.status_code == 429
    assert "Hasil cek Anda tidak hilang" in refused.content.decode()
    assert (KeptReceipt.objects.count(), Event.objects.filter(kind="selfcheck.kept").count()) == (1, 1)
    visitor.page = unescape(refused.content.decode())
    taken = visitor.client.post(address, {**visitor.carried, "cara": "unduh"})
    assert json.loads(taken.content)["act"] == "media-sosial"


def test_a_receipt_of_nothing_leads_to_the_beginning() -> None:
    assert Client().post(reverse("selfcheck_receipt")).headers["Location"] == reverse("selfcheck")


def _reopened(content: bytes) -> str:
    file = SimpleUploadedFile("resi.json", content)
    answer = Client().post(reverse("selfcheck_reopen"), {"berkas": file})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_what_was_confirmed_of_one_story_is_not_confirmed_of_another() -> None:
    visitor = Visitor().open().send(pages.START, daftar="1").send(pages.ALL, pilihan="hak-pilih")
    visitor.answer("kegiatan_pemilih", "memilih").confirm()
    assert visitor.heading == "Tidak melanggar"
    visitor.tell(day="8-10-2024")
    assert visitor.heading == "Apakah Anda juga melakukan salah satu dari ini?"
