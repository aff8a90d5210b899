"""From a village without a supervisor to somebody who is posted there, on everybody's phones and desks."""

import gzip
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Response
from procrastinate.contrib.django.models import ProcrastinateJob

from netral.apps.supervisors.models import Application, Appointee, Decree, OathCeremony, Posting, Recruitment, Vacancy
from netral.apps.supervisors.oath_jobs import INSTALL_TASK
from netral.apps.supervisors.tasks import install_sworn_at
from netral.foundation.elections.actions import load_election
from netral.foundation.elections.schedules import shipped
from netral.foundation.institutions.models import Institution
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ledger import clock
from netral.foundation.ledger.actors import SYSTEM
from netral.foundation.seals.actions.keys import create_seal_key
from tests.apps.supervisors.applicant import ANSWERS, Applicant
from tests.browser.devices import PHONE
from tests.browser.unmet import MET_BY_SUPERVISORS
from tests.browser.wayfarer import Crowd, Wayfarer, row_of
from tests.conftest import CAMPAIGN_DAY
from tests.ground import Person, person

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("ground"),
]

PANEL, REGENCY = "bawaslu.14.03.02", "bawaslu.14.03"
HER = ANSWERS["nama"]["nama"]
OTHER = {"nama": {"nama": "Dewi Rekaan"}, "identitas": {"nik": "1403024203980002"}}
TOTALS = "/pengawas/cakupan/14.03/"
CLOSED, COMMENTED = CAMPAIGN_DAY + timedelta(4), CAMPAIGN_DAY + timedelta(5)
WEIGHED, INTERVIEWED = CAMPAIGN_DAY + timedelta(7), CAMPAIGN_DAY + timedelta(8, hours=4)
SWORN = CAMPAIGN_DAY + timedelta(10)
HEAVIEST_BYTES = 100_000


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, str]:
    """Give photographs of the papers that an applicant shows."""
    made = {}
    for kind in ("ktp", "ijazah", "surat_sehat"):
        place = tmp_path / f"{kind}.jpg"
        Image.new("RGB", (320, 240), (90, 20, 30)).save(place, quality=70)
        made[kind] = str(place)
    return made


def people(role: str, path: str, *names: str) -> list[Person]:
    """Create people in one role."""
    return [person(role, path, name=name) for name in names]


