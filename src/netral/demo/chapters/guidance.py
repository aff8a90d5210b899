"""Guidance: offices ask what is not settled, one person answers, another approves, and the next need not ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from netral.apps.guidance.links import token_of
from netral.apps.guidance.models import ConcernedUnit, PublishedAnswer
from netral.demo.browser import Browser, dated, letter
from netral.demo.cast.people import BENGKALIS, browser_of, staff_of
from netral.demo.chapter import WIB, Bars
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock

STARTS = datetime(2024, 9, 30, 9, 0, tzinfo=WIB)
SEMARANG = "33.74"


@dataclass(frozen=True)
class Matter:
    """What an office asks: who, when, about which act and which units, with what is known."""

    asker: str
    at: datetime
    question: str
    act: str
    units: Sequence[str]
    facts: Mapping[str, str]
    reason_of_urgency: str = ""
    region_code: str = BENGKALIS


@dataclass(frozen=True)
class Reply:
    """What the supervisor says, to the office and without names to everybody."""

    position: str
    norms: str
    public_question: str
    text: str


WATCHED = {"status": "pns", "cara_hadir": "menonton"}
IN_UNIFORM = {**WATCHED, "atribut": "ya", "jam_kerja": "tidak"}
FOLLOWED = {"status": "pppk", "objek_akun": "calon", "tindakan_medsos": "mengikuti"}
SPOKE = {"status": "pns", "penyelenggara": "partai", "surat_tugas": "ya", "atribut": "tidak"}
BKPSDM, SECRETARIAT, INSPECTORATE = "kepegawaian", "sekretariat", "inspektorat"

MAY_HE_WATCH = Matter(
    BKPSDM,
    STARTS,
    "Pak Suryadi, guru kami, ingin melihat kampanye pasangan calon di lapangan dekat rumahnya, tanpa ikut bersorak. "
    "Apakah boleh?",
    "hadir-kampanye",
    ("opd_dinas_pendidikan",),
    WATCHED,
)
ASK_FIRST = Reply(
    "minta-petunjuk",
    "C2",
    "Bolehkah pegawai melihat kampanye tanpa ikut mendukung?",
    "Itu bergantung pada seragam dan jam kerja, dan pejabat di pusat berbeda pendapat. Jangan datang sebelum hal itu "
    "jelas. Pelajari program calon lewat debat di televisi atau laman penyelenggara.",
)
MAY_THEY_IN_UNIFORM = Matter(
    INSPECTORATE,
    datetime(2024, 10, 16, 10, 0, tzinfo=WIB),
    "Beberapa pegawai menonton kampanye pada hari Minggu dengan kemeja dinas. Kata mereka, jawaban Bawaslu tidak "
    "menyebut seragam. Apa yang kami pakai dalam pembinaan?",
    "hadir-kampanye",
    ("opd_sekretariat_daerah", "opd_dinas_kesehatan"),
    IN_UNIFORM,
)
NOT_IN_UNIFORM = Reply(
    "melanggar",
    "C2",
    "Bolehkah pegawai melihat kampanye di luar jam kerja dengan seragam atau atribut?",
    "Tidak boleh. Hadir dengan seragam atau atribut pegawai dilarang, walau hari libur dan walau hanya menonton. Tanpa "
    "seragam pun pejabat di pusat berbeda pendapat: minta petunjuk dahulu.",
)
WHY_REPLACED = "Jawaban pertama belum memisahkan yang berseragam, padahal untuk itu aturannya jelas."
MAY_SHE_FOLLOW = Matter(
    SECRETARIAT,
    datetime(2024, 10, 9, 9, 0, tzinfo=WIB),
    "Bu Wulandari, bidan PPPK di Bantan, mengikuti akun pribadi seorang calon bupati untuk membaca programnya. "
    "Ia tidak menyukai dan tidak mengomentari apa pun. Apakah itu melanggar?",
    "media-sosial",
    ("opd_dinas_kesehatan", "opd_dinas_kesehatan.opd_puskesmas_02"),
    FOLLOWED,
    "Pegawainya sedang ditanya atasan dan menunggu kepastian.",
)
STOP_FOLLOWING = Reply(
    "minta-petunjuk",
    "B6",
    "Bolehkah pegawai mengikuti akun pribadi calon hanya untuk membaca programnya?",
    "Mengikuti akun pemenangan dilarang. Apakah akun pribadi calon termasuk, belum kami baca dalam aturan. Berhentilah "
    "mengikuti sampai jelas, dan baca program calon di laman penyelenggara.",
)
OVERDUE = Matter(
    SECRETARIAT,
    datetime(2024, 10, 28, 9, 0, tzinfo=WIB),
    "Camat mendampingi istrinya yang menjadi calon wakil bupati pada acara partai, tanpa cuti di luar tanggungan "
    "negara. Ia hanya duduk di sampingnya. Apa yang harus kami sampaikan kepadanya?",
    "keluarga-calon",
    ("opd_kecamatan_02",),
    {"status": "pns", "hubungan": "pasangan", "kegiatan_keluarga": "mendampingi", "cltn": "tidak"},
)
WAITING = Matter(
    BKPSDM,
    datetime(2024, 11, 6, 9, 0, tzinfo=WIB),
    "Pegawai kami diundang sebuah partai menjelaskan layanan kependudukan dalam rapatnya, dengan surat tugas dari "
    "kepala dinas dan tanpa atribut apa pun. Bolehkah ia datang?",
    "narasumber",
    ("opd_dinas_komunikasi_informatika_dan_statistik",),
    SPOKE,
)
SPEAKER = Reply(
    "tidak",
    "F6",
    "Bolehkah pegawai dengan surat tugas menjadi narasumber rapat partai tentang layanan pemerintah?",
    "Boleh, karena ia bertugas resmi dengan surat tugas. Ia tidak boleh menunjukkan dukungan di acara itu.",
)
OUT_OF_SCOPE = Matter(
    staff_of(SEMARANG).secretary,
    datetime(2024, 10, 14, 9, 0, tzinfo=WIB),
    "Beberapa pegawai mengajukan cuti tahunan pada bulan Desember. Apakah cuti itu boleh dipecah menjadi dua kali?",
    "luar-cakupan",
    ("bkpsdm",),
    {},
    region_code=SEMARANG,
)

# Every answer of the demo, with the matter it answers.
ANSWERS = (
    (MAY_HE_WATCH, ASK_FIRST),
    (MAY_SHE_FOLLOW, STOP_FOLLOWING),
    (MAY_THEY_IN_UNIFORM, NOT_IN_UNIFORM),
    (WAITING, SPEAKER),
)


class Desk:
    """The people of one supervisor who answer: one writes, another decides."""

    def __init__(self, region_code: str) -> None:
        staff = staff_of(region_code)
        self.writer, self.chair = browser_of(staff.officer), browser_of(staff.members[0])

    def draft(self, request: Any, at: datetime, matter: Matter, reply: Reply) -> None:
        """Write the answer for a second person to judge."""
        answers = {"position": reply.position, "norms": reply.norms, "text": reply.text, **_as_fields(matter.facts)}
        with clock.at(at):
            self.writer.open("guidance_draft", request).fill(answers)

    def publish(self, request: Any, at: datetime, reply: Reply, replaces: PublishedAnswer | None = None) -> None:
        """Approve the answer and publish it without names, in place of an earlier one that it contradicts."""
        answers = {"question": reply.public_question, "text": reply.text}
        if replaces is not None:
            answers |= {f"pertentangan-{replaces.pk}": "supersede", "reason": WHY_REPLACED}
        with clock.at(at):
            self.chair.open("guidance_approve", request).fill()
            self.chair.fill(answers)

    def refuse(self, request: Any, at: datetime) -> None:
        """Refuse a request that is not about neutrality, and say where to ask instead."""
        words = "Cuti tahunan tidak diatur dalam netralitas ASN. Tanyakan kepada BKPSDM atau kantor regional BKN."
        with clock.at(at):
            self.chair.open("guidance_refuse", request).fill({"words": words})


def guide(bars: Bars) -> None:
    """Let six requests go as far as each one goes."""
    desk = Desk(BENGKALIS)
    step = bars.counting("Permintaan petunjuk", 6)
    _answered(desk, MAY_HE_WATCH, ASK_FIRST)
    _all_read(_latest())
    step(1, 6)
    _answered(desk, MAY_SHE_FOLLOW, STOP_FOLLOWING)
    _one_reads(_latest())
    step(2, 6)
    _answered(desk, MAY_THEY_IN_UNIFORM, NOT_IN_UNIFORM, replaces=_answer_to("hadir-kampanye"))
    _one_reads(_latest())
    step(3, 6)
    Desk(SEMARANG).refuse(ask(OUT_OF_SCOPE), OUT_OF_SCOPE.at + timedelta(days=2))
    step(4, 6)
    ask(OVERDUE)
    step(5, 6)
    desk.draft(ask(WAITING), WAITING.at + timedelta(days=2), WAITING, SPEAKER)
    step(6, 6)


def ask(matter: Matter) -> Any:
    """Ask through the pages of the office: the question, the act, what is known, and sending with a letter."""
    with clock.at(matter.at):
        office = browser_of(matter.asker).open("guidance_begin").fill(_question(matter))
        office.fill({"act": matter.act})
        office.fill(_as_fields(matter.facts))
        words = ("Surat rekaan untuk demo.", matter.question)
        paper = letter("surat-permintaan.pdf", "Pemerintah daerah", "Permintaan petunjuk", matter.at, *words)
        office.fill({"files": paper})
    return office.part("ident")


def _answered(desk: Desk, matter: Matter, reply: Reply, replaces: PublishedAnswer | None = None) -> None:
    request = ask(matter)
    desk.draft(request, matter.at + timedelta(hours=6), matter, reply)
    desk.publish(request, matter.at + timedelta(days=1, hours=2), reply, replaces)


def _question(matter: Matter) -> dict[str, Any]:
    with elevated("the demo chooses units of its own government"):
        paths = [f"pemda.{matter.region_code}.{unit}" for unit in matter.units]
        units = [str(pk) for pk in Institution.objects.filter(path__in=paths).values_list("pk", flat=True)]
    return {
        "question": matter.question,
        **dated("act_date", matter.at),
        "urgency": "urgent" if matter.reason_of_urgency else "normal",
        "urgency_reason": matter.reason_of_urgency,
        "units": units,
    }


def _as_fields(facts: Mapping[str, str]) -> dict[str, str]:
    return {f"fakta-{code}": value for code, value in facts.items()}


def _latest() -> PublishedAnswer:
    with elevated("the demo looks up what its own officer would click"):
        return PublishedAnswer.objects.latest("published_at")


def _answer_to(act: str) -> PublishedAnswer:
    with elevated("the demo looks up what its own officer would click"):
        return PublishedAnswer.objects.get(act=act, replaced_at=None)


def _units_of(published: PublishedAnswer) -> list[ConcernedUnit]:
    with elevated("the demo hands out the links that the reminders carry"):
        rows = ConcernedUnit.objects.filter(request__answer=published.answer_id).select_related("unit")
        return list(rows.order_by("unit__path"))


def _all_read(published: PublishedAnswer) -> None:
    for unit in _units_of(published):
        _read(unit, published)


def _one_reads(published: PublishedAnswer) -> None:
    _read(_units_of(published)[-1], published)


def _read(unit: ConcernedUnit, published: PublishedAnswer) -> None:
    reader = {"name": "Nirmala Rekaan", "office": f"Kepala subbagian umum, {unit.unit.name}"}
    with clock.at(published.published_at + timedelta(days=1)):
        Browser().open("guidance_read", token_of(unit.pk)).fill(reader)
