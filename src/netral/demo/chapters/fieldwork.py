"""What is seen in the field: forms published, phones enrolled, observations, three findings, a group of monitors."""

from datetime import date, datetime, timedelta
from importlib.resources import files

from django.urls import reverse

from netral.apps.fieldwork.models import Observation
from netral.apps.supervisors.domain.posts import Post
from netral.apps.supervisors.models import Posting
from netral.demo.browser import Browser, dated, upload
from netral.demo.cast.observers import Glimpse, enrolled, glimpses, send
from netral.demo.cast.people import browser_of
from netral.demo.chapter import WIB, Bars
from netral.engines.xforms.workbook import workbook_of
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock

FORMS_AT = datetime(2024, 9, 16, 9, 0, tzinfo=WIB)
PHONES_AT = datetime(2024, 9, 23, 9, 0, tzinfo=WIB)
FIRST_SEEN, LAST_SEEN = datetime(2024, 9, 25, 8, 0, tzinfo=WIB), datetime(2024, 11, 8, 16, 0, tzinfo=WIB)
SHEETS = {"form-a.md": "form-a.xlsx", "kejadian-cepat.md": "kejadian-cepat.xlsx"}
PHONES = 8
SEED = 20
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# By their place among what was seen: proposed and decided as findings, asked back, closed.
FINDINGS, ASKED, CLOSED = (1, 2, 5), (9,), (3, 6, 11, 14)
_PERSONS = {
    1: {"orang_1_jabatan": "Kepala Urusan Umum", "orang_1_unit": "Pemerintah desa"},
    2: {"orang_1_jabatan": "Sopir kantor camat", "orang_1_unit": "Kantor camat"},
    5: {"orang_1_nama": "Warsito Rekaan", "orang_1_jabatan": "Guru", "orang_1_unit": "SD negeri"},
}


def observe(bars: Bars, amount: int) -> None:
    """Publish the forms, enrol phones, and let what is seen arrive, be reviewed and become findings."""
    with clock.at(FORMS_AT):
        _publish_forms()
    with clock.at(PHONES_AT):
        phones = [enrolled(posting) for posting in _postings()]
        _register_monitors()
    seen = [*glimpses(phones, amount, FIRST_SEEN, LAST_SEEN, SEED)]
    for number, each in enumerate(bars.over("Amatan lapangan", seen, total=amount)):
        _send(number, each)
        _review(number, each)


def _publish_forms() -> None:
    maker, publisher = browser_of("formulir"), browser_of("formulir2")
    for text, name in SHEETS.items():
        content = workbook_of((files("netral.apps.fieldwork") / "data" / text).read_text(encoding="utf-8"))
        maker.open("form_upload").fill({"berkas": upload(name, content, _SHEET_TYPE)})
        version = maker.part("ident")
        maker.open("form_propose", version).fill(dated("mulai", FORMS_AT + timedelta(days=4)))
        publisher.open("form_publish", version).fill()


def _postings() -> list[Posting]:
    """Return supervisors of villages in office, one of each of several districts first."""
    with elevated("the demo looks up whose phones are enrolled"):
        rows = Posting.objects.filter(
            post=Post.VILLAGE, covers=None, ended_on=None, region__code__startswith="14.03."
        ).select_related("supervisor", "region", "election")
        return [*rows.order_by("region_id")[:PHONES]]


def _register_monitors() -> None:
    """Let a group of students register, be checked by one and accepted by another."""
    group = Browser().open("monitor_register")
    told = {
        "jenis": "students",
        "nama": "Mahasiswa Pantau Rekaan",
        **dated("mulai", date(2024, 9, 25)),
        **dated("selesai", date(2024, 12, 15)),
        "kontak": "Intan Rekaan",
        "telepon": "080000000020",
    }
    group.fill({**told, "cari": "Bengkalis"}, button="tekan_cari", value="1")
    group.fill({**told, "wilayah": "14.03"})
    checker = browser_of("petugas").open("monitor_list").follow("Mahasiswa Pantau Rekaan")
    ident = checker.part("ident")
    checker.open("monitor_check", ident).fill({"cocok": "on"})
    browser_of("ketua").open("monitor_accept", ident).fill()
    people = reverse("monitor_people", args=[ident])
    checker.open("monitor_group", ident).fill({"nama": "Intan Rekaan\nYoga Rekaan"}, to=people)


def _send(number: int, seen: Glimpse) -> None:
    """Send what was seen: one days late, one from outside the area, one by a clock that runs three hours fast."""
    late = timedelta(days=2) if number == 4 else timedelta(0)
    fast = timedelta(hours=3) if number == 7 else timedelta(0)
    send(seen, late=late, fast=fast, village="14.03.01.1001" if number == 8 else "")


def _review(number: int, seen: Glimpse) -> None:
    if number not in (*FINDINGS, *ASKED, *CLOSED):
        return
    with elevated("the demo looks up what its own officer reads on the page"):
        row = Observation.objects.get(instance_id=seen.instance_id)
    officer = browser_of("petugas")
    with clock.at(seen.at + timedelta(hours=5)):
        if number in ASKED:
            officer.open("observation_ask", row.pk).fill({"pertanyaan": "Siapa pemilik tempatnya? Foto dari depan."})
        elif number in CLOSED:
            officer.open("observation_close", row.pk).fill({"alasan": "Kegiatan ini diizinkan dan berjalan tertib."})
        else:
            page = officer.open("observation_propose", row.pk)
            page.fill({"judul": seen.what, **dated("tanggal", seen.at), **_PERSONS[number]})
    if number in FINDINGS:
        with clock.at(seen.at + timedelta(hours=8)):
            browser_of("ketua").open("observation_decide", row.pk).fill({"berita_acara": f"BA-{number}/2024"})