@dataclass
class Panel:
    """The desks of those who recruit and decide."""

    crowd: Crowd
    officers: list[Wayfarer] = field(default_factory=list)
    members: list[Wayfarer] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Sit two officers and two members down."""
        recruiting = people("recruitment_officer", PANEL, "Rina Rekaan", "Sari Rekaan")
        self.officers = [self.crowd.officer(each) for each in recruiting]
        deciding = people("panel_member", PANEL, "Tuti Rekaan", "Umar Rekaan")
        self.members = [self.crowd.officer(each) for each in deciding]
        self.names = [str(each.actor.id) for each in deciding]

    def recruit(self) -> None:
        """Draft a recruitment and open it."""
        officer = self.officers[0].press("Rekrutmen pengawas").press("Buat rekrutmen")
        officer.fill(jabatan="village").press("Lanjut")
        officer.date("buka", "07-10-2024").date("tutup", "10-10-2024").press("Simpan draf")
        draft = row_of(Recruitment)
        officer.open(reverse("recruitment_cancel", args=[draft.pk])).open(reverse("recruitment", args=[draft.pk]))
        officer.press("Buka pendaftaran").confirm("Buka pendaftaran")
        assert "Pendaftaran dibuka dan tampil untuk umum" in officer.text

    def check(self) -> None:
        """Close, let both check everybody, and announce the names."""
        ended = row_of(Recruitment)
        officer = self.officers[0].open(reverse("recruitment_extend", args=[ended.pk]))
        officer.open(reverse("recruitment", args=[ended.pk])).press("Tutup pendaftaran").confirm("Tutup pendaftaran")
        for number in (0, 1):
            for each in self.officers:
                each.open(applications(number)).press("Pemeriksaan administrasi").tick("met")
                each.picture("panwascam-1-periksa").press("Simpan pemeriksaan")
        officer.open("/petugas/pengawas/seleksi/").press("Lihat menurut formasi")
        officer.open(reverse("selection_recruitment", args=[row_of(Recruitment).pk])).press("Umumkan nama")
        officer.date("dari", "11-10-2024").date("sampai", "12-10-2024").confirm("Umumkan nama")

    def weigh(self) -> None:
        """Weigh the comment on the first applicant."""
        officer = self.officers[1].open(applications(0)).press("Pertimbangkan tanggapan")
        officer.fill(pertimbangan="unproven", alasan="Saksi yang disebut tidak mengenalnya.")
        officer.confirm("Simpan pertimbangan")

    def call(self) -> None:
        """Call the applicants to an interview before both members."""
        officer = self.officers[0].open(reverse("selection_vacancy", args=[row_of(Vacancy).pk]))
        officer.press("Jadwalkan wawancara").date("waktu", "15-10-2024").fill(waktu_time="13.00", tempat="Kantor camat")
        officer.tick(*self.names).press("Simpan jadwal")

    def decide(self) -> None:
        """Mark everybody, decide as the ranking proposes, and announce."""
        for route in ("selection_recuse", "selection_absence"):
            self.members[0].open(reverse(route, args=[application(0).pk]))
        for number, points in ((0, "4"), (1, "3")):
            for each in self.members:
                each.open(applications(number)).press("Nilai wawancara").tick(points).confirm("Simpan nilai")
        member = self.members[0].open(reverse("selection_vacancy", args=[row_of(Vacancy).pk]))
        member.picture("panwascam-2-peringkat").press("Putuskan formasi")
        member.tick(*self.names).confirm("Simpan putusan")
        member.open(reverse("selection_recruitment", args=[row_of(Recruitment).pk]))
        member.press("Umumkan hasil").confirm("Umumkan hasil")

    def appoint(self) -> None:
        """Issue the decree, and plan the oath by it."""
        member = self.members[0].open("/petugas/pengawas/pengangkatan/")
        member.open(reverse("appointment", args=[row_of(Recruitment).pk])).press("Tetapkan keputusan pengangkatan")
        member.fill(penanda="Tuti Rekaan", jabatan="Ketua").date("sampai", "31-12-2024").confirm("Tetapkan dan segel")
        officer = self.officers[0].open("/petugas/pengawas/pengangkatan/keputusan/")
        decree = row_of(Decree)
        member.open(reverse("decree_correct", args=[decree.pk]))
        for route in ("appointee", "appointee_drop"):
            member.open(reverse(route, args=[row_of(Appointee).pk]))
        officer.open(reverse("decree", args=[decree.pk])).press("Rencanakan pelantikan")
        officer.date("waktu", "17-10-2024").fill(waktu_time="9.00", tempat="Aula kecamatan")
        for turn in ("1", "2"):
            officer.fill(**{f"saksi_{turn}": f"Saksi {turn}", f"jabatan_saksi_{turn}": "Camat"})
        officer.press("Simpan rencana")

    def swear_in(self) -> None:
        """Tick who came, close, and let the waiting job certify and post."""
        self.officers[0].open("/petugas/pengawas/pengangkatan/pelantikan/")
        address = reverse("oath", args=[row_of(OathCeremony).pk])
        officer = self.officers[0].open(reverse("oath_cancel", args=[row_of(OathCeremony).pk])).open(address)
        officer.press("Catat kehadiran").press("Centang semua dulu")
        officer.picture("panwascam-3-kehadiran").press("Simpan kehadiran")
        member = self.members[0].open(address).press("Tutup pelantikan").confirm("Tutup dan segel")
        do_waiting_job()
        assert "1 dari 1" in member.open(address).text


def do_waiting_job() -> None:
    """Do the job that the closing left, in this thread: a worker would want an event loop, and one runs already."""
    waiting = {"task_name": INSTALL_TASK, "args__ceremony_id": str(row_of(OathCeremony).pk)}
    install_sworn_at(**ProcrastinateJob.objects.get(**waiting).args)


def application(number: int) -> Application:
    """Return an application, in the order they came."""
    with elevated("the test looks at everything"):
        found: Application = Application.objects.order_by("number")[number]
        return found


def applications(number: int) -> str:
    """Return the address of an application, in the order they came."""
    return reverse("application_detail", args=[application(number).pk])


def begun(phone: Wayfarer) -> str:
    """Find the vacancy by its village, and begin; return the code."""
    phone.open("/pengawas/").press("Riau").open("/pengawas/").fill(cari="selat baru").press("Cari")
    phone.press("Bantan").picture("calon-1-lowongan")
    phone.press("Lamar").press("Mulai melamar")
    return phone.page.locator(".lamar-line").inner_text()


def answered(phone: Wayfarer, *steps: str) -> None:
    """Answer these questions, one page each."""
    for step in steps:
        assert phone.device.path == reverse("application_question", args=[step])
        given = dict(ANSWERS[step])
        if step == "alamat":
            phone.fill(cari=given.pop("cari")).press("Cari")
        ticks = given.pop("pernyataan", [])
        phone.fill(**given).tick(*ticks)
        if step == "pendidikan":
            phone.picture("calon-2-pertanyaan")
        phone.press("Simpan dan lanjut")


def left(phone: Wayfarer) -> None:
    """Let a phone forget the application."""
    phone.page.locator("#konten summary").click()
    phone.press("Keluar dari ponsel ini")
    assert reverse("application_status") == phone.device.path


def sent(phone: Wayfarer, code: str, papers: dict[str, str]) -> None:
    """Go on by the code, answer the rest, show the papers and send the application."""
    steps = [*ANSWERS]
    phone.open("/pengawas/status/").fill(kode=code.upper().replace("-", " ")).press("Buka").press("Lengkapi jawaban")
    answered(phone, *steps[steps.index("kontak") :])
    phone.fill(**papers).press("Simpan dan lanjut").picture("calon-3-periksa")
    phone.press("Kirim lamaran")
    assert "Lamaran terkirim" in phone.text
    receipt = phone.device.context.request.get(phone.device.site + reverse("application_receipt"))
    assert receipt.body().startswith(b"%PDF")
    phone.press("Lihat status lamaran").press("Tarik lamaran")


def told(phone: Wayfarer, code: str) -> Wayfarer:
    """Let an applicant look by her code, on a phone that forgot it."""
    phone.open("/pengawas/melamar/keluar/").open("/pengawas/status/").fill(kode=code).press("Buka")
    return phone


def commented(public: Wayfarer) -> None:
    """Comment on the first name that was announced."""
    public.open("/pengawas/pengumuman/")
    public.open(reverse("selection_announcement", args=[row_of(Recruitment).pk])).press(HER)
    public.fill(tanggapan="Ia pernah memasang spanduk.", nama="Warga Rekaan", kontak="0812 0000 0000")
    public.press("Kirim tanggapan")
    assert "Nomor tanda terima" in public.text


def answers(phone: Wayfarer, code: str) -> None:
    """Let the applicant answer what was written about her, not knowing by whom."""
    assert "Warga Rekaan" not in told(phone, code).text
    phone.picture("calon-4-status").fill(jawaban="Itu bukan saya.").press("Kirim jawaban")
    assert "Jawaban Anda: Itu bukan saya." in phone.text


def posted(poster: Wayfarer, public: Wayfarer) -> None:
    """Find her posting, and look at her card as anybody may."""
    poster.open(reverse("supervisor_empty")).open("/petugas/pengawas/").open(
        reverse("supervisor_posting", args=[row_of(Posting).pk])
    )
    card = poster.device.find("Halaman pemeriksaan kartu").get_attribute("href") or ""
    assert "Masih bertugas" in public.open(urlsplit(card).path).text


def test_the_first_visit_of_an_applicant_is_light(crowd: Crowd) -> None:
    phone, came = crowd.passer(PHONE).device, list[Response]()

    def keep(answer: Response) -> None:
        came.append(answer)

    phone.page.on("response", keep)
    phone.open("/pengawas/")
    # This server compresses nothing; the site's own does. As in test_public, fonts come later and are kept.
    weights = {each.url: len(gzip.compress(each.body())) for each in came if each.request.resource_type != "font"}
    assert len(weights) > 1
    assert sum(weights.values()) <= HEAVIEST_BYTES, weights


def test_a_village_gets_its_supervisor(crowd: Crowd, papers: dict[str, str]) -> None:
    load_election(schedule=shipped(), by=SYSTEM)
    create_seal_key(institution=Institution.objects.get(path=PANEL), by=SYSTEM)
    panel, public = Panel(crowd), crowd.passer()
    first_phone, phone = crowd.passer(PHONE, scripts=False), crowd.passer(PHONE, scripts=False)
    panel.recruit()
    code = begun(first_phone)
    answered(first_phone, *[*ANSWERS][:4])
    left(first_phone)
    sent(phone, code, papers)
    assert Applicant().answer(row_of(Vacancy), **OTHER).send().status_code == 302
    with clock.at(CLOSED):
        panel.check()
        commented(public)
        answers(phone, code)
    with clock.at(WEIGHED):
        panel.weigh()
        panel.call()
    with clock.at(INTERVIEWED):
        panel.decide()
    assert "Terpilih" in told(phone, code).text
    assert "0 terisi" in public.open(TOTALS).text
    with clock.at(SWORN):
        panel.appoint()
        panel.swear_in()
        assert "1 terisi" in public.open(TOTALS).text
        posted(crowd.officer(person("recruitment_officer", REGENCY)), public)
    assert crowd.way.wrong == {}
    assert MET_BY_SUPERVISORS - crowd.way.met.keys() == set()
