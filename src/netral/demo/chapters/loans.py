"""What the government lends the supervisor, and what both ask each other and agree when they meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from webtest import Upload

from netral.apps.support.models import AgreedAction, Facility, Loan, Meeting, SupportRequest
from netral.demo.browser import Browser, dated, upload
from netral.demo.cast.citizens import drawn
from netral.demo.cast.people import browser_of
from netral.demo.chapter import WIB, Bars
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock

LISTED = datetime(2024, 8, 5, 9, 0, tzinfo=WIB)
BOAT, OTHER_BOAT = "Speedboat Dinas Perhubungan 2", "Pompong BPBD 1"
ROOM, VEHICLE = "Aula Kantor Camat Bengkalis", "Minibus Sekretariat Daerah 4"
FACILITIES = (
    ("boat", BOAT, "DH-02", "Pelabuhan Sungai Pakning"),
    ("boat", OTHER_BOAT, "BP-01", "Dermaga Tanjung Medang"),
    ("room", ROOM, "", "Bengkalis Kota"),
    ("vehicle", VEHICLE, "BM 7104 DX", "Bengkalis Kota"),
)
LENDER, BORROWER = "Hasan Basri, Dinas Perhubungan", "Sulastri Manurung, Bawaslu Bengkalis"
SOUND = "Baik, lengkap dengan jaket pelampung dan dayung."


@dataclass(frozen=True)
class BothSides:
    """Those who borrow and who lend, each signed in."""

    treasurer: Browser
    chair: Browser
    government: Browser

    @classmethod
    def signed_in(cls) -> Self:
        """Return them, each in her own browser."""
        return cls(browser_of("bendahara"), browser_of("ketua"), browser_of("hibah"))


@dataclass(frozen=True)
class Borrowing:
    """One facility as it is borrowed: when each step is taken; those without a moment are not taken yet."""

    ware: str
    facility: str
    first: date
    last: date
    place: str
    purpose: str
    asked: datetime
    offered: datetime
    agreed: datetime | None = None
    handed: datetime | None = None
    returned: datetime | None = None


BORROWINGS = (
    Borrowing(
        "room",
        ROOM,
        date(2024, 8, 20),
        date(2024, 8, 23),
        "Bengkalis",
        "Pelatihan pengawas kecamatan dan desa.",
        datetime(2024, 8, 8, 9, 0, tzinfo=WIB),
        datetime(2024, 8, 9, 9, 0, tzinfo=WIB),
        datetime(2024, 8, 12, 9, 0, tzinfo=WIB),
        datetime(2024, 8, 20, 7, 30, tzinfo=WIB),
        datetime(2024, 8, 23, 17, 0, tzinfo=WIB),
    ),
    Borrowing(
        "boat",
        BOAT,
        date(2024, 9, 23),
        date(2024, 11, 30),
        "Rupat dan Rupat Utara",
        "Pengawasan kampanye di desa yang hanya dicapai lewat laut.",
        datetime(2024, 9, 2, 9, 0, tzinfo=WIB),
        datetime(2024, 9, 4, 9, 0, tzinfo=WIB),
        datetime(2024, 9, 5, 9, 0, tzinfo=WIB),
        datetime(2024, 9, 23, 8, 0, tzinfo=WIB),
    ),
    # It should have been back three days before the demo's day.
    Borrowing(
        "boat",
        OTHER_BOAT,
        date(2024, 9, 25),
        date(2024, 11, 8),
        "Rupat Utara",
        "Pengawasan kampanye di pulau-pulau kecil.",
        datetime(2024, 9, 9, 9, 0, tzinfo=WIB),
        datetime(2024, 9, 11, 9, 0, tzinfo=WIB),
        datetime(2024, 9, 12, 9, 0, tzinfo=WIB),
        datetime(2024, 9, 25, 8, 0, tzinfo=WIB),
    ),
    Borrowing(
        "vehicle",
        VEHICLE,
        date(2024, 11, 18),
        date(2024, 11, 30),
        "Mandau",
        "Pengawasan masa tenang dan pemungutan suara.",
        datetime(2024, 11, 5, 9, 0, tzinfo=WIB),
        datetime(2024, 11, 7, 9, 0, tzinfo=WIB),
    ),
)
MEETING_PLANNED, MET = datetime(2024, 7, 15, 9, 0, tzinfo=WIB), datetime(2024, 7, 22, 14, 0, tzinfo=WIB)
MINUTES = (
    "Ketua Bawaslu menyampaikan bahwa tahap II hibah baru dibayar sebagian dan lewat batas 27 Juni. Sekretaris daerah "
    "menjelaskan jadwal pencairan. Kedua pihak menyepakati langkah di bawah ini."
)
AGREED_THERE = (
    ("pemda.14.03", "BPKAD", "Membayar sisa tahap II.", date(2024, 11, 4)),
    ("pemda.14.03", "Dinas Perhubungan", "Menyiapkan dua perahu untuk pengawasan di Rupat.", date(2024, 9, 20)),
    ("bawaslu.14.03", "Bendahara", "Mengirim daftar kebutuhan sarana per kecamatan.", date(2024, 8, 2)),
)
DONE = {1: datetime(2024, 9, 23, 10, 0, tzinfo=WIB), 2: datetime(2024, 8, 1, 10, 0, tzinfo=WIB)}


def lend(bars: Bars) -> None:
    """List facilities and lend them: a room came back, one boat is out, another should be back, a car is offered."""
    sides = BothSides.signed_in()
    with clock.at(LISTED):
        for ware, name, mark, place in FACILITIES:
            told = {"jenis": ware, "nama": name, "nomor": mark, "tempat": place}
            sides.government.open("facility_add").fill(told)
    for each in bars.over("Fasilitas dipinjamkan", BORROWINGS, len(BORROWINGS)):
        _lend(sides, each)


def correspond(bars: Bars) -> None:
    """Ask twice, answer once, and meet."""
    step, sides = bars.counting("Permintaan dan pertemuan", 3), BothSides.signed_in()
    _ask(
        sides,
        datetime(2024, 7, 1, 9, 0, tzinfo=WIB),
        "Pembayaran tahap II hibah pemilihan",
        "Tahap II belum diterima sampai batas 27 Juni 2024. Mohon kepastian tanggal pembayarannya.",
        date(2024, 7, 12),
        datetime(2024, 7, 10, 15, 0, tzinfo=WIB),
        "Sebagian tahap II dibayar paling lambat 19 Juli. Sisanya menunggu perubahan anggaran.",
    )
    step(1, 3)
    _meet(sides)
    step(2, 3)
    _ask(
        sides,
        datetime(2024, 11, 4, 9, 0, tzinfo=WIB),
        "Ruang penyimpanan formulir pengawasan",
        "Mohon disediakan satu ruang terkunci di tiap kecamatan dari 20 November sampai 6 Desember 2024.",
        date(2024, 11, 15),
    )
    step(3, 3)


def _lend(sides: BothSides, each: Borrowing) -> None:
    treasurer, government = sides.treasurer, sides.government
    days = {**dated("mulai", each.first), **dated("selesai", each.last)}
    with clock.at(each.asked):
        told = {"jenis": each.ware, "tempat": each.place, "keperluan": each.purpose}
        treasurer.open("loan_ask").fill({**told, **days})
    with elevated("the demo looks up what its own officer reads on the page"):
        loan = Loan.objects.latest("asked_at")
        facility = Facility.objects.get(name=each.facility)
    with clock.at(each.offered):
        terms = {"fasilitas": str(facility.pk), "syarat": "Bahan bakar ditanggung peminjam."}
        government.open("loan_offer", loan.pk).fill({**terms, **days})
    if each.agreed is not None:
        with clock.at(each.agreed):
            sides.chair.open("loan_agree", loan.pk).fill({"setuju": True})
    handover = {"diserahkan": LENDER, "diterima": BORROWER, "keadaan": SOUND, "foto_1": _photo(each.facility)}
    if each.handed is not None:
        with clock.at(each.handed):
            government.open("loan_hand_over", loan.pk).fill({**handover, **dated("tanggal", each.handed)})
    if each.returned is not None:
        back = {**handover, "diserahkan": BORROWER, "diterima": LENDER, "kerugian": "none"}
        with clock.at(each.returned):
            treasurer.open("loan_bring_back", loan.pk).fill({**back, **dated("tanggal", each.returned)})
            government.open("loan_close", loan.pk).fill()


def _ask(
    sides: BothSides,
    at: datetime,
    subject: str,
    words: str,
    due: date,
    answered: datetime | None = None,
    answer: str = "",
) -> None:
    with clock.at(at):
        page = sides.treasurer.open("support_request_ask")
        page.fill({"hal": subject, "isi": words, **dated("batas", due)})
    if answered is None:
        return
    with elevated("the demo looks up what its own officer reads on the page"):
        asked = SupportRequest.objects.get(subject=subject)
    with clock.at(answered):
        sides.government.open("support_request_answer", asked.pk).fill({"jawaban": answer})


def _meet(sides: BothSides) -> None:
    treasurer = sides.treasurer
    with clock.at(MEETING_PLANNED):
        told = {
            "tempat": "Kantor Bupati Bengkalis",
            "peserta": "Nurhayati Lubis, Ketua Bawaslu\nZulkifli Nasution, Sekretariat Daerah",
            "agenda": "Sisa hibah tahap II dan sarana pengawasan di pulau.",
        }
        treasurer.open("meeting_plan").fill({**told, **dated("tanggal", MET)})
    with elevated("the demo looks up what its own officer reads on the page"):
        meeting = Meeting.objects.latest("planned_at")
        owners = {each.path: str(each.pk) for each in Institution.objects.filter(path__in=_owners())}
    with clock.at(MET):
        for path, office, what, due in AGREED_THERE:
            page = treasurer.open("meeting_agree", meeting.pk)
            page.fill({"pihak": owners[path], "kantor": office, "isi": what, **dated("batas", due)})
        treasurer.open("meeting_minutes", meeting.pk).fill({"notula": MINUTES})
    for number, at in DONE.items():
        path, _office, what, _due = AGREED_THERE[number]
        with elevated("the demo looks up what its own officer reads on the page"):
            agreed = AgreedAction.objects.get(meeting=meeting, what=what)
        with clock.at(at):
            browser_of("hibah" if path.startswith("pemda") else "bendahara").open(
                "agreed_action_done", agreed.pk
            ).fill()


def _owners() -> Sequence[str]:
    return [path for path, _office, _what, _due in AGREED_THERE]


def _photo(facility: str) -> Upload:
    return upload("foto.jpg", drawn(f"Foto rekaan: {facility}"), "image/jpeg")
